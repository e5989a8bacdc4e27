"""Loads jobs.jsonl into SQLite the way a Python program would: json and sqlite3 of the standard library.

The same work as an import of jobs as far as it goes: the same columns, nested parts as JSON text, attribute values as ids
of a stored vocabulary, one change row a job, one transaction, write-ahead log with synchronous = FULL. What it leaves out:
checking types and keys, rejects, and comparing with rows that are stored already.

    python3 import_peer.py jobs.jsonl new.sqlite
    {"rows": 1000000, "seconds": 51.2, "cpuSeconds": 48.9}
"""

import json
import resource
import sqlite3
import sys
import time

SCHEMA = """
CREATE TABLE job(
  key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, company TEXT NOT NULL,
  industry TEXT NOT NULL, places TEXT, remote TEXT, employmentType TEXT, seniority TEXT NOT NULL, skills TEXT, pay TEXT,
  openings INTEGER, postedAt INTEGER, expiresAt INTEGER, status TEXT NOT NULL, attributes TEXT,
  description TEXT NOT NULL) STRICT;
CREATE TABLE attribute_value(
  field TEXT NOT NULL, id INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY(field, id)) STRICT, WITHOUT ROWID;
CREATE TABLE change(
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, key INTEGER NOT NULL, action TEXT NOT NULL) STRICT;
"""


def compact(value):
    return json.dumps(value, separators=(",", ":")) if value else None


def rows(path, vocabularies, new_values):
    with open(path, encoding="utf-8") as file:
        for line in file:
            job = json.loads(line)
            ids = {}
            for field, values in job.get("attributes", {}).items():
                vocabulary = vocabularies.setdefault(field, {})
                ids[field] = []
                for value in values:
                    known = vocabulary.get(value)
                    if known is None:
                        known = vocabulary[value] = len(vocabulary)
                        new_values.append((field, known, value))
                    ids[field].append(known)
            yield (
                job["id"], job["title"], job.get("company", ""), job.get("industry", ""), compact(job.get("places")),
                job.get("remote"), job.get("employmentType"), job.get("seniority", ""), compact(job.get("skills")),
                compact(job.get("pay")), job.get("openings"), job.get("postedAt"), job.get("expiresAt"),
                job.get("status", "open"), compact(ids), job.get("description", ""),
            )


def main():
    source, target = sys.argv[1:3]
    start = time.monotonic()
    database = sqlite3.connect(target, isolation_level=None)
    database.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -131072")
    database.executescript(SCHEMA)
    new_values = []
    database.execute("BEGIN IMMEDIATE")
    database.executemany(
        "INSERT INTO job(id, title, company, industry, places, remote, employmentType, seniority, skills, pay, openings,"
        " postedAt, expiresAt, status, attributes, description) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        rows(source, {}, new_values),
    )
    database.executemany("INSERT INTO attribute_value VALUES(?,?,?)", new_values)
    count = database.execute("SELECT count(*) FROM job").fetchone()[0]
    database.executemany(
        "INSERT INTO change(kind, key, action) VALUES('job', ?, 'insert')", ((key,) for key in range(1, count + 1))
    )
    database.execute("COMMIT")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "rows": count, "seconds": time.monotonic() - start, "cpuSeconds": usage.ru_utime + usage.ru_stime,
    }))


main()
