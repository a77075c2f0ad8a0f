"""Query people: a list, one person, and the dates of a life."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from genden_cli import schema
from genden_cli.model import Identifier, Name, NamePart, PersonFields, Record, RoleFields, When
from genden_cli.query.records import claims as claim_queries
from genden_cli.query.records import lineage
from genden_cli.query.records import timeline as event_queries
from genden_cli.query.records.fetch import (
    NO_VERDICTS,
    Columns,
    RowStream,
    Verdicts,
    array,
    fetch,
    lists,
    pairs,
    verdicts_by_owner,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.query.records.claims import ClaimRow
    from genden_cli.query.records.lineage import Relative
    from genden_cli.query.records.timeline import EventRow


class PersonRow(PersonFields):
    """A person, and the verdicts on the claims about them."""

    _order = "id name born died about events verdicts"
    _left_out = "note file"

    events: int
    verdicts: Verdicts


class RoleDetails(RoleFields):
    """An office or occupation, and the claims that support it."""

    claims: tuple[ClaimRow, ...]


class RelationDetails(Record):
    """A relation to another person, its dates and its claims. ``outward``: it is recorded with this person."""

    as_: str
    to: str
    name: str
    from_: When | None
    until: When | None
    outward: bool
    claims: tuple[ClaimRow, ...]


class Life(Record):
    """The dates of a person's life and offices."""

    name: str
    born: When | None
    died: When | None
    roles: tuple[RoleDetails, ...]


class PersonDetails(PersonFields):
    """A person with everything that a page shows."""

    _order = "id name names born died about note ids roles relations ancestors descendants events claims"
    _left_out = "file"

    names: tuple[Name, ...]
    ids: tuple[Identifier, ...]
    roles: tuple[RoleDetails, ...]
    relations: tuple[RelationDetails, ...]
    ancestors: tuple[Relative, ...]
    descendants: tuple[Relative, ...]
    events: tuple[EventRow, ...]
    claims: tuple[ClaimRow, ...]


def people(connection: sqlite3.Connection) -> RowStream[PersonRow]:
    """Return the people of the base, in the order of the file."""
    return RowStream(connection.execute(_PEOPLE), partial(_complete_rows, connection))


def weightiest_people(connection: sqlite3.Connection) -> RowStream[PersonRow]:
    """Return the same people, those with most claims first."""
    return RowStream(connection.execute(_BY_WEIGHT), partial(_complete_rows, connection))


def count_people(connection: sqlite3.Connection) -> int:
    """Return how many people there are."""
    (number,) = connection.execute("SELECT people FROM record_count").fetchone()
    return int(number)


def person(connection: sqlite3.Connection, id_: str) -> PersonDetails:
    """Return the person with this id."""
    row = connection.execute(_BY_ID, {"id": id_}).fetchone()
    return _profile(connection, row)._replace(
        events=tuple(event_queries.timeline(connection, event_queries.EventFilter(person=(id_,)))),
        claims=tuple(claim_queries.claims(connection, claim_queries.ClaimFilter(person=(id_,)))),
    )


def profiles(connection: sqlite3.Connection) -> Iterator[PersonDetails]:
    """Yield all people in the order of the file, without the events and claims that are about them."""
    return (_profile(connection, row) for row in connection.execute(_PEOPLE).fetchall())


def _profile(connection: sqlite3.Connection, row: tuple[Any, ...]) -> PersonDetails:
    id_ = row[0]
    return PersonDetails(
        **_PERSON.values(row),
        names=tuple(_names(connection, id_)),
        ids=fetch(connection, Identifier, _IDENTIFIERS, id=id_),
        roles=tuple(_roles(connection, id_)),
        relations=tuple(_relations(connection, id_)),
        ancestors=lineage.ancestors(connection, id_),
        descendants=lineage.descendants(connection, id_),
        events=(),
        claims=(),
    )


def life(connection: sqlite3.Connection, id_: str) -> Life:
    """Return the dates of the life and offices of the person with this id."""
    values = _PERSON.values(connection.execute(_BY_ID, {"id": id_}).fetchone())
    dates = {name: values[name] for name in ("name", "born", "died")}
    return Life(**dates, roles=tuple(_roles(connection, id_)))


def _complete_rows(connection: sqlite3.Connection, batch: list[tuple[Any, ...]]) -> Iterator[PersonRow]:
    ids = {"ids": array(row[0] for row in batch)}
    events: dict[str, int] = dict(connection.execute(_EVENTS, ids))
    verdicts = verdicts_by_owner(connection, _VERDICTS, **ids)
    for row in batch:
        id_ = row[0]
        counts = verdicts.get(id_, NO_VERDICTS)
        yield PersonRow(**_PERSON.values(row), events=events.get(id_, 0), verdicts=counts)


def _names(connection: sqlite3.Connection, id_: str) -> Iterator[Name]:
    parts = pairs(connection, NamePart, _PARTS, id=id_)
    for row in connection.execute(_NAMES, {"id": id_}):
        yield Name(**_NAME.values(row), parts=parts.get(row[-1], ()))


def _roles(connection: sqlite3.Connection, id_: str) -> Iterator[RoleDetails]:
    carried = _claims_by_number(connection, _ROLE_CLAIMS, id_)
    for row in connection.execute(_ROLES, {"id": id_}):
        yield RoleDetails(**_ROLE.values(row), claims=carried.get(row[-1], ()))


def _relations(connection: sqlite3.Connection, id_: str) -> Iterator[RelationDetails]:
    for row in connection.execute(_RELATIONS, {"id": id_}):
        number, owner, other, name, outward = row[_RELATION.width :]
        claims_ = _claims_by_number(connection, _RELATION_CLAIMS, owner).get(number, ())
        values = {**_RELATION.values(row), "to": other}
        yield RelationDetails(**values, name=name, outward=bool(outward), claims=claims_)


def _claims_by_number(
    connection: sqlite3.Connection, statement: str, person_id: str
) -> dict[int, tuple[ClaimRow, ...]]:
    found = lists(connection, statement, id=person_id)
    return {number: claim_queries.claims_with_ids(connection, ids) for number, ids in found.items()}


_PERSON = Columns(schema.PERSON)
_NAME = Columns(schema.NAME)
_ROLE = Columns(schema.ROLE)
_RELATION = Columns(schema.RELATION)

_PEOPLE = f"SELECT {_PERSON.sql} FROM person {_PERSON.joins} ORDER BY n"

_BY_WEIGHT = f"""
SELECT {_PERSON.sql}
  FROM person {_PERSON.joins}
  LEFT JOIN weight ON weight.section = 'people' AND weight.id = person.id
 ORDER BY weight.number DESC, n
"""

_BY_ID = f"SELECT {_PERSON.sql} FROM person {_PERSON.joins} WHERE person.id = :id"

_VERDICTS = """
SELECT person, verdict, count(*)
  FROM claim_person JOIN claim ON claim.id = claim_person.claim
 WHERE person IN (SELECT value FROM json_each(:ids))
 GROUP BY person, verdict
"""

_EVENTS = """
SELECT person, count(*)
  FROM (SELECT person, event FROM participant WHERE person IN (SELECT value FROM json_each(:ids))
         UNION
        SELECT person, event FROM claim_person JOIN claim ON claim.id = claim_person.claim
         WHERE person IN (SELECT value FROM json_each(:ids)) AND event IS NOT NULL)
 GROUP BY person
"""

_NAMES = f"SELECT {_NAME.sql}, n FROM name {_NAME.joins} WHERE person = :id ORDER BY n"

_PARTS = """
SELECT name, part, name_part.text FROM name_part JOIN name ON name.n = name_part.name WHERE person = :id
 ORDER BY name, position
"""

_IDENTIFIERS = "SELECT scheme, value FROM person_identifier WHERE person = :id ORDER BY position"

_ROLES = f"SELECT {_ROLE.sql}, n FROM role {_ROLE.joins} WHERE person = :id ORDER BY n"

_ROLE_CLAIMS = "SELECT role, claim FROM role_claim JOIN role ON role.n = role WHERE person = :id ORDER BY role, claim"

_RELATIONS = f"""
SELECT {_RELATION.sql}, relation.n AS n, relation.person AS owner, other.id, other.name,
       relation.person = :id AS outward
  FROM relation {_RELATION.joins}
  JOIN person AS other ON other.id = CASE relation.person WHEN :id THEN to_ ELSE relation.person END
 WHERE relation.person = :id OR to_ = :id
 ORDER BY outward DESC, owner, n
"""

_RELATION_CLAIMS = """
SELECT relation, claim FROM relation_claim JOIN relation ON relation.n = relation WHERE person = :id
 ORDER BY relation, claim
"""
