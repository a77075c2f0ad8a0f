"""Shows problems as text: the position and message, the source line, a caret line, and the remedy.

The layout follows rustc and hledger.
"""

from __future__ import annotations

import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Final

from genden_cli.parsing.problems import MAX_PROBLEMS
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.errors import BadBase, Problem, Span

MOST: Final = 50
"""Maximum number of errors shown; the rest is only counted."""

_ROOM: Final = 80
_MOST_CHARACTERS: Final = 4 * _ROOM


def report(error: BadBase) -> Iterator[str]:
    """Yield the lines that show the errors of a base."""
    source = source_lines(error.data)
    for problem in error.problems[:MOST]:
        yield from frame(error.path, problem, source)
    count = len(error.problems)
    if count > MOST:
        yield f"… and {count - MOST} more"
    beyond = "; reading stopped there" if count >= MAX_PROBLEMS else ""
    yield f"{sanitize_line(error.path)}: {count} error{'s' * (count != 1)}{beyond}"


def source_lines(data: bytes) -> list[str]:
    """Return the lines of a file, split only at LF like the loader; ``splitlines()`` splits more often."""
    return data.decode("utf-8-sig", "replace").removesuffix("\n").split("\n")


def frame(path: str, problem: Problem, source: list[str], *, hint: str = "") -> Iterator[str]:
    """Yield the lines that show one problem; ``hint`` follows the remedy. ``source`` holds the lines of the file."""
    span = problem.span
    kind = "warning" if problem.code.startswith("W") else "error"
    message = sanitize_line(problem.message)
    yield f"{sanitize_line(path)}:{span.line}:{span.column}: {kind}[{problem.code}] {message}"
    line = source[span.line - 1].removesuffix("\r") if span.line <= len(source) else ""
    if line:
        text, before, under = _excerpt(line, span)
        margin = " " * len(str(span.line))
        yield f" {span.line} | {text}"
        yield f" {margin} | {' ' * before}{'^' * max(under, 1)}"
    advice = [each for each in (sanitize_line(problem.remedy), hint) if each]
    if advice:
        yield f"    {'   '.join(advice)}"


def _excerpt(line: str, span: Span) -> tuple[str, int, int]:
    """Return the line cut to a screen around the span, the cells before the caret, and the cells under it."""
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    last = start + _fitting(islice(line, start, None), _ROOM // 2)
    first = start - _fitting(reversed(line[:start]), _ROOM - _cells(line[start:last]))
    last = start + _fitting(islice(line, start, None), _ROOM - _cells(line[first:start]))
    head, tail = "…" * (first > 0), "…" * (last < len(line))
    before = _cells(line[first:start]) + len(head)
    return head + sanitize_line(line[first:last]) + tail, before, _cells(line[start : min(end, last)])


def _fitting(characters: Iterable[str], room: int) -> int:
    """Return how many of the first characters fit in ``room`` cells; caps characters without width too."""
    count = 0
    for character in islice(characters, _MOST_CHARACTERS):
        room -= _cells(character)
        if room < 0:
            break
        count += 1
    return count


def _cells(text: str) -> int:
    """Return the terminal width of a sanitized text: wide characters take two cells, marks and joiners none."""
    return sum(map(_width, sanitize_line(text)))


def _width(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
