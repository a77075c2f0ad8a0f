"""``genden event`` and ``genden events``."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import detailed_command, list_command
from genden_cli.cli.names import resolve
from genden_cli.output import brief
from genden_cli.output.answer import SCREENFUL, Answer, Found, Listing, ShortList
from genden_cli.output.stream import say
from genden_cli.pages import event as event_page
from genden_cli.pages import short_event as short_page
from genden_cli.pages import timeline as timeline_page
from genden_cli.query.records import events as queries
from genden_cli.query.records import summaries, timeline
from genden_cli.words import Section


@detailed_command
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

    def short(width: int) -> Found:
        summary = summaries.event_summary(connection, record)
        rows = (*record.variants, *summary.claims[: summaries.MOST])
        return Found("event", rows, lambda: short_page.event(summary, width), brief.event(summary))

    return Found("event", record.claims, lambda: event_page.event(record), record, short=short)


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
    rows = timeline.timeline(connection, timeline.EventFilter(variants=variants))

    def short(limit: int | None) -> ShortList[timeline.EventRow]:
        total = timeline.count_events(connection, variants=variants)
        first = rows.split(limit or SCREENFUL)[0]
        return ShortList(first, timeline_page.short_timeline, total, "event", adds="people, places and ids")

    if_empty = "no event is told in rival versions" if variants else ""
    return Listing("events", rows, lambda rows: timeline_page.timeline(rows), short, if_empty)
