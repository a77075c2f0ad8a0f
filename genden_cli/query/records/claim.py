"""Query one claim with its evidence, appearances and relations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from genden_cli import schema
from genden_cli.model import Appearance, ClaimFields, Evidence, Locator, MissingDocument, Review
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.claims import all_rows, rows_with_ids, values
from genden_cli.query.records.fetch import (
    WHEN,
    Columns,
    Item,
    PersonRef,
    array,
    batches,
    by_owner,
    fetch_by_owner,
    lists,
    pairs,
    phrasings_by_owner,
    when,
)
from genden_cli.text import fragments
from genden_cli.words import NOT_GRADED, ReadState, Reliability

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from genden_cli.model import Phrasing, When
    from genden_cli.provenance import Standing
    from genden_cli.words import ClaimState, RelationKind, Verdict


class AppearanceDetails(Appearance):
    """An appearance with the title of the document and the name of the speaker."""

    _order = "source title speaker speaker_name at"

    title: str
    speaker_name: str | None


class MissingDocumentDetails(MissingDocument):
    """A document that would settle a claim; ``title`` is that of its source, if the base has it as one."""

    _order = "text source title where holder"
    _left_out = "line"

    title: str | None


class EvidenceDetails(Evidence):
    """An item of evidence with facts about its source. ``examined`` sources do not count."""

    _order = (
        "source title author stance reliability credibility at quote translation date note rests_on language "
        "read examined"
    )
    _left_out = "url archived"

    title: str
    author: str | None
    reliability: Reliability
    language: str | None
    read: ReadState
    examined: bool
    url: str | None
    archived: str | None

    @property
    def link(self) -> str | None:
        """Return the page of the source at the quote, or its archived copy if only that has an address."""
        return fragments.link((self.url, self.archived), self.quote, before=self.before, after=self.after)

    def _asdict(self) -> dict[str, Any]:
        return {**super()._asdict(), "link": self.link}


def counting(items: Iterable[EvidenceDetails]) -> tuple[EvidenceDetails, ...]:
    """Return the items that count as evidence: none of a document under examination."""
    return tuple(item for item in items if not item.examined)


class EvidenceLine:
    """A claim and an item of its evidence as a row of a table. A claim without evidence has one row."""

    def __init__(self, claim: ClaimDetails, item: EvidenceDetails | None) -> None:
        self._claim = claim
        self._item = item

    def _asdict(self) -> dict[str, Any]:
        """Return the cells by name."""
        claim, item = self._claim, self._item
        own = {
            "claim": claim.id,
            "says": claim.says,
            "verdict": claim.verdict,
            "state": claim.state,
            "because": claim.because,
        }
        cells = {name: getattr(item, name, None) for name in _LINE}
        return {**own, **cells, "at": item.at if item else (), "line": item.line if item else claim.line}


_LINE = tuple(
    dict.fromkeys(
        (
            *("stance", "source", "reliability", "credibility", "at", "quote", "translation", "date", "note"),
            *(each.attribute for each in schema.EVIDENCE.scalars()),
        )
    )
)


class Related(NamedTuple):
    """Another claim and its relation to this one."""

    relation: RelationKind
    id: str
    says: str
    verdict: Verdict
    state: ClaimState | None


class EventRef(NamedTuple):
    """A reference to an event."""

    id: str
    title: str
    date: When | None


class ClaimDetails(ClaimFields):
    """A claim with everything that a page shows. ``takes_place_in`` is its event."""

    _order = (
        "id says verdict basis because confidence kind takes_place_in date people tags appears_in evidence "
        "standing relations rivals would_settle state reviewed reviews asked_as note"
    )
    _left_out = "event examined file"

    takes_place_in: EventRef | None
    people: tuple[PersonRef, ...]
    tags: tuple[str, ...]
    appears_in: tuple[AppearanceDetails, ...]
    evidence: tuple[EvidenceDetails, ...]
    standing: Standing
    examined: bool
    relations: tuple[Related, ...]
    rivals: tuple[Related, ...]
    would_settle: tuple[MissingDocumentDetails, ...]
    reviewed: str | None
    reviews: tuple[Review, ...]
    asked_as: tuple[Phrasing, ...]

    def _asdict(self) -> dict[str, Any]:
        return {"event" if name == "takes_place_in" else name: value for name, value in super()._asdict().items()}


def claim(connection: sqlite3.Connection, id_: str) -> ClaimDetails:
    """Return the claim with this id."""
    return next(_complete_rows(connection, rows_with_ids(connection, (id_,))))


def all_claims(connection: sqlite3.Connection) -> Iterator[ClaimDetails]:
    """Yield all claims with everything that a page shows, in order of time."""
    return chain.from_iterable(_complete_rows(connection, batch) for batch in batches(all_rows(connection)))


def _complete_rows(connection: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> Iterator[ClaimDetails]:
    found = list(values(connection, rows))
    ids = {"ids": array(each["id"] for each in found)}
    of_events = array({each["event"] for each in found if each["event"]})
    rows_of_events = connection.execute(_EVENTS, {"ids": of_events})
    events = {id_: EventRef(id_, title, when(*date)) for id_, title, *date in rows_of_events}
    people = fetch_by_owner(connection, PersonRef, _PEOPLE, **ids)
    relations = fetch_by_owner(connection, Related, _RELATIONS, **ids)
    rivals = fetch_by_owner(connection, Related, _RIVALS, **ids)
    appearances, evidence = by_owner(_appearances(connection, ids)), by_owner(_evidence(connection, ids))
    missing, reviews = by_owner(_missing(connection, ids)), by_owner(_reviews(connection, ids))
    asked = phrasings_by_owner(connection, "claim", (each["id"] for each in found))
    for each in found:
        id_ = each["id"]
        each["takes_place_in"] = events.get(each["event"])
        each["people"] = people.get(id_, ())
        each["appears_in"] = appearances.get(id_, ())
        each["evidence"] = evidence.get(id_, ())
        each["relations"] = relations.get(id_, ())
        each["rivals"] = rivals.get(id_, ())
        each["would_settle"] = missing.get(id_, ())
        each["reviews"] = reviews.get(id_, ())
        each["asked_as"] = asked.get(id_, ())
        yield ClaimDetails._make(each)


def evidence_lines(record: ClaimDetails) -> tuple[EvidenceLine, ...]:
    """Return a claim as rows of a table, one per item of evidence."""
    items = record.evidence or (None,)
    return tuple(EvidenceLine(record, item) for item in items)


def evidence_size(connection: sqlite3.Connection) -> int:
    """Return the bytes of UTF-8 that the quotes and notes of all evidence take."""
    (size,) = connection.execute(_EVIDENCE_SIZE).fetchone()
    return int(size)


_Items = Iterator[tuple[str, Item]]
"""Items, each after the id of its claim."""


def _appearances(connection: sqlite3.Connection, ids: dict[str, str]) -> _Items[AppearanceDetails]:
    places = pairs(connection, Locator, _LOCATORS_OF_APPEARANCES, **ids)
    for row in connection.execute(_APPEARANCES, ids):
        owner, number, title, speaker = row[_APPEARANCE.width :]
        at = places.get(number, ())
        yield owner, AppearanceDetails(**_APPEARANCE.values(row), at=at, title=title, speaker_name=speaker)


def _missing(connection: sqlite3.Connection, ids: dict[str, str]) -> _Items[MissingDocumentDetails]:
    for row in connection.execute(_MISSING, ids):
        owner, title = row[_DOCUMENT.width :]
        yield owner, MissingDocumentDetails(**_DOCUMENT.values(row), title=title)


def _reviews(connection: sqlite3.Connection, ids: dict[str, str]) -> _Items[Review]:
    for row in connection.execute(_REVIEWS, ids):
        yield row[_REVIEW.width], Review._make(_REVIEW.values(row))


def _evidence(connection: sqlite3.Connection, ids: dict[str, str]) -> list[tuple[str, EvidenceDetails]]:
    """Return the items of evidence, best grade first."""
    places = pairs(connection, Locator, _LOCATORS_OF_EVIDENCE, **ids)
    origins = lists(connection, _RESTS_ON, **ids)
    items = [(_ITEM.values(row), *row[_ITEM.width :]) for row in connection.execute(_EVIDENCE, ids)]
    sources = _cited(connection, {item["source"] for item, *_ in items})
    found = []
    for item, owner, number, known in items:
        at, rests_on = places.get(number, ()), origins.get(number, ()) if known else None
        own = {**item, **sources[item["source"]], "at": at, "rests_on": rests_on}
        found.append((owner, EvidenceDetails._make(own)))
    found.sort(key=lambda each: (each[1].reliability, each[1].credibility or NOT_GRADED))
    return found


def _cited(connection: sqlite3.Connection, sources: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return what items of evidence have from their sources, by the id of the source."""
    found = connection.execute(_CITED, {"ids": array(sources)})
    return {
        id_: {
            "title": title,
            "author": author,
            "reliability": Reliability(reliability),
            "language": language,
            "read": ReadState(read),
            "examined": bool(examined),
            "url": url,
            "archived": archived,
        }
        for id_, title, author, reliability, language, read, examined, url, archived in found
    }


_APPEARANCE = Columns(schema.APPEARANCE)
_ITEM = Columns(schema.EVIDENCE)
_DOCUMENT = Columns(schema.MISSING_DOCUMENT)

_REVIEW = Columns(schema.REVIEW)

_WANTED = "json_each(:ids) AS wanted CROSS JOIN"
"""The wanted records, before a table with a column for their ids."""

_EVENTS = f"""
SELECT event.id, title, {WHEN}
  FROM {_WANTED} event ON event.id = wanted.value LEFT JOIN date ON date.key = event.date
"""

_PEOPLE = f"""
SELECT claim, person.id, name, NULL
  FROM {_WANTED} claim_person ON claim = wanted.value JOIN person ON person.id = claim_person.person
 ORDER BY claim, position
"""

_APPEARANCES = f"""
SELECT {_APPEARANCE.sql}, claim, appearance.n, source.title, person.name
  FROM {_WANTED} appearance ON claim = wanted.value
  JOIN source ON source.id = appearance.source LEFT JOIN person ON person.id = speaker
 ORDER BY appearance.n
"""

_EVIDENCE = f"""
SELECT {_ITEM.sql}, claim, evidence.n, rests_on_known
  FROM {_WANTED} evidence ON claim = wanted.value {_ITEM.joins}
 ORDER BY evidence.n
"""

_CITED = """
SELECT id, title, author, reliability, language, read, id IN (SELECT source FROM examined), url, archived
  FROM source
 WHERE id IN (SELECT value FROM json_each(:ids))
"""

_MISSING = f"""
SELECT {_DOCUMENT.sql}, claim, source.title
  FROM {_WANTED} missing_document ON claim = wanted.value
  LEFT JOIN source ON source.id = missing_document.source
 ORDER BY missing_document.n
"""

_REVIEWS = f"SELECT {_REVIEW.sql}, claim FROM {_WANTED} review ON claim = wanted.value ORDER BY n"

_RESTS_ON = f"""
SELECT evidence, origin
  FROM {_WANTED} evidence ON claim = wanted.value CROSS JOIN rests_on ON rests_on.evidence = evidence.n
 ORDER BY evidence, position
"""

_LOCATORS_OF_EVIDENCE = f"""
SELECT evidence, label, evidence_locator.value
  FROM {_WANTED} evidence ON claim = wanted.value CROSS JOIN evidence_locator ON evidence = evidence.n
 ORDER BY evidence, position
"""

_LOCATORS_OF_APPEARANCES = f"""
SELECT appearance, label, appearance_locator.value
  FROM {_WANTED} appearance ON claim = wanted.value CROSS JOIN appearance_locator ON appearance = appearance.n
 ORDER BY appearance, position
"""

_RELATIONS = f"""
SELECT claim_relation.claim, relation, claim.id, says, verdict, state
  FROM {_WANTED} claim_relation ON claim_relation.claim = wanted.value JOIN claim ON claim.id = claim_relation.to_
 UNION
SELECT claim_relation.to_, CASE relation WHEN 'part_of' THEN 'has_part' ELSE relation END, claim.id, says, verdict,
       state
  FROM {_WANTED} claim_relation ON claim_relation.to_ = wanted.value JOIN claim ON claim.id = claim_relation.claim
 ORDER BY 2, 3
"""

_RIVALS = f"""
SELECT own.claim, 'variant', claim.id, says, verdict, state
  FROM {_WANTED} variant AS own ON own.claim = wanted.value
  JOIN variant AS other ON other.event = own.event AND other.claim <> own.claim
  JOIN claim ON claim.id = other.claim
 ORDER BY other.event, other.position
"""

_EVIDENCE_SIZE = """
SELECT coalesce(sum(length(CAST(coalesce(quote, '') || coalesce(translation, '') || coalesce(note, '') AS BLOB))), 0)
  FROM evidence
"""
