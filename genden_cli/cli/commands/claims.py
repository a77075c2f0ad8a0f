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
from genden_cli.output.answer import Answer

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
        str, typer.Argument(metavar="ID", autocompletion=completers.claims, help="The id of a claim, or a part of one.")
    ],
    without: WithoutOption = None,
) -> Answer:
    """Print the source notes on a claim: the verdict and why, who says it where, and what speaks against it."""
    id_ = resolve(connection, "claims", name)
    if without:
        from genden_cli.query.evidence.sensitivity import sensitivity as ask_without  # noqa: PLC0415 -- not to complete a line
        from genden_cli.query.evidence.sensitivity import sensitivity_lines  # noqa: PLC0415

        left = ask_without(connection, id_, [resolve(connection, "sources", each) for each in without])
        return Answer("without", sensitivity_lines(left), "without.without", left)
    from genden_cli.query.records import claim as ask  # noqa: PLC0415 -- not to complete a line

    record = ask.claim(connection, id_)
    return Answer("claim", ask.evidence_lines(record), "claim.claim", record)


@list_command
def claims(  # noqa: PLR0913 -- one parameter an option
    connection: sqlite3.Connection,
    *,
    verdict: VerdictOption = None,
    person: PersonOption = None,
    source: SourceOption = None,
    kind: KindOption = None,
    tag: TagOption = None,
) -> Answer:
    """List the claims, in order of time."""
    from genden_cli.query.records import claims as ask  # noqa: PLC0415 -- not to complete a line

    wanted = ask.ClaimFilter(
        verdict=verdict,
        person=resolve(connection, "people", person) if person else None,
        source=resolve(connection, "sources", source) if source else None,
        kind=kind,
        tag=names.tag(connection, tag),
    )
    return Answer("claims", ask.claims(connection, wanted), "claim.claims")
