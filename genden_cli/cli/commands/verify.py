"""``genden verify``."""

from __future__ import annotations

import sqlite3
from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import record_command
from genden_cli.cli.names import resolve
from genden_cli.output.answer import Answer, Empty, Found, Negative
from genden_cli.pages import verify as page
from genden_cli.query.text import verify as queries
from genden_cli.source import text_file
from genden_cli.words import Section


@record_command
def verify(
    connection: sqlite3.Connection,
    *,
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...",
            autocompletion=completers.sources,
            help="An id, a title, an author, or a part of one.",
        ),
    ],
    text: Annotated[
        str,
        typer.Option(
            "--text",
            metavar="FILE",
            autocompletion=completers.files,
            help="The file with the text of the source; - reads standard input.",
        ),
    ],
    near: Annotated[
        bool, typer.Option("--near", help="Also accept quotes that stand there nearly: one word in four may differ.")
    ] = False,
) -> Answer:
    """Check that the quotes of a source are in its text, word for word.

    Line ends, hyphens at line ends and page numbers do not split a quote. The exit code is 1 if a quote is missing. The
    result is not recorded in the base. More: genden help texts.
    """
    record = queries.verify(
        connection, resolve(connection, Section.SOURCES, " ".join(name)), text_file.read(text), name=text, near=near
    )
    if not record.quotes:
        return Empty("verify", record, f"the base has no quotes of {record.source} to look for")
    found = Found("verify", record.quotes, lambda: page.verify(record), record)
    if not record.missing:
        return found
    exactly = "" if near else " to the letter"
    return Negative(found, f"{record.missing} of {len(record.quotes)} quotes do not stand in {text}{exactly}")
