"""``genden new``."""

from __future__ import annotations

from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.dates import clock
from genden_cli.edit import article as edit_article
from genden_cli.edit import skeletons
from genden_cli.output.stream import opened, say
from genden_cli.source import inputs, replace, text_file
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
) -> None:
    """Write a small, valid, commented fact base to start from.

    With --from, it holds the sentences of a text as unreviewed claims, each with its paragraph and its first words.
    """
    if from_ is None:
        data = skeletons.template(title=title, today=clock.today().isoformat(), bare=bare)
        what = "is ready: genden --base {} timeline"
    else:
        data, count = edit_article.template(text_file.read(from_), from_, title=title, bare=bare)
        what = f"has {count_noun(count, 'claim')} to weigh: genden check {{}} lists what is open"
    if file == inputs.STDIN:
        with opened(None, never="") as out:
            out(data.decode())
        return
    replace.create(file, data)
    say(f"{file} {what.format(quoted(file))}")
