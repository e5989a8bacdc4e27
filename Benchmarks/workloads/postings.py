#!/usr/bin/env python3
"""Makes a workload of real adverts: TF-IDF of NHS, USAJOBS and Dice postings in 128 dimensions, conditions of their own attributes.

    postings.py OUT --data DIR [--d 128] [--k 1000] [--rates 1,0.33,0.1,0.01,0.001] [--per-rate 25] [--limit N] [--seed 1]
    postings.py --check --data DIR       # 2,000 postings in a temporary folder, compared with a plain loop

DIR holds postings/ (Guides/Data.md); JOBMATCH_DATA names it, too. A row is a posting: its title, three times, with the advert's
first 2,000 characters (NHS), the series' names and the agency (USAJOBS) or the skills (Dice). Words of 3 postings or more and of
a tenth of all at most weigh (1 + ln count) · ln(postings / postings with the word); rows are made unit, and projected on the
leading right singular vectors of that matrix, found by a randomized range finder (Halko, Martinsson and Tropp 2011,
doi:10.1137/090771806) with two power iterations, seeded; then made unit again. A posting none of whose words is known is left out.

A query is the title alone of a posting that is held out of rows, words and vectors, projected in the same way; its conditions are
the held-out posting's own values of one to three attributes, joined by values beside them (pay bands, months) or frequent ones
until about the wanted share of rows passes. Who is invited to apply (hiring paths) is not read. Needs numpy.
"""
import argparse, collections, csv, gzip, itertools, math, os, re, sys, tempfile
import numpy as np
import workload
from workload import Columns, FieldWriter, GrowingArray, unit

FILES = ["nhs_jobs_2020_11.csv.gz", "usajobs_2024_2025.csv.gz", "dice_us_sample_title_skills.csv.gz"]
WORD = re.compile(r"[a-z0-9][a-z0-9+#.]*[a-z0-9+#]|[a-z0-9]")
HELD_OUT = 0.03


def read(folder, name):
    csv.field_size_limit(1 << 30)
    with gzip.open(os.path.join(folder, "postings", name), "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def band(text):
    """A pay band of 5,000 a year; nothing for pay by the hour or none."""
    try:
        pay = float(text)
    except ValueError:
        return []
    return [int(pay // 5000)] if 10_000 <= pay < 500_000 else []


def postings(folder, limit):
    """(title, rest of the text, {field: values}) of each posting, values as words or numbers."""
    shares = [limit * part // 3 if limit else None for part in (1, 1, 1)]
    for row in itertools.islice(read(folder, FILES[0]), shares[0]):
        area = re.match(r"[A-Z]+", row["postcode"].upper())
        yield row["title"], row["description"][:2000], {
            "source": ["nhs"], "employer": [row["organisation"]], "employmentType": [row["employment_type"].lower()],
            "place": [row["locality"].lower()], "region": [area[0]] if area else [], "payBand": band(row["salary_min"]),
            "month": [row["date_posted"][:7]]}
    for row in itertools.islice(read(folder, FILES[1]), shares[1]):
        series = [text for text in row["occupation_series"].split("|") if text]
        yield row["position_title"], " ".join([text.partition("-")[2] for text in series] + [row["agency"]]), {
            "source": ["usajobs"], "employer": [row["agency"]], "department": [row["department"]],
            "employmentType": [row["appointment_type"].lower()], "series": series, "month": [row["open_date"][:7]]}
    for row in itertools.islice(read(folder, FILES[2]), shares[2]):
        skills = [text.strip().lower() for text in row["Required Skills"].split(",")]
        yield row["Designation"], row["Required Skills"][:2000], {
            "source": ["dice"], "skill": sorted({skill for skill in skills if 0 < len(skill) <= 40})}


def words(title, rest=""):
    return collections.Counter(WORD.findall(f"{title} {title} {title} {rest}".lower()))


class Words:
    """The vocabulary and its weights; rows as (offsets, columns, weights), unit."""

    def __init__(self, counts):
        seen = collections.Counter(word for count in counts for word in count)
        kept = sorted(word for word, times in seen.items() if 3 <= times <= len(counts) / 10)
        self.column = {word: number for number, word in enumerate(kept)}
        self.rarity = [math.log(len(counts) / seen[word]) for word in kept]

    def rows(self, counts):
        offsets, columns, weights = [0], [], []
        for count in counts:
            own = [(self.column[word], (1 + math.log(times)) * self.rarity[self.column[word]])
                   for word, times in sorted(count.items()) if word in self.column]
            length = math.sqrt(sum(weight * weight for _, weight in own)) or 1
            columns += [column for column, _ in own]
            weights += [weight / length for _, weight in own]
            offsets.append(len(columns))
        return np.array(offsets), np.array(columns, np.int64), np.array(weights, np.float32)


def product(matrix, dense, block=20_000):
    """A sparse matrix times a dense one, some rows at a time."""
    offsets, columns, weights = matrix
    result = np.zeros((len(offsets) - 1, dense.shape[1]), np.float32)
    for start in range(0, len(result), block):
        end = min(len(result), start + block)
        first, last = offsets[start], offsets[end]
        rows = np.flatnonzero(np.diff(offsets[start : end + 1]))
        if len(rows):
            parts = weights[first:last, None] * dense[columns[first:last]]
            result[start + rows] = np.add.reduceat(parts, offsets[start + rows] - first, axis=0)
    return result


def transposed(matrix, width):
    offsets, columns, weights = matrix
    order = np.argsort(columns, kind="stable")
    rows = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    return np.concatenate([[0], np.cumsum(np.bincount(columns, minlength=width))]), rows[order], weights[order]


def projection(matrix, width, dimension, seed):
    """The leading right singular vectors, width × dimension."""
    random, turned = np.random.default_rng([seed, 1]), transposed(matrix, width)
    directions = random.standard_normal((width, min(width, dimension + 16)), np.float32)
    for _ in range(2):
        images, _ = np.linalg.qr(product(matrix, directions))
        directions, _ = np.linalg.qr(product(turned, images, 2000))
    images, _ = np.linalg.qr(product(matrix, directions))
    _, _, right = np.linalg.svd(product(turned, images, 2000).T, full_matrices=False)
    return np.ascontiguousarray(right[:dimension].T, np.float32)


class Values:
    """Numbers of each field's values, in the order of first sight; ordered fields by their order."""

    ORDERED = {"payBand", "month"}

    def __init__(self, attributes):
        seen = {}
        for own in attributes:
            for field, values in own.items():
                seen.setdefault(field, collections.Counter()).update(values)
        self.names = {field: sorted(counts) if field in self.ORDERED else list(counts) for field, counts in seen.items()}
        self.numbers = {field: {value: number for number, value in enumerate(names)} for field, names in self.names.items()}

    def of(self, own, field):
        numbers = self.numbers[field]
        return sorted(numbers[value] for value in own.get(field, []) if value in numbers)


class Conditions:
    """Conditions of a held-out posting's own values, about as many rows as wanted."""

    def __init__(self, folder, count, values, random):
        self.columns, self.count, self.values, self.random = Columns(folder), count, values, random
        self.frequent = {field: np.argsort(-np.bincount(np.asarray(column.values)), kind="stable")[:40].tolist()
                         for field, column in self.columns.by_field.items() if len(column.values)}
        self.masks = {}

    def mask(self, field, value):
        if (field, value) not in self.masks:
            self.masks[field, value] = self.columns.by_field[field].has_any([value], 0, self.count)
        return self.masks[field, value]

    def share(self, where):
        passing = np.ones(self.count, bool)
        for clause in where:
            passing &= np.logical_or.reduce([self.mask(clause["field"], value) for value in clause["anyOf"]])
        return passing.mean()

    def wider(self, clause):
        field, own = clause["field"], clause["anyOf"]
        if field in Values.ORDERED:
            beside = [number for number in (own[0] - 1, own[-1] + 1) if 0 <= number < len(self.values.names[field])]
        else:
            beside = [number for number in self.frequent[field] if number not in own]
        return sorted(own + [beside[self.random.integers(len(beside))]]) if beside else None

    def of(self, own, rate):
        """Conditions, or `None` where this posting has none that leave such a share."""
        fields = [field for field in sorted(self.values.names) if self.values.of(own, field)]
        for _ in range(40):
            size = min(int(self.random.integers(1, 4)), len(fields))
            chosen = [fields[number] for number in self.random.permutation(len(fields))[:size]]
            where = [{"field": field, "anyOf": self.values.of(own, field)} for field in chosen]
            share = self.share(where)
            for _ in range(12):
                if share >= 0.75 * rate:
                    break
                clause = where[self.random.integers(len(where))]
                clause["anyOf"] = self.wider(clause) or clause["anyOf"]
                share = self.share(where)
            if 0.65 * rate <= share <= 1.5 * rate:
                return where
        return None


def make(folder, options):
    os.makedirs(folder, exist_ok=True)
    random = np.random.default_rng([options.seed, 0])
    everything = list(postings(options.data, options.limit))
    held = set(np.flatnonzero(random.random(len(everything)) < HELD_OUT).tolist())
    rows = [posting for number, posting in enumerate(everything) if number not in held]
    counts = [words(title, rest) for title, rest, _ in rows]
    known = Words(counts)
    matrix = known.rows(counts)
    right = projection(matrix, len(known.column), options.d, options.seed)
    vectors = product(matrix, right)
    usable = np.linalg.norm(vectors, axis=1) > 1e-3
    vectors, attributes = unit(vectors[usable]), [own for (_, _, own), use in zip(rows, usable) if use]
    writer = GrowingArray(os.path.join(folder, "embeddings.npy"), "<f4", vectors.shape[1])
    writer.append(vectors)
    writer.close()
    values = Values(attributes)
    for field in values.names:
        pairs = [(row, number) for row, own in enumerate(attributes) for number in values.of(own, field)]
        writer = FieldWriter(folder, field)
        pairs = np.array(pairs, np.int64).reshape(-1, 2)
        writer.append_pairs(pairs[:, 0], pairs[:, 1], len(attributes))
        writer.close()
    print(f"{folder}: {len(attributes):,} postings, {len(known.column):,} words, {len(matrix[1]):,} weights, "
          f"{(~usable).sum()} left out, {len(held):,} held out", file=sys.stderr)
    asking = [everything[number] for number in sorted(held)]
    titles = product(known.rows([words(title) for title, _, _ in asking]), right)
    able = np.flatnonzero(np.linalg.norm(titles, axis=1) > 1e-3)
    conditions = Conditions(folder, len(attributes), values, random)
    asked, wheres, targets = [], [], []
    for rate in options.rates:
        made = 0
        for number in random.permutation(able):
            where = [] if rate >= 1 else conditions.of(asking[number][2], rate)
            if where is not None:
                asked.append(unit(titles[number][None])[0])
                wheres.append(where)
                targets.append(rate)
                made += 1
            if made == options.per_rate:
                break
        print(f"{folder}: rate {rate:g}: {made} queries", file=sys.stderr)
    width = min(len(attributes), options.k)
    workload.write_queries(folder, np.array(asked), wheres, targets, options.k, width)


def self_check(options):
    with tempfile.TemporaryDirectory() as folder:
        options.limit, options.per_rate, options.k, options.d = 2000, 3, 30, 32
        options.rates = [1, 0.33, 0.1]
        make(folder, options)
        wrong = workload.check(folder)
    print("\n".join(wrong) if wrong else "postings.py: the workload agrees with a plain loop")
    return 1 if wrong else 0


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", nargs="?")
    parser.add_argument("--data", default=os.environ.get("JOBMATCH_DATA"))
    parser.add_argument("--d", type=int, default=128)
    parser.add_argument("--k", type=int, default=1000)
    parser.add_argument("--rates", default="1,0.33,0.1,0.01,0.001", type=lambda text: [float(rate) for rate in text.split(",")])
    parser.add_argument("--per-rate", type=int, default=25)
    parser.add_argument("--limit", type=int, help="read so many postings at most, a third of each source")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    if not options.data:
        parser.error("say where the data sets are: --data DIR or JOBMATCH_DATA")
    if not options.out and not options.check:
        parser.error("say where to: OUT, or --check")
    return options


if __name__ == "__main__":
    options = parse(sys.argv[1:])
    try:
        sys.exit(self_check(options) if options.check else make(options.out, options))
    except OSError as error:
        sys.exit(f"postings.py: {error.filename}: {error.strerror}")
