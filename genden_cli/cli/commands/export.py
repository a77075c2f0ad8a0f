"""``genden export``."""

from __future__ import annotations

import os
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from genden_cli import export as exports
from genden_cli.cli import names
from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import check_text, with_index
from genden_cli.cli.options import NO_FORMAT, GlobalOptions, refuse_format, with_options
from genden_cli.errors import Exit, WrongUsage
from genden_cli.query.records import fetch
from genden_cli.query.text import outline
from genden_cli.source import inputs, text_file
from genden_cli.text import sanitize
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from genden_cli.output.settings import Settings

ExportFormat = StrEnum("ExportFormat", {each.upper(): each for each in exports.FORMATS})  # type: ignore[misc]
ExportPart = StrEnum("ExportPart", {each.upper(): each for each in exports.PARTS})  # type: ignore[misc]


_ClaimOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ID", autocompletion=completers.claims, help="Export this claim alone; repeatable (html, site)."
    ),
]
_TextOption = Annotated[
    str | None,
    typer.Option(metavar="FILE", autocompletion=completers.files, help="Annotate this text of a document (html)."),
]
_AsOption = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="SOURCE",
        autocompletion=completers.sources,
        help="The document whose text that is.  [default: the first one examined]",
        show_default=False,
    ),
]
_PictureOption = Annotated[
    str | None,
    typer.Option(
        metavar="FILE",
        autocompletion=completers.files,
        help="Write a picture of question and verdict, as PNG, for previews of a link (html).",
    ),
]
_PersonOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", autocompletion=completers.people, help="Draw this person and those around them (mermaid, svg)."
    ),
]
_StepsOption = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=1,
        max=100,
        help=f"How many relations away from the person people are drawn.  [default: {exports.STEPS}]",
        show_default=False,
    ),
]


@partial(with_options, instead=NO_FORMAT)
def export(  # noqa: PLR0913 -- one parameter an option
    options: GlobalOptions,
    *,
    to: Annotated[ExportFormat, typer.Argument(metavar="FORMAT", help=", ".join(ExportFormat) + ".")],
    folder: Annotated[str | None, typer.Argument(metavar="[FOLDER]", help="The folder of a site.")] = None,
    of: Annotated[ExportPart | None, typer.Option(help=f"Export a part of the base.  [{exports.parts_help()}]")] = None,
    claim: _ClaimOption = None,
    url: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The address at which the page will stand.")
    ] = None,
    text: _TextOption = None,
    as_: _AsOption = None,
    picture: _PictureOption = None,
    person: _PersonOption = None,
    steps: _StepsOption = None,
) -> int:
    """Write the whole fact base as a page, or for another tool.

    With --claim, html is a dossier to print: the claim, its evidence in notes, and a bibliography. A site has these
    claims then, and what they name.
    """
    refuse_format(options, "export", f"its formats are {', '.join(ExportFormat)}: genden export FORMAT")
    given = {"claim": claim, "url": url, "text": text, "picture": picture, "person": person, "steps": steps}
    exports.check_options(to.value, given)
    _refuse_what_excludes({**given, "as": as_, "of": of}, to.value)
    check_text({"as": as_, "claim": claim or [], "person": person})
    target = _target(options.settings, to, of, folder)
    target = target._replace(url=_address(url), picture=_picture(picture, options.settings.output))
    content = text_file.read(text) if text else None

    def run(connection: sqlite3.Connection) -> None:
        shown = None if content is None else exports.ExaminedText(_examined(connection, as_), content)
        ids = tuple(dict.fromkeys(names.resolve(connection, Section.CLAIMS, each) for each in claim or []))
        about = names.resolve(connection, Section.PEOPLE, person) if person else None
        whole = target._replace(claims=ids, text=shown, person=about, steps=steps or exports.STEPS)
        exports.export(to.value, connection, whole)

    with_index(options.base, run)
    return Exit.DONE


def _target(settings: Settings, to: ExportFormat, of: ExportPart | None, folder: str | None) -> exports.Target:
    """Return where an export goes."""
    target = exports.target(
        to.value,
        of.value if of else None,
        folder=folder,
        output=settings.output,
        base_file=settings.file,
        terminal=settings.terminal,
    )
    return target._replace(pager=settings.pager)


def _refuse_what_excludes(given: Mapping[str, object], to: str) -> None:
    """Raise `WrongUsage` for options that exclude each other, or that need another one."""
    if to == "html" and given["claim"] and (given["url"] or given["text"] or given["picture"]):
        raise WrongUsage("--claim makes a dossier to print, which takes no --url, --text or --picture")
    if given["as"] and not given["text"]:
        raise WrongUsage("--as goes with --text FILE")
    if to == "svg" and not given["person"]:
        hints = ("as in: genden export svg --person NAME -o family.svg",)
        raise WrongUsage("svg draws a person and those around: --person names the person", hints=hints)
    if given["steps"] and not given["person"]:
        raise WrongUsage("--steps goes with --person NAME")
    if given["person"] and given["of"] not in (None, "people"):
        raise WrongUsage(f"--person draws people, not {given['of']}")


def _examined(connection: sqlite3.Connection, name: str | None) -> str:
    """Return the id of the document with this name, or of the first that is examined."""
    examined = fetch.base_head(connection).examines
    id_ = names.resolve(connection, Section.SOURCES, name) if name else next(iter(examined), None)
    if id_ is None or not outline.outline(connection, id_).parts:
        document = f"'{id_}'" if id_ else "any document under examination"
        raise WrongUsage(f"--text: the base has no claim of {document}", hints=("--as SOURCE names another document",))
    return id_


def _picture(path: str | None, output: str | None) -> str | None:
    """Return the file of the picture; raise `WrongUsage` if it is that of the page, or standard output."""
    if path is not None and (path == inputs.STDIN or os.path.realpath(path) == os.path.realpath(output or "")):
        raise WrongUsage("--picture needs a file of its own", hints=("as in: -o facts.html --picture facts.png",))
    return path


def _address(url: str | None) -> str | None:
    """Return the address of a page without a fragment; raise `WrongUsage` if it is no web address."""
    if url is None:
        return None
    address = sanitize.web_link(url.partition("#")[0])
    if not address:
        hints = ("as in: --url https://example.org/facts.html",)
        raise WrongUsage(f"--url: '{url}' is not a web address", hints=hints)
    return address
