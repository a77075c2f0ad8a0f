"""The distribution of the page's width over the columns of a grid.

Columns that may fold give way first, then every column takes at most what it needs. All widths are in terminal columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from genden_cli.page.blocks import Column

GAP: Final = 2
"""The number of spaces between columns."""


def fitting_columns(columns: Sequence[Column], least: Sequence[int], width: int) -> list[int]:
    """Return the indexes of the columns that fit side by side at their minimum width."""
    fitting = list(range(len(columns)))
    for n in reversed(range(len(columns))):
        if sum(least[each] + GAP for each in fitting) - GAP > width and columns[n].fold:
            fitting.remove(n)
    return fitting


def column_widths(columns: Sequence[Column], least: Sequence[int], needs: Sequence[int], room: int) -> list[int]:
    """Return the width of each column: at most what it needs. Spare width is distributed by ``share``."""
    widths = [min(own, need) for own, need in zip(least, needs, strict=True)]
    spare = room - sum(widths)
    while spare > 0 and (growing := [n for n, need in enumerate(needs) if widths[n] < need]):
        shares = {n: max(columns[n].share, 1) for n in growing}
        each = max(spare // sum(shares.values()), 1)
        for n in growing:
            more = min(each * shares[n], needs[n] - widths[n], spare)
            widths[n] += more
            spare -= more
    _shrink(widths, -spare)
    return widths


def _shrink(widths: list[int], excess: int) -> None:
    """Take ``excess`` columns from the widest columns of the grid, but leave each at least one."""
    while excess > 0 and max(widths) > 1:
        widest = widths.index(max(widths))
        others = max((each for n, each in enumerate(widths) if n != widest), default=1)
        step = min(excess, max(widths[widest] - max(others, 1), 1))
        widths[widest] -= step
        excess -= step
