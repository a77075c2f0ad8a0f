"""Dates in English: precise, short and without loss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from genden_cli.dates.parts import DateParts

MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
SEASONS: Final = ("spring", "summer", "autumn", "winter")

_SEASONS = tuple(f"{side}{name}" for side in ("", "northern ", "southern ") for name in SEASONS)
_YEAR_PARTS = (
    *("first quarter", "second quarter", "third quarter", "fourth quarter"),
    *("first third", "second third", "last third", "first half", "second half"),
)
_GROUPINGS = {str(code): name for code, name in enumerate(_SEASONS + _YEAR_PARTS, start=21)}
_OVER_NEW_YEAR = ("24", "28", "30")

# Indexed by the qualifier: ? is 1, ~ is 2, % is both.
_PREFIXES = ("", "perhaps ", "c. ", "perhaps c. ")
_ADJECTIVES = ("", "uncertain", "approximate", "uncertain and approximate")

_DASH = "\N{EN DASH}"
_MAX_LISTED = 2
_FIRST_YEAR_WITHOUT_AD = 1000
_FIRST_YEAR_WITH_COMMA = 10_000


def date_words(parts: DateParts) -> str:
    """Return one date in words, with its qualifiers."""
    phrase, mark = _phrase(parts), parts.marks[0]
    if len(set(parts.marks)) > 1:
        return f"{phrase} ({_qualified_parts(parts)})"
    if mark and phrase.startswith(("a ", "an ")):
        return f"{phrase} ({_ADJECTIVES[mark]})"
    return _PREFIXES[mark] + phrase


def interval_words(start: DateParts | None, end: DateParts | None, *, unknown: bool = False) -> str:
    """Return an interval in words. An end of None is open, or unknown if `unknown` is set."""
    if start and end:
        return _join_dates((start, end), _join_with_dash)
    if start:
        return f"from {date_words(start)}{', end unknown' if unknown else ' on'}"
    return f"until {end and date_words(end)}{', start unknown' if unknown else ''}"


def set_words(members: Sequence[Sequence[DateParts | None]], conjunction: str) -> str:
    """Return a set in words; `conjunction` is "or" or "and". A member is one date or the two ends of a range."""
    dates = [member[0] for member in members if len(member) == 1 and member[0]]
    if len(dates) == len(members):
        return _join_dates(dates, lambda heads: _join_phrases(heads, conjunction))
    phrases = [_member(member, conjunction) for member in members]
    half_open = any(None in member for member in members)
    if len(phrases) == 1 and not half_open:
        return f"{'one' if conjunction == 'or' else 'all'} of {phrases[0]}"
    return _join_phrases(phrases, conjunction, comma="," if half_open else "")


def _member(ends: Sequence[DateParts | None], conjunction: str) -> str:
    first, last = ends[0], ends[-1]
    if first and last:
        return date_words(first) if len(ends) == 1 else interval_words(first, last)
    if first:
        return f"{date_words(first)} {conjunction} later"
    return f"{last and date_words(last)} {conjunction} earlier"


def _join_dates(dates: Sequence[DateParts], join: Callable[[Sequence[str]], str]) -> str:
    phrases = [date_words(parts) for parts in dates]
    heads, tail = _split_common_ending(phrases) if all(map(_is_plain, dates)) else (phrases, "")
    return join(heads) + tail


def _is_plain(parts: DateParts) -> bool:
    """Return whether the words can be shortened to the parts that differ: day, month and year are exact."""
    if any(parts.marks) or parts.time or parts.years[0] != parts.years[1]:
        return False
    if not parts.month:
        # "AD 44" cannot be split.
        return not 0 < parts.years[0] < _FIRST_YEAR_WITHOUT_AD
    return parts.month not in _GROUPINGS and "X" not in parts.month + parts.day


def _split_common_ending(phrases: Sequence[str]) -> tuple[list[str], str]:
    """Split off the words that all phrases end with: ["12", "15"] and " Mar 1936"."""
    words = [phrase.split() for phrase in phrases]
    if len({len(each) for each in words}) > 1:
        return list(phrases), ""
    cut = len(words[0])
    while cut > 1 and len({each[cut - 1] for each in words}) == 1:
        cut -= 1
    return [" ".join(each[:cut]) for each in words], "".join(f" {word}" for word in words[0][cut:])


def _join_with_dash(phrases: Sequence[str]) -> str:
    era = "AD " if all(phrase.startswith("AD ") for phrase in phrases) else ""
    bare = [phrase.removeprefix(era) for phrase in phrases]
    if any(" " in phrase or _DASH in phrase for phrase in bare):
        return f" {_DASH} ".join(phrases)
    return era + _DASH.join(bare)


def _join_phrases(phrases: Sequence[str], conjunction: str, *, comma: str = "") -> str:
    *others, last = phrases
    return f"{', '.join(others)}{comma} {conjunction} {last}" if others else last


def _qualified_parts(parts: DateParts) -> str:
    """Return the qualified components in words: "month and year approximate, day uncertain"."""
    names = ("year", _GROUPINGS.get(parts.month, "month").split()[-1], "day")
    marked: dict[int, list[str]] = {}
    for name, mark in zip(names, parts.marks, strict=False):
        if mark:
            marked.setdefault(mark, []).append(name)
    return ", ".join(f"{_join_phrases(names, 'and')} {_ADJECTIVES[mark]}" for mark, names in marked.items())


def _phrase(parts: DateParts) -> str:
    if not parts.month:
        return _year(parts)
    if not parts.day:
        return _month(parts)
    clock, zone = parts.time[:8], parts.time[8:]
    return _day(parts) + (f", {clock}" if clock else "") + (f" UTC{zone.strip('Z')}" if zone else "")


def _day(parts: DateParts) -> str:
    if parts.month == parts.day == "XX":
        return f"a day {_in_year(parts)}"
    month = _month(parts).removeprefix("a month in ")
    if parts.day == "XX":
        return f"a day in {month}"
    days = _alternatives(parts.days, [str(day) for day in parts.days])
    if len(parts.months) > 1:
        return f"day {days} of {_month(parts)}"
    return f"{'a day in ' if _DASH in days else ''}{days} {month}"


def _month(parts: DateParts) -> str:
    if parts.month in _GROUPINGS:
        return _grouping(parts)
    if parts.month == "XX":
        return f"a month {_in_year(parts)}"
    months = _alternatives(parts.months, [MONTHS[month - 1] for month in parts.months])
    year = _year(parts) if _is_exact_year(parts) else _in_year(parts)
    return f"{'a month in ' if _DASH in months else ''}{months} {year}"


def _alternatives(numbers: Sequence[int], names: Sequence[str]) -> str:
    """Return several days or months in words; more than two in a row as a range."""
    if len(numbers) > _MAX_LISTED and numbers[-1] - numbers[0] == len(numbers) - 1:
        return f"{names[0]}{_DASH}{names[-1]}"
    return _join_phrases(names, "or")


def _grouping(parts: DateParts) -> str:
    name, year = _GROUPINGS[parts.month], _year(parts)
    if _is_exact_year(parts):
        if parts.month in _OVER_NEW_YEAR:
            return f"{name} {_winter_years(parts.years[0])}"
        return f"{name} {year}" if name in _SEASONS else f"{name} of {year}"
    within = _in_year(parts)
    if name in _SEASONS or within.startswith("of "):
        return f"{name} {within}"
    return f"{name} of a year {within}"


def _winter_years(year: int) -> str:
    """Return the years of one winter: 1935-36, but 1999-2000 in full."""
    if year >= _FIRST_YEAR_WITHOUT_AD and (year + 1) % 100:
        return f"{year}{_DASH}{(year + 1) % 100:02}"
    return _years(year, year + 1)


def _is_exact_year(parts: DateParts) -> bool:
    return parts.years[0] == parts.years[1]


def _in_year(parts: DateParts) -> str:
    """Return the year with its preposition: "in 1935", "in the 1930s"."""
    year = _year(parts)
    if year.startswith("an "):
        return f"of {year}"
    return f"in the {year}" if year.endswith("s") else f"in {year}"


def _year(parts: DateParts) -> str:
    text, (first, last) = parts.year, parts.years
    if first == last:
        return _number(first)
    if parts.estimate is not None:
        return f"{_years(first, last)}, estimated {_number(parts.estimate)}"
    if text.endswith("XXXX"):
        return "an unknown year BC" if text.startswith("-") else "an unknown year"
    if "X" in text.rstrip("X"):
        return f"{text} (X = any digit)"
    if first >= _FIRST_YEAR_WITHOUT_AD and text[2] not in "0X":
        return f"{text[:3]}0s"
    return _years(first, last)


def _years(first: int, last: int) -> str:
    if last <= 0:
        return f"{_figures(1 - first)}{_DASH}{_figures(1 - last)} BC"
    return _join_with_dash((_number(first), _number(last)))


def _number(year: int) -> str:
    """Return a year as people write it: year 0 of the calendar is 1 BC."""
    if year <= 0:
        return f"{_figures(1 - year)} BC"
    return _figures(year) if year >= _FIRST_YEAR_WITHOUT_AD else f"AD {year}"


def _figures(number: int) -> str:
    return f"{number:,}" if number >= _FIRST_YEAR_WITH_COMMA else str(number)
