"""One date as people write it, in EDTF: days and months with a name or numbers, eras, seasons and parts of a year.

Names of months are those of `dates.months`. A word that is none makes the text no date, however it begins.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from genden_cli.dates import year_spans
from genden_cli.dates.months import MONTH_NAMES
from genden_cli.dates.year_spans import Reading, four_digits

if TYPE_CHECKING:
    from collections.abc import Callable

_BC: Final = "in EDTF, 1 BC is year 0"
_DIGITS: Final = "a year needs four digits"
_FOUR: Final = 4
_LAST_OLD_DAY: Final = (3, 25)
"""Where the year began in March, a day up to this one was in two years."""


def read(text: str) -> Reading | None:
    """Return the date, or None if it is none or cannot be told."""
    for pattern, meaning in _FORMS:
        if (match := pattern.fullmatch(text)) and (found := meaning(match)):
            return found
    return year_spans.read(text)


def next_year(year: str, second: str) -> int | None:
    """Return the year after a year if its last digits are these: 1700 for 1699 and 00."""
    following = int(year) + 1
    return following if f"{following:04}".endswith(second) else None


def _month(name: str) -> int | None:
    """Return the number of a month, or None if it has no such name."""
    return _months().get(_folded(name))


def _folded(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(each for each in bare if not unicodedata.combining(each))


@cache
def _months() -> dict[str, int]:
    return {name: number for number, names in enumerate(MONTH_NAMES, start=1) for name in names.split()}


def _edtf(match: re.Match[str]) -> Reading:
    return Reading(match[0])


def _named(match: re.Match[str]) -> Reading | None:
    """Return a day or a month whose month has a name."""
    parts = match.groupdict()
    month = _month(parts["month"])
    if not month:
        return None
    year = _year(parts, month, int(parts.get("day") or 0))
    return year and _joined(year, month, parts.get("day"))


def _numbered(match: re.Match[str]) -> Reading | None:
    """Return a day or a month in numbers."""
    parts = match.groupdict()
    return _joined(Reading(parts["year"]), int(parts["month"]), parts.get("day"))


def _joined(year: Reading, month: int, day: str | None) -> Reading:
    return Reading(f"{year.edtf}-{month:02}" + (f"-{int(day):02}" if day else ""), year.fault)


def _year(parts: dict[str, str | None], month: int = 0, day: int = 0) -> Reading | None:
    """Return a year of an era, or of four digits; for a double year, the one that begins in January."""
    year, second = parts["year"] or "", parts.get("second")
    era = re.sub(r"[^a-z]", "", ((parts.get("era") or "") + (parts.get("before") or "")).lower())
    if second:
        following = next_year(year, second)
        if era or not following or not month or (month, day) > _LAST_OLD_DAY:
            return None
        return Reading(four_digits(following), f"{year}/{second} is a double year: {following} counts from January")
    if era.startswith("b"):
        return Reading(four_digits(1 - int(year)), _BC) if int(year) else None
    if era:
        return Reading(four_digits(int(year)), _DIGITS if len(year) < _FOUR else "")
    return Reading(year) if len(year) == _FOUR else None


def _year_of_an_era(match: re.Match[str]) -> Reading | None:
    return _year(match.groupdict())


def _month_or_month(match: re.Match[str]) -> Reading:
    return Reading(None, f"the month can be {match[1]} or {match[2]}")


def _season(match: re.Match[str]) -> Reading | None:
    parts = match.groupdict()
    season = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}[parts["season"].lower()]
    second = parts.get("second")
    if second and not (season == _WINTER and next_year(parts["year"], second)):
        return None
    return Reading(f"{parts['year']}-{season}")


def _week(match: re.Match[str]) -> Reading | None:
    year, week, day = (int(each) if each else None for each in match.groups())
    try:
        days = [date.fromisocalendar(year or 0, week or 0, each) for each in ([day] if day else [1, 7])]
    except ValueError:
        return None
    return Reading("/".join(map(str, days)), f"'{match[0]}' is a week of ISO 8601")


def _day_of_year(match: re.Match[str]) -> Reading | None:
    first, number = date(int(match[1]) or 1, 1, 1), int(match[2])
    found = date.fromordinal(first.toordinal() + number - 1)
    return Reading(str(found), f"'{match[0]}' is a day of the year") if number and found.year == first.year else None


_WINTER: Final = 24
_YYYY: Final = r"(?P<year>[0-9]{4})"
_MM: Final = r"(?P<month>0?[1-9]|1[0-2])"
_DD: Final = r"(?P<day>0?[1-9]|[12][0-9]|3[01])"
_NO_MONTH: Final = r"(?P<day>1[3-9]|2[0-9]|3[01])"
_DAY: Final = rf"{_DD}(?:st|nd|rd|th|er|ère|[.ºª]|-?го|-?е)?"
_NAME: Final = r"(?P<month>[^\W\d_]+)\.?"
_OF: Final = r"(?: +(?:of|the|de|del|di|do|da)\b| +d['’])*,?[ ./-]*"
_ERA: Final = r"(?: *(?P<era>bce?|b\.? ?c\.?(?: ?e\.?)?|a\.? ?d\.?|c\.? ?e\.?))?"
_ANY_YEAR: Final = rf"(?:(?P<before>a\.?d\.?) *)?(?P<year>[0-9]{{1,4}})(?:/(?P<second>[0-9]{{1,2}}|[0-9]{{4}}))?{_ERA}"
_SEASON: Final = "(?P<season>spring|summer|autumn|fall|winter)"

# The first pattern that fits and can be read wins.
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Reading | None]], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), meaning)
    for pattern, meaning in (
        (r"-?[0-9X]{4}(?:-[0-9X]{2}){0,2}[?~%]?", _edtf),
        (rf"{_DAY}{_OF}{_NAME}{_OF}{_ANY_YEAR}", _named),
        (rf"{_NAME} *{_DAY},? +{_ANY_YEAR}", _named),
        (rf"{_NAME}{_OF}{_ANY_YEAR}", _named),
        (rf"{_ANY_YEAR}[ .,-]+{_NAME}(?:[ .-]+{_DAY})?", _named),
        (rf"{_SEASON}(?: +of| +in|,)? +{_YYYY}(?: *(?:[/-]|[\u2010-\u2015]) *(?P<second>[0-9]{{1,4}}))?", _season),
        (rf"{_YYYY} +{_SEASON}", _season),
        (rf"{_NO_MONTH}[./-]{_MM}[./-]{_YYYY}", _numbered),
        (rf"{_DD}\. *{_MM}\. *{_YYYY}", _numbered),
        (rf"{_MM}[/-]{_NO_MONTH}[/-]{_YYYY}", _numbered),
        (r"(0?[1-9]|1[0-2])[/-](0?[1-9]|1[0-2])[/-][0-9]{4}", _month_or_month),
        (rf"{_MM}[./-]{_YYYY}", _numbered),
        (rf"{_YYYY}[./-]{_MM}(?:[./-]{_DD})?", _numbered),
        (rf"{_YYYY}\. *{_MM}\. *{_DD}\.?", _numbered),
        (rf"{_YYYY}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12][0-9]|3[01])", _numbered),
        (r"([0-9]{4})[年년]", lambda match: Reading(match[1])),
        (rf"{_YYYY} ?[年년] ?{_MM} ?[月월](?: ?{_DD} ?[日일])?", _numbered),
        (rf"{_ANY_YEAR}", _year_of_an_era),
        (r"([0-9]{4})-?W([0-5][0-9])(?:-?([1-7]))?", _week),
        (r"([0-9]{4})-([0-9]{3})", _day_of_year),
    )
)
