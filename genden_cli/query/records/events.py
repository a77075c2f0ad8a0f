"""One event, with the claims about it and its rival versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from genden_cli.query.records.claims import ClaimRow, claims_of_events, claims_with_ids
from genden_cli.query.records.fetch import PersonRef, Verdicts, When, array, combine_rows
from genden_cli.query.records.timeline import events

if TYPE_CHECKING:
    import sqlite3


class Event(NamedTuple):
    """Everything about one event; ``variants`` are the claims that tell it differently."""

    id: str
    title: str
    date: When | None
    date_text: str | None
    place: str | None
    about: str | None
    people: tuple[PersonRef, ...]
    verdicts: Verdicts
    variants: tuple[ClaimRow, ...]
    claims: tuple[ClaimRow, ...]
    line: int


def event(connection: sqlite3.Connection, id_: str) -> Event:
    """Return everything about the event with this id."""
    row = events(connection, (id_,))[0]
    order = [claim for (claim,) in connection.execute(_VARIANTS, {"id": id_})]
    variants = {claim.id: claim for claim in claims_with_ids(connection, order)}
    return combine_rows(
        Event,
        row,
        variants=tuple(variants[each] for each in order),
        claims=claims_of_events(connection, array((id_,))).get(id_, ()),
    )


_VARIANTS = "SELECT claim FROM variant WHERE event = :id ORDER BY position"
