"""A page: what a person reads, before it is known whether as a table in a terminal or as Markdown.

A page is a sequence of blocks; text carries a role (what it is), never a colour (how it looks).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genden_cli.chart.strokes import Strokes


class TextRun(NamedTuple):
    """A piece of text and its role, such as ``verdict.refuted``, ``quote`` or ``muted``."""

    text: str
    role: str = ""


Cell = tuple[TextRun, ...]
"""What stands in a cell: spans one after the other; a span ``\\n`` begins a new line."""


class Title(NamedTuple):
    """The headline of a page or, at ``level`` 2, of a part of it."""

    cell: Cell
    level: int = 1


class Prose(NamedTuple):
    """A paragraph."""

    cell: Cell


class Pairs(NamedTuple):
    """Labels and what they stand for, one pair a line."""

    rows: tuple[tuple[str, Cell], ...]


class Column(NamedTuple):
    """A column of a grid: at least ``least`` wide; ``share`` of what is to spare goes to it.

    Where the page is too narrow, columns that ``fold`` move below the ``main`` column's text, the last one first, and
    begin with what they are ``folded`` to. Where it is wide enough for all of them, columns have their ``long`` titles.
    """

    title: str
    least: int = 8
    share: int = 0
    fold: bool = False
    main: bool = False
    long: str = ""
    folded: str = ""


class Grid(NamedTuple):
    """A table; rows may be drawn as they come."""

    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]


class Tree(NamedTuple):
    """Items below one another, each with its depth; the first has depth 0, none is more than one deeper than before."""

    items: tuple[tuple[int, Cell], ...]


class AnnotatedParagraph(NamedTuple):
    """A paragraph of a text, its number in the margin, and what is to be said about it below, with labels.

    Beside lines that hold a span of the role ``unclaimed`` stands a bar.
    """

    number: str
    cell: Cell
    glosses: tuple[tuple[Cell, Cell], ...]


class ChartBar(NamedTuple):
    """A row of a chart: its label, what is drawn of its dates, and a note beside it, where there is room.

    A ``band`` (a life, an office) is drawn in another way than what happened.
    """

    label: str
    strokes: Strokes
    note: Cell = ()
    band: bool = False


class Chart(NamedTuple):
    """A picture of time: bars below an axis that goes no further than from day ``since`` to day ``until``.

    ``heading`` and ``key`` stand with the notes.
    """

    bars: tuple[ChartBar, ...]
    heading: str = ""
    key: Cell = ()
    since: int | None = None
    until: int | None = None


class Hint(NamedTuple):
    """A command that leads on; shown only where a person looks."""

    text: str


Block = Title | Prose | Pairs | Grid | Tree | AnnotatedParagraph | Chart | Hint

NEWLINE = TextRun("\n")


def text(content: str | None, role: str = "") -> Cell:
    """Return a cell with one span, or an empty one."""
    return (TextRun(content, role),) if content else ()


def joined(cells: Iterable[Cell], separator: str = " · ") -> Cell:
    """Return the cells that hold something, one after the other."""
    found: list[TextRun] = []
    for cell in cells:
        if cell:
            if found:
                found.append(NEWLINE if separator == "\n" else TextRun(separator, "muted"))
            found.extend(cell)
    return tuple(found)


def lines(*cells: Cell) -> Cell:
    """Return the cells that hold something, each on lines of its own."""
    return joined(cells, "\n")
