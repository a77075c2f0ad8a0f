"""The layout of a chart in characters: labels, plot and notes within a given width.

This module decides how many columns each part gets and where notes go. `axis` maps days to columns, and `plot` draws
the signs. It knows no terminal: the caller passes the width and a function that measures text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.chart import plot
from genden_cli.chart.axis import axis
from genden_cli.chart.zoom import busiest_years
from genden_cli.dates.edtf import day_number
from genden_cli.named_tuple import NamedTuple
from genden_cli.page.blocks import Cell, TextRun, join_cells, text
from genden_cli.page.strokes import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from genden_cli.chart.axis import Days
    from genden_cli.page.blocks import Chart, ChartBar
    from genden_cli.page.strokes import Strokes

    Measure = Callable[[str], int]

_GAP: Final = 2
_INDENT: Final = 2
_MIN_LABEL_WIDTH: Final = 8
_MIN_WIDTH_FOR_NOTES: Final = 100
"""From this width on, notes are to the right of the bars."""
_MAX_LINES_WITHOUT_FOOT: Final = 25
"""The axis is repeated below a chart with more lines than this."""
_ARROW_COLUMNS: Final = 4
"""The columns reserved for the arrow of an open end, in a plot that is wide enough."""
_KEY_SEPARATOR: Final = "   "
_ANY_YEAR: Final = (day_number(0, 1, 1), day_number(9999, 12, 31))


def chart_lines(
    chart: Chart, *, width: int, measure: Callable[[str], int], format_label: Callable[[str], str]
) -> list[Cell]:
    """Return the lines of a chart, each at most ``width`` columns wide.

    ``measure`` returns the width of a text in columns. ``format_label`` converts a label to its form in the output.
    """
    bars = [bar._replace(label=format_label(bar.label)) for bar in chart.bars]
    zoom = busiest_years(bars) if chart.zoom and width < _MIN_WIDTH_FOR_NOTES else None
    if zoom:
        bars, (since, until) = zoom.bars, zoom.days
        chart = chart._replace(since=since, until=until)
    layout = _chart_layout(bars, chart.heading, width, measure)
    picture, key = _picture([bar for bar in bars if bar.strokes], chart, layout)
    if chart.key and layout.notes:
        key.append(chart.key)
    if zoom:
        key.extend(_flow((text(f"{zoom.outside}: {chart.zoom}"),), layout))
    undated = [line for bar in bars if not bar.strokes for line in _bar_lines(bar, text(" " * layout.plot), (), layout)]
    sections = (picture, [text("No date", "head"), *undated] if undated else [], key)
    return [line for section in sections if section for line in ((), *section)][1:]


def drawn_days(every: Iterable[Strokes]) -> list[Days]:
    """Return the first and last day of each stroke. A missing end is replaced by the other one."""
    ends = [(stroke.first, stroke.last) for strokes in every for stroke in strokes]
    days = [(last if first is None else first, first if last is None else last) for first, last in ends]
    return [(first, last) for first, last in days if first is not None and last is not None] or [_ANY_YEAR]


class _ChartLayout(NamedTuple):
    """The widths of the parts, in columns, and whether notes are beside the plot.

    Labels wrap at ``label_limit``.
    """

    width: int
    label_limit: int
    labels: int
    plot: int
    notes: bool
    measure: Measure

    def line(self, label: str, plotted: Cell, note: Cell = (), role: str = "") -> Cell:
        """Return a line of the chart: a label, a row of the plot, and a note if there is room for notes."""
        padding = " " * (self.labels - self.measure(label) + _GAP)
        notes = (TextRun(" " * _GAP), *note) if self.notes else ()
        return (TextRun(label, role), TextRun(padding), *plotted, *notes)


def _chart_layout(bars: Sequence[ChartBar], heading: str, width: int, measure: Measure) -> _ChartLayout:
    most = max(width * 2 // 5, _MIN_LABEL_WIDTH)
    labels = max(measure(line) for bar in bars for line in _wrap(bar.label, most, measure))
    note = max(_cell_width(cell, measure) for cell in (text(heading), *(bar.note for bar in bars)))
    notes = width >= _MIN_WIDTH_FOR_NOTES and note <= width // 4 and any(bar.note for bar in bars)
    return _ChartLayout(width, most, labels, width - labels - _GAP - (note + _GAP) * notes, notes, measure)


def _picture(bars: Sequence[ChartBar], chart: Chart, layout: _ChartLayout) -> tuple[list[Cell], list[Cell]]:
    """Return the lines of axis and bars, and the entries of the key; two empty lists if there are no bars."""
    if not bars:
        return [], []
    every = drawn_days(bar.strokes for bar in bars)
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
        rows.extend(_bar_lines(bar, row.cell, empty, layout))
    labels = plot.labels(scale)
    head = [layout.line("", labels, text(chart.heading, "head")), layout.line("", plot.rule(scale, plot.ABOVE))]
    has_foot = len(rows) > _MAX_LINES_WITHOUT_FOOT
    foot = [layout.line("", plot.rule(scale, plot.BELOW)), layout.line("", labels)] if has_foot else []
    return [*head, *rows, *foot], _flow(plot.key(marks, scale), layout)


def _bar_lines(bar: ChartBar, plotted: Cell, below: Cell, layout: _ChartLayout) -> list[Cell]:
    """Return the lines of a bar."""
    role = "name" if bar.band else ""
    first, *others = _wrap(bar.label, layout.label_limit, layout.measure)
    return [layout.line(first, plotted, bar.note, role), *(layout.line(line, below, role=role) for line in others)]


def _wrap(label: str, width: int, measure: Measure) -> list[str]:
    """Return a label as lines. It breaks at spaces, and inside words that are wider than a line."""
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
    """Return the free columns on both sides: one for an arrow, more if a bar is open on that side."""
    wide = max(min(_ARROW_COLUMNS, width // 12), 1)
    open_strokes = [stroke for bar in bars for stroke in bar.strokes if stroke.look is Look.OPEN]
    before, after = any(each.first is None for each in open_strokes), any(each.last is None for each in open_strokes)
    return wide if before else 1, wide if after else 1


def _flow(cells: Iterable[Cell], layout: _ChartLayout) -> list[Cell]:
    """Return lines that hold as many cells as fit."""
    lines: list[Cell] = []
    for cell in cells:
        longer = join_cells((lines[-1], cell), _KEY_SEPARATOR) if lines else ()
        if longer and _cell_width(longer, layout.measure) <= layout.width:
            lines[-1] = longer
        elif _cell_width(cell, layout.measure) <= layout.width:
            lines.append(cell)
        else:
            plain = "".join(span.text for span in cell)
            lines.extend(text(line, "muted") for line in _wrap(plain, layout.width, layout.measure))
    return lines


def _cell_width(cell: Cell, measure: Measure) -> int:
    return sum(measure(span.text) for span in cell)
