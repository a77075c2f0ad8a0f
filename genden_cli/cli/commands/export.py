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
from genden_cli.errors import Exit, WrongUsage
from genden_cli.text.sanitize import web_link
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3

ExportFormat = StrEnum("ExportFormat", {each.upper(): each for each in exports.FORMATS})  # type: ignore[misc]
ExportPart = StrEnum("ExportPart", {each.upper(): each for each in exports.PARTS})  # type: ignore[misc]


@with_options
def export(  # noqa: PLR0913 -- one parameter an option
    options: GlobalOptions,
    *,
    to: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help=", ".join(ExportFormat) + ".")],
    folder: Annotated[str | None, typer.Argument(metavar="[FOLDER]", help="The folder of a site.")] = None,
    of: Annotated[ExportPart | None, typer.Option(help=f"Export a part of the base.  [{exports.parts_help()}]")] = None,
    claim: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", autocompletion=completers.claims, help="Export this claim alone; repeatable."),
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The address at which it will stand (html, site).")
    ] = None,
) -> int:
    """Write the whole fact base as a page, or for another tool.

    With --claim, html is a dossier to print: the claim, its evidence in notes, and a bibliography. A site has these
    claims then, and what they name.
    """
    refuse_format(options, "export", f"its formats are {', '.join(ExportFormat)}: genden export FORMAT")
    exports.check_options(to.value, {"claim": claim, "url": url})
    settings = options.settings
    target = exports.target(
        to.value,
        of.value if of else None,
        folder=folder,
        output=settings.output,
        base_file=settings.file,
        terminal=settings.terminal,
    )
    target = target._replace(pager=settings.pager, url=_address(url))
    names = claim or []
    check_text({"claim": names})

    def write(connection: sqlite3.Connection) -> None:
        ids = tuple(dict.fromkeys(resolve(connection, Section.CLAIMS, each) for each in names))
        exports.export(to.value, connection, target._replace(claims=ids))

    with_index(options.base, write)
    return Exit.DONE


def _address(url: str | None) -> str | None:
    """Return the address of a page without a fragment; raise `WrongUsage` if it is no web address."""
    if url is None:
        return None
    address = web_link(url.partition("#")[0])
    if not address:
        hints = ("as in: --url https://example.org/facts.html",)
        raise WrongUsage(f"--url: '{url}' is not a web address", hints=hints)
    return address
