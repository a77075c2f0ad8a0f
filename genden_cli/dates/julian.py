"""Dates of the Julian calendar, in EDTF, which counts in the Gregorian one."""

from __future__ import annotations

import re
from contextlib import suppress

from genden_cli.dates.edtf import Date, DateError, parse
from genden_cli.dates.julian_days import converted


def gregorian(text: str) -> Date:
    """Return the date in ``text`` with each of its days converted. Months and years stay as they are.

    Raise `DateError` if it is no date of the Julian calendar.
    """
    found = converted(text)
    if found is None or found == text:
        return parse(text)
    try:
        return parse(found)
    except DateError as error:
        raise DateError(0, len(text), error.fault) from None


def words(text: str) -> str:
    """Return a Julian date in words, with the Gregorian one first: ``7 Nov 1917 (25 Oct Julian)``."""
    date = gregorian(text)
    own = text  # 29 February of 1700 was no day of the Gregorian calendar
    with suppress(DateError):
        own = parse(text).words
    if own == date.words:
        return f"{own} (Julian)"
    years = re.findall(" [0-9]{4}", own)
    if len(years) == 1 and date.words.endswith(years[0]):
        own = own.removesuffix(years[0])
    return f"{date.words} ({own} Julian)"
