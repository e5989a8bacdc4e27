#!/usr/bin/env python3
"""Searches jobs of your own with vectors of your own: writes the files of a workload with numpy and asks jobmatch.

    python3 Examples/python/bring_your_own_vectors.py [--jobmatch .build/release/jobmatch] [--folder DIR]

The table below stands for yours: any source of rows will do, and any model that turns text into vectors takes the place of
`embed`. Guides/Retrieve.md, "Workloads", has the format. Needs numpy.
"""
import argparse, json, os, subprocess, sys, tempfile, zlib
import numpy as np

JOBS = [  # title, town, contracts, skills
    ("Staff nurse, night shifts", "York", ["permanent"], ["nursing", "triage"]),
    ("Community nurse", "Leeds", ["permanent", "part time"], ["nursing", "driving"]),
    ("Nurse manager", "Leeds", ["permanent"], ["nursing", "budgets"]),
    ("Data engineer", "Leeds", ["contract"], ["sql", "python"]),
    ("Data analyst", "York", ["permanent", "part time"], ["sql", "reporting"]),
    ("Bus driver", "Hull", ["permanent", "part time"], ["driving"]),
    ("Delivery driver, nights", "York", ["contract"], ["driving", "navigation"]),
    ("Payroll analyst", "Hull", ["permanent"], ["reporting", "budgets"]),
]
FIELDS = ["town", "contract", "skill"]
QUESTIONS = [  # what is looked for, conditions: all must hold; of the values of one, any
    ("nurse", []),
    ("nurse", [("town", "anyOf", ["Leeds"])]),
    ("data analyst", [("contract", "anyOf", ["permanent", "part time"]), ("skill", "noneOf", ["budgets"])]),
    ("night driver", [("town", "anyOf", ["York", "Hull"]), ("skill", "anyOf", ["driving"])]),
]
DIMENSION, K = 64, 3


def embed(text):
    """A unit vector from the text's groups of three letters: a stand-in for a model."""
    vector = np.zeros(DIMENSION, np.float32)
    letters = f"  {text.lower()}  "
    for start in range(len(letters) - 2):
        hashed = zlib.crc32(letters[start : start + 3].encode())
        vector[hashed % DIMENSION] += 1 if hashed & 0x10000 else -1
    return vector / max(np.linalg.norm(vector), 1e-9)


def write(folder):
    # 1. A row a job: its vector, and for each field the numbers of its values, rising.
    # Each file is written beside and then put in its place, so that an index that has linked an old one stays whole.
    save = lambda name, array: put(folder, name, lambda file: np.save(file, array))
    save("embeddings.npy", np.array([embed(title) for title, *_ in JOBS], "<f4"))
    vocabulary = {}
    for field, column in zip(FIELDS, ([[job[1]] for job in JOBS], [job[2] for job in JOBS], [job[3] for job in JOBS])):
        names = sorted({value for values in column for value in values})
        vocabulary[field] = {name: number for number, name in enumerate(names)}
        rows = [sorted({vocabulary[field][value] for value in values}) for values in column]
        save(f"attr.{field}.offsets.npy", np.cumsum([0] + [len(row) for row in rows], dtype="<i8"))
        save(f"attr.{field}.values.npy", np.concatenate(rows).astype("<i4"))
    # 2. A row and a line a query. No truth: then nothing is said of recall.
    save("queries.npy", np.array([embed(words) for words, _ in QUESTIONS], "<f4"))
    lines = []
    for _, conditions in QUESTIONS:
        where = [{"field": field, kind: [vocabulary[field][value] for value in values]} for field, kind, values in conditions]
        lines.append(json.dumps({"k": K, "where": where}) + "\n")
    put(folder, "queries.jsonl", lambda file: file.write("".join(lines).encode()))


def put(folder, name, write_to):
    path = os.path.join(folder, name)
    with open(path + ".part", "wb") as file:
        write_to(file)
    os.replace(path + ".part", path)


def ask(program, folder):
    # 3. An index that later runs open as it is. Without one the search builds it each time.
    if "--workload" in subprocess.run([program, "index", "--help"], capture_output=True, text=True).stdout:
        run([program, "index", "--workload", folder])
    # 4. The search writes the rows it found and their scores: a row a query, padded with −1.
    ids, scores = os.path.join(folder, "found.npy"), os.path.join(folder, "scores.npy")
    command = [program, "bench", "retrieval", folder, "--ids", ids, "--scores", scores]
    table = run(command)
    for (words, conditions), rows, values in zip(QUESTIONS, np.load(ids), np.load(scores)):
        print(words, *(f"· {field} {'' if kind == 'anyOf' else 'not '}{' or '.join(names)}" for field, kind, names in conditions))
        for row, score in zip(rows, values):
            if row >= 0:
                print(f"  {score:6.3f}  {JOBS[row][0]}, {JOBS[row][1]}")
    print(f"\n{table}", end="")


def run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jobmatch", default=os.path.join(os.path.dirname(__file__), "..", "..", ".build", "release", "jobmatch"))
    parser.add_argument("--folder", help="where to leave the files; without it a temporary folder")
    options = parser.parse_args()
    if not os.access(options.jobmatch, os.X_OK):
        sys.exit(f"{options.jobmatch}: no such program; build it with `make build`, or name it with --jobmatch")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or temporary
        os.makedirs(folder, exist_ok=True)
        write(folder)
        ask(options.jobmatch, folder)
