#!/usr/bin/env python3
"""Every figure of retrieval, the engines that beat us included: makes the workloads, asks all engines in turns, prints tables.

    python3 Benchmarks/retrieval.py make WORKLOADS [--data DIR] [--only main,related,…] [--large]
    python3 Benchmarks/retrieval.py measure WORKLOADS [--jobmatch .build/release/jobmatch] [--tables rates,plans,…]
        [--rounds 5] [--hnsw] [--cache DIR] [--json FILE] [--svg FOLDER]
    python3 Benchmarks/retrieval.py show FILE.json [--svg FOLDER]        # tables and plots again, nothing measured
    python3 Benchmarks/retrieval.py check                                # conditions, ratios and bad inputs of this script

WORKLOADS is a folder that `make` fills: main (1,000,000 × 128, truth of 2,000), related/… (500,000 × 128, conditions near, far
from and independent of the query), d64, d128 and d384 (300,000 each), postings (real adverts, needs --data or JOBMATCH_DATA),
large (15,000,000 × 128, only with --large). A workload of another origin is measured with --main DIR.

What is measured: milliseconds of a query, its conditions included; the better of two askings; p50 over the queries of a pass
rate; one thread unless the table says otherwise. Engines take turns for some rounds; what is printed is the median over rounds,
and ratios round by round as median [least, greatest]. Recall counts a row whose score is within 1e-5 of the least right one. Filters
reach Faiss as ready bitmaps, whose joining is counted: its best case. A peer or an option that is missing is named and left out.

Needs numpy; faiss-cpu and tantivy for the peers.
"""
import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import argparse, datetime, json, platform, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "peers"), os.path.join(HERE, "workloads")]
try:
    from measuring import check, plot, tables
    from measuring.bench import Bench, versions
    from measuring.report import Sheet, Table
except ImportError as error:
    sys.exit(f"retrieval.py: {error.name} is missing: pip install numpy faiss-cpu tantivy")

RECIPES = {
    "main": ["hybrid.py", "--truth-k", "2000"],
    "related": ["hybrid.py", "--filters", "related", "--n", "500000"],
    "d64": ["hybrid.py", "--d", "64", "--n", "300000"],
    "d128": ["hybrid.py", "--d", "128", "--n", "300000"],
    "d384": ["hybrid.py", "--d", "384", "--n", "300000"],
    "postings": ["postings.py"],
    "large": ["hybrid.py", "--n", "15000000", "--per-rate", "8"],
}


def make(options):
    named = options.only.split(",") if options.only else []
    refuse_unknown("workload", named, RECIPES)
    for name, (script, *flags) in RECIPES.items():
        if named and name not in named:
            continue
        if name == "large" and not (options.large or options.only):
            continue
        if name == "postings":
            if not options.data:
                if named:
                    sys.exit("retrieval.py: postings needs --data DIR or JOBMATCH_DATA")
                print("postings: left out, needs --data DIR or JOBMATCH_DATA", file=sys.stderr)
                continue
            flags = [*flags, "--data", options.data]
        print(f"{name}: {script} {' '.join(flags)}", file=sys.stderr, flush=True)
        command = [sys.executable, os.path.join(HERE, "workloads", script), os.path.join(options.workloads, name), *flags]
        code = subprocess.run([*command, "--seed", str(options.seed)]).returncode
        if code != 0:
            sys.exit(f"retrieval.py: {name}: {script} ended with {code}; what it said stands above")


def refuse_unknown(kind, names, known):
    for name in names:
        if name not in known:
            sys.exit(f"retrieval.py: no {kind} {name}; there are {', '.join(known)}")


def machine():
    try:
        lines = open("/proc/cpuinfo").read().splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = platform.processor()
    return {"processor": model, "cores": os.cpu_count(), "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
            "date": datetime.date.today().isoformat(), "versions": versions()}


def measure(options):
    names = options.tables.split(",") if options.tables else tables.USUAL
    refuse_unknown("table", names, tables.ALL)
    bench = Bench(options)
    record = {"machine": machine(), "rounds": options.rounds, "tables": []}
    about = record["machine"]
    print(f"{about['processor']}, {about['cores']} cores, load {about['load']:.1f}, {about['date']}; {about['versions']}\n", flush=True)
    for name in names:
        try:
            for table in tables.ALL[name](bench):
                print(table.markdown(), flush=True)
                record["tables"].append(table.plain())
                if options.json:
                    with open(options.json + ".part", "w") as file:
                        json.dump(record, file)
                    os.replace(options.json + ".part", options.json)
        except RuntimeError as error:
            bench.miss(f"table {name}: {error}")
    for line in bench.missing:
        print(f"left out: {line}")
    draw(record, options.svg)
    if not record["tables"]:
        sys.exit("retrieval.py: nothing was measured")


def show(options):
    try:
        with open(options.file) as file:
            record = json.load(file)
        shown = [(Sheet if plain.get("sheet") else Table).from_plain(plain).markdown() for plain in record["tables"]]
    except OSError as error:
        sys.exit(f"retrieval.py: {options.file}: {error.strerror}")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        sys.exit(f"retrieval.py: {options.file}: not what measure --json writes ({error!r})")
    print("\n".join(shown))
    draw(record, options.svg)


def draw(record, folder):
    if not folder:
        return
    os.makedirs(folder, exist_ok=True)
    for plain in record["tables"]:
        drawing = {"rates": plot.latency, "curve": plot.recall}.get(plain["name"])
        if drawing:
            path = os.path.join(folder, {"rates": "latency.svg", "curve": "recall.svg"}[plain["name"]])
            with open(path, "w") as file:
                file.write(drawing(Table.from_plain(plain)))
            print(f"wrote {path}", file=sys.stderr)


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(required=True)
    making = verbs.add_parser("make", help="make the workloads")
    making.add_argument("workloads")
    making.add_argument("--data", default=os.environ.get("JOBMATCH_DATA"))
    making.add_argument("--only", help="names with commas between them")
    making.add_argument("--large", action="store_true", help="15,000,000 rows, too: 9 GB of disk")
    making.add_argument("--seed", type=int, default=1)
    making.set_defaults(run=make)
    measuring = verbs.add_parser("measure", help="ask all engines")
    measuring.add_argument("workloads")
    measuring.add_argument("--jobmatch", default=os.path.join(HERE, "..", ".build", "release", "jobmatch"))
    measuring.add_argument("--main", help="a workload to use in place of WORKLOADS/main")
    measuring.add_argument("--tables", help=f"of {', '.join(tables.ALL)}; without it all but large")
    measuring.add_argument("--rounds", type=int, default=5, help="of the tables rates and terms; others take 3 at most")
    measuring.add_argument("--hnsw", action="store_true", help="build Faiss HNSW32, too, which takes many minutes")
    measuring.add_argument("--cache", help="a folder where indexes of Faiss are kept between runs")
    measuring.add_argument("--json", help="write all numbers")
    measuring.add_argument("--svg", help="a folder for latency.svg and recall.svg")
    measuring.set_defaults(run=measure)
    showing = verbs.add_parser("show", help="print and draw what was measured before")
    showing.add_argument("file")
    showing.add_argument("--svg")
    showing.set_defaults(run=show)
    checking = verbs.add_parser("check", help="try this script's parts on small inputs")
    checking.set_defaults(run=lambda options: sys.exit(check.run(os.path.abspath(__file__))))
    return parser.parse_args(arguments)


if __name__ == "__main__":
    options = parse(sys.argv[1:])
    options.run(options)
