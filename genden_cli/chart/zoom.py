"""The busiest years of a chart: which they are, which bars lie outside, and the words for these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.chart.axis import day_words
from genden_cli.dates.edtf import calendar_day, day_number
from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from genden_cli.chart.axis import Days
    from genden_cli.page.blocks import ChartBar

_FEWEST: Final = 20
"""A chart with fewer dated bars is drawn whole."""
_MOST_OF_THEM: Final = (1, 2)
"""The busiest years are the shortest time in which such a part of the bars begins."""
_MIN_RATIO: Final = 3
"""The whole time is at least so many times as long as the busiest years, or all of it is drawn."""


class Zoom(NamedTuple):
    """The days of the busiest years, the bars that overlap them, and in words what lies outside."""

    days: Days
    bars: list[ChartBar]
    outside: str


def busiest_years(bars: Sequence[ChartBar]) -> Zoom | None:
    """Return the busiest years of these bars, or None if the chart is better drawn whole."""
    begun = sorted(calendar_day(day)[0] for bar in bars if not bar.band and (day := _first_day(bar)) is not None)
    part, of = _MOST_OF_THEM
    needed = -(-len(begun) * part // of)
    if len(begun) < _FEWEST:
        return None
    spans = [(last - first, first, last) for first, last in zip(begun, begun[needed - 1 :], strict=False)]
    _, first, last = min(spans)
    if (last - first + 1) * _MIN_RATIO > begun[-1] - begun[0] + 1:
        return None
    since, until = day_number(first, 1, 1), day_number(last + 1, 1, 1) - 1
    shown = [bar for bar in bars if bar.band or not bar.strokes or _overlaps(bar, since, until)]
    earlier = [bar for bar in bars if bar not in shown and _is_before(bar, since)]
    later = len(bars) - len(shown) - len(earlier)
    return Zoom((since, until), shown, _outside((first, last), begun, len(earlier), later))


def _outside(years: Days, begun: Sequence[int], earlier: int, later: int) -> str:
    first, last = (day_words(day_number(year, 1, 1), "year") for year in years)
    parts = [
        f"{earlier} earlier, from {day_words(day_number(begun[0], 1, 1), 'year')}" * bool(earlier),
        f"{later} later, until {day_words(day_number(begun[-1], 1, 1), 'year')}" * bool(later),
    ]
    return f"outside {first}–{last}: {'; '.join(filter(None, parts))}"


def _first_day(bar: ChartBar) -> int | None:
    days = [stroke.last if stroke.first is None else stroke.first for stroke in bar.strokes]
    return min((day for day in days if day is not None), default=None)


def _overlaps(bar: ChartBar, since: int, until: int) -> bool:
    return any((last is None or last >= since) and (first is None or first <= until) for _, first, last in bar.strokes)


def _is_before(bar: ChartBar, since: int) -> bool:
    return all(stroke.last is not None and stroke.last < since for stroke in bar.strokes)
