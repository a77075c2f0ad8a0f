"""``genden cite``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import check_text, with_index
from genden_cli.cli.names import resolve
from genden_cli.cli.options import GlobalOptions, refuse_format, with_options
from genden_cli.errors import Exit
from genden_cli.output.stream import opened

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.model import Source


@with_options
def cite(
    asked: GlobalOptions,
    *,
    name: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE", autocompletion=completers.sources, help="An id, a title, an author, or a part of one."
        ),
    ],
    style: Annotated[
        str | None,
        typer.Option(metavar="STYLE", help="Use a CSL style: apa, chicago-notes-bibliography, …, or a .csl file."),
    ] = None,
) -> int:
    """Print a source as a footnote, ready to paste.

    The footnote has author, title (publisher, date), DOI or address, and archived copy. --style prints an entry of a
    bibliography in one of some 2,800 styles; it needs the extra genden-cli[cite]. For programs there are genden export
    csl and genden export biblatex.
    """
    from genden_cli.query.records import dump  # noqa: PLC0415 -- not to complete a line

    check_text({"name": name})
    refuse_format(asked, "cite", "genden source prints that of a source; genden export csl is for programs")

    def write(connection: sqlite3.Connection) -> None:
        source = dump.source(connection, resolve(connection, "sources", name))
        note = _note(source, style)
        with opened(asked.settings.output, never=asked.settings.file, local=True) as out:
            out(f"{note}\n")

    with_index(asked.base, write)
    return Exit.DONE


def _note(source: Source, style: str | None) -> str:
    if style is None:
        from genden_cli.export.footnote import footnote  # noqa: PLC0415 -- one or the other

        return footnote(source)
    from genden_cli.export.styled import reference  # noqa: PLC0415 -- likewise

    return reference(source, style)
