"""A workload as the peers need it: arrays, queries, ready bitmaps, and what recall is."""
import json, os, time
import numpy as np


class Workload:
    def __init__(self, folder):
        self.folder = folder
        self.embeddings = np.load(os.path.join(folder, "embeddings.npy"), mmap_mode="r")
        self.vectors = self.load("queries.npy")
        self.truth = self.load("truth.scores.npy")
        with open(os.path.join(folder, "queries.jsonl")) as lines:
            self.queries = [json.loads(line) for line in lines]
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
            for clause in query["where"]:
                wanted.setdefault(clause["field"], set()).update(clause.get("anyOf", clause.get("noneOf")))
        for field, values in wanted.items():
            offsets, elements = self.load(f"attr.{field}.offsets.npy"), self.load(f"attr.{field}.values.npy")
            rows = np.repeat(np.arange(self.count, dtype=np.int32), np.diff(offsets))
            order = np.argsort(elements, kind="stable")
            rows, elements = rows[order], elements[order]
            for value in values:
                mask = np.zeros(self.count, bool)
                mask[rows[np.searchsorted(elements, value) : np.searchsorted(elements, value, "right")]] = True
                self.bitmaps[field, value] = np.packbits(mask, bitorder="little")

    def mask(self, query):
        """The rows that pass, packed; `None` without conditions. Its making is part of a peer's time."""
        result = None
        for clause in query["where"]:
            values = clause.get("anyOf", clause.get("noneOf"))
            union = self.bitmaps[clause["field"], values[0]].copy()
            for value in values[1:]:
                union |= self.bitmaps[clause["field"], value]
            if "noneOf" in clause:
                np.bitwise_not(union, out=union)
            result = union if result is None else np.bitwise_and(result, union, out=result)
        return result

    def recall(self, number, found, k):
        """The share of the right rows that were found: a row counts if its score is within 1e-5 of the least right one."""
        right = self.truth[number][: min(k, self.truth.shape[1])]
        right = right[np.isfinite(right)]
        if not len(right):
            return 1.0
        rows = np.asarray(found)
        rows = np.unique(rows[rows >= 0])
        scores = self.embeddings[rows] @ self.vectors[number]
        return min(len(right), int((scores >= right[-1] - 1e-5).sum())) / len(right)


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
    return {rate: summary(values) for rate, values in cells.items()}


def summary(values):
    times = sorted(time for time, _ in values)
    cell = {"p50_ms": times[len(times) // 2], "p95_ms": times[min(len(times) - 1, len(times) * 95 // 100)],
            "qps": 1000 * len(times) / sum(times)}
    shares = [share for _, share in values if share is not None]
    if shares:
        cell.update(recall=float(np.mean(shares)), min_recall=float(min(shares)))
    return cell
