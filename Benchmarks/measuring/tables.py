"""Each table: which engines, on which workload, with which settings."""
import contextlib, gc, os, shutil, subprocess, tempfile, time
import numpy as np
import tantivy_peer
from .asked import Workload, summary, timed
from .bench import COARSE, EXACT, FLAT, IVF, shape
from .report import Sheet, Table, percent

HNSW = "Faiss HNSW32, ef 4000"
TERMS, COUNT = "jobmatch, terms alone", "tantivy, count of terms"
FUSED = [["skill=0.3"], ["skill=0.3", "title=0.3"]]  # Sets of weighted fields.
BESIDE_FLAT = {"title": "flat ÷ exact", "slower": FLAT, "faster": EXACT, "least": {1.0: 3, 0.33: 3, 0.1: 5, 0.01: 8, 0.001: 8}}
BESIDE_IVF = {"title": "IVF ÷ coarse", "slower": IVF, "faster": COARSE, "least": dict.fromkeys([1.0, 0.33, 0.1, 0.01, 0.001], 1)}


def rates(bench):
    path = bench.path("main")
    if not path:
        return
    engines = bench.ours(path)
    engines.append(("", "jobmatch inverted, exact", bench.program.engine(path, "--backend", "inverted")))
    engines.append(("", "jobmatch inverted, stopped",
                    bench.program.engine(path, "--backend", "inverted", "--stop-after", 100_000)))
    engines += bench.peers(path)
    peer = bench.faiss(path)
    if peer:
        if bench.options.hnsw:
            search = peer.hnsw(4000)
            engines.append(("", HNSW, lambda: timed(peer.workload, search)))
        engines.append(("", "floor: bare f32 product", lambda: bare_product(peer.workload)))
    table = Table("rates", f"Latency by pass rate, {shape(path)}, one thread, p50 ms", EXACT, goals=[BESIDE_FLAT, BESIDE_IVF])
    table.measure(engines, bench.rounds)
    stopped = table.rows.get(("", "jobmatch inverted, stopped"), {})
    if stopped:
        losses = {rate: table.value(("", "jobmatch inverted, stopped"), rate, "score_lost") for rate in stopped}
        said = [f"{percent(rate)}: {loss:.4f}" for rate, loss in losses.items() if loss is not None]
        if said:
            table.notes.append("Mean score lost by stopping after 100,000 documents: " + ", ".join(said) + ".")
    yield table


def bare_product(workload):
    """numpy's product of all rows with a query, on one thread: what reading the f32 rows costs."""
    rows = np.asarray(workload.embeddings)
    numbers = [number for number, target in enumerate(workload.targets) if target == 1][:10]
    cells = []
    for number in numbers:
        times = []
        for _ in range(2):
            start = time.perf_counter()
            rows @ workload.vectors[number]
            times.append(time.perf_counter() - start)
        cells.append((min(times) * 1e3, None))
    return {1.0: summary(cells)} if cells else {}


def terms(bench):
    path = bench.path("main")
    if not path:
        return
    engines = []
    if bench.has("--terms-only"):
        engines.append(("", TERMS, bench.program.engine(path, "--terms-only")))
    if tantivy_peer.tantivy:
        workload = Workload(path)
        peer = tantivy_peer.TantivyPeer(workload)
        engines.append(("", COUNT, lambda: timed(workload, peer.count, only=lambda query: query["where"])))
    goal = {"title": "tantivy ÷ jobmatch", "slower": COUNT, "faster": TERMS, "least": dict.fromkeys([0.33, 0.1, 0.01, 0.001], 5)}
    note = "tantivy is asked with `limit=1, count=True`: beside counting it collects a best row, without which its Python package does not count."
    table = Table("terms", "Conditions alone, p50 ms", TERMS, goals=[goal], notes=[note] if tantivy_peer.tantivy else [])
    table.measure(engines, bench.rounds, only={0.33, 0.1, 0.01, 0.001})
    for cells in table.rows.get(("", TERMS), {}).values():
        for cell in filter(None, cells):
            cell.pop("recall", None)
    yield table


def curve(bench):
    """Recall against latency: each engine with its settings."""
    path = bench.path("main")
    if not path:
        return
    engines = [("jobmatch exact", "exact", bench.program.engine(path))]
    engines += pool_engines(bench, path)
    peer = bench.faiss(path)
    if peer:
        add = lambda group, name, search: engines.append((group, name, lambda: timed(peer.workload, search)))
        for probes in (16, 64, 256, 1024):
            add("Faiss IVF", f"nprobe {probes}", peer.ivf(probes))
        for probes in (64, 256):
            search = peer.rabitq(probes, 20)
            if search:
                add("Faiss IVF + RaBitQ, 20·k scored again", f"nprobe {probes}", search)
            else:
                bench.miss("this Faiss has no IVFRaBitQ")
        if bench.options.hnsw:
            for effort in (1000, 2000, 4000):
                add("Faiss HNSW32", f"ef {effort}", peer.hnsw(effort))
    yield Table("curve", f"Recall and latency by setting, {shape(path)}, p50 ms").measure(engines, 2)


def pool_engines(bench, path):
    if not bench.has("--mode", "--codes", "--pool"):
        return []
    by_errors = [("jobmatch coarse, rabitq by errors", f"{errors} errors",
                  bench.program.engine(path, "--mode", "coarse", "--errors", errors)) for errors in (1, 1.5, 1.75, 2, 2.5)]
    return by_errors + [
        (f"jobmatch coarse, {codes} by pool", f"pool {pool}·k",
         bench.program.engine(path, "--mode", "coarse", "--codes", codes, "--pool", pool))
        for codes, pools in (("rabitq", (2, 5, 10, 20, 50)), ("signs", (10, 50, 200))) for pool in pools]


def pools(bench):
    path = bench.path("main")
    engines = pool_engines(bench, path) if path else []
    if engines:
        yield Table("pools", "Recall by the pool that coarse codes leave, p50 ms").measure(engines, 1)


def plans(bench):
    path = bench.path("main")
    if not path or not bench.has("--plan"):
        return
    engines = [("", plan, bench.program.engine(path, "--plan", plan)) for plan in ("auto", "terms-first", "vectors-first", "mixed")]
    yield Table("plans", "Plans, exact, p50 ms", "auto", notes=["Ratio: a plan's time ÷ that of the plan chosen."]).measure(engines, bench.few)


def layouts(bench):
    path = bench.path("main")
    if not path or not bench.has("--layout"):
        return
    for batch, metric in ((1, "p50_ms"), (16, "qps")):
        engines = [("", layout, bench.program.engine(path, "--layout", layout, "--batch", batch)) for layout in ("rows", "blocks")]
        title = "one query at a time, p50 ms" if batch == 1 else "batches of 16, queries a second"
        yield Table(f"layouts {batch}", f"Layout of the coarse plane: {title}", "rows", metric).measure(engines, bench.few)


def batches(bench):
    path = bench.path("main")
    if not path:
        return
    modes = [("exact", [])] + ([("coarse", ["--mode", "coarse"])] if bench.has("--mode") else [])
    engines = [(f"{mode}, {threads} thread{'s'[: threads - 1]}", f"batch {size}",
                bench.program.engine(path, *flags, "--batch", size, "--threads", threads))
               for mode, flags in modes for threads in (1, 2) for size in (1, 2, 4, 8, 16)]
    peer = bench.faiss(path)
    if peer:
        peer.flat()
        engines += [("Faiss flat, 1 thread", f"batch {size}", lambda size=size: {1.0: {"qps": peer.flat_batch(size)}})
                    for size in (1, 16)]
    note = "Ratio: to one query at a time (goal: 2 for a batch of 16). Faiss shares a scan only where no query has conditions."
    yield Table("batches", "Queries a second by batch and threads", "batch 1", "qps", notes=[note]).measure(engines, min(bench.few, 2))


def overlap(bench):
    """Fig. 9 of the paper: with and without the coarse step, and how much of the results is the same."""
    path = bench.path("main")
    if not path or not bench.has("--mode"):
        return
    engines = bench.ours(path) + [engine for engine in bench.peers(path) if engine[1] == FLAT]
    yield Table("with coarse", "With and without the coarse step, p50 ms", EXACT).measure(engines, bench.few)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for mode in ("exact", "coarse"):
            file = os.path.join(folder, f"{mode}.npy")
            bench.program.run(path, "--mode", mode, "--repeats", 1, "--ids", file)
            found[mode] = np.load(file)
    targets = np.array(Workload(path).targets)
    ks = [k for k in (10, 100, 1000) if k <= found["exact"].shape[1]]
    sheet = Sheet("overlap", "Overlap of coarse with exact results", ["overlap"] + [percent(rate) for rate in sorted(set(targets), reverse=True)])
    for k in ks:
        cells = []
        for rate in sorted(set(targets), reverse=True):
            shares = [share(found["exact"][number, :k], found["coarse"][number, :k]) for number in np.flatnonzero(targets == rate)]
            cells.append(f"{np.mean(shares):.4f} (least {min(shares):.3f})")
        sheet.rows.append([f"of the best {k:,}", *cells])
    yield sheet


def share(right, found):
    right = right[right >= 0]
    return len(np.intersect1d(right, found)) / max(1, len(right))


def ks(bench):
    path = bench.path("main")
    if not path or not bench.has("--k"):
        return
    engines = []
    truth = os.path.join(path, "truth.scores.npy")
    width = np.load(truth if os.path.exists(truth) else os.path.join(path, "embeddings.npy"), mmap_mode="r").shape
    width = width[1] if os.path.exists(truth) else width[0]
    for k in (10, 100, 1000, 2000):
        if k <= width:
            group = f"k = {k:,}"
            engines += bench.ours(path, "--k", k, group=group) + bench.peers(path, k, group)
    yield Table("k", "By k, p50 ms", EXACT).measure(engines, min(bench.few, 2))


def dimensions(bench):
    for dimension in (64, 128, 384):
        path = bench.path(f"d{dimension}")
        if path:
            engines = bench.ours(path) + bench.peers(path)
            yield Table(f"d = {dimension}", f"{shape(path)}, p50 ms", EXACT).measure(engines, bench.few)


def correlation(bench):
    for kind, title in (("correlated", "rows that pass are near the query"), ("uncorrelated", "independent of it"), ("anticorrelated", "far from it")):
        path = bench.path(f"related/{kind}")
        if path:
            engines = bench.ours(path) + bench.peers(path)
            table = Table(kind, f"{kind.capitalize()} filters: {title}; {shape(path)}, p50 ms", EXACT)
            yield table.measure(engines, bench.few)


def postings(bench):
    path = bench.path("postings")
    if not path:
        return
    yield Table("postings", f"Real adverts: {shape(path)}, p50 ms", EXACT).measure(bench.ours(path) + bench.peers(path), bench.few)
    if bench.has("--k"):
        engines = bench.ours(path, "--k", 10, group="k = 10") + bench.peers(path, 10, "k = 10")
        yield Table("postings 10", "Real adverts, k = 10, p50 ms", EXACT).measure(engines, bench.few)


@contextlib.contextmanager
def without_index(path):
    """The same files in another folder, without the folder index: there the index is built, not opened."""
    with tempfile.TemporaryDirectory() as folder:
        for name in os.listdir(path):
            if os.path.isfile(os.path.join(path, name)):
                os.symlink(os.path.abspath(os.path.join(path, name)), os.path.join(folder, name))
        yield folder


def bytes_beside(line):
    """Bytes a row beside the f32 vectors, and of them those of attributes, apart."""
    attributes = line.get("attribute_bytes_per_doc", 0)
    return line["bytes_per_doc"] - attributes, attributes


def build(bench):
    path = bench.path("main")
    if not path:
        return
    headings = ["engine", "seconds", "bytes a row beside f32 vectors and attributes", "attributes", "peak MiB of the process"]
    sheet = Sheet("build", f"Building and memory, {shape(path)}", headings,
                  notes=["jobmatch on all processors, attributes among seconds and peak (goal: 15 s, 300 bytes a row beside vectors and "
                         "attributes); Faiss on all cores, without attributes, as written."])
    with without_index(path) as folder:
        for group, name, call in bench.ours(folder):
            line = next(iter(call().values()))
            if line.get("index", "built") != "built":
                raise RuntimeError(f"{name}: the index was {line['index']}, not built")
            own, attributes = bytes_beside(line)
            sheet.rows.append([name, f"{line['build_s']:.1f}", f"{own:.0f}", f"{attributes:.0f}", f"{line['peak_bytes'] / 2**20:.0f}"])
    peer = bench.faiss(path)
    if peer:
        peer.flat(), peer.ivf(256)
        for name in peer.built:
            over = peer.bytes_a_row(name) - (0 if name == "ivfrabitq" else 4 * peer.workload.dimension)
            sheet.rows.append([f"Faiss {name}", f"{peer.seconds[name]:.1f}", f"{over:.0f}", "–", "–"])
    yield sheet


def large(bench):
    """15,000,000 rows, once: the engine alone in memory, then Faiss flat."""
    path = bench.path("large")
    if not path:
        return
    bench.peer = None
    gc.collect()
    table = Table("large", f"{shape(path)}, once, p50 ms", EXACT)
    table.measure(bench.ours(path), 1)
    for (_, engine), row in table.rows.items():
        line = next(iter(row.values()))[0]
        own, attributes = bytes_beside(line)
        table.notes.append(f"{engine}: {line.get('index', 'built')} in {line['build_s']:.0f} s, {own:.0f} bytes a row beside f32 vectors and "
                           f"attributes, {attributes:.0f} of attributes, {line['peak_bytes'] / 2**30:.1f} GiB at most.")
    peer = bench.faiss(path)
    if peer:
        table.measure([("", FLAT, lambda: timed(peer.workload, peer.flat(), repeats=1))], 1)
    yield table


def fusion(bench):
    """A vector and weighted values in one score: sieved, and every row scored in full; both answers are the same."""
    path = bench.path("main")
    if not path:
        return
    if not bench.program.has_fusion:
        return bench.miss("this build of jobmatch has no bench fusion")
    engines = []
    for fields in FUSED:
        absent = [field for field in fields if not os.path.exists(os.path.join(path, f"attr.{field.split('=')[0]}.offsets.npy"))]
        if absent:
            bench.miss(f"table fusion: {path} has no {' '.join(absent)}")
            continue
        flags = [word for field in fields for word in ("--fuse", field)]
        lines, group = {}, "vector + " + " + ".join(fields)

        def column(name, lines=lines, flags=flags):
            # One run times both ways in turn: the first engine runs it, the second reads the same lines.
            if name == "sieved_ms":
                lines.clear()
                lines.update(bench.program.run(path, *flags, bench="fusion"))
            return {rate: {"p50_ms": line[name]} for rate, line in lines.items()}

        engines += [(group, "sieved", lambda column=column: column("sieved_ms")),
                    (group, "in full", lambda column=column: column("exhaustive_ms"))]
    if engines:
        yield Table("fusion", f"A vector and weighted values, {shape(path)}, p50 ms", "sieved").measure(engines, bench.few)


def select(bench):
    """The best k of many scores: a histogram, as in the engine, beside a heap and sorts."""
    swift = shutil.which("swift")
    if not swift:
        return bench.miss("table select: there is no swift")
    package = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
    command = [swift, "run", "-c", "release", "--package-path", os.path.normpath(package), "select-benchmark"]
    answer = subprocess.run(command, capture_output=True, text=True)
    if answer.returncode != 0:
        raise RuntimeError(f"{' '.join(command)}: {(answer.stderr or answer.stdout).strip()[-500:]}")
    lines = [[cell.strip() for cell in line.strip("| ").split("|")] for line in answer.stdout.splitlines() if line.startswith("|")]
    yield Sheet("select", "The best k of 1,000,000 scores", lines[0], lines[2:], ["Ratio: to the histogram, round by round."])


ALL = {"rates": rates, "terms": terms, "curve": curve, "pools": pools, "plans": plans, "layouts": layouts, "batches": batches,
       "overlap": overlap, "k": ks, "dimensions": dimensions, "correlation": correlation, "postings": postings, "fusion": fusion,
       "select": select, "build": build, "large": large}
USUAL = [name for name in ALL if name not in ("large", "pools")]  # The curve has the pools.
