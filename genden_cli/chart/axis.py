"""The axis of a chart: which day stands in which column, where it is broken, and what is written along it.

All of it is drawn to one scale. A place where nothing happens and that would take more than three quarters of it is
left out, and the axis is broken there.
"""

from __future__ import annotations

from itertools import count, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli.dates.edtf import calendar_day, day_number
from genden_cli.dates.misspellings import MONTHS
from genden_cli.dates.parts import DateParts
from genden_cli.dates.words import date_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BREAK: Final = 2
"""How many columns a break takes."""

_MOST_BREAKS: Final = 3
_EMPTY: Final = 3
"""How much longer than all the rest is what is left out."""
_LEAST: Final = 8
"""The fewest columns of a stretch between breaks."""
_ROOMY: Final = 15
"""A chart has no more stretches than have so many columns on average."""
_WIDEST_DAY: Final = 9

_STEPS: Final = (
    *(("day", step, step, 8) for step in (1, 2, 5, 10, 15)),
    *(("month", step, step * 30, 5) for step in (1, 2, 3, 6)),
)
"""Periods shorter than a year: their unit, how many of it, days (about), columns that a label needs."""
_LAST_MARKED: Final = 28
"""Later days of a month are too near to the first of the next to be marked every other day, or every few days."""

Days = tuple[int, int]
Limits = tuple[int | None, int | None]


class Stretch(NamedTuple):
    """Days without a break, and the columns that they have; on the first of them something happens."""

    first: int
    last: int
    column: int
    columns: int


class Tick(NamedTuple):
    """A day where a period begins, and what is written there if there is room; ``lead`` goes before others."""

    day: int
    column: int
    label: str
    lead: bool


class Axis(NamedTuple):
    """Stretches of time from left to right, between margins in which there is room for arrows."""

    stretches: tuple[Stretch, ...]
    ticks: tuple[Tick, ...]
    width: int

    @property
    def first(self) -> int:
        """The first day."""
        return self.stretches[0].first

    @property
    def last(self) -> int:
        """The last day."""
        return self.stretches[-1].last

    @property
    def left_out(self) -> tuple[Days, ...]:
        """The days from break to break."""
        return tuple((before.last + 1, after.first - 1) for before, after in pairwise(self.stretches))

    @property
    def breaks(self) -> frozenset[int]:
        """The columns of the breaks."""
        later = self.stretches[1:]
        return frozenset(column for each in later for column in range(each.column - BREAK, each.column))

    def begins(self, day: int) -> int:
        """Return the column where a day of the axis begins."""
        return _begins(self._stretch(day), day)

    def ends(self, day: int) -> int:
        """Return the column where a day of the axis ends."""
        stretch = self._stretch(day)
        return max(_begins(stretch, day), _begins(stretch, day + 1) - 1)

    def _stretch(self, day: int) -> Stretch:
        return next(each for each in reversed(self.stretches) if each.first <= day)


def axis(spans: Iterable[Days], *, width: int, margins: Days = (1, 1), within: Limits = (None, None)) -> Axis:
    """Return an axis on which each day of the spans has a place if it lies ``within`` a first and a last day."""
    clamped = {_clamped(span, *within) for span in spans}
    columns = width - sum(margins)
    most = min(_MOST_BREAKS, columns // _ROOMY - 1, len(clamped) - 2)
    days = _broken(sorted(clamped), most, columns)
    stretches = _laid(days, columns, margins[0])
    return Axis(stretches, tuple(_ticks(stretches)), width)


def day_words(day: int, unit: str = "day") -> str:
    """Return a day in words, or the month or the year that it lies in."""
    year, month, number = calendar_day(day)
    if unit == "year":
        return date_words(DateParts("", "", "", (0,), (year, year)))
    if unit == "month":
        return date_words(DateParts("", str(month), "", (0,), (year, year), (month,)))
    return date_words(DateParts("", str(month), str(number), (0,), (year, year), (month,), (number,)))


def _begins(stretch: Stretch, day: int) -> int:
    return stretch.column + (day - stretch.first) * stretch.columns // (stretch.last - stretch.first + 1)


def _clamped(span: Days, since: int | None, until: int | None) -> Days:
    first, last = (day if since is None else max(day, since) for day in span)
    return (first, last) if until is None else (min(first, until), min(last, until))


def _broken(spans: Sequence[Days], most: int, columns: int) -> list[Days]:
    """Return what is left where the longest gaps between the spans are left out."""
    gaps: list[Days] = []
    end = spans[0][1]
    for first, last in spans:
        if first > end + 1:
            gaps.append((end + 1, first - 1))
        end = max(end, last)
    rest = end - spans[0][0] + 1
    cuts: list[Days] = []
    for gap in sorted(gaps, key=_length, reverse=True)[: max(most, 0)]:
        if _length(gap) <= _EMPTY * max(rest - _length(gap), columns):
            break
        rest -= _length(gap)
        cuts.append(gap)
    bounds = [spans[0][0], *(day for gap in sorted(cuts) for day in (gap[0] - 1, gap[1] + 1)), end]
    return list(zip(bounds[::2], bounds[1::2], strict=True))


def _length(days: Days) -> int:
    return days[1] - days[0] + 1


def _laid(stretches: Sequence[Days], columns: int, column: int) -> tuple[Stretch, ...]:
    """Share the columns out to one scale; a stretch too short for its columns goes on to the right."""
    lengths = [_length(days) for days in stretches]
    shares = _shares(lengths, columns - BREAK * (len(lengths) - 1))
    longest = lengths.index(max(lengths))
    laid: list[Stretch] = []
    for (first, _), length, share in zip(stretches, lengths, shares, strict=True):
        days = max(length, share * lengths[longest] // shares[longest], -(-share // _WIDEST_DAY))
        laid.append(Stretch(first, first + days - 1, column, share))
        column += share + BREAK
    return tuple(laid)


def _shares(lengths: Sequence[int], columns: int) -> list[int]:
    """Return how many columns each stretch gets: as it is long, but no fewer than the least; the longest the rest."""
    longest = max(lengths)
    shares = [_LEAST] * len(lengths)
    room, days = columns, sum(lengths)
    for length in sorted(lengths):
        if length != longest and length * room < _LEAST * days:
            room, days = room - _LEAST, days - length
    shares = [max(length * room // days, _LEAST) for length in lengths]
    index = lengths.index(longest)
    shares[index] += columns - sum(shares)
    return shares


def _ticks(stretches: Sequence[Stretch]) -> Iterator[Tick]:
    """Yield the ticks of each stretch; one without any is labelled where something happens first."""
    unit, step = _step(stretches)
    for stretch in stretches:
        days = _beginnings(stretch, unit, step)
        if not days:
            yield Tick(stretch.first, stretch.column, day_words(stretch.first, "year"), lead=True)
        for number, day in enumerate(days):
            label = day_words(day, unit) if number == 0 else _label(day, unit)
            yield Tick(day, _begins(stretch, day), label, lead=number == 0)


def _step(stretches: Sequence[Stretch]) -> tuple[str, int]:
    """Return the shortest period whose labels have room: its unit, and how many of it."""
    longest = max(stretches, key=lambda stretch: stretch.columns)
    days = longest.last - longest.first + 1
    for unit, step, about, label in _STEPS:
        if about * longest.columns >= label * days:
            return unit, step
    ends = (stretches[0].first, stretches[-1].last)
    label = max(len(day_words(day, "year")) for day in ends) + 2
    steps = (digit * 10**zeros for zeros in count() for digit in (1, 2, 5))
    return "year", next(step for step in steps if step * 365 * longest.columns >= label * days)


def _beginnings(stretch: Stretch, unit: str, step: int) -> list[int]:
    """Return the first days of the periods that begin within a stretch."""
    if unit == "day":
        days = range(stretch.first, stretch.last + 1)
        return [day for day in days if _is_marked(calendar_day(day)[2], step)]
    first, last = calendar_day(stretch.first), calendar_day(stretch.last)
    if unit == "month":
        months = _multiples(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1] - 1, step)
        found = [day_number(month // 12, month % 12 + 1, 1) for month in months]
    else:
        found = [day_number(year, 1, 1) for year in _years(first[0], last[0], step)]
    return [day for day in found if day >= stretch.first]


def _is_marked(number: int, step: int) -> bool:
    return step == 1 or (number % step == 1 and number <= _LAST_MARKED)


def _years(first: int, last: int, step: int) -> list[int]:
    """Return the round years, before Christ too, and the first year after."""
    before = [1 - year for year in _multiples(max(1 - last, 1), 1 - first, step)]
    after = _multiples(max(first, 1), last, step)
    return sorted({*before, *after, *([1] if first <= 1 <= last else [])})


def _multiples(first: int, last: int, step: int) -> range:
    return range(-(-first // step) * step, last + 1, step)


def _label(day: int, unit: str) -> str:
    """Return what stands at a tick: the day or month that begins there, or the year where that is a new one."""
    _, month, number = calendar_day(day)
    if unit == "year" or (month == number == 1):
        return day_words(day, "year")
    name = MONTHS[month - 1]
    return f"{number} {name}" if unit == "day" else name
