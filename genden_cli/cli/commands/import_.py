"""``genden import``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from genden_cli import load, reviews
from genden_cli.bibliography import files as bibliographies
from genden_cli.bibliography import plan as plans
from genden_cli.bibliography import rows as import_rows
from genden_cli.bibliography import writing
from genden_cli.cli.bases import base_to_change
from genden_cli.cli.completion import completers
from genden_cli.cli.options import GlobalOptions, with_options
from genden_cli.errors import Exit, WrongUsage
from genden_cli.interchange import files as whole_bases
from genden_cli.interchange import writing as new_bases
from genden_cli.output import answer
from genden_cli.output.stream import opened, say, spare
from genden_cli.pages import bibliography as page
from genden_cli.query.records import identity
from genden_cli.source import base_files, inputs, replace, updates
from genden_cli.text.command_line import quoted, to_write
from genden_cli.words import Reliability

if TYPE_CHECKING:
    from genden_cli.bibliography.plan import ImportPlan
    from genden_cli.interchange.draft import Draft
    from genden_cli.model import Facts
    from genden_cli.source.base_files import BaseContent


class ImportFormat(StrEnum):
    """The formats of a bibliography, then those of a whole base."""

    CSL = "csl"
    BIBLATEX = "biblatex"
    RIS = "ris"
    CSV = "csv"
    GEDCOM = "gedcom"
    GRAMPS = "gramps"
    CLAIMREVIEW = "claimreview"
    AVERITEC = "averitec"
    CLAIMS = "claims"


FilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        autocompletion=completers.files,
        help="A bibliography, a family tree, reviews of claims, or a table of claims; - reads standard input.",
    ),
]
WriteOption = Annotated[bool, typer.Option("--write", help="Add the new sources to the fact base.")]
UpdateOption = Annotated[
    bool, typer.Option("--update", help="Let a duplicate fill the empty fields of its source, and no other.")
]
ReliabilityOption = Annotated[
    Reliability | None,
    typer.Option(help="The grade of every new source.  [default: F, cannot be judged]", show_default=False),
]
FromOption = Annotated[
    ImportFormat | None,
    typer.Option(
        "--from",
        metavar="FORMAT",
        help=f"The format of the files: {', '.join(ImportFormat)}.  [default: by ending, else by content]",
    ),
]


@with_options
def import_(  # noqa: PLR0913 -- one parameter an option
    options: GlobalOptions,
    *,
    files: FilesArgument,
    write: WriteOption = False,
    update: UpdateOption = False,
    reliability: ReliabilityOption = None,
    from_: FromOption = None,
) -> int:
    """Add a bibliography, or make a base of a family tree or fact-checks.

    A bibliography: without --write, only show what would be added. New sources stand at the end of their section. A
    duplicate is skipped. A family tree, reviews of claims and a table of claims become a new file: -o BASE.yaml. What
    has no place is listed. More: genden help import.
    """
    draft = whole_bases.base_in(files[0], from_, reliability)
    if draft is not None:
        return _new_base(draft, files, options, changes=write or update)
    found, unreadable = bibliographies.references(files, from_)
    path = base_to_change(options.base) if write else options.settings.file
    spare(options.settings.output, path)
    planned: list[tuple[ImportPlan, Facts, BaseContent]] = []

    def change(content: BaseContent) -> dict[str, bytes]:
        facts = load.load(content.texts, keep_values=update)
        plan = plans.plan(found, facts, reliability=reliability, update=update, unreadable=unreadable)
        new = writing.changed(content, facts.sources, plan) if write else content
        planned[:] = [(plan, facts, new)]
        return new.data

    if write:
        updates.update_base(path, change)
    else:
        change(base_files.read(path))
    plan, facts, content = planned[0]
    record = plan.record._replace(written=write)
    rows = answer.Found("import", record.references, lambda: page.imported(record), record)
    last = reviews.last_of(facts.claims)
    answer.show(rows, lambda: identity.loaded_identity(facts.base, last, content.sha256()), options.settings)
    say(*import_rows.remarks(record, plan.renamed))
    if write:
        say(f"{path}: {page.summary(record)}; genden check {quoted(path)} says what is still to do")
    elif record.new + record.updates:
        say(to_write(_command(files, from_, reliability, update=update), options.base))
    return Exit.DONE


def _command(files: list[str], from_: ImportFormat | None, reliability: Reliability | None, *, update: bool) -> str:
    """Return the command that writes what is shown."""
    given = {"from": from_, "reliability": reliability}
    options = "".join(f" --{name} {value}" for name, value in given.items() if value)
    return f"genden import {' '.join(map(quoted, files))}{options}{' --update' * update} --write"


def _new_base(draft: Draft, files: list[str], options: GlobalOptions, *, changes: bool) -> int:
    """Write a new base, and say what is in it and what has no place."""
    output = options.settings.output
    if changes or len(files) > 1:
        what = "--write and --update are for bibliographies" if changes else "a new base is made of one file"
        raise WrongUsage(what, hints=(f"genden import {quoted(files[0])} -o BASE.yaml",))
    if output is None and options.settings.terminal:
        hints = (f"name a file: genden import {quoted(files[0])} -o BASE.yaml", "-o - prints it all the same")
        raise WrongUsage("a base is too long for a terminal", hints=hints)
    if output in (None, inputs.STDIN):
        with opened(None, never="") as out:
            for chunk in new_bases.chunks(draft):
                out(chunk)
    else:
        replace.create(str(output), "".join(new_bases.chunks(draft)).encode())
    say(*page.made(draft.counts(), draft.left_out, output))
    return Exit.DONE
