"""Which labels of an axis are shown: those that fit, and that a reader takes for the right year.

A label such as ``Feb`` means the year of the last label that names one. Where that is another year, ``Feb 1789`` is
shown in its place, or nothing.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from genden_cli.dates.calendar import calendar_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from genden_cli.chart.axis import Tick

    Room = Callable[[Tick, str], tuple[float, float] | None]


def shown_labels(ticks: Sequence[Tick], room: Room, shown: Iterable[tuple[Tick, str]] = ()) -> dict[Tick, str]:
    """Return the labels that are shown. ``room`` returns where a label begins and ends, or None if it has no room.

    The labels in ``shown`` are shown in any case. Then come years: first those on which other labels depend, then those
    that lead a segment.
    """
    found: dict[Tick, str] = {}
    taken: list[tuple[float, float]] = []

    def place(tick: Tick, label: str) -> None:
        span = room(tick, label)
        if span and tick not in found and all(span[1] <= begun or span[0] >= ended for begun, ended in taken):
            found[tick] = label
            taken.append(span)

    for tick, label in shown:
        place(tick, label)
    needed = {tick for tick, following in pairwise(ticks) if following.label != following.whole}
    years = [tick for tick in ticks if tick.label == tick.whole]
    for tick in sorted(years, key=lambda tick: (tick not in needed, not tick.lead)):
        place(tick, tick.label)
    for tick in ticks:
        place(tick, tick.label if _year_before(tick, found) == _year(tick) else tick.whole)
    return found


def _year_before(tick: Tick, shown: Mapping[Tick, str]) -> int | None:
    """Return the year of the last label before a tick that names one."""
    years = (_year(each) for each, label in shown.items() if each.day < tick.day and label == each.whole)
    return max(years, default=None)


def _year(tick: Tick) -> int:
    return calendar_day(tick.day)[0]
