"""The axis of a chart: which day is in which column, where the axis breaks, and its labels.

The whole axis has one scale. It breaks where a period without events would take more than three quarters of it. A chart
in characters and a chart in HTML share this axis.
"""

from __future__ import annotations

from itertools import count, pairwise
from typing import TYPE_CHECKING, Final

from genden_cli.dates.edtf import calendar_day, day_number
from genden_cli.dates.parts import DateParts
from genden_cli.dates.words import MONTHS, date_words
from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BREAK: Final = 2
"""The width of a break, in columns."""

_MAX_BREAKS: Final = 3
_MIN_GAP_RATIO: Final = 3
"""A gap is left out if it is at least this many times as long as the rest of the axis."""
_MIN_SEGMENT_COLUMNS: Final = 8
"""The minimum width of a segment, in columns."""
_COLUMNS_PER_SEGMENT: Final = 15
"""The number of segments is limited so that each has at least this many columns on average."""
_MAX_DAY_COLUMNS: Final = 9

_STEPS: Final = (
    *(("day", step, step, 8) for step in (1, 2, 5, 10, 15)),
    *(("month", step, step * 30, 5) for step in (1, 2, 3, 6)),
)
"""Tick periods shorter than a year: unit, number of units, days (about), and columns that a label needs."""
_LAST_TICK_OF_MONTH: Final = 28
"""Later days of a month get no tick, because they are too near to the first day of the next month."""

Days = tuple[int, int]
Limits = tuple[int | None, int | None]


class AxisSegment(NamedTuple):
    """A range of days without a break, and its columns. An event happens on its first day."""

    first: int
    last: int
    column: int
    columns: int


class Tick(NamedTuple):
    """The first day of a period, with its label, and the label with the year, which are the same if a year begins.

    The first tick of a segment has ``lead``.
    """

    day: int
    column: int
    label: str
    whole: str
    lead: bool


class Axis(NamedTuple):
    """The segments from left to right, between margins that leave room for arrows."""

    segments: tuple[AxisSegment, ...]
    ticks: tuple[Tick, ...]
    width: int

    @property
    def first(self) -> int:
        """The first day."""
        return self.segments[0].first

    @property
    def last(self) -> int:
        """The last day."""
        return self.segments[-1].last

    @property
    def gaps(self) -> tuple[Days, ...]:
        """The first and last day of each period that the axis leaves out."""
        return tuple((before.last + 1, after.first - 1) for before, after in pairwise(self.segments))

    @property
    def breaks(self) -> frozenset[int]:
        """The columns of the breaks."""
        later = self.segments[1:]
        return frozenset(column for each in later for column in range(each.column - BREAK, each.column))

    def start_column(self, day: int) -> int:
        """Return the first column of a day."""
        return _start_column(self._segment(day), day)

    def end_column(self, day: int) -> int:
        """Return the last column of a day."""
        segment = self._segment(day)
        return max(_start_column(segment, day), _start_column(segment, day + 1) - 1)

    def _segment(self, day: int) -> AxisSegment:
        return next(each for each in reversed(self.segments) if each.first <= day)


def axis(spans: Iterable[Days], *, width: int, margins: Days = (1, 1), within: Limits = (None, None)) -> Axis:
    """Return an axis for periods of days, cut to the days ``within`` (first, last).

    ``width`` and ``margins`` (left, right) are in columns.
    """
    clamped = {_clamp(span, *within) for span in spans}
    columns = width - sum(margins)
    most = min(_MAX_BREAKS, columns // _COLUMNS_PER_SEGMENT - 1, len(clamped) - 2)
    days = _days_without_gaps(sorted(clamped), most, columns)
    segments = _segments(days, columns, margins[0])
    return Axis(segments, tuple(_ticks(segments, [last for _, last in days])), width)


def day_words(day: int, unit: str = "day") -> str:
    """Return a day in words, or the month or year around it, depending on ``unit``."""
    year, month, number = calendar_day(day)
    if unit == "year":
        return date_words(DateParts("", "", "", (0,), (year, year)))
    if unit == "month":
        return date_words(DateParts("", str(month), "", (0,), (year, year), (month,)))
    return date_words(DateParts("", str(month), str(number), (0,), (year, year), (month,), (number,)))


def _start_column(segment: AxisSegment, day: int) -> int:
    return segment.column + (day - segment.first) * segment.columns // (segment.last - segment.first + 1)


def _clamp(span: Days, since: int | None, until: int | None) -> Days:
    first, last = (day if since is None else max(day, since) for day in span)
    return (first, last) if until is None else (min(first, until), min(last, until))


def _days_without_gaps(spans: Sequence[Days], most: int, columns: int) -> list[Days]:
    """Return the periods that remain when the longest gaps between the spans are left out."""
    gaps: list[Days] = []
    end = spans[0][1]
    for first, last in spans:
        if first > end + 1:
            gaps.append((end + 1, first - 1))
        end = max(end, last)
    rest = end - spans[0][0] + 1
    cuts: list[Days] = []
    for gap in sorted(gaps, key=_day_count, reverse=True)[: max(most, 0)]:
        if _day_count(gap) <= _MIN_GAP_RATIO * max(rest - _day_count(gap), columns):
            break
        rest -= _day_count(gap)
        cuts.append(gap)
    bounds = [spans[0][0], *(day for gap in sorted(cuts) for day in (gap[0] - 1, gap[1] + 1)), end]
    return list(zip(bounds[::2], bounds[1::2], strict=True))


def _day_count(days: Days) -> int:
    return days[1] - days[0] + 1


def _segments(segments: Sequence[Days], columns: int, column: int) -> tuple[AxisSegment, ...]:
    """Return the segments with their columns, on one scale. A very short segment is extended to the right."""
    lengths = [_day_count(days) for days in segments]
    shares = _column_shares(lengths, columns - BREAK * (len(lengths) - 1))
    longest = lengths.index(max(lengths))
    result: list[AxisSegment] = []
    for (first, _), length, share in zip(segments, lengths, shares, strict=True):
        days = max(length, share * lengths[longest] // shares[longest], -(-share // _MAX_DAY_COLUMNS))
        result.append(AxisSegment(first, first + days - 1, column, share))
        column += share + BREAK
    return tuple(result)


def _column_shares(lengths: Sequence[int], columns: int) -> list[int]:
    """Return the width of each segment: proportional to its days, at least the minimum.

    The longest segment takes the columns that remain.
    """
    longest = max(lengths)
    shares = [_MIN_SEGMENT_COLUMNS] * len(lengths)
    room, days = columns, sum(lengths)
    for length in sorted(lengths):
        if length != longest and length * room < _MIN_SEGMENT_COLUMNS * days:
            room, days = room - _MIN_SEGMENT_COLUMNS, days - length
    shares = [max(length * room // days, _MIN_SEGMENT_COLUMNS) for length in lengths]
    index = lengths.index(longest)
    shares[index] += columns - sum(shares)
    return shares


def _ticks(segments: Sequence[AxisSegment], ends: Sequence[int]) -> Iterator[Tick]:
    """Yield the ticks of each segment. A segment without ticks gets a label at its first day.

    Of several segments, one that was extended beyond its last day, which is in ``ends``, has no ticks there.
    """
    unit, step = _tick_period(segments)
    for segment, end in zip(segments, ends, strict=True):
        days = [day for day in _tick_days(segment, unit, step) if day <= end or len(segments) == 1]
        if not days:
            year = day_words(segment.first, "year")
            yield Tick(segment.first, segment.column, year, year, lead=True)
        for number, day in enumerate(days):
            whole = _tick_label(day, unit) if number and _begins_year(day) else day_words(day, unit)
            label = whole if number == 0 else _tick_label(day, unit)
            yield Tick(day, _start_column(segment, day), label, whole, lead=number == 0)


def _tick_period(segments: Sequence[AxisSegment]) -> tuple[str, int]:
    """Return the shortest period whose labels fit: its unit and the number of units."""
    longest = max(segments, key=lambda segment: segment.columns)
    days = longest.last - longest.first + 1
    for unit, step, about, label in _STEPS:
        if about * longest.columns >= label * days:
            return unit, step
    ends = (segments[0].first, segments[-1].last)
    label = max(len(day_words(day, "year")) for day in ends) + 2
    steps = (digit * 10**zeros for zeros in count() for digit in (1, 2, 5))
    return "year", next(step for step in steps if step * 365 * longest.columns >= label * days)


def _tick_days(segment: AxisSegment, unit: str, step: int) -> list[int]:
    """Return the days of a segment on which a period begins."""
    if unit == "day":
        days = range(segment.first, segment.last + 1)
        return [day for day in days if _has_tick(calendar_day(day)[2], step)]
    first, last = calendar_day(segment.first), calendar_day(segment.last)
    if unit == "month":
        months = _multiples(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1] - 1, step)
        found = [day_number(month // 12, month % 12 + 1, 1) for month in months]
    else:
        found = [day_number(year, 1, 1) for year in _round_years(first[0], last[0], step)]
    return [day for day in found if day >= segment.first]


def _has_tick(number: int, step: int) -> bool:
    return step == 1 or (number % step == 1 and number <= _LAST_TICK_OF_MONTH)


def _round_years(first: int, last: int, step: int) -> list[int]:
    """Return the years that are multiples of ``step``, counted from 1 AD and from 1 BC, and 1 AD."""
    before = [1 - year for year in _multiples(max(1 - last, 1), 1 - first, step)]
    after = _multiples(max(first, 1), last, step)
    return sorted({*before, *after, *([1] if first <= 1 <= last else [])})


def _multiples(first: int, last: int, step: int) -> range:
    return range(-(-first // step) * step, last + 1, step)


def _begins_year(day: int) -> bool:
    return calendar_day(day)[1:] == (1, 1)


def _tick_label(day: int, unit: str) -> str:
    """Return the label of a tick: the day or month that begins there, or the year if a year begins."""
    _, month, number = calendar_day(day)
    if unit == "year" or _begins_year(day):
        return day_words(day, "year")
    name = MONTHS[month - 1]
    return f"{number} {name}" if unit == "day" else name
