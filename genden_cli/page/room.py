"""Measure how many lines of a terminal the parts of a page take, so that a short page ends where its room ends.

Lines are estimated as the table writer wraps them: between words, and a paragraph is at most `READABLE` columns wide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.page.cells import plain_text
from genden_cli.page.widths import GAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from genden_cli.page.blocks import Cell

    Row = tuple[str | Cell, Cell]

READABLE: Final = 100
"""Paragraphs are no wider than this, however wide the terminal."""

_NARROWEST: Final = 8


class Room:
    """The number of lines that are left on a page of ``width`` columns. It becomes negative on a page that is full."""

    def __init__(self, width: int, lines: int) -> None:
        self._width = width
        self.lines = lines

    def paragraph(self, cell: Cell) -> None:
        """Take the lines of a paragraph or a title."""
        self.lines -= line_count(cell, min(self._width, READABLE))

    def pairs(self, rows: Sequence[Row]) -> None:
        """Take the lines of labels and their values."""
        self.lines -= sum(self._heights(rows))

    def fitting(self, rows: Sequence[Row], *, least: int = 1, spare: int = 0) -> int:
        """Return how many of the first rows fit and leave ``spare`` lines, but not fewer than ``least``; take them."""
        number = 0
        for height in self._heights(rows):
            if number >= least and height > self.lines - spare:
                break
            self.lines -= height
            number += 1
        return number

    def height(self, rows: Sequence[Row]) -> int:
        """Return the number of lines of labels and their values."""
        return sum(self._heights(rows))

    def _heights(self, rows: Sequence[Row]) -> list[int]:
        label = max((_columns(name if isinstance(name, str) else plain_text(name)) for name, _ in rows), default=0)
        width = max(min(self._width, READABLE + label) - label - GAP, _NARROWEST)
        return [line_count(cell, width) for _, cell in rows]


def line_count(cell: Cell, width: int) -> int:
    """Return the number of lines of a cell that is wrapped to ``width`` columns, at least one."""
    return sum(_wrapped_lines(line, width) for line in plain_text(cell).split("\n"))


def _wrapped_lines(line: str, width: int) -> int:
    lines, used = 1, 0
    for word in line.split(" "):
        size = _columns(word)
        if used and used + 1 + size > width:
            lines, used = lines + 1, 0
        used += size + bool(used)
        if used > width:  # a word that is longer than a line is broken
            lines, used = lines + (used - 1) // width, (used - 1) % width + 1
    return lines


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes. East Asian wide letters take two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(_is_wide(ord(each)) for each in text)


def _is_wide(letter: int) -> bool:
    return letter >= _WIDE[0][0] and any(first <= letter <= last for first, last in _WIDE)


_WIDE: Final = (
    (0x1100, 0x115F),
    (0x2E80, 0xA4CF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE6F),
    (0xFF00, 0xFF60),
    (0xFFE0, 0xFFE6),
    (0x1F300, 0x1FAFF),
    (0x20000, 0x3FFFD),
)
"""The blocks of wide letters. A table of each letter (`unicodedata`) is not loaded for an estimate."""
