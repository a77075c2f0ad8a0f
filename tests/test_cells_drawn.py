"""A cell that goes to Rich as it is looks as if Rich had laid it out."""

from __future__ import annotations

from io import StringIO
from typing import Any

from hypothesis import given
from hypothesis import strategies as some
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from genden_cli.output.table import _Clear

_STYLES = some.sampled_from((Style(), Style(bold=True), Style(color="color(29)"), Style(underline=True)))
_TEXTS = some.text(some.sampled_from("ab ,–éñ中文\u0301\t\n"), max_size=30)
"""Without letters that are joined to one sign, such as flags: Rich counts their width in two ways."""


def _drawn(cells: list[Any], *, width: int, padding: int) -> list[str]:
    table = Table(box=None, show_header=False, padding=(0, padding, 0, 0), pad_edge=True)
    table.add_column(width=width, overflow="fold")
    for cell in cells:
        table.add_row(cell)
    console = Console(file=StringIO(), width=200, force_terminal=True, color_system="256", legacy_windows=False)
    console.print(table)
    lines = list(Text.from_ansi(console.file.getvalue()).split("\n"))  # type: ignore[attr-defined]
    for line in lines:
        line.rstrip()  # Rich drops spaces at an end that fits, if a letter has a mark
    return [line.markup for line in lines]


@given(
    rows=some.lists(some.lists(some.tuples(_TEXTS, _STYLES), max_size=3), min_size=1, max_size=4),
    width=some.integers(2, 40),
    gap=some.integers(0, 2),
)
def test_a_cell_looks_as_rich_would_draw_it(rows: list[list[tuple[str, Style]]], width: int, gap: int) -> None:
    ours = [_Clear([Segment(text, style) for text, style in row], gap) for row in rows]
    theirs = [Text.assemble(*row) for row in rows]
    assert _drawn(ours, width=width + gap, padding=0) == _drawn(theirs, width=width, padding=gap)
