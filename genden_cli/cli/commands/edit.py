"""``genden edit``."""

from __future__ import annotations

from typing import Annotated

import typer

from genden_cli import check, paths
from genden_cli.cli import editor
from genden_cli.cli.bases import base_path, base_to_change
from genden_cli.cli.completion import completers
from genden_cli.cli.options import BaseOption, OutputOption, PagerOption, option
from genden_cli.diagnostics import text
from genden_cli.edit import places as edit_places
from genden_cli.errors import Exit
from genden_cli.output.settings import may_page
from genden_cli.output.stream import opened, say
from genden_cli.source import base_files
from genden_cli.text.english import count_noun


def edit(
    context: typer.Context,
    id_: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", autocompletion=completers.ids, help="The id of the record.  [default: the head of the base]"
        ),
    ] = None,
    base: BaseOption = None,
    output: OutputOption = None,
    no_pager: PagerOption = None,
) -> int:
    """Open a record in your editor at its line, then check the base.

    The editor is that of $VISUAL, else of $EDITOR. A base with errors can be edited too. Of records with the same id,
    the first of claim, source, event and person is meant.
    """
    path = base_to_change(base_path(option(context, "base", base)))
    editor.open_at(*edit_places.place_of(base_files.read(path), id_))
    result = check.check(base_files.read(path).texts)
    written_to = option(context, "output", output)
    pager = may_page(written_to, no_pager=bool(option(context, "no_pager", no_pager)))
    with opened(written_to, never=path, pager=pager) as out:
        for line in text.text([result]):
            out(f"{line}\n")
    counts = ((result.errors, "error"), (result.warnings, "warning"))
    found = ", ".join(count_noun(count, noun) for count, noun in counts if count)
    say(f"{paths.name(path)}: {found or 'no mistakes, no warnings'}")
    return Exit.NO if result.errors else Exit.DONE
