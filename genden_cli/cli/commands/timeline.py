"""``genden timeline``."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from genden_cli.cli import names
from genden_cli.cli.arguments import PersonOption, TagOption, VerdictOption, first_day, last_day
from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import list_command
from genden_cli.errors import WrongUsage
from genden_cli.output.answer import Listing
from genden_cli.pages import chart as chart_page
from genden_cli.pages import timeline as timeline_page
from genden_cli.query.records import people as person_queries
from genden_cli.query.records import timeline as queries
from genden_cli.words import Section


@list_command
def timeline(  # noqa: PLR0913 -- one parameter an option
    connection: sqlite3.Connection,
    *,
    person: PersonOption = None,
    place: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PLACE",
            autocompletion=completers.places,
            help="Only events at this place, or at one with this part in its name; repeatable.",
        ),
    ] = None,
    tag: TagOption = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only events on or after DATE, e.g. 1935 or 1935-12-30.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only events on or before DATE.")] = None,
    verdict: VerdictOption = None,
    claims: Annotated[bool, typer.Option("--claims", help="List the claims under each event.")] = False,
    chart: Annotated[bool, typer.Option("--chart", help="Draw it, with the life and offices of --person.")] = False,
    reverse: Annotated[bool, typer.Option("--reverse", help="Show the latest first.")] = False,
) -> Listing[queries.EventRow]:
    """Print what happened in order of time, and how the claims stand."""
    first, last = _days(since, until)
    filters = queries.EventFilter(
        person=names.resolve_each(connection, Section.PEOPLE, person),
        place=names.places(connection, place),
        tag=names.tags(connection, tag),
        verdict=tuple(verdict or ()),
        since=first,
        until=last,
        reverse=reverse,
    )
    rows = queries.timeline(connection, filters, claims=claims)
    if chart:
        life = person_queries.life(connection, filters.person[0]) if len(filters.person) == 1 else None
        return Listing("events", rows, lambda rows: chart_page.timeline(rows, filters, life))
    return Listing("events", rows, lambda rows: timeline_page.timeline(rows))


def _days(since: str | None, until: str | None) -> tuple[int | None, int | None]:
    """Return the first and the last day that the options give; raise `WrongUsage` if they are in the wrong order."""
    first, last = first_day("--since", since), last_day("--until", until)
    if first is not None and last is not None and first > last:
        raise WrongUsage(f"--since '{since}' is later than --until '{until}'", hints=("give the earlier to --since",))
    return first, last
