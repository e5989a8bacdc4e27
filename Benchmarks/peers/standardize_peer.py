"""Skills by pyahocorasick and flashtext, titles by rapidfuzz, on the same phrases and texts as standardize-benchmark.

A process of one thread that works on request: each line of standard input names a task (`ahocorasick`, `flashtext`,
`rapidfuzz`), each line of output is a JSON object with the seconds that it took and how many matches there were. Indexes are
built before the first request and are not timed.

    python3 standardize_peer.py PHRASES TEXTS LABELS TITLES LIMIT

PHRASES, LABELS and TITLES hold a line each; TEXTS a JSON string a line. What the peers do:
- ahocorasick: an automaton over the phrases in lower case, `iter_long` over each text in lower case (the longest, without
  overlaps), and a check that the match begins and ends at a word's edge. Lowering is timed, since the engine folds, too.
- flashtext: `extract_keywords` without case, with spans.
- rapidfuzz: `process.extract` with `token_set_ratio` over all labels in lower case, limit LIMIT.
"""

import json
import sys
import time

MISSING = "standardize_peer.py needs: pip install pyahocorasick flashtext rapidfuzz"


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [line.rstrip("\n") for line in file]


def main():
    try:
        import ahocorasick
        from flashtext import KeywordProcessor
        from rapidfuzz import fuzz, process
    except ImportError as error:
        print(f"{MISSING} ({error})", file=sys.stderr)
        sys.exit(3)
    phrases, labels, titles = lines(sys.argv[1]), lines(sys.argv[3]), lines(sys.argv[4])
    texts = [json.loads(line) for line in lines(sys.argv[2])]
    limit = int(sys.argv[5])
    automaton = ahocorasick.Automaton()
    keywords = KeywordProcessor()
    for number, phrase in enumerate(phrases):
        automaton.add_word(phrase.lower(), (number, len(phrase)))
        keywords.add_keyword(phrase, number)
    automaton.make_automaton()
    lowered_labels = [label.lower() for label in labels]
    lowered_titles = [title.lower() for title in titles]

    def run_ahocorasick():
        count = 0
        for text in texts:
            lowered = text.lower()
            for end, (_, length) in automaton.iter_long(lowered):
                start = end - length + 1
                if (start == 0 or not lowered[start - 1].isalnum()) and (
                    end + 1 == len(lowered) or not lowered[end + 1].isalnum()
                ):
                    count += 1
        return count

    def run_flashtext():
        return sum(len(keywords.extract_keywords(text, span_info=True)) for text in texts)

    def run_rapidfuzz():
        return sum(
            len(process.extract(title, lowered_labels, scorer=fuzz.token_set_ratio, limit=limit))
            for title in lowered_titles
        )

    tasks = {"ahocorasick": run_ahocorasick, "flashtext": run_flashtext, "rapidfuzz": run_rapidfuzz}
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        start = time.perf_counter()
        count = tasks[line.strip()]()
        print(json.dumps({"seconds": time.perf_counter() - start, "matches": count}), flush=True)


if __name__ == "__main__":
    main()
