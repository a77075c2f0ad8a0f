"""``genden claim`` and ``genden claims``."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from genden_cli.cli import names
from genden_cli.cli.arguments import Kind, Limit, Person, Source, Tag, Verdict
from genden_cli.cli.names import resolve
from genden_cli.cli.options import reading
from genden_cli.output.answer import Answer
from genden_cli.query import claim as ask_one
from genden_cli.query import claims as ask
from genden_cli.query.without import without as ask_without
from genden_cli.query.without import without_lines

Without = Annotated[
    list[str] | None,
    typer.Option(metavar="SOURCE", help="What remains if this source and all that derives from it falls; repeatable."),
]


@reading
def claim(
    connection: sqlite3.Connection,
    *,
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of a claim, or a part of one.")],
    without: Without = None,
) -> Answer:
    """Print the source notes on a claim: the verdict and why, who says it where, and what speaks against it."""
    id_ = resolve(connection, "claims", name)
    if without:
        left = ask_without(connection, id_, [resolve(connection, "sources", each) for each in without])
        return Answer("without", without_lines(left), "without.without", left)
    record = ask_one.claim(connection, id_)
    return Answer("claim", ask_one.evidence_lines(record), "claim.claim", record)


@reading
def claims(  # noqa: PLR0913 -- one parameter an option
    connection: sqlite3.Connection,
    *,
    verdict: Verdict = None,
    person: Person = None,
    source: Source = None,
    kind: Kind = None,
    tag: Tag = None,
    limit: Limit = None,
) -> Answer:
    """List the claims, in order of time."""
    wanted = ask.Wanted(
        verdict=verdict.value if verdict else None,
        person=resolve(connection, "people", person) if person else None,
        source=resolve(connection, "sources", source) if source else None,
        kind=kind.value if kind else None,
        tag=names.tag(connection, tag),
        limit=limit,
    )
    return Answer("claims", ask.claims(connection, wanted), "claim.claims")
