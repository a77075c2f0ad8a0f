"""``genden read``."""

from __future__ import annotations

import os
import sqlite3
from typing import Annotated

import typer

from genden_cli.cli import offers
from genden_cli.cli.names import resolve
from genden_cli.cli.options import reading
from genden_cli.errors import AmbiguousName, UnknownName, WrongUsage
from genden_cli.output.answer import Answer


@reading
def read(
    connection: sqlite3.Connection,
    *,
    name: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE|FILE",
            autocompletion=offers.sources_or_files,
            help="A source; or a file with a text, - for standard input.",
        ),
    ],
    as_: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="SOURCE",
            autocompletion=offers.sources,
            help="Whose claims to look for in a text; else the first examined.",
        ),
    ] = None,
) -> Answer:
    """Read a document under examination from top to bottom, with the verdicts.

    Of a source, what it claims, paragraph by paragraph. Of a text (the document itself, another copy, a retelling), the
    text with its quotes marked where they stand, exactly or nearly, and what no claim covers.
    """
    from genden_cli import text_file  # noqa: PLC0415 -- not to complete a line
    from genden_cli.query import read as ask  # noqa: PLC0415

    if name == text_file.STDIN or os.path.exists(name):
        source = resolve(connection, "sources", as_) if as_ else ask.examined(connection)
        record = ask.reading(connection, source, text_file.read(name), name=name)
        return Answer(
            "read", ask.rows(record), "read.reading", record, empty=not record.paragraphs, nothing="the text is empty"
        )
    if as_:
        raise WrongUsage(f"no file '{name}'", hints=("--as goes with a text: a file, or - for standard input",))
    outline = ask.outline(connection, _source(connection, name))
    claims = tuple(each for part in outline.parts for each in part.claims)
    return Answer(
        "read", claims, "read.outline", outline, empty=not claims, nothing=f"no claim is made in {outline.source}"
    )


def _source(connection: sqlite3.Connection, name: str) -> str:
    try:
        return resolve(connection, "sources", name)
    except AmbiguousName:
        raise
    except UnknownName as error:
        raise UnknownName(f"no file and no source '{name}'", hints=error.hints) from None
