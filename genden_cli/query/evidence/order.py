"""The order of the evidence on a claim, and the dates of its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import WHEN, array, when
from genden_cli.words import NOT_GRADED, EvidenceOrder, Stance

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping

    from genden_cli.model import When
    from genden_cli.query.records.claim import AppearanceDetails, ClaimDetails, EvidenceDetails


class Issue(NamedTuple):
    """The author of a source, and when it was issued. ``day`` is its first known day, None if it has no date."""

    author: str | None
    when: When | None
    day: int | None


class DatedItem(NamedTuple):
    """An item of evidence, and when its source was issued."""

    item: EvidenceDetails
    issued: When | None


def ordered_evidence(
    connection: sqlite3.Connection, record: ClaimDetails, order: EvidenceOrder
) -> tuple[DatedItem, ...]:
    """Return all items of evidence on a claim in an order. Items that it does not tell apart are in order of grade."""
    issues = issues_of(connection, record.evidence)
    key = sort_key(order, issues)
    items = sorted(sorted(record.evidence, key=grade_key), key=key)
    return tuple(DatedItem(item, issues[item.source].when) for item in items)


def grade_key(item: EvidenceDetails) -> tuple[str, str]:
    """Return the sort key of the grade of an item, best first. Statements that are not graded come last."""
    return item.reliability, item.credibility or NOT_GRADED


def sort_key(order: EvidenceOrder, issues: Mapping[str, Issue]) -> Callable[[EvidenceDetails], tuple[bool, int]]:
    """Return the sort key of an order, for items in order of grade. Ungraded items come last, then background."""
    if order is EvidenceOrder.DATE:
        return lambda item: (issues[item.source].day is None, issues[item.source].day or 0)
    if order is EvidenceOrder.STANCE:
        return lambda item: (False, list(Stance).index(item.stance))
    return lambda item: (item.stance is Stance.CONTEXT, item.credibility is None)


def issues_of(connection: sqlite3.Connection, items: Iterable[EvidenceDetails | AppearanceDetails]) -> dict[str, Issue]:
    """Return author and date of the sources of items, by id."""
    rows = connection.execute(_ISSUED, {"ids": array({item.source for item in items})})
    return {id_: Issue(author, when(*date), day) for id_, author, day, *date in rows}


_ISSUED: Final = f"""
SELECT source.id, author, date.sort_day, {WHEN}
  FROM source LEFT JOIN date ON date.key = source.issued
 WHERE source.id IN (SELECT value FROM json_each(:ids))
"""
