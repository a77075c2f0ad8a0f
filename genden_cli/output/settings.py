"""How an answer is printed: the options, the environment and the terminal."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from enum import StrEnum

from genden_cli.named_tuple import NamedTuple

FORMATS = ("table", "plain", "json", "jsonl", "csv", "markdown")


class Detail(StrEnum):
    """How much of an answer is printed: what matters most, or everything."""

    SHORT = "short"
    WHOLE = "whole"


class Settings(NamedTuple):
    """How to print an answer; ``file`` is the fact base, ``width`` counts columns.

    ``base`` is the fact base if an option names it: commands that a page proposes then name it too.
    ``encoding`` is that of standard output if it lacks letters, else None.
    ``pager`` is whether a pager may show what is longer than the terminal.
    """

    format: str
    output: str | None
    color: bool
    ascii: bool
    width: int
    terminal: bool
    file: str
    detail: Detail = Detail.WHOLE
    pager: bool = False
    base: str | None = None
    encoding: str | None = None


def settings(  # noqa: PLR0913 -- one parameter an option
    *,
    format: str,  # noqa: A002 -- the option's name
    output: str | None,
    color: str,
    ascii: bool,  # noqa: A002 -- likewise
    file: str,
    detail: Detail | None = None,
    no_pager: bool = False,
    base: str | None = None,
) -> Settings:
    """Return the settings of this process: from the options, then the environment, then the terminal.

    Without ``detail``, a table is short, and every other format is whole.
    """
    to_file = output not in (None, "-")
    terminal = not to_file and sys.stdout.isatty()
    dumb = os.environ.get("TERM") == "dumb"
    lacks_letters = not to_file and not _unicode(sys.stdout.encoding)
    allowed = terminal and not dumb and not os.environ.get("NO_COLOR")
    return Settings(
        format=format,
        output=output,
        color=color == "always" or (color == "auto" and allowed),
        ascii=ascii or lacks_letters,
        width=_width(terminal=terminal, to_file=to_file),
        terminal=terminal,
        file=file,
        detail=detail or (Detail.SHORT if format == "table" else Detail.WHOLE),
        pager=may_page(output, no_pager=no_pager),
        base=base,
        encoding=sys.stdout.encoding if lacks_letters else None,
    )


def may_page(output: str | None, *, no_pager: bool) -> bool:
    """Tell whether a pager may show an answer: on a terminal that can move its cursor, unless the reader wants none."""
    to_file = output not in (None, "-")
    return not (no_pager or to_file or os.environ.get("TERM") == "dumb") and sys.stdout.isatty()


def width() -> int:
    """Return the width of a page on standard output, in columns."""
    return _width(terminal=sys.stdout.isatty(), to_file=False)


def _unicode(encoding: str | None) -> bool:
    return (encoding or "").lower().replace("-", "").startswith("utf")


def _width(*, terminal: bool, to_file: bool) -> int:
    given = os.environ.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and int(given[:6]) > 0:
        return min(max(int(given[:6]), 20), 1000)
    if terminal:
        return columns(sys.stdout) or 80
    return (_width_of_reader() if not to_file and _pipe(sys.stdout) else None) or 100


def _width_of_reader() -> int | None:
    """Return the width of the terminal behind a pager or a filter, or None if there is no terminal.

    The shell does not export COLUMNS. For a file the terminal does not matter: it is read elsewhere.
    """
    return next(filter(None, map(columns, (sys.stderr, sys.stdin))), None)


def columns(stream: object) -> int | None:
    """Return the width of the terminal behind a stream, or None if there is no terminal."""
    with suppress(OSError, ValueError, AttributeError):
        width = os.get_terminal_size(stream.fileno()).columns  # type: ignore[attr-defined]
        return max(width, 20) if width else None  # 0 where nobody set it
    return None


def _pipe(stream: object) -> bool:
    with suppress(OSError, ValueError, AttributeError):
        return stat.S_ISFIFO(os.fstat(stream.fileno()).st_mode)  # type: ignore[attr-defined]
    return False
