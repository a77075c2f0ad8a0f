"""Of which events a claim is a rival version."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from genden_cli.query.records.fetch import fetch

if TYPE_CHECKING:
    import sqlite3


class VariantEvent(NamedTuple):
    """An event that is told in rival versions."""

    id: str
    title: str


def of_which_it_is_a_version(connection: sqlite3.Connection, claim: str) -> tuple[VariantEvent, ...]:
    """Return the events of which the claim with this id is a rival version; none where an event has the same id."""
    return fetch(connection, VariantEvent, _OF_WHICH, claim=claim)


_OF_WHICH = """
SELECT id, title FROM variant JOIN event ON event.id = variant.event
 WHERE claim = :claim AND NOT EXISTS (SELECT 1 FROM event WHERE id = :claim)
 ORDER BY event.n
"""
