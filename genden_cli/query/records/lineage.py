"""Query the ancestors and descendants of a person, one generation after the other.

Relations are recorded on one side or on both. Only parents and children without doubt or adoption count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli import schema
from genden_cli.kinship import Kin, inverse, kin_role
from genden_cli.model import Record, When
from genden_cli.query.records.fetch import Columns, array

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

GENERATIONS: Final = 4
"""The number of generations that a lineage goes back, and forward."""


class Relative(Record):
    """An ancestor or a descendant. ``generation`` is 1 for parents and children, 2 for grandparents, and so on."""

    generation: int
    id: str
    name: str
    born: When | None
    died: When | None


def ancestors(connection: sqlite3.Connection, id_: str) -> tuple[Relative, ...]:
    """Return the parents of a person, their parents and so on, the nearest first."""
    return tuple(_lineage(connection, id_, Kin.PARENT))


def descendants(connection: sqlite3.Connection, id_: str) -> tuple[Relative, ...]:
    """Return the children of a person, their children and so on, the nearest first."""
    return tuple(_lineage(connection, id_, Kin.CHILD))


def _lineage(connection: sqlite3.Connection, id_: str, kin: Kin) -> Iterator[Relative]:
    seen, last = {id_}, [id_]
    for generation in range(1, GENERATIONS + 1):
        last = [each for each in dict.fromkeys(_next(connection, last, kin)) if each not in seen]
        if not last:
            return
        seen.update(last)
        for row in connection.execute(_PEOPLE, {"ids": array(last)}):
            values = _PERSON.values(row)
            yield Relative(generation=generation, **{name: values[name] for name in ("id", "name", "born", "died")})


def _next(connection: sqlite3.Connection, ids: list[str], kin: Kin) -> Iterator[str]:
    """Yield who is a parent, or a child, of one of these people, as either side records it."""
    known = frozenset(ids)
    for person, other, as_ in connection.execute(_LINKS, {"ids": array(ids)}):
        role = kin_role(as_)
        if role is None or not role.is_plain:
            continue
        if person in known and role.kin == kin:
            yield other
        if other in known and role.kin == inverse(kin):
            yield person


_PERSON = Columns(schema.PERSON)

_PEOPLE = f"""
SELECT {_PERSON.sql} FROM person {_PERSON.joins} WHERE person.id IN (SELECT value FROM json_each(:ids)) ORDER BY n
"""

_LINKS = """
SELECT person, to_, as_ FROM relation WHERE person IN (SELECT value FROM json_each(:ids))
 UNION
SELECT person, to_, as_ FROM relation WHERE to_ IN (SELECT value FROM json_each(:ids))
 ORDER BY person, to_, as_
"""
