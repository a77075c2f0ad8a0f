"""Query one event with its claims and rival versions, and the headline claim of a base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.model import EventFields
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.claims import ClaimRow, claims_of_events, claims_with_ids
from genden_cli.query.records.fetch import PersonRef, Verdicts, array, combine_rows, fetch, phrasings
from genden_cli.query.records.timeline import events

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.model import Phrasing


class EventDetails(EventFields):
    """An event with everything that a page shows. ``variants`` are its rival versions."""

    _order = "id title date date_text place about people verdicts variants asked_as claims"
    _left_out = "file"

    people: tuple[PersonRef, ...]
    verdicts: Verdicts
    variants: tuple[ClaimRow, ...]
    claims: tuple[ClaimRow, ...]
    asked_as: tuple[Phrasing, ...]


def event(connection: sqlite3.Connection, id_: str) -> EventDetails:
    """Return the event with this id."""
    row = events(connection, (id_,))[0]
    order = [claim for (claim,) in connection.execute(_VARIANTS, {"id": id_})]
    variants = {claim.id: claim for claim in claims_with_ids(connection, order)}
    return combine_rows(
        EventDetails,
        row,
        variants=tuple(variants[each] for each in order),
        claims=claims_of_events(connection, array((id_,))).get(id_, ()),
        asked_as=phrasings(connection, "event", id_),
    )


_VARIANTS = "SELECT claim FROM variant WHERE event = :id ORDER BY position"


class VariantEvent(NamedTuple):
    """An event with rival versions."""

    id: str
    title: str


def events_with_variant(connection: sqlite3.Connection, claim: str) -> tuple[VariantEvent, ...]:
    """Return the events of which a claim is a rival version; none if an event has the same id."""
    return fetch(connection, VariantEvent, _EVENTS_WITH_VARIANT, claim=claim)


_EVENTS_WITH_VARIANT = """
SELECT id, title FROM variant JOIN event ON event.id = variant.event
 WHERE claim = :claim AND NOT EXISTS (SELECT 1 FROM event WHERE id = :claim)
 ORDER BY event.n
"""


def event_of_claim(connection: sqlite3.Connection, claim: str) -> VariantEvent | None:
    """Return the event of a claim, or the first of which it is a rival version; None if an event has the same id."""
    found = fetch(connection, VariantEvent, _EVENT_OF_CLAIM, claim=claim)
    return next(iter((*found, *events_with_variant(connection, claim))), None)


_EVENT_OF_CLAIM = """
SELECT event.id, event.title FROM claim JOIN event ON event.id = claim.event
 WHERE claim.id = :claim AND NOT EXISTS (SELECT 1 FROM event WHERE id = :claim)
"""


class Headline(NamedTuple):
    """A claim, the event that it is a version of, and the number of appearances in examined documents."""

    claim: str
    event: str | None
    appearances: int


def headline(connection: sqlite3.Connection) -> Headline | None:
    """Return the most important claim, or None if there are no claims.

    Published claims come first, then rival versions, since they are what a base is about. Next comes the claim that
    the documents under examination make most often, then the claim with most evidence, then the first in the file.
    """
    row = connection.execute(_HEADLINE).fetchone()
    return Headline._make(row) if row else None


def contested_events(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the ids of the events with rival versions."""
    return frozenset(event for (event,) in connection.execute("SELECT event FROM variant"))


_HEADLINE = "SELECT claim, event, appearances FROM headline"
