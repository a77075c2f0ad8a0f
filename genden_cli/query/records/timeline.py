"""Query events in order of time."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from genden_cli import schema
from genden_cli.model import EventFields
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records import claims as claim_queries
from genden_cli.query.records.fetch import (
    NO_VERDICTS,
    Columns,
    PersonRef,
    RowStream,
    Verdicts,
    array,
    text_filter,
    verdicts_by_owner,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.query.records.claims import ClaimRow
    from genden_cli.words import Verdict


class EventRow(EventFields):
    """An event, its participants and verdicts, and how many dates its rival versions give.

    ``claims`` is empty unless the query asks for claims.
    """

    _order = "id title date date_text place about people verdicts rival_dates claims"
    _left_out = "file"

    people: tuple[PersonRef, ...]
    verdicts: Verdicts
    rival_dates: int
    claims: tuple[ClaimRow, ...]


class EventFilter(NamedTuple):
    """Selects events. Days are proleptic Gregorian ordinals (see `dates.calendar`); the ids must exist.

    An event passes ``since`` and ``until`` if it may fall within them, and ``certainly`` if it must.
    """

    person: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    verdict: tuple[Verdict, ...] = ()
    since: int | None = None
    until: int | None = None
    certainly: bool = False
    variants: bool = False
    reverse: bool = False

    def parameters(self) -> dict[str, Any]:
        """Return the parameters of a statement: lists of words as JSON arrays, or None if they filter nothing."""
        words = {name: text_filter(getattr(self, name)) for name in ("person", "place", "tag", "verdict")}
        return {**self._asdict(), **words}


def timeline(connection: sqlite3.Connection, wanted: EventFilter, *, claims: bool = False) -> RowStream[EventRow]:
    """Return the events that pass a filter, in order of time. Undated ones come last."""
    order = "DESC" if wanted.reverse else "ASC"
    found = connection.execute(_EVENTS.format(order=order), wanted.parameters())
    return RowStream(found, partial(_complete_rows, connection, claims=claims))


def count_events(connection: sqlite3.Connection, *, variants: bool = False) -> int:
    """Return how many events there are; with ``variants``, how many of them are told in rival versions."""
    statement = "SELECT count(DISTINCT event) FROM variant" if variants else "SELECT events FROM record_count"
    (number,) = connection.execute(statement).fetchone()
    return int(number)


def events(connection: sqlite3.Connection, ids: tuple[str, ...]) -> tuple[EventRow, ...]:
    """Return the events with these ids, in order of time."""
    found = connection.execute(_BY_ID, {"ids": array(ids)})
    return tuple(_complete_rows(connection, list(found), claims=False))


def _complete_rows(connection: sqlite3.Connection, batch: list[tuple[Any, ...]], *, claims: bool) -> Iterator[EventRow]:
    parts = EventParts(connection, [row[0] for row in batch], claims=claims)
    return (EventRow(**_EVENT.values(row), **parts.of(row[0])) for row in batch)


class EventParts:
    """The people, verdicts, rival dates and claims of a batch of events."""

    def __init__(self, connection: sqlite3.Connection, events: list[str], *, claims: bool) -> None:
        ids = array(events)
        self._people = people_by_owner(connection, _PARTICIPANTS, ids)
        self._verdicts = verdicts_by_owner(connection, _VERDICTS, ids=ids)
        self._rival_dates = dict(connection.execute(_RIVAL_DATES, {"ids": ids}))
        self._claims = claim_queries.claims_of_events(connection, ids) if claims else {}

    def of(self, event: str) -> dict[str, Any]:
        """Return the values of one event, by field."""
        return {
            "people": tuple(self._people.get(event, ())),
            "verdicts": self._verdicts.get(event, NO_VERDICTS),
            "rival_dates": self._rival_dates.get(event, 0),
            "claims": self._claims.get(event, ()),
        }


def people_by_owner(connection: sqlite3.Connection, statement: str, ids: str) -> dict[str, list[PersonRef]]:
    """Return people by owner. The statement selects owner, id, name and perhaps role, for ``ids``."""
    people: dict[str, list[PersonRef]] = {}
    for owner, *person in connection.execute(statement, {"ids": ids}):
        people.setdefault(owner, []).append(PersonRef(*person))
    return people


_EVENT = Columns(schema.EVENT)

_EVENTS = f"""
SELECT {_EVENT.sql}
  FROM chronology
  JOIN event ON event.n = chronology.n
  {_EVENT.joins}
 WHERE chronology.section = 'events'
   AND (:since IS NULL OR chronology.latest_day >= :since)
   AND (:until IS NULL OR chronology.earliest_day <= :until)
   AND (chronology.date IS NOT NULL OR (:since IS NULL AND :until IS NULL))
   AND (:place IS NULL
        OR EXISTS (SELECT 1 FROM place_text JOIN json_each(:place)
                    WHERE place_text.place = event.place AND instr(folded, value) > 0))
   AND (:person IS NULL
        OR chronology.id IN (SELECT event FROM participant WHERE person IN (SELECT value FROM json_each(:person))
                             UNION SELECT event FROM claim_person JOIN claim ON claim.id = claim_person.claim
                                    WHERE person IN (SELECT value FROM json_each(:person))))
   AND (:tag IS NULL
        OR EXISTS (SELECT 1 FROM claim JOIN claim_tag ON claim_tag.claim = claim.id
                    WHERE claim.event = event.id AND tag IN (SELECT value FROM json_each(:tag))))
   AND (:verdict IS NULL
        OR EXISTS (SELECT 1 FROM claim
                    WHERE claim.event = event.id AND verdict IN (SELECT value FROM json_each(:verdict))))
   AND (NOT :variants OR event.id IN (SELECT event FROM variant))
 ORDER BY chronology.sort_day {{order}}, chronology.earliest_day {{order}}, chronology.latest_day {{order}},
          chronology.n {{order}}
"""

_BY_ID = f"""
SELECT {_EVENT.sql}
  FROM chronology
  JOIN event ON event.n = chronology.n
  {_EVENT.joins}
 WHERE chronology.section = 'events' AND chronology.id IN (SELECT value FROM json_each(:ids))
 ORDER BY chronology.sort_day, chronology.earliest_day, chronology.latest_day, chronology.n
"""

_PARTICIPANTS = """
SELECT event, person.id, name, role
  FROM participant JOIN person ON person.id = participant.person
 WHERE event IN (SELECT value FROM json_each(:ids))
 ORDER BY event, position
"""

_RIVAL_DATES = """
SELECT variant.event, count(DISTINCT coalesce(claim.date, event.date))
  FROM variant JOIN claim ON claim.id = variant.claim JOIN event ON event.id = variant.event
 WHERE variant.event IN (SELECT value FROM json_each(:ids))
 GROUP BY variant.event
"""

_VERDICTS = """
SELECT event, verdict, count(*)
  FROM claim
 WHERE event IN (SELECT value FROM json_each(:ids))
 GROUP BY event, verdict
"""
