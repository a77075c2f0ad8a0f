"""Commands that read the index: they connect to it, compute an answer and show it.

A damaged index is thrown away. If nothing of the answer has been written, a fresh index gives it.
"""

from __future__ import annotations

import inspect
import sqlite3
from contextlib import closing
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from genden_cli.cli.options import LimitOption, own_parameters, with_options
from genden_cli.errors import BrokenOff, Exit, WrongUsage
from genden_cli.index import callbacks, store
from genden_cli.output import answer as answers
from genden_cli.output.progress import ProgressBar
from genden_cli.output.stream import say
from genden_cli.query.records import fetch

if TYPE_CHECKING:
    from collections.abc import Callable

    from genden_cli.cli.options import GlobalOptions
    from genden_cli.output.answer import Answer, Drawing, Listing

Result = TypeVar("Result")


def record_command(question: Callable[..., Answer]) -> Callable[..., int]:
    """Return a command for a function that answers from the index.

    The function gets a connection to the index and its own arguments; the command adds the shared options.
    """

    @wraps(question)
    def command(options: GlobalOptions, **arguments: Any) -> int:
        check_text(arguments)

        def run(connection: sqlite3.Connection) -> int:
            answer = question(connection, **arguments)
            answers.show(answer, fetch.base_head(connection), options.settings)
            if isinstance(answer, answers.Found):
                return Exit.DONE
            say(f"genden: {answer.reason}", *answer.hints)
            return Exit.NO

        return with_index(options.base, run)

    return with_options(command)


def list_command(question: Callable[..., Listing[Any] | Drawing[Any]]) -> Callable[..., int]:
    """Return a command for a function that lists rows of the index; it has the option ``--limit``."""

    @wraps(question)
    def command(options: GlobalOptions, *, limit: int | None, **arguments: Any) -> int:
        check_text(arguments)

        def run(connection: sqlite3.Connection) -> int:
            return _show_list(question(connection, **arguments), limit, arguments, connection, options)

        return with_index(options.base, run)

    own = own_parameters(question)
    first = inspect.Parameter("options", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    limited = inspect.Parameter("limit", inspect.Parameter.KEYWORD_ONLY, annotation=LimitOption, default=None)
    command.__signature__ = inspect.Signature([first, *own, limited])  # type: ignore[attr-defined]
    return with_options(command)


def with_index(base: str | None, use: Callable[[sqlite3.Connection], Result]) -> Result:
    """Return what ``use`` makes of the index; if the index is damaged and nothing is written yet, of a fresh one."""
    try:
        with ProgressBar() as on_progress:
            connection = store.connect(base, on_progress=on_progress)
        with closing(connection), callbacks.original_exceptions():
            return use(connection)
    except BrokenOff:
        store.evict(base)
        raise
    except sqlite3.Error:
        store.evict(base)
        with closing(store.build_in_memory(base)) as connection:
            return use(connection)


def check_text(arguments: dict[str, Any]) -> None:
    """Raise `WrongUsage` for an argument with bytes that are not UTF-8; only names of files may have them."""
    for value in arguments.values():
        for word in value if isinstance(value, list) else (value,):
            try:
                str(word).encode()
            except UnicodeEncodeError:
                raise WrongUsage(f"'{word}' is no text in UTF-8") from None


def _show_list(
    listing: Listing[Any] | Drawing[Any],
    limit: int | None,
    arguments: dict[str, Any],
    connection: sqlite3.Connection,
    options: GlobalOptions,
) -> int:
    """Show the list, then say how many rows are left out, or that there are none."""
    left_out: Callable[[], str] = str
    if options.settings.format == "table":
        rows, left_out = answers.rows_on_screen(listing, limit)
    else:
        rows = answers.first_rows(listing, limit)
    counted = answers.CountedRows(rows)
    found = answers.Found(listing.name, counted, lambda: listing.page(counted))
    answers.show(found, fetch.base_head(connection), options.settings)
    if counted.count:
        say(*filter(None, (left_out(),)))
        return Exit.DONE
    say(f"genden: {listing.if_empty or _no_rows(listing.name, arguments)}")
    return Exit.NO


def _no_rows(name: str, arguments: dict[str, Any]) -> str:
    """Return the message for a list without rows, with the options that filter it."""
    given = [(option, each) for option, each in arguments.items() if each not in (None, True, False)]
    filters = " ".join(f"--{option} {each}" for option, each in given)
    return f"no {name} with {filters}" if given else f"the base has no {name}"
