"""``genden diff``."""

from __future__ import annotations

from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.options import GlobalOptions, with_options
from genden_cli.errors import Exit
from genden_cli.output.answer import Answer, show
from genden_cli.output.stream import spare

_VERSION = "a file, or a git revision of the fact base, such as HEAD~1 or v1.0 or HEAD:other.yaml"


@with_options
def diff(
    asked: GlobalOptions,
    *,
    old: Annotated[
        str, typer.Argument(metavar="OLD", autocompletion=completers.files, help=f"The older version: {_VERSION}.")
    ],
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="NEW",
            autocompletion=completers.files,
            help="The newer version, in the same form.  [default: the fact base]",
            show_default=False,
        ),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if anything changed.")] = False,
) -> int:
    """Print what changed in the claims, verdicts and evidence between two versions of a fact base."""
    from genden_cli.difference.changes import difference  # noqa: PLC0415
    from genden_cli.load import load  # noqa: PLC0415
    from genden_cli.source import revisions  # noqa: PLC0415 -- not to complete a line

    base = asked.settings.file
    before = revisions.revision(old, base=base)
    after = revisions.revision(new, base=base) if new is not None else revisions.file_revision(base)
    for version in (before, after):
        spare(asked.settings.output, version.file or base)
    facts = load(before.data, before.label), load(after.data, after.label)
    found = difference(*facts, labels=(before.label, after.label))
    settings = asked.settings._replace(file=after.label)
    record = None if settings.format == "jsonl" else found  # a change a line
    show(Answer("difference", found.changes, "difference.difference", record), facts[1].base, settings)
    return Exit.NO if exit_code and found.changes else Exit.DONE
