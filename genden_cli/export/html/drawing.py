"""Graphics of the page: dates with their uncertainty, and verdicts as parts of a bar.

Positions are percentages of the width, which only the browser knows.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Final

from genden_cli.chart import drawing as chart
from genden_cli.chart.axis import BREAK, axis, day_words
from genden_cli.chart.labels import shown_labels
from genden_cli.chart.plot import gap_label
from genden_cli.dates.edtf import calendar_day, day_number, parse
from genden_cli.named_tuple import NamedTuple
from genden_cli.page.strokes import MEANINGS, Look, strokes
from genden_cli.pages.timeline import entry_kind
from genden_cli.words import EntryKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from genden_cli.chart.axis import Axis, AxisSegment, Tick
    from genden_cli.page.strokes import Stroke
    from genden_cli.query.records.entries import TimelineEntry
    from genden_cli.query.records.fetch import Verdicts
    from genden_cli.query.records.timeline import EventRow

_WIDE: Final = 72
"""The number of characters along the axis on a wide page."""
_NARROW: Final = 44
_MARGIN: Final = 3
_MOST_SPANS: Final = 14


class Mark(NamedTuple):
    """A mark for a date: a segment, or a sign at a position. ``kind`` is its CSS class."""

    kind: str
    x: str
    width: str = ""


class AxisLabel(NamedTuple):
    """A label of the axis. ``narrow`` says that it also fits on a narrow page."""

    x: str
    text: str
    narrow: bool
    at_end: bool


class Segment(NamedTuple):
    """The claims with one verdict as a part of a bar."""

    verdict: Verdict
    number: int
    x: str
    width: str


class Years(NamedTuple):
    """A range of round years to zoom to, and the number of events that begin in it."""

    since: int
    until: int
    words: str
    number: int


class Picture(NamedTuple):
    """A timeline: the marks of each row by its key (see `mark_key`), the axis, and what the marks mean.

    ``spans`` are years to be drawn closer. ``scale`` gives for each segment of the axis its first day and place, then
    the day after its last: ``690874 4.166667 712224 95.83333``.
    """

    marks: Mapping[str, tuple[Mark, ...]]
    labels: tuple[AxisLabel, ...]
    guides: tuple[str, ...]
    breaks: tuple[Mark, ...]
    scale: str
    key: tuple[tuple[str, str], ...]
    spans: tuple[Years, ...]


def segments(counts: Verdicts) -> Iterator[Segment]:
    """Yield the parts of a bar, one per verdict that occurs."""
    done, whole = 0, sum(counts)
    for verdict, number in counts._asdict().items():
        if number:
            yield Segment(Verdict(verdict), number, _per_cent(done, whole), _per_cent(number, whole))
            done += number


def picture(rows: Iterable[EventRow | TimelineEntry]) -> Picture | None:
    """Return the timeline of events and lives; None if none has a date."""
    dates = {mark_key(row): parse(row.date.edtf) for row in rows if row.date}
    drawn = {id_: strokes(date) for id_, date in dates.items()}
    if not drawn:
        return None
    scale = axis(chart.drawn_days(drawn.values()), width=_WIDE, margins=(_MARGIN, _MARGIN))
    looks = {stroke.look for each in drawn.values() for stroke in each}
    begun = (date.latest if date.earliest is None else date.earliest for date in dates.values())
    gaps = [Mark("left-out", "", gap_label(*days)) for days in scale.gaps]
    return Picture(
        marks={id_: tuple(_marks(each, scale)) for id_, each in drawn.items()},
        labels=tuple(_labels(scale)),
        guides=tuple(_per_cent(_place(scale, tick.day), _WIDE) for tick in scale.ticks),
        breaks=tuple(_break(segment.column) for segment in scale.segments[1:]),
        scale=";".join(_ends(segment) for segment in scale.segments),
        key=(
            *((look.name.lower().replace("_", "-"), MEANINGS[look]) for look in MEANINGS if look in looks),
            *((gap.kind, gap.width) for gap in gaps),
        ),
        spans=_years_to_choose([calendar_day(day)[0] for day in begun if day is not None]),
    )


def mark_key(row: EventRow | TimelineEntry) -> str:
    """Return the key of a row among the marks: the id of an event, or what it is of a person: ``birth genden``."""
    kind = entry_kind(row)
    return row.id if kind == EntryKind.EVENT else f"{kind} {row.id}"


def _years_to_choose(begun: Sequence[int]) -> tuple[Years, ...]:
    """Return the decades or centuries in which events begin; none if there is only one."""
    step = next(10**zeros for zeros in count(1) if len({year // 10**zeros for year in begun}) <= _MOST_SPANS)
    found = Counter(year // step * step for year in begun)
    return tuple(_years(first, first + step - 1, number) for first, number in sorted(found.items()) if len(found) > 1)


def _years(since: int, until: int, number: int) -> Years:
    first, last = (day_words(day_number(year, 1, 1), "year") for year in (since, until))
    return Years(since, until, f"{first}–{last}", number)


def _marks(drawn: Iterable[Stroke], scale: Axis) -> Iterator[Mark]:
    """Yield the marks of a date, the lowest layer first."""
    for look, first, last in _merged(drawn):
        start = 0 if first is None else _place(scale, first)
        end = _WIDE if last is None else _place(scale, last + 1)
        if look is Look.UNKNOWN:
            kind, place = ("unknown-before", end) if first is None else ("unknown-after", start)
            yield Mark(kind, _per_cent(place, _WIDE))
            continue
        kind = "shaded" if look is Look.ONE_OF else look.name.lower()
        yield Mark(kind, _per_cent(start, _WIDE), _per_cent(end - start, _WIDE))
        if first is None:
            yield Mark("before", "0%")
        if last is None:
            yield Mark("after", "100%")
        if look is Look.ONE_OF:
            yield Mark("one-of", _per_cent((start + end) / 2, _WIDE))


def _merged(drawn: Iterable[Stroke]) -> list[Stroke]:
    """Return strokes, the lower looks first; what is certain and goes on without a gap is one."""
    found: list[Stroke] = []
    for each in sorted(drawn, key=lambda stroke: (stroke.look, stroke.first is not None, stroke.first or 0)):
        before = found[-1] if found else None
        if before and before.look is each.look is Look.SOLID and _go_on(before, each):
            last = None if before.last is None or each.last is None else max(before.last, each.last)
            found[-1] = before._replace(last=last)
        else:
            found.append(each)
    return found


def _go_on(before: Stroke, after: Stroke) -> bool:
    return before.last is None or after.first is None or after.first <= before.last + 1


def _place(scale: Axis, day: int) -> float:
    """Return the position of a day, in columns."""
    segment = next((each for each in reversed(scale.segments) if each.first <= day), scale.segments[0])
    days = segment.last - segment.first + 1
    return segment.column + min(day - segment.first, days) * segment.columns / days


def _labels(scale: Axis) -> Iterator[AxisLabel]:
    """Yield the labels of the axis that fit without overlap; a narrow page shows some of them."""
    narrow = shown_labels(scale.ticks, partial(_room, scale, _NARROW))
    wide = shown_labels(scale.ticks, partial(_room, scale, _WIDE), narrow.items())
    for tick in scale.ticks:
        if label := wide.get(tick):
            x = _per_cent(_place(scale, tick.day), _WIDE)
            yield AxisLabel(x, label, narrow=tick in narrow, at_end=_is_last(tick, label, scale))


def _room(scale: Axis, width: int, tick: Tick, label: str) -> tuple[float, float]:
    """Return where a label begins and ends on a page with room for so many characters."""
    start = _place(scale, tick.day) * width / _WIDE
    length = len(label) + 1
    return (start - length, start) if _is_last(tick, label, scale) else (start, start + length)


def _is_last(tick: Tick, label: str, scale: Axis) -> bool:
    """Tell whether a label would exceed the right edge and must end at its position."""
    return (_WIDE - _place(scale, tick.day)) * _NARROW / _WIDE < len(label)


def _break(column: int) -> Mark:
    return Mark("left-out", _per_cent(column - BREAK, _WIDE), _per_cent(BREAK, _WIDE))


def _ends(segment: AxisSegment) -> str:
    ends = ((segment.first, segment.column), (segment.last + 1, segment.column + segment.columns))
    return " ".join(f"{day} {100 * column / _WIDE:.7g}" for day, column in ends)


def _per_cent(part: float, whole: float) -> str:
    """Return a percentage precise to the hour, so that days stay apart at any zoom."""
    return f"{100 * part / whole:.7g}%"
