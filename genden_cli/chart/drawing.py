"""A picture of time in characters: an axis, and below it a row for each bar, laid out to a width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli.chart import plot
from genden_cli.chart.axis import axis
from genden_cli.chart.strokes import Look
from genden_cli.dates.edtf import day_number
from genden_cli.page.blocks import Cell, TextRun, joined, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from genden_cli.chart.axis import Days
    from genden_cli.chart.strokes import Strokes
    from genden_cli.page.blocks import Chart, ChartBar

    Measure = Callable[[str], int]

_GAP: Final = 2
_INDENT: Final = 2
_LEAST_LABEL: Final = 8
_WIDE: Final = 100
"""From this width on, notes stand to the right of the bars."""
_LONG: Final = 25
"""After so many lines the axis is drawn again."""
_ARROW: Final = 4
"""As many columns of a plot are left to the arrows of what is open, where it is wide enough for them."""
_KEY: Final = "   "
_ANY_YEAR: Final = (day_number(0, 1, 1), day_number(9999, 12, 31))


def drawn(chart: Chart, *, width: int, measure: Callable[[str], int], written: Callable[[str], str]) -> list[Cell]:
    """Return the lines of a chart, none of them wider than the width.

    ``measure`` tells how wide a text is, ``written`` how a label is written where the chart goes.
    """
    bars = [bar._replace(label=written(bar.label)) for bar in chart.bars]
    layout = _layout(bars, chart.heading, width, measure)
    picture, key = _picture([bar for bar in bars if bar.strokes], chart, layout)
    if chart.key and layout.notes:
        key.append(chart.key)
    undated = [line for bar in bars if not bar.strokes for line in _row(bar, text(" " * layout.plot), (), layout)]
    sections = (picture, [text("No date", "head"), *undated] if undated else [], key)
    return [line for section in sections if section for line in ((), *section)][1:]


def spans(every: Iterable[Strokes]) -> list[Days]:
    """Return the days between which something is drawn; where one of the two is missing, the other alone."""
    ends = [(stroke.first, stroke.last) for strokes in every for stroke in strokes]
    days = [(last if first is None else first, first if last is None else last) for first, last in ends]
    return [(first, last) for first, last in days if first is not None and last is not None] or [_ANY_YEAR]


class _Layout(NamedTuple):
    """How wide everything is, and whether notes stand beside the plot; labels fold at ``fold``."""

    width: int
    fold: int
    labels: int
    plot: int
    notes: bool
    measure: Measure

    def line(self, label: str, plotted: Cell, note: Cell = (), role: str = "") -> Cell:
        """Return a line of the chart: a label, what is plotted beside it, and a note where notes stand there."""
        padding = " " * (self.labels - self.measure(label) + _GAP)
        beside = (TextRun(" " * _GAP), *note) if self.notes else ()
        return (TextRun(label, role), TextRun(padding), *plotted, *beside)


def _layout(bars: Sequence[ChartBar], heading: str, width: int, measure: Measure) -> _Layout:
    most = max(width * 2 // 5, _LEAST_LABEL)
    labels = max(measure(line) for bar in bars for line in _folded(bar.label, most, measure))
    note = max(_measured(cell, measure) for cell in (text(heading), *(bar.note for bar in bars)))
    notes = width >= _WIDE and note <= width // 4 and any(bar.note for bar in bars)
    return _Layout(width, most, labels, width - labels - _GAP - (note + _GAP) * notes, notes, measure)


def _picture(bars: Sequence[ChartBar], chart: Chart, layout: _Layout) -> tuple[list[Cell], list[Cell]]:
    """Return the lines of axis and bars, and those that explain the marks in them; none if there are no bars."""
    if not bars:
        return [], []
    every = spans(bar.strokes for bar in bars)
    within = (chart.since, chart.until)
    scale = axis(every, width=layout.plot, margins=_margins(bars, layout.plot), within=within)
    empty = plot.row((), scale).cell
    marks: set[str] = set()
    rows: list[Cell] = []
    for number, bar in enumerate(bars):
        if number and bars[number - 1].band != bar.band:
            rows.append(layout.line("", empty))
        row = plot.row(bar.strokes, scale, band=bar.band)
        marks |= row.marks
        rows.extend(_row(bar, row.cell, empty, layout))
    labels = plot.labels(scale)
    head = [layout.line("", labels, text(chart.heading, "head")), layout.line("", plot.rule(scale, plot.ABOVE))]
    foot = [layout.line("", plot.rule(scale, plot.BELOW)), layout.line("", labels)] if len(rows) > _LONG else []
    return [*head, *rows, *foot], _filled(plot.key(marks, scale), layout)


def _row(bar: ChartBar, plotted: Cell, below: Cell, layout: _Layout) -> list[Cell]:
    """Return the lines of a bar."""
    role = "name" if bar.band else ""
    first, *others = _folded(bar.label, layout.fold, layout.measure)
    return [layout.line(first, plotted, bar.note, role), *(layout.line(line, below, role=role) for line in others)]


def _folded(label: str, width: int, measure: Measure) -> list[str]:
    """Break a label into lines at its spaces, and anywhere in a word that is wider than a line."""
    lines = [""]
    for word in label.split():
        for number, piece in enumerate(_pieces(word, width - _INDENT, measure)):
            longer = f"{lines[-1]} {piece}" if lines[-1] else piece
            if number == 0 and measure(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(" " * _INDENT + piece)
    return lines


def _pieces(word: str, width: int, measure: Measure) -> list[str]:
    if measure(word) <= width:
        return [word]
    pieces = [""]
    for character in word:
        if measure(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _margins(bars: Iterable[ChartBar], width: int) -> tuple[int, int]:
    """Return how many columns are left free on both sides: one for an arrow, more where something is open."""
    wide = max(min(_ARROW, width // 12), 1)
    opened = [stroke for bar in bars for stroke in bar.strokes if stroke.look is Look.OPEN]
    before, after = any(each.first is None for each in opened), any(each.last is None for each in opened)
    return wide if before else 1, wide if after else 1


def _filled(cells: Iterable[Cell], layout: _Layout) -> list[Cell]:
    """Put cells beside one another, as many in a line as fit."""
    lines: list[Cell] = []
    for cell in cells:
        longer = joined((lines[-1], cell), _KEY) if lines else ()
        if longer and _measured(longer, layout.measure) <= layout.width:
            lines[-1] = longer
        elif _measured(cell, layout.measure) <= layout.width:
            lines.append(cell)
        else:
            plain = "".join(span.text for span in cell)
            lines.extend(text(line, "muted") for line in _folded(plain, layout.width, layout.measure))
    return lines


def _measured(cell: Cell, measure: Measure) -> int:
    return sum(measure(span.text) for span in cell)
