#!/usr/bin/env python3
"""Facet counts of all fields, ours and DuckDB's, on one workload in turns: answers compared, milliseconds printed.

    python3 Benchmarks/facets.py WORKLOAD [--jobmatch .build/release/jobmatch] [--rounds 3] [--queries 5] [--limit 20]

WORKLOAD is a folder as `retrieval.py make` fills it. Of each pass rate so many queries are asked; a facet of a field leaves
out the conditions on that field. Both engines have one thread and all data in memory. Times are milliseconds of the processor,
which others that use the machine have no say in, with ours by the clock beside them; of each engine the better of two askings
counts, of DuckDB by the better of two ways: the rows of all conditions made once, or found anew for each field. What is printed
is the median over rounds, and the ratios round by round as median [least, greatest]. An answer that differs ends the script.

Needs numpy and duckdb.
"""
import argparse, json, os, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "peers")]
try:
    import duckdb_peer
except ImportError as error:
    sys.exit(f"facets.py: {error.name} is missing: pip install numpy duckdb")


def ours(options, queries):
    """Our times by query and our answers: one run of the program, which asks every query."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "facets.jsonl")
        command = [options.jobmatch, "bench", "facets", options.workload, "--json", "--repeats", "2",
                   "--limit", str(options.limit), "--facets", path]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"facets.py: {' '.join(command)} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
        with open(path) as file:
            lines = [json.loads(line) for line in file]
    if len(lines) != queries:
        sys.exit(f"facets.py: {len(lines)} answers to {queries} queries")
    return lines


def theirs(peer, where, limit):
    best, found = float("inf"), None
    for shares in (False, True, False, True) if where else (False, False):
        started = time.process_time()
        found = peer.facets(where, limit, shares)
        best = min(best, 1000 * (time.process_time() - started))
    return best, found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("workload")
    parser.add_argument("--jobmatch", default=os.path.join(HERE, "..", ".build", "release", "jobmatch"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--queries", type=int, default=5, help="of each pass rate")
    parser.add_argument("--limit", type=int, default=20, help="values of each field")
    options = parser.parse_args()
    for name in ("rounds", "queries", "limit"):
        if getattr(options, name) < 1:
            sys.exit(f"facets.py: --{name} {getattr(options, name)}: 1 or more")
    if not duckdb_peer.duckdb:
        sys.exit(f"facets.py: {duckdb_peer.MISSING}")
    try:
        with open(os.path.join(options.workload, "queries.jsonl")) as file:
            queries = [json.loads(line) for line in file if line.strip()]
        peer = duckdb_peer.DuckDBPeer(options.workload)
    except (OSError, ValueError) as error:
        sys.exit(f"facets.py: {options.workload}: {error}")
    asked = {}
    for number, query in enumerate(queries):
        asked.setdefault(query["target"], []).append(number)
    asked = {rate: numbers[: options.queries] for rate, numbers in sorted(asked.items(), reverse=True)}
    rounds, compared = [], 0
    for _ in range(options.rounds):
        lines, times = ours(options, len(queries)), {}
        for rate, numbers in asked.items():
            for number in numbers:
                milliseconds, found = theirs(peer, queries[number].get("where", []), options.limit)
                answer = {facet["field"]: [(value["value"], value["count"]) for value in facet["values"]]
                          for facet in lines[number]["facets"]}
                for field, values in found.items():
                    if answer.get(field) != [tuple(pair) for pair in values]:
                        sys.exit(f"facets.py: query {number}, {field}: {answer.get(field)} is not {values}")
                    compared += len(values)
                times.setdefault(rate, []).append((lines[number]["cpu_ms"], milliseconds, lines[number]["ms"]))
        rounds.append(times)
    print(f"DuckDB {duckdb_peer.duckdb.__version__}; {len(peer.fields)} fields, {options.queries} queries a rate, "
          f"{options.rounds} rounds; {compared} counts compared, all equal\n")
    print("| pass rate | jobmatch ms | by the clock | DuckDB ms | DuckDB / jobmatch |\n|---:|---:|---:|---:|---:|")
    for rate in asked:
        mine, other, clock = ([statistics.median(pair[place] for pair in times[rate]) for times in rounds] for place in (0, 1, 2))
        ratios = [second / first for first, second in zip(mine, other)]
        print(f"| {100 * rate:g} % | {statistics.median(mine):.2f} | {statistics.median(clock):.2f} | {statistics.median(other):.1f} | "
              f"{statistics.median(ratios):.1f} [{min(ratios):.1f}, {max(ratios):.1f}] |")


if __name__ == "__main__":
    main()
