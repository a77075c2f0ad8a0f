"""``genden cite``."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from genden_cli.cli import cited_names
from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import check_text, with_index
from genden_cli.cli.options import HIDDEN_JSON, GlobalOptions, with_options
from genden_cli.errors import Exit, WrongUsage
from genden_cli.export.cite import answer
from genden_cli.output.stream import opened, say
from genden_cli.text.sanitize import without_workflow_commands

if TYPE_CHECKING:
    import sqlite3


class CiteFormat(StrEnum):
    """The formats of a citation."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    WIKITEXT = "wikitext"
    BIBTEX = "bibtex"


@partial(
    with_options,
    instead={
        "format": Annotated[CiteFormat | None, typer.Option("--format", help="How to write it.  [default: text]")],
        **HIDDEN_JSON,
    },
)
def cite(
    options: GlobalOptions,
    *,
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE|CLAIM...",
            autocompletion=completers.sources_and_claims,
            help="Ids, or a title, an author, or a part of one.",
        ),
    ],
    style: Annotated[
        str | None,
        typer.Option(metavar="STYLE", help="Use a CSL style: apa, chicago-notes-bibliography, …, or a .csl file."),
    ] = None,
    claim: Annotated[
        bool, typer.Option("--claim", help="Take the names as those of claims alone.", show_default=False)
    ] = False,
) -> int:
    """Print sources as footnotes, or a claim with its evidence in notes.

    A footnote has author, title (publisher, date), DOI or address, and archived copy. A claim becomes a paragraph:
    sentence, verdict, reason and evidence, each item with a note that has page or paragraph, quote and address. An id
    that is both a source and a claim means the source; --claim takes the claim.

    --style prints a bibliography in one of some 2,800 styles, or the notes of a claim. pandoc makes them. The extra
    genden-cli[cite] brings styles and pandoc. --format wikitext writes templates for Wikipedia, bibtex entries of
    BibLaTeX.
    """
    check_text({"name": name})
    format_ = _format(options, style)

    def write(connection: sqlite3.Connection) -> None:
        names = cited_names.resolve_all(connection, name, claims_only=claim)
        written = answer.citations(connection, names, format_, style)
        settings = options.settings
        with opened(settings.output, never=settings.file, local=True, pager=settings.pager) as out:
            out(f"{without_workflow_commands(written.text)}\n")
        if written.references:
            say(f"pandoc made {'this reference' if written.references == 1 else 'these references'}")

    with_index(options.base, write)
    return Exit.DONE


def _format(options: GlobalOptions, style: str | None) -> str:
    """Return the format. Raise `WrongUsage` for one of other commands, and for a style where a format has its own."""
    format_ = CiteFormat.TEXT if options.settings.format == "table" else options.settings.format
    if format_ not in [*CiteFormat]:
        hint = "for one source there is genden source; genden export csl is for programs"
        raise WrongUsage(f"cite does not print {format_}", hints=(hint,))
    if style is not None and format_ in (CiteFormat.WIKITEXT, CiteFormat.BIBTEX):
        raise WrongUsage(f"--style: {format_} leaves the style to its reader", hints=("leave one of them out",))
    return str(format_)
