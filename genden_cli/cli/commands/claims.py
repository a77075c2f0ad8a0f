"""``genden claim`` and ``genden claims``."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from genden_cli.cli import names
from genden_cli.cli.arguments import KindOption, PersonOption, SourceOption, TagOption, VerdictOption
from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import list_command, record_command
from genden_cli.cli.names import resolve
from genden_cli.errors import AmbiguousName, Suggestion, UnknownName
from genden_cli.output.answer import Answer, Found, Listing
from genden_cli.pages import claim as claim_page
from genden_cli.pages import without as sensitivity_page
from genden_cli.query.evidence import sensitivity
from genden_cli.query.records import claim as queries
from genden_cli.query.records import claims as list_queries
from genden_cli.words import Section

WithoutOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="SOURCE",
        autocompletion=completers.sources,
        help="Show what remains without this source and all that derives from it; repeatable.",
    ),
]


@record_command
def claim(
    connection: sqlite3.Connection,
    *,
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME...", autocompletion=completers.claims, help="The id of a claim, or a part of one."
        ),
    ],
    without: WithoutOption = None,
) -> Answer:
    """Print the source notes on a claim: who says so, who does not."""
    id_ = _claim(connection, " ".join(name))
    if without:
        removed = [resolve(connection, Section.SOURCES, each) for each in without]
        remains = sensitivity.sensitivity(connection, id_, removed)
        rows = sensitivity.sensitivity_lines(remains)
        return Found("without", rows, lambda: sensitivity_page.without(remains), remains)
    record = queries.claim(connection, id_)
    return Found("claim", queries.evidence_lines(record), lambda: claim_page.claim(record), record)


def _claim(connection: sqlite3.Connection, typed: str) -> str:
    """Return the id of a claim. Words that are no part of an id may be its sentence, so propose to ask."""
    try:
        return resolve(connection, Section.CLAIMS, typed)
    except AmbiguousName:
        raise
    except UnknownName as unknown:
        ask = (Suggestion("ask", tuple(typed.split()), purpose="finds it by its words"),) if " " in typed else ()
        raise UnknownName(unknown.message, hints=(*ask, *unknown.hints)) from None


@list_command
def claims(  # noqa: PLR0913 -- one parameter an option
    connection: sqlite3.Connection,
    *,
    verdict: VerdictOption = None,
    person: PersonOption = None,
    source: SourceOption = None,
    kind: KindOption = None,
    tag: TagOption = None,
) -> Listing[list_queries.ClaimRow]:
    """List the claims in order of time."""
    filters = list_queries.ClaimFilter(
        verdict=tuple(verdict or ()),
        person=names.resolve_each(connection, Section.PEOPLE, person),
        source=names.resolve_each(connection, Section.SOURCES, source),
        kind=tuple(kind or ()),
        tag=names.tags(connection, tag),
    )
    return Listing("claims", list_queries.claims(connection, filters), lambda rows: claim_page.claims(rows))
