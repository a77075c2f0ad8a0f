"""Count the records of a base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli import schema
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import Verdicts, base_head, fetch

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.words import Reliability


class GradeCount(NamedTuple):
    """The number of sources of one reliability."""

    reliability: Reliability
    sources: int


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
    """The scorecard of a base, and its answer in a sentence and in three."""

    lead: str | None
    answer: str | None
    counts: Counts
    verdicts: Verdicts
    grades: tuple[GradeCount, ...]
    examined: tuple[ExaminedScore, ...]


def stats(connection: sqlite3.Connection) -> Stats:
    """Return the scorecard of the base."""
    head = base_head(connection)
    return Stats(
        lead=head.lead,
        answer=head.answer,
        counts=fetch(connection, Counts, _COUNTS)[0],
        verdicts=Verdicts(**dict(connection.execute(_VERDICTS))),
        grades=fetch(connection, GradeCount, _GRADES),
        examined=tuple(_examined(connection)),
    )


def _examined(connection: sqlite3.Connection) -> list[ExaminedScore]:
    scores: dict[str, dict[str, int]] = {}
    for source, verdict, number in connection.execute(_SCORES):
        scores.setdefault(source, {})[verdict] = number
    return [
        ExaminedScore(id_, title, claims, with_evidence, Verdicts(**scores.get(id_, {})))
        for id_, title, claims, with_evidence in connection.execute(_EXAMINED)
    ]


# Statements of a document under examination are no evidence: `standing` does not count them.
_HAS_ACCESS_DATES: Final = "accessed" in schema.SOURCE.keys
"""Whether a base can record on which day a source was looked at."""

_ACCESSED = "(SELECT count(*) FROM source WHERE accessed IS NOT NULL)" if _HAS_ACCESS_DATES else "0"

_COUNTS = f"""
SELECT (SELECT count(*) FROM claim),
       (SELECT count(DISTINCT claim) FROM appearance WHERE source IN (SELECT source FROM examined)),
       (SELECT count(*) FROM standing),
       (SELECT count(*) FROM claim
         WHERE EXISTS (SELECT 1 FROM evidence WHERE evidence.claim = claim.id AND quote IS NOT NULL)
            OR EXISTS (SELECT 1 FROM appearance WHERE appearance.claim = claim.id AND quote IS NOT NULL)),
       (SELECT count(*) FROM standing WHERE origins_for >= 2 OR origins_against >= 2),
       (SELECT count(*) FROM claim WHERE verdict = 'unreviewed'),
       (SELECT claim.reviewed FROM claim JOIN date ON date.key = claim.reviewed ORDER BY sort_day LIMIT 1),
       (SELECT count(*) FROM event),
       (SELECT count(*) FROM person),
       (SELECT count(*) FROM source),
       (SELECT count(*) FROM evidence),
       (SELECT count(*) FROM evidence WHERE quote IS NOT NULL),
       (SELECT count(*) FROM appearance),
       (SELECT count(*) FROM appearance WHERE quote IS NOT NULL),
       (SELECT count(*) FROM source WHERE url IS NOT NULL),
       (SELECT count(*) FROM source WHERE archived IS NOT NULL),
       {_ACCESSED}
"""

_VERDICTS = "SELECT verdict, count(*) FROM claim GROUP BY verdict"

_GRADES = "SELECT reliability, count(*) FROM source GROUP BY reliability ORDER BY reliability"

_SCORES = """
SELECT source, verdict, count(DISTINCT claim.id)
  FROM appearance JOIN claim ON claim.id = appearance.claim
 GROUP BY source, verdict
"""

_EXAMINED = """
SELECT source.id, title, count(DISTINCT appearance.claim), count(DISTINCT standing.claim)
  FROM examined
  JOIN source ON source.id = examined.source
  LEFT JOIN appearance ON appearance.source = source.id
  LEFT JOIN standing ON standing.claim = appearance.claim
 GROUP BY source.id
 ORDER BY examined.position
"""
