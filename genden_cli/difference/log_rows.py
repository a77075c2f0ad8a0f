"""A history as rows for data formats: one row for each change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.difference.history import Entry


class LogRow(NamedTuple):
    """A change, and the commit that made it; None is no commit yet.

    ``change`` is that of `Change`. It is ``unread`` for a record or a file that cannot be read, with the reason in
    ``after``. It is ``begins`` for the oldest commit of a shallow clone, whose changes are unknown. Lines are those of
    the record or the item before and after.
    """

    commit: str | None
    time: str | None
    by: str | None
    subject: str | None
    section: str | None
    id: str | None
    title: str | None
    change: str
    field: str | None
    item: str | None
    before: str | None
    after: str | None
    old_line: int | None
    line: int | None


def rows(entries: Iterable[Entry]) -> Iterator[LogRow]:
    """Yield a row for each change."""
    for entry in entries:
        for each in entry.changes:
            values = (each.section, each.id, each.title, each.change, each.field, each.item, each.before, each.after)
            yield _row(entry, *values, each.old_line, each.line)
        for lost in entry.unread:
            yield _row(entry, lost.section, lost.id, None, "unread", None, None, None, lost.why, None, lost.line)
        if entry.begins:
            yield _row(entry, *[None] * 3, "begins", *[None] * 6)


def _row(entry: Entry, *values: Any) -> LogRow:
    return LogRow._make((*(entry.commit or [None] * 4), *values))
