"""A line of a file cut to the width of a screen around a position, and the cells of a terminal that texts take."""

from __future__ import annotations

import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genden_cli.diagnostics.problem import Span

_ROOM: Final = 80
_MOST_CHARACTERS: Final = 4 * _ROOM


class Excerpt(NamedTuple):
    """The visible part of a line, the cells before the marked range, and the cells of the range."""

    text: str
    before: int
    under: int


def excerpt(line: str, span: Span) -> Excerpt:
    """Return the part of a line around the start of ``span``, in at most 80 cells and an ellipsis at each end."""
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    last = start + _fitting(islice(line, start, None), _ROOM // 2)
    first = start - _fitting(reversed(line[:start]), _ROOM - _cells(line[start:last]))
    last = start + _fitting(islice(line, start, None), _ROOM - _cells(line[first:start]))
    head, tail = "…" * (first > 0), "…" * (last < len(line))
    before = _cells(line[first:start]) + len(head)
    return Excerpt(head + sanitize_line(line[first:last]) + tail, before, _cells(line[start : min(end, last)]))


def _fitting(characters: Iterable[str], room: int) -> int:
    """Return how many of the first characters fit into ``room`` cells; never more than `_MOST_CHARACTERS`."""
    count = 0
    for character in islice(characters, _MOST_CHARACTERS):
        room -= _cells(character)
        if room < 0:
            break
        count += 1
    return count


def _cells(text: str) -> int:
    """Return the terminal cells of a sanitized text: wide characters take two, marks and joiners none."""
    return sum(map(_width, sanitize_line(text)))


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
