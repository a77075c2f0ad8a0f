"""Commands that read the index: they connect to it, compute an answer and show it.

A damaged index is thrown away. If nothing of the answer has been written, a fresh index gives it.
"""

from __future__ import annotations

import inspect
import sqlite3
from contextlib import closing
from functools import wraps
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from genden_cli.cli.options import LimitOption, own_parameters, with_options
from genden_cli.errors import BrokenOff, Exit, ReaderLeft, Suggestion, WrongUsage
from genden_cli.index import callbacks, store
from genden_cli.output import answer as answers
from genden_cli.output.progress import ProgressBar
from genden_cli.output.settings import Detail
from genden_cli.output.stream import say
from genden_cli.page import blocks
from genden_cli.query.records import identity
from genden_cli.text import command_line
from genden_cli.text.english import numbered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from genden_cli.cli.options import GlobalOptions
    from genden_cli.output.answer import Answer, CountedRows, Drawing, Listing, ShortList
    from genden_cli.page.blocks import Block

Result = TypeVar("Result")


def record_command(question: Callable[..., Answer], *, detailed: bool = False) -> Callable[..., int]:
    """Return a command for a function that answers from the index.

    The function gets a connection to the index and its own arguments; the command adds the shared options. If
    ``detailed``, the answer has a short form, and the command adds ``--all`` and ``--brief``.
    """

    @wraps(question)
    def command(options: GlobalOptions, **arguments: Any) -> int:
        check_text(arguments)

        return with_index(options.base, lambda connection: show(question(connection, **arguments), connection, options))

    return with_options(command, detailed=detailed)


def show(answer: Answer, connection: sqlite3.Connection, options: GlobalOptions) -> int:
    """Show an answer, and return the exit code."""
    try:
        answers.show(answer, lambda: identity.identity(connection), options.settings)
    except ReaderLeft:  # who leaves the pager early has the answer, and so its exit code
        if not options.settings.pager:
            raise
    if isinstance(answer, answers.Found):
        return Exit.DONE
    say(f"genden: {answer.reason}", *(command_line.with_base(each, options.settings.base) for each in answer.hints))
    return Exit.NO


def detailed_command(question: Callable[..., Answer]) -> Callable[..., int]:
    """Return a `record_command` whose answer has a short form."""
    return record_command(question, detailed=True)


def list_command(question: Callable[..., Listing[Any] | Drawing[Any]]) -> Callable[..., int]:
    """Return a command for a function that lists rows of the index; it has the options of `DETAIL` and ``--limit``."""

    @wraps(question)
    def command(options: GlobalOptions, *, limit: int | None, **arguments: Any) -> int:
        check_text(arguments)

        def run(connection: sqlite3.Connection) -> int:
            return _show_list(
                question.__name__, question(connection, **arguments), limit, arguments, connection, options
            )

        return with_index(options.base, run)

    own = own_parameters(question)
    first = inspect.Parameter("options", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    limited = inspect.Parameter("limit", inspect.Parameter.KEYWORD_ONLY, annotation=LimitOption, default=None)
    command.__signature__ = inspect.Signature([first, *own, limited])  # type: ignore[attr-defined]
    return with_options(command, detailed=True)


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


def _show_list(  # noqa: PLR0913, PLR0917 -- called once
    command: str,
    listing: Listing[Any] | Drawing[Any],
    limit: int | None,
    arguments: dict[str, Any],
    connection: sqlite3.Connection,
    options: GlobalOptions,
) -> int:
    """Show the list, in its short form or whole, and say how many rows are left out, or that there are none."""
    is_table = options.settings.format == "table"
    short = answers.short_list(listing, limit) if is_table or options.settings.detail is Detail.SHORT else None
    if short and options.settings.detail is Detail.SHORT:
        fit = is_table and limit is None
        counted = answers.CountedRows(short.fitting(options.settings.width) if fit else short.rows)
        ending = _ending(short, counted, limit, _whole_list(command, arguments))
        found = answers.Found(listing.name, counted, lambda: chain(short.page(counted), ending))
    else:
        counted = answers.CountedRows(answers.first_rows(listing, limit))
        found = answers.Found(listing.name, counted, lambda: listing.page(counted))
    answers.show(found, lambda: identity.identity(connection), options.settings)
    if not counted.count:
        say(f"genden: {listing.if_empty or _no_rows(listing.name, arguments)}")
        return Exit.NO
    if is_table and short and limit is not None and short.total > limit:
        say(f"{limit:,} of {short.total:,} {numbered(short.noun, short.total)}; --limit shows more")
    return Exit.DONE


def _ending(short: ShortList[Any], rows: CountedRows, limit: int | None, whole: str) -> Iterator[Block]:
    """Yield what a short list leaves out, once its rows are used up; ``whole`` is the command that shows everything."""
    left = short.total - rows.count
    adds = f"with {short.adds}" if short.adds else ""
    if limit is None and left > 0:
        said = f"{left:,} more{short.left_out or f' {numbered(short.noun, left)}'}{adds and f', {adds}'}:"
        yield blocks.Prose(blocks.join_cells((blocks.text(said), blocks.text(whole, "command")), "  "))
    elif rows.count and adds:
        yield blocks.Prose((blocks.TextRun(f"{adds.capitalize()}: ", "muted"), blocks.TextRun(whole, "command")))


def _whole_list(command: str, arguments: dict[str, Any]) -> str:
    """Return the command that shows a list whole, with the same options."""
    switches = [f"--{_option(name)}" for name, each in arguments.items() if each is True]
    return command_line.command_line(Suggestion(command, (*switches, "--all"), tuple(_given(arguments))))


def _no_rows(name: str, arguments: dict[str, Any]) -> str:
    """Return the message for a list without rows, with the options that filter it."""
    filters = " ".join(f"--{option} {value}" for option, value in _given(arguments))
    return f"no {name} with {filters}" if filters else f"the base has no {name}"


def _given(arguments: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield each option with a value, once for each of its values."""
    for option, each in arguments.items():
        if each not in (None, True, False):
            values = each if isinstance(each, (list, tuple)) else (each,)
            yield from ((_option(option), str(value)) for value in values)


def _option(parameter: str) -> str:
    """Return the name of the option for a parameter of a command."""
    return parameter.rstrip("_").replace("_", "-")
