"""Claims: lists of them, and everything that is recorded about one."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from genden_cli.origins import Origins, Standing
from genden_cli.query.rows import WHEN, Locator, PersonRef, When, array, fetch, locators, when

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

_BATCH = 500


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
    line: int


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


class EventRef(NamedTuple):
    """An event, named in passing."""

    id: str
    title: str
    date: When | None


class Wanted(NamedTuple):
    """Which claims; ids are of records that exist."""

    verdict: str | None = None
    person: str | None = None
    source: str | None = None
    kind: str | None = None
    tag: str | None = None
    limit: int | None = None


def claims(connection: sqlite3.Connection, wanted: Wanted) -> Iterator[ClaimRow]:
    """Yield the claims that are wanted, in order of time."""
    limit = -1 if wanted.limit is None else wanted.limit
    found = connection.execute(_CLAIMS, {**wanted._asdict(), "limit": limit})
    while batch := list(islice(found, _BATCH)):
        yield from _completed(connection, batch)


def claims_with_ids(connection: sqlite3.Connection, ids: Iterable[str]) -> tuple[ClaimRow, ...]:
    """Return the claims with these ids, in order of time."""
    found = connection.execute(_BY_ID, {"ids": array(ids)})
    return tuple(_completed(connection, list(found)))


def claims_of_events(connection: sqlite3.Connection, events: str) -> dict[str, tuple[ClaimRow, ...]]:
    """Return the claims about each of several events (a JSON array of ids), in the order of the file."""
    ids: dict[str, list[str]] = {}
    for event, claim in connection.execute(_IDS_BY_EVENT, {"ids": events}):
        ids.setdefault(event, []).append(claim)
    rows = {row.id: row for row in claims_with_ids(connection, (i for each in ids.values() for i in each))}
    return {event: tuple(rows[each] for each in claims) for event, claims in ids.items()}


def claim(connection: sqlite3.Connection, id_: str) -> Claim:
    """Return everything about the claim with this id."""
    row = claims_with_ids(connection, (id_,))[0]
    because, note = connection.execute(_REASON, {"id": id_}).fetchone()
    return Claim(
        id=row.id,
        says=row.says,
        verdict=row.verdict,
        because=because,
        confidence=row.confidence,
        kind=row.kind,
        event=_event(connection, row.event),
        date=row.date,
        people=fetch(connection, PersonRef, _PEOPLE, id=id_),
        tags=row.tags,
        appears_in=_appearances(connection, id_),
        evidence=_evidence(connection, id_),
        standing=row.standing,
        relations=fetch(connection, Related, _RELATIONS, id=id_),
        rivals=fetch(connection, Related, _RIVALS, id=id_),
        reviewed=row.reviewed,
        note=note,
        line=row.line,
    )


def evidence_lines(record: Claim) -> tuple[EvidenceLine, ...]:
    """Return a claim as lines of a table, one an item of evidence."""
    head = record.id, record.says, record.verdict, record.because
    if not record.evidence:
        return (EvidenceLine(*head, None, None, None, None, (), None, None, None, None, record.line),)
    return tuple(
        EvidenceLine(
            *head,
            item.stance,
            item.source,
            item.reliability,
            item.credibility,
            item.at,
            item.quote,
            item.translation,
            item.date,
            item.note,
            item.line,
        )
        for item in record.evidence
    )


def _completed(connection: sqlite3.Connection, batch: list[tuple[Any, ...]]) -> Iterator[ClaimRow]:
    ids = array(row[0] for row in batch)
    people = _lists(connection, _PEOPLE_IDS, ids)
    tags = _lists(connection, _TAGS, ids)
    for id_, says, verdict, confidence, kind, event, *rest in batch:
        edtf, words, earliest, latest, reviewed, examined, line, *counts = rest
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
            line=line,
        )


def _lists(connection: sqlite3.Connection, statement: str, ids: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for key, value in connection.execute(statement, {"ids": ids}):
        found[key] = (*found.get(key, ()), value)
    return found


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
    resting: dict[int, tuple[str, ...]] = {}
    for number, origin in connection.execute(_RESTS_ON, {"id": id_}):
        resting[number] = (*resting.get(number, ()), origin)
    found = []
    for number, *row in connection.execute(_EVIDENCE, {"id": id_}):
        source, title, author, stance, reliability, credibility, quote, translation, *rest = row
        edtf, words, earliest, latest, note, known, language, read, examined, line = rest
        found.append(
            Evidence(
                source=source,
                title=title,
                author=author,
                stance=stance,
                reliability=reliability,
                credibility=credibility,
                at=places.get(number, ()),
                quote=quote,
                translation=translation,
                date=when(edtf, words, earliest, latest),
                note=note,
                rests_on=resting.get(number, ()) if known else None,
                language=language,
                read=read,
                examined=bool(examined),
                line=line,
            )
        )
    return tuple(found)


_CLAIM_COLUMNS = f"""
       claim.id, says, verdict, confidence, kind, event, {WHEN}, reviewed,
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
SELECT {_CLAIM_COLUMNS}
 WHERE chronology.section = 'claims'
   AND (:verdict IS NULL OR verdict = :verdict)
   AND (:kind IS NULL OR kind = :kind)
   AND (:person IS NULL OR EXISTS (SELECT 1 FROM claim_person WHERE claim = claim.id AND person = :person))
   AND (:tag IS NULL OR EXISTS (SELECT 1 FROM claim_tag WHERE claim = claim.id AND tag = :tag))
   AND (:source IS NULL
        OR EXISTS (SELECT 1 FROM evidence WHERE evidence.claim = claim.id AND source = :source)
        OR EXISTS (SELECT 1 FROM appearance WHERE appearance.claim = claim.id AND source = :source))
 ORDER BY chronology.earliest_day, chronology.latest_day, chronology.n
 LIMIT :limit
"""

_BY_ID = f"""
SELECT {_CLAIM_COLUMNS}
 WHERE chronology.section = 'claims' AND chronology.id IN (SELECT value FROM json_each(:ids))
 ORDER BY chronology.earliest_day, chronology.latest_day, chronology.n
"""

_IDS_BY_EVENT = """
SELECT event, id FROM claim WHERE event IN (SELECT value FROM json_each(:ids)) ORDER BY n
"""

_REASON = "SELECT because, note FROM claim WHERE id = :id"

_PEOPLE_IDS = """
SELECT claim, person FROM claim_person WHERE claim IN (SELECT value FROM json_each(:ids)) ORDER BY claim, position
"""

_TAGS = """
SELECT claim, tag FROM claim_tag WHERE claim IN (SELECT value FROM json_each(:ids)) ORDER BY claim, position
"""

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
SELECT evidence.n, source, title, author, stance, reliability, credibility, quote, translation, {WHEN},
       evidence.note, rests_on_known, language, read, source IN (SELECT source FROM examined), evidence.line
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
