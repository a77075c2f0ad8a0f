"""Blocks: the structure of a page, independent of the output format.

A page is a sequence of blocks. A text run has a role, such as ``quote``, and never a colour. The writers in `output`
decide how a block and a role look in a terminal or in Markdown.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genden_cli.page.strokes import Strokes


class TextRun(NamedTuple):
    """A piece of text and its role, such as ``verdict.refuted``, ``quote`` or ``muted``."""

    text: str
    role: str = ""


Cell = tuple[TextRun, ...]
"""The text runs of a table cell or a line. The run ``\\n`` begins a new line."""


class Title(NamedTuple):
    """The title of a page, or of a section of it if ``level`` is 2."""

    cell: Cell
    level: int = 1


class Prose(NamedTuple):
    """A paragraph."""

    cell: Cell


class Pairs(NamedTuple):
    """Labels and their values, one pair per line. A label that is a cell has roles of its own."""

    rows: tuple[tuple[str | Cell, Cell], ...]


class Column(NamedTuple):
    """A column of a grid. ``least`` is its minimum width; ``share`` is its weight for spare width.

    On a narrow page, columns with ``fold`` move below the text of the ``main`` column, the last column first. There
    they begin with the text ``folded``; a dense grid leaves them out. On a page that fits all columns, ``long`` titles
    replace the short ones.
    """

    title: str
    least: int = 8
    share: int = 0
    fold: bool = False
    main: bool = False
    long: str = ""
    folded: str = ""


class Grid(NamedTuple):
    """A table. Rows may be drawn one at a time. A ``dense`` table has a line a row, and leaves out columns to fit."""

    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    dense: bool = False


class Tree(NamedTuple):
    """Items, each with its depth. The first item has depth 0; each next one is at most one level deeper."""

    items: tuple[tuple[int, Cell], ...]


class AnnotatedParagraph(NamedTuple):
    """A paragraph of a text, its number in the margin, and labelled annotations below it.

    A bar marks the lines that contain a run with the role ``unclaimed``.
    """

    number: str
    cell: Cell
    glosses: tuple[tuple[Cell, Cell], ...]


class ChartBar(NamedTuple):
    """A row of a chart: its label, its strokes, and a note that is shown if there is room.

    A ``band`` (a life, an office) has other signs than an event.
    """

    label: str
    strokes: Strokes
    note: Cell = ()
    band: bool = False


class Chart(NamedTuple):
    """A chart of time: bars below an axis that is limited to the days ``since`` and ``until``.

    ``heading`` and ``key`` belong to the notes. If ``zoom`` is not "", a narrow chart shows the busiest years alone;
    ``zoom`` says how to see the others.
    """

    bars: tuple[ChartBar, ...]
    heading: str = ""
    key: Cell = ()
    since: int | None = None
    until: int | None = None
    zoom: str = ""


class Hint(NamedTuple):
    """A suggestion of the next command, shown only in a terminal."""

    text: str


class More(NamedTuple):
    """A paragraph of its own at the end of a page, such as what more there is, and the command that shows it."""

    cell: Cell


Block = Title | Prose | Pairs | Grid | Tree | AnnotatedParagraph | Chart | Hint | More

NEWLINE = TextRun("\n")

_run = tuple.__new__  # a third of the time of a call of `TextRun`; a report has twenty runs a claim


def text(content: str | None, role: str = "") -> Cell:
    """Return a cell with one run, or an empty cell for no content."""
    return (_run(TextRun, (content, role)),) if content else ()


def join_cells(cells: Iterable[Cell], separator: str = " · ") -> Cell:
    """Return the non-empty cells as one cell, with a separator between them."""
    found: list[TextRun] = []
    for cell in filter(None, cells):
        found += (_between(separator), *cell) if found else cell
    return tuple(found)


@cache
def _between(separator: str) -> TextRun:
    return NEWLINE if separator == "\n" else TextRun(separator, "muted")


def stack_cells(*cells: Cell) -> Cell:
    """Return the non-empty cells as one cell, each on its own lines."""
    return join_cells(cells, "\n")
