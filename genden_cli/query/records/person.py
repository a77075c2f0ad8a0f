"""A person: everything that is recorded about them, or the dates of their life alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from genden_cli.query.records.claims import ClaimFilter as WantedClaims
from genden_cli.query.records.claims import ClaimRow, claims_with_ids
from genden_cli.query.records.claims import claims as claims_wanted
from genden_cli.query.records.fetch import BORN_AND_DIED, Identifier, When, fetch, when
from genden_cli.query.records.timeline import EventFilter, EventRow, timeline

if TYPE_CHECKING:
    import sqlite3


class Name(NamedTuple):
    """A spelling of a person's name."""

    text: str
    lang: str | None
    scheme: str | None
    parts: tuple[NamePart, ...]


class NamePart(NamedTuple):
    """A part of a name: patronymic, given, family, title."""

    part: str
    text: str


class Role(NamedTuple):
    """An office or occupation, and the claims that carry it."""

    title: str
    from_: When | None
    to: When | None
    claims: tuple[ClaimRow, ...]


class Relation(NamedTuple):
    """How another person stands to this one, and the claims that carry it; ``of`` where they say it of us."""

    as_: str
    to: str
    name: str
    outward: bool
    claims: tuple[ClaimRow, ...]


class Life(NamedTuple):
    """A person's dates: of their life, and of their offices and occupations."""

    name: str
    born: When | None
    died: When | None
    roles: tuple[Role, ...]


class Person(NamedTuple):
    """Everything about one person."""

    id: str
    name: str
    names: tuple[Name, ...]
    born: When | None
    died: When | None
    about: str | None
    note: str | None
    ids: tuple[Identifier, ...]
    roles: tuple[Role, ...]
    relations: tuple[Relation, ...]
    events: tuple[EventRow, ...]
    claims: tuple[ClaimRow, ...]
    line: int


def person(connection: sqlite3.Connection, id_: str) -> Person:
    """Return everything about the person with this id."""
    row = connection.execute(_PERSON, {"id": id_}).fetchone()
    return Person(
        id=id_,
        name=row[0],
        names=_names(connection, id_),
        born=when(*row[1:5]),
        died=when(*row[5:9]),
        about=row[9],
        note=row[10],
        ids=fetch(connection, Identifier, _IDENTIFIERS, section="people", id=id_),
        roles=_roles(connection, id_),
        relations=_relations(connection, id_),
        events=tuple(timeline(connection, EventFilter(person=id_))),
        claims=tuple(claims_wanted(connection, WantedClaims(person=id_))),
        line=row[11],
    )


def life(connection: sqlite3.Connection, id_: str) -> Life:
    """Return the dates of the person with this id."""
    row = connection.execute(_PERSON, {"id": id_}).fetchone()
    return Life(row[0], when(*row[1:5]), when(*row[5:9]), _roles(connection, id_))


def _names(connection: sqlite3.Connection, id_: str) -> tuple[Name, ...]:
    parts: dict[int, tuple[NamePart, ...]] = {}
    for position, part, text in connection.execute(_PARTS, {"id": id_}):
        parts[position] = (*parts.get(position, ()), NamePart(part, text))
    found = connection.execute(_NAMES, {"id": id_})
    return tuple(Name(text, lang, scheme, parts.get(n, ())) for n, text, lang, scheme in found)


def _roles(connection: sqlite3.Connection, id_: str) -> tuple[Role, ...]:
    carried = _carried(connection, _ROLE_CLAIMS, id_)
    return tuple(
        Role(title, when(*dates[:4]), when(*dates[4:]), carried.get(position, ()))
        for position, title, *dates in connection.execute(_ROLES, {"id": id_})
    )


def _relations(connection: sqlite3.Connection, id_: str) -> tuple[Relation, ...]:
    return tuple(
        Relation(as_, other, name, bool(outward), _carried(connection, _RELATION_CLAIMS, owner).get(position, ()))
        for owner, position, as_, other, name, outward in connection.execute(_RELATIONS, {"id": id_})
    )


def _carried(connection: sqlite3.Connection, statement: str, person_id: str) -> dict[int, tuple[ClaimRow, ...]]:
    found: dict[int, list[str]] = {}
    for position, claim in connection.execute(statement, {"id": person_id}):
        found.setdefault(position, []).append(claim)
    return {position: claims_with_ids(connection, ids) for position, ids in found.items()}


_PERSON = f"""
SELECT name, {BORN_AND_DIED}, about, note, line
  FROM person
  LEFT JOIN date AS born ON born.edtf = person.born
  LEFT JOIN date AS died ON died.edtf = person.died
 WHERE id = :id
"""

_NAMES = "SELECT position, text, lang, scheme FROM name WHERE person = :id ORDER BY position"

_PARTS = "SELECT position, part, text FROM name_part WHERE person = :id ORDER BY position, part"

_IDENTIFIERS = "SELECT scheme, value FROM identifier WHERE section = :section AND id = :id ORDER BY scheme"

_ROLES = """
SELECT position, title, since.edtf, since.words, since.earliest, since.latest,
       until.edtf, until.words, until.earliest, until.latest
  FROM role
  LEFT JOIN date AS since ON since.edtf = role.from_
  LEFT JOIN date AS until ON until.edtf = role.to_
 WHERE person = :id
 ORDER BY position
"""

_ROLE_CLAIMS = "SELECT position, claim FROM role_claim WHERE person = :id ORDER BY position, claim"

_RELATIONS = """
SELECT person, position, as_, to_, name, 1 AS outward
  FROM relation JOIN person AS other ON other.id = relation.to_
 WHERE person = :id
 UNION ALL
SELECT person, position, as_, person, name, 0
  FROM relation JOIN person AS other ON other.id = relation.person
 WHERE to_ = :id
 ORDER BY outward DESC, person, position
"""

_RELATION_CLAIMS = "SELECT position, claim FROM relation_claim WHERE person = :id ORDER BY position, claim"
