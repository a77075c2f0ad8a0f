"""Explain a text that is not EDTF, and propose the right spelling.

Recognizes the 2012 draft of EDTF and slips of the pen. `dates.phrases` reads dates in words and in other notations.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from genden_cli.dates import phrases

if TYPE_CHECKING:
    from collections.abc import Callable

    from genden_cli.dates.year_spans import Reading

# A longer text is not a misspelt date, and the patterns below take more than linear time.
_MAX_LENGTH = 80
_EXAMPLES = " such as 1935, 1935-12 or 1935-12-30"


class DateError(ValueError):
    """A text that is not EDTF.

    `fault` describes the error from `start` to `end` of the text. `proposal` is the whole text in the right
    spelling, or None. `message` combines both. `ambiguous` tells whether `fault` names several dates to choose from.
    """

    def __init__(self, start: int, end: int, fault: str, proposal: str | None = None) -> None:
        """Store the parts and build the message."""
        self.start = start
        self.end = end
        self.fault = fault
        self.proposal = proposal
        self.ambiguous = proposal is None and " can be " in fault
        self.message = fault if proposal is None else f"{fault}: write {proposal}"
        super().__init__(self.message)


def misspelling_error(text: str, at: int) -> DateError:
    """Return the error for a text at offset ``at``. Its proposal is closer to EDTF, if not yet valid."""
    fault, right = _correction(text)
    return DateError(at, at + len(text), fault, right)


def _correction(text: str) -> tuple[str, str | None]:
    if not text or len(text) > _MAX_LENGTH:
        return f"not a date{_EXAMPLES}", None
    if found := reading(text):
        return found.fault or f"'{text}' is not EDTF", found.edtf
    date = text.rstrip("?~%")
    mark = text[len(date) :]
    if len(mark) > 1:
        return f"'{mark}' is more than one qualifier", date + (mark[0] if len(set(mark)) == 1 else "%")
    fault, right = _first_match(_COMPOUND_MISSPELLINGS, text)
    if fault:
        return fault, right
    fault, right = _first_match(_MISSPELLINGS, date)
    return fault or f"'{text}' is not a date{_EXAMPLES}", right and right + mark


def reading(text: str) -> Reading | None:
    """Return the date that a person wrote in another notation, or None."""
    found = phrases.read(re.sub(r"[^\S ]", " ", text)) if 0 < len(text) <= _MAX_LENGTH else None
    return found if found and found.edtf != text else None


def _first_match(patterns: tuple[_Misspelling, ...], text: str) -> tuple[str, str | None]:
    for pattern, fault, right in patterns:
        if match := re.fullmatch(pattern, text, re.ASCII | re.IGNORECASE):
            proposal = match.expand(right) if isinstance(right, str) else right(match)
            return match.expand(fault) or f"'{text}' is not EDTF", proposal or None
    return "", None


_Misspelling = tuple[str, str, "str | Callable[[re.Match[str]], str]"]

_DASH = r"[\u2010-\u2015\u2212]"
_SPACE = "extra space"
_GROUPED = "parentheses are from the 2012 draft of EDTF"

# Each entry: a pattern, the fault (may be empty), and the right spelling. The first match wins.
_COMPOUND_MISSPELLINGS: tuple[_Misspelling, ...] = (
    (r"\s+(.*?)\s*|(.*?)\s+", _SPACE, lambda m: m[1] or m[2]),
    (r"([0-9]{2})([0-9]{2})/(1[3-9]|[2-9][0-9])", "", r"\1\2/\1\3"),
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
    (r"-?[1-9](?:[0-9]{4}|[0-9]{6,})", "a year of more than four digits needs Y", r"Y\g<0>"),
    (r"(-)([0-9]{1,3})", "a year needs four digits", lambda m: f"-{int(m[2]):04}"),
    (r"([0-9]{3})", r"a year needs four digits: \1 can be 0\1 or \1X", ""),
    (r"[0-9]{1,2}", "a year needs four digits", ""),
    (
        rf"(?=.*{_DASH})(?:[0-9X?~%-]|{_DASH})+",
        "dash in place of a hyphen",
        lambda m: re.sub(_DASH, "-", m[0]),
    ),
    (r".*(?:\s[-/]|[-/]\s).*", _SPACE, lambda m: re.sub(r"\s*([-/])\s*", r"\1", m[0])),
    (r"([^/]{4,})/([^/]{4,})", "a range in a set is written with '..'", r"\1..\2"),
    (r"([^.]{4,})\.\.([^.]{4,})", "'..' is allowed only in sets", r"\1/\2"),
)
