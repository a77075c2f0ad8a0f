"""What the reader asked for, and what the terminal can do."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from typing import NamedTuple

FORMATS = ("table", "plain", "json", "jsonl", "csv", "markdown")


class Settings(NamedTuple):
    """How an answer is to be shown; ``file`` is the fact base it comes from."""

    format: str
    output: str | None
    color: bool
    ascii: bool
    width: int
    terminal: bool
    file: str


def settings(*, format: str, output: str | None, color: str, ascii: bool, file: str) -> Settings:  # noqa: A002
    """Return the settings for this process: options first, then the environment, then the terminal."""
    terminal = output is None and sys.stdout.isatty()
    dumb = os.environ.get("TERM") == "dumb"
    allowed = terminal and not dumb and not os.environ.get("NO_COLOR")
    return Settings(
        format=format,
        output=output,
        color=color == "always" or (color == "auto" and allowed),
        ascii=ascii or (output is None and not _unicode(sys.stdout.encoding)),
        width=_width(terminal=terminal, output=output),
        terminal=terminal,
        file=file,
    )


def width() -> int:
    """Return how wide a page is that goes to standard output."""
    return _width(terminal=sys.stdout.isatty(), output=None)


def _unicode(encoding: str | None) -> bool:
    return (encoding or "").lower().replace("-", "").startswith("utf")


def _width(*, terminal: bool, output: str | None) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns[:6]) > 0:
        return min(max(int(columns[:6]), 20), 1000)
    if terminal:
        return _columns(sys.stdout) or 80
    return (_watched() if output is None and _pipe(sys.stdout) else None) or 100


def _watched() -> int | None:
    """Return how wide the terminal is that a person sits at who reads through a pager or a filter.

    The shell keeps COLUMNS to itself. A file is read elsewhere and later: no window decides how it looks.
    """
    return next(filter(None, map(_columns, (sys.stderr, sys.stdin))), None)


def _columns(stream: object) -> int | None:
    with suppress(OSError, ValueError, AttributeError):
        columns = os.get_terminal_size(stream.fileno()).columns  # type: ignore[attr-defined]
        return max(columns, 20) if columns else None  # 0 where nobody set it
    return None


def _pipe(stream: object) -> bool:
    with suppress(OSError, ValueError, AttributeError):
        return stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)  # type: ignore[attr-defined]
    return False
