"""How a grid is laid out on so many columns of a terminal, before anything is drawn."""

from __future__ import annotations

import re
from itertools import filterfalse
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from genden_cli.page.blocks import stack_cells
from genden_cli.page.cells import plain_text, stacked_cell
from genden_cli.page.widths import GAP, column_widths, fitting_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from genden_cli.page.blocks import Cell, Column

_LONG_WORD: Final = 36
"""Words up to this length are kept whole where the page allows it."""


class Layout:
    """Which columns stand side by side, how wide they are, and what folds under the main one.

    ``widths`` are in columns of the terminal. ``gaps`` follow each column, beside the space that the box draws.
    ``leading`` is the number of lines between two rows.
    """

    def __init__(
        self, columns: Sequence[Column], rows: Sequence[tuple[Cell, ...]], width: int, *, dense: bool = False
    ) -> None:
        least = [_least(column, [row[n] for row in rows], dense=dense) for n, column in enumerate(columns)]
        self._dense = dense
        self._shown = fitting_columns(columns, least, width)
        self._folded = [n for n in range(len(columns)) if n not in self._shown]
        self._below = [columns[n] for n in self._folded]
        self._main = next((n for n, column in enumerate(columns) if column.main), 0)
        gaps = len(self._shown) - 1
        least = [least[n] for n in self._shown]
        cells = [self.cells(row) for row in rows]
        needs = [_widest_line(column) for column in zip(*cells, strict=True)] or [0] * len(least)
        keyed = any(column.long for column in columns)
        tight = keyed and sum(needs) + gaps <= width < sum(needs) + GAP * gaps  # one space less, and nothing folds
        gap = 1 if tight else GAP
        room = width - gap * gaps
        self.gaps = [gap - 1] * gaps + [0]  # the box adds a space between columns
        self.columns = _titled([columns[n] for n in self._shown], needs, room)
        needs = [max(need, widest(column.title.split("\n"))) for need, column in zip(needs, self.columns, strict=True)]
        self.widths = column_widths(self.columns, least, needs, room)
        self.leading = int(not dense and any(_wraps(row, self.widths) for row in cells))

    def cells(self, row: tuple[Cell, ...]) -> list[Cell]:
        """Return the cells of a row that stand side by side, the main one with what folds under it."""
        if self._dense:
            return [row[n] for n in self._shown]
        below = stacked_cell(self._below, [row[n] for n in self._folded])
        return [stack_cells(row[n], below) if n == self._main else row[n] for n in self._shown]


def _least(column: Column, cells: Sequence[Cell], *, dense: bool) -> int:
    """Return how narrow a column may be: as its author says, and so that words stay whole if they are not too long.

    In a dense grid, a column that needs less takes less, and one that may be left out takes all that it needs.
    """
    said = "\n".join(map(plain_text, cells))
    least = max(column.least, min(widest(said.split()), _LONG_WORD))
    if not dense:
        return least
    needed = widest(f"{said}\n{column.title}".split("\n"))
    return needed if column.fold else min(least, needed)


def _titled(columns: Sequence[Column], needs: Sequence[int], room: int) -> list[Column]:
    """Return the columns, with their long titles if there is room for them beside all that the cells need."""
    wordy = [column._replace(title=column.long or column.title) for column in columns]
    fits = sum(max(need, widest(column.title.split("\n"))) for need, column in zip(needs, wordy, strict=True)) <= room
    return wordy if fits else list(columns)


def _wraps(cells: Sequence[Cell], widths: Sequence[int]) -> bool:
    return any("\n" in plain_text(cell) or width_of(cell) > room for cell, room in zip(cells, widths, strict=True))


def width_of(cell: Cell) -> int:
    """Return how many columns of a terminal a cell needs, if none of its lines is folded."""
    return _widest_line((cell,))


def _widest_line(cells: Iterable[Cell]) -> int:
    return widest("\n".join(map(plain_text, cells)).split("\n"))


def widest(parts: Sequence[str]) -> int:
    """Return how wide the widest of these words or lines is."""
    others = map(line_width, filterfalse(str.isascii, parts))
    return max(max(map(len, filter(str.isascii, parts)), default=0), max(others, default=0))


def line_width(text: str) -> int:
    """Return how wide a line is, as Rich does. Rich looks up every letter, but all of ASCII have the same width."""
    if text.isascii() and text.isprintable():
        return len(text)
    others = "".join(_OTHERS.findall(text))
    return cell_len(text) if has_joiner(others) else len(text) - len(others) + cell_len(others)


def has_joiner(text: str) -> bool:
    """Tell whether a text has a sign that joins its neighbours or changes them, so that letters have no own width."""
    return "\u200d" in text or "\ufe0f" in text


_OTHERS: Final = re.compile("[^ -~]+")
