"""Tables of what was measured: engines in turns, round after round, as Markdown and as plain numbers."""
import statistics, sys


class Table:
    """Rows are (group, engine), columns pass rates, cells a measurement a round.

    Ratios compare each row with the row `base` of its group in the same round: how many times as long it takes, or with
    `qps` how many times as many queries a second. `goals` maps (row, base) to a least ratio a column.
    """

    def __init__(self, name, title, base=None, metric="p50_ms", goals=None, notes=()):
        self.name, self.title, self.base, self.metric = name, title, base, metric
        self.goals, self.notes, self.rows = goals or [], list(notes), {}

    def measure(self, engines, rounds, only=None):
        """Asks all engines in turn, `rounds` times. engines: [(group, name, call that gives cells by rate)].

        A cell's place in its list is its round; `None` stands where the engine failed in one.
        """
        failed = set()
        for number in range(rounds):
            for group, engine, call in engines:
                try:
                    cells = call()
                except RuntimeError as error:
                    print(f"{self.name}: {group} {engine}: {error}", file=sys.stderr)
                    if (group, engine) not in failed:
                        failed.add((group, engine))
                        self.notes.append(f"{group} {engine}: {str(error)[-200:]}".lstrip())
                    continue
                row = self.rows.setdefault((group, engine), {})
                for rate, cell in cells.items():
                    if only is None or rate in only:
                        own = row.setdefault(rate, [])
                        own += [None] * (number - len(own)) + [cell]
            print(f"{self.name}: round {number + 1} of {rounds}", file=sys.stderr, flush=True)
        return self

    def rates(self):
        return sorted({rate for row in self.rows.values() for rate in row}, reverse=True)

    def cells(self, row, rate):
        """A cell a round, without what was not measured: an engine without truth gives no recall, or null."""
        return [cell or {} for cell in self.rows.get(row, {}).get(rate, [])]

    def value(self, row, rate, key=None):
        """The median over rounds; `None` where nothing was measured."""
        values = [cell[key or self.metric] for cell in self.cells(row, rate) if cell.get(key or self.metric) is not None]
        return statistics.median(values) if values else None

    def ratios(self, row, base, rate):
        """Round by round, so that what slows a round down slows both."""
        pairs = [(first.get(self.metric), second.get(self.metric))
                 for first, second in zip(self.cells(row, rate), self.cells(base, rate))]
        return [first / second for first, second in pairs if first is not None and second]

    def markdown(self):
        rates = self.rates()
        groups = any(group for group, _ in self.rows)
        head = (["" ] if groups else []) + ["engine (recall)" if self.metric == "p50_ms" else "engine", *map(percent, rates)]
        lines = [f"### {self.title}", "", "| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
        for group, engine in self.rows:
            cells = [self.cell((group, engine), rate) for rate in rates]
            lines.append("| " + " | ".join(([group] if groups else []) + [engine, *cells]) + " |")
        for goal in self.goals:
            lines += self.goal_lines(goal, rates, groups)
        for note in self.notes:
            lines += ["", note]
        return "\n".join(lines) + "\n"

    def cell(self, row, rate):
        value, recall = self.value(row, rate), self.value(row, rate, "recall")
        if value is None:
            return "–"
        text = number(value)
        if recall is not None and recall < 0.9995:
            text += f" ({recall:.3f}{', **low**' if recall < 0.9 else ''})"
        base = (row[0], self.base)
        ratios = self.ratios(row, base, rate) if self.base and row != base else []
        return f"{text} {spread(ratios)}" if ratios else text

    def goal_lines(self, goal, rates, groups):
        """What a peer's ratio to an engine is, what it should be, and whether it is."""
        lines = []
        for group in dict.fromkeys(group for group, _ in self.rows):
            row, base = (group, goal["slower"]), (group, goal["faster"])
            if row not in self.rows or base not in self.rows:
                continue
            cells = []
            for rate in rates:
                wanted, ratios = goal["least"].get(rate), self.ratios(row, base, rate)
                if not ratios or wanted is None:
                    cells.append("–")
                    continue
                met = "met" if statistics.median(ratios) >= wanted else "**not met**"
                cells.append(f"{spread(ratios)}, goal {wanted:g}: {met}")
            lines.append("| " + " | ".join(([group] if groups else []) + [goal["title"], *cells]) + " |")
        return lines

    def plain(self):
        rows = [{"group": group, "engine": engine, "cells": [{"rate": rate, "rounds": cells} for rate, cells in row.items()]}
                for (group, engine), row in self.rows.items()]
        return {"name": self.name, "title": self.title, "base": self.base, "metric": self.metric, "notes": self.notes,
                "goals": [dict(goal, least=list(goal["least"].items())) for goal in self.goals], "rows": rows}

    @staticmethod
    def from_plain(plain):
        goals = [dict(goal, least=dict(map(tuple, goal["least"]))) for goal in plain["goals"]]
        table = Table(plain["name"], plain["title"], plain["base"], plain["metric"], goals, plain["notes"])
        for row in plain["rows"]:
            table.rows[row["group"], row["engine"]] = {cell["rate"]: cell["rounds"] for cell in row["cells"]}
        return table


class Sheet:
    """A table of anything: headings and rows of text."""

    def __init__(self, name, title, headings, rows=(), notes=()):
        self.name, self.title, self.headings, self.rows, self.notes = name, title, headings, list(rows), list(notes)

    def markdown(self):
        lines = [f"### {self.title}", "", "| " + " | ".join(self.headings) + " |", "|---" * len(self.headings) + "|"]
        lines += ["| " + " | ".join(row) + " |" for row in self.rows]
        for note in self.notes:
            lines += ["", note]
        return "\n".join(lines) + "\n"

    def plain(self):
        return dict(vars(self), sheet=True)

    @staticmethod
    def from_plain(plain):
        return Sheet(**{key: value for key, value in plain.items() if key != "sheet"})


def percent(rate):
    return f"{rate * 100:g} %"


def number(value):
    return f"{value:.0f}" if value >= 99.5 else f"{value:.1f}" if value >= 9.95 else f"{value:.2f}"


def spread(ratios):
    """×median [least, greatest]; the median alone of one round."""
    text = "×" + number(statistics.median(ratios))
    return text if len(ratios) == 1 else f"{text} [{number(min(ratios))}, {number(max(ratios))}]"
