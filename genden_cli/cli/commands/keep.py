"""``genden keep``."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from genden_cli import edit_copies, paths
from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import check_text, with_index
from genden_cli.cli.names import resolve
from genden_cli.cli.options import BaseOption, option
from genden_cli.errors import WrongUsage
from genden_cli.model import CopyPart
from genden_cli.output.stream import say
from genden_cli.source import base_file, kept_files
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
    path = paths.base_path(option(context, "base", base))
    if not path:
        raise WrongUsage("which fact base?", hints=("name it with --base FILE: the bundled one is not changed",))
    if base_file.is_stream(path):
        raise WrongUsage("a stream cannot be changed", hints=("name a file with --base FILE",))
    source = with_index(path, lambda connection: resolve(connection, Section.SOURCES, name))
    with kept_files.keep_file(file, path) as copy:
        today = datetime.now(tz=UTC).date().isoformat()
        facts = (("file", copy.file), ("sha256", copy.sha256), ("of", today))
        line = edit_copies.record_copy(path, source, [CopyPart(*each) for each in facts])
    shown, kept = sanitize_line(path), sanitize_line(copy.file)
    say(f"{shown}:{line}: {source} has the copy {kept}; genden --base {quoted(shown)} verify {source}")
