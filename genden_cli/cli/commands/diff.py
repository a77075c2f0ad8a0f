"""``genden diff``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Final

import typer

from genden_cli import model, paths
from genden_cli.cli import bases
from genden_cli.cli.completion import completers
from genden_cli.cli.options import GlobalOptions, with_options
from genden_cli.diagnostics import text
from genden_cli.difference import around_errors, versions
from genden_cli.errors import BadBase, Exit, WrongUsage
from genden_cli.named_tuple import NamedTuple
from genden_cli.output import answer
from genden_cli.output.stream import say, spare
from genden_cli.pages import difference as page
from genden_cli.query.records import identity
from genden_cli.source import inputs, revisions

if TYPE_CHECKING:
    from genden_cli.difference.changes import Difference
    from genden_cli.source.base_files import BaseContent

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
            metavar="NEW",
            autocompletion=completers.files,
            help="The newer version, in the same form.  [default: the fact base]",
            show_default=False,
        ),
    ] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 if anything changed.")] = False,
) -> int:
    """Print what changed between two versions of a fact base.

    Of a version with errors, what can be read is compared; the exit code is then 3.
    """
    if new is None:
        bases.base_path(options.settings.base)  # says which one it is, if nobody named it
    base = options.settings.file
    if old == inputs.STDIN == (base if new is None else new):
        hints = ("save one of them to a file, and name that",)
        raise WrongUsage("standard input cannot be both versions", hints=hints)
    after = revisions.file_revision(base) if new is None else revisions.revision(new, base=base)
    before = revisions.revision(old, base=base if after.file in (None, inputs.STDIN) else after.file)
    spare(options.settings.output, *(version.file or base for version in (before, after)))
    compared = _compared(before.content, after.content)
    found = compared.difference
    settings = options.settings._replace(file=after.label)
    record = None if settings.format == "jsonl" else found  # a change a line
    difference = answer.Found("difference", found.changes, lambda: page.difference(found), record)
    digest = after.content.sha256()
    answer.show(difference, lambda: identity.loaded_identity(compared.base, compared.last_review, digest), settings)
    if found.old.errors or found.new.errors:
        return Exit.BASE
    return Exit.NO if exit_code and found.changes else Exit.DONE


class _Compared(NamedTuple):
    """The difference of two versions, and the head and the last review of the new one."""

    difference: Difference
    base: model.Base
    last_review: str | None


def _compared(old: BaseContent, new: BaseContent) -> _Compared:
    """Compare two versions; of one with errors, report them and compare what can be read."""
    former = _version(old)
    later = _version(new) if old.sha256() != new.sha256() else former
    if isinstance(former, versions.Version) and isinstance(later, versions.Version):
        later = later.labelled(new.base)
        return _Compared(versions.difference(former, later), later.facts.base, later.last_review)
    bad = {id(each): each for each in (former, later) if isinstance(each, BadBase)}
    errors = [len(each.problems) if isinstance(each, BadBase) else 0 for each in (former, later)]
    found = around_errors.difference(old, new, errors=(errors[0], errors[1]))
    if found is None:
        raise next(iter(bad.values()))
    for each in bad.values():
        say(*text.report(each))
    return _Compared(found, model.Base(title=found.new.title, version=found.new.version), None)


def _version(content: BaseContent) -> versions.Version | BadBase:
    try:
        return versions.version(content.texts, content.base)
    except BadBase as error:
        return error
