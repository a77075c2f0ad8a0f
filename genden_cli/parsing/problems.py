"""The mistakes found while a fact base is read: as many as help a person, and no more."""

from __future__ import annotations

from typing import Final

from genden_cli.errors import Problem, Span

MAX_PROBLEMS: Final = 1000
"""After so many mistakes reading stops."""

_LONGEST_QUOTE: Final = 60


class TooMany(Exception):
    """There are so many mistakes that reading on would help nobody."""


def complain(problems: list[Problem], span: Span, code: str, message: str, remedy: str = "") -> None:
    """Add a mistake; raise `TooMany` where it is the last that is of use."""
    problems.append(Problem(span, code, message, remedy))
    if len(problems) >= MAX_PROBLEMS:
        raise TooMany


def quoted(text: str) -> str:
    """Return what stands in the file between quotes, short enough for a message."""
    return f"'{text}'" if len(text) <= _LONGEST_QUOTE else f"'{text[:_LONGEST_QUOTE]}…'"
