"""``genden split``."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.edit import split as edit_split
from genden_cli.errors import WrongUsage
from genden_cli.output.stream import say
from genden_cli.source import base_files
from genden_cli.text.command_line import quoted
from genden_cli.text.english import count_noun
from genden_cli.text.sanitize import sanitize_line


def split(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", autocompletion=completers.files, help="The fact base; it stays as it is."),
    ],
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="The folder to write; there must be none yet.")],
) -> None:
    """Cut a fact base into the files of a folder, which is a fact base too.

    Each section is a file. A section of more than 1,000 lines is a folder, with a file for each heading: a comment such
    as # --- the journey. All comments are kept, and genden export yaml joins the files again.
    """
    if base_files.would_hold(file, os.path.join(folder, "base.yaml")):
        raise WrongUsage(f"{folder} would become a part of {file}", hints=("name a folder elsewhere",))
    content = base_files.read(file)
    files = edit_split.split(content)
    edit_split.write(files, folder)
    shown = sanitize_line(folder)
    say(f"{shown}: {count_noun(len(files), 'file')}; genden check {quoted(shown)} reads them as one base")
    if os.environ.get("GENDEN_BASE") == file:
        say(f"GENDEN_BASE still names {sanitize_line(file)}; for the folder: export GENDEN_BASE={quoted(shown)}")
    if edit_split.has_copies(content):
        say(f"its sources name copies, by paths from the folder of the base: move the copies into {shown} too")
