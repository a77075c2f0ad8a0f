"""Dates in EDTF, all three levels (Library of Congress 2019, ISO 8601-2:2019).

Defines and parses single dates, intervals and sets. `dates.parts` handles one date and the calendar, `dates.words`
the English, and `dates.misspellings` the wrong spellings.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING, Final

from genden_cli.dates import times
from genden_cli.dates.calendar import calendar_day, day_number, iso
from genden_cli.dates.misspellings import DateError, misspelling_error, reading
from genden_cli.dates.parts import (
    APPROXIMATE,
    UNCERTAIN,
    DateParts,
    bounds,
    parts_of,
)
from genden_cli.dates.words import interval_words, set_words
from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "ALWAYS",
    "Date",
    "DateError",
    "DateKind",
    "Point",
    "calendar_day",
    "day_number",
    "iso",
    "parse",
]

ALWAYS: Final = 1 << 60
"""Greater than any day number; replaces a missing bound in a sort key."""

_MAX_CHARACTERS = 500
_MAX_REPAIRS = 8

_DAY = r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}"
_HOUR, _SIXTY = "(?:[01][0-9]|2[0-3])", "[0-5][0-9]"
_TIME = f"{_HOUR}:{_SIXTY}:(?:{_SIXTY}|60)(?:Z|[+-]{_HOUR}(?::{_SIXTY})?)?"
_NONE = (None,)

# 12/1935, 1935/12, 30/12/1935: a date with slashes, not an interval.
_WITH_SLASHES = r"[0-9]{1,2}/.*|.*/[0-9]{1,2}|.*/.*/.*"


class DateKind(StrEnum):
    """How the points of a date relate to each other."""

    DATE = "date"
    """A single date."""
    INTERVAL = "interval"
    """From the first point to the second."""
    ONE_OF = "one-of"
    """One of the points, but it is unknown which."""
    ALL_OF = "all-of"
    """All of the points."""


class Point(NamedTuple):
    """A member of a set, an end of an interval, or the single date; bounds as in `Date`."""

    text: str
    earliest: int | None
    latest: int | None
    approximate: bool = False
    uncertain: bool = False
    open: bool = False
    """Whether the point, or one of its ends, is `..`."""
    unknown: bool = False
    """Whether the point is an empty end of an interval."""
    ends: tuple[DateParts | None, ...] = _NONE
    """The parsed date; for a range, both dates, of which one may be open (None)."""


class Date(NamedTuple):
    """A date as written, with its first and last possible day. A missing bound is None."""

    text: str
    kind: DateKind
    earliest: int | None
    latest: int | None
    approximate: bool
    """Whether any part has the qualifier `~` or `%`."""
    uncertain: bool
    """Whether any part has the qualifier `?` or `%`."""
    points: tuple[Point, ...]
    """The members in order; for an interval, the start and the end."""

    def __str__(self) -> str:
        """Return the text as written. `parse` turns it back into this date."""
        return self.text

    @property
    def earliest_iso(self) -> str | None:
        """Return the first possible day as `iso` writes it."""
        return None if self.earliest is None else iso(self.earliest)

    @property
    def latest_iso(self) -> str | None:
        """Return the last possible day as `iso` writes it."""
        return None if self.latest is None else iso(self.latest)

    @property
    def sort_key(self) -> tuple[int, int]:
        """Return the bounds as integers that fit SQLite. A missing bound lies beyond all days."""
        return (
            -ALWAYS if self.earliest is None else self.earliest,
            ALWAYS if self.latest is None else self.latest,
        )

    @property
    def sort_day(self) -> int:
        """Return the day by which the date is sorted: the first, or the last of a date that is open at its start."""
        earliest, latest = self.sort_key
        return latest if earliest == -ALWAYS and latest != ALWAYS else earliest

    @property
    def words(self) -> str:
        """Return the date in English, without loss."""
        first, last = self.points[0], self.points[-1]
        if self.kind is DateKind.INTERVAL:
            return interval_words(first.ends[0], last.ends[0], unknown=first.unknown or last.unknown)
        conjunction = "and" if self.kind is DateKind.ALL_OF else "or"
        return set_words([point.ends for point in self.points], conjunction)

    def overlaps(self, other: Date) -> bool:
        """Return whether the two dates can share a day."""
        (first, last), (others_first, others_last) = self.sort_key, other.sort_key
        return first <= others_last and others_first <= last


@lru_cache(1024)
def parse(text: str) -> Date:
    """Return the date in ``text``. Raise `DateError` if it is not EDTF. A proposal is always valid EDTF.

    The answer is cached, since a base repeats few dates.
    """
    try:
        return _parse(text)
    except DateError as error:
        raise _explained(text, error) from None


def _explained(text: str, error: DateError) -> DateError:
    """Return the error with a proposal for the whole text."""
    found = reading(text)
    if found and not found.edtf:
        return DateError(0, len(text), found.fault)
    if found and found.edtf and _is_edtf(found.edtf):
        return DateError(0, len(text), found.fault or f"'{text}' is not EDTF", found.edtf)
    return DateError(error.start, error.end, error.fault, _repair(text, error))


def _is_edtf(text: str) -> bool:
    try:
        _parse(text)
    except DateError:
        return False
    return True


def _repair(text: str, error: DateError) -> str | None:
    """Return a valid spelling of ``text``, found by applying one proposal after another, or None."""
    for _ in range(_MAX_REPAIRS):
        if error.proposal is None:
            return None
        text = text[: error.start] + error.proposal + text[error.end :]
        try:
            _parse(text)
        except DateError as another:
            error = another
        else:
            return text
    return None


def _parse(text: str) -> Date:
    """Parse a date. The proposal of a `DateError` replaces only the faulty part."""
    if len(text) > _MAX_CHARACTERS:
        raise DateError(_MAX_CHARACTERS, len(text), f"longer than {_MAX_CHARACTERS} characters")
    if text.startswith(("[", "{")):
        return _set(text)
    if "/" in text:
        return _interval(text)
    point = _point_with_time(text) if "T" in text else _point(text, 0)
    return Date(text, DateKind.DATE, point.earliest, point.latest, point.approximate, point.uncertain, (point,))


def _compound(text: str, kind: DateKind, points: tuple[Point, ...], span: tuple[int | None, int | None]) -> Date:
    approximate = any(point.approximate for point in points)
    uncertain = any(point.uncertain for point in points)
    return Date(text, kind, *span, approximate, uncertain, points)


def _interval(text: str) -> Date:
    first, _, last = text.partition("/")
    if re.fullmatch(_WITH_SLASHES, text):
        raise misspelling_error(text, 0)
    start, end = _interval_end(first, 0), _interval_end(last, len(first) + 1)
    if start.ends == end.ends == _NONE:
        raise DateError(0, len(text), "an interval needs at least one date")
    _check_order(start, "/", end, 0)
    return _compound(text, DateKind.INTERVAL, (start, end), (start.earliest, end.latest))


def _interval_end(text: str, at: int) -> Point:
    if text in ("", ".."):
        return Point(text, None, None, open=text == "..", unknown=text == "")
    if text.lower() in ("open", "unknown"):
        right = ".." if text.lower() == "open" else ""
        raise DateError(at, at + len(text), f"'{text}' is from the 2012 draft of EDTF", right)
    return _point(text, at)


def _set(text: str) -> Date:
    kind, closing = (DateKind.ONE_OF, "]") if text[0] == "[" else (DateKind.ALL_OF, "}")
    end = text.find(closing)
    if end < 0:
        raise DateError(0, len(text), "set is not closed", text.rstrip("]}, ") + closing)
    if end < len(text) - 1:
        raise DateError(end + 1, len(text), f"unexpected text after '{closing}'")
    points: list[Point] = []
    at = 1
    for member in text[1:end].split(","):
        points.append(_member(member, at, first=at == 1, last=at + len(member) == end))
        at += len(member) + 1
    earliest = _bound(min, [point.earliest for point in points])
    latest = _bound(max, [point.latest for point in points])
    return _compound(text, kind, tuple(points), (earliest, latest))


def _bound(outermost: Callable[[list[int]], int], days: list[int | None]) -> int | None:
    known = [day for day in days if day is not None]
    return outermost(known) if len(known) == len(days) else None


def _member(text: str, at: int, *, first: bool, last: bool) -> Point:
    """Parse a date or a range. Only the first member may be open at its start, and the last at its end."""
    head, dots, tail = text.partition("..")
    if not dots:
        return _point(text, at)
    if not (head or (first and tail)) or not (tail or last) or ".." in tail:
        raise DateError(at, at + len(text), "'..' must stand between two dates, or at one end of a set")
    start = _point(head, at) if head else _interval_end("..", at)
    end = _point(tail, at + len(head) + 2) if tail else _interval_end("..", at)
    _check_order(start, "..", end, at)
    return Point(
        text,
        start.earliest,
        end.latest,
        approximate=start.approximate or end.approximate,
        uncertain=start.uncertain or end.uncertain,
        open=start.open or end.open,
        ends=start.ends + end.ends,
    )


def _check_order(start: Point, between: str, end: Point, at: int) -> None:
    """Raise `DateError` if the end certainly lies before the start."""
    if start.earliest is not None and end.latest is not None and start.earliest > end.latest:
        what = "interval" if between == "/" else "range"
        fault = f"reversed {what}: {start.text} comes after {end.text}"
        right = f"{end.text}{between}{start.text}"
        raise DateError(at, at + len(right), fault, right)


def _point_with_time(text: str) -> Point:
    """Parse a day with a time. The bounds are those of the day; the time zone is ignored."""
    day, _, time = text.partition("T")
    if not re.fullmatch(_DAY, day):
        raise misspelling_error(text, 0)
    if not re.fullmatch(_TIME, time):
        raise DateError(len(day) + 1, len(text), "a time must be hh:mm:ss, hh:mm:ssZ or hh:mm:ss+hh:mm")
    if offset := times.missing_offset(time):
        raise DateError(len(text) - len(offset), len(text), f"there is no offset {offset}, only -12:00 to +14:00")
    return _point_of(text, parts_of(day, 0)._replace(time=time))


def _point(text: str, at: int) -> Point:
    return _point_of(text, parts_of(text, at))


def _point_of(text: str, parts: DateParts) -> Point:
    earliest, latest = bounds(parts)
    marks = reduce(or_, parts.marks)
    return Point(
        text,
        earliest,
        latest,
        approximate=marks & APPROXIMATE > 0,
        uncertain=marks & UNCERTAIN > 0,
        ends=(parts,),
    )
