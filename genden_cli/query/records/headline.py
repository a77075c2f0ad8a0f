"""The claim that a reader looks for first, as far as a base tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3


class Headline(NamedTuple):
    """A claim; the event that it is a version of; how often documents under examination make it."""

    claim: str
    event: str | None
    appearances: int


def headline(connection: sqlite3.Connection) -> Headline | None:
    """Return the claim that leads, or None where nothing is claimed.

    Rival versions are what a base is about, so they come first; then what the documents under examination make most
    often, then what most evidence was gathered on, then what the curator wrote first.
    """
    row = connection.execute(_HEADLINE).fetchone()
    return Headline._make(row) if row else None


def contested(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the ids of the events that rival versions are told of."""
    return frozenset(event for (event,) in connection.execute("SELECT event FROM variant"))


_HEADLINE = """
SELECT claim.id,
       variant.event,
       (SELECT count(*) FROM appearance
         WHERE appearance.claim = claim.id AND source IN (SELECT source FROM examined)) AS appearances
  FROM claim LEFT JOIN variant ON variant.claim = claim.id
 ORDER BY variant.event IS NULL,
          appearances DESC,
          (SELECT count(*) FROM evidence WHERE evidence.claim = claim.id) DESC,
          claim.n
 LIMIT 1
"""
