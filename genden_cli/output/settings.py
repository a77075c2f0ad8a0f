"""What the reader asked for, and what the terminal can do."""

from __future__ import annotations

import os
import sys
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
        width=_width(terminal=terminal),
        terminal=terminal,
        file=file,
    )


def _unicode(encoding: str | None) -> bool:
    return (encoding or "").lower().replace("-", "").startswith("utf")


def _width(*, terminal: bool) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns[:6]) > 0:
        return min(max(int(columns[:6]), 20), 1000)
    if terminal:
        try:
            return max(os.get_terminal_size(sys.stdout.fileno()).columns or 80, 20)  # 0 where nobody set it
        except (OSError, ValueError):
            return 80
    return 100
