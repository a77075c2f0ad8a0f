"""``genden keep``."""

from __future__ import annotations

from typing import Annotated

import typer

from genden_cli.cli.bases import base_path, base_to_change
from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import check_text, with_index
from genden_cli.cli.names import resolve
from genden_cli.cli.options import BaseOption, option
from genden_cli.dates import clock
from genden_cli.edit import copies as edit_copies
from genden_cli.model import CopyPart
from genden_cli.output.stream import say
from genden_cli.source import kept_files
from genden_cli.text.command_line import quoted
from genden_cli.text.sanitize import sanitize_line
from genden_cli.words import Section


def keep(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE",
            autocompletion=completers.sources,
            help="The source: an id, a title, an author, or a part of one.",
        ),
    ],
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", autocompletion=completers.files, help="The file to keep: plain text, HTML or PDF."
        ),
    ],
    base: BaseOption = None,
) -> None:
    """Keep a copy of a source beside the fact base.

    The file is copied into the folder copies. The record of the source gets its name, its hash and the date of today.
    Every other byte of the base stays as it is.
    """
    check_text({"name": name})
    path = base_to_change(base_path(option(context, "base", base)))
    source = with_index(path, lambda connection: resolve(connection, Section.SOURCES, name))
    with kept_files.keep_file(file, path) as copy:
        day = clock.today().isoformat()
        parts = [CopyPart("file", copy.file), CopyPart("sha256", copy.sha256), CopyPart("of", day)]
        record, line = edit_copies.record_copy(path, source, parts)
    shown, kept = sanitize_line(path), sanitize_line(copy.file)
    say(f"{sanitize_line(record)}:{line}: {source} has the copy {kept}; genden --base {quoted(shown)} verify {source}")
