"""The likeliest of several people: those on whom the base has most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.query.records.fetch import array

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from genden_cli.query.names.exact import Candidate


def mentions(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, int]:
    """Return the number of claims, events, offices and relations of each person."""
    return dict(connection.execute(_MENTIONS, {"ids": array(ids)}))


def likeliest_first(connection: sqlite3.Connection, found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return people, those first on whom the base has most. Others keep their order."""
    people = tuple(found)
    known = mentions(connection, (each.id for each in people))
    return tuple(sorted(people, key=lambda each: (each.distance, -known.get(each.id, 0))))


_MENTIONS: Final = """
SELECT id,
       (SELECT count(*) FROM claim_person WHERE claim_person.person = person.id)
       + (SELECT count(*) FROM participant WHERE participant.person = person.id)
       + (SELECT count(*) FROM role WHERE role.person = person.id)
       + (SELECT count(*) FROM relation WHERE relation.person = person.id)
       + (SELECT count(*) FROM relation WHERE relation.to_ = person.id)
  FROM person WHERE id IN (SELECT value FROM json_each(:ids))
"""
