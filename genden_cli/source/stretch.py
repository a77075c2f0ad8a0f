"""Find the records of a file that an edit changed, from the bytes before and after it, without parsing the file.

Records are found by their indentation, so the result is a guess. Who uses it must compare the places of the records
with the known ones, and read the records: half a text in quotes, or half a list in brackets, cannot be read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genden_cli.words import Section

_LONGEST: Final = 1 << 18
"""Bytes. A longer edit is no reason to spare the rest of the file."""


class Before(NamedTuple):
    """The bytes that a file had before an edit, without the first ``start`` and the last ``spare`` ones, which stay."""

    data: bytes
    start: int = 0
    spare: int = 0


class Stretch(NamedTuple):
    """Whole records of a section before and after an edit, as bytes. ``first`` is their first line, from 0."""

    section: Section
    first: int
    old: bytes
    new: bytes


def changed_stretch(before: Before, new: bytes, sections: Iterable[Section]) -> Stretch | None:
    """Return the records that an edit changed; None if the edit is too long or changes what is outside records."""
    old = before.data
    now = memoryview(new)[before.start : len(new) - before.spare]  # its parts are no copies
    same = _common(old, now, min(len(old), len(now)), from_end=False)
    spare = _common(old, now, min(len(old), len(now)) - same, from_end=True)
    start, end = before.start + same, len(new) - before.spare - spare
    headings = ((at, each) for each in sections if (at := _heading(new, each, start)) >= 0)
    heading, section = max(headings, default=(0, None))
    if section is None or not (indent := _INDENT.search(new, heading)):
        return None
    first = _last_key(new, indent[1], start)
    following = re.compile(rb"\n(?:" + indent[1] + rb")?[^ #\r\n]").search(new, end)
    last = following.start() + 1 if following else len(new)
    if first <= heading or last - first + max(len(old) - len(now), 0) > _LONGEST:
        return None
    was = b"".join((new[first:start], old[same : len(old) - spare], new[end:last]))
    return Stretch(section, new.count(b"\n", 0, first), was, new[first:last])


_INDENT: Final = re.compile(rb"\n( +)[^ #\r\n]")


def _common(old: bytes, now: memoryview, most: int, *, from_end: bool) -> int:
    """Return how many bytes, and at most ``most``, are the same at the beginning or at the end."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        part = now[len(now) - middle : len(now) - low] if from_end else now[low:middle]
        if old.startswith(part, len(old) - middle if from_end else low):
            low = middle
        else:
            high = middle - 1
    return low


def _heading(data: bytes, section: str, end: int) -> int:
    """Return where a line before ``end`` begins with the name of a section; -1 if nowhere."""
    name = f"{section}:".encode()
    return 0 if data.startswith(name, 0, end) else data.find(b"\n" + name, 0, end)


def _last_key(data: bytes, indent: bytes, end: int) -> int:
    """Return the start of the last line up to ``end`` that begins with a key at this indentation; -1 if none does."""
    line = b"\n" + indent
    at = data.rfind(line, 0, end - 1 + len(line))
    while at >= 0 and data[at + len(line) : at + len(line) + 1] in (b" ", b"#", b"\r", b"\n"):
        at = data.rfind(line, 0, at + len(line) - 1)
    return at + 1
