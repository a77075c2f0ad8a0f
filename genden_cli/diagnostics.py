"""How mistakes in a fact base are shown: place, line, caret, remedy (DESIGN's layout, after rustc and hledger)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from genden_cli.inert import inert_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.errors import BadBase, Problem

MOST: Final = 50
"""So many mistakes are shown; the rest is counted."""

_ROOM: Final = 80


def report(error: BadBase) -> Iterator[str]:
    """Yield the lines that show the mistakes of a base."""
    source = error.data.decode("utf-8-sig", "replace").splitlines() if error.problems else []
    for problem in error.problems[:MOST]:
        yield from frame(error.path, problem, source)
    if len(error.problems) > MOST:
        yield f"… and {len(error.problems) - MOST} more"
    count = len(error.problems)
    yield f"{inert_line(error.path)}: {count} mistake{'s' * (count != 1)}"


def frame(path: str, problem: Problem, source: list[str]) -> Iterator[str]:
    """Yield the lines that show one mistake, with the line of the source that it stands in."""
    span = problem.span
    message = inert_line(problem.message)
    yield f"{inert_line(path)}:{span.line}:{span.column}: error[{problem.code}] {message}"
    if span.line <= len(source):
        text, before, under = _excerpt(source[span.line - 1], problem)
        margin = " " * len(str(span.line))
        yield f" {span.line} | {text}"
        yield f" {margin} | {' ' * before}{'^' * max(under, 1)}"
    if problem.remedy:
        yield f"    {inert_line(problem.remedy)}"


def _excerpt(line: str, problem: Problem) -> tuple[str, int, int]:
    """Return a line cut to a screen around the mistake, the cells before the caret and the cells under it."""
    start = min(problem.span.column - 1, len(line))
    end = problem.span.end_column - 1 if problem.span.end_line == problem.span.line else len(line.rstrip())
    first = 0
    while _cells(line[first:start]) > _ROOM // 2 and _cells(line[first:]) > _ROOM:
        first += 1
    shown = line[first:]
    while _cells(shown) > _ROOM:
        shown = shown[:-1]
    under = _cells(inert_line(line[start : min(max(end, start + 1), first + len(shown))]))
    head = "…" if first else ""
    tail = "…" if first + len(shown) < len(line) else ""
    before = _cells(inert_line(line[first:start])) + len(head)
    return head + inert_line(shown) + tail, before, under


def _cells(text: str) -> int:
    """Return how many cells of a terminal a text takes: wide characters two, combining ones none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
