#!/usr/bin/env python3
"""Links learned from hires, by `jobmatch link` and by DuckDB, on the same files in turns: counts compared, seconds and memory printed.

    python3 /…/make_hires.py HIRES        # or: python3 Benchmarks/workloads/hires.py HIRES
    python3 Benchmarks/links.py HIRES [--jobmatch .build/release/jobmatch] [--rounds 5] [--threads 2,1] [--workspace DIR]
        [--template title:title …] [--max-size 3] [--min-support 3] [--memory 4GB] [--peer-memory 8GB] [--peer-disk 20GB]
        [--limit 600] [--most-meta-links 64] [--no-peer] [--json FILE]

HIRES is a folder of market files: seekers.jsonl and jobs.jsonl with attributes, engagements.csv, hires.csv. They are imported once into a
workspace, which `--workspace` keeps for another run. In each round each engine learns once with each number of threads, in turns,
each in a process of its own. Compared are seconds of the same work: from the values' numbers in memory to the kept links with
their counts, and from there to the links of each pair; reading files or the workspace is in neither (the whole process's seconds
stand beside). Memory is each process's greatest, its data included. What is printed is the median over rounds, and the ratios
round by round as median [least, greatest]. A count that differs ends the script. A peer that takes longer than `--limit` seconds
or runs out of memory or disk is named, and left out from then on.

Needs duckdb for the peer (pip install duckdb).
"""
import argparse, json, os, platform, shutil, signal, statistics, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
COUNTS = ["pairs", "hires", "candidateRows", "links", "linkHires", "linkNoHires", "features", "pairsWithLinks"]


class Failure(Exception):
    pass


def peak_memory(process):
    """A process's greatest resident memory so far in bytes; 0 where the system does not say."""
    try:
        with open(f"/proc/{process}/status") as status:
            return next((int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:")), 0)
    except OSError:
        return 0


def run(command, limit=None):
    """The last line of JSON that a program prints, with its seconds and memory."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        started, peak = time.perf_counter(), 0
        try:
            process = subprocess.Popen(command, stdout=output, stderr=errors)
        except OSError as error:
            sys.exit(f"links.py: {command[0]}: {error.strerror}; build it with `make build`, or name it with --jobmatch")
        while process.poll() is None:
            peak = max(peak, peak_memory(process.pid))
            if limit and time.perf_counter() - started > limit:
                process.send_signal(signal.SIGKILL)
                process.wait()
                raise Failure(f"not done after {limit:g} s, with {peak / 2**30:.1f} GiB")
            time.sleep(0.05)
        wall = time.perf_counter() - started
        output.seek(0), errors.seek(0)
        if process.returncode != 0:
            raise Failure(errors.read().decode(errors="replace").strip()[-300:] or f"ended with {process.returncode}")
        lines = [line for line in output.read().splitlines() if line.startswith(b"{")]
    if not lines:
        raise Failure("no line of JSON")
    return {**json.loads(lines[-1]), "wall": wall, "polledPeak": peak}


def prepare(options):
    """The workspace with the files in it."""
    if os.path.exists(os.path.join(options.workspace, "jobmatch.yaml")):
        return
    files = [os.path.join(options.hires, name) for name in ("seekers.jsonl", "jobs.jsonl", "engagements.csv", "hires.csv")]
    for file in files:
        if not os.path.exists(file):
            sys.exit(f"links.py: {file}: no such file; make the folder with make_hires.py or workloads/hires.py")
    # Under another name until it is whole, so that a run that is cut off leaves nothing that looks like one.
    part = options.workspace + ".part"
    shutil.rmtree(part, ignore_errors=True)
    for command in (["init", part], ["import", *files, "--strict", "--workspace", part]):
        try:
            done = subprocess.run([options.jobmatch, *command], capture_output=True, text=True)
        except OSError as error:
            sys.exit(f"links.py: {options.jobmatch}: {error.strerror}; build it with `make build`, or name it with --jobmatch")
        if done.returncode != 0:
            sys.exit(f"links.py: {options.jobmatch} {command[0]}: {(done.stderr or done.stdout).strip()[-500:]}")
    os.rename(part, options.workspace)


def flags(options):
    templates = [flag for template in options.template for flag in ("--template", template)]
    return [*templates, "--max-size", str(options.max_size), "--min-support", str(options.min_support)]


def ours(options, threads):
    """One learning by the program, without the regression, which the peer has nothing like."""
    command = [options.jobmatch, "link", "--workspace", options.workspace, *flags(options), "--threads", str(threads), "--no-fit", "--json"]
    command += ["--most-meta-links", str(options.most_meta_links)]
    return run(command + (["--memory", options.memory] if options.memory else []))


def theirs(options, threads, scratch):
    command = [sys.executable, os.path.join(HERE, "peers", "links_peer.py"), options.hires, *flags(options), "--threads", str(threads)]
    command += ["--scratch", scratch, "--disk", options.peer_disk]
    return run(command + (["--memory", options.peer_memory] if options.peer_memory else []), options.limit)


def same(name, first, second):
    """Ends the script where two counts differ."""
    for count in COUNTS:
        if first.get(count) != second.get(count):
            sys.exit(f"links.py: {name}: {count} is {second.get(count)}, where it was {first.get(count)}")


def total(line):
    return line["seconds"]["mine"] + line["seconds"]["features"]


def spread(values, digits=2):
    return f"{statistics.median(values):.{digits}f} [{min(values):.{digits}f}, {max(values):.{digits}f}]"


def table(lines, numbers):
    rows = ["| engine | threads | links s | features s | both s | process s | memory MB | DuckDB / jobmatch: links | features | both | memory |",
            "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"]
    median = statistics.median
    for threads in numbers:
        for engine in ("jobmatch", "DuckDB"):
            of = lines.get((engine, threads))
            if not of:
                continue
            cells = [f"{median(line['seconds'][part] for line in of):.2f}" for part in ("mine", "features")]
            cells += [f"{median(map(total, of)):.2f}", f"{median(line['wall'] for line in of):.1f}", f"{median(memory(line) for line in of) / 1e6:.0f}"]
            base = lines.get(("jobmatch", threads), [])
            if engine == "DuckDB":
                ratio = lambda of_line: spread([of_line(other) / of_line(own) for own, other in zip(base, of)])
                cells += [ratio(lambda line: line["seconds"]["mine"]), ratio(lambda line: line["seconds"]["features"]), ratio(total), ratio(memory)]
            else:
                cells += [""] * 4
            rows.append(f"| {engine} | {threads} | {' | '.join(cells)} |")
    return "\n".join(rows)


def memory(line):
    return max(line["peakBytes"], line["polledPeak"])


def measure(options, scratch):
    lines, first, failed = {}, None, None
    numbers = [int(number) for number in options.threads.split(",")]
    for number in range(options.rounds):
        for threads in numbers:
            for engine in ("jobmatch", "DuckDB"):
                if engine == "DuckDB" and (options.no_peer or failed):
                    continue
                try:
                    line = ours(options, threads) if engine == "jobmatch" else theirs(options, threads, scratch)
                except Failure as error:
                    if engine == "jobmatch":
                        sys.exit(f"links.py: jobmatch link: {error}")
                    failed = str(error)
                    continue
                if line.get("cappedPairs"):
                    print(f"links.py: {line['cappedPairs']} pairs have more than --most-meta-links {options.most_meta_links}", file=sys.stderr)
                first = first or line
                same(f"{engine}, {threads} threads, round {number + 1}", first, line)
                lines.setdefault((engine, threads), []).append(line)
                print(f"round {number + 1}: {engine}, {threads} threads: {line['seconds']['mine']:.2f} + {line['seconds']['features']:.2f} s, "
                      f"{memory(line) / 1e6:.0f} MB", file=sys.stderr, flush=True)
    return lines, first, failed, numbers


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("hires")
    parser.add_argument("--jobmatch", default=os.path.join(HERE, "..", ".build", "release", "jobmatch"))
    parser.add_argument("--workspace", help="where the files are imported to, or have been; a temporary folder without it")
    parser.add_argument("--template", action="append", help="SEEKERFIELD:JOBFIELD; title:title and skill:skill if none is named")
    parser.add_argument("--max-size", type=int, default=3)
    parser.add_argument("--min-support", type=int, default=3)
    parser.add_argument("--most-meta-links", type=int, default=64, help="the cap of a pair's, 1 to 64; the peer has none")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", default="2,1")
    parser.add_argument("--memory", help="most memory that our counting may take: 4GB")
    parser.add_argument("--peer-memory", help="DuckDB's memory_limit; without it four fifths of the machine's")
    parser.add_argument("--peer-disk", default="20GB", help="how much DuckDB may write to disk")
    parser.add_argument("--limit", type=float, default=600, help="seconds for the peer")
    parser.add_argument("--no-peer", action="store_true")
    parser.add_argument("--json", help="write all numbers")
    options = parser.parse_args()
    options.template = options.template or ["title:title", "skill:skill"]
    for name in ("rounds", "max_size", "min_support"):
        if getattr(options, name) < 1:
            sys.exit(f"links.py: --{name.replace('_', '-')} {getattr(options, name)}: 1 or more")
    if not all(number.isdigit() and int(number) > 0 for number in options.threads.split(",")):
        sys.exit(f"links.py: --threads {options.threads}: numbers with commas between them")
    options.jobmatch = os.path.abspath(options.jobmatch)
    with tempfile.TemporaryDirectory() as scratch:
        options.workspace = options.workspace or os.path.join(scratch, "workspace")
        prepare(options)
        lines, first, failed, numbers = measure(options, os.path.join(scratch, "spilled"))
    version = next((f"DuckDB {line['version']}" for (engine, _), of in lines.items() if engine == "DuckDB" for line in of), "no DuckDB")
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{platform.machine()}, {os.cpu_count()} cores, {load}, {time.strftime('%Y-%m-%d')}; {version}; {options.rounds} rounds; "
          f"{', '.join(options.template)}, at most {options.max_size}, support {options.min_support}\n")
    print(", ".join(f"{first[count]:,} {count}" for count in COUNTS) + (", the same by both engines\n" if version != "no DuckDB" else "\n"))
    print(table(lines, numbers))
    if failed:
        print(f"\nDuckDB: {failed}")
    if options.json:
        with open(options.json, "w") as file:
            json.dump([{"engine": engine, "threads": threads, "rounds": of} for (engine, threads), of in lines.items()], file)


if __name__ == "__main__":
    main()
