"""A history as rows for data formats: one row for each change."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.difference.changes import ChangeKind, ChangeSection
    from genden_cli.difference.history import LogEntry


class LogMark(StrEnum):
    """What a row of a history says besides changes."""

    UNREAD = "unread"
    BEGINS = "begins"


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
    section: ChangeSection | None
    id: str | None
    title: str | None
    change: ChangeKind | LogMark
    field: str | None
    item: str | None
    before: str | None
    after: str | None
    old_line: int | None
    line: int | None


def rows(entries: Iterable[LogEntry]) -> Iterator[LogRow]:
    """Yield a row for each change."""
    for entry in entries:
        for each in entry.changes:
            values = (each.section, each.id, each.title, each.change, each.field, each.item, each.before, each.after)
            yield _row(entry, *values, each.old_line, each.line)
        for lost in entry.unread:
            yield _row(entry, lost.section, lost.id, None, LogMark.UNREAD, None, None, None, lost.why, None, lost.line)
        if entry.begins:
            yield _row(entry, *[None] * 3, LogMark.BEGINS, *[None] * 6)


def _row(entry: LogEntry, *values: Any) -> LogRow:
    return LogRow._make((*(entry.commit or [None] * 4), *values))
