"""``genden person`` and ``genden people``."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import list_command, record_command
from genden_cli.cli.names import resolve
from genden_cli.output.answer import Answer


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
    """Print a person's profile: names, life, roles, relations, events, and the claims by verdict."""
    from genden_cli.query.records import people as ask  # noqa: PLC0415 -- not to complete a line

    record = ask.person(connection, resolve(connection, "people", " ".join(name)))
    return Answer("person", record.claims, "person.person", record)


@list_command
def people(connection: sqlite3.Connection) -> Answer:
    """List the people."""
    from genden_cli.query.records import people as ask  # noqa: PLC0415 -- not to complete a line

    return Answer("people", ask.people(connection), "person.people")
