"""``genden new``."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.dates import clock
from genden_cli.edit import article as edit_article
from genden_cli.edit import copies as edit_copies
from genden_cli.edit import skeletons
from genden_cli.errors import GendenError, WrongUsage
from genden_cli.model import CopyPart
from genden_cli.output.stream import opened, say
from genden_cli.paths import is_within
from genden_cli.source import base_files, inputs, kept_files, replace, text_file
from genden_cli.text.command_line import quoted
from genden_cli.text.english import count_noun


def new(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            autocompletion=completers.files,
            help="The file to write, - for standard output; an existing file is never overwritten.",
        ),
    ],
    *,
    title: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="The title of the fact base.  [default: the title of an example]"),
    ] = None,
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="TEXT",
            autocompletion=completers.files,
            help="Make a claim of each sentence of this text, a file in UTF-8; - reads standard input.",
        ),
    ] = None,
    bare: Annotated[bool, typer.Option("--bare", help="Leave the comments out.")] = False,
    empty: Annotated[bool, typer.Option("--empty", help="Leave the example out: a title, and no records.")] = False,
) -> None:
    """Write a small, valid, commented fact base to start from.

    It holds an example, with records of each kind to replace; with --empty, no records: genden add adds them. With
    --from, it holds the sentences of a text as unreviewed claims, each with its paragraph and its first words.
    """
    source = ""
    if empty:
        data = _empty(title, from_)
        what = "is ready: genden --base {} add claim ID --says … adds a claim"
    elif from_ is None:
        data = skeletons.template(title=title, today=clock.today().isoformat(), bare=bare)
        what = "is ready: genden --base {} timeline"
    else:
        data, source, count = edit_article.template(text_file.read(from_), from_, title=title, bare=bare)
        what = f"has {count_noun(count, 'claim')} to weigh: genden check {{}} lists what is open"
    if file == inputs.STDIN:
        with opened(None, never="") as out:
            out(data.decode())
        return
    replace.create(file, data)
    say(f"{file} {what.format(quoted(file))}")
    if from_ not in (None, inputs.STDIN):
        say(_verify_line(file, source, str(from_)))


def _empty(title: str | None, from_: str | None) -> bytes:
    """Return a base without records; raise `WrongUsage` if it has no title, or is to have claims."""
    if from_ is not None or title is None:
        raise WrongUsage("--empty needs --title, and no --from", hints=("for example: --empty --title 'Did it rain?'",))
    return skeletons.filled("empty.yaml", title, bare=True)


def _verify_line(base: str, source: str, text: str) -> str:
    """Record a text in the folder of a new base as the copy of its source; return how its quotes are verified."""
    if is_within(os.path.realpath(text), base_files.folder_of(base)):
        with suppress(GendenError), kept_files.keep_file(text, base) as copy:
            parts = [CopyPart("file", copy.file), CopyPart("sha256", copy.sha256)]
            edit_copies.record_copy(base, source, parts)
            return f"genden --base {quoted(base)} verify compares its quotes with {copy.file}"
    return f"genden --base {quoted(base)} verify {source} --text {quoted(text)} compares its quotes with the text"
