#!/usr/bin/env python3
"""Exact retrieval beside Faiss and tantivy on one workload, in turns, and a plot of latency against pass rate.

What is measured: milliseconds of a query, its conditions included, one thread; recall against the exact answer. The engine and
each peer take turns for some rounds; what is printed are the medians over rounds of each round's p50, and the ratio peer / engine
round by round with its least and greatest. Filters reach Faiss as ready bitmaps (their making is counted): its best case.

usage: retrieval_peer.py WORKLOAD --jobmatch PROGRAM [--rounds 5] [--peers flat,ivf,tantivy] [--svg FILE]
Needs numpy and faiss-cpu; tantivy for the count of terms. A workload is described in Guides/Retrieve.md.
"""
import argparse, json, os, statistics, subprocess, sys, time

try:
    import numpy as np, faiss
except ImportError as error:
    print(f"retrieval_peer.py: {error.name} is missing: pip install numpy faiss-cpu tantivy", file=sys.stderr)
    sys.exit(3)

parser = argparse.ArgumentParser()
parser.add_argument("workload")
parser.add_argument("--jobmatch", required=True)
parser.add_argument("--rounds", type=int, default=5)
parser.add_argument("--peers", default="flat,ivf")
parser.add_argument("--svg")
options = parser.parse_args()
faiss.omp_set_num_threads(1)


def load(name):
    return np.load(os.path.join(options.workload, name))


embeddings, vectors = load("embeddings.npy"), load("queries.npy")
truth = load("truth.ids.npy")
with open(os.path.join(options.workload, "queries.jsonl")) as lines:
    queries = [json.loads(line) for line in lines]
count, dimension = embeddings.shape
rates = sorted({query.get("target", 1.0) for query in queries}, reverse=True)


class Bitmaps:
    """A packed bitmap for each value that a condition names: the cheapest filter a user of Faiss could have."""

    def __init__(self):
        self.of_value = {}
        wanted = {}
        for query in queries:
            for clause in query["where"]:
                wanted.setdefault(clause["field"], set()).update(clause.get("anyOf", clause.get("noneOf")))
        for field, values in wanted.items():
            offsets, elements = load(f"attr.{field}.offsets.npy"), load(f"attr.{field}.values.npy")
            rows = np.repeat(np.arange(count), np.diff(offsets))
            for value in values:
                mask = np.zeros(count, bool)
                mask[rows[elements == value]] = True
                self.of_value[field, value] = np.packbits(mask, bitorder="little")

    def mask(self, query):
        result = None
        for clause in query["where"]:
            values = clause.get("anyOf", clause.get("noneOf"))
            union = self.of_value[clause["field"], values[0]].copy()
            for value in values[1:]:
                union |= self.of_value[clause["field"], value]
            if "noneOf" in clause:
                union = ~union
            result = union if result is None else result & union
        return result


def timed(search):
    """The p50 in milliseconds and the mean recall at each pass rate."""
    times, recalls = {}, {}
    for number, query in enumerate(queries):
        best, found = 1e9, None
        for _ in range(2):
            start = time.perf_counter()
            found = search(number, query)
            best = min(best, time.perf_counter() - start)
        rate = query.get("target", 1.0)
        times.setdefault(rate, []).append(best * 1e3)
        if found is not None:
            right = truth[number][truth[number] >= 0]
            share = len(np.intersect1d(found[found >= 0], right)) / max(1, len(right))
            recalls.setdefault(rate, []).append(share)
    p50 = {rate: float(np.median(values)) for rate, values in times.items()}
    return p50, {rate: float(np.mean(values)) for rate, values in recalls.items()}


def faiss_search(index, parameters):
    def search(number, query):
        # The selector keeps a pointer into the mask, so the mask must live as long as the search.
        mask = bitmaps.mask(query) if query["where"] else None
        selector = None if mask is None else faiss.IDSelectorBitmap(mask)
        return index.search(vectors[number : number + 1], query["k"], params=parameters(selector))[1][0]

    return search


def make_peers():
    peers = {}
    names = options.peers.split(",")
    if "flat" in names:
        flat = faiss.IndexFlatIP(dimension)
        flat.add(embeddings)
        peers["Faiss flat"] = faiss_search(flat, lambda selector: faiss.SearchParameters(sel=selector))
    if "ivf" in names:
        lists = int(4 * count**0.5)
        ivf = faiss.index_factory(dimension, f"IVF{lists},Flat", faiss.METRIC_INNER_PRODUCT)
        ivf.cp.niter = 8
        sample = np.random.default_rng(0).choice(count, min(count, 40 * lists), replace=False)
        ivf.train(embeddings[sample])
        ivf.add(embeddings)
        peers["Faiss IVF, nprobe 256"] = faiss_search(
            ivf, lambda selector: faiss.SearchParametersIVF(sel=selector, nprobe=256))
    if "tantivy" in names:
        peers["tantivy, count of terms"] = tantivy_count()
    return peers


def tantivy_count():
    import tantivy

    builder = tantivy.SchemaBuilder()
    fields = sorted({clause["field"] for query in queries for clause in query["where"]})
    for field in fields:
        builder.add_unsigned_field(field, indexed=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(512_000_000, 1)
    columns = {field: (load(f"attr.{field}.offsets.npy"), load(f"attr.{field}.values.npy")) for field in fields}
    for row in range(count):
        document = tantivy.Document()
        for field, (offsets, elements) in columns.items():
            for value in elements[offsets[row] : offsets[row + 1]]:
                document.add_unsigned(field, int(value))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def recipe(query):
        parts = []
        for clause in query["where"]:
            values = clause.get("anyOf", clause.get("noneOf"))
            any_of = tantivy.Query.boolean_query(
                [(tantivy.Occur.Should, tantivy.Query.term_query(schema, clause["field"], value)) for value in values])
            parts.append((tantivy.Occur.Must if "anyOf" in clause else tantivy.Occur.MustNot, any_of))
        return tantivy.Query.boolean_query(parts) if parts else tantivy.Query.all_query()

    recipes = [recipe(query) for query in queries]

    def search(number, query):
        searcher.search(recipes[number], limit=1, count=True)
        return None

    return search


def engine(*flags):
    command = [options.jobmatch, "bench", "retrieval", options.workload, "--json", *flags]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    return {line["rate"]: line["p50_ms"] for line in lines}, {line["rate"]: line["recall"] for line in lines}


terms_engine, terms_peer = "jobmatch, count of terms", "tantivy, count of terms"
bitmaps = Bitmaps()
peers = make_peers()
rounds = []
for number in range(options.rounds):
    measured = {"jobmatch exact": engine()}
    if terms_peer in peers:
        measured[terms_engine] = engine("--terms-only")
    for name, search in peers.items():
        measured[name] = timed(search)
    rounds.append(measured)
    print(f"round {number + 1} of {options.rounds}", file=sys.stderr)

median = lambda values: statistics.median(values)
print("| engine | " + " | ".join(f"{rate:.1%}" for rate in rates) + " |")
print("|---|" + "---|" * len(rates))
lines = {}
for name in rounds[0]:
    cells = []
    for rate in rates:
        value = median([r[name][0][rate] for r in rounds])
        # Nothing to count takes no time, and has no place on a scale of powers.
        if value > 0:
            lines.setdefault(name, []).append((rate, value))
        recall = rounds[-1][name][1].get(rate)
        text = f"{value:.3f}" if value < 0.1 else f"{value:.2f}"
        text += (f" ({recall:.3f})" if recall is not None and recall < 0.9995 else "")
        # A count is compared with a count; without conditions there is none to time.
        beside = terms_engine if name == terms_peer else "jobmatch exact"
        if name not in ("jobmatch exact", terms_engine) and (beside != terms_engine or rate < 1):
            ratios = [r[name][0][rate] / r[beside][0][rate] for r in rounds]
            text += f" ×{median(ratios):.1f} [{min(ratios):.1f}, {max(ratios):.1f}]"
        cells.append(text)
    print(f"| {name} | " + " | ".join(cells) + " |")
print(json.dumps({name: dict(values) for name, values in lines.items()}))


def draw(path):
    """Latency against pass rate, both on scales of powers of ten, a line an engine."""
    import math

    width, height, left, bottom = 720, 420, 70, 50
    colours = ["#1b6ca8", "#c8553d", "#6a994e", "#8a5a9e"]
    values = [value for line in lines.values() for _, value in line]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    first, last = math.log10(min(rates)), math.log10(max(rates))
    x = lambda rate: left + (math.log10(rate) - first) / max(last - first, 1e-9) * (width - left - 190)
    y = lambda value: height - bottom - (math.log10(value) - low) / max(high - low, 1) * (height - bottom - 30)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13">',
             f'<rect width="{width}" height="{height}" fill="white"/>']
    for power in range(low, high + 1):
        parts.append(f'<line x1="{left}" x2="{width - 180}" y1="{y(10**power):.1f}" y2="{y(10**power):.1f}" stroke="#ddd"/>'
                     f'<text x="{left - 8}" y="{y(10**power) + 4:.1f}" text-anchor="end">{10.0**power:g} ms</text>')
    for rate in rates:
        parts.append(f'<text x="{x(rate):.1f}" y="{height - bottom + 20}" text-anchor="middle">{rate * 100:g} %</text>')
    parts.append(f'<text x="{(left + width - 190) / 2:.0f}" y="{height - 8}" text-anchor="middle">share of rows that pass</text>')
    for colour, (name, line) in zip(colours, lines.items()):
        points = " ".join(f"{x(rate):.1f},{y(value):.1f}" for rate, value in line)
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.5"/>')
        parts += [f'<circle cx="{x(rate):.1f}" cy="{y(value):.1f}" r="3.5" fill="{colour}"/>' for rate, value in line]
        top = max(line)
        parts.append(f'<text x="{x(top[0]) + 10:.1f}" y="{y(top[1]) + 4:.1f}" fill="{colour}">{name}</text>')
    with open(path, "w") as file:
        file.write("\n".join(parts + ["</svg>"]) + "\n")


if options.svg:
    draw(options.svg)
