"""Dates as people write them, in EDTF: ranges, limits, alternatives and doubt.

English and all forms of GEDCOM. `dates.single_dates` reads what a phrase is made of: one day, month, year, decade or
century.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from genden_cli.dates import julian_days, single_dates, times, year_spans
from genden_cli.dates.calendar import calendar_day, day_number, month_length
from genden_cli.dates.calendar import is_leap as is_leap_year
from genden_cli.dates.year_spans import PART, Reading, four_digits

if TYPE_CHECKING:
    from collections.abc import Callable

_MAX_DEPTH: Final = 3
_MONTHS: Final = 12
_LAST_DOUBLE_YEAR: Final = 1752
"""The year in which the last country that began its years in March moved that to January."""


@lru_cache(512)
def read(text: str, depth: int = 0) -> Reading | None:
    """Return the date that a person wrote, or None if it is none or cannot be told."""
    if depth > _MAX_DEPTH or not re.search("[0-9]|cent", text):
        return None
    for pattern, meaning in _FORMS:
        if (match := pattern.fullmatch(text)) and (found := meaning(*match.groups(), depth + 1)):
            return found
    return None


def _interval(first: str, last: str, depth: int) -> Reading | None:
    if ends := _two_dates(first, last, depth):
        start, end = ends
        return Reading(f"{start.edtf}/{end.edtf}", start.fault or end.fault)
    return None


def _range(first: str, last: str, depth: int) -> Reading | None:
    if ends := _two_dates(first, last, depth):
        start, end = ends
        return Reading(f"[{start.edtf}..{end.edtf}]", start.fault or end.fault)
    return None


def _two_dates(first: str, last: str, depth: int) -> tuple[Reading, Reading] | None:
    """Return two dates. What one leaves out is taken from the other: ``12 – 15 March``, ``March 12 – 15, 1936``."""
    end = _one(last, depth) or _one(f"{first.split(maxsplit=1)[0]} {last}", depth)
    start = _one(first, depth) or _completed(first, last, depth)
    return (start, end) if start and end else None


def _completed(text: str, by: str, depth: int) -> Reading | None:
    """Return a date that is completed by the last words of another."""
    words = by.split()
    tails = (" ".join(words[n:]) for n in range(1, len(words)))
    return next((found for tail in tails if (found := _one(f"{text} {tail}", depth))), None)


def _one(text: str, depth: int) -> Reading | None:
    """Return a date that may stand in a set or interval, or None."""
    found = read(text, depth)
    return found if found and found.edtf and not re.search(r"[/\[{]", found.edtf) else None


def _within(form: str) -> Callable[[str, int], Reading | None]:
    """Return the reader of a phrase with one date, for which ``form`` is the EDTF."""

    def meaning(text: str, depth: int) -> Reading | None:
        found = _one(text, depth)
        return found and Reading(form.format(found.edtf), found.fault)

    return meaning


def _beyond(form: str, step: int) -> Callable[[str, int], Reading | None]:
    """Return the reader of a phrase that leaves out the date that it names: before it, or after it."""

    def meaning(text: str, depth: int) -> Reading | None:
        found = _one(text, depth)
        nearest = found and found.edtf and _neighbour(found.edtf, step)
        return Reading(form.format(nearest), found.fault) if found and nearest else None

    return meaning


def _neighbour(edtf: str, step: int) -> str | None:
    """Return the day, month or year before or after a date, as precise as the date."""
    match = _PRECISE.fullmatch(edtf)
    if not match:
        return None
    edge = "0" if (step < 0) is (edtf[0] != "-") else "9"
    year = int(match[1].replace("X", edge))
    month, day = int(match[2] or 1), int(match[3] or 1)
    if not 1 <= month <= _MONTHS or not 1 <= day <= month_length(month, leap=is_leap_year(year)):
        return None
    if not match[2]:
        return four_digits(year + step) + match[4]
    if not match[3]:
        over, number = divmod(year * _MONTHS + month - 1 + step, _MONTHS)
        return f"{four_digits(over)}-{number + 1:02}{match[4]}"
    year, month, day = calendar_day(day_number(year, month, day) + step)
    return f"{four_digits(year)}-{month:02}-{day:02}{match[4]}"


def _qualified(mark: str) -> Callable[[str, int], Reading | None]:
    """Return the reader of a phrase of doubt."""

    def meaning(text: str, depth: int) -> Reading | None:
        found = _one(text, depth)
        if not found or not found.edtf:
            return None
        date = found.edtf.rstrip("?~%")
        marks = {mark, found.edtf[len(date) :]} - {""}
        return Reading(date + (marks.pop() if len(marks) == 1 else "%"), found.fault)

    return meaning


def _members(opening: str, closing: str) -> Callable[[str, int], Reading | None]:
    """Return the reader of a list of dates."""

    def meaning(text: str, depth: int) -> Reading | None:
        members = re.split(r",? +(?:and|or|&) +|, +(?![0-9]{4}$)", text, flags=re.IGNORECASE)
        last = _one(members[-1], depth)
        found = [_one(each, depth) or _completed(each, members[-1], depth) for each in members[:-1]]
        read_all = [each for each in (*found, last) if each]
        if len(read_all) < len(members):
            return None
        dates = ",".join(str(each.edtf) for each in read_all)
        return Reading(f"{opening}{dates}{closing}", next((each.fault for each in read_all if each.fault), ""))

    return meaning


def _years(year: str, second: str, _: int) -> Reading | None:
    """Return two years in a row. What ``1743/44`` means depends on who wrote it, and so does ``1911/12``."""
    first, end = int(year), single_dates.next_year(year, second)
    if not end:
        return None
    choices = [f"{year}-{int(second):02}"] if 1 <= int(second) <= _MONTHS else []
    choices.append(f"{year}/{end}")
    if first <= _LAST_DOUBLE_YEAR:
        choices.append(f"[{year},{end}]")
        return Reading(None, f"'{year}/{second}' can be {', '.join(choices)} or, as a double year, {end}")
    if len(choices) > 1:
        return Reading(None, f"'{year}/{second}' can be {' or '.join(choices)}")
    return Reading(choices[0])


def _part(which: str, text: str, depth: int) -> Reading | None:
    found = read(text, depth)
    edtf = found and found.edtf and year_spans.part_of(found.edtf, which)
    return Reading(edtf, found.fault) if found and edtf else None


def _part_last(text: str, which: str, depth: int) -> Reading | None:
    return _part(which, text, depth)


def _julian(text: str, depth: int) -> Reading | None:
    found = read(text, depth)
    if not found or not found.edtf or not (date := julian_days.converted(found.edtf)):
        return None
    return Reading(date, f"a Julian date; or keep {found.edtf} and add 'calendar: julian'")


def _plain(text: str, depth: int) -> Reading | None:
    return read(text, depth)


_PRECISE: Final = re.compile(r"(-?[0-9]{2}[0-9X]{2})(?:-([0-9]{2}))?(?:-([0-9]{2}))?([?~%]?)")
_DASH: Final = r"[\u2010-\u2015\u2212]"
_ABOUT: Final = (
    "abt|about|circa|ca|c|around|approx|approximately|roughly|est|estimated|cal|calc|calculated|some ?time around"
)
_PERHAPS: Final = "perhaps|probably|prob|possibly|poss|maybe|presumably|likely"
_DOUBTED: Final = r"\?|uncertain|doubtful|disputed|possibly|probably|perhaps"

# The first pattern that fits and can be read wins.
_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[..., Reading | None]], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), meaning)
    for pattern, meaning in (
        (rf"([0-9]{{4}}) *(?:/|{_DASH}) *([0-9]{{1,2}})", _years),
        (times.WRITTEN, lambda *parts: times.read(*parts[:-1])),
        (r"(.+)", lambda text, _: single_dates.read(text)),
        (r"(?:@#DGREGORIAN@|GREGORIAN) *(.+)", _plain),
        (r"(?:@#DJULIAN@|JULIAN) *(.+)", _julian),
        (r"(?:bet|betw|between)\.? +(.+) +(?:and|&) +(.+)", _range),
        (r"(?:from +)?(.+?) +(?:to|until|till|through) +(.+)", _interval),
        (r"(?:on|in|at) +or +before +(.+)", _within("[..{}]")),
        (r"(?:by|(?:no|not) later than|not after) +(.+)", _within("[..{}]")),
        (r"(.+?),? +(?:or +(?:earlier|before)|at the latest)", _within("[..{}]")),
        (r"(?:on|in|at) +or +after +(.+)", _within("[{}..]")),
        (r"(?:(?:no|not) earlier than|not before) +(.+)", _within("[{}..]")),
        (r"(.+?),? +(?:or +(?:later|after)|at the earliest)", _within("[{}..]")),
        (r"(?:<|before\b|bef\b\.?|prior to|ante|pre-?) *(.+)", _beyond("[..{}]", -1)),
        (r"(?:>|after\b|aft\b\.?|post-?) *(.+)", _beyond("[{}..]", 1)),
        (r"(?:to|until|till|up to) +(.+)", _within("../{}")),
        (r"(?:since|from) +(.+?)(?: +on(?:wards?)?)?", _within("{}/..")),
        (r"(.+ +or +.+)", _members("[", "]")),
        (r"(.+ +(?:and|&) +.+)", _members("{", "}")),
        (rf"(.*[0-9][?~%]?) *{_DASH} *(.*[0-9].*)", _interval),
        (rf"(.+?) +(?:-|{_DASH}) +(.*[0-9].*)", _interval),
        (rf"([^\W\d_]+\.?(?: [0-9]{{1,2}})?) *(?:-|{_DASH}) *(\S.*[0-9].*)", _interval),
        (r"([0-9]{1,2}(?:st|nd|rd|th)?)-([0-9]{1,2}.*[^\W\d_].*)", _interval),
        (r"([0-9]{4}[?~%]?)-([0-9]{4}[?~%]?)", _interval),
        (rf"(?:{_ABOUT})(?![^\W\d_])[. ]*(.*[0-9].*)", _qualified("~")),
        (rf"(.+?),? +\(?(?:{_ABOUT})\.?\)?", _qualified("~")),
        (r"int(?:erpreted)?\.? +(.+?)(?: *\(.*\))?", _qualified("?")),
        (rf"(?:{_PERHAPS})\.? +(.+)", _qualified("?")),
        (rf"(.+?) *\((?:{_DOUBTED})\)", _qualified("?")),
        (r"(.*[0-9].*?) +(?:г|год|года|году|р|рік|року|r|rok|roku)\.?", _plain),
        (rf"({PART})[ -]+(?:(?:of|in|the) +)*(.+)", _part),
        (r"([HQ][1-4])[ /-]?([0-9]{4})", _part),
        (r"([0-9]{4})[ /-]?([HQ][1-4])", _part_last),
        (r"(?:the year|year|in|on|anno) +(.*[0-9].*)", _plain),
        (r"(?:the|den|der|am|im|vom|le|en|el|il|nel) +(.*[0-9].*)", _plain),
        (r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]* +(.*[0-9].*)", _plain),
    )
)
