#!/usr/bin/env python3
"""Makes a market of confirmed hires as large as the paper's, for `links.py`: seekers, jobs, applications, hires.

    python3 Benchmarks/workloads/hires.py OUT [--pairs 2000000] [--seekers 1200000] [--jobs 300000] [--hires 457000] [--seed 7]

Of seekers and jobs: one of 200 occupations; a title of its 25, low ones most often; 3 skills, mostly of its 100; a level of 5.
Four in five applications go to a job of the seeker's own occupation, and none stands twice. The log odds of a hire rise by 1.8 where
the titles are near, by 0.9 a shared skill and by 0.5 for the same level; the constant is such that the hires asked for are expected.

Writes seekers.jsonl and jobs.jsonl ({"id", "attributes": {"title", "skill", "seniority", "occupation"}}), engagements.csv and hires.csv:
files that `jobmatch import` reads. Needs numpy.
"""
import argparse, os, sys
import numpy as np

OCCUPATIONS, TITLES, SKILLS, LEVELS, HELD = 200, 25, 100, 5, 3


def people(random, count):
    occupation = random.integers(0, OCCUPATIONS, count)
    title = np.minimum(random.geometric(0.25, count) - 1, TITLES - 1)
    home = np.where(random.random((count, HELD)) < 0.85, occupation[:, None], random.integers(0, OCCUPATIONS, (count, HELD)))
    skill = home * SKILLS + np.minimum(random.geometric(0.08, (count, HELD)) - 1, SKILLS - 1)
    return {"occupation": occupation, "title": title, "skill": skill, "level": random.integers(0, LEVELS, count)}


def applications(random, seekers, jobs, count):
    """Rows of seekers and of jobs, no pair twice, in the order drawn."""
    order = np.argsort(jobs["occupation"], kind="stable")
    starts = np.searchsorted(jobs["occupation"][order], np.arange(OCCUPATIONS + 1))
    total, pairs = len(jobs["occupation"]), np.empty(0, np.int64)
    while len(pairs) < count:
        seeker = random.integers(0, len(seekers["occupation"]), count)
        first, last = (starts[seekers["occupation"][seeker] + step] for step in (0, 1))
        own = order[np.minimum(first + (random.random(count) * (last - first)).astype(np.int64), total - 1)]
        job = np.where((random.random(count) < 0.8) & (last > first), own, random.integers(0, total, count))
        pairs = np.concatenate([pairs, seeker.astype(np.int64) * total + job])
        pairs = pairs[np.sort(np.unique(pairs, return_index=True)[1])]
    return pairs[:count] // total, pairs[:count] % total


def outcomes(random, seekers, jobs, seeker, job, hires):
    near = (np.abs(seekers["title"][seeker] - jobs["title"][job]) < 3) & (seekers["occupation"][seeker] == jobs["occupation"][job])
    held = seekers["skill"][seeker]
    # A skill that a seeker lists twice counts once.
    fresh = np.stack([np.all(held[:, :place] != held[:, place : place + 1], axis=1) for place in range(HELD)], 1)
    shared = ((held[:, :, None] == jobs["skill"][job][:, None, :]).any(2) & fresh).sum(1)
    odds = 1.8 * near + 0.9 * shared + 0.5 * (seekers["level"][seeker] == jobs["level"][job])
    low, high = -20.0, 20.0
    for _ in range(60):
        middle = (low + high) / 2
        if (1 / (1 + np.exp(-odds - middle))).sum() < hires:
            low = middle
        else:
            high = middle
    return random.random(len(odds)) < 1 / (1 + np.exp(-odds - low))


def write_people(path, prefix, table):
    with open(path, "w") as file:
        titles = table["occupation"] * TITLES + table["title"]
        for row, (title, skills, level, occupation) in enumerate(zip(titles.tolist(), table["skill"].tolist(), table["level"].tolist(), table["occupation"].tolist())):
            named = ", ".join(f'"k{skill}"' for skill in sorted(set(skills)))
            file.write(f'{{"id": "{prefix}{row}", "attributes": {{"title": ["t{title}"], "skill": [{named}], "seniority": ["l{level}"], '
                       f'"occupation": ["o{occupation}"]}}}}\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    for name, count in (("pairs", 2_000_000), ("seekers", 1_200_000), ("jobs", 300_000), ("hires", 457_000), ("seed", 7)):
        parser.add_argument(f"--{name}", type=int, default=count)
    options = parser.parse_args()
    if min(options.pairs, options.seekers, options.jobs) < 1 or not 0 < options.hires < options.pairs or options.seed < 0:
        sys.exit("hires.py: 1 or more pairs, seekers and jobs; hires between none and all of the pairs; a seed of 0 or more")
    if options.pairs > options.seekers * options.jobs // 4:
        sys.exit(f"hires.py: --pairs {options.pairs}: at most a quarter of seekers × jobs, {options.seekers * options.jobs // 4}")
    random = np.random.default_rng(options.seed)
    seekers, jobs = people(random, options.seekers), people(random, options.jobs)
    seeker, job = applications(random, seekers, jobs, options.pairs)
    hired = outcomes(random, seekers, jobs, seeker, job, options.hires)
    os.makedirs(options.out, exist_ok=True)
    path = lambda name: os.path.join(options.out, name)
    write_people(path("seekers.jsonl"), "s", seekers)
    write_people(path("jobs.jsonl"), "j", jobs)
    with open(path("engagements.csv"), "w") as applied, open(path("hires.csv"), "w") as taken:
        applied.write("seeker,job,kind,at\n")
        taken.write("seeker,job,at\n")
        for number, (s, j, hire) in enumerate(zip(seeker.tolist(), job.tolist(), hired.tolist())):
            at = f"2024-{1 + number % 12:02d}-{1 + number % 28:02d}T09:00:00Z"
            applied.write(f"s{s},j{j},apply,{at}\n")
            if hire:
                taken.write(f"s{s},j{j},{at}\n")
    print(f"{len(seeker)} pairs, {int(hired.sum())} hires")


if __name__ == "__main__":
    main()
