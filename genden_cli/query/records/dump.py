"""Everything at once: each record with all that belongs to it, in the order of the file, for whoever passes it on.

Records come one by one, so that no export ever holds a whole base. Dates are as written (EDTF); the fields of a row are
the keys of the format, and what a curator left out is None or empty, but `derived_from` and `rests_on`: there None is
unknown and empty means that it rests on nothing here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from genden_cli.query.records.fetch import base
from genden_cli.query.records.following import ChildRows, firsts, grouped, seconds

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

Pairs = tuple[tuple[str, str], ...]
"""A map, as keys and values in their order."""


class Base(NamedTuple):
    """The fact base as a whole."""

    title: str
    about: str | None
    by: str | None
    examines: tuple[str, ...]
    language: str
    licence: str | None
    version: str | None


class Source(NamedTuple):
    """A source."""

    id: str
    title: str
    author: str | None
    publisher: str | None
    issued: str | None
    type: str | None
    url: str | None
    archived: str | None
    language: str | None
    ids: Pairs
    reliability: str
    why: str | None
    read: str
    derived_from: tuple[str, ...] | None
    note: str | None


class Name(NamedTuple):
    """A spelling of a name."""

    text: str
    lang: str | None
    scheme: str | None
    parts: Pairs


class Role(NamedTuple):
    """An office or occupation."""

    title: str
    from_: str | None
    to: str | None
    claims: tuple[str, ...]


class Relation(NamedTuple):
    """What another person is to this one."""

    to: str
    as_: str
    claims: tuple[str, ...]


class Person(NamedTuple):
    """A person."""

    id: str
    name: str
    names: tuple[Name, ...]
    born: str | None
    died: str | None
    about: str | None
    ids: Pairs
    roles: tuple[Role, ...]
    relations: tuple[Relation, ...]
    note: str | None


class Event(NamedTuple):
    """An event."""

    id: str
    title: str
    date: str | None
    date_text: str | None
    place: str | None
    people: Pairs
    variants: tuple[str, ...]
    about: str | None


class Appearance(NamedTuple):
    """Where a document under examination makes a claim."""

    source: str
    at: Pairs
    quote: str | None
    translation: str | None
    note: str | None


class Evidence(NamedTuple):
    """What a source says about a claim."""

    source: str
    stance: str
    credibility: str | None
    at: Pairs
    quote: str | None
    translation: str | None
    rests_on: tuple[str, ...] | None
    date: str | None
    note: str | None


class Claim(NamedTuple):
    """A claim, what speaks for and against it, and the verdict."""

    id: str
    says: str
    event: str | None
    date: str | None
    people: tuple[str, ...]
    kind: str | None
    tags: tuple[str, ...]
    appears_in: tuple[Appearance, ...]
    evidence: tuple[Evidence, ...]
    verdict: str
    because: str | None
    confidence: str | None
    relations: tuple[tuple[str, tuple[str, ...]], ...]
    reviewed: str | None
    note: str | None


def whole_base(connection: sqlite3.Connection) -> Base:
    """Return what is said of the base itself, and which documents it examines."""
    row = base(connection)
    examined = firsts(connection.execute("SELECT source FROM examined ORDER BY position"))
    return Base(row.title, row.about, row.by, examined, row.language, row.licence, row.version)


def sources(connection: sqlite3.Connection) -> Iterator[Source]:
    """Yield every source."""
    ids = ChildRows(connection.execute(_SOURCE_IDS))
    origins = ChildRows(connection.execute(_DERIVED_FROM))
    for number, known, *row in connection.execute(_SOURCES):
        *head, reliability, why, read, note = row
        derived_from = firsts(origins.of(number))
        rests = derived_from if known else None
        yield Source._make((*head, ids.of(number), reliability, why, read, rests, note))


def source(connection: sqlite3.Connection, id_: str) -> Source:
    """Return the source with this id."""
    return next(each for each in sources(connection) if each.id == id_)


def people(connection: sqlite3.Connection) -> Iterator[Person]:
    """Yield every person."""
    ids = ChildRows(connection.execute(_PERSON_IDS))
    names, parts = ChildRows(connection.execute(_NAMES)), ChildRows(connection.execute(_NAME_PARTS))
    roles, carried = ChildRows(connection.execute(_ROLES)), ChildRows(connection.execute(_ROLE_CLAIMS))
    relations, shown = ChildRows(connection.execute(_RELATIONS)), ChildRows(connection.execute(_RELATION_CLAIMS))
    for number, id_, name, born, died, about, note in connection.execute(_PEOPLE):
        spelt = grouped(parts.of(number))
        offices, ties = grouped(carried.of(number)), grouped(shown.of(number))
        yield Person(
            id=id_,
            name=name,
            names=tuple(Name._make((*row, spelt.get(at, ()))) for at, *row in names.of(number)),
            born=born,
            died=died,
            about=about,
            ids=ids.of(number),
            roles=tuple(Role._make((*row, firsts(offices.get(at, ())))) for at, *row in roles.of(number)),
            relations=tuple(Relation(to, as_, firsts(ties.get(at, ()))) for at, to, as_ in relations.of(number)),
            note=note,
        )


def events(connection: sqlite3.Connection) -> Iterator[Event]:
    """Yield every event."""
    took_part, variants = ChildRows(connection.execute(_PARTICIPANTS)), ChildRows(connection.execute(_VARIANTS))
    for number, id_, title, date, date_text, place, about in connection.execute(_EVENTS):
        people, rivals = took_part.of(number), firsts(variants.of(number))
        yield Event(id_, title, date, date_text, place, people, rivals, about)


def claims(connection: sqlite3.Connection) -> Iterator[Claim]:
    """Yield every claim."""
    about, tags = ChildRows(connection.execute(_CLAIM_PEOPLE)), ChildRows(connection.execute(_TAGS))
    made, evidence = _appearances(connection), _evidence(connection)
    relations = ChildRows(connection.execute(_CLAIM_RELATIONS))
    for number, id_, says, event, date, kind, verdict, because, confidence, reviewed, note in connection.execute(
        _CLAIMS
    ):
        yield Claim(
            id=id_,
            says=says,
            event=event,
            date=date,
            people=firsts(about.of(number)),
            kind=kind,
            tags=firsts(tags.of(number)),
            appears_in=seconds(made.of(number)),
            evidence=seconds(evidence.of(number)),
            verdict=verdict,
            because=because,
            confidence=confidence,
            relations=tuple((word, firsts(to)) for word, to in grouped(relations.of(number)).items()),
            reviewed=reviewed,
            note=note,
        )


def _appearances(connection: sqlite3.Connection) -> ChildRows:
    places = ChildRows(connection.execute(_APPEARANCE_LOCATORS))
    found = connection.execute(_APPEARANCES)
    return ChildRows(
        (claim, number, Appearance(source, places.of(number), *rest)) for claim, number, source, *rest in found
    )


def _evidence(connection: sqlite3.Connection) -> ChildRows:
    places, origins = ChildRows(connection.execute(_EVIDENCE_LOCATORS)), ChildRows(connection.execute(_RESTS_ON))

    def items() -> Iterator[tuple[Any, ...]]:
        for claim, number, known, source, stance, credibility, quote, translation, date, note in connection.execute(
            _EVIDENCE
        ):
            rests_on = firsts(origins.of(number))
            yield (
                claim,
                number,
                Evidence(
                    *(source, stance, credibility, places.of(number), quote, translation),
                    *(rests_on if known else None, date, note),
                ),
            )

    return ChildRows(items())


_SOURCES = """
SELECT n, derivation_known, id, title, author, publisher, issued, type, url, archived, language, reliability, why,
       read, note
  FROM source ORDER BY n
"""

_SOURCE_IDS = """
SELECT n, scheme, value FROM identifier JOIN source USING (id) WHERE section = 'sources' ORDER BY n, scheme
"""

_DERIVED_FROM = "SELECT n, origin FROM derived_from JOIN source ON source.id = source ORDER BY n, position"

_PEOPLE = "SELECT n, id, name, born, died, about, note FROM person ORDER BY n"

_PERSON_IDS = """
SELECT n, scheme, value FROM identifier JOIN person USING (id) WHERE section = 'people' ORDER BY n, scheme
"""

_NAMES = """
SELECT n, position, text, lang, scheme FROM name JOIN person ON person.id = person ORDER BY n, position
"""

_NAME_PARTS = """
SELECT n, position, part, text FROM name_part JOIN person ON person.id = person ORDER BY n, position, part
"""

_ROLES = "SELECT n, position, title, from_, to_ FROM role JOIN person ON person.id = person ORDER BY n, position"

_ROLE_CLAIMS = """
SELECT n, position, claim FROM role_claim JOIN person ON person.id = person ORDER BY n, position, claim
"""

_RELATIONS = "SELECT n, position, to_, as_ FROM relation JOIN person ON person.id = person ORDER BY n, position"

_RELATION_CLAIMS = """
SELECT n, position, claim FROM relation_claim JOIN person ON person.id = person ORDER BY n, position, claim
"""

_EVENTS = "SELECT n, id, title, date, date_text, place, about FROM event ORDER BY n"

_PARTICIPANTS = "SELECT n, person, role FROM participant JOIN event ON event.id = event ORDER BY n, position"

_VARIANTS = "SELECT n, claim FROM variant JOIN event ON event.id = event ORDER BY n, position"

_CLAIMS = """
SELECT n, id, says, event, date, kind, verdict, because, confidence, reviewed, note FROM claim ORDER BY n
"""

_CLAIM_PEOPLE = "SELECT n, person FROM claim_person JOIN claim ON claim.id = claim ORDER BY n, position"

_TAGS = "SELECT n, tag FROM claim_tag JOIN claim ON claim.id = claim ORDER BY n, position"

_CLAIM_RELATIONS = """
SELECT n, relation, claim_relation.to_ FROM claim_relation JOIN claim ON claim.id = claim ORDER BY n, position
"""

_APPEARANCES = """
SELECT claim.n, appearance.n, source, quote, translation, appearance.note
  FROM appearance JOIN claim ON claim.id = claim ORDER BY appearance.n
"""

_EVIDENCE = """
SELECT claim.n, evidence.n, rests_on_known, source, stance, credibility, quote, translation, evidence.date,
       evidence.note
  FROM evidence JOIN claim ON claim.id = claim ORDER BY evidence.n
"""

_APPEARANCE_LOCATORS = "SELECT n, label, value FROM locator WHERE item = 'appearance' ORDER BY n, position"

_EVIDENCE_LOCATORS = "SELECT n, label, value FROM locator WHERE item = 'evidence' ORDER BY n, position"

_RESTS_ON = "SELECT evidence, origin FROM rests_on ORDER BY evidence, position"
