"""What can go wrong, and the exit code of each.

* Mistakes in data are values: `Problem`, collected and shown together.
* Impossible requests are exceptions, caught once in `cli.main`:

    GendenError
      x UnknownName      a name or id that the base does not hold          2
        x AmbiguousName  a name that fits several records                  2
      x WrongUsage       an argument that cannot be understood             2
      x BadBase          the fact base has mistakes                        3
      x Unreadable       the fact base cannot be read                      3
      x Unwritable       the answer cannot be written                      3
        x BrokenOff      a part of it was, then the index proved damaged   3
      x ReaderLeft       the reader of our pipe closed it                  0
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Exit(IntEnum):
    """What a process of ours ends with."""

    DONE = 0
    """The answer was given."""
    NO = 1
    """The answer is no: nothing found, or mistakes found."""
    USAGE = 2
    """The request cannot be understood, or names what is not there."""
    BASE = 3
    """The fact base cannot be read, is not valid, or the answer cannot be written."""
    BUG = 70
    """Our own mistake (EX_SOFTWARE of sysexits.h)."""
    INTERRUPTED = 130
    """Ended by Ctrl-C (128 + SIGINT)."""


class Span(NamedTuple):
    """A stretch of the source file; lines and columns count from 1, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Problem(NamedTuple):
    """One mistake in a fact base: where, what, and how to mend it."""

    span: Span
    code: str
    message: str
    remedy: str = ""


class Suggestion(NamedTuple):
    """A command of this program to run next; ``purpose`` says what it does. Whoever shows it makes it a line."""

    command: str
    arguments: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    purpose: str = ""


class GendenError(Exception):
    """A request that cannot be met; ``hints`` say what to do next, a line each."""

    exit = Exit.USAGE

    def __init__(self, message: str, *, hints: tuple[str | Suggestion, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hints = hints


class WrongUsage(GendenError):
    """An argument cannot be understood."""


class UnknownName(GendenError):
    """No record answers to a name or id."""


class AmbiguousName(UnknownName):
    """Several records answer to a name."""


class Unreadable(GendenError):
    """The fact base cannot be read."""

    exit = Exit.BASE


class Unwritable(GendenError):
    """The answer cannot be written."""

    exit = Exit.BASE


class BrokenOff(Unwritable):
    """The index proved to be damaged when a part of the answer was already out."""


class ReaderLeft(GendenError):
    """Whoever read our output has closed it; this is no error."""

    exit = Exit.DONE


class BadBase(GendenError):
    """The fact base has mistakes: all of them, sorted by place, with the text that they stand in."""

    exit = Exit.BASE

    def __init__(self, path: str, data: bytes, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{path} has {len(problems)} mistake{'s' * (len(problems) != 1)}")
        self.path = path
        self.data = data
        self.problems = problems
