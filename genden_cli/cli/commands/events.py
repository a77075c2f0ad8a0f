"""``genden event`` and ``genden events``."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import list_command, record_command
from genden_cli.cli.names import resolve
from genden_cli.output.answer import Answer, Found, Listing
from genden_cli.output.stream import say
from genden_cli.pages import event as event_page
from genden_cli.pages import timeline as timeline_page
from genden_cli.query.records import events as queries
from genden_cli.query.records import timeline
from genden_cli.words import Section


@record_command
def event(
    connection: sqlite3.Connection,
    *,
    name: Annotated[
        list[str],
        typer.Argument(metavar="NAME...", autocompletion=completers.events, help="An id, a title, or a part of one."),
    ],
) -> Answer:
    """Print one event: when, where, who, rival versions, claims."""
    record = queries.event(connection, _event(connection, " ".join(name)))
    return Found("event", record.claims, lambda: event_page.event(record), record)


def _event(connection: sqlite3.Connection, typed: str) -> str:
    """Return the id of the event that has this name, or to which the claim with this id belongs."""
    found = queries.event_of_claim(connection, typed)
    if found is None:
        return resolve(connection, Section.EVENTS, typed)
    say(f"'{typed}' is a claim about {found.id}: {found.title}")
    return found.id


@list_command
def events(
    connection: sqlite3.Connection,
    *,
    variants: Annotated[bool, typer.Option("--variants", help="Only events with rival versions.")] = False,
) -> Listing[timeline.EventRow]:
    """List the events in order of time."""
    return Listing(
        "events",
        timeline.timeline(connection, timeline.EventFilter(variants=variants)),
        lambda rows: timeline_page.timeline(rows),
        if_empty="no event is told in rival versions" if variants else "",
    )
