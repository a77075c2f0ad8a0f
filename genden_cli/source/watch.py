"""Watch files for changes by polling their identity. This needs no library and works on every platform."""

from __future__ import annotations

import select
from time import sleep
from typing import TYPE_CHECKING, Final

from genden_cli.errors import Unreadable
from genden_cli.source import base_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from genden_cli.source.base_file import Identity

SECONDS: Final = 0.3
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
    """Yield once at the start, and then after each change of one of the files; never end."""
    seen: list[Identity | None] | None = None
    while True:
        now = [_identity(path) for path in paths]
        if now != seen:
            seen = now
            yield
        pause()


def _identity(path: str) -> Identity | None:
    """Return the identity of a file, or None while it does not exist. Editors replace a file when they save it."""
    try:
        return base_file.identity(path)
    except Unreadable:
        return None
