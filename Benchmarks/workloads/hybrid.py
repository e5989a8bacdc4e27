#!/usr/bin/env python3
"""Makes a workload of synthetic jobs: embeddings in clusters by title, attributes that hang together, conditions, exact answers.

    hybrid.py OUT [--n 1000000] [--d 128] [--k 1000] [--truth-k 2000] [--rates 1,0.33,0.1,0.01,0.001] [--per-rate 25] [--seed 1]
    hybrid.py OUT --filters related      # OUT/correlated, OUT/uncorrelated, OUT/anticorrelated
    hybrid.py --check                    # makes small ones in a temporary folder and compares them with a plain loop

Conditions of `--filters jobs` are built round a job as a user would: a country and a level, an occupation, a city; values are
added until the wanted share of rows passes. `--filters related` follows the protocol of filtered nearest-neighbour benchmarks: the
rows that pass are those near the query, far from it, or independent of it. Space is cut into 64 areas of 64 districts; a
query's condition names its nearest or farthest ones. `lot` and `sublot` are the same values dealt out to other rows, so that the
three conditions of a query leave as many rows and have as many values.

Rows are made and written 100,000 at a time: 15,000,000 rows of 128 numbers take 8 GB of disk and less than 2 GB of memory.
"""
import argparse, os, sys, tempfile
import numpy as np
import workload
from workload import BLOCK, Columns, FieldWriter, GrowingArray, unit

TITLES, OCCUPATIONS, COUNTRIES, CITIES_A_COUNTRY, SKILLS, COMPANIES, CELLS = 8000, 30, 60, 80, 30000, 50000, 64
LEVELS, PLACES_OF_WORK = [0.05, 0.18, 0.30, 0.22, 0.12, 0.08, 0.04, 0.01], [0.6, 0.25, 0.15]


def falling(count, power):
    """Shares of ranks that fall with a power, as those of titles, countries and employers do."""
    weights = np.arange(1, count + 1) ** -float(power)
    return np.cumsum(weights / weights.sum())


def draw(random, cumulative, count):
    return np.minimum(np.searchsorted(cumulative, random.random(count), "right"), len(cumulative) - 1)


class Jobs:
    """A block of jobs by its number: the same bytes whatever was made before."""

    def __init__(self, seed, dimension):
        random = np.random.default_rng([seed, 0])
        self.seed, self.dimension = seed, dimension
        self.occupation_of_title = random.integers(0, OCCUPATIONS, TITLES)
        families = random.standard_normal((OCCUPATIONS, dimension), np.float32)
        own = random.standard_normal((TITLES, dimension), np.float32)
        self.centres = 0.8 * own + 0.9 * families[self.occupation_of_title]
        self.titles, self.countries = falling(TITLES, 0.9), falling(COUNTRIES, 1)
        self.cities, self.skills, self.companies = falling(CITIES_A_COUNTRY, 1), falling(SKILLS, 1), falling(COMPANIES, 0.8)

    def block(self, number, count):
        random = np.random.default_rng([self.seed, 1, number])
        title = draw(random, self.titles, count)
        noise = random.standard_normal((count, self.dimension), np.float32)
        return title, unit(self.centres[title] + np.float32(1.1) * noise)

    def attributes(self, number, title):
        """(field, values) of one a row, (field, rows, values) of several."""
        random, count = np.random.default_rng([self.seed, 2, number]), len(title)
        country = draw(random, self.countries, count)
        yield "country", country
        yield "title", title
        yield "function", self.occupation_of_title[title]
        yield "seniority", draw(random, np.cumsum(LEVELS), count)
        yield "remote", draw(random, np.cumsum(PLACES_OF_WORK), count)
        yield "company", draw(random, self.companies, count)
        rows = np.repeat(np.arange(count), random.integers(1, 4, count))
        yield "city", rows, country[rows] * CITIES_A_COUNTRY + draw(random, self.cities, len(rows))
        rows = np.repeat(np.arange(count), random.integers(5, 16, count))
        usual = (title[rows] * 7919 + random.integers(0, 40, len(rows))) % SKILLS
        yield "skill", rows, np.where(random.random(len(rows)) < 0.6, usual, draw(random, self.skills, len(rows)))


class Cells:
    """Areas and districts of space, found by the nearest anchor."""

    def __init__(self, embeddings, seed):
        random = np.random.default_rng([seed, 3])
        self.anchors = embeddings[random.choice(len(embeddings), min(CELLS, len(embeddings)), replace=False)]
        self.within = []
        area = np.argmax(embeddings @ self.anchors.T, axis=1)
        for cell in range(len(self.anchors)):
            members = np.flatnonzero(area == cell)
            self.within.append(embeddings[random.choice(members, min(CELLS, len(members)), replace=False)])

    def attributes(self, embeddings, seed, number):
        area = np.argmax(embeddings @ self.anchors.T, axis=1)
        district = np.empty(len(area), np.int64)
        for cell in range(len(self.anchors)):
            members = np.flatnonzero(area == cell)
            if len(members):
                district[members] = cell * CELLS + np.argmax(embeddings[members] @ self.within[cell].T, axis=1)
        dealt = np.random.default_rng([seed, 4, number]).permutation(len(area))
        yield from (("area", area), ("district", district), ("lot", area[dealt]), ("sublot", district[dealt]))

    def by_nearness(self, field, vector):
        """The cells of a field, the nearest first."""
        if field == "area":
            return np.argsort(-(self.anchors @ vector), kind="stable")
        numbers = np.concatenate([cell * CELLS + np.arange(len(anchors)) for cell, anchors in enumerate(self.within)])
        return numbers[np.argsort(-(np.concatenate(self.within) @ vector), kind="stable")]


def write_rows(folder, options):
    jobs, cells, writers = Jobs(options.seed, options.d), None, {}
    embeddings = GrowingArray(os.path.join(folder, "embeddings.npy"), "<f4", options.d)
    for number, start in enumerate(range(0, options.n, BLOCK)):
        count = min(BLOCK, options.n - start)
        title, rows = jobs.block(number, count)
        embeddings.append(rows)
        if options.filters == "related":
            cells = cells or Cells(rows, options.seed)
            columns = cells.attributes(rows, options.seed, number)
        else:
            columns = jobs.attributes(number, title)
        for field, *values in columns:
            if field not in writers:
                writers[field] = FieldWriter(folder, field)
            writer = writers[field]
            writer.append_single(*values) if len(values) == 1 else writer.append_pairs(*values, count)
        if number % 10 == 9:
            print(f"{start + count:,} rows", file=sys.stderr)
    for writer in [embeddings, *writers.values()]:
        writer.close()
    return cells


class Conditions:
    """Conditions round a job, widened until a share of a sample of rows passes."""

    BOUNDS = {"country": COUNTRIES, "seniority": len(LEVELS), "function": OCCUPATIONS}

    def __init__(self, folder, rows, random):
        self.columns, self.rows, self.random, self.masks = Columns(folder), rows, random, {}

    def mask(self, field, value):
        if (field, value) not in self.masks:
            self.masks[field, value] = self.columns.by_field[field].has_any([value], 0, self.rows)
        return self.masks[field, value]

    def share(self, where):
        passing = np.ones(self.rows, bool)
        for clause in where:
            values = clause.get("anyOf", clause.get("noneOf"))
            any_of = np.logical_or.reduce([self.mask(clause["field"], value) for value in values])
            passing &= any_of if "anyOf" in clause else ~any_of
        return passing.mean()

    def round(self, rate):
        """A job of the sample and conditions that it meets."""
        if rate >= 1:
            return int(self.random.integers(self.rows)), []
        if rate > 0.2:
            fields = ["seniority", "country"] if self.random.random() < 0.7 else ["seniority"]
        elif rate > 0.05:
            fields = ["country", "seniority"]
        else:
            fields = ["function", "country" if rate > 0.005 else "city", "seniority"]
        for _ in range(1000):
            job = int(self.random.integers(self.rows))
            where = [{"field": field, "anyOf": self.columns.by_field[field].of(job)} for field in fields]
            wider = [clause for clause in where if clause["field"] in self.BOUNDS]
            if 0.05 < rate <= 0.2:
                own = self.columns.by_field["company"].of(job)
                refused = sorted({int(value) for value in self.random.integers(0, 200, 3)} - set(own))
                where.append({"field": "company", "noneOf": refused or [own[0] + 1]})
            share = self.share(where)
            while share < 0.8 * rate:
                wider = [clause for clause in wider if len(clause["anyOf"]) < self.BOUNDS[clause["field"]]]
                if not wider:
                    break
                clause = wider[self.random.integers(len(wider))]
                more = set(clause["anyOf"]) | {int(self.random.integers(self.BOUNDS[clause["field"]]))}
                clause["anyOf"] = sorted(more)
                share = self.share(where)
            if 0.7 * rate <= share <= 1.4 * rate:
                return job, where
        raise SystemExit(f"hybrid.py: no condition leaves {rate:.2%} of {self.rows} rows; use more rows")


def nearby(embeddings, job, random):
    """A query near a job, as a member's vector is near those of the jobs that suit them."""
    noise = random.standard_normal(embeddings.shape[1], np.float32) / np.sqrt(embeddings.shape[1])
    return unit((embeddings[job] + np.float32(0.6) * noise)[None])[0]


def sample_of(folder, options):
    rows = min(options.n, 2 * BLOCK)
    embeddings = np.load(os.path.join(folder, "embeddings.npy"), mmap_mode="r")[:rows]
    return rows, embeddings, np.random.default_rng([options.seed, 5])


def ask(folder, options, vectors, wheres, targets):
    width = min(options.n, max(options.k, options.truth_k or 0))
    shares = workload.write_queries(folder, vectors, wheres, targets, options.k, width)
    for rate in sorted(set(targets), reverse=True):
        own = shares[[target == rate for target in targets]]
        print(f"{folder}: rate {rate:g}: {len(own)} queries, {own.min():.4%} to {own.max():.4%} pass", file=sys.stderr)


def make_jobs(folder, options):
    os.makedirs(folder, exist_ok=True)
    write_rows(folder, options)
    rows, embeddings, random = sample_of(folder, options)
    conditions = Conditions(folder, rows, random)
    vectors, wheres, targets = [], [], []
    for rate in options.rates:
        for _ in range(options.per_rate):
            job, where = conditions.round(rate)
            vectors.append(nearby(embeddings, job, random))
            wheres.append(where)
            targets.append(rate)
    ask(folder, options, np.array(vectors), wheres, targets)


def make_related(folder, options):
    kinds = ["correlated", "uncorrelated", "anticorrelated"]
    folders = [os.path.join(folder, kind) for kind in kinds]
    for path in folders:
        os.makedirs(path, exist_ok=True)
    cells = write_rows(folders[0], options)
    # The rows are the same: a second name costs no disk.
    for name in os.listdir(folders[0]):
        for path in folders[1:]:
            if name == "embeddings.npy" or name.startswith("attr.") and name.endswith(".npy"):
                if os.path.exists(os.path.join(path, name)):
                    os.remove(os.path.join(path, name))
                os.link(os.path.join(folders[0], name), os.path.join(path, name))
    rows, embeddings, random = sample_of(folders[0], options)
    columns = Columns(folders[0])
    vectors, targets, wheres = [], [], {kind: [] for kind in kinds}
    for rate in (rate for rate in options.rates if rate < 1):
        field, dealt = ("area", "lot") if rate >= 0.05 else ("district", "sublot")
        shares = np.bincount(np.asarray(columns.by_field[field].values[:rows]), minlength=CELLS * CELLS) / rows
        for _ in range(options.per_rate):
            vectors.append(nearby(embeddings, int(random.integers(rows)), random))
            targets.append(rate)
            order = cells.by_nearness(field, vectors[-1])
            for kind, cells_in_order in (("correlated", order), ("anticorrelated", order[::-1])):
                total = np.cumsum(shares[cells_in_order])
                taken = 1 + int(np.argmin(np.abs(total - rate)))
                wheres[kind].append([{"field": field, "anyOf": sorted(cells_in_order[:taken].tolist())}])
            wheres["uncorrelated"].append([{"field": dealt, "anyOf": wheres["correlated"][-1][0]["anyOf"]}])
    for kind, path in zip(kinds, folders):
        ask(path, options, np.array(vectors), wheres[kind], targets)


def self_check():
    """Small workloads of both kinds, compared with a plain loop; the same seed gives the same bytes."""
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        base = ["--n", "2000", "--d", "24", "--k", "20", "--truth-k", "50", "--per-rate", "4", "--rates", "1,0.33,0.1"]
        for run in ("first", "second"):
            make_jobs(os.path.join(folder, run), parse([folder, *base]))
        make_related(os.path.join(folder, "related"), parse([folder, *base, "--filters", "related"]))
        for name in ("first", "related/correlated", "related/uncorrelated", "related/anticorrelated"):
            wrong += [f"{name}: {found}" for found in workload.check(os.path.join(folder, name))]
        for name in sorted(os.listdir(os.path.join(folder, "first"))):
            first, second = (open(os.path.join(folder, run, name), "rb").read() for run in ("first", "second"))
            if first != second:
                wrong.append(f"{name} differs between two runs with one seed")
        means = [np.load(os.path.join(folder, "related", kind, "truth.scores.npy"))[:, 0].mean()
                 for kind in ("correlated", "uncorrelated", "anticorrelated")]
        if not means[0] > means[1] > means[2]:
            wrong.append(f"the best scores do not fall from near to far: {means}")
    print("\n".join(wrong) if wrong else "hybrid.py: the workloads agree with a plain loop")
    return 1 if wrong else 0


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", nargs="?")
    parser.add_argument("--n", type=int, default=1_000_000)
    parser.add_argument("--d", type=int, default=128)
    parser.add_argument("--k", type=int, default=1000)
    parser.add_argument("--truth-k", type=int, help="how many right rows a query gets; at least k, which is the default")
    parser.add_argument("--rates", default="1,0.33,0.1,0.01,0.001", type=lambda text: [float(rate) for rate in text.split(",")])
    parser.add_argument("--per-rate", type=int, default=25)
    parser.add_argument("--filters", choices=["jobs", "related"], default="jobs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    if not options.out and not options.check:
        parser.error("say where to: OUT, or --check")
    return options


if __name__ == "__main__":
    options = parse(sys.argv[1:])
    if options.check:
        sys.exit(self_check())
    try:
        (make_related if options.filters == "related" else make_jobs)(options.out, options)
    except OSError as error:
        sys.exit(f"hybrid.py: {error.filename}: {error.strerror}")
