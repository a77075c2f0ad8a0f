"""The days of the proleptic Gregorian calendar, as numbers.

A day is a number, as in `datetime.date.toordinal`: 1 January of year 1 is day 1. Numbers extend in both directions. The
calendar has a year 0.
"""

from __future__ import annotations

from typing import Final

FEBRUARY: Final = 2
_FOUR_DIGITS: Final = 4
_MONTH_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_BEFORE: Final = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


def day_number(year: int, month: int, day: int) -> int:
    """Return the number of an existing day."""
    before = year - 1
    days = before * 365 + before // 4 - before // 100 + before // 400
    return days + _DAYS_BEFORE[month - 1] + (month > FEBRUARY and is_leap(year)) + day


def calendar_day(number: int) -> tuple[int, int, int]:
    """Return the year, month and day of a day number."""
    # Years start in March here, so that a leap day is the last day of its year (Hinnant's algorithm).
    eras, day = divmod(number + 305, 146_097)
    year = (day - day // 1_460 + day // 36_524 - day // 146_096) // 365
    day -= 365 * year + year // 4 - year // 100
    month = (5 * day + 2) // 153
    day -= (153 * month + 2) // 5 - 1
    over, month = divmod(month + 2, 12)
    return eras * 400 + year + over, month + 1, day


def iso(number: int) -> str:
    """Return a day number in ISO 8601: 1935-12-30, -0043-03-15, +170000002-01-01."""
    year, month, day = calendar_day(number)
    digits = f"{abs(year):0{_FOUR_DIGITS}}"
    sign = "-" if year < 0 else "+" * (len(digits) > _FOUR_DIGITS)
    return f"{sign}{digits}-{month:02}-{day:02}"


def iso_day(text: str) -> int:
    """Return the number of a day in ISO 8601, as `iso` writes it."""
    return day_number(int(text[:-6]), int(text[-5:-3]), int(text[-2:]))


def month_length(month: int, *, leap: bool) -> int:
    """Return the number of days of a month."""
    return 29 if leap and month == FEBRUARY else _MONTH_LENGTHS[month - 1]


def is_leap(year: int) -> bool:
    """Return whether a year is a leap year."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
