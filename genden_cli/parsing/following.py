"""Where reading goes on after a line that is no YAML: at the next record, with the lines numbered as in the file.

A record begins with an id at the indentation of its section. No value reaches there, so what follows can be read by
itself, whatever the slip above it was.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Iterable


class Conflict(NamedTuple):
    """A merge conflict that git left in a file: its first and its last line, counted from 1."""

    first: int
    last: int


def conflicts(text: BaseText) -> list[Conflict]:
    """Return the merge conflicts in a file, in order."""
    found: list[Conflict] = []
    first = 0
    for number in text.lines_with((_OURS, _THEIRS)):
        line = text.lines[number].encode()
        if line.startswith(_OURS):
            first = first or number + 1
        elif line.startswith(_THEIRS) and first:
            found.append(Conflict(first, number + 1))
            first = 0
    return found


_OURS: Final = b"<<<<<<< "
_THEIRS: Final = b">>>>>>> "


def first_side(text: BaseText, found: Iterable[Conflict]) -> BaseText:
    """Return a file with the first side of each of its conflicts, and empty lines in place of the rest."""
    parts: list[bytes] = []
    place = 0
    for first, last in found:
        ours, *_ = _OTHER_SIDES.split(text.lines.between(first, last - 2), maxsplit=1)
        parts += [text.lines.between(place, first - 2), b"\n", ours, b"\n" * (last - first - ours.count(b"\n"))]
        place = last
    return BaseText(text.path, b"".join((*parts, text.lines.between(place, len(text.lines) - 1))))


_OTHER_SIDES: Final = re.compile(rb"^(?:\|{7} |={7}\r?$)", re.MULTILINE)


def text_below(text: BaseText, line: int, sections: Iterable[str]) -> BaseText | None:
    """Return what follows the record in which a line stands, or None if nothing does.

    If the line is not indented, it is what follows the section. Each line keeps its number, counted from 1.
    """
    data = b"\n" + text.data
    start = 0
    for _ in range(line):
        start = data.find(b"\n", start) + 1
    wanted = _HEADING
    headings = ((data.rfind(b"\n%s:" % each.encode(), 0, start), each) for each in sections)
    heading, section = max(headings, default=(-1, ""))
    is_within = heading >= 0 and data[start : start + 1] in (b" ", b"\n") and not _TOP.search(data, heading + 1, start)
    if is_within and (indent := _INDENT.search(data, heading)):
        wanted += rb"|" + indent[1] + _ID
    found = re.compile(rb"\n(?=(?:" + wanted + rb")(?:\s|$))").search(data, start)
    if not found:
        return None
    below = data[found.end() :]
    lines = data.count(b"\n", 1, found.end())
    if below.startswith(b" "):
        return BaseText(text.path, b"%s%s:\n%s" % (b"\n" * (lines - 1), section.encode(), below))
    return BaseText(text.path, b"\n" * lines + below)


_TOP: Final = re.compile(rb"\n[^ #\r\n]")
_HEADING: Final = rb"[a-z]+:"
_INDENT: Final = re.compile(rb"\n( +)[^ #\r\n]")
_ID: Final = rb"""(?:[a-z0-9-]+|"[a-z0-9-]+"|'[a-z0-9-]+')[ \t]*:"""
