"""Collects the problems of a fact base, up to `MAX_PROBLEMS`."""

from __future__ import annotations

from typing import Final

from genden_cli.errors import Problem, Span

MAX_PROBLEMS: Final = 1000
"""Reading stops after this many errors."""

_LONGEST_QUOTE: Final = 60


class TooMany(Exception):
    """Ends reading because the limit of problems is reached."""


def complain(problems: list[Problem], span: Span, code: str, message: str, remedy: str = "") -> None:
    """Record a problem; raise `TooMany` if the limit is reached."""
    problems.append(Problem(span, code, message, remedy))
    if len(problems) >= MAX_PROBLEMS:
        raise TooMany


def quoted(text: str) -> str:
    """Return ``text`` in single quotes, shortened for a message."""
    return f"'{text}'" if len(text) <= _LONGEST_QUOTE else f"'{text[:_LONGEST_QUOTE]}…'"
