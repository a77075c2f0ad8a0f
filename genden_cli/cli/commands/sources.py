"""``genden source`` and ``genden sources``."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from typing import Annotated

import typer

from genden_cli.cli.arguments import one_of
from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import detailed_command, list_command
from genden_cli.cli.names import resolve
from genden_cli.output import brief
from genden_cli.output.answer import SCREENFUL, Answer, Drawing, Found, Listing, ShortList
from genden_cli.pages import short_source as short_page
from genden_cli.pages import source as source_page
from genden_cli.pages import tree as tree_page
from genden_cli.query.evidence import tree as tree_queries
from genden_cli.query.records import sources as queries
from genden_cli.query.records import summaries
from genden_cli.words import Reliability, Section


@detailed_command
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

    def short(width: int) -> Found:
        summary = summaries.source_summary(connection, record)
        rows = summaries.source_rows(summary, brief.MOST_ITEMS)
        return Found("source", rows, lambda: short_page.source(summary, width), brief.source(summary))

    rows = record.claims or record.evidence
    return Found("source", rows, lambda: source_page.source(record), record, short=short)


class SourceGap(StrEnum):
    """What a source may lack."""

    URL = "url"
    ARCHIVED = "archived"


_GradeOption = Annotated[
    list[Reliability] | None,
    typer.Option(
        metavar=one_of(Reliability),
        autocompletion=completers.grades,
        help="Only sources with this grade of reliability; repeatable.",
    ),
]


@list_command
def sources(
    connection: sqlite3.Connection,
    *,
    grade: _GradeOption = None,
    missing: Annotated[
        SourceGap | None, typer.Option(help="Only sources without an address, or without a kept copy.")
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
    """List the sources, the best first, with what they say."""
    if tree or claim:
        branches = tree_queries.forest(connection, claim=resolve(connection, Section.CLAIMS, claim) if claim else None)
        return Drawing("sources", branches, lambda rows: tree_page.tree(rows))

    def short(limit: int | None) -> ShortList[queries.SourceRow]:
        total = queries.count_sources(connection, grades=grade or (), missing=missing)
        first = queries.weightiest_sources(connection, grades=grade or (), missing=missing).split(limit or SCREENFUL)[0]
        return ShortList(
            first,
            source_page.short_sources,
            total,
            "source",
            adds="dates and origins",
            height=source_page.height,
        )

    rows = queries.sources(connection, grades=grade or (), missing=missing)
    return Listing("sources", rows, lambda rows: source_page.sources(rows), short)
