"""``genden claim`` and ``genden claims``."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from genden_cli.cli.arguments import Kind, Limit, Person, Source, Tag, Verdict
from genden_cli.cli.options import reading
from genden_cli.output.answer import Answer
from genden_cli.query import claims as ask
from genden_cli.query.names import resolve


@reading
def claim(
    connection: sqlite3.Connection,
    *,
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of a claim, or a part of one.")],
) -> Answer:
    """Print the source notes on a claim: the verdict and why, who says it where, and what speaks against it."""
    record = ask.claim(connection, resolve(connection, "claims", name))
    return Answer("claim", ask.evidence_lines(record), "claim.claim", record)


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
        tag=tag,
        limit=limit,
    )
    return Answer("claims", ask.claims(connection, wanted), "claim.claims")
