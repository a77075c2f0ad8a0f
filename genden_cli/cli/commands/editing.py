"""``genden new`` and ``genden add``: the only commands that write fact bases."""

from __future__ import annotations

import os
import shlex
import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.options import BaseOption  # noqa: TC001 -- Typer reads it
from genden_cli.errors import WrongUsage
from genden_cli.text.sanitize import sanitize_line
from genden_cli.words import Section


class SkeletonKind(StrEnum):
    """What can be added."""

    SOURCE = "source"
    PERSON = "person"
    EVENT = "event"
    CLAIM = "claim"


_SECTIONS = {
    SkeletonKind.SOURCE: Section.SOURCES,
    SkeletonKind.PERSON: Section.PEOPLE,
    SkeletonKind.EVENT: Section.EVENTS,
    SkeletonKind.CLAIM: Section.CLAIMS,
}


def new(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            autocompletion=completers.files,
            help="The file to write; an existing file is never overwritten.",
        ),
    ],
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What the fact base is about.  [default: that of an example]")
    ] = None,
) -> None:
    """Write a small, valid, commented fact base to begin with."""
    from genden_cli.edit import new as write  # noqa: PLC0415 -- brings the loader with it

    write(file, title=title, today=datetime.now(tz=UTC).date().isoformat())
    sys.stderr.write(f"{sanitize_line(file)} is ready: genden --base {sanitize_line(shlex.quote(file))} timeline\n")


def add(
    part: Annotated[
        SkeletonKind, typer.Argument(metavar="RECORD", help="What to add: " + ", ".join(SkeletonKind) + ".")
    ],
    id_: Annotated[str, typer.Argument(metavar="ID", help="The id of the new record.")],
    base: BaseOption = None,
) -> None:
    """Add a commented skeleton at the end of its section; every other byte of the file stays."""
    from genden_cli.edit import add as write  # noqa: PLC0415 -- brings the loader with it

    path = base or os.environ.get("GENDEN_BASE")
    if not path:
        raise WrongUsage("which fact base?", hints=("name it with --base FILE: the bundled one is not changed",))
    line = write(path, section=_SECTIONS[part], id_=id_)
    sys.stderr.write(
        f"{sanitize_line(path)}:{line}: {sanitize_line(id_)} added; genden check says what is still to do\n"
    )
