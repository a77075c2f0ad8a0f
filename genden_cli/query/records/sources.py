"""Sources: lists of them, what one rests on, and what it says about which claims."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from genden_cli.query.records.fetch import (
    WHEN,
    Identifier,
    Locator,
    RowStream,
    Verdicts,
    When,
    array,
    fetch,
    lists,
    locators,
    when,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


class SourceRow(NamedTuple):
    """A source and how often it speaks; ``derived_from`` is None where nobody knows what it rests on."""

    id: str
    title: str
    author: str | None
    publisher: str | None
    issued: When | None
    type: str | None
    reliability: str
    read: str
    language: str | None
    derived_from: tuple[str, ...] | None
    supports: int
    contradicts: int
    silent: int
    context: int
    examined: bool
    url: str | None
    why: str | None
    note: str | None
    line: int


class SourceRef(NamedTuple):
    """A source, named in passing."""

    id: str
    title: str
    reliability: str


class EvidenceOnClaim(NamedTuple):
    """What a source says about a claim."""

    claim: str
    says: str
    verdict: str
    stance: str
    credibility: str | None
    at: tuple[Locator, ...]
    quote: str | None
    translation: str | None
    note: str | None
    line: int


class Assertion(NamedTuple):
    """A claim that a document under examination makes, and where."""

    claim: str
    says: str
    verdict: str
    because: str | None
    at: tuple[Locator, ...]
    quote: str | None
    line: int


class Source(NamedTuple):
    """Everything about one source; ``claims`` and ``score`` are of a document under examination."""

    id: str
    title: str
    author: str | None
    publisher: str | None
    issued: When | None
    type: str | None
    url: str | None
    archived: str | None
    language: str | None
    ids: tuple[Identifier, ...]
    reliability: str
    why: str | None
    read: str
    derived_from: tuple[SourceRef, ...] | None
    origin_of: tuple[SourceRef, ...]
    note: str | None
    examined: bool
    evidence: tuple[EvidenceOnClaim, ...]
    claims: tuple[Assertion, ...]
    score: Verdicts | None
    line: int


def sources(connection: sqlite3.Connection, *, grade: str | None = None) -> RowStream[SourceRow]:
    """Return the sources, by title; with ``grade``, those of that reliability."""
    found = connection.execute(_SOURCES, {"grade": grade})
    return RowStream(found, partial(_completed, connection))


def _completed(connection: sqlite3.Connection, batch: list[tuple[Any, ...]]) -> Iterator[SourceRow]:
    ids = {"ids": array(row[0] for row in batch)}
    counts: dict[str, dict[str, int]] = {}
    for source, stance, number in connection.execute(_STANCES, ids):
        counts.setdefault(source, {})[stance] = number
    origins = lists(connection, _ORIGINS, **ids)
    for id_, title, author, publisher, *rest in batch:
        stances = counts.get(id_, {})
        yield SourceRow(
            id=id_,
            title=title,
            author=author,
            publisher=publisher,
            issued=when(*rest[:4]),
            type=rest[4],
            reliability=rest[5],
            read=rest[6],
            language=rest[7],
            derived_from=origins.get(id_, ()) if rest[8] else None,
            supports=stances.get("supports", 0),
            contradicts=stances.get("contradicts", 0),
            silent=stances.get("silent", 0),
            context=stances.get("context", 0),
            examined=bool(rest[9]),
            url=rest[10],
            why=rest[11],
            note=rest[12],
            line=rest[13],
        )


def source(connection: sqlite3.Connection, id_: str) -> Source:
    """Return everything about the source with this id."""
    row = connection.execute(_SOURCE, {"id": id_}).fetchone()
    title, author, publisher, *rest = row
    type_, url, archived, language, reliability, why, read, known, note, examined, line = rest[4:]
    origins = fetch(connection, SourceRef, _RESTS_ON, id=id_)
    return Source(
        id=id_,
        title=title,
        author=author,
        publisher=publisher,
        issued=when(*rest[:4]),
        type=type_,
        url=url,
        archived=archived,
        language=language,
        ids=fetch(connection, Identifier, _IDENTIFIERS, id=id_),
        reliability=reliability,
        why=why,
        read=read,
        derived_from=origins if known else None,
        origin_of=fetch(connection, SourceRef, _ORIGIN_OF, id=id_),
        note=note,
        examined=bool(examined),
        evidence=_evidence(connection, id_),
        claims=_claims(connection, id_),
        score=_score(connection, id_) if examined else None,
        line=line,
    )


def _evidence(connection: sqlite3.Connection, id_: str) -> tuple[EvidenceOnClaim, ...]:
    places = locators(connection, _PLACES_OF_EVIDENCE, source=id_)
    found = connection.execute(_SAID, {"id": id_})
    return tuple(EvidenceOnClaim._make((*row[:5], places.get(number, ()), *row[5:])) for number, *row in found)


def _claims(connection: sqlite3.Connection, id_: str) -> tuple[Assertion, ...]:
    """Return the claims of a document from its top to its bottom, as far as the locators tell."""
    places = locators(connection, _PLACES_OF_APPEARANCES, source=id_)
    found = [(places.get(number, ()), number, row) for number, *row in connection.execute(_MADE, {"id": id_})]
    found.sort(key=lambda each: ([_natural(value) for _, value in each[0]], each[1]))
    return tuple(Assertion._make((*row[:4], at, *row[4:])) for at, _, row in found)


def _natural(value: str) -> tuple[int, str]:
    digits = value[: len(value) - len(value.lstrip("0123456789"))]
    return (int(digits[:18]) if digits else 0), value


def _score(connection: sqlite3.Connection, id_: str) -> Verdicts:
    return Verdicts(**dict(connection.execute(_SCORE, {"id": id_})))


_STANCES = """
SELECT source, stance, count(*)
  FROM evidence
 WHERE source IN (SELECT value FROM json_each(:ids))
 GROUP BY source, stance
"""

_ORIGINS = """
SELECT source, origin FROM derived_from WHERE source IN (SELECT value FROM json_each(:ids)) ORDER BY source, position
"""

_SOURCES = f"""
SELECT id, title, author, publisher, {WHEN}, type, reliability, read, language, derivation_known,
       id IN (SELECT source FROM examined), url, why, note, line
  FROM source LEFT JOIN date ON date.edtf = source.issued
 WHERE :grade IS NULL OR reliability = :grade
 ORDER BY ltrim(title, '["“«„''( ') COLLATE NOCASE, n
"""

_SOURCE = f"""
SELECT title, author, publisher, {WHEN}, type, url, archived, language, reliability, why, read, derivation_known,
       note, id IN (SELECT source FROM examined), line
  FROM source LEFT JOIN date ON date.edtf = source.issued
 WHERE id = :id
"""

_IDENTIFIERS = "SELECT scheme, value FROM identifier WHERE section = 'sources' AND id = :id ORDER BY scheme"

_RESTS_ON = """
SELECT id, title, reliability
  FROM derived_from JOIN source ON source.id = derived_from.origin
 WHERE derived_from.source = :id
 ORDER BY position
"""

_ORIGIN_OF = """
SELECT id, title, reliability
  FROM derived_from JOIN source ON source.id = derived_from.source
 WHERE derived_from.origin = :id
 ORDER BY n
"""

_SAID = """
SELECT evidence.n, claim.id, says, verdict, stance, credibility, quote, translation, evidence.note, evidence.line
  FROM evidence JOIN claim ON claim.id = evidence.claim
 WHERE source = :id
 ORDER BY evidence.n
"""

_MADE = """
SELECT appearance.n, claim.id, says, verdict, because, quote, appearance.line
  FROM appearance JOIN claim ON claim.id = appearance.claim
 WHERE source = :id
 ORDER BY appearance.n
"""

_PLACES_OF_EVIDENCE = """
SELECT locator.n, label, value
  FROM evidence JOIN locator ON locator.item = 'evidence' AND locator.n = evidence.n
 WHERE source = :source ORDER BY locator.n, position
"""

_PLACES_OF_APPEARANCES = """
SELECT locator.n, label, value
  FROM appearance JOIN locator ON locator.item = 'appearance' AND locator.n = appearance.n
 WHERE source = :source ORDER BY locator.n, position
"""

_SCORE = """
SELECT verdict, count(DISTINCT claim.id)
  FROM appearance JOIN claim ON claim.id = appearance.claim
 WHERE source = :id
 GROUP BY verdict
"""
