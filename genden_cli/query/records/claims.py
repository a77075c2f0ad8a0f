"""Claims: lists of them, in order of time, and how each stands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from genden_cli.provenance import Origins, Standing
from genden_cli.query.records.fetch import WHEN, RowStream, When, array, lists, when

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator


class ClaimRow(NamedTuple):
    """A claim and how it stands; a claim without a date of its own has its event's."""

    id: str
    says: str
    verdict: str
    confidence: str | None
    kind: str | None
    event: str | None
    date: When | None
    people: tuple[str, ...]
    tags: tuple[str, ...]
    standing: Standing
    examined: bool
    reviewed: str | None
    because: str | None
    line: int


class ClaimFilter(NamedTuple):
    """Which claims; ids are of records that exist."""

    verdict: str | None = None
    person: str | None = None
    source: str | None = None
    kind: str | None = None
    tag: str | None = None


def claims(connection: sqlite3.Connection, wanted: ClaimFilter) -> RowStream[ClaimRow]:
    """Return the claims that are wanted, in order of time."""
    found = connection.execute(_CLAIMS, wanted._asdict())
    return RowStream(found, partial(_completed, connection))


def claims_with_ids(connection: sqlite3.Connection, ids: Iterable[str]) -> tuple[ClaimRow, ...]:
    """Return the claims with these ids, in order of time."""
    found = connection.execute(_BY_ID, {"ids": array(ids)})
    return tuple(_completed(connection, list(found)))


def claims_of_events(connection: sqlite3.Connection, events: str) -> dict[str, tuple[ClaimRow, ...]]:
    """Return the claims about each of several events (a JSON array of ids), in the order of the file."""
    ids = lists(connection, _IDS_BY_EVENT, ids=events)
    rows = {row.id: row for row in claims_with_ids(connection, (each for found in ids.values() for each in found))}
    return {event: tuple(rows[each] for each in found) for event, found in ids.items()}


def _completed(connection: sqlite3.Connection, batch: list[tuple[Any, ...]]) -> Iterator[ClaimRow]:
    ids = array(row[0] for row in batch)
    people = lists(connection, _PEOPLE, ids=ids)
    tags = lists(connection, _TAGS, ids=ids)
    for id_, says, verdict, confidence, kind, event, *rest in batch:
        edtf, words, earliest, latest, reviewed, because, examined, line, *counts = rest
        for_, against = Origins(counts[4], bool(counts[5])), Origins(counts[6], bool(counts[7]))
        yield ClaimRow(
            id=id_,
            says=says,
            verdict=verdict,
            confidence=confidence,
            kind=kind,
            event=event,
            date=when(edtf, words, earliest, latest),
            people=people.get(id_, ()),
            tags=tags.get(id_, ()),
            standing=Standing(counts[0], counts[1], counts[2], counts[3], for_, against),
            examined=bool(examined),
            reviewed=reviewed,
            because=because,
            line=line,
        )


_COLUMNS = f"""
       claim.id, says, verdict, confidence, kind, event, {WHEN}, reviewed, because,
       EXISTS (SELECT 1 FROM appearance WHERE appearance.claim = claim.id), line,
       coalesce(supports, 0), coalesce(contradicts, 0), coalesce(silent, 0), coalesce(context, 0),
       coalesce(origins_for, 0), coalesce(origins_for_exact, 1),
       coalesce(origins_against, 0), coalesce(origins_against_exact, 1)
  FROM chronology
  JOIN claim ON claim.n = chronology.n
  LEFT JOIN date ON date.edtf = chronology.date
  LEFT JOIN standing ON standing.claim = claim.id
"""

_CLAIMS = f"""
SELECT {_COLUMNS}
 WHERE chronology.section = 'claims'
   AND (:verdict IS NULL OR verdict = :verdict)
   AND (:kind IS NULL OR kind = :kind)
   AND (:person IS NULL OR chronology.id IN (SELECT claim FROM claim_person WHERE person = :person))
   AND (:tag IS NULL OR EXISTS (SELECT 1 FROM claim_tag WHERE claim = claim.id AND tag = :tag))
   AND (:source IS NULL
        OR chronology.id IN (SELECT claim FROM evidence WHERE source = :source
                             UNION SELECT claim FROM appearance WHERE source = :source))
 ORDER BY chronology.earliest_day, chronology.latest_day, chronology.n
"""

_BY_ID = f"""
SELECT {_COLUMNS}
 WHERE chronology.section = 'claims' AND chronology.id IN (SELECT value FROM json_each(:ids))
 ORDER BY chronology.earliest_day, chronology.latest_day, chronology.n
"""

_IDS_BY_EVENT = """
SELECT event, id FROM claim WHERE event IN (SELECT value FROM json_each(:ids)) ORDER BY n
"""

_PEOPLE = """
SELECT claim, person FROM claim_person WHERE claim IN (SELECT value FROM json_each(:ids)) ORDER BY claim, position
"""

_TAGS = """
SELECT claim, tag FROM claim_tag WHERE claim IN (SELECT value FROM json_each(:ids)) ORDER BY claim, position
"""
