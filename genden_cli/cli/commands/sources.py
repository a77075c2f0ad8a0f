"""``genden source`` and ``genden sources``."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import list_command, record_command
from genden_cli.cli.names import resolve
from genden_cli.output.answer import Answer, Drawing, Found, Listing
from genden_cli.pages import source as source_page
from genden_cli.pages import tree as tree_page
from genden_cli.query.evidence import tree as tree_queries
from genden_cli.query.records import sources as queries
from genden_cli.words import Reliability, Section


@record_command
def source(
    connection: sqlite3.Connection,
    *,
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...", autocompletion=completers.sources, help="An id, a title, an author, or a part of one."
        ),
    ],
) -> Answer:
    """Print what a source is, rests on, and says on which claims."""
    record = queries.source(connection, resolve(connection, Section.SOURCES, " ".join(name)))
    return Found("source", record.claims or record.evidence, lambda: source_page.source(record), record)


@list_command
def sources(
    connection: sqlite3.Connection,
    *,
    grade: Annotated[
        list[Reliability] | None,
        typer.Option(autocompletion=completers.grades, help="Only sources with this grade of reliability; repeatable."),
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
) -> Listing[queries.SourceRow] | Drawing[tree_queries.Branch]:
    """List the sources by title, with what they rest on."""
    if tree or claim:
        branches = tree_queries.forest(connection, claim=resolve(connection, Section.CLAIMS, claim) if claim else None)
        return Drawing("sources", branches, lambda rows: tree_page.tree(rows))
    rows = queries.sources(connection, grades=grade or ())
    return Listing("sources", rows, lambda rows: source_page.sources(rows))
