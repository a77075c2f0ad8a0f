"""Dates as Citation Style 1 reads them: ``2 May 1901``, ``May–June 1901``, ``1787–1791``, ``c. 1788``."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from genden_cli.dates.edtf import DateKind, parse

if TYPE_CHECKING:
    from genden_cli.dates.parts import DateParts

_MONTHS: Final = "January February March April May June July August September October November December".split()
_SEASONS: Final = {"21": "Spring", "22": "Summer", "23": "Autumn", "24": "Winter"}
_FIRST_YEAR: Final = 100
"""The first year that the templates read."""

_CIRCA: Final = "c. "
_COPY: Final = re.compile(
    r"https?://(?:web\.archive\.org/web|archive\.(?:today|is|ph|md|li|vn|fo)|(?:[a-z-]+\.)?arquivo\.pt/wayback"
    r"|webarchive\.[^/]+/[^0-9]*?|perma-archives\.org/warc)/([0-9]{4})([0-9]{2})([0-9]{2})[0-9]*(?:[a-z]{2}_)?(?:/|$)"
)


def date(edtf: str) -> str | None:
    """Return a date, or None if the templates cannot read it: sets, uncertain dates, times, years before 100."""
    when = parse(edtf)
    ends = [each for point in when.points for each in point.ends]
    if when.kind not in (DateKind.DATE, DateKind.INTERVAL) or when.uncertain or None in ends:
        return None
    found = [_end(each) for each in ends if each]
    if len(found) != len(ends) or None in found:
        return None
    words = _range([each for each in found if each])
    if not when.approximate:
        return words
    return f"{_CIRCA}{words}" if words and re.fullmatch(r"[0-9]+(–[0-9]+)?", words) else None


def _end(parts: DateParts) -> tuple[str, str, str] | None:
    """Return day, month and year as far as they are given."""
    if parts.years[0] != parts.years[1] or parts.years[0] < _FIRST_YEAR or parts.time or parts.estimate:
        return None
    year = str(parts.years[0])
    if parts.month in _SEASONS:
        return "", _SEASONS[parts.month], year
    if (parts.month and len(parts.months) != 1) or (parts.day and len(parts.days) != 1):
        return None
    if len(year) > 4:  # noqa: PLR2004 -- the digits of a year
        return None
    return str(parts.days[0]) if parts.day else "", _MONTHS[parts.months[0] - 1] if parts.month else "", year


def _range(ends: list[tuple[str, str, str]]) -> str | None:
    """Return a date or a range. What both ends share stands once."""
    said = [" ".join(filter(None, each)) for each in ends]
    if len(ends) == 1:
        return said[0]
    (day, month, year), (last_day, last_month, last_year) = ends
    if bool(day) != bool(last_day) or bool(month) != bool(last_month):
        return None
    if not month:
        return f"{year}–{last_year}"
    if year != last_year:
        return f"{said[0]} – {said[1]}"
    if not day:
        return f"{month}–{last_month} {year}" if month != last_month else said[0]
    return f"{day}–{last_day} {month} {year}" if month == last_month else f"{day} {month} – {said[1]}"


def day_of_copy(address: str) -> str | None:
    """Return the day in the address of an archived copy, as ``2 May 2011``, or None if it names none."""
    found = _COPY.match(address)
    if not found:
        return None
    try:
        day = dt.date(*map(int, found.groups()))
    except ValueError:
        return None
    return date(day.isoformat())
