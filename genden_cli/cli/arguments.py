"""The filters that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.dates import edtf
from genden_cli.errors import WrongUsage
from genden_cli.words import ClaimKind, ClaimState, Verdict

if TYPE_CHECKING:
    from enum import StrEnum


def one_of(vocabulary: type[StrEnum]) -> str:
    """Return how the help shows an option that takes a word of a vocabulary and may be repeated."""
    return f"<{'|'.join(vocabulary)}>"


PersonOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="NAME",
        autocompletion=completers.people,
        help="Only with this person: an id, any spelling, or a part of one; repeatable.",
    ),
]
SourceOption = Annotated[
    list[str] | None,
    typer.Option(
        metavar="ID", autocompletion=completers.sources, help="Only claims that this source speaks about; repeatable."
    ),
]
TagOption = Annotated[
    list[str] | None,
    typer.Option(metavar="TAG", autocompletion=completers.tags, help="Only with this tag; repeatable."),
]
VerdictOption = Annotated[
    list[Verdict] | None,
    typer.Option(
        metavar=one_of(Verdict), autocompletion=completers.verdicts, help="Only with this verdict; repeatable."
    ),
]
StateOption = Annotated[
    list[ClaimState] | None,
    typer.Option(
        metavar=one_of(ClaimState), help="Only claims in this state; a claim without one is published; repeatable."
    ),
]
KindOption = Annotated[
    list[ClaimKind] | None,
    typer.Option(
        metavar=one_of(ClaimKind), autocompletion=completers.kinds, help="Only claims of this kind; repeatable."
    ),
]


def first_day(option: str, text: str | None) -> int | None:
    """Return the first day of the date that an option gives, or None if it is open or the option is not used.

    Days are proleptic Gregorian ordinals. Raise `WrongUsage` for a text that is not a date.
    """
    return None if text is None else _date(option, text).earliest


def last_day(option: str, text: str | None) -> int | None:
    """Return the last day of the date that an option gives, like `first_day`."""
    return None if text is None else _date(option, text).latest


def _date(option: str, text: str) -> edtf.Date:
    try:
        return edtf.parse(text)
    except edtf.DateError as error:
        hint = f"write {error.proposal}" if error.proposal else "genden help dates shows how dates are written"
        raise WrongUsage(f"{option} '{text}': {error.fault}", hints=(hint,)) from None
