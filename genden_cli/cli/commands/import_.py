"""``genden import``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from genden_cli import load, reviews
from genden_cli.bibliography import files as bibliographies
from genden_cli.bibliography import plan as plans
from genden_cli.bibliography import writing
from genden_cli.cli.bases import base_to_change
from genden_cli.cli.completion import completers
from genden_cli.cli.options import GlobalOptions, with_options
from genden_cli.errors import Exit
from genden_cli.output import answer
from genden_cli.output.stream import say, spare
from genden_cli.pages import bibliography as page
from genden_cli.query.records import identity
from genden_cli.source import base_files, updates
from genden_cli.text.command_line import quoted
from genden_cli.words import Reliability

if TYPE_CHECKING:
    from genden_cli.bibliography.plan import ImportPlan
    from genden_cli.model import Facts
    from genden_cli.source.base_files import BaseContent


class BibliographyFormat(StrEnum):
    """The formats of a bibliography."""

    CSL = "csl"
    BIBLATEX = "biblatex"
    RIS = "ris"
    CSV = "csv"


FilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...",
        autocompletion=completers.files,
        help="A bibliography: CSL-JSON, BibLaTeX or BibTeX, RIS, or CSV with a header; - reads standard input.",
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
    BibliographyFormat | None,
    typer.Option("--from", help="The format of the files.  [default: by ending, else by content]"),
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
    """Add the sources of a bibliography to a fact base.

    Without --write, only show what would be added. New sources stand at the end of their section; every other byte of
    the file stays as it is. A duplicate has the same DOI, ISBN or address, or the same title and year; it is skipped.
    Fields without a place are listed. More: genden help import.
    """
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
    if write:
        say(f"{path}: {page.summary(record)}; genden check {quoted(path)} says what is still to do")
    return Exit.DONE
