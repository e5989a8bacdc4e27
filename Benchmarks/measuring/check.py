"""Tries the parts that measure: peers' conditions beside a plain reading of them, rounds that fail, and a user's mistakes."""
import json, os, subprocess, sys, tempfile
import numpy as np
import tantivy_peer, workload
from .asked import Workload, timed
from .report import Table

ONE, OTHER = {"field": "colour", "anyOf": [1, 2]}, {"field": "size", "noneOf": [0, 3]}
CONDITIONS = [[], [ONE], [OTHER], [OTHER, {"field": "colour", "noneOf": [4]}], [ONE, OTHER], [{"or": [ONE, {"field": "size", "anyOf": [5]}]}],
              [{"or": [ONE, OTHER]}], [{"or": [OTHER]}], [{"field": "colour", "anyOf": []}], [{"field": "colour", "noneOf": []}]]


def small(folder, seed):
    """A workload of 1,003 rows, asked with every kind of condition."""
    random = np.random.default_rng(seed)
    embeddings = workload.GrowingArray(os.path.join(folder, "embeddings.npy"), "<f4", 8)
    embeddings.append(workload.unit(random.standard_normal((1003, 8), np.float32)))
    writers = [workload.FieldWriter(folder, field) for field in ("colour", "size")]
    writers[0].append_single(random.integers(0, 6, 1003))
    writers[1].append_pairs(random.integers(0, 1003, 2000), random.integers(0, 6, 2000), 1003)
    for writer in [embeddings, *writers]:
        writer.close()
    vectors = workload.unit(random.standard_normal((len(CONDITIONS), 8), np.float32))
    workload.write_queries(folder, vectors, CONDITIONS, [1.0] * len(CONDITIONS), 10, 10)


def conditions(folder):
    small(folder, 1)
    asked, columns = Workload(folder), workload.Columns(folder)
    asked.prepare_bitmaps()
    peer = tantivy_peer.TantivyPeer(asked) if tantivy_peer.tantivy else None
    for number, query in enumerate(asked.queries):
        right = columns.passing(query["where"], 0, asked.count)
        mask = asked.mask(query)
        if mask is not None and not np.array_equal(np.unpackbits(mask, count=asked.count, bitorder="little").astype(bool), right):
            yield f"the bitmap of {query['where']} is wrong"
        found = peer.searcher.search(peer.recipes[number], limit=1, count=True).count if peer else right.sum()
        if found != right.sum():
            yield f"tantivy counts {found} rows of {query['where']}, {right.sum()} are right"
    # An index has a link to a file: what is written anew is another file.
    names = [name for name in os.listdir(folder) if name.endswith((".npy", ".jsonl"))]
    for name in names:
        os.link(os.path.join(folder, name), os.path.join(folder, f"held.{name}"))
    small(folder, 2)
    yield from (f"{name} was written in place" for name in names
                if os.path.samefile(os.path.join(folder, name), os.path.join(folder, f"held.{name}")))
    yield from (f"{name} was left behind" for name in os.listdir(folder) if name.endswith(".part"))
    os.remove(os.path.join(folder, "truth.scores.npy"))
    asked = Workload(folder)
    cell = timed(asked, lambda number, query, k: [0])[1.0]
    if "recall" in cell:
        yield f"recall without truth: {cell}"


def rounds():
    """The base fails in the second of three rounds, and measures no recall."""
    times = iter([2, None, 8])

    def base():
        time = next(times)
        if time is None:
            raise RuntimeError("as it should in this check")
        return {1: {"p50_ms": time, "recall": None}}

    own = iter([2, 30, 16])
    table = Table("check", "Check", "base").measure([("", "base", base), ("", "other", lambda: {1: {"p50_ms": next(own)}})], 3)
    table = Table.from_plain(json.loads(json.dumps(table.plain())))
    if table.ratios(("", "other"), ("", "base"), 1) != [1, 2]:
        yield f"ratios of rounds that failed: {table.ratios(('', 'other'), ('', 'base'), 1)}"
    if table.value(("", "base"), 1, "recall") is not None or "| base | 5.00 |" not in table.markdown():
        yield table.markdown()


def mistakes(script, folder):
    """What a user may get wrong ends with a line that says so."""
    broken = os.path.join(folder, "broken.json")
    with open(broken, "w") as file:
        file.write('{"tables": [{"name": "rates"}]}')
    nowhere = os.path.join(folder, "nowhere")
    for arguments in (["measure", nowhere, "--jobmatch", nowhere], ["measure", nowhere, "--jobmatch", "/bin/sh", "--tables", "foo"],
                      ["measure", nowhere, "--jobmatch", "/bin/echo", "--tables", "rates,fusion"], ["show", nowhere], ["show", broken],
                      ["make", nowhere, "--only", "foo"], ["make", nowhere, "--only", "postings", "--data", nowhere]):
        answer = subprocess.run([sys.executable, "-B", script, *arguments], capture_output=True, text=True)
        last = answer.stderr.strip().splitlines()[-1:]
        if answer.returncode != 1 or not last or not last[0].startswith("retrieval.py: "):
            yield f"{' '.join(arguments)}: ended with {answer.returncode}, {last}"


def run(script):
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as other:
        wrong = [*conditions(folder), *rounds(), *mistakes(script, other)]
    print("\n".join(wrong) if wrong else "retrieval.py: conditions, rounds and mistakes are as they should be")
    return 1 if wrong else 0
