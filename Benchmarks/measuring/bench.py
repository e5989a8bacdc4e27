"""What tables are made with: the program, the workloads, the peers, and what is missing."""
import gc, json, os
import numpy as np
import faiss_peer, tantivy_peer
from .asked import Workload, timed
from .program import Program

EXACT, COARSE, FLAT, IVF = "jobmatch exact", "jobmatch coarse", "Faiss flat", "Faiss IVF, nprobe 256"


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


def shape(path):
    rows = np.load(os.path.join(path, "embeddings.npy"), mmap_mode="r")
    with open(os.path.join(path, "queries.jsonl")) as lines:
        k = json.loads(lines.readline())["k"]
    return f"{rows.shape[0]:,} × {rows.shape[1]}, k = {k:,}"
