"""Noticing that files have changed, by asking for their identity again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.errors import Unreadable
from genden_cli.source import base_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from genden_cli.source.base_file import Identity

SECONDS: Final = 0.3
"""How long to wait between two looks."""


def changes(paths: Sequence[str], *, pause: Callable[[], object]) -> Iterator[None]:
    """Yield at once, and then whenever one of the files has another identity; never end."""
    seen: list[Identity | None] | None = None
    while True:
        now = [_identity(path) for path in paths]
        if now != seen:
            seen = now
            yield
        pause()


def _identity(path: str) -> Identity | None:
    """Return the identity of a file, None while there is none: editors put a new file in place of the old."""
    try:
        return base_file.identity(path)
    except Unreadable:
        return None
