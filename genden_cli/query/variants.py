"""Which events are told in rival versions, and which claims those are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from genden_cli.query.rows import fetch

if TYPE_CHECKING:
    import sqlite3


class Told(NamedTuple):
    """An event that is told in rival versions."""

    id: str
    title: str


def told_in_versions(connection: sqlite3.Connection) -> tuple[Told, ...]:
    """Return the events that are told in rival versions, in order of time."""
    return fetch(connection, Told, _TOLD)


def of_which_it_is_a_version(connection: sqlite3.Connection, claim: str) -> tuple[Told, ...]:
    """Return the events of which the claim with this id is a rival version; none where an event has the same id."""
    return fetch(connection, Told, _OF_WHICH, claim=claim)


_TOLD = """
SELECT event.id, title FROM chronology JOIN event ON event.n = chronology.n
 WHERE section = 'events' AND event.id IN (SELECT event FROM variant)
 ORDER BY earliest_day, latest_day, event.n
"""

_OF_WHICH = """
SELECT id, title FROM variant JOIN event ON event.id = variant.event
 WHERE claim = :claim AND NOT EXISTS (SELECT 1 FROM event WHERE id = :claim)
 ORDER BY event.n
"""
