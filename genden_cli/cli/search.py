"""``genden search``."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from typing import Annotated

import typer

from genden_cli.cli.options import reading
from genden_cli.output.answer import Answer
from genden_cli.query.search import KINDS
from genden_cli.query.search import search as ask

KindOfHit = StrEnum("KindOfHit", [(each.upper(), each) for each in KINDS])  # type: ignore[misc]


@reading
def search(
    connection: sqlite3.Connection,
    *,
    query: Annotated[list[str], typer.Argument(help='Words, "a phrase", pre*, -without.')],
    kind: Annotated[KindOfHit | None, typer.Option(help="Only hits in these.")] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="At most so many.")] = 20,
) -> Answer:
    """Search claims, events, people, sources and source notes; best first."""
    found = ask(connection, " ".join(query), kind=kind.value if kind else None, limit=limit)
    return Answer("search", found.hits, "search.search", found, empty=not found.hits)
