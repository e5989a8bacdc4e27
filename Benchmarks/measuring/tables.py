"""Each table: which engines, on which workload, with which settings."""
import gc, os, tempfile, time
import numpy as np
import faiss_peer, tantivy_peer
from .asked import Workload, summary, timed
from .program import Program
from .report import Sheet, Table, percent

EXACT, COARSE, FLAT, IVF, HNSW = "jobmatch exact", "jobmatch coarse", "Faiss flat", "Faiss IVF, nprobe 256", "Faiss HNSW32, ef 4000"
TERMS, COUNT = "jobmatch, terms alone", "tantivy, count of terms"
BESIDE_FLAT = {"title": "flat ÷ exact", "slower": FLAT, "faster": EXACT, "least": {1.0: 3, 0.33: 3, 0.1: 5, 0.01: 8, 0.001: 8}}
BESIDE_IVF = {"title": "IVF ÷ coarse", "slower": IVF, "faster": COARSE, "least": dict.fromkeys([1.0, 0.33, 0.1, 0.01, 0.001], 1)}


def versions():
    parts = [f"{module.__name__} {module.__version__}" for module in (np, faiss_peer.faiss) if module]
    return ", ".join(parts + ([tantivy_peer.tantivy.__version__] if tantivy_peer.tantivy else []))


class Bench:
    """The program, the workloads, and peers that are built when they are first asked."""

    def __init__(self, options):
        self.options, self.program = options, Program(options.jobmatch)
        self.missing, self.peer = [], None
        if not faiss_peer.faiss:
            self.miss(faiss_peer.MISSING)
        if not tantivy_peer.tantivy:
            self.miss(tantivy_peer.MISSING)
        self.rounds, self.few = options.rounds, min(options.rounds, 3)

    def miss(self, what):
        if what not in self.missing:
            self.missing.append(what)

    def path(self, name):
        """A workload's folder; `None`, and noted, where it has not been made."""
        path = self.options.main if name == "main" and self.options.main else os.path.join(self.options.workloads, name)
        if os.path.exists(os.path.join(path, "queries.jsonl")):
            return path
        self.miss(f"workload {path}: retrieval.py make {self.options.workloads} --only {name.split('/')[0]}")
        return None

    def has(self, *flags):
        """Whether the program knows the flags; noted where it does not."""
        if self.program.has(*flags):
            return True
        self.miss(f"this build of jobmatch has no {' '.join(flags)}")
        return False

    def faiss(self, path):
        """Faiss on a workload, one at a time in memory; `None` without Faiss."""
        if not faiss_peer.faiss:
            return None
        if self.peer is None or self.peer.workload.folder != path:
            self.peer = None
            gc.collect()
            self.peer = faiss_peer.FaissPeer(Workload(path), self.options.cache)
        return self.peer

    def ours(self, path, *flags, group=""):
        """Exact and coarse, where this build has it."""
        engines = [(group, EXACT, self.program.engine(path, *flags))]
        if self.has("--mode"):
            engines.append((group, COARSE, self.program.engine(path, "--mode", "coarse", *flags)))
        return engines

    def peers(self, path, k=None, group=""):
        """Faiss flat and IVF."""
        peer = self.faiss(path)
        if not peer:
            return []
        searches = [(FLAT, peer.flat()), (IVF, peer.ivf(256))]
        return [(group, name, lambda search=search: timed(peer.workload, search, k)) for name, search in searches]


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
        losses = [f"{percent(rate)}: {cells[0]['score_lost']:.4f}" for rate, cells in stopped.items()]
        table.notes.append("Mean score lost by stopping after 100,000 documents: " + ", ".join(losses) + ".")
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


def shape(path):
    rows = np.load(os.path.join(path, "embeddings.npy"), mmap_mode="r")
    with open(os.path.join(path, "queries.jsonl")) as lines:
        k = lines.readline().split('"k":')[1].split(",")[0].strip()
    return f"{rows.shape[0]:,} × {rows.shape[1]}, k = {int(k):,}"


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
    table = Table("terms", "Conditions alone, p50 ms", TERMS, goals=[goal])
    table.measure(engines, bench.rounds, only={0.33, 0.1, 0.01, 0.001})
    for cells in table.rows.get(("", TERMS), {}).values():
        for cell in cells:
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
    width = np.load(os.path.join(path, "truth.scores.npy"), mmap_mode="r").shape[1]
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


def build(bench):
    path = bench.path("main")
    if not path:
        return
    sheet = Sheet("build", f"Building and memory, {shape(path)}", ["engine", "seconds", "bytes a row beside the f32 vectors", "peak MiB of the process"],
                  notes=["jobmatch on all processors, attributes included (goal: 15 s, 300 bytes beyond attributes); Faiss on all cores, without attributes, as written."])
    for group, name, call in bench.ours(path):
        line = next(iter(call().values()))
        sheet.rows.append([name, f"{line['build_s']:.1f}", f"{line['bytes_per_doc']:.0f}", f"{line['peak_bytes'] / 2**20:.0f}"])
    peer = bench.faiss(path)
    if peer:
        peer.flat(), peer.ivf(256)
        for name in peer.built:
            over = peer.bytes_a_row(name) - (0 if name == "ivfrabitq" else 4 * peer.workload.dimension)
            sheet.rows.append([f"Faiss {name}", f"{peer.seconds[name]:.1f}", f"{over:.0f}", "–"])
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
        table.notes.append(f"{engine}: built in {line['build_s']:.0f} s, {line['bytes_per_doc']:.0f} bytes a row beside the f32 vectors, "
                           f"{line['peak_bytes'] / 2**30:.1f} GiB at most.")
    peer = bench.faiss(path)
    if peer:
        table.measure([("", FLAT, lambda: timed(peer.workload, peer.flat(), repeats=1))], 1)
    yield table


ALL = {"rates": rates, "terms": terms, "curve": curve, "pools": pools, "plans": plans, "layouts": layouts, "batches": batches,
       "overlap": overlap, "k": ks, "dimensions": dimensions, "correlation": correlation, "postings": postings, "build": build,
       "large": large}
USUAL = [name for name in ALL if name not in ("large", "pools")]  # The curve has the pools.
