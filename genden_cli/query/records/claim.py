"""One claim: the source notes on it, where it is made, and how it stands to others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from genden_cli.query.records.claims import claims_with_ids
from genden_cli.query.records.fetch import WHEN, Locator, PersonRef, When, combine_rows, fetch, lists, locators, when

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.provenance import Standing


class Appearance(NamedTuple):
    """Where a document under examination makes the claim."""

    source: str
    title: str
    at: tuple[Locator, ...]
    quote: str | None
    translation: str | None
    note: str | None
    line: int


class Evidence(NamedTuple):
    """What one source says about a claim; ``examined`` sources do not count.

    ``rests_on`` is None where what the source derives from holds for this item too.
    """

    source: str
    title: str
    author: str | None
    stance: str
    reliability: str
    credibility: str | None
    at: tuple[Locator, ...]
    quote: str | None
    translation: str | None
    date: When | None
    note: str | None
    rests_on: tuple[str, ...] | None
    language: str | None
    read: str
    examined: bool
    line: int


class EvidenceLine(NamedTuple):
    """An item of evidence with the claim it is about; without an item for a claim that has none."""

    claim: str
    says: str
    verdict: str
    because: str | None
    stance: str | None
    source: str | None
    reliability: str | None
    credibility: str | None
    at: tuple[Locator, ...]
    quote: str | None
    translation: str | None
    date: When | None
    note: str | None
    line: int


class Related(NamedTuple):
    """Another claim, and how it stands to this one."""

    relation: str
    id: str
    says: str
    verdict: str


class EventRef(NamedTuple):
    """An event, named in passing."""

    id: str
    title: str
    date: When | None


class Claim(NamedTuple):
    """Everything about one claim."""

    id: str
    says: str
    verdict: str
    because: str | None
    confidence: str | None
    kind: str | None
    event: EventRef | None
    date: When | None
    people: tuple[PersonRef, ...]
    tags: tuple[str, ...]
    appears_in: tuple[Appearance, ...]
    evidence: tuple[Evidence, ...]
    standing: Standing
    relations: tuple[Related, ...]
    rivals: tuple[Related, ...]
    reviewed: str | None
    note: str | None
    line: int


def claim(connection: sqlite3.Connection, id_: str) -> Claim:
    """Return everything about the claim with this id."""
    row = claims_with_ids(connection, (id_,))[0]
    because, note = connection.execute(_REASON, {"id": id_}).fetchone()
    return combine_rows(
        Claim,
        row,
        because=because,
        event=_event(connection, row.event),
        people=fetch(connection, PersonRef, _PEOPLE, id=id_),
        appears_in=_appearances(connection, id_),
        evidence=_evidence(connection, id_),
        relations=fetch(connection, Related, _RELATIONS, id=id_),
        rivals=fetch(connection, Related, _RIVALS, id=id_),
        note=note,
    )


def evidence_lines(record: Claim) -> tuple[EvidenceLine, ...]:
    """Return a claim as lines of a table, one an item of evidence."""
    if not record.evidence:
        nothing = dict.fromkeys(("stance", "source", "reliability", "credibility", "quote", "translation"))
        return (combine_rows(EvidenceLine, record, claim=record.id, **nothing, at=(), date=None, note=None),)
    return tuple(combine_rows(EvidenceLine, record, item, claim=record.id) for item in record.evidence)


def _event(connection: sqlite3.Connection, id_: str | None) -> EventRef | None:
    if id_ is None:
        return None
    _, title, *date = connection.execute(_EVENT, {"id": id_}).fetchone()
    return EventRef(id_, title, when(*date))


def _appearances(connection: sqlite3.Connection, id_: str) -> tuple[Appearance, ...]:
    places = locators(connection, _LOCATORS_OF_APPEARANCES, claim=id_)
    found = connection.execute(_APPEARANCES, {"id": id_})
    return tuple(Appearance(source, title, places.get(number, ()), *rest) for number, source, title, *rest in found)


def _evidence(connection: sqlite3.Connection, id_: str) -> tuple[Evidence, ...]:
    places = locators(connection, _LOCATORS_OF_EVIDENCE, claim=id_)
    resting = lists(connection, _RESTS_ON, id=id_)
    found = []
    for number, known, *row in connection.execute(_EVIDENCE, {"id": id_}):
        *head, reliability, credibility, quote, translation, edtf, words, earliest, latest, note = row[:-4]
        language, read, examined, line = row[-4:]
        at, date = places.get(number, ()), when(edtf, words, earliest, latest)
        rests_on = resting.get(number, ()) if known else None
        told = (*head, reliability, credibility, at, quote, translation, date, note, rests_on)
        found.append(Evidence._make((*told, language, read, bool(examined), line)))
    return tuple(found)


_REASON = "SELECT because, note FROM claim WHERE id = :id"

_PEOPLE = """
SELECT person.id, name, NULL
  FROM claim_person JOIN person ON person.id = claim_person.person
 WHERE claim = :id
 ORDER BY position
"""

_EVENT = f"""
SELECT event.id, title, {WHEN} FROM event LEFT JOIN date ON date.edtf = event.date WHERE event.id = :id
"""

_APPEARANCES = """
SELECT appearance.n, source, title, quote, translation, appearance.note, appearance.line
  FROM appearance JOIN source ON source.id = appearance.source
 WHERE claim = :id
 ORDER BY appearance.n
"""

_EVIDENCE = f"""
SELECT evidence.n, rests_on_known, source, title, author, stance, reliability, credibility, quote, translation,
       {WHEN}, evidence.note, language, read, source IN (SELECT source FROM examined), evidence.line
  FROM evidence
  JOIN source ON source.id = evidence.source
  LEFT JOIN date ON date.edtf = evidence.date
 WHERE claim = :id
 ORDER BY reliability, coalesce(credibility, '6'), evidence.n
"""

_RESTS_ON = """
SELECT evidence, origin FROM rests_on JOIN evidence ON evidence.n = rests_on.evidence
 WHERE claim = :id ORDER BY evidence, position
"""

_LOCATORS_OF_EVIDENCE = """
SELECT locator.n, label, value
  FROM evidence JOIN locator ON locator.item = 'evidence' AND locator.n = evidence.n
 WHERE claim = :claim ORDER BY locator.n, position
"""

_LOCATORS_OF_APPEARANCES = """
SELECT locator.n, label, value
  FROM appearance JOIN locator ON locator.item = 'appearance' AND locator.n = appearance.n
 WHERE claim = :claim ORDER BY locator.n, position
"""

_RELATIONS = """
SELECT relation, claim.id, says, verdict
  FROM claim_relation JOIN claim ON claim.id = claim_relation.to_
 WHERE claim_relation.claim = :id
 UNION
SELECT CASE relation WHEN 'part_of' THEN 'has_part' ELSE relation END, claim.id, says, verdict
  FROM claim_relation JOIN claim ON claim.id = claim_relation.claim
 WHERE claim_relation.to_ = :id
 ORDER BY 1, 2
"""

_RIVALS = """
SELECT 'variant', claim.id, says, verdict
  FROM variant AS own
  JOIN variant AS other ON other.event = own.event AND other.claim <> own.claim
  JOIN claim ON claim.id = other.claim
 WHERE own.claim = :id
 ORDER BY other.event, other.position
"""
