"""The least that a command with Typer, Rich and SQLite takes: it prints thirty rows, and has nothing that genden adds.

No options are shared, no vocabulary is checked, no page is laid out, and nobody asks whether the rows are current.
`run` makes the rows.
"""

import gc
import os
import sqlite3
import sys

gc.disable()

import typer  # noqa: E402 -- as in genden, after the collector is off
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

app = typer.Typer(add_completion=False)


@app.callback()
def bare() -> None:
    """Have a group with one command, as genden has many."""


@app.command()
def timeline(  # noqa: PLR0913, PLR0917 -- as many options as a command of genden has
    base: str,
    limit: int = 30,
    person: str | None = None,
    place: str | None = None,
    tag: str | None = None,
    since: str | None = None,
    until: str | None = None,
    verdict: str | None = None,
    output: str | None = None,
    color: str | None = None,
) -> None:
    """Print the first rows of a table."""
    del person, place, tag, since, until, verdict, output, color
    connection = sqlite3.connect(f"file:{base}?mode=ro&immutable=1", uri=True)
    table = Table("When", "What happened")
    for row in connection.execute("SELECT words, title FROM event LIMIT ?", (limit,)):
        table.add_row(*row)
    Console(width=100).print(table)


def main() -> None:
    """Run the program, and leave it as genden does."""
    try:
        app()
    except SystemExit:
        sys.stdout.flush()
        os._exit(0)
