"""The plot of a chart, character by character: its axis, its rows, and what the marks in them mean."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli.chart.axis import BREAK, day_words
from genden_cli.chart.strokes import MEANINGS, Look
from genden_cli.page.blocks import Cell, TextRun

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from genden_cli.chart.axis import Axis
    from genden_cli.chart.strokes import Stroke, Strokes

ABOVE, BELOW = "┬", "┴"
"""Where the marks of an axis point to the rows: from above, from below."""

_RULE, _GUIDE, _BREAK = "─", "┊", "╱"
_EVENT: Final = {Look.OPEN: "─", Look.SOLID: "▇", Look.SHADED: "▒", Look.ONE_OF: "◇", Look.UNKNOWN: "?"}
_BAND: Final = {**_EVENT, Look.SOLID: "━", Look.SHADED: "╍"}
_LIFE: Final = "life or office"
_MEANINGS: Final = {
    _LIFE: ("━",),
    MEANINGS[Look.SOLID]: ("▇",),
    MEANINGS[Look.SHADED]: ("╍", "▒"),
    MEANINGS[Look.ONE_OF]: ("◇",),
    MEANINGS[Look.UNKNOWN]: ("?",),
    MEANINGS[Look.OPEN]: ("←─", "─→"),
    "goes on beyond": ("←", "→"),
}
"""What the marks mean, in the order in which they are explained."""


class Row(NamedTuple):
    """A row of the plot, and the marks in it that want explaining."""

    cell: Cell
    marks: frozenset[str]


def row(strokes: Strokes, axis: Axis, *, band: bool = False) -> Row:
    """Draw the strokes; in each column the mark of the highest look is seen."""
    canvas = _Canvas(axis, _BAND if band else _EVENT)
    for stroke in strokes:
        canvas.draw(stroke)
    return canvas.row("band" if band else "bar")


def rule(axis: Axis, mark: str) -> Cell:
    """Draw the line of the axis."""
    return (TextRun("".join(_ground(axis, mark, _RULE)), "muted"),)


def labels(axis: Axis) -> Cell:
    """Write what stands along the axis, as far as there is room: first of all what leads a stretch."""
    written = " " * axis.width
    for tick in sorted(axis.ticks, key=lambda tick: not tick.lead):
        length = len(tick.label)
        start = min(tick.column, axis.width - length) if tick.lead else tick.column
        end = start + length
        if start >= 0 and end <= axis.width and not written[max(start - 1, 0) : end + 1].strip():
            written = written[:start] + tick.label + written[end:]
    return (TextRun(written, "head"),)


def key(marks: Collection[str], axis: Axis) -> Iterator[Cell]:
    """Yield what each of the marks means, and what the axis leaves out."""
    for meaning, signs in _MEANINGS.items():
        if found := [sign for sign in signs if sign in marks]:
            yield TextRun(" ".join(found), "band" if meaning == _LIFE else "bar"), TextRun(f" {meaning}", "muted")
    for days in axis.left_out:
        yield TextRun(_BREAK * BREAK, "bar"), TextRun(f" {left_out(*days)}", "muted")


def left_out(first: int, last: int) -> str:
    """Return in words which years a break of the axis leaves out."""
    start, end = (day_words(day, "year") for day in (first, last))
    return f"left out: {start if start == end else f'{start} – {end}'}"


def _ground(axis: Axis, tick: str, blank: str) -> list[str]:
    """Return the characters behind a row: ticks and breaks."""
    ticks, breaks = {each.column for each in axis.ticks}, axis.breaks
    return [_BREAK if n in breaks else tick if n in ticks else blank for n in range(axis.width)]


class _Mark(NamedTuple):
    """What is seen in a column, and the sign by which it is explained."""

    look: Look
    sign: str
    means: str


class _Canvas:
    """A row in the making: what is seen in each column, and how it would be explained."""

    def __init__(self, axis: Axis, signs: dict[Look, str]) -> None:
        self._axis = axis
        self._signs = signs
        self._seen: dict[int, _Mark] = {}

    def draw(self, stroke: Stroke) -> None:
        """Draw a stroke; where it meets another, the higher `Look` is seen."""
        if stroke.look is Look.UNKNOWN:
            self._beside(stroke)
            return
        columns = self._columns(stroke)
        self._arrows(stroke, outside=not columns)
        for column in columns:
            if column not in self._axis.breaks:
                self._put(column, min(stroke.look, Look.SHADED))
        if stroke.look is Look.ONE_OF and columns:
            self._put(columns[len(columns) // 2], Look.ONE_OF)

    def row(self, role: str) -> Row:
        """Return what was drawn, on its ground, and what its signs mean."""
        ground = _ground(self._axis, _GUIDE, " ")
        spans = tuple(
            TextRun("".join(self._seen[n].sign if marked else ground[n] for n in columns), role if marked else "muted")
            for marked, columns in groupby(range(self._axis.width), key=self._seen.__contains__)
        )
        return Row(spans, frozenset(mark.means for mark in self._seen.values()))

    def _columns(self, stroke: Stroke) -> range:
        """Return the columns between the arrows that a stroke takes, none if it lies beyond the axis."""
        axis, (_, first, last) = self._axis, stroke
        if (last is not None and last < axis.first) or (first is not None and first > axis.last):
            return range(0)
        begin = 1 if first is None or first < axis.first else axis.begins(first)
        end = axis.width - 2 if last is None or last > axis.last else axis.ends(last)
        return range(begin, end + 1)

    def _arrows(self, stroke: Stroke, *, outside: bool) -> None:
        look, first, last = stroke
        line = self._signs[Look.OPEN] if look is Look.OPEN and not outside else ""
        if first is None or first < self._axis.first:
            self._put(0, look, "←", "←" + line * (first is None))
        if last is None or last > self._axis.last:
            self._put(self._axis.width - 1, look, "→", line * (last is None) + "→")

    def _beside(self, stroke: Stroke) -> None:
        """Mark the side of a day on which it is not known how far something goes."""
        axis, (_, first, last) = self._axis, stroke
        if first is None and last is not None and last >= axis.first:
            self._put(axis.begins(min(last, axis.last)) - 1, Look.UNKNOWN)
        if last is None and first is not None and first <= axis.last:
            self._put(axis.ends(max(first, axis.first)) + 1, Look.UNKNOWN)

    def _put(self, column: int, look: Look, sign: str = "", means: str = "") -> None:
        sign = sign or self._signs[look]
        if column not in self._seen or self._seen[column].look <= look:
            self._seen[column] = _Mark(look, sign, means or sign)
