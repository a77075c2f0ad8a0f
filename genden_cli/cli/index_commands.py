"""How a command asks the index: connects, puts its question, shows the answer.

An index that proves to be damaged is thrown away; while nothing of the answer is out, a fresh one gives it.
"""

from __future__ import annotations

import inspect
import sqlite3
from contextlib import closing
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from genden_cli.cli.options import LimitOption, with_options
from genden_cli.errors import BrokenOff, Exit, WrongUsage
from genden_cli.index import store
from genden_cli.output.progress import ProgressBar
from genden_cli.output.stream import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from genden_cli.cli.options import GlobalOptions
    from genden_cli.output.answer import Answer

Result = TypeVar("Result")


def record_command(question: Callable[..., Answer]) -> Callable[..., int]:
    """Make a command of a question: its own arguments, then the shared options.

    The question gets a connection to the index and its own arguments; the command connects, asks, shows.
    """

    @wraps(question)
    def answered(asked: GlobalOptions, **arguments: Any) -> int:
        check_text(arguments)
        return with_index(
            asked.base, lambda connection: _shown(question(connection, **arguments), arguments, connection, asked)
        )

    return with_options(answered)


def list_command(question: Callable[..., Answer]) -> Callable[..., int]:
    """Make a command of a question for a list: as `reading`, with an option that says how much of it is wanted."""

    @wraps(question)
    def answered(asked: GlobalOptions, *, limit: int | None, **arguments: Any) -> int:
        check_text(arguments)

        def listed(connection: sqlite3.Connection) -> int:
            from genden_cli.output.answer import beginning, first  # noqa: PLC0415 -- not for help

            answer = question(connection, **arguments)
            if asked.settings.format != "table":
                return _shown(first(answer, limit), arguments, connection, asked)
            answer, said = beginning(answer, limit)
            return _shown(answer, arguments, connection, asked, said)

        return with_index(asked.base, listed)

    own = inspect.signature(question, eval_str=True)
    limited = inspect.Parameter("limit", inspect.Parameter.KEYWORD_ONLY, annotation=LimitOption, default=None)
    answered.__signature__ = own.replace(parameters=[*own.parameters.values(), limited])  # type: ignore[attr-defined]
    return with_options(answered)


def with_index(base: str | None, use: Callable[[sqlite3.Connection], Result]) -> Result:
    """Use the index; where it proves to be damaged before anything was written, use a fresh one."""
    try:
        with ProgressBar() as on_progress:
            connection = store.connect(base, on_progress=on_progress)
        with closing(connection):
            return use(connection)
    except BrokenOff:
        store.evict(base)
        raise
    except sqlite3.Error:
        store.evict(base)
        with closing(store.build_in_memory(base)) as connection:
            return use(connection)


def check_text(arguments: dict[str, Any]) -> None:
    """Refuse bytes that are no text in what is asked; names of files may have them."""
    for value in arguments.values():
        for word in value if isinstance(value, list) else (value,):
            try:
                str(word).encode()
            except UnicodeEncodeError:
                raise WrongUsage(f"'{word}' is no text in UTF-8") from None


def _shown(
    answer: Answer,
    arguments: dict[str, Any],
    connection: sqlite3.Connection,
    asked: GlobalOptions,
    said: Callable[[], str] = str,
) -> int:
    """Show the answer, then what there is to be said below it; tell where there is none."""
    from genden_cli.output.answer import show  # noqa: PLC0415 -- an export shows nothing
    from genden_cli.query.records.fetch import base as base_row  # noqa: PLC0415

    if show(answer, base_row(connection), asked.settings) and not answer.no:
        say(*filter(None, (said(),)))
        return Exit.DONE
    say(f"genden: {answer.no or answer.nothing or _nothing(answer.name, arguments)}", *answer.hints)
    return Exit.NO


def _nothing(name: str, arguments: dict[str, Any]) -> str:
    """Say that nothing is what all these options let through."""
    given = [(option, each) for option, each in arguments.items() if each not in (None, True, False)]
    asked = " ".join(f"--{option} {each}" for option, each in given)
    return f"no {name} with {asked}" if given else f"the base has no {name}"
