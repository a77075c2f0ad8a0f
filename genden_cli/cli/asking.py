"""How a command asks the index: connects, puts its question, shows the answer.

An index that proves to be damaged is thrown away; while nothing of the answer is out, a fresh one gives it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from genden_cli import index
from genden_cli.cli.options import with_options
from genden_cli.errors import BrokenOff, Exit, WrongUsage
from genden_cli.output.progress import Bar
from genden_cli.output.stream import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from genden_cli.cli.options import Asked
    from genden_cli.output.answer import Answer

Result = TypeVar("Result")


def reading(question: Callable[..., Answer]) -> Callable[..., int]:
    """Make a command of a question: its own arguments, then the shared options.

    The question gets a connection to the index and its own arguments; the command connects, asks, shows.
    """

    @wraps(question)
    def answered(asked: Asked, **arguments: Any) -> int:
        check_text(arguments)
        return with_index(
            asked.base, lambda connection: _shown(question(connection, **arguments), arguments, connection, asked)
        )

    return with_options(answered)


def listing(question: Callable[..., Answer]) -> Callable[..., int]:
    """Make a command of a question for a list with a ``limit``: as `reading`, but a person is told how long it is."""

    @wraps(question)
    def answered(asked: Asked, **arguments: Any) -> int:
        check_text(arguments)
        return with_index(asked.base, lambda connection: _begun(question, arguments, connection, asked))

    return with_options(answered)


def with_index(base: str | None, use: Callable[[sqlite3.Connection], Result]) -> Result:
    """Use the index; where it proves to be damaged before anything was written, use a fresh one."""
    try:
        with Bar() as told:
            connection = index.connect(base, told=told)
        with closing(connection):
            return use(connection)
    except BrokenOff:
        index.forget(base)
        raise
    except sqlite3.Error:
        index.forget(base)
        with closing(index.rebuilt(base)) as connection:
            return use(connection)


def check_text(arguments: dict[str, Any]) -> None:
    """Refuse bytes that are no text in what is asked; names of files may have them."""
    for value in arguments.values():
        for word in value if isinstance(value, list) else (value,):
            try:
                str(word).encode()
            except UnicodeEncodeError:
                raise WrongUsage(f"'{word}' is no text in UTF-8") from None


def _begun(
    question: Callable[..., Answer], arguments: dict[str, Any], connection: sqlite3.Connection, asked: Asked
) -> int:
    """Show what a person looks through of a list, or so many rows as were asked for; a program gets it as it is."""
    if asked.settings.format != "table":
        return _shown(question(connection, **arguments), arguments, connection, asked)
    from genden_cli.output.answer import beginning  # noqa: PLC0415 -- for a person

    answer, said = beginning(question(connection, **(arguments | {"limit": None})), arguments["limit"])
    return _shown(answer, arguments, connection, asked, said)


def _shown(
    answer: Answer,
    arguments: dict[str, Any],
    connection: sqlite3.Connection,
    asked: Asked,
    said: Callable[[], str] = str,
) -> int:
    """Show the answer, then what there is to be said below it; tell where there is none."""
    from genden_cli.output.answer import show  # noqa: PLC0415 -- an export shows nothing
    from genden_cli.query.rows import base as base_row  # noqa: PLC0415

    if show(answer, base_row(connection), asked.settings) and not answer.no:
        say(*filter(None, (said(),)))
        return Exit.DONE
    say(f"genden: {answer.no or answer.nothing or _nothing(answer.name, arguments)}", *answer.hints)
    return Exit.NO


def _nothing(name: str, arguments: dict[str, Any]) -> str:
    """Say that nothing is what all these options let through."""
    given = [
        (option, each) for option, each in arguments.items() if option != "limit" and each not in (None, True, False)
    ]
    asked = " ".join(f"--{option} {each}" for option, each in given)
    return f"no {name} with {asked}" if given else f"the base has no {name}"
