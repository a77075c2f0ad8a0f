"""Rows that go to Rich together look as if Rich had laid out each of them."""

from __future__ import annotations

from io import StringIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as some
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from genden_cli.output.rows import rich_rows

_STYLES = some.sampled_from((Style(), Style(bold=True), Style(color="color(29)"), Style(underline=True)))
_TEXTS = some.text(some.sampled_from("ab ,–éñ中文\u0301\t\n"), max_size=30)
"""Without letters that are joined to one sign, such as flags: Rich counts their width in two ways."""

_CELLS = some.lists(some.tuples(_TEXTS, _STYLES), max_size=3)
_Row = tuple[list[tuple[str, Style]], ...]


def _drawn(rows: list[list[Any]], widths: list[int], paddings: list[int], leading: int) -> list[Any]:
    """Return the lines of a table whose columns have these paddings to their right, within their widths."""
    table = Table(box=SIMPLE_HEAD, show_header=False, show_edge=False, padding=0, pad_edge=False, leading=leading)
    for width in widths:
        table.add_column(width=width, overflow="fold")
    for row in rows:
        table.add_row(
            *(
                Padding(cell, (0, padding, 0, 0)) if padding else cell
                for cell, padding in zip(row, paddings, strict=True)
            )
        )
    console = Console(file=StringIO(), width=200, force_terminal=True, color_system="256", legacy_windows=False)
    console.print(table)
    lines = Text.from_ansi(console.file.getvalue()).split("\n")  # type: ignore[attr-defined]
    return [_visible(line, console) for line in lines]


def _visible(line: Text, console: Console) -> list[tuple[int, str, Style]]:
    """Return the letters of a line with their places and styles: Rich drops some spaces that end a styled run."""
    letters = enumerate(line.plain)
    return [(n, each, line.get_style_at_offset(console, n)) for n, each in letters if each != " "]


@given(
    rows=some.lists(some.tuples(_CELLS, _CELLS), min_size=1, max_size=5),
    widths=some.lists(some.integers(2, 40), min_size=2, max_size=2),
    gaps=some.lists(some.integers(0, 2), min_size=2, max_size=2),
    leading=some.integers(0, 1),
)
def test_rows_look_as_rich_would_draw_them(rows: list[_Row], widths: list[int], gaps: list[int], leading: int) -> None:
    segments = ([[Segment(text, style) for text, style in cell] for cell in row] for row in rows)
    ours = [*rich_rows(segments, widths, gaps, leading)]
    theirs = [[Text.assemble(*cell) for cell in row] for row in rows]
    outer = [width + gap for width, gap in zip(widths, gaps, strict=True)]
    assert _drawn(ours, outer, [0, 0], leading) == _drawn(theirs, outer, gaps, leading)
