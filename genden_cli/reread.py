"""Read some records of a sound fact base again, from their lines alone.

Whoever goes through a large base can thus let its records go, and get back those few whose places a message names.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.parsing.context import LoadContext
from genden_cli.parsing.nodes import entries
from genden_cli.parsing.readers import record_reader
from genden_cli.schema import SECTIONS
from genden_cli.source.base_text import BaseText
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from genden_cli import model


class RecordPlace(NamedTuple):
    """Where a record stands: its file, and its first and last line, counted from 0."""

    file: str
    first: int
    last: int
    section: Section
    id: str

    def is_on(self, lines: Mapping[str, Sequence[int]]) -> bool:
        """Tell whether the record is on one of ``lines``: by file, sorted, counted from 0."""
        numbers = lines.get(self.file, ())
        return bisect_left(numbers, self.first) < bisect_right(numbers, self.last)

    def moved(self, distance: int) -> RecordPlace:
        """Return the place so many lines further down."""
        return RecordPlace(self.file, self.first + distance, self.last + distance, self.section, self.id)


def place(section: Section, record: model.Source | model.Person | model.Event | model.Claim) -> RecordPlace:
    """Return the place of a record."""
    node = record.node
    last = node.end.line - (node.end.column == 0)  # a text of several lines ends where the next line begins
    return RecordPlace(node.file, node.line - 1, last, section, record.id)


def reread(texts: Mapping[str, BaseText], places: Iterable[RecordPlace]) -> Iterator[model.Record]:
    """Yield the records at these places with the values of their nodes, in the order of the files.

    ``texts`` are the files by path, in the order of reading. No record in them has an error.
    """
    order = {path: number for number, path in enumerate(texts)}
    in_order = sorted(set(places), key=lambda each: (order[each.file], each))
    for file, group in groupby(in_order, lambda each: each.file):
        wanted = list(group)
        missing = {(each.section, each.id) for each in wanted}
        if all(one.last < other.first for one, other in pairwise(wanted)):
            for start in range(0, len(wanted), _BATCH):
                yield from _found(_only(texts[file], wanted[start : start + _BATCH]), missing)
        if missing:  # in the braces of their section, they cannot be read alone
            yield from _found(texts[file], missing)


def _found(text: BaseText, missing: set[tuple[Section, str]]) -> Iterator[model.Record]:
    """Yield the records of a text that are missing, and take them from ``missing``."""
    for section, name, node in entries(text, frozenset(_READERS), []):
        if name is not None and (key := (Section(section), name)) in missing:
            missing.discard(key)
            yield _READERS[section].read(node, LoadContext(keep_values=True), id=name)


_BATCH: Final = 500
_READERS: Final = {str(section): record_reader(form) for section, form in SECTIONS.items()}


def _only(text: BaseText, places: Sequence[RecordPlace]) -> BaseText:
    """Return a text with these lines of ``text`` below the names of their sections. All other lines are empty."""
    parts: list[bytes] = []
    line, section = 0, ""
    for each in places:
        if each.section != section and each.first > line:
            section = each.section
            parts.append(b"\n" * (each.first - line - 1) + f"{section}:\n".encode())
        else:
            parts.append(b"\n" * (each.first - line))
        parts.append(text.lines.between(each.first, each.last))
        line = each.last + 1
    return BaseText(text.path, b"".join(parts))
