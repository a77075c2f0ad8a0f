"""Explain a text that is not EDTF, and propose the right spelling.

Recognizes the 2012 draft of EDTF, English phrases and other notations.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from genden_cli.dates.words import MONTHS, SEASONS

if TYPE_CHECKING:
    from collections.abc import Callable

# A longer text is not a misspelt date, and the patterns below take more than linear time.
_MAX_LENGTH = 80
_EXAMPLES = " such as 1935, 1935-12 or 1935-12-30"


class DateError(ValueError):
    """A text that is not EDTF.

    `fault` describes the error from `start` to `end` of the text. `proposal` is the whole text in the
    right spelling, or None. `message` combines both.
    """

    def __init__(self, start: int, end: int, fault: str, proposal: str | None = None) -> None:
        """Store the parts and build the message."""
        self.start = start
        self.end = end
        self.fault = fault
        self.proposal = proposal
        self.message = fault if proposal is None else f"{fault}: write {proposal}"
        super().__init__(self.message)


def misspelling_error(text: str, at: int) -> DateError:
    """Return the error for a text at offset ``at``. Its proposal is closer to EDTF, if not yet valid."""
    fault, right = _correction(text)
    return DateError(at, at + len(text), fault, right)


def _correction(text: str) -> tuple[str, str | None]:
    if not text or len(text) > _MAX_LENGTH:
        return f"not a date{_EXAMPLES}", None
    date = text.rstrip("?~%")
    mark = text[len(date) :]
    if len(mark) > 1:
        return f"'{mark}' is more than one qualifier", date + (mark[0] if len(set(mark)) == 1 else "%")
    fault, right = _first_match(_COMPOUND_MISSPELLINGS, text)
    if fault:
        return fault, right
    fault, right = _first_match(_MISSPELLINGS, date)
    return fault or f"'{text}' is not a date{_EXAMPLES}", right and right + mark


def _first_match(patterns: tuple[_Misspelling, ...], text: str) -> tuple[str, str | None]:
    for pattern, fault, right in patterns:
        if match := re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE):
            proposal = match.expand(right) if isinstance(right, str) else right(match)
            return match.expand(fault) or f"'{text}' is not EDTF", proposal or None
    return "", None


def _four_digits(year: int) -> str:
    return f"{year:0{4 + (year < 0)}}"


def _numbers(year: str, month: str, day: str | None = None) -> str:
    if not month.isdecimal():
        month = str(MONTHS.index(month[:3].title()) + 1)
    return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _members(text: str) -> str:
    return ",".join(re.split(r",? +(?:and|or) +|, *", text, flags=re.IGNORECASE))


_Misspelling = tuple[str, str, "str | Callable[[re.Match[str]], str]"]

_YEAR = r"([0-9]{4})"
_MM = r"(0?[1-9]|1[0-2])"
_DD = r"(0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?"
_NO_MONTH = r"(1[3-9]|2[0-9]|3[01])"
_NAME = rf"((?:{'|'.join(MONTHS)})[a-z]*)\.?"
_OF = r"(?: +of)?,?[ .-]*"
_DASH = r"[\u2010-\u2015\u2212]"
_SPACE = "extra space"
_GROUPED = "parentheses are from the 2012 draft of EDTF"
_DIGITS = "a year needs four digits"

# Each entry: a pattern, the fault (may be empty), and the right spelling. The first match wins.
_COMPOUND_MISSPELLINGS: tuple[_Misspelling, ...] = (
    (r"\s+(.*?)\s*|(.*?)\s+", _SPACE, lambda m: m[1] or m[2]),
    (r"between +(.+) +and +(.+)", "", r"[\1..\2]"),
    (r"(?:from +)?(.+?) +(?:to|until|till) +(.+)", "", r"\1/\2"),
    (r"(?:until|till|up to) +(.+)", "", r"../\1"),
    (r"(?:since|from) +(.+?)(?: +on(?:wards?)?)?", "", r"\1/.."),
    (rf"before +{_YEAR}", "", lambda m: f"[..{_four_digits(int(m[1]) - 1)}]"),
    (rf"after +{_YEAR}", "", lambda m: f"[{_four_digits(int(m[1]) + 1)}..]"),
    (r"(.+) +or +(?:earlier|before)", "", r"[..\1]"),
    (r"(.+) +or +(?:later|after)", "", r"[\1..]"),
    (r".+ +or +.+", "", lambda m: f"[{_members(m[0])}]"),
    (r".+ +and +.+", "", lambda m: f"{{{_members(m[0])}}}"),
    (rf"([0-9]{{2}})([0-9]{{2}})(?:/|{_DASH})(1[3-9]|[2-9][0-9])", "", r"\1\2/\1\3"),
    (r"([0-9]{4}[?~%]?)-([0-9]{4}[?~%]?)", "", r"\1/\2"),
    (rf"(.*[0-9][?~%]?)(?: *{_DASH} *| +- +)(.*[0-9]{{4}}.*)", "", r"\1/\2"),
    (r"(.*)\(([0-9X]{2,4})\)([?~%])(.+)", _GROUPED, r"\1\3\2\4"),
    (r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})T.*", "a time of day is allowed only with a single date", r"\1"),
    (r"unknown|undated|n\.? ?d\.?|\?", "an unknown date must be left out", ""),
)

# The same for a single date without its final qualifier.
_MISSPELLINGS: tuple[_Misspelling, ...] = (
    (r"(.*?)\s+", _SPACE, r"\1"),
    (r"\((.+)\)", _GROUPED, r"\1"),
    (
        r"(?=.*u)-?[0-9ux]{4}(-[0-9ux]{2}){0,2}",
        "'u' is from the 2012 draft of EDTF",
        lambda m: m[0].upper().replace("U", "X"),
    ),
    (r"-?[0-9x]{4}(-[0-9x]{2}){0,2}", "X must be a capital letter", lambda m: m[0].upper()),
    (
        r"(?=.*(?-i:[yeps]))y?-?[0-9]+(e[0-9]+)?([ps][0-9]+)?",
        "Y, E and S must be capital letters",
        lambda m: m[0].upper().replace("P", "S"),
    ),
    (r"(Y-?)0+([1-9].*)", "a year with Y cannot start with 0", r"\1\2"),
    (r"(?:circa|ca|c|about|around|approximately|approx)[. ]*(.*[0-9].*)", "", r"\1~"),
    (r"(?:perhaps|probably|possibly|maybe) +(.+)", "", r"\1?"),
    (r"(?:the +)?([0-9]{2}[1-9])0'?s", "", r"\1X"),
    (r"(?:the +)?([0-9]{2})00'?s", r"\g<0> can be \1XX or \g<1>0X", ""),
    (
        r"(?:the +)?([1-9][0-9]?)(?:st|nd|rd|th) +c(?:\.|ent(?:\.|ury))?",
        "",
        lambda m: f"{int(m[1]) - 1:02}XX",
    ),
    (
        r"([1-9][0-9]{0,3}) *(?:BCE?|B\.C\.(?:E\.)?)",
        "in EDTF, 1 BC is year 0",
        lambda m: _four_digits(1 - int(m[1])),
    ),
    (r"(?:AD|CE) *([0-9]{1,4})", _DIGITS, lambda m: _four_digits(int(m[1]))),
    (r"([0-9]{1,4}) *(?:AD|CE)", _DIGITS, lambda m: _four_digits(int(m[1]))),
    (rf"{_DD}{_OF}{_NAME}{_OF}{_YEAR}", "", lambda m: _numbers(m[3], m[2], m[1])),
    (rf"{_NAME} *{_DD},? +{_YEAR}", "", lambda m: _numbers(m[3], m[1], m[2])),
    (rf"{_NAME}{_OF}{_YEAR}", "", lambda m: _numbers(m[2], m[1])),
    (rf"{_YEAR}[ .-]+{_NAME}(?:[ .-]+{_DD})?", "", lambda m: _numbers(*m.groups())),
    (
        rf"({'|'.join(SEASONS)})(?: +of| +in)? +{_YEAR}(?:(?:/|-|{_DASH})[0-9]{{2,4}})?",
        "",
        lambda m: f"{m[2]}-{21 + SEASONS.index(m[1].lower())}",
    ),
    (rf"{_NO_MONTH}[./-]{_MM}[./-]{_YEAR}", "", lambda m: _numbers(m[3], m[2], m[1])),
    (rf"{_DD}\. *{_MM}\. *{_YEAR}", "", lambda m: _numbers(m[3], m[2], m[1])),
    (rf"{_MM}[/-]{_NO_MONTH}[/-]{_YEAR}", "", lambda m: _numbers(m[3], m[1], m[2])),
    (rf"{_MM}[/-]{_MM}[/-]{_YEAR}", r"the month can be \1 or \2", ""),
    (rf"{_MM}[./-]{_YEAR}", "", lambda m: _numbers(m[2], m[1])),
    (rf"{_YEAR}[./-]{_MM}(?:[./-]{_DD})?", "", lambda m: _numbers(*m.groups())),
    (rf"{_YEAR}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])", "", r"\1-\2-\3"),
    (r"-?[1-9](?:[0-9]{4}|[0-9]{6,})", "a year of more than four digits needs Y", r"Y\g<0>"),
    (r"-[0-9]{1,3}|[0-9]{3}", _DIGITS, lambda m: _four_digits(int(m[0]))),
    (r"[0-9]{1,2}", _DIGITS, ""),
    (
        rf"(?=.*{_DASH})(?:[0-9X?~%-]|{_DASH})+",
        "dash in place of a hyphen",
        lambda m: re.sub(_DASH, "-", m[0]),
    ),
    (r".*(?:\s[-/]|[-/]\s).*", _SPACE, lambda m: re.sub(r"\s*([-/])\s*", r"\1", m[0])),
    (r"([^/]{4,})/([^/]{4,})", "a range in a set is written with '..'", r"\1..\2"),
    (r"([^.]{4,})\.\.([^.]{4,})", "'..' is allowed only in sets", r"\1/\2"),
)
