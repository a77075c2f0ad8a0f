"""Arguments that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.errors import WrongUsage
from genden_cli.words import ClaimKind, Verdict

PersonOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        autocompletion=completers.people,
        help="Only with this person: an id, any spelling, or a part of one.",
    ),
]
SourceOption = Annotated[
    str | None,
    typer.Option(metavar="ID", autocompletion=completers.sources, help="Only claims that this source speaks about."),
]
TagOption = Annotated[
    str | None, typer.Option(metavar="TAG", autocompletion=completers.tags, help="Only with this tag.")
]
VerdictOption = Annotated[
    Verdict | None, typer.Option(autocompletion=completers.verdicts, help="Only with this verdict.")
]
KindOption = Annotated[
    ClaimKind | None, typer.Option(autocompletion=completers.kinds, help="Only claims of this kind.")
]


def day(option: str, text: str | None, *, first: bool) -> int | None:
    """Return the first or last day of the date that an option was given, None where it is open or was not given.

    Raise `WrongUsage` for what is no date.
    """
    if text is None:
        return None
    from genden_cli.dates.edtf import DateError, parse  # noqa: PLC0415 -- only these options need it

    try:
        date = parse(text)
    except DateError as error:
        hints = (f"write {error.proposal}",) if error.proposal else ()
        raise WrongUsage(f"{option} '{text}': {error.fault}", hints=hints) from None
    return date.earliest if first else date.latest
