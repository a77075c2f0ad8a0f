"""People: who acts in the story."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from genden_cli.query.records.fetch import BORN_AND_DIED, RowStream, Verdicts, When, array, when

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


class PersonRow(NamedTuple):
    """A person, and how the claims about them stand."""

    id: str
    name: str
    born: When | None
    died: When | None
    about: str | None
    events: int
    verdicts: Verdicts
    line: int


def people(connection: sqlite3.Connection) -> RowStream[PersonRow]:
    """Return the people of the base, in the order of the file."""
    found = connection.execute(_PEOPLE)
    return RowStream(found, partial(_completed, connection))


def _completed(connection: sqlite3.Connection, batch: list[tuple[Any, ...]]) -> Iterator[PersonRow]:
    ids = {"ids": array(row[0] for row in batch)}
    events: dict[str, int] = dict(connection.execute(_EVENTS, ids))
    counts: dict[str, dict[str, int]] = {}
    for person, verdict, number in connection.execute(_VERDICTS, ids):
        counts.setdefault(person, {})[verdict] = number
    for id_, name, *rest in batch:
        *dates, about, line = rest
        verdicts = Verdicts(**counts.get(id_, {}))
        yield PersonRow(id_, name, when(*dates[:4]), when(*dates[4:]), about, events.get(id_, 0), verdicts, line)


_VERDICTS = """
SELECT person, verdict, count(*)
  FROM claim_person JOIN claim ON claim.id = claim_person.claim
 WHERE person IN (SELECT value FROM json_each(:ids))
 GROUP BY person, verdict
"""

_PEOPLE = f"""
SELECT person.id, name, {BORN_AND_DIED}, about, line
  FROM person
  LEFT JOIN date AS born ON born.edtf = person.born
  LEFT JOIN date AS died ON died.edtf = person.died
 ORDER BY n
"""

_EVENTS = """
SELECT person, count(*)
  FROM (SELECT person, event FROM participant WHERE person IN (SELECT value FROM json_each(:ids))
         UNION
        SELECT person, event FROM claim_person JOIN claim ON claim.id = claim_person.claim
         WHERE person IN (SELECT value FROM json_each(:ids)) AND event IS NOT NULL)
 GROUP BY person
"""
