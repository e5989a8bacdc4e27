"""Workload files, written row by row and read back: embeddings, attributes, queries and their exact answers.

The format is that of Guides/Retrieve.md, "Workloads": little-endian .npy in C order. Writers stream, so that a workload may be
larger than memory; readers map files. Needs numpy.
"""
import contextlib, json, os
import numpy as np

BLOCK = 100_000  # Rows that are made, multiplied and tested together.


@contextlib.contextmanager
def beside(path, mode="wb"):
    """A file written as PATH.part and put in its place at the end: an index may have linked the old one, which stays as it was."""
    with open(path + ".part", mode) as file:
        yield file
    os.replace(path + ".part", path)


class GrowingArray:
    """An .npy file whose first dimension is known only once it is closed."""

    LENGTH = 128  # Of magic, version and header: room for any number of rows.

    def __init__(self, path, dtype, width=None):
        # Beside it, as `beside` does: an index may have linked the old one.
        self.path, self.file = path, open(path + ".part", "wb")
        self.dtype, self.width, self.count = np.dtype(dtype), width, 0
        self.file.write(b" " * self.LENGTH)

    def append(self, values):
        values = np.ascontiguousarray(values, self.dtype)
        self.count += len(values)
        values.tofile(self.file)

    def close(self):
        shape = f"({self.count},)" if self.width is None else f"({self.count}, {self.width})"
        header = f"{{'descr': '{self.dtype.str}', 'fortran_order': False, 'shape': {shape}, }}"
        text = header.ljust(self.LENGTH - 11) + "\n"
        self.file.seek(0)
        self.file.write(b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text.encode("ascii"))
        self.file.close()
        os.replace(self.path + ".part", self.path)


class FieldWriter:
    """The two files of one attribute."""

    def __init__(self, folder, field):
        self.offsets = GrowingArray(os.path.join(folder, f"attr.{field}.offsets.npy"), "<i8")
        self.values = GrowingArray(os.path.join(folder, f"attr.{field}.values.npy"), "<i4")
        self.offsets.append(np.zeros(1, "<i8"))

    def append_single(self, values):
        """One value a row."""
        self.offsets.append(self.values.count + 1 + np.arange(len(values)))
        self.values.append(values)

    def append_pairs(self, rows, values, count):
        """Values of `count` rows as pairs (row from 0, value) in any order, repeats allowed; a row may have none."""
        width = int(values.max(initial=0)) + 1
        pairs = np.unique(np.asarray(rows, np.int64) * width + values)
        self.offsets.append(self.values.count + np.cumsum(np.bincount(pairs // width, minlength=count)))
        self.values.append(pairs % width)

    def close(self):
        self.offsets.close()
        self.values.close()


class Column:
    """One attribute of all rows, mapped."""

    def __init__(self, folder, field):
        self.offsets = np.load(os.path.join(folder, f"attr.{field}.offsets.npy"), mmap_mode="r")
        self.values = np.load(os.path.join(folder, f"attr.{field}.values.npy"), mmap_mode="r")

    def of(self, row):
        return [int(value) for value in self.values[self.offsets[row] : self.offsets[row + 1]]]

    def has_any(self, wanted, start, end):
        """Which of the rows start..<end have one of the values."""
        first, last = int(self.offsets[start]), int(self.offsets[end])
        values = self.values[first:last]
        table = np.zeros(max(int(values.max(initial=0)), max(wanted, default=0)) + 1, bool)
        table[list(wanted)] = True
        hits = table[values]
        if last - first == end - start and np.all(np.diff(self.offsets[start : end + 1]) == 1):
            return hits
        sums = np.concatenate([[0], np.cumsum(hits)])
        places = np.asarray(self.offsets[start : end + 1]) - first
        return sums[places[1:]] > sums[places[:-1]]


def fields_of(folder):
    return sorted(name.split(".")[1] for name in os.listdir(folder) if name.startswith("attr.") and name.endswith(".offsets.npy"))


class Columns:
    """All attributes; `passing` is the meaning of a query's conditions."""

    def __init__(self, folder):
        self.by_field = {field: Column(folder, field) for field in fields_of(folder)}

    def literal(self, literal, start, end):
        column = self.by_field[literal["field"]]
        if "anyOf" in literal:
            return column.has_any(literal["anyOf"], start, end)
        return ~column.has_any(literal["noneOf"], start, end)

    def passing(self, where, start, end):
        mask = np.ones(end - start, bool)
        for clause in where:
            literals = clause["or"] if "or" in clause else [clause]
            mask &= np.logical_or.reduce([self.literal(literal, start, end) for literal in literals])
        return mask


def best(scores, rows, k):
    """The k best of a list: by falling score, then by rising row."""
    if len(scores) > k:
        least = np.partition(scores, len(scores) - k)[len(scores) - k]
        keep = scores >= least
        scores, rows = scores[keep], rows[keep]
    order = np.lexsort((rows, -scores))[:k]
    return scores[order], rows[order]


def truth(embeddings, columns, vectors, wheres, k):
    """The exact answers to all queries: ids [Q, k], scores [Q, k] and how many rows passed.

    One pass over the embeddings in blocks of f32 products; what is kept is k rows a query.
    """
    count, queries = embeddings.shape[0], len(wheres)
    held = [(np.empty(0, np.float32), np.empty(0, np.int64)) for _ in range(queries)]
    passed = np.zeros(queries, np.int64)
    for start in range(0, count, BLOCK):
        end = min(count, start + BLOCK)
        products = np.asarray(embeddings[start:end]) @ vectors.T
        for query, where in enumerate(wheres):
            scores, rows = products[:, query], np.arange(start, end)
            if where:
                mask = columns.passing(where, start, end)
                scores, rows = scores[mask], rows[mask]
            passed[query] += len(rows)
            if len(held[query][0]) == k:
                reach = scores >= held[query][0][-1]
                scores, rows = scores[reach], rows[reach]
            merged = np.concatenate([held[query][0], scores]), np.concatenate([held[query][1], rows])
            held[query] = best(*merged, k)
    ids, scores = np.full((queries, k), -1, "<i8"), np.full((queries, k), -np.inf, "<f4")
    for query, (found, rows) in enumerate(held):
        ids[query, : len(rows)], scores[query, : len(rows)] = rows, found
    return ids, scores, passed


def write_queries(folder, vectors, wheres, targets, k, truth_k):
    """Queries and their answers; the rows' files must be there. Returns the share of rows that passed, a query each."""
    embeddings = np.load(os.path.join(folder, "embeddings.npy"), mmap_mode="r")
    vectors = np.ascontiguousarray(vectors, "<f4")
    ids, scores, passed = truth(embeddings, Columns(folder), vectors, wheres, truth_k)
    for name, array in (("queries", vectors), ("truth.ids", ids), ("truth.scores", scores)):
        with beside(os.path.join(folder, f"{name}.npy")) as file:
            np.save(file, array)
    with beside(os.path.join(folder, "queries.jsonl"), "w") as lines:
        for where, target, rows in zip(wheres, targets, passed):
            rate = round(float(rows) / embeddings.shape[0], 7)
            lines.write(json.dumps({"k": k, "where": where, "target": target, "rate": rate}) + "\n")
    return passed / embeddings.shape[0]


def unit(rows):
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-30)


def check(folder):
    """Says what is wrong with a small workload: the format, and answers against a plain loop in doubles. Empty if nothing is."""
    load = lambda name: np.load(os.path.join(folder, name))
    embeddings, vectors = load("embeddings.npy"), load("queries.npy")
    ids, scores = load("truth.ids.npy"), load("truth.scores.npy")
    lines = [json.loads(line) for line in open(os.path.join(folder, "queries.jsonl"))]
    count = len(embeddings)
    wrong = []
    for name, array, kind in (
        ("embeddings", embeddings, "<f4"), ("queries", vectors, "<f4"), ("truth.ids", ids, "<i8"), ("truth.scores", scores, "<f4")):
        if array.dtype.str != kind or array.ndim != 2 or not array.flags.c_contiguous:
            wrong.append(f"{name}: {array.dtype.str} {array.shape}")
    if len({len(vectors), len(ids), len(scores), len(lines)}) != 1:
        wrong.append("queries.npy, queries.jsonl and truth differ in length")
    lengths = np.linalg.norm(embeddings.astype(np.float64), axis=1)
    if np.abs(lengths - 1).max() > 1e-5:
        wrong.append("a row of embeddings is no unit vector")
    sets = {}
    for field in fields_of(folder):
        offsets, values = load(f"attr.{field}.offsets.npy"), load(f"attr.{field}.values.npy")
        if offsets.dtype.str != "<i8" or values.dtype.str != "<i4" or len(offsets) != count + 1:
            wrong.append(f"attr.{field}: {offsets.dtype.str} {len(offsets)}, {values.dtype.str}")
        if offsets[0] != 0 or offsets[-1] != len(values) or np.any(np.diff(offsets) < 0) or np.any(values < 0):
            wrong.append(f"attr.{field}: offsets or values out of order")
        rows = [values[offsets[row] : offsets[row + 1]].tolist() for row in range(count)]
        if any(row != sorted(set(row)) for row in rows):
            wrong.append(f"attr.{field}: a row's values do not rise")
        sets[field] = [set(row) for row in rows]

    def passes(row, literal):
        has = not sets[literal["field"]][row].isdisjoint(literal.get("anyOf", literal.get("noneOf")))
        return has if "anyOf" in literal else not has

    for query, line in enumerate(lines):
        left = [row for row in range(count) if all(
            any(passes(row, literal) for literal in clause.get("or", [clause])) for clause in line["where"])]
        exact = embeddings[left].astype(np.float64) @ vectors[query].astype(np.float64)
        order = sorted(range(len(left)), key=lambda place: (-exact[place], left[place]))[: ids.shape[1]]
        found = ids[query][ids[query] >= 0]
        if len(found) != len(order) or np.any(ids[query][len(found) :] != -1):
            wrong.append(f"query {query}: {len(found)} rows, {len(order)} are right")
            continue
        if not set(found.tolist()) <= set(left) or len(set(found.tolist())) != len(found):
            wrong.append(f"query {query}: a row that does not pass, or twice")
        if len(order) and np.abs(exact[order] - scores[query][: len(order)]).max() > 1e-5:
            wrong.append(f"query {query}: scores differ from the plain loop's")
        if abs(line["rate"] - len(left) / count) > 1e-6:
            wrong.append(f"query {query}: rate {line['rate']}, {len(left)} of {count} pass")
    return wrong
