"""A workload as the peers need it: arrays, queries, ready bitmaps, and what recall is."""
import json, os, time
import numpy as np


class Workload:
    def __init__(self, folder):
        self.folder = folder
        self.embeddings = np.load(os.path.join(folder, "embeddings.npy"), mmap_mode="r")
        self.vectors = self.load("queries.npy")
        # Without truth nothing is said of recall.
        self.truth = self.load("truth.scores.npy") if os.path.exists(os.path.join(folder, "truth.scores.npy")) else None
        with open(os.path.join(folder, "queries.jsonl")) as lines:
            self.queries = [{"where": [], **json.loads(line)} for line in lines]
        self.count, self.dimension = self.embeddings.shape
        self.targets = [query.get("target", 1.0) for query in self.queries]
        self.rates = sorted(set(self.targets), reverse=True)
        self.k = self.queries[0]["k"]
        self.bitmaps = None

    def load(self, name):
        return np.load(os.path.join(self.folder, name))

    def prepare_bitmaps(self):
        """A packed bitmap for each value that a condition names: the cheapest filter that a user of Faiss could have."""
        if self.bitmaps is not None:
            return
        self.bitmaps, wanted = {}, {}
        for query in self.queries:
            for literal in (literal for clause in query["where"] for literal in literals(clause)):
                wanted.setdefault(literal["field"], set()).update(values(literal))
        for field, named in wanted.items():
            offsets, elements = self.load(f"attr.{field}.offsets.npy"), self.load(f"attr.{field}.values.npy")
            rows = np.repeat(np.arange(self.count, dtype=np.int32), np.diff(offsets))
            order = np.argsort(elements, kind="stable")
            rows, elements = rows[order], elements[order]
            for value in named:
                mask = np.zeros(self.count, bool)
                mask[rows[np.searchsorted(elements, value) : np.searchsorted(elements, value, "right")]] = True
                self.bitmaps[field, value] = np.packbits(mask, bitorder="little")

    def mask(self, query):
        """The rows that pass, packed; `None` without conditions. Its making is part of a peer's time."""
        result = None
        for clause in query["where"]:
            union, *others = map(self.passing, literals(clause))
            for other in others:
                union |= other
            result = union if result is None else np.bitwise_and(result, union, out=result)
        return result

    def passing(self, literal):
        """The rows that meet one condition, packed, to be written over."""
        bitmaps = [self.bitmaps[literal["field"], value] for value in values(literal)]
        union = bitmaps[0].copy() if bitmaps else np.zeros((self.count + 7) // 8, np.uint8)
        for bitmap in bitmaps[1:]:
            union |= bitmap
        return np.bitwise_not(union, out=union) if "noneOf" in literal else union

    def recall(self, number, found, k):
        """The share of the right rows that were found: a row counts if its score is within 1e-5 of the least right one.

        `None` where the workload has no truth.
        """
        if self.truth is None:
            return None
        right = self.truth[number][: min(k, self.truth.shape[1])]
        right = right[np.isfinite(right)]
        if not len(right):
            return 1.0
        rows = np.asarray(found)
        rows = np.unique(rows[rows >= 0])
        scores = self.embeddings[rows] @ self.vectors[number]
        return min(len(right), int((scores >= right[-1] - 1e-5).sum())) / len(right)


def literals(clause):
    """The conditions of which one must hold: those of `or`, else the clause itself."""
    return clause["or"] if "or" in clause else [clause]


def values(literal):
    return literal["anyOf"] if "anyOf" in literal else literal["noneOf"]


def timed(workload, search, k=None, repeats=2, only=None):
    """Cells by pass rate of a search(number, query, k) that returns rows, or `None` if it only counts."""
    k, cells = k or workload.k, {}
    for number, query in enumerate(workload.queries):
        if only is not None and not only(query):
            continue
        best, found = float("inf"), None
        for _ in range(repeats):
            start = time.perf_counter()
            found = search(number, query, k)
            best = min(best, time.perf_counter() - start)
        share = None if found is None else workload.recall(number, found, k)
        cells.setdefault(workload.targets[number], []).append((best * 1e3, share))
    return {rate: summary(measured) for rate, measured in cells.items()}


def summary(measured):
    """Of pairs (milliseconds, recall or `None`)."""
    times = sorted(time for time, _ in measured)
    cell = {"p50_ms": times[len(times) // 2], "p95_ms": times[min(len(times) - 1, len(times) * 95 // 100)],
            "qps": 1000 * len(times) / sum(times)}
    shares = [share for _, share in measured if share is not None]
    if shares:
        cell.update(recall=float(np.mean(shares)), min_recall=float(min(shares)))
    return cell
