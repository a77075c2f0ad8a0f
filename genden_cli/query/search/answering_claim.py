"""A claim as an answer: its verdict and its reason, the best evidence of either side, and the claims next to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.provenance import Origins
from genden_cli.query.records.fetch import array, fetch
from genden_cli.words import Stance

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from genden_cli.words import Basis, ClaimState, Confidence, Credibility, Reliability, Verdict

_MAX_ITEMS: Final = 3


class CitedItem(NamedTuple):
    """An item of evidence in short: its source, the place in it, and its grade. ``place`` is label and value."""

    source: str
    title: str
    place: str | None
    reliability: Reliability
    credibility: Credibility | None
    quote: str | None
    note: str | None


class NextClaim(NamedTuple):
    """Another claim that may answer."""

    id: str
    says: str
    verdict: Verdict
    state: ClaimState | None


class AnsweringClaim(NamedTuple):
    """The claim that answers best, the best evidence of each side, and the independent voices for and against it.

    ``silent`` are the best of ``silences`` items that would have to mention it.
    """

    id: str
    says: str
    verdict: Verdict
    state: ClaimState | None
    because: str | None
    basis: Basis | None
    confidence: Confidence | None
    reviewed: str | None
    supports: tuple[CitedItem, ...]
    contradicts: tuple[CitedItem, ...]
    counts: tuple[int, int]
    independent: tuple[Origins, Origins]
    line: int
    silent: tuple[CitedItem, ...] = ()
    silences: int = 0


def answering_claim(connection: sqlite3.Connection, id_: str) -> AnsweringClaim:
    """Return a claim as an answer."""
    row = fetch(connection, _ClaimRow, _CLAIM, id=id_)[0]
    supports, contradicts, silent = (
        fetch(connection, CitedItem, _ITEMS, id=id_, stance=stance, most=_MAX_ITEMS)
        for stance in (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.SILENT)
    )
    return AnsweringClaim(
        *row[:8],
        supports,
        contradicts,
        (row.supports, row.contradicts),
        (Origins(row.origins_for, row.origins_for_proven), Origins(row.origins_against, row.origins_against_proven)),
        row.line,
        silent,
        row.silences,
    )


class _ClaimRow(NamedTuple):
    id: str
    says: str
    verdict: Verdict
    state: ClaimState | None
    because: str | None
    basis: Basis | None
    confidence: Confidence | None
    reviewed: str | None
    line: int
    supports: int
    contradicts: int
    origins_for: int
    origins_for_proven: int
    origins_against: int
    origins_against_proven: int
    silences: int


def next_claims(connection: sqlite3.Connection, ids: Iterable[str]) -> tuple[NextClaim, ...]:
    """Return claims in short, in the order of their ids."""
    ids = list(dict.fromkeys(ids))
    found = {each.id: each for each in fetch(connection, NextClaim, _NEXT, ids=array(ids))}
    return tuple(found[id_] for id_ in ids)


_CLAIM: Final = """
SELECT claim.id, says, verdict, state, because, basis, confidence, checked, line,
       coalesce(supports, 0), coalesce(contradicts, 0), coalesce(origins_for, 0), coalesce(origins_for_proven, 0),
       coalesce(origins_against, 0), coalesce(origins_against_proven, 0),
       coalesce(silent, 0)
  FROM claim LEFT JOIN standing ON standing.claim = claim.id
             LEFT JOIN last_checked ON last_checked.claim = claim.id
 WHERE claim.id = :id
"""

CITED: Final = """source, title,
       (SELECT group_concat(label || ' ' || value, ', ') FROM evidence_locator WHERE evidence = evidence.n),
       reliability, credibility, quote, evidence.note
  FROM evidence JOIN source ON source.id = evidence.source"""
"""The columns of a `CitedItem`, and their tables."""

_ITEMS: Final = f"""
SELECT {CITED}
 WHERE claim = :id AND stance = :stance AND source NOT IN (SELECT source FROM examined)
 ORDER BY reliability, coalesce(credibility, '7'), evidence.n
 LIMIT :most
"""

_NEXT: Final = "SELECT id, says, verdict, state FROM claim WHERE id IN (SELECT value FROM json_each(:ids))"
