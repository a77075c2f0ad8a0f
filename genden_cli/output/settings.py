"""How an answer is printed: the options, the environment and the terminal."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress

from genden_cli.named_tuple import NamedTuple

FORMATS = ("table", "plain", "json", "jsonl", "csv", "markdown")


class Settings(NamedTuple):
    """How to print an answer; ``file`` is the fact base, ``width`` counts columns."""

    format: str
    output: str | None
    color: bool
    ascii: bool
    width: int
    terminal: bool
    file: str


def settings(*, format: str, output: str | None, color: str, ascii: bool, file: str) -> Settings:  # noqa: A002
    """Return the settings of this process: from the options, then the environment, then the terminal."""
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
    """Return the width of a page on standard output, in columns."""
    return _width(terminal=sys.stdout.isatty(), output=None)


def _unicode(encoding: str | None) -> bool:
    return (encoding or "").lower().replace("-", "").startswith("utf")


def _width(*, terminal: bool, output: str | None) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns[:6]) > 0:
        return min(max(int(columns[:6]), 20), 1000)
    if terminal:
        return _columns(sys.stdout) or 80
    return (_width_of_reader() if output is None and _pipe(sys.stdout) else None) or 100


def _width_of_reader() -> int | None:
    """Return the width of the terminal behind a pager or a filter, or None if there is no terminal.

    The shell does not export COLUMNS. For a file the terminal does not matter: it is read elsewhere.
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
