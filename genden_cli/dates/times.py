"""The time of day of a date, and its offset from UTC: which exist, and what people write for them."""

from __future__ import annotations

import re
from typing import Final

from genden_cli.dates.calendar import calendar_day, day_number, is_leap, month_length
from genden_cli.dates.year_spans import Reading, four_digits

_HOURS: Final = 24
_MINUTES: Final = 60
_MOST_WEST, _MOST_EAST = -12 * 60, 14 * 60
_OFFSET: Final = re.compile(r"([+-])([0-9]{2}):?([0-9]{2})?$")

WRITTEN: Final = (
    r"(-?[0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?: *T *| +)([01]?[0-9]|2[0-4])(?::?([0-5][0-9]))"
    r"(?::?([0-5][0-9]|60)(?:[.,][0-9]+)?)? *(Z|UTC|GMT|[+-][0-9]{1,2}(?::?[0-9]{2})?)?"
)
"""A day and a time as programs and people write them."""


def missing_offset(time: str) -> str | None:
    """Return the offset of a valid time if no place has it, else None: there are those from -12:00 to +14:00."""
    match = _OFFSET.search(time)
    if not match:
        return None
    minutes = int(f"{match[1]}1") * (int(match[2]) * _MINUTES + int(match[3] or 0))
    exists = _MOST_WEST <= minutes <= _MOST_EAST and (minutes or match[1] == "+")
    return None if exists else match[0]


def read(*parts: str) -> Reading | None:
    """Return the date and time with seconds and ``+hh:mm``. Midnight as 24:00 is the beginning of the next day.

    ``parts`` are the groups of `WRITTEN`: year, month, day, hour, minute, second and offset.
    """
    (year, month, day), (hour, minute, second, zone) = map(int, parts[:3]), parts[3:]
    if day > month_length(month, leap=is_leap(year)):
        return None
    fault = "" if second else "a time needs seconds"
    number = day_number(year, month, day)
    if int(hour) == _HOURS:
        if int(minute) or int(second or 0):
            return Reading(None, "the last hour is 23; 24:00 is the end of the day")
        number, hour, fault = number + 1, "00", "24:00 is the beginning of the next day"
    year, month, day = calendar_day(number)
    written = f"{four_digits(year)}-{month:02}-{day:02}T{int(hour):02}:{minute}:{second or '00'}"
    return Reading(written + _zone(zone or ""), fault)


def _zone(zone: str) -> str:
    if not zone or zone[0] not in "+-":
        return "Z" if zone else ""
    digits = zone[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > len("12") else (digits, "")
    return f"{zone[0]}{int(hours):02}" + (f":{minutes}" if minutes else "")
