"""``genden diff``."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Final

import typer

from genden_cli import paths
from genden_cli.cli import bases
from genden_cli.cli.completion import completers
from genden_cli.cli.options import GlobalOptions, with_options
from genden_cli.difference import versions
from genden_cli.errors import Exit, WrongUsage
from genden_cli.output import answer
from genden_cli.output.stream import spare
from genden_cli.pages import difference as page
from genden_cli.query.records import identity
from genden_cli.source import inputs, revisions

_VERSION: Final = "a file, or a git revision of the fact base, such as HEAD~1 or v1.0 or HEAD:other.yaml"


@partial(with_options, find=paths.base_path)
def diff(
    options: GlobalOptions,
    *,
    old: Annotated[
        str, typer.Argument(metavar="OLD", autocompletion=completers.files, help=f"The older version: {_VERSION}.")
    ],
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="[NEW]",
            autocompletion=completers.files,
            help="The newer version, in the same form.  [default: the fact base]",
            show_default=False,
        ),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if anything changed.")] = False,
) -> int:
    """Print what changed between two versions of a fact base."""
    if new is None:
        bases.base_path(options.settings.base)  # says which one it is, if nobody named it
    base = options.settings.file
    if old == inputs.STDIN == (base if new is None else new):
        hints = ("save one of them to a file, and name that",)
        raise WrongUsage("standard input cannot be both versions", hints=hints)
    after = revisions.file_revision(base) if new is None else revisions.revision(new, base=base)
    before = revisions.revision(old, base=base if after.file in (None, inputs.STDIN) else after.file)
    spare(options.settings.output, *(version.file or base for version in (before, after)))
    former = versions.version(before.content.texts, before.label)
    same = after.content.sha256() == before.content.sha256()
    later = former.labelled(after.label) if same else versions.version(after.content.texts, after.label)
    found = versions.difference(former, later)
    settings = options.settings._replace(file=after.label)
    record = None if settings.format == "jsonl" else found  # a change a line
    difference = answer.Found("difference", found.changes, lambda: page.difference(found), record)
    facts, digest = later.facts, after.content.sha256()
    answer.show(difference, lambda: identity.loaded_identity(facts.base, later.last_review, digest), settings)
    return Exit.NO if exit_code and found.changes else Exit.DONE
