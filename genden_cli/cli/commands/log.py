"""``genden log``."""

from __future__ import annotations

import sqlite3  # noqa: TC003 -- a parameter of the command
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Annotated, Final

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import check_text, show, with_index
from genden_cli.cli.names import resolve
from genden_cli.cli.options import GlobalOptions, LimitOption, with_options
from genden_cli.difference import history as histories
from genden_cli.difference import log_rows
from genden_cli.errors import AmbiguousName, BadBase, Suggestion, UnknownName
from genden_cli.index import store
from genden_cli.named_tuple import NamedTuple
from genden_cli.output.answer import Found
from genden_cli.output.progress import ProgressBar
from genden_cli.output.settings import Detail
from genden_cli.output.stream import say
from genden_cli.pages import log as page
from genden_cli.query.evidence import growth as growth_queries
from genden_cli.query.records import claim as claims
from genden_cli.query.records import fetch
from genden_cli.source import commits, git
from genden_cli.text.command_line import command_line, with_base
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from genden_cli.difference.history import Log, LogEntry
    from genden_cli.difference.log_rows import LogRow
    from genden_cli.page.blocks import Block
    from genden_cli.query.evidence.growth import Growth


_MOST: Final = 12
"""The commits on a short page."""


@partial(with_options, detailed=True)
def log(
    options: GlobalOptions,
    *,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CLAIM]", autocompletion=completers.claims, help="The id of a claim.  [default: the whole base]"
        ),
    ] = None,
    limit: LimitOption = None,
) -> int:
    """Print how a claim or the base changed, from git: what, when, by whom.

    A claim is followed through new ids, and a file through renames. The page of a claim also shows by which year how
    many independent sources had appeared. What is not committed yet comes first.
    """
    check_text({"name": name})
    typed = " ".join(name or ())

    def answer(connection: sqlite3.Connection) -> int:
        history = commits.history(options.settings.file)
        with histories.Log(history) as log, ProgressBar(label="reading the history") as on_progress:
            read = _LogReading(log, on_progress, limit, options)
            found = read.claim(connection, typed) if typed else read.base(connection)
        return show(found, connection, options)

    try:
        return with_index(options.base, answer)
    except BadBase:  # its history may say who broke it
        last = store.cached(options.base)
        if last is None:
            raise
        errors = with_base("the base has errors now: genden check shows them", options.settings.base)
        say(f"{errors}; names are those of its last state without errors")
        with closing(last):
            return answer(last)


class LogRecord(NamedTuple):
    """The history of a base or, with its id and sentence, of a claim; a removed claim has no sentence.

    ``older`` is the number of older commits that are left out. ``growth`` tells how the independent sources on the
    claim grew. The newest changes come first.
    """

    claim: str | None
    says: str | None
    growth: Growth | None
    older: int
    changes: tuple[LogRow, ...]


class _LogReading:
    """Makes the answer from a history: at most ``limit`` commits, or as many as fit a short page."""

    def __init__(
        self, log: Log, on_progress: Callable[[float], None], limit: int | None, options: GlobalOptions
    ) -> None:
        self._log = log
        self._on_progress = on_progress
        self._is_short = options.settings.detail is Detail.SHORT
        self._most = limit or (_MOST if self._is_short else None)

    def base(self, connection: sqlite3.Connection) -> Found:
        """Return the history of the base."""
        title = fetch.base(connection).title
        entries, older = self._log.newest(self._most, on_progress=self._on_progress)
        record = LogRecord(None, None, None, older, tuple(log_rows.rows(entries)))
        return _found(record, lambda: page.base(title, self._shown(entries, older)))

    def claim(self, connection: sqlite3.Connection, typed: str) -> Found:
        """Return the history of a claim, also of one that the base no longer has."""
        id_, entries = self._entries(connection, typed)
        newest = entries[: self._most]
        older = len(entries) - len(newest)
        changes = tuple(log_rows.rows(newest))

        def shown() -> page.ShownLog:
            return self._shown(newest, older, typed, first=entries[-1:])

        if id_ is None:
            return _found(LogRecord(typed, None, None, older, changes), lambda: page.removed_claim(typed, shown()))
        details = claims.claim(connection, id_)
        growth = growth_queries.growth(connection, details)
        record = LogRecord(id_, details.says, growth, older, changes)
        return _found(record, lambda: page.claim(details, growth, shown()))

    def _shown(
        self, entries: tuple[LogEntry, ...], older: int, *words: str, first: tuple[LogEntry, ...] = ()
    ) -> page.ShownLog:
        """Return what a page shows; ``words`` name what the command asks for."""
        whole = command_line(Suggestion("log", (*words, "--all")))
        return page.ShownLog(entries, older, whole, git.command(self._log.top), first, is_short=self._is_short)

    def _entries(self, connection: sqlite3.Connection, typed: str) -> tuple[str | None, tuple[LogEntry, ...]]:
        """Return the id of a claim and its history; no id if the base no longer has it."""
        try:
            id_ = resolve(connection, Section.CLAIMS, typed)
        except AmbiguousName:
            raise
        except UnknownName:
            removed = tuple(self._log.entries_on(typed, on_progress=self._on_progress))
            if not removed:
                raise
            return None, removed
        return id_, tuple(self._log.entries_on(id_, on_progress=self._on_progress))


def _found(record: LogRecord, draw: Callable[[], Iterable[Block]]) -> Found:
    return Found("log", record.changes, draw, record, by_line=True)
