"""What of a date is drawn: strokes from one day to another, each with a look of its own."""

from __future__ import annotations

from enum import IntEnum
from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli.dates.edtf import DateKind
from genden_cli.dates.parts import bounds

if TYPE_CHECKING:
    from genden_cli.dates.edtf import Date, Point
    from genden_cli.dates.parts import DateParts


class Look(IntEnum):
    """How a stroke looks; where two meet in one place, the higher one is seen."""

    OPEN = 0
    """Nothing bounds it on the side without a day."""
    SOLID = 1
    """Certain."""
    SHADED = 2
    """Approximate or uncertain, or some of its digits are not known."""
    ONE_OF = 3
    """One of several possibilities."""
    UNKNOWN = 4
    """Not known is what lies on the side without a day."""


MEANINGS: Final = Frozen(
    {
        Look.SOLID: "event",
        Look.SHADED: "approximate or uncertain",
        Look.ONE_OF: "one of several",
        Look.UNKNOWN: "not known",
        Look.OPEN: "open",
    }
)
"""What the looks say of an event, in the order in which they are explained."""


class Stroke(NamedTuple):
    """From the beginning of the ``first`` day to the end of the ``last``; None where there is no such day."""

    look: Look
    first: int | None
    last: int | None


Strokes = tuple[Stroke, ...]


def strokes(date: Date) -> Strokes:
    """Return what is drawn of a date."""
    if date.kind is DateKind.INTERVAL:
        start, end = date.points
        return _span(_part(start.ends[0]), _part(end.ends[0]), _missing(start, end))
    member = _possibility if date.kind is DateKind.ONE_OF else _point
    return tuple(stroke for point in date.points for stroke in member(point))


def lasting(start: Date | None, end: Date | None) -> Strokes:
    """Return what is drawn of something that lasted from one date to another; a missing one is not known."""
    return _span(_end(start), _end(end), Look.UNKNOWN)


def _end(date: Date | None) -> Strokes:
    """Return what is drawn of the end of something; between possible ends it may still have lasted, or not yet."""
    if date is None:
        return ()
    possible = date.kind is DateKind.ONE_OF and date.earliest is not None and date.latest is not None
    return (Stroke(Look.SHADED, date.earliest, date.latest), *strokes(date)) if possible else strokes(date)


def _missing(start: Point, end: Point) -> Look:
    return Look.UNKNOWN if start.unknown or end.unknown else Look.OPEN


def _point(point: Point) -> Strokes:
    if len(point.ends) == 1:
        return _part(point.ends[0])
    start, end = point.ends
    return _span(_part(start), _part(end), Look.OPEN)


def _possibility(point: Point) -> Strokes:
    """Return the strokes of a member of which it is not known whether it is the one; a range is shaded throughout."""
    alone = len(point.ends) == 1
    return tuple(
        each if each.look is Look.OPEN else each._replace(look=Look.ONE_OF if alone else Look.SHADED)
        for each in _point(point)
    )


def _span(start: Strokes, end: Strokes, missing: Look) -> Strokes:
    """Return two ends and what lies between them; nothing begins after the last end, or ends before the first start."""
    start, end = _clipped(start, last=_latest(end)), _clipped(end, first=_earliest(start))
    since, until = _latest(start), _earliest(end)
    between: Strokes = ()
    if start and end:
        if since is not None and until is not None and since < until:
            between = (Stroke(Look.SOLID, since, until),)
    elif since is not None:
        between = (Stroke(missing, since, None),)
    elif until is not None:
        between = (Stroke(missing, None, until),)
    return (*start, *between, *end)


def _clipped(strokes: Strokes, *, first: int | None = None, last: int | None = None) -> Strokes:
    """Return the strokes without what lies before ``first`` or after ``last``, as far as each still holds a day."""
    found = []
    for look, begins, ends in strokes:
        since = begins if first is None or begins is None else max(begins, first)
        until = ends if last is None or ends is None else min(ends, last)
        reversed_ = since is not None and until is not None and since > until
        found.append(Stroke(look, begins, ends) if reversed_ else Stroke(look, since, until))
    return tuple(found)


def _latest(strokes: Strokes) -> int | None:
    days = [stroke.last for stroke in strokes if stroke.last is not None]
    return max(days) if strokes and len(days) == len(strokes) else None


def _earliest(strokes: Strokes) -> int | None:
    days = [stroke.first for stroke in strokes if stroke.first is not None]
    return min(days) if strokes and len(days) == len(strokes) else None


def _part(parts: DateParts | None) -> Strokes:
    if parts is None:
        return ()
    if parts.year.endswith("XXXX"):  # any year at all: no axis is made for it
        return (Stroke(Look.SHADED, None, None),)
    unsure = any(parts.marks) or parts.estimate is not None or "X" in parts.year + parts.month + parts.day
    return (Stroke(Look.SHADED if unsure else Look.SOLID, *bounds(parts)),)
