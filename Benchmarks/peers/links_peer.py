#!/usr/bin/env python3
"""Links learned by DuckDB: what `jobmatch link` counts, as SQL over the same files.

    python3 Benchmarks/peers/links_peer.py FOLDER [--template title:title …] [--max-size 3] [--min-support 3] [--threads 2]
        [--memory 8GB] [--scratch DIR] [--disk 20GB] [--keys packed|columns]
    {"pairs": 199259, "links": 116753, …, "seconds": {"mine": 5.9, "features": 1.8}, "peakBytes": …}

FOLDER has seekers.jsonl and jobs.jsonl with attributes, engagements.csv and hires.csv. Pairs are applications; values are numbers
before the clock starts, as they are in a workspace. The plan is the best that we found for it:
1. meta links of each pair, those under the minimum support dropped *before* they are combined;
2. all combinations by joining a pair's meta links with its greater ones, as one table of rows (pair, key, hire);
3. a group-by of the keys, then a join of the rows with the kept keys for the features.

A key is exact: the meta links' numbers beside each other in one integer where they fit into 63 bits (`packed`), else a column each.
Needs duckdb.
"""
import argparse, json, os, sys, time

try:
    import duckdb
except ImportError:
    duckdb = None

MISSING = "DuckDB: pip install duckdb"


def peak_bytes():
    """This process's greatest resident memory so far; 0 where the system does not say."""
    try:
        with open("/proc/self/status") as status:
            return next((int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:")), 0)
    except OSError:
        return 0


class LinksPeer:
    def __init__(self, folder, threads=2, memory=None, scratch=None, disk="20GB"):
        config = {"threads": threads, "preserve_insertion_order": False}
        if memory:
            config["memory_limit"] = memory
        if scratch:
            config.update(temp_directory=scratch, max_temp_directory_size=disk)
        self.connection = duckdb.connect(config=config)
        self.load(folder)

    def run(self, query):
        return self.connection.execute(query)

    def load(self, folder):
        """Tables of numbers: pair (number, seeker, job, hire), and a table a side of (row, field, value)."""
        path = lambda name: os.path.join(folder, name).replace("'", "''")
        for side, name in (("seeker", "seekers.jsonl"), ("job", "jobs.jsonl")):
            self.run(f"CREATE TEMP TABLE {side}_text AS SELECT id, unnest(map_entries(attributes)) AS entry FROM read_json('{path(name)}', "
                     f"format='newline_delimited', columns={{id: 'VARCHAR', attributes: 'MAP(VARCHAR, VARCHAR[])'}})")
            self.run(f"CREATE TEMP TABLE {side}_row AS SELECT id, row_number() OVER () AS row FROM (SELECT DISTINCT id FROM {side}_text)")
            self.run(f"CREATE TEMP TABLE {side}_words AS SELECT row, entry.key AS field, unnest(entry.value) AS word FROM {side}_text JOIN {side}_row USING (id)")
        self.run("CREATE TEMP TABLE word AS SELECT word, row_number() OVER () AS value FROM (SELECT word FROM seeker_words UNION SELECT word FROM job_words)")
        for side in ("seeker", "job"):
            self.run(f"CREATE TABLE {side} AS SELECT DISTINCT row::UINTEGER AS row, field, value::UINTEGER AS value FROM {side}_words JOIN word USING (word)")
        self.run(f"CREATE TEMP TABLE hired AS SELECT DISTINCT seeker, job FROM read_csv('{path('hires.csv')}', header=true)")
        self.run(f"""CREATE TABLE pair AS SELECT (row_number() OVER ())::UINTEGER AS pair, seeker_row.row::UINTEGER AS seeker, job_row.row::UINTEGER AS job,
            (hired.job IS NOT NULL)::INTEGER AS hire
            FROM (SELECT DISTINCT seeker, job FROM read_csv('{path('engagements.csv')}', header=true) WHERE kind = 'apply') applied
            JOIN seeker_row ON seeker_row.id = applied.seeker JOIN job_row ON job_row.id = applied.job
            LEFT JOIN hired ON hired.seeker = applied.seeker AND hired.job = applied.job""")
        for table in ("seeker_text", "job_text", "seeker_row", "job_row", "seeker_words", "job_words", "word", "hired"):
            self.run(f"DROP TABLE {table}")

    def links(self, templates, max_size, min_support, keys=None):
        """Counts links, then features; gives numbers and seconds."""
        started = time.perf_counter()
        self.meta_links(templates, min_support)
        count = self.run("SELECT count(*) FROM meta").fetchone()[0]
        bits = max(1, count.bit_length())
        keys = keys or ("packed" if bits * max_size <= 63 else "columns")
        if keys == "packed" and bits * max_size > 63:
            raise ValueError(f"{count} meta links in links of {max_size} do not fit into 63 bits")
        names = ["key"] if keys == "packed" else [f"m{number}" for number in range(max_size)]
        self.candidates(max_size, bits, keys)
        listed = ", ".join(names)
        self.run(f"CREATE OR REPLACE TABLE link AS SELECT {listed}, sum(hire) AS hires, count(*) - sum(hire) AS no_hires FROM candidate GROUP BY {listed} "
                 f"HAVING count(*) >= {min_support} AND 2 * sum(hire) >= count(*)")
        mined = time.perf_counter()
        self.run(f"CREATE OR REPLACE TABLE feature AS SELECT candidate.pair, link.rowid AS link FROM candidate JOIN link USING ({listed})")
        matched = time.perf_counter()
        one = lambda query: self.run(query).fetchone()
        pairs, hires = one("SELECT count(*), sum(hire) FROM pair")
        rows, = one("SELECT count(*) FROM candidate")
        links, link_hires, link_no_hires = one("SELECT count(*), coalesce(sum(hires), 0), coalesce(sum(no_hires), 0) FROM link")
        features, with_links = one("SELECT count(*), count(DISTINCT pair) FROM feature")
        return {"pairs": pairs, "hires": int(hires), "candidateRows": rows, "links": links, "linkHires": int(link_hires),
                "linkNoHires": int(link_no_hires), "features": features, "pairsWithLinks": with_links,
                "seconds": {"mine": mined - started, "features": matched - mined}, "keys": keys}

    def meta_links(self, templates, min_support):
        """Tables meta (its number) and pair_meta (pair, hire, number) of enough support."""
        parts = [f"SELECT {number}::UTINYINT AS template, pair.pair, pair.hire, seeker.value AS seeker_value, job.value AS job_value FROM pair "
                 f"JOIN seeker ON seeker.row = pair.seeker AND seeker.field = '{ours}' JOIN job ON job.row = pair.job AND job.field = '{theirs}'"
                 for number, (ours, theirs) in enumerate(templates)]
        self.run(f"CREATE OR REPLACE TABLE meta_row AS {' UNION ALL '.join(parts)}")
        self.run(f"CREATE OR REPLACE TABLE meta AS SELECT template, seeker_value, job_value, (row_number() OVER ())::UINTEGER AS number FROM "
                 f"(SELECT template, seeker_value, job_value FROM meta_row GROUP BY ALL HAVING count(*) >= {min_support})")
        self.run("CREATE OR REPLACE TABLE pair_meta AS SELECT pair, hire, number FROM meta_row JOIN meta USING (template, seeker_value, job_value)")
        self.run("DROP TABLE meta_row")

    def candidates(self, max_size, bits, keys):
        """The table candidate: a row a combination of a pair's meta links."""
        parts = []
        for size in range(1, max_size + 1):
            aliases = [f"a{number}" for number in range(size)]
            if keys == "packed":
                shown = " | ".join(f"(a{number}.number::BIGINT << {bits * number})" for number in range(size)) + " AS key"
            else:
                shown = ", ".join(f"{f'a{number}.number' if number < size else '0::UINTEGER'} AS m{number}" for number in range(max_size))
            joins = "".join(f" JOIN pair_meta {second} ON {second}.pair = a0.pair AND {second}.number > {first}.number"
                            for first, second in zip(aliases, aliases[1:]))
            parts.append(f"SELECT a0.pair, {shown}, a0.hire FROM pair_meta a0{joins}")
        self.run(f"CREATE OR REPLACE TABLE candidate AS {' UNION ALL '.join(parts)}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--template", action="append", help="SEEKERFIELD:JOBFIELD; title:title and skill:skill if none is named")
    parser.add_argument("--max-size", type=int, default=3)
    parser.add_argument("--min-support", type=int, default=3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory", help="DuckDB's memory_limit, such as 4GB; beyond it rows go to disk")
    parser.add_argument("--scratch", help="a folder for what goes to disk")
    parser.add_argument("--disk", default="20GB", help="how much of it; without --scratch nothing is said")
    parser.add_argument("--keys", choices=["packed", "columns"])
    options = parser.parse_args()
    if not duckdb:
        sys.exit(f"links_peer.py: {MISSING}")
    templates = [tuple(text.split(":")) for text in options.template or ["title:title", "skill:skill"]]
    if any(len(template) != 2 or not all(name.replace("-", "").replace("_", "").isalnum() for name in template) for template in templates):
        sys.exit(f"links_peer.py: --template {options.template}: SEEKERFIELD:JOBFIELD")
    try:
        peer = LinksPeer(options.folder, options.threads, options.memory, options.scratch, options.disk)
        answer = peer.links(templates, options.max_size, options.min_support, options.keys)
    except (duckdb.Error, ValueError) as error:
        sys.exit(f"links_peer.py: {options.folder}: {error}")
    print(json.dumps({**answer, "peakBytes": peak_bytes(), "version": duckdb.__version__}))


if __name__ == "__main__":
    main()
