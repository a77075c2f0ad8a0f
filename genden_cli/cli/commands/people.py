"""``genden person`` and ``genden people``."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import detailed_command, list_command
from genden_cli.cli.names import resolve
from genden_cli.output import brief
from genden_cli.output.answer import SCREENFUL, Answer, Found, Listing, ShortList
from genden_cli.pages import person as pages
from genden_cli.pages import short_person as short_page
from genden_cli.query.records import people as queries
from genden_cli.query.records import summaries
from genden_cli.words import Section


@detailed_command
def person(
    connection: sqlite3.Connection,
    *,
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...",
            autocompletion=completers.people,
            help="An id, any recorded spelling in any script, or a part of one.",
        ),
    ],
) -> Answer:
    """Print a profile: names, life, roles, relations, events, claims."""
    record = queries.person(connection, resolve(connection, Section.PEOPLE, " ".join(name)))

    def short(width: int) -> Found:
        summary = summaries.person_summary(connection, record)
        return Found("person", summary.claims, lambda: short_page.person(summary, width), brief.person(summary))

    return Found("person", record.claims, lambda: pages.person(record), record, short=short)


@list_command
def people(connection: sqlite3.Connection) -> Listing[queries.PersonRow]:
    """List the people, those with most claims first."""

    def short(limit: int | None) -> ShortList[queries.PersonRow]:
        total = queries.count_people(connection)
        first = queries.weightiest_people(connection).split(limit or SCREENFUL)[0]
        return ShortList(first, pages.short_people, total, "person", adds="a sentence on each")

    return Listing("people", queries.people(connection), lambda rows: pages.people(rows), short)
