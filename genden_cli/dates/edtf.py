"""Dates in EDTF, all three levels (Library of Congress 2019, ISO 8601-2:2019).

What a date is made of, and how one is read: a lone date, an interval or a set. `dates_parts` knows
one date and the calendar, `dates_words` the English, `dates_slips` the wrong spellings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Final

from genden_cli.dates.misspellings import DateError, misspelt
from genden_cli.dates.parts import (
    APPROXIMATE,
    UNCERTAIN,
    DateParts,
    bounds,
    calendar_day,
    day_number,
    iso,
    parts_of,
)
from genden_cli.dates.words import interval_words, set_words

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
"""More than any day: what stands for a missing bound in a sort key."""

_MOST_CHARACTERS = 500
_MOST_REPAIRS = 8

_DAY = r"-?[0-9]{4}-[0-9]{2}-[0-9]{2}"
_HOUR, _SIXTY = "(?:[01][0-9]|2[0-3])", "[0-5][0-9]"
_TIME = f"{_HOUR}:{_SIXTY}:(?:{_SIXTY}|60)(?:Z|[+-]{_HOUR}(?::{_SIXTY})?)?"
_NONE = (None,)

# 12/1935, 1935/12, 30/12/1935: a date with slashes, no interval.
_SLASHED = r"[0-9]{1,2}/.*|.*/[0-9]{1,2}|.*/.*/.*"


class DateKind(StrEnum):
    """What the points of a date are to each other."""

    DATE = "date"
    """There is one."""
    INTERVAL = "interval"
    """Something lasted from the first to the second."""
    ONE_OF = "one-of"
    """One of them is meant; which one is not known."""
    ALL_OF = "all-of"
    """All of them are meant."""


@dataclass(frozen=True, slots=True)
class Point:
    """A member of a set, an end of an interval, or the only one; bounds as of `Date`."""

    text: str
    earliest: int | None
    latest: int | None
    approximate: bool = False
    uncertain: bool = False
    open: bool = False
    """Whether `..` stands for it, or for its beginning or end."""
    unknown: bool = False
    """Whether it is the empty end of an interval."""
    ends: tuple[DateParts | None, ...] = field(default=_NONE, repr=False)
    """The date taken apart; of a range both dates, of which one may be open."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date as written, and its first and last possible day, None where there is no bound."""

    text: str
    kind: DateKind
    earliest: int | None
    latest: int | None
    approximate: bool
    """Whether any part of it is, by `~` or `%`."""
    uncertain: bool
    """Whether any part of it is, by `?` or `%`."""
    points: tuple[Point, ...]
    """The members in their order; of an interval its start and end."""

    def __str__(self) -> str:
        """Return the text as written, which `parse` reads as this date."""
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
        """Return the bounds as integers that SQLite can hold, a missing one beyond all days."""
        return (
            -ALWAYS if self.earliest is None else self.earliest,
            ALWAYS if self.latest is None else self.latest,
        )

    @property
    def words(self) -> str:
        """Say the date in English, nothing lost."""
        first, last = self.points[0], self.points[-1]
        if self.kind is DateKind.INTERVAL:
            return interval_words(first.ends[0], last.ends[0], unknown=first.unknown or last.unknown)
        conjunction = "and" if self.kind is DateKind.ALL_OF else "or"
        return set_words([point.ends for point in self.points], conjunction)

    def overlaps(self, other: Date) -> bool:
        """Tell whether the two can have a day in common."""
        (first, last), (others_first, others_last) = self.sort_key, other.sort_key
        return first <= others_last and others_first <= last


def parse(text: str) -> Date:
    """Read a date; raise `DateError` where there is none, with a proposal that can be read."""
    try:
        return _read(text)
    except DateError as error:
        raise DateError(error.start, error.end, error.fault, _mended(text, error)) from None


def _mended(text: str, error: DateError) -> str | None:
    """Mend one slip after the other, each by its own proposal, until the text is a date."""
    for _ in range(_MOST_REPAIRS):
        if error.proposal is None:
            return None
        text = text[: error.start] + error.proposal + text[error.end :]
        try:
            _read(text)
        except DateError as another:
            error = another
        else:
            return text
    return None


def _read(text: str) -> Date:
    """Read a date; a `DateError` proposes the spelling of its part only."""
    if len(text) > _MOST_CHARACTERS:
        raise DateError(_MOST_CHARACTERS, len(text), f"longer than {_MOST_CHARACTERS} characters")
    if text.startswith(("[", "{")):
        return _set(text)
    if "/" in text:
        return _interval(text)
    point = _timed(text) if "T" in text else _point(text, 0)
    return Date(text, DateKind.DATE, point.earliest, point.latest, point.approximate, point.uncertain, (point,))


def _compound(text: str, kind: DateKind, points: tuple[Point, ...], span: tuple[int | None, int | None]) -> Date:
    approximate = any(point.approximate for point in points)
    uncertain = any(point.uncertain for point in points)
    return Date(text, kind, *span, approximate, uncertain, points)


def _interval(text: str) -> Date:
    first, _, last = text.partition("/")
    if re.fullmatch(_SLASHED, text):
        raise misspelt(text, 0)
    start, end = _end(first, 0), _end(last, len(first) + 1)
    if start.ends == end.ends == _NONE:
        raise DateError(0, len(text), "an interval needs a date")
    _keep_order(start, "/", end, 0)
    return _compound(text, DateKind.INTERVAL, (start, end), (start.earliest, end.latest))


def _end(text: str, at: int) -> Point:
    if text in ("", ".."):
        return Point(text, None, None, open=text == "..", unknown=text == "")
    if text.lower() in ("open", "unknown"):
        right = ".." if text.lower() == "open" else ""
        raise DateError(at, at + len(text), f"the 2012 draft's '{text}'", right)
    return _point(text, at)


def _set(text: str) -> Date:
    kind, closing = (DateKind.ONE_OF, "]") if text[0] == "[" else (DateKind.ALL_OF, "}")
    end = text.find(closing)
    if end < 0:
        raise DateError(0, len(text), "unfinished set", text.rstrip("]}, ") + closing)
    if end < len(text) - 1:
        raise DateError(end + 1, len(text), f"nothing can follow '{closing}'")
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
    """Read a date or a range; the set can be open before its first member and after its last."""
    head, dots, tail = text.partition("..")
    if not dots:
        return _point(text, at)
    if not (head or (first and tail)) or not (tail or last) or ".." in tail:
        raise DateError(at, at + len(text), "'..' joins two dates, or opens a set at one end")
    start = _point(head, at) if head else _end("..", at)
    end = _point(tail, at + len(head) + 2) if tail else _end("..", at)
    _keep_order(start, "..", end, at)
    return Point(
        text,
        start.earliest,
        end.latest,
        approximate=start.approximate or end.approximate,
        uncertain=start.uncertain or end.uncertain,
        open=start.open or end.open,
        ends=start.ends + end.ends,
    )


def _keep_order(start: Point, between: str, end: Point, at: int) -> None:
    """Refuse ends of which the second is past before the first begins."""
    if start.earliest is not None and end.latest is not None and start.earliest > end.latest:
        what = "interval" if between == "/" else "range"
        fault = f"reversed {what}: {start.text} comes after {end.text}"
        right = f"{end.text}{between}{start.text}"
        raise DateError(at, at + len(right), fault, right)


def _timed(text: str) -> Point:
    """Read a day with a time; its bounds are the day's, whatever the zone."""
    day, _, time = text.partition("T")
    if not re.fullmatch(_DAY, day):
        raise misspelt(text, 0)
    if not re.fullmatch(_TIME, time):
        raise DateError(len(day) + 1, len(text), "a time is hh:mm:ss, hh:mm:ssZ or hh:mm:ss+hh:mm")
    return _dated(text, parts_of(day, 0)._replace(time=time))


def _point(text: str, at: int) -> Point:
    return _dated(text, parts_of(text, at))


def _dated(text: str, parts: DateParts) -> Point:
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
