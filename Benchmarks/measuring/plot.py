"""Two plots as SVG, written by hand: latency against pass rate, and recall against latency."""
import math
from xml.sax.saxutils import escape
from .report import percent

COLOURS = ["#1b6ca8", "#c8553d", "#6a994e", "#8a5a9e", "#b8860b", "#3d8b8b", "#a63d70", "#555555", "#7a6a4f"]
TICKS = [1, 2, 5]


class Axis:
    """A scale of powers of ten, with the marks that fall on it."""

    def __init__(self, values, first, last):
        low, high = math.log10(min(values)), math.log10(max(values))
        room = max((high - low) * 0.06, 0.04)
        self.low, self.high, self.first, self.last = low - room, high + room, first, last

    def place(self, value):
        return self.first + (math.log10(value) - self.low) / (self.high - self.low) * (self.last - self.first)

    def marks(self, least=0):
        """Round numbers on the scale, fewer where they would stand closer than `least`."""
        powers = range(math.floor(self.low), math.ceil(self.high) + 1)
        for ticks in (TICKS, [1, 3], [1]):
            inside = [tick * 10.0**power for power in powers for tick in ticks
                      if self.low <= math.log10(tick * 10.0**power) <= self.high]
            places = [self.place(mark) for mark in inside]
            if all(abs(second - first) >= least for first, second in zip(places, places[1:])):
                return inside
        return inside


def apart(wanted, height, low, high):
    """Places of labels, in the order given by `wanted`, moved apart until none overlaps another."""
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    places = [0.0] * len(wanted)
    bottom = low
    for index in order:
        places[index] = max(wanted[index], bottom)
        bottom = places[index] + height
    top = high
    for index in reversed(order):
        places[index] = min(places[index], top)
        top = places[index] - height
    return places


class Drawing:
    def __init__(self, width, height):
        self.parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="13">',
                      f'<rect width="{width}" height="{height}" fill="white"/>']

    def text(self, x, y, words, anchor="start", colour="#222", more=""):
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{more}>{escape(words)}</text>')

    def line(self, x, y, to_x, to_y, colour="#ddd", width=1):
        self.parts.append(f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{colour}" stroke-width="{width}"/>')

    def curve(self, points, colour, dashed=False):
        dashes = ' stroke-dasharray="6 4"' if dashed else ""
        if len(points) > 1:
            text = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            self.parts.append(f'<polyline points="{text}" fill="none" stroke="{colour}" stroke-width="2.2"{dashes}/>')
        for x, y in points:
            self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4" fill="{colour}"/>')

    def written(self):
        return "\n".join(self.parts + ["</svg>"]) + "\n"


def latency(table):
    """p50 against the share of rows that pass, a line an engine; where recall is below .95 the point is hollow."""
    rows = [row for row in table.rows if len([rate for rate in table.rates() if table.value(row, rate)]) > 1]
    values = [table.value(row, rate) for row in rows for rate in table.rates() if table.value(row, rate)]
    width, height, left, right, top, bottom = 900, 470, 70, 640, 24, 410
    drawing, x = Drawing(width, height), Axis(table.rates(), left, right)
    y = Axis(values, bottom, top)
    for mark in y.marks(16):
        drawing.line(left, y.place(mark), right, y.place(mark))
        drawing.text(left - 8, y.place(mark) + 4, f"{mark:g} ms", "end")
    for rate in table.rates():
        drawing.text(x.place(rate), bottom + 20, percent(rate), "middle")
    drawing.text((left + right) / 2, height - 14, "share of rows that meet the conditions; hollow: recall below .95", "middle")
    ends = [y.place(next(table.value(row, rate) for rate in table.rates() if table.value(row, rate))) for row in rows]
    for number, (row, label) in enumerate(zip(rows, apart(ends, 17, top, bottom))):
        colour = COLOURS[number % len(COLOURS)]
        known = [rate for rate in table.rates() if table.value(row, rate)]
        points = [(x.place(rate), y.place(table.value(row, rate))) for rate in known]
        drawing.line(*points[0], right + 12, label, colour, 0.8)
        drawing.curve(points, colour, dashed=not row[1].startswith("jobmatch"))
        for rate, point in zip(known, points):
            share = table.value(row, rate, "recall")
            if share is not None and share < 0.95:
                drawing.parts.append(f'<circle cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="3.4" fill="white" stroke="{colour}" stroke-width="1.6"/>')
        drawing.text(right + 16, label + 4, row[1], colour=colour)
    return drawing.written()


def recall(table):
    """Recall against p50, a panel a pass rate, a line an engine whose setting changes along it; an exact engine is a point."""
    rates = table.rates()
    groups = list(dict.fromkeys(group for group, _ in table.rows))
    colours = {group: COLOURS[number % len(COLOURS)] for number, group in enumerate(groups)}
    columns, panel_width, panel_height, head = 2, 400, 280, 20 + 20 * math.ceil(len(groups) / 3)
    lines = math.ceil(len(rates) / columns)
    drawing = Drawing(columns * panel_width + 20, head + lines * panel_height + 10)
    for number, group in enumerate(groups):
        left, top = 30 + 270 * (number % 3), 22 + 20 * (number // 3)
        drawing.curve([(left, top - 4)], colours[group])
        drawing.text(left + 10, top, group, colour=colours[group])
    values = [table.value(row, rate) for row in table.rows for rate in rates if table.value(row, rate)]
    for number, rate in enumerate(rates):
        left, top = 62 + panel_width * (number % columns), head + 34 + panel_height * (number // columns)
        right, bottom = left + panel_width - 84, top + panel_height - 90
        x, place = Axis(values, left, right), lambda share: bottom - share * (bottom - top)
        drawing.text((left + right) / 2, top - 12, f"{percent(rate)} of rows pass", "middle", more=' font-weight="bold"')
        for share in (0, 0.25, 0.5, 0.75, 1):
            drawing.line(left, place(share), right, place(share))
            drawing.text(left - 8, place(share) + 4, f"{share:g}", "end")
        for mark in x.marks(34):
            drawing.line(x.place(mark), top, x.place(mark), bottom)
            drawing.text(x.place(mark), bottom + 18, f"{mark:g}", "middle")
        drawing.text((left + right) / 2, bottom + 36, "milliseconds, p50; recall upwards", "middle", "#666")
        for group in groups:
            points = [(x.place(table.value(row, rate)), place(table.value(row, rate, "recall")))
                      for row in table.rows if row[0] == group and table.value(row, rate) and table.value(row, rate, "recall") is not None]
            drawing.curve(sorted(points), colours[group])
    return drawing.written()
