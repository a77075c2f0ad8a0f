"""Query one claim with its evidence, appearances and relations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from genden_cli import schema
from genden_cli.model import Appearance, ClaimFields, Evidence, Locator, MissingDocument, Review
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.claims import claims_with_ids
from genden_cli.query.records.fetch import WHEN, Columns, PersonRef, combine_rows, fetch, lists, pairs, phrasings, when
from genden_cli.text import fragments
from genden_cli.words import ReadState, Reliability

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

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
    _left_out = "event file"

    takes_place_in: EventRef | None
    people: tuple[PersonRef, ...]
    tags: tuple[str, ...]
    appears_in: tuple[AppearanceDetails, ...]
    evidence: tuple[EvidenceDetails, ...]
    standing: Standing
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
    row = claims_with_ids(connection, (id_,))[0]
    return combine_rows(
        ClaimDetails,
        row,
        takes_place_in=_event(connection, row.event),
        people=fetch(connection, PersonRef, _PEOPLE, id=id_),
        appears_in=tuple(_appearances(connection, id_)),
        evidence=tuple(_evidence(connection, id_)),
        relations=fetch(connection, Related, _RELATIONS, id=id_),
        rivals=fetch(connection, Related, _RIVALS, id=id_),
        would_settle=tuple(_missing(connection, id_)),
        reviews=tuple(Review(**_REVIEW.values(row)) for row in connection.execute(_REVIEWS, {"id": id_})),
        asked_as=phrasings(connection, "claim", id_),
    )


def evidence_lines(record: ClaimDetails) -> tuple[EvidenceLine, ...]:
    """Return a claim as rows of a table, one per item of evidence."""
    items = record.evidence or (None,)
    return tuple(EvidenceLine(record, item) for item in items)


def evidence_size(connection: sqlite3.Connection) -> int:
    """Return the bytes of UTF-8 that the quotes and notes of all evidence take."""
    (size,) = connection.execute(_EVIDENCE_SIZE).fetchone()
    return int(size)


def _event(connection: sqlite3.Connection, id_: str | None) -> EventRef | None:
    if id_ is None:
        return None
    _, title, *date = connection.execute(_EVENT, {"id": id_}).fetchone()
    return EventRef(id_, title, when(*date))


def _appearances(connection: sqlite3.Connection, id_: str) -> Iterator[AppearanceDetails]:
    places = pairs(connection, Locator, _LOCATORS_OF_APPEARANCES, claim=id_)
    for row in connection.execute(_APPEARANCES, {"id": id_}):
        number, title, speaker = row[_APPEARANCE.width :]
        at = places.get(number, ())
        yield AppearanceDetails(**_APPEARANCE.values(row), at=at, title=title, speaker_name=speaker)


def _missing(connection: sqlite3.Connection, id_: str) -> Iterator[MissingDocumentDetails]:
    for row in connection.execute(_MISSING, {"id": id_}):
        yield MissingDocumentDetails(**_DOCUMENT.values(row), title=row[_DOCUMENT.width])


def _evidence(connection: sqlite3.Connection, id_: str) -> Iterator[EvidenceDetails]:
    places = pairs(connection, Locator, _LOCATORS_OF_EVIDENCE, claim=id_)
    origins = lists(connection, _RESTS_ON, id=id_)
    for row in connection.execute(_EVIDENCE, {"id": id_}):
        number, known, title, author, reliability, language, read, examined, url, archived = row[_ITEM.width :]
        yield EvidenceDetails(
            **_ITEM.values(row),
            at=places.get(number, ()),
            rests_on=origins.get(number, ()) if known else None,
            title=title,
            author=author,
            reliability=Reliability(reliability),
            language=language,
            read=ReadState(read),
            examined=bool(examined),
            url=url,
            archived=archived,
        )


_APPEARANCE = Columns(schema.APPEARANCE)
_ITEM = Columns(schema.EVIDENCE)
_DOCUMENT = Columns(schema.MISSING_DOCUMENT)

_REVIEW = Columns(schema.REVIEW)

_REVIEWS = f"SELECT {_REVIEW.sql} FROM review WHERE claim = :id ORDER BY n"

_PEOPLE = """
SELECT person.id, name, NULL
  FROM claim_person JOIN person ON person.id = claim_person.person
 WHERE claim = :id
 ORDER BY position
"""

_EVENT = f"""
SELECT event.id, title, {WHEN} FROM event LEFT JOIN date ON date.key = event.date WHERE event.id = :id
"""

_APPEARANCES = f"""
SELECT {_APPEARANCE.sql}, appearance.n, source.title, person.name
  FROM appearance JOIN source ON source.id = appearance.source LEFT JOIN person ON person.id = speaker
 WHERE claim = :id
 ORDER BY appearance.n
"""

_EVIDENCE = f"""
SELECT {_ITEM.sql}, evidence.n, rests_on_known, source.title, author, reliability, language, read,
       source.id IN (SELECT source FROM examined), url, archived
  FROM evidence
  JOIN source ON source.id = evidence.source
  {_ITEM.joins}
 WHERE claim = :id
 ORDER BY reliability, coalesce(credibility, '6'), evidence.n
"""

_MISSING = f"""
SELECT {_DOCUMENT.sql}, source.title
  FROM missing_document LEFT JOIN source ON source.id = missing_document.source
 WHERE claim = :id
 ORDER BY missing_document.n
"""

_RESTS_ON = """
SELECT evidence, origin FROM rests_on JOIN evidence ON evidence.n = rests_on.evidence
 WHERE claim = :id ORDER BY evidence, position
"""

_LOCATORS_OF_EVIDENCE = """
SELECT evidence, label, value
  FROM evidence JOIN evidence_locator ON evidence_locator.evidence = evidence.n
 WHERE claim = :claim ORDER BY evidence, position
"""

_LOCATORS_OF_APPEARANCES = """
SELECT appearance, label, value
  FROM appearance JOIN appearance_locator ON appearance_locator.appearance = appearance.n
 WHERE claim = :claim ORDER BY appearance, position
"""

_RELATIONS = """
SELECT relation, claim.id, says, verdict, state
  FROM claim_relation JOIN claim ON claim.id = claim_relation.to_
 WHERE claim_relation.claim = :id
 UNION
SELECT CASE relation WHEN 'part_of' THEN 'has_part' ELSE relation END, claim.id, says, verdict, state
  FROM claim_relation JOIN claim ON claim.id = claim_relation.claim
 WHERE claim_relation.to_ = :id
 ORDER BY 1, 2
"""

_RIVALS = """
SELECT 'variant', claim.id, says, verdict, state
  FROM variant AS own
  JOIN variant AS other ON other.event = own.event AND other.claim <> own.claim
  JOIN claim ON claim.id = other.claim
 WHERE own.claim = :id
 ORDER BY other.event, other.position
"""

_EVIDENCE_SIZE = """
SELECT coalesce(sum(length(CAST(coalesce(quote, '') || coalesce(translation, '') || coalesce(note, '') AS BLOB))), 0)
  FROM evidence
"""
