"""``genden export``."""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Annotated

import typer

from genden_cli.cli.index_commands import with_index
from genden_cli.cli.options import GlobalOptions, refuse_format, with_options
from genden_cli.errors import Exit, WrongUsage
from genden_cli.output.stream import opened

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.output.settings import Settings

ExportFormat = StrEnum("ExportFormat", "HTML MARKDOWN JSON SQLITE CSL BIBLATEX CLAIMREVIEW TIMELINEJS MERMAID")
MermaidPart = StrEnum("MermaidPart", "PEOPLE SOURCES")


@with_options
def export(
    asked: GlobalOptions,
    *,
    to: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help=", ".join(ExportFormat) + ".")],
    of: Annotated[
        MermaidPart | None,
        typer.Option(
            help="What mermaid draws: people and relations, or sources and what they rest on.  [default: people]"
        ),
    ] = None,
) -> int:
    """Write the whole fact base as a page to send on, or in a format that other tools open."""
    refuse_format(asked, "export", f"its formats are {', '.join(ExportFormat)}: genden export FORMAT")
    if of and to != "mermaid":
        raise WrongUsage(f"--of {of.value}: only mermaid draws a part of the base")
    part = (of.value if of else "people",) if to == "mermaid" else ()
    with_index(asked.base, lambda connection: _write(connection, to.value, asked.settings, part))
    return Exit.DONE


def _write(connection: sqlite3.Connection, to: str, settings: Settings, part: tuple[str, ...]) -> None:
    module = import_module(f"genden_cli.export.{to}")
    if to == "sqlite":
        module.write(connection, settings.output, never=settings.file)
        return
    if to == "markdown":
        import_module("genden_cli.output.markdown").write(module.page(connection), settings)
        return
    with opened(settings.output, never=settings.file) as out:
        for chunk in module.chunks(connection, *part):
            out(chunk)
