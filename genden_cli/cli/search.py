"""``genden search``."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from typing import Annotated

import typer

from genden_cli.cli.options import reading
from genden_cli.errors import WrongUsage
from genden_cli.output.answer import Answer
from genden_cli.query.search import KINDS
from genden_cli.query.search import search as ask

CONTEXT = {"ignore_unknown_options": True}  # a word may begin with "-"

KindOfHit = StrEnum("KindOfHit", [(each.upper(), each) for each in KINDS])  # type: ignore[misc]


@reading
def search(
    connection: sqlite3.Connection,
    *,
    query: Annotated[list[str], typer.Argument(help='Words, "a phrase", pre*, -without.')],
    kind: Annotated[KindOfHit | None, typer.Option(help="Only hits in these.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10**9, metavar="N", help="At most so many.")] = 20,
) -> Answer:
    """Search claims, events, people, sources and source notes; best first."""
    if mistaken := next((word for word in query if word.startswith("--")), None):
        raise WrongUsage(f"no such option: {mistaken}", hints=("genden search --help shows how it is used",))
    found = ask(connection, " ".join(query), kind=kind.value if kind else None, limit=limit)
    return Answer("search", found.hits, "search.search", found, empty=not found.hits)
