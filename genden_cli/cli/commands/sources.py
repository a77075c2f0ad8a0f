"""``genden source`` and ``genden sources``."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import list_command, record_command
from genden_cli.cli.names import resolve
from genden_cli.output.answer import Answer
from genden_cli.words import Reliability


@record_command
def source(
    connection: sqlite3.Connection,
    *,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID", autocompletion=completers.sources, help="An id, a title, an author, or a part of one."
        ),
    ],
) -> Answer:
    """Print what a source is, what it rests on, and what it says for or against which claims."""
    from genden_cli.query.records import sources as ask  # noqa: PLC0415 -- not to complete a line

    record = ask.source(connection, resolve(connection, "sources", name))
    return Answer("source", record.claims or record.evidence, "source.source", record)


@list_command
def sources(
    connection: sqlite3.Connection,
    *,
    grade: Annotated[
        Reliability | None,
        typer.Option(autocompletion=completers.grades, help="Only sources with this grade of reliability."),
    ] = None,
    tree: Annotated[bool, typer.Option("--tree", help="Draw which source rests on which.")] = False,
    claim: Annotated[
        str | None,
        typer.Option(
            metavar="ID",
            autocompletion=completers.claims,
            help="With --tree: only the sources of this claim, with their stances.",
        ),
    ] = None,
) -> Answer:
    """List the sources by title, with what they rest on and how often they speak."""
    if tree or claim:
        from genden_cli.query.evidence.tree import forest  # noqa: PLC0415 -- not to complete a line

        branches = forest(connection, claim=resolve(connection, "claims", claim) if claim else None)
        return Answer("sources", branches, "tree.tree")
    from genden_cli.query.records import sources as ask  # noqa: PLC0415 -- not to complete a line

    rows = ask.sources(connection, grade=grade)
    return Answer("sources", rows, "source.sources")
