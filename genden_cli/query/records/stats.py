"""Count the records of a base."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import Verdicts, base_head, fetch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.words import ClaimState, Reliability


class GradeCount(NamedTuple):
    """The number of sources of one reliability."""

    reliability: Reliability
    sources: int


class StateCount(NamedTuple):
    """The number of claims in one state."""

    state: ClaimState
    claims: int


class ExaminedScore(NamedTuple):
    """A document under examination: its number of claims, of claims with evidence, and its score."""

    id: str
    title: str
    claims: int
    with_evidence: int
    score: Verdicts


class Counts(NamedTuple):
    """The number of records, and of claims with evidence, quotes and independent origins.

    Quotes of evidence and of the documents under examination (appearances) are counted apart.
    """

    claims: int
    made_by_examined: int
    with_evidence: int
    with_quote: int
    with_two_origins: int
    unreviewed: int
    oldest_review: str | None
    events: int
    people: int
    sources: int
    evidence: int
    evidence_with_quote: int
    appearances: int
    appearances_with_quote: int
    sources_with_url: int
    sources_with_copy: int
    sources_with_access_date: int


class Stats(NamedTuple):
    """The scorecard of a base, its answer in a sentence and in three, and where it is published and corrected."""

    lead: str | None
    answer: str | None
    contact: str | None
    corrections: str | None
    url: str | None
    counts: Counts
    verdicts: Verdicts
    states: tuple[StateCount, ...]
    grades: tuple[GradeCount, ...]
    examined: tuple[ExaminedScore, ...]


def stats(connection: sqlite3.Connection) -> Stats:
    """Return the scorecard of the base."""
    head = base_head(connection)
    return Stats(
        lead=head.lead,
        answer=head.answer,
        contact=head.contact,
        corrections=head.corrections,
        url=head.url,
        counts=fetch(connection, Counts, _COUNTS)[0],
        verdicts=Verdicts(**dict(connection.execute(_VERDICTS))),
        states=fetch(connection, StateCount, _STATES),
        grades=fetch(connection, GradeCount, _GRADES),
        examined=tuple(_examined(connection)),
    )


def _examined(connection: sqlite3.Connection) -> Iterator[ExaminedScore]:
    for (id_, title), rows in groupby(connection.execute(_EXAMINED), itemgetter(0, 1)):
        found = [row[2:] for row in rows if row[2]]
        score = Verdicts(**{verdict: number for verdict, number, _ in found})
        yield ExaminedScore(id_, title, sum(score), sum(number for *_, number in found), score)


_COUNTS = f"SELECT {', '.join(Counts._fields)} FROM record_count"

_VERDICTS = "SELECT verdict, claims FROM verdict_count"

_STATES = "SELECT state, claims FROM state_count ORDER BY state"

_GRADES = "SELECT reliability, count(*) FROM source GROUP BY reliability ORDER BY reliability"

_EXAMINED = """
SELECT id, title, verdict, claims, with_evidence
  FROM examined JOIN source ON source.id = examined.source LEFT JOIN examined_count ON examined_count.source = source.id
 ORDER BY examined.position
"""
