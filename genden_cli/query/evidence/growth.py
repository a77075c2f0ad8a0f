"""How the number of independent sources on a claim grew over the years in which they appeared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.named_tuple import NamedTuple
from genden_cli.provenance import standing
from genden_cli.query.evidence.derivations import derivations, evidence_item
from genden_cli.query.evidence.order import issues_of
from genden_cli.query.records import claim as queries
from genden_cli.words import Stance

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.model import When
    from genden_cli.provenance import Origins
    from genden_cli.query.records.claim import ClaimDetails


class YearCount(NamedTuple):
    """The independent origins of the sources that had appeared by the end of a year, for a claim and against it."""

    year: int
    origins_for: Origins
    origins_against: Origins


class Growth(NamedTuple):
    """The years in which a number changed, and how many sources that take a side have no date."""

    years: tuple[YearCount, ...]
    undated: int


def growth(connection: sqlite3.Connection, record: ClaimDetails) -> Growth:
    """Return how the independent sources on a claim grew. Documents under examination do not count."""
    items = [each for each in queries.counting(record.evidence) if each.stance in _SIDES]
    issues = issues_of(connection, items)
    event = record.takes_place_in
    began = record.date or (event and event.date)
    years = {each.source: _year(issues[each.source].when, began) for each in items}
    derived_from = derivations(connection)

    def counts() -> Iterator[YearCount]:
        last: tuple[Origins, ...] = ()
        for year in sorted({each for each in years.values() if each is not None}):
            known = (each for each in items if (issued := years[each.source]) is not None and issued <= year)
            sides = standing(map(evidence_item, known), derived_from)[-2:]
            if sides != last:
                yield YearCount(year, *sides)
            last = sides

    return Growth(tuple(counts()), list(years.values()).count(None))


_SIDES = (Stance.SUPPORTS, Stance.CONTRADICTS)


def _year(issued: When | None, began: When | None) -> int | None:
    """Return the first year in which a source may have appeared, not before what it tells of may have begun.

    A source that was issued before that in any case keeps its own year.
    """
    if issued is None or not (day := issued.earliest or issued.latest):
        return None
    first = _year_of(day)
    event = _year_of(began.earliest) if began and began.earliest else first
    return event if first < event and (issued.latest is None or event <= _year_of(issued.latest)) else first


def _year_of(day: str) -> int:
    return int(day[: day.index("-", 1)])
