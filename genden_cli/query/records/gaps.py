"""Query what is missing: the documents that would settle claims, each with the claims that wait for it."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import RowStream
from genden_cli.words import ClaimState, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


class WaitingClaim(NamedTuple):
    """A claim that a document would settle."""

    id: str
    says: str
    verdict: Verdict
    state: ClaimState | None


class GapRow(NamedTuple):
    """A document that nobody has read yet, and the claims that it would settle.

    ``source`` is an id in the base. ``line`` is where the first claim names the document.
    """

    document: str
    where: str | None
    holder: str | None
    source: str | None
    claims: tuple[WaitingClaim, ...]
    line: int


def gaps(connection: sqlite3.Connection) -> RowStream[GapRow]:
    """Return the documents, those that would settle most claims first. The same words are the same document."""
    return RowStream(_grouped(connection), iter)


def count_gaps(connection: sqlite3.Connection) -> int:
    """Return how many documents there are."""
    (number,) = connection.execute(_COUNT).fetchone()
    return int(number)


def _grouped(connection: sqlite3.Connection) -> Iterator[GapRow]:
    for (_, document, where, holder, source), rows in groupby(connection.execute(_GAPS), itemgetter(slice(5))):
        found = list(rows)
        claims = tuple(_waiting(*row[-5:-1]) for row in found)
        yield GapRow(document, where, holder, source, claims, found[0][-1])


def _waiting(id_: str, says: str, verdict: str, state: str | None) -> WaitingClaim:
    return WaitingClaim(id_, says, Verdict(verdict), ClaimState(state) if state else None)


_GAPS: Final = """
WITH gap AS (
  SELECT min(own.n) OVER same AS first, count(*) OVER same AS claims,
         coalesce(text, title, '') AS document, where_, holder, source, claim, own.n AS n, own.line AS line
    FROM missing_document AS own LEFT JOIN source ON source.id = own.source
  WINDOW same AS (PARTITION BY text, source, where_, holder)
)
SELECT first, document, where_, holder, source, claim.id, says, verdict, state, gap.line
  FROM gap CROSS JOIN claim ON claim.id = claim -- in this order: few claims have a gap
 ORDER BY claims DESC, first, gap.n
"""

_COUNT: Final = """
SELECT count(*) FROM (SELECT DISTINCT text, source, where_, holder FROM missing_document)
"""
