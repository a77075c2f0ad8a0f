"""Exceptions and exit codes.

* Errors in data are values: `diagnostics.problem.Problem`. They are collected and shown together.
* Requests that cannot be met raise an exception, caught once in `cli.main`:

    GendenError
      x UnknownName      a name or id that the base does not hold          2
        x AmbiguousName  a name that fits several records                  2
      x WrongUsage       an argument that cannot be understood             2
      x BadBase          the fact base has errors                          3
      x Unreadable       the fact base cannot be read                      3
      x Unwritable       the answer cannot be written                      3
        x BrokenOff      the index proved damaged after output began       3
      x ReaderLeft       the reader closed the pipe                        0
"""

from __future__ import annotations

from enum import IntEnum
from os.path import commonpath
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.text.english import count_noun

if TYPE_CHECKING:
    from genden_cli.diagnostics.problem import Problem
    from genden_cli.source.base_text import BaseText


class Exit(IntEnum):
    """Exit code of the process."""

    DONE = 0
    """The answer was given."""
    NO = 1
    """The answer is no: no match, or errors in the base."""
    USAGE = 2
    """The request is invalid, or names an unknown record."""
    BASE = 3
    """The fact base is unreadable or invalid, or the answer cannot be written."""
    BUG = 70
    """A bug in genden (EX_SOFTWARE of sysexits.h)."""
    MEMORY = 71
    """There is not enough memory (EX_OSERR of sysexits.h)."""
    HUNG_UP = 129
    """Ended because the terminal closed (128 + SIGHUP)."""
    INTERRUPTED = 130
    """Ended by Ctrl-C (128 + SIGINT)."""
    TERMINATED = 143
    """Ended by `kill` (128 + SIGTERM)."""


class Suggestion(NamedTuple):
    """A command of this program to run next; ``purpose`` says what it does. Whoever shows it makes it a line."""

    command: str
    arguments: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
    purpose: str = ""


class GendenError(Exception):
    """A request that cannot be met. ``hints`` say what to do next, one per line.

    ``base`` is the fact base that an option named, for the commands among the hints.
    """

    exit = Exit.USAGE
    base: str | None = None

    def __init__(self, message: str, *, hints: tuple[str | Suggestion, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hints = hints


class WrongUsage(GendenError):
    """An argument cannot be understood."""


class UnknownName(GendenError):
    """No record has this name or id."""


class AmbiguousName(UnknownName):
    """Several records have this name."""


class Unreadable(GendenError):
    """The fact base cannot be read."""

    exit = Exit.BASE


class Unwritable(GendenError):
    """The answer cannot be written."""

    exit = Exit.BASE


class BrokenOff(Unwritable):
    """The index proved damaged after part of the answer was written."""


class ReaderLeft(GendenError):
    """The reader closed the pipe. This is not an error."""

    exit = Exit.DONE


_MOST_NAMED: Final = 3


class BadBase(GendenError):
    """The fact base has errors. Carries all of them, sorted by file and position, with the texts of the files."""

    exit = Exit.BASE

    def __init__(self, texts: tuple[BaseText, ...], problems: tuple[Problem, ...]) -> None:
        self.texts = texts
        self.problems = problems
        super().__init__(f"{self.path} has {count_noun(len(problems), 'error')}")

    @property
    def path(self) -> str:
        """The files of the base, to be named in a message; of many files, the folder that they share."""
        paths = [each.path for each in self.texts]
        return ", ".join(paths) if len(paths) <= _MOST_NAMED else f"{len(paths)} files in {commonpath(paths)}"


def reason(error: OSError) -> str:
    """Return the message of a system error, to be used within a sentence."""
    return (error.strerror or str(error)).lower()
