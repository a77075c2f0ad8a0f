"""Collects the problems of a fact base, up to `MAX_PROBLEMS`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics.problem import Label
from genden_cli.diagnostics.registry import problem

if TYPE_CHECKING:
    from genden_cli.diagnostics.problem import Fix, Problem, Span

MAX_PROBLEMS: Final = 1000
"""Reading stops after this many errors."""

DEPTH: Final = 64
"""Maximum nesting depth. The format needs nine levels."""
TOO_DEEP: Final = (
    "E005",
    f"nested deeper than {DEPTH} levels",
    "put text that contains brackets or braces in quotes",
)
"""Code, message and remedy for deeper nesting."""

EXPECTED_KEYS: Final = "expected keys and values"
"""The message where a text or a list stands in place of them."""
EXPECTED_LIST: Final = "expected a list"
EMPTY_VALUE: Final = "empty value"

_LONGEST_QUOTE: Final = 60


class TooMany(Exception):
    """Ends reading because the limit of problems is reached."""


def complain(  # noqa: PLR0913 -- one parameter a field
    problems: list[Problem],
    span: Span,
    code: str,
    message: str,
    remedy: str = "",
    *,
    related: tuple[Label, ...] = (),
    fix: Fix | None = None,
) -> None:
    """Record the problem with these parts; raise `TooMany` if the limit is reached."""
    add(problems, problem(span, code, message, remedy, related=related, fix=fix))


def add(problems: list[Problem], problem: Problem) -> None:
    """Record a problem; raise `TooMany` if the limit is reached."""
    problems.append(problem)
    if len(problems) >= MAX_PROBLEMS:
        raise TooMany


def first_here(span: Span) -> Label:
    """Return the label of the first of two things that should be one."""
    return Label(span, "the first is here")


def quoted(text: str) -> str:
    """Return ``text`` in single quotes, shortened for a message."""
    return f"'{text}'" if len(text) <= _LONGEST_QUOTE else f"'{text[:_LONGEST_QUOTE]}…'"
