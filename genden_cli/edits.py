"""What an edit of a file did to the records in it, from the bytes before and after; only those that changed are read.

Whoever uses this must compare the places of the records before with the known ones: `changed_stretch` guesses.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from genden_cli.errors import BadBase
from genden_cli.load import records_and_references
from genden_cli.named_tuple import NamedTuple
from genden_cli.schema import SECTIONS
from genden_cli.source.base_text import BaseText
from genden_cli.source.stretch import changed_stretch

if TYPE_CHECKING:
    from genden_cli.source.stretch import Before
    from genden_cli.words import Section


class RecordEdit(NamedTuple):
    """Successive records of a section before and after an edit that left their ids, and what they refer or referred to.

    ``now`` is None if ``text``, the part that was read, has errors or other ids. A line of a record plus ``above`` is
    its line in the file. The lines after ``last`` moved by ``distance``.
    """

    section: Section
    before: list[Any]
    now: list[Any] | None
    references: set[tuple[str, str]]
    text: BaseText
    above: int
    last: int
    distance: int


def record_edit(before: Before, text: BaseText) -> RecordEdit | None:
    """Return what an edit of a file changed; None if it is more than records."""
    stretch = changed_stretch(before, text.data, SECTIONS)
    if stretch is None:
        return None
    old, new = (BaseText(text.path, f"{stretch.section}:\n".encode() + each) for each in (stretch.old, stretch.new))
    try:
        records, references = records_and_references(old)
    except BadBase:
        return None
    now: list[Any] | None = None
    with suppress(BadBase):
        found, new_references = records_and_references(new)
        if list(map(_identity, records)) == list(map(_identity, found)):
            now, references = found, references | new_references
    above, last = stretch.first - 1, stretch.first + stretch.old.count(b"\n")
    distance = stretch.new.count(b"\n") - stretch.old.count(b"\n")
    return RecordEdit(stretch.section, records, now, references, new, above, last, distance)


def _identity(record: Any) -> tuple[type, str]:
    return type(record), getattr(record, "id", "")
