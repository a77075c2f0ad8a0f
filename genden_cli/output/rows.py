"""Rows of a Rich table. Rich takes long for each row, so successive rows in which nothing is wrapped are one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.text import Text

from genden_cli.output.layout import has_joiner, line_width
from genden_cli.output.styles import PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, ConsoleOptions
    from rich.style import Style


class Clear:
    """A text that stays clear of the next column: as Rich's padding, which draws all of it a second time.

    What fits its column goes to Rich as it is. Only a longer text is wrapped.
    """

    def __init__(self, segments: list[Segment], gap: int, *, fits: bool) -> None:
        self._segments = segments
        self._gap = gap
        self._fits = fits

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterable[Segment]:
        if self._fits:
            return self._segments
        return joined(self._segments).__rich_console__(
            console, options.update(width=max(options.max_width - self._gap, 1))
        )


def rich_rows(
    rows: Iterable[list[list[Segment]]], widths: Sequence[int], gaps: Sequence[int], leading: int = 0
) -> Iterator[list[Clear]]:
    """Yield the rows of a table for Rich. ``leading`` is the number of lines between two rows."""
    together: list[list[list[Segment]]] = []
    for row in rows:
        said = any(each.text for cell in row for each in cell)  # Rich drops an empty line at the end of a row
        if said and all(map(fits, row, widths)):
            together.append(row)
            continue
        if together:
            yield _one_row(together, gaps, leading)
            together = []
        yield [Clear(cell, gap, fits=False) for cell, gap in zip(row, gaps, strict=True)]
    if together:
        yield _one_row(together, gaps, leading)


def fits(segments: Sequence[Segment], width: int) -> bool:
    """Tell whether each line of a cell fits its column, and needs nothing but Rich's measure of its letters.

    Letters that are joined to one sign may stand in two segments; only Rich can lay out those, and tabs.
    """
    text = "".join([each.text for each in segments])
    if "\t" in text or text.endswith("\n") or has_joiner(text):
        return False
    return max(map(line_width, text.split("\n"))) <= width


def _one_row(rows: list[list[list[Segment]]], gaps: Sequence[int], leading: int) -> list[Clear]:
    """Return rows one below the other as one row."""
    columns: list[list[Segment]] = [[] for _ in gaps]
    missing = [0] * len(gaps)
    for row in rows:
        heights = [1 + sum(each.text.count("\n") for each in cell) for cell in row]
        for n, cell in enumerate(row):
            columns[n] += (Segment("\n" * missing[n]), *cell)
            missing[n] = 1 + max(heights) - heights[n] + leading
    return [Clear(cell, gap, fits=True) for cell, gap in zip(columns, gaps, strict=True)]


def joined(segments: Iterable[Segment], style: Style = PLAIN) -> Text:
    """Return segments as one text."""
    text = Text(style=style)
    for each in segments:
        text.append(each.text, each.style)
    return text
