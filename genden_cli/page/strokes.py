"""Strokes: what a chart draws for a date, each a range of days with a look.

An interval, a set and a date with unknown digits look different on a chart. This module decides which ranges of days
are certain, uncertain, open or unknown. The charts in characters and in HTML draw the same strokes.
"""

from __future__ import annotations

from enum import IntEnum
from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Final

from genden_cli.dates.edtf import DateKind
from genden_cli.dates.parts import bounds
from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from genden_cli.dates.edtf import Date, Point
    from genden_cli.dates.parts import DateParts


class Look(IntEnum):
    """The look of a stroke. A higher look hides a lower one in the same place."""

    OPEN = 0
    """Unbounded on the side without a day."""
    WITHIN = 1
    """Some day of a month or year. Of an interval, that it began or ended on some day of it."""
    SOLID = 2
    """Certain: a day, or all the time between two days."""
    SHADED = 3
    """Approximate, uncertain, or with unknown digits."""
    ONE_OF = 4
    """One of several alternatives."""
    UNKNOWN = 5
    """Unknown on the side without a day."""


MEANINGS: Final = Frozen(
    {
        Look.SOLID: "that day, or all that time",
        Look.WITHIN: "some day within",
        Look.SHADED: "approximate or uncertain",
        Look.ONE_OF: "one of several",
        Look.UNKNOWN: "not known",
        Look.OPEN: "open",
    }
)
"""The looks of an event in words, in the order of the key."""


class Stroke(NamedTuple):
    """A range from the beginning of ``first`` to the end of ``last``. None means that there is no such day."""

    look: Look
    first: int | None
    last: int | None


Strokes = tuple[Stroke, ...]


def strokes(date: Date) -> Strokes:
    """Return the strokes of a date."""
    if date.kind is DateKind.INTERVAL:
        start, end = date.points
        return _joined_ends(_date_strokes(start.ends[0]), _date_strokes(end.ends[0]), _open_look(start, end))
    member = _alternative_strokes if date.kind is DateKind.ONE_OF else _point_strokes
    return tuple(stroke for point in date.points for stroke in member(point))


def strokes_between(start: Date | None, end: Date | None) -> Strokes:
    """Return the strokes of something that lasted from one date to another. None means unknown."""
    return _joined_ends(_end_strokes(start), _end_strokes(end), Look.UNKNOWN)


def _end_strokes(date: Date | None) -> Strokes:
    """Return the strokes of a start or an end. The time between alternative days is shaded."""
    if date is None:
        return ()
    possible = date.kind is DateKind.ONE_OF and date.earliest is not None and date.latest is not None
    return (Stroke(Look.SHADED, date.earliest, date.latest), *strokes(date)) if possible else strokes(date)


def _open_look(start: Point, end: Point) -> Look:
    return Look.UNKNOWN if start.unknown or end.unknown else Look.OPEN


def _point_strokes(point: Point) -> Strokes:
    if len(point.ends) == 1:
        return _date_strokes(point.ends[0])
    start, end = point.ends
    return _joined_ends(_date_strokes(start), _date_strokes(end), Look.OPEN)


def _alternative_strokes(point: Point) -> Strokes:
    """Return the strokes of one member of a set of alternatives. A range is shaded."""
    alone = len(point.ends) == 1
    return tuple(
        each if each.look is Look.OPEN else each._replace(look=Look.ONE_OF if alone else Look.SHADED)
        for each in _point_strokes(point)
    )


def _joined_ends(start: Strokes, end: Strokes, missing: Look) -> Strokes:
    """Return the strokes of both ends and of the time between them, clipped to each other."""
    start, end = _clip(start, last=_last_day(end)), _clip(end, first=_first_day(start))
    since, until = _last_day(start), _first_day(end)
    between: Strokes = ()
    if start and end:
        if since is not None and until is not None and since < until:
            between = (Stroke(Look.SOLID, since, until),)
    elif since is not None:
        between = (Stroke(missing, since, None),)
    elif until is not None:
        between = (Stroke(missing, None, until),)
    return (*start, *between, *end)


def _clip(strokes: Strokes, *, first: int | None = None, last: int | None = None) -> Strokes:
    """Return the strokes clipped to ``first`` and ``last``. A stroke outside that range stays as it is."""
    found = []
    for look, begins, ends in strokes:
        since = begins if first is None or begins is None else max(begins, first)
        until = ends if last is None or ends is None else min(ends, last)
        reversed_ = since is not None and until is not None and since > until
        found.append(Stroke(look, begins, ends) if reversed_ else Stroke(look, since, until))
    return tuple(found)


def _last_day(strokes: Strokes) -> int | None:
    days = [stroke.last for stroke in strokes if stroke.last is not None]
    return max(days) if strokes and len(days) == len(strokes) else None


def _first_day(strokes: Strokes) -> int | None:
    days = [stroke.first for stroke in strokes if stroke.first is not None]
    return min(days) if strokes and len(days) == len(strokes) else None


def _date_strokes(parts: DateParts | None) -> Strokes:
    if parts is None:
        return ()
    if parts.year.endswith("XXXX"):  # any year: no axis is drawn for it
        return (Stroke(Look.SHADED, None, None),)
    unsure = any(parts.marks) or parts.estimate is not None or "X" in parts.year + parts.month + parts.day
    first, last = bounds(parts)
    certain = Look.SOLID if first == last else Look.WITHIN
    return (Stroke(Look.SHADED if unsure else certain, first, last),)
