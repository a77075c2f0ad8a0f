"""Days of the Julian calendar, converted to the Gregorian one in the text of a date."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final

from convertdate import julian

from genden_cli.dates.year_spans import four_digits

_DAY: Final = re.compile(r"(?<![0-9Y])(-?[0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?![0-9])")


def converted(text: str) -> str | None:
    """Return a text with each of its days converted; None if one is no day of the Julian calendar."""
    with suppress(ValueError):
        return _DAY.sub(_gregorian_day, text)
    return None


def _gregorian_day(day: re.Match[str]) -> str:
    year, month, number = julian.to_gregorian(*map(int, day.groups()))
    return f"{four_digits(year)}-{month:02}-{number:02}"
