"""Watch files for changes by polling their identity. This needs no library and works on every platform."""

from __future__ import annotations

import select
import sqlite3
from contextlib import suppress
from time import sleep
from typing import TYPE_CHECKING, Final

from genden_cli.errors import Unreadable
from genden_cli.source import base_files, kept_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from genden_cli.source.base_files import Identities
    from genden_cli.source.base_text import BaseText

SECONDS: Final = 0.2
"""The time between two checks, in seconds."""


def reader_left(stream: object) -> bool:
    """Wait for `SECONDS`, or until nobody reads a pipe or a terminal any more; return whether that happened."""
    try:
        poll = select.poll()
        poll.register(stream.fileno(), 0)  # type: ignore[attr-defined]
    except (AttributeError, OSError, ValueError):  # it is no file, or the system has no poll
        sleep(SECONDS)
        return False
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(SECONDS * 1000))


def changes(paths: Sequence[str], *, pause: Callable[[], object]) -> Iterator[None]:
    """Yield once at the start, and then after each change of one of the bases; never end."""
    seen: list[Identities | str] = []
    while True:
        now = [_state(path) for path in paths]
        if now != seen:
            seen = now
            yield
        pause()


def _state(path: str) -> Identities | str:
    """Return the identities of the files of a base, or why they cannot be read. Editors replace a file to save it."""
    try:
        return base_files.identities(path)
    except Unreadable as error:
        return error.message


def keep_on_disk(texts: Iterable[BaseText], kept: sqlite3.Connection | None) -> sqlite3.Connection | None:
    """Keep files in a database without a name, ``kept`` or a new one; return None if the disk has no room for them.

    The database is gone when it is closed.
    """
    with suppress(sqlite3.Error):
        database = kept or sqlite3.connect("", isolation_level=None)
        for each in texts:
            kept_texts.keep(database, each)
        return database
    return None
