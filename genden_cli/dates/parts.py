"""One EDTF date: its components, the values they can have, and its first and last day.

Days are numbers (see `dates.calendar`). Bounds are strict: no qualifier widens them. Seasons are whole months. Winter
starts on 1 December of its year and ends with February of the next.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Final

from genden_cli.dates.calendar import FEBRUARY, day_number, is_leap, month_length
from genden_cli.dates.misspellings import DateError, misspelling_error
from genden_cli.dates.words import MONTHS
from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

UNCERTAIN: Final = 1
APPROXIMATE: Final = 2
_MARKS = {None: 0, "": 0, "?": UNCERTAIN, "~": APPROXIMATE, "%": UNCERTAIN | APPROXIMATE}

_MAX_DIGITS = 15  # of a year: day numbers stay below 2**60 and fit SQLite's integers
_FOUR_DIGITS = 4

_DATE = re.compile(
    r"(?P<y1>[?~%]?)(?P<year>-?[0-9X]{4}|Y-?[1-9][0-9]*(?:E[1-9][0-9]*)?)"
    r"(?:S(?P<digits>[1-9][0-9]*))?(?P<y2>[?~%]?)"
    r"(?:-(?P<m1>[?~%]?)(?P<month>[0-9X]{2})(?P<m2>[?~%]?)"
    r"(?:-(?P<d1>[?~%]?)(?P<day>[0-9X]{2})(?P<d2>[?~%]?))?)?"
)

_LEAP_DAY = ((FEBRUARY,), (29,))

# Codes 21 to 41: the first month and the number of months. Seasons without a hemisphere count as northern.
_NORTHERN, _SOUTHERN = (3, 6, 9, 12), (9, 12, 3, 6)
_SEASONS = tuple((month, 3) for month in (*_NORTHERN, *_NORTHERN, *_SOUTHERN))
_QUARTERS, _THIRDS, _HALVES = (
    ((1, 3), (4, 3), (7, 3), (10, 3)),
    ((1, 4), (5, 4), (9, 4)),
    ((1, 6), (7, 6)),
)
_GROUPINGS = {str(code): months for code, months in enumerate((*_SEASONS, *_QUARTERS, *_THIRDS, *_HALVES), start=21)}


class DateParts(NamedTuple):
    """The components of one date as written, and the values they can have."""

    year: str
    month: str
    day: str
    marks: tuple[int, ...]
    """The qualifiers of each written component."""
    years: tuple[int, int]
    """The first and the last possible year."""
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    estimate: int | None = None
    """The year itself, if only its first digits are significant (1950S2)."""
    time: str = ""


def parts_of(text: str, at: int) -> DateParts:
    """Return the parts of one date at offset `at` of the whole text; raise `DateError` if it is not EDTF."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise misspelling_error(text, at)
    year, month, day = match["year"], match["month"] or "", match["day"] or ""
    if year == "-0000":
        raise _part_error(match, at, "year", "there is no year -0000", "0000")
    if match["digits"] or year[0] == "Y":
        return _numbered_year(match, at)
    parts = DateParts(year, month, day, _qualifiers(match), _years(year))
    if month and month not in _GROUPINGS:
        return _with_days(parts, match, at)
    if day:
        raise _part_error(match, at, "day", "a season or part of a year cannot have a day")
    return parts


def bounds(parts: DateParts) -> tuple[int, int]:
    """Return the numbers of the first and the last possible day."""
    first, last = parts.years
    if first == last and len(parts.months) == len(parts.days) == 1:
        number = day_number(first, parts.months[0], parts.days[0])
        return number, number
    if parts.days:
        days = [(month, day) for month in parts.months for day in parts.days]
        return _first_day(first, days), _first_day(last, reversed(days))
    if parts.months:
        start, length = parts.months[0], parts.months[-1] - parts.months[0] + 1
    else:
        start, length = _GROUPINGS.get(parts.month, (1, 12))
    over, month = divmod(start + length - 1, 12)
    return day_number(first, start, 1), day_number(last + over, month + 1, 1) - 1


def _qualifiers(match: re.Match[str]) -> tuple[int, ...]:
    """Return the qualifiers of each component. A qualifier after a component also applies to those before it."""
    y1, _, _, y2, m1, month, m2, d1, day, d2 = match.groups()
    days = _MARKS[d2]
    months = days | _MARKS[m2]
    marks = (months | _MARKS[y2] | _MARKS[y1], months | _MARKS[m1], days | _MARKS[d1])
    return marks[: 1 + (month is not None) + (day is not None)]


def _numbered_year(match: re.Match[str], at: int) -> DateParts:
    """Return the parts of a year with more than four digits (Y) or with significant digits (S)."""
    year, digits = match["year"], match["digits"]
    if match["month"]:
        raise _part_error(match, at, "month", "a year with Y or S cannot have a month")
    if "X" in year:
        raise _part_error(match, at, "year", "X and S cannot be combined")
    number, _, exponent = year.removeprefix("Y").partition("E")
    places = len(number.lstrip("-")) + int(exponent or 0)
    if places > _MAX_DIGITS:
        raise _part_error(match, at, "year", f"year has more than {_MAX_DIGITS} digits")
    value = int(number) * 10 ** int(exponent or 0)
    if year[0] == "Y" and not exponent and places <= _FOUR_DIGITS:
        right = f"{value:0{_FOUR_DIGITS + (value < 0)}}"
        raise _part_error(match, at, "year", "Y is only for years of more than four digits", right)
    if digits and int(digits) > len(str(abs(value))):
        raise _part_error(match, at, "digits", f"the year has only {len(str(abs(value)))} digits")
    if digits:
        return DateParts(year, "", "", _qualifiers(match), _years_with_prefix(value, int(digits)), estimate=value)
    return DateParts(year, "", "", _qualifiers(match), (value, value))


def _years_with_prefix(year: int, digits: int) -> tuple[int, int]:
    """Return the first and last year that start with the same ``digits`` digits."""
    step = 10 ** (len(str(abs(year))) - digits)
    least = abs(year) // step * step
    return (least, least + step - 1) if year >= 0 else (1 - step - least, -least)


def _with_days(parts: DateParts, match: re.Match[str], at: int) -> DateParts:
    """Add the possible months and days, and drop years in which they do not exist."""
    months = _matching_numbers(parts.month, 12)
    if not months:
        raise _no_month(match, at)
    if not parts.day:
        return parts._replace(months=months)
    leap_years = _leap_years(parts.year)
    months, days = _month_days(parts.month, parts.day, leap=leap_years is not None)
    if not days:
        raise _no_day(match, at)
    years = leap_years if leap_years and (months, days) == _LEAP_DAY else parts.years
    return DateParts(*parts[:4], years, months, days)


def _no_month(match: re.Match[str], at: int) -> DateError:
    year, month, day = match["year"], match["month"], match["day"]
    right = None
    if month == "00" and day in (None, "00"):
        right = ""
    elif day is None and year.isdecimal() and month > year[2:]:
        right = f"/{year[:2]}{month}"
    return _part_error(match, at, "month", f"there is no month {month}", right)


def _no_day(match: re.Match[str], at: int) -> DateError:
    names = " or ".join(MONTHS[month - 1] for month in _matching_numbers(match["month"], 12))
    right = "" if match["day"] == "00" else None
    return _part_error(match, at, "day", f"there is no day {match['day']} in {names} {match['year']}", right)


def _part_error(match: re.Match[str], at: int, part: str, fault: str, right: str | None = None) -> DateError:
    """Return the error for a part. A proposal for a month or day also replaces the hyphen before it."""
    hyphen = right is not None and part != "year"
    return DateError(at + match.start(part) - hyphen, at + match.end(part), fault, right)


def _first_day(year: int, days: Iterable[tuple[int, int]]) -> int:
    """Return the first (month, day) of `days` that exists in `year`, as a day number; one always does."""
    leap = is_leap(year)
    return next(day_number(year, m, d) for m, d in days if d <= month_length(m, leap=leap))


@cache
def _years(mask: str) -> tuple[int, int]:
    """Return the first and last year that match four digits, some of them X."""
    years = _all_years(mask)
    return min(years), max(years)


@cache
def _leap_years(mask: str) -> tuple[int, int] | None:
    years = [year for year in _all_years(mask) if is_leap(year)]
    return (min(years), max(years)) if years else None


def _all_years(mask: str) -> list[int]:
    digits = product(*("0123456789" if digit == "X" else digit for digit in mask.lstrip("-")))
    years = (int("".join(each)) for each in digits)
    # There is no year -0000.
    return [-year for year in years if year] if mask[0] == "-" else list(years)


@cache
def _matching_numbers(mask: str, last: int) -> tuple[int, ...]:
    """Return the numbers from 1 to `last` that match two digits, some of them X."""
    pattern = re.compile(mask.replace("X", "."))
    return tuple(number for number in range(1, last + 1) if pattern.fullmatch(f"{number:02}"))


@cache
def _month_days(month: str, day: str, *, leap: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the possible months and days, limited to those that exist together."""
    lengths = {number: month_length(number, leap=leap) for number in _matching_numbers(month, 12)}
    days = tuple(number for number in _matching_numbers(day, 31) if number <= max(lengths.values()))
    return tuple(number for number, length in lengths.items() if days and days[0] <= length), days
