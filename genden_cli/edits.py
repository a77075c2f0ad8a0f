"""What an edit of a file did to the records in it, from the bytes before and after; only those that changed are read.

Whoever uses this must compare the places of the records before with the known ones: `changed_stretch` guesses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from genden_cli.errors import BadBase
from genden_cli.load import records_and_references
from genden_cli.named_tuple import NamedTuple
from genden_cli.schema import SECTIONS
from genden_cli.source.base_text import BaseText
from genden_cli.source.stretch import changed_stretch

if TYPE_CHECKING:
    from genden_cli.words import Section


class RecordEdit(NamedTuple):
    """Successive records of a section before and after an edit that left their ids, and what they refer or referred to.

    A line of a record plus ``above`` is its line in the file at ``path``. The lines after ``last`` moved by
    ``distance``.
    """

    path: str
    section: Section
    before: list[Any]
    now: list[Any]
    references: set[tuple[str, str]]
    above: int
    last: int
    distance: int


def record_edit(path: str, old: bytes, new: bytes) -> RecordEdit | None:
    """Return what an edit of the file at ``path`` changed; None if it is more than records in their places."""
    stretch = changed_stretch(old, new, SECTIONS)
    if stretch is None:
        return None
    heading = f"{stretch.section}:\n".encode()
    try:
        before, old_references = records_and_references(BaseText(path, heading + stretch.old))
        now, references = records_and_references(BaseText(path, heading + stretch.new))
    except BadBase:
        return None
    if list(map(_identity, before)) != list(map(_identity, now)):
        return None
    lines, new_lines = (each.count(b"\n") for each in (stretch.old, stretch.new))
    last, distance = stretch.first + lines, new_lines - lines
    above = stretch.first - 1
    return RecordEdit(path, stretch.section, before, now, old_references | references, above, last, distance)


def _identity(record: Any) -> tuple[type, str]:
    return type(record), getattr(record, "id", "")
