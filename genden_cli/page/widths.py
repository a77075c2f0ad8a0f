"""How the width of a page is shared among the columns of a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from genden_cli.page.blocks import Column

GAP: Final = 2
"""So many spaces stand between columns."""


def fitting(columns: Sequence[Column], least: Sequence[int], width: int) -> list[int]:
    """Return the columns that fit side by side at their least width."""
    shown = list(range(len(columns)))
    for n in reversed(range(len(columns))):
        if sum(least[each] + GAP for each in shown) - GAP > width and columns[n].fold:
            shown.remove(n)
    return shown


def shared_out(columns: Sequence[Column], least: Sequence[int], needs: Sequence[int], room: int) -> list[int]:
    """Share the room out: nobody gets more than it needs; what is to spare goes by ``share``."""
    widths = [min(own, need) for own, need in zip(least, needs, strict=True)]
    spare = room - sum(widths)
    while spare > 0 and (hungry := [n for n, need in enumerate(needs) if widths[n] < need]):
        shares = {n: max(columns[n].share, 1) for n in hungry}
        each = max(spare // sum(shares.values()), 1)
        for n in hungry:
            more = min(each * shares[n], needs[n] - widths[n], spare)
            widths[n] += more
            spare -= more
    if spare < 0:  # narrower than anything was made for: the widest gives way
        widest = widths.index(max(widths))
        widths[widest] = max(widths[widest] + spare, 1)
    return widths
