"""``genden timeline``."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Annotated

import typer

from genden_cli.cli.arguments import PersonOption, TagOption, VerdictOption, day
from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import list_command
from genden_cli.errors import WrongUsage
from genden_cli.output.answer import Answer

if TYPE_CHECKING:
    from genden_cli.query.records.people import Life
    from genden_cli.query.records.timeline import EventFilter


@list_command
def timeline(  # noqa: PLR0913 -- one parameter an option
    connection: sqlite3.Connection,
    *,
    person: PersonOption = None,
    place: Annotated[
        str | None,
        typer.Option(
            metavar="PLACE",
            autocompletion=completers.places,
            help="Only events at this place, or at one with this part in its name.",
        ),
    ] = None,
    tag: TagOption = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only events on or after DATE, e.g. 1935 or 1935-12-30.")
    ] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only events on or before DATE.")] = None,
    verdict: VerdictOption = None,
    claims: Annotated[bool, typer.Option("--claims", help="List the claims under each event.")] = False,
    chart: Annotated[
        bool, typer.Option("--chart", help="Draw the timeline, with the life and offices of --person.")
    ] = False,
    reverse: Annotated[bool, typer.Option("--reverse", help="Show the latest first.")] = False,
) -> Answer:
    """Print what happened, in order of time, and how the claims about it stand."""
    from genden_cli.query.records.timeline import EventFilter  # noqa: PLC0415 -- not to complete a line
    from genden_cli.query.records.timeline import timeline as ask  # noqa: PLC0415

    first, last = day("--since", since, first=True), day("--until", until, first=False)
    if first is not None and last is not None and first > last:
        raise WrongUsage(f"--since '{since}' is later than --until '{until}'", hints=("give the earlier to --since",))
    named = _named(connection, person, place, tag) if person or place or tag else EventFilter()
    wanted = named._replace(
        verdict=verdict,
        since=first,
        until=last,
        reverse=reverse,
    )
    if chart:
        life = _life(connection, wanted.person) if wanted.person else None
        return Answer("events", ask(connection, wanted, claims=claims), "chart.timeline", beside=(wanted, life))
    return Answer("events", ask(connection, wanted, claims=claims), "timeline.timeline")


def _life(connection: sqlite3.Connection, person: str) -> Life:
    from genden_cli.query.records.people import life  # noqa: PLC0415 -- only a picture has lives

    return life(connection, person)


def _named(connection: sqlite3.Connection, person: str | None, place: str | None, tag: str | None) -> EventFilter:
    """Return the filters that name something, looked up in the base."""
    from genden_cli.cli import names  # noqa: PLC0415 -- looking names up is some ms of imports
    from genden_cli.query.records.timeline import EventFilter  # noqa: PLC0415

    return EventFilter(
        person=names.resolve(connection, "people", person) if person else None,
        place=names.place(connection, place),
        tag=names.tag(connection, tag),
    )
