"""``genden person`` and ``genden people``."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import list_command, record_command
from genden_cli.cli.names import resolve
from genden_cli.output.answer import Answer, Found, Listing
from genden_cli.pages import person as pages
from genden_cli.query.records import people as queries
from genden_cli.words import Section


@record_command
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
    return Found("person", record.claims, lambda: pages.person(record), record)


@list_command
def people(connection: sqlite3.Connection) -> Listing[queries.PersonRow]:
    """List the people."""
    return Listing("people", queries.people(connection), lambda rows: pages.people(rows))
