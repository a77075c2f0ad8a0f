"""``genden event`` and ``genden events``."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import list_command, record_command
from genden_cli.cli.names import resolve
from genden_cli.output.answer import Answer


@record_command
def event(
    connection: sqlite3.Connection,
    *,
    name: Annotated[
        str, typer.Argument(metavar="ID", autocompletion=completers.events, help="An id, a title, or a part of one.")
    ],
) -> Answer:
    """Print one event: when, where, who, its rival versions, and the claims about it."""
    from genden_cli.query.records import events as ask  # noqa: PLC0415 -- not to complete a line

    record = ask.event(connection, resolve(connection, "events", name))
    return Answer("event", record.claims, "event.event", record)


@list_command
def events(
    connection: sqlite3.Connection,
    *,
    variants: Annotated[bool, typer.Option("--variants", help="Only events with rival versions.")] = False,
) -> Answer:
    """List the events, in order of time."""
    from genden_cli.query.records.timeline import EventFilter, timeline  # noqa: PLC0415 -- not to complete a line

    rows = timeline(connection, EventFilter(variants=variants))
    nothing = "no event is told in rival versions" if variants else ""
    return Answer("events", rows, "timeline.timeline", nothing=nothing)
