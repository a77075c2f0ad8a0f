"""What becomes of cells on the way to a table, before anybody knows how they are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.page.blocks import Cell, TextRun, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from genden_cli.page.blocks import Column

BESIDES: Final = " | "
"""So columns stand apart that are folded into one line; a dot would look like the sign of a verdict or a stance."""

_APART: Final = "  "
"""A span of two spaces parts the items of a line, such as the signs of a legend."""


def filled(columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]) -> tuple[list[Column], list[tuple[Cell, ...]]]:
    """Return a grid without the columns in which nothing stands."""
    kept = [n for n, column in enumerate(columns) if column.main or any(row[n] for row in rows)]
    return [columns[n] for n in kept], [tuple(row[n] for n in kept) for row in rows]


def folded(columns: Sequence[Column], cells: Sequence[Cell]) -> Cell:
    """Return cells as they read below another, each after what its column is folded to."""
    return joined((_led(column.folded, cell) for column, cell in zip(columns, cells, strict=True)), BESIDES)


def broken(cell: Cell, width: int, measure: Callable[[str], int]) -> Iterator[Cell]:
    """Yield the lines of a paragraph that has items: it is broken between them, not between a sign and its word."""
    line: Cell = ()
    for item in _items(cell):
        longer = joined((line, item), _APART)
        if line and measure(plain_text(longer)) > width:
            yield line
            line = item
        else:
            line = longer
    yield line


def plain_text(cell: Cell) -> str:
    """Return what a cell says."""
    return "".join(span.text for span in cell)


def _items(cell: Cell) -> Iterator[Cell]:
    item: list[TextRun] = []
    for span in cell:
        if span.text == _APART:
            yield tuple(item)
            item = []
        else:
            item.append(span)
    yield tuple(item)


def _led(lead: str, cell: Cell) -> Cell:
    muted = tuple(TextRun(text, role or "muted") for text, role in cell)
    return (TextRun(lead, "muted"), *muted) if lead and muted else muted
