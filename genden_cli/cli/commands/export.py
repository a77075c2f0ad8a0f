"""``genden export``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from genden_cli import export as exports
from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import check_text, with_index
from genden_cli.cli.names import resolve
from genden_cli.cli.options import GlobalOptions, refuse_format, with_options
from genden_cli.errors import Exit
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3

ExportFormat = StrEnum("ExportFormat", {each.upper(): each for each in exports.FORMATS})  # type: ignore[misc]
ExportPart = StrEnum("ExportPart", {each.upper(): each for each in exports.PARTS})  # type: ignore[misc]


@with_options
def export(
    options: GlobalOptions,
    *,
    to: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help=", ".join(ExportFormat) + ".")],
    of: Annotated[ExportPart | None, typer.Option(help=f"Export a part of the base.  [{exports.parts_help()}]")] = None,
    claim: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", autocompletion=completers.claims, help="Export this claim alone; repeatable."),
    ] = None,
) -> int:
    """Write the whole fact base as a page, or for another tool.

    With --claim, html is a dossier to print: the claim, its evidence in notes, and a bibliography.
    """
    refuse_format(options, "export", f"its formats are {', '.join(ExportFormat)}: genden export FORMAT")
    settings = options.settings
    target = exports.target(
        to.value, of.value if of else None, output=settings.output, base_file=settings.file, terminal=settings.terminal
    )
    target = target._replace(pager=settings.pager)
    names = claim or []
    check_text({"claim": names})
    if names:
        exports.refuse_claims(to.value)

    def write(connection: sqlite3.Connection) -> None:
        ids = tuple(dict.fromkeys(resolve(connection, Section.CLAIMS, each) for each in names))
        exports.export(to.value, connection, target._replace(claims=ids))

    with_index(options.base, write)
    return Exit.DONE
