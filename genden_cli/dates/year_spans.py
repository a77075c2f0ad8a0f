"""Centuries, decades, and the parts of a century, decade, year or month: ``early 1935``, ``Q3 1935``, ``19c``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.dates.calendar import is_leap, month_length
from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Reading(NamedTuple):
    """A date that a person wrote, in EDTF. ``fault`` says what is special about it, "" if nothing.

    ``edtf`` is None where the text can mean several dates. Then ``fault`` names them.
    """

    edtf: str | None
    fault: str = ""


def four_digits(year: int) -> str:
    """Return a year in EDTF."""
    return f"{year:0{4 + (year < 0)}}"


def read(text: str) -> Reading | None:
    """Return a century or decade, or None if the text is none."""
    for pattern, meaning in _FORMS:
        if match := pattern.fullmatch(text):
            return meaning(match)
    return None


def part_of(edtf: str, which: str) -> str | None:
    """Return a part of a century, decade, year or month; None if it has no such part.

    ``which`` is a word or phrase that `PART` matches: early, mid, second half, Q3.
    """
    number, of = _share(which)
    if number > of:
        return None
    if match := re.fullmatch(r"(-?[0-9]{4})(?:-(0[1-9]|1[0-2]))?", edtf):
        if match[2]:
            days = _DAYS.get((number, of))
            return days and f"[{edtf}-{days[0]}..{edtf}-{days[1] or _last_day(match)}]"
        return f"{edtf}-{_FIRST_CODE[of] + number - 1}"
    if not (years := _years(edtf)):
        return None
    first, last = years
    length = last - first + 1
    start, end = (first - (-length * n // of) for n in (number - 1, number))
    return f"[{four_digits(start)}..{four_digits(end - 1)}]"


def _share(which: str) -> tuple[int, int]:
    """Return the number of a part, and the number of parts: (3, 4) for the third quarter."""
    which = which.lower()
    if thirds := next((n for words, n in _THIRDS if which.startswith(words)), None):
        return thirds, 3
    of = next(parts for name, parts in _NUMBERS_OF_PARTS.items() if name in which)
    ordinal = re.sub(r"[^a-z0-9]*(half|third|quarter)$", "", which) if len(which) > len("Q1") else which.strip("hq")
    number = of if ordinal == "last" else _ORDINALS.get(ordinal) or int(re.sub("[^0-9]", "", ordinal))
    return number, of


def _years(edtf: str) -> tuple[int, int] | None:
    """Return the first and last year of a century or decade."""
    if match := re.fullmatch(r"([0-9]{2})([0-9X])X", edtf):
        return int(edtf.replace("X", "0")), int(edtf.replace("X", "9"))
    match = re.fullmatch(r"\[(-?[0-9]{4})\.\.(-?[0-9]{4})\]", edtf)
    return (int(match[1]), int(match[2])) if match else None


def _last_day(match: re.Match[str]) -> int:
    return month_length(int(match[2]), leap=is_leap(int(match[1])))


def _century(match: re.Match[str]) -> Reading | None:
    name = match["number"].lower()
    number = _ORDINALS.get(name) or _ROMAN.get(name) or int(re.sub("[^0-9]", "", name) or 0)
    if not number:
        return None
    if match["bc"]:
        return Reading(f"[{four_digits(1 - 100 * number)}..{four_digits(100 - 100 * number)}]", _BC)
    return Reading(f"{number - 1:02}XX")


def _decade(match: re.Match[str]) -> Reading | None:
    if not match["bc"]:
        return Reading(f"{match['years']}X") if len(match["years"]) == len("193") else None
    first = -10 * int(match["years"]) - 8
    return Reading(f"[{four_digits(first)}..{four_digits(first + 9)}]", _BC)


def _century_or_decade(match: re.Match[str]) -> Reading:
    return Reading(None, f"{match[0]} can be {match[1]}XX or {match[1]}0X")


PART: Final = (
    r"early|beginning of|start of|mid|middle of|late|end of|H[12]|Q[1-4]|[12]H|[1-4]Q"
    r"|(?:first|second|third|fourth|last|1st|2nd|3rd|4th) (?:half|third|quarter)"
)
"""The pattern of the name of a part."""

_THIRDS: Final = (("early", 1), ("begin", 1), ("start", 1), ("mid", 2), ("late", 3), ("end", 3))
_NUMBERS_OF_PARTS: Final = {"half": 2, "quarter": 4, "third": 3, "h": 2, "q": 4}
_FIRST_CODE: Final = {4: 33, 3: 37, 2: 40}
"""The code in EDTF of the first quarter, third and half of a year."""

_DAYS: Final = {
    (1, 3): ("01", "10"),
    (2, 3): ("11", "20"),
    (3, 3): ("21", ""),
    (1, 2): ("01", "15"),
    (2, 2): ("16", ""),
}
"""The first and the last day of a part of a month; "" is the last day of the month."""

_BC: Final = "in EDTF, 1 BC is year 0"
_ORDINALS: Final = {
    name: number
    for number, name in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first""".split(),
        start=1,
    )
}
_ROMAN: Final = {
    name: number
    for number, name in enumerate(
        "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi".split(), start=1
    )
}
_NUMBER: Final = rf"(?P<number>[1-9][0-9]?(?:st|nd|rd|th)?|{'|'.join(_ORDINALS)}|[ivx]+(?:th)?)"
_BC_SUFFIX: Final = r"(?P<bc> *(?:bce?|b\.? ?c\.?(?: ?e\.?)?))?"

_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Reading | None]], ...]] = tuple(
    (re.compile(pattern, re.ASCII | re.IGNORECASE), meaning)
    for pattern, meaning in (
        (rf"{_NUMBER}[ -]*c(?:\.|ent\.?|entury|enturies)?(?: *(?:ad|ce))?{_BC_SUFFIX}", _century),
        (r"([0-9]{2})00[’']?s", _century_or_decade),
        (rf"(?P<years>[0-9]{{1,3}})0[’']?s{_BC_SUFFIX}", _decade),
        (r"([0-9]{2})(?:--|__|\?\?)", lambda match: Reading(f"{match[1]}XX")),
        (r"(?P<years>[0-9]{3})0 decade(?P<bc>)", _decade),
        (r"decade of the (?P<years>[0-9]{3})0[’']?s(?P<bc>)", _decade),
    )
)
