"""People: who acts in the story."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from genden_cli.query.rows import BORN_AND_DIED, Verdicts, When, array, batches, when

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


def people(connection: sqlite3.Connection, *, limit: int | None = None) -> Iterator[PersonRow]:
    """Yield the people of the base, in the order of the file."""
    for batch in batches(connection.execute(_PEOPLE, {"limit": -1 if limit is None else limit})):
        ids = array(row[0] for row in batch)
        counts: dict[str, dict[str, int]] = {}
        for person, verdict, number in connection.execute(_VERDICTS, {"ids": ids}):
            counts.setdefault(person, {})[verdict] = number
        for id_, name, *rest in batch:
            verdicts = Verdicts(**counts.get(id_, {}))
            yield PersonRow(id_, name, when(*rest[:4]), when(*rest[4:8]), rest[8], rest[9], verdicts, rest[10])


_VERDICTS = """
SELECT person, verdict, count(*)
  FROM claim_person JOIN claim ON claim.id = claim_person.claim
 WHERE person IN (SELECT value FROM json_each(:ids))
 GROUP BY person, verdict
"""

_PEOPLE = f"""
SELECT person.id, name, {BORN_AND_DIED}, about,
       (SELECT count(*)
          FROM (SELECT event FROM participant WHERE participant.person = person.id
                 UNION
                SELECT event FROM claim JOIN claim_person ON claim_person.claim = claim.id
                 WHERE claim_person.person = person.id AND event IS NOT NULL)), line
  FROM person
  LEFT JOIN date AS born ON born.edtf = person.born
  LEFT JOIN date AS died ON died.edtf = person.died
 ORDER BY n
 LIMIT :limit
"""
