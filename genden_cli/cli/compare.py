"""``genden compare``."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from genden_cli.cli import offers
from genden_cli.cli.names import resolve
from genden_cli.cli.options import reading
from genden_cli.output.answer import Answer


@reading
def compare(
    connection: sqlite3.Connection,
    *,
    name: Annotated[
        str, typer.Argument(metavar="EVENT", autocompletion=offers.events, help="An id, a title, or a part of one.")
    ],
) -> Answer:
    """Print the rival versions of an event against the sources: what each says, and which tell the versions apart."""
    from genden_cli.query import compare as ask  # noqa: PLC0415 -- not to complete a line

    record = ask.compare(connection, resolve(connection, "events", name))
    rows = ask.comparison_lines(record)
    return Answer(
        "comparison",
        rows,
        "compare.compare",
        record,
        empty=not record.versions,
        nothing=f"no rival versions of {record.id}",
    )
