"""``genden new`` and ``genden schema``: help for writing fact bases."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from genden_cli import edit, edit_article, json_schema, paths
from genden_cli.cli.completion import completers
from genden_cli.cli.options import OutputOption, PagerOption, option
from genden_cli.output.settings import may_page
from genden_cli.output.stream import opened, say
from genden_cli.source import inputs, replace, text_file
from genden_cli.text.command_line import quoted
from genden_cli.text.english import count_noun
from genden_cli.text.sanitize import json_text


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
        today = datetime.now(tz=UTC).date().isoformat()
        data, what = edit.template(title=title, today=today, bare=bare), "is ready: genden --base {} timeline"
    else:
        data, count = edit_article.template(text_file.read(from_), from_, title=title, bare=bare)
        what = f"has {count_noun(count, 'claim')} to weigh: genden check {{}} lists what is open"
    if file == inputs.STDIN:
        with opened(None, never="") as out:
            out(data.decode())
        return
    replace.create(file, data)
    say(f"{file} {what.format(quoted(file))}")


def schema(context: typer.Context, output: OutputOption = None, no_pager: PagerOption = None) -> None:
    """Print the format of a fact base as JSON Schema, for editors.

    Editors complete and check YAML with it (draft-07). An editor uses the schema if the first line of a fact base is
    # yaml-language-server: $schema=FILE.
    """
    base = paths.base_path(option(context, "base", None)) or paths.bundled_facts()
    written_to = option(context, "output", output)
    pager = may_page(written_to, no_pager=bool(option(context, "no_pager", no_pager)))
    with opened(written_to, never=base, pager=pager) as out:
        out(json_text(json_schema.json_schema(), indent=2) + "\n")
