"""``genden claim`` and ``genden claims``."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from typing import Annotated

import typer

from genden_cli.cli import names
from genden_cli.cli.arguments import (
    KindOption,
    PersonOption,
    SourceOption,
    StateOption,
    TagOption,
    VerdictOption,
    first_day,
)
from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import detailed_command, list_command
from genden_cli.cli.names import resolve
from genden_cli.errors import Suggestion, UnknownName
from genden_cli.output import brief
from genden_cli.output.answer import SCREENFUL, Answer, Found, Listing, ShortList
from genden_cli.pages import claim as claim_page
from genden_cli.pages import short_claim as short_page
from genden_cli.pages import without as sensitivity_page
from genden_cli.query.evidence import order, sensitivity, voices
from genden_cli.query.records import claim as queries
from genden_cli.query.records import claims as list_queries
from genden_cli.query.records import sources
from genden_cli.words import EvidenceOrder, Section

WithoutOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="SOURCE",
        autocompletion=completers.sources,
        help="Show what remains without this source and all that derives from it; repeatable.",
    ),
]

SortOption = Annotated[
    EvidenceOrder | None,
    typer.Option(help="Order of the evidence: best grade first, oldest source first, or by side.  [default: grade]"),
]


@detailed_command
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
    sort: SortOption = None,
) -> Answer:
    """Print the source notes on a claim: who says so, who does not.

    The page begins with the verdict and the evidence that decides. An item that repeats another one is counted with it.
    """
    id_ = _claim(connection, " ".join(name))
    if without:
        removed = [resolve(connection, Section.SOURCES, each) for each in without]
        remains = sensitivity.sensitivity(connection, id_, removed)
        rows = sensitivity.sensitivity_lines(remains)
        whole = Found("without", rows, lambda: sensitivity_page.without(remains), remains)
        return whole._replace(short=lambda _: whole._replace(page=lambda: sensitivity_page.short_without(remains)))
    record = queries.claim(connection, id_)
    chosen = sort or EvidenceOrder.GRADE
    if sort:
        items = order.ordered_evidence(connection, record, sort)
        record = record._replace(evidence=tuple(each.item for each in items))
    return Found(
        "claim",
        queries.evidence_lines(record),
        lambda: claim_page.claim(record, order.ordered_evidence(connection, record, chosen)),
        record,
        short=lambda width: _short(connection, record, chosen, width),
    )


def _short(connection: sqlite3.Connection, record: queries.ClaimDetails, order: EvidenceOrder, width: int) -> Found:
    summary = voices.claim_summary(connection, record, order)
    items = tuple(voice.item for voice in summary.deciding[: brief.MOST_ITEMS])
    rows = queries.evidence_lines(record._replace(evidence=items))
    return Found("claim", rows, lambda: short_page.claim(summary, width), brief.claim(summary))


class ClaimGap(StrEnum):
    """What a claim may lack."""

    EVIDENCE = "evidence"
    QUOTE = "quote"
    ORIGINS = "origins"


def _claim(connection: sqlite3.Connection, typed: str) -> str:
    """Return the id of a claim. Words that are no part of an id may be its sentence, so propose to ask."""

    def explain(unknown: UnknownName) -> UnknownName:
        ask = (Suggestion("ask", tuple(typed.split()), purpose="finds it by its words"),) if " " in typed else ()
        return UnknownName(unknown.message, hints=(*ask, *unknown.hints))

    return names.resolve_explained(connection, Section.CLAIMS, typed, explain)


_ReviewedBeforeOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only claims that nobody has read on or after DATE.")
]
_MissingOption = Annotated[
    ClaimGap | None,
    typer.Option(help="Only claims without evidence, without a quote of it, or without two independent sources."),
]


@list_command
def claims(  # noqa: PLR0913 -- one parameter an option
    connection: sqlite3.Connection,
    *,
    verdict: VerdictOption = None,
    person: PersonOption = None,
    source: SourceOption = None,
    kind: KindOption = None,
    tag: TagOption = None,
    state: StateOption = None,
    reviewed_before: _ReviewedBeforeOption = None,
    missing: _MissingOption = None,
) -> Listing[list_queries.ClaimRow]:
    """List the claims in order of time."""
    filters = list_queries.ClaimFilter(
        verdict=tuple(verdict or ()),
        person=names.resolve_each(connection, Section.PEOPLE, person),
        source=names.resolve_each(connection, Section.SOURCES, source),
        kind=tuple(kind or ()),
        tag=names.tags(connection, tag),
        state=tuple(state or ()),
        reviewed_before=first_day("--reviewed-before", reviewed_before),
        missing=missing,
    )
    rows = list_queries.claims(connection, filters)
    made = [each for id_ in filters.source for each in sources.assertions(connection, id_)]

    def short(limit: int | None) -> ShortList[list_queries.ClaimRow]:
        total = list_queries.count_claims(connection, filters)
        first = rows.split(limit or SCREENFUL)[0]
        if filters.source:
            return ShortList(first, lambda rows: claim_page.claims(rows, made), total, "claim")
        return ShortList(
            first,
            claim_page.short_claims,
            total,
            "claim",
            adds="dates and evidence",
            height=claim_page.height,
        )

    return Listing("claims", rows, lambda rows: claim_page.claims(rows, made), short)
