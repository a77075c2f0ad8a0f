"""The plot of a chart in characters: the line of the axis, its labels, the rows, and the key.

This module alone knows which sign stands for which `Look`. The sign of the highest look is visible in a column with
several strokes. The key explains only the signs that are visible.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from genden_cli.chart.axis import BREAK, day_words
from genden_cli.chart.labels import shown_labels
from genden_cli.named_tuple import NamedTuple
from genden_cli.page.blocks import Cell, TextRun
from genden_cli.page.strokes import MEANINGS, Look

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from genden_cli.chart.axis import Axis, Tick
    from genden_cli.page.strokes import Stroke, Strokes

ABOVE, BELOW = "┬", "┴"
"""The ticks of an axis above the rows and of an axis below them."""

_RULE, _GUIDE, _BREAK = "─", "┊", "╱"
_EVENT: Final = {
    Look.OPEN: "─",
    Look.WITHIN: "░",
    Look.SOLID: "▇",
    Look.SHADED: "▒",
    Look.ONE_OF: "◇",
    Look.UNKNOWN: "?",
}
_BAND: Final = {**_EVENT, Look.WITHIN: "╌", Look.SOLID: "━", Look.SHADED: "╍"}
_LIFE: Final = "life or office"
_SIGNS_BY_MEANING: Final = {
    _LIFE: ("━",),
    MEANINGS[Look.SOLID]: ("▇",),
    MEANINGS[Look.WITHIN]: ("╌", "░"),
    MEANINGS[Look.SHADED]: ("╍", "▒"),
    MEANINGS[Look.ONE_OF]: ("◇",),
    MEANINGS[Look.UNKNOWN]: ("?",),
    MEANINGS[Look.OPEN]: ("←─", "─→"),
    "goes on beyond": ("←", "→"),
}
"""The signs of each meaning, in the order of the key."""


class PlotRow(NamedTuple):
    """A row of the plot, and its signs that need an explanation."""

    cell: Cell
    marks: frozenset[str]


def row(strokes: Strokes, axis: Axis, *, band: bool = False) -> PlotRow:
    """Return a row with these strokes. ``band`` selects the signs of a life or an office."""
    canvas = _Canvas(axis, _BAND if band else _EVENT)
    for stroke in strokes:
        canvas.draw(stroke)
    return canvas.row("band" if band else "bar")


def rule(axis: Axis, mark: str) -> Cell:
    """Return the line of the axis, with ``mark`` as the sign of a tick."""
    return (TextRun("".join(_background(axis, mark, _RULE)), "muted"),)


def labels(axis: Axis) -> Cell:
    """Return the labels of the axis that fit. A label that leads a segment may stand left of its tick."""

    def room(tick: Tick, label: str) -> tuple[int, int] | None:
        start = min(tick.column, axis.width - len(label)) if tick.lead else tick.column
        return (start, start + len(label) + 1) if 0 <= start <= axis.width - len(label) else None

    written = " " * axis.width
    for tick, label in shown_labels(axis.ticks, room).items():
        if span := room(tick, label):
            written = written[: span[0]] + label + written[span[1] - 1 :]
    return (TextRun(written, "head"),)


def key(marks: Collection[str], axis: Axis) -> Iterator[Cell]:
    """Yield the meaning of each sign, and the periods that the axis leaves out."""
    for meaning, signs in _SIGNS_BY_MEANING.items():
        if found := [sign for sign in signs if sign in marks]:
            yield TextRun(" ".join(found), "band" if meaning == _LIFE else "bar"), TextRun(f" {meaning}", "muted")
    for days in axis.gaps:
        yield TextRun(_BREAK * BREAK, "bar"), TextRun(f" {gap_label(*days)}", "muted")


def gap_label(first: int, last: int) -> str:
    """Return in words which years a break of the axis leaves out."""
    start, end = (day_words(day, "year") for day in (first, last))
    return f"left out: {start if start == end else f'{start} – {end}'}"


def _background(axis: Axis, tick: str, blank: str) -> list[str]:
    """Return the characters behind a row: ticks and breaks."""
    ticks, breaks = {each.column for each in axis.ticks}, axis.breaks
    return [_BREAK if n in breaks else tick if n in ticks else blank for n in range(axis.width)]


class _ColumnSign(NamedTuple):
    """The sign in a column, and the sign under which the key explains it."""

    look: Look
    sign: str
    means: str


class _Canvas:
    """A row under construction: the visible sign of each column."""

    def __init__(self, axis: Axis, signs: dict[Look, str]) -> None:
        self._axis = axis
        self._signs = signs
        self._visible: dict[int, _ColumnSign] = {}

    def draw(self, stroke: Stroke) -> None:
        """Draw a stroke. A higher `Look` hides a lower one in the same column."""
        if stroke.look is Look.UNKNOWN:
            self._draw_unknown_side(stroke)
            return
        columns = self._columns(stroke)
        self._arrows(stroke, outside=not columns)
        for column in columns:
            if column not in self._axis.breaks:
                self._put(column, min(stroke.look, Look.SHADED))
        if stroke.look is Look.ONE_OF and columns:
            self._put(columns[len(columns) // 2], Look.ONE_OF)

    def row(self, role: str) -> PlotRow:
        """Return the row with its background, and the signs that need an explanation."""
        ground = _background(self._axis, _GUIDE, " ")
        spans = tuple(
            TextRun(
                "".join(self._visible[n].sign if marked else ground[n] for n in columns), role if marked else "muted"
            )
            for marked, columns in groupby(range(self._axis.width), key=self._visible.__contains__)
        )
        return PlotRow(spans, frozenset(mark.means for mark in self._visible.values()))

    def _columns(self, stroke: Stroke) -> range:
        """Return the columns of a stroke between the arrows, empty if it lies outside the axis."""
        axis, (_, first, last) = self._axis, stroke
        if (last is not None and last < axis.first) or (first is not None and first > axis.last):
            return range(0)
        begin = 1 if first is None or first < axis.first else axis.start_column(first)
        end = axis.width - 2 if last is None or last > axis.last else axis.end_column(last)
        return range(begin, end + 1)

    def _arrows(self, stroke: Stroke, *, outside: bool) -> None:
        look, first, last = stroke
        line = self._signs[Look.OPEN] if look is Look.OPEN and not outside else ""
        if first is None or first < self._axis.first:
            self._put(0, look, "←", "←" + line * (first is None))
        if last is None or last > self._axis.last:
            self._put(self._axis.width - 1, look, "→", line * (last is None) + "→")

    def _draw_unknown_side(self, stroke: Stroke) -> None:
        """Draw a sign beside a day if the extent on that side is unknown."""
        axis, (_, first, last) = self._axis, stroke
        if first is None and last is not None and last >= axis.first:
            self._put(axis.start_column(min(last, axis.last)) - 1, Look.UNKNOWN)
        if last is None and first is not None and first <= axis.last:
            self._put(axis.end_column(max(first, axis.first)) + 1, Look.UNKNOWN)

    def _put(self, column: int, look: Look, sign: str = "", means: str = "") -> None:
        sign = sign or self._signs[look]
        if column not in self._visible or self._visible[column].look <= look:
            self._visible[column] = _ColumnSign(look, sign, means or sign)
