"""``genden cite``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import check_text, with_index
from genden_cli.cli.names import resolve
from genden_cli.cli.options import GlobalOptions, refuse_format, with_options
from genden_cli.errors import Exit
from genden_cli.export import footnote, styled
from genden_cli.output.stream import opened, say
from genden_cli.query.records import dump
from genden_cli.text.sanitize import without_workflow_commands
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3


@with_options
def cite(
    options: GlobalOptions,
    *,
    name: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...", autocompletion=completers.sources, help="An id, a title, an author, or a part of one."
        ),
    ],
    style: Annotated[
        str | None,
        typer.Option(metavar="STYLE", help="Use a CSL style: apa, chicago-notes-bibliography, …, or a .csl file."),
    ] = None,
) -> int:
    """Print a source as a footnote, ready to paste.

    The footnote has author, title (publisher, date), DOI or address, and archived copy. --style prints an entry of a
    bibliography in one of some 2,800 styles: with pandoc if it is installed, else with citeproc-py. It needs the extra
    genden-cli[cite]. For programs there are genden export
    csl and genden export biblatex.
    """
    check_text({"name": name})
    refuse_format(options, "cite", "genden source prints that of a source; genden export csl is for programs")

    def write(connection: sqlite3.Connection) -> None:
        source = dump.source(connection, resolve(connection, Section.SOURCES, " ".join(name)))
        note = footnote.footnote(source) if style is None else styled.reference(source, style)
        with opened(options.settings.output, never=options.settings.file, local=True) as out:
            out(f"{without_workflow_commands(note)}\n")
        if style is not None:
            say(f"{styled.processor()} made this reference")

    with_index(options.base, write)
    return Exit.DONE
