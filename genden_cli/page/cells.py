"""Operations on cells that do not depend on the output format.

A column that does not fit is stacked below another one, and a paragraph of items breaks between items. A separator of
two spaces in a run of its own marks where one item ends, so that a sign stays beside its word.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Final

from genden_cli.page.blocks import Cell, TextRun, join_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from genden_cli.page.blocks import Column

COLUMN_SEPARATOR: Final = " | "
"""The separator of stacked columns. A dot would look like the sign of a verdict or a stance."""

_ITEM_SEPARATOR: Final = "  "
"""A run with this text separates the items of a line, such as the signs of a legend."""


def without_empty_columns(
    columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]]
) -> tuple[list[Column], list[tuple[Cell, ...]]]:
    """Return a grid without its empty columns. The main column always stays."""
    visible = [n for n, column in enumerate(columns) if column.main or any(row[n] for row in rows)]
    return [columns[n] for n in visible], [tuple(row[n] for n in visible) for row in rows]


def stacked_cell(columns: Sequence[Column], cells: Sequence[Cell]) -> Cell:
    """Return the cells of stacked columns as one cell, each after the lead of its column."""
    return join_cells(
        (_with_lead(column.folded, cell) for column, cell in zip(columns, cells, strict=True)), COLUMN_SEPARATOR
    )


def wrap_items(cell: Cell, width: int, measure: Callable[[str], int]) -> Iterator[Cell]:
    """Yield the lines of a paragraph of items. Lines break only between items."""
    line: Cell = ()
    for item in _items(cell):
        longer = join_cells((line, item), _ITEM_SEPARATOR)
        if line and measure(plain_text(longer)) > width:
            yield line
            line = item
        else:
            line = longer
    yield line


def plain_text(cell: Cell) -> str:
    """Return the text of a cell without roles."""
    return "".join(map(_TEXT, cell))


_TEXT: Final = itemgetter(0)


def _items(cell: Cell) -> Iterator[Cell]:
    item: list[TextRun] = []
    for span in cell:
        if span.text == _ITEM_SEPARATOR:
            yield tuple(item)
            item = []
        else:
            item.append(span)
    yield tuple(item)


def _with_lead(lead: str, cell: Cell) -> Cell:
    muted = tuple(TextRun(text, role or "muted") for text, role in cell)
    return (TextRun(lead, "muted"), *muted) if lead and muted else muted
