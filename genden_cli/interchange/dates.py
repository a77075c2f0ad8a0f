"""Dates of other programs in EDTF, as the checker proposes them for a date that a person wrote."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from genden_cli.dates import edtf
from genden_cli.dates.single_dates import next_year
from genden_cli.named_tuple import NamedTuple

_PHRASE: Final = re.compile(r"\((.*)\)\s*$")
_JULIAN: Final = re.compile(r"(?:@#DJULIAN@|JULIAN) *(.+)", re.IGNORECASE)
_SHORT_YEAR: Final = re.compile(r"(?<![\w./-])([0-9]{3})(?![\w./-])")
"""A number of three digits is no day, so it is a year."""

_DOUBLE_YEAR: Final = re.compile(r"(.*?)\b([0-9]{4})/([0-9]{1,4})")
_IN_ONE_DAY: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9:.]+(?:Z|[+-][0-9:]+)?")


class TreeDate(NamedTuple):
    """A date in EDTF, None if EDTF cannot say it, and its words in the file where EDTF does not say all of it."""

    edtf: str | None
    text: str | None


@lru_cache(4096)
def read(text: str) -> TreeDate:
    """Return a date that another program wrote: EDTF, a form of GEDCOM, or words in English.

    A date of the Julian calendar is converted, and keeps its words, by which a register is found. So does a date in a
    double year, which is in one of the two.
    """
    bare = _SHORT_YEAR.sub(r"0\1", " ".join(text.split()))
    if moment := _IN_ONE_DAY.fullmatch(bare):
        bare = moment[1]
    found = _edtf(bare) or _edtf(_PHRASE.sub("", bare).strip())
    if found and (julian := _JULIAN.fullmatch(bare)):
        return TreeDate(found, f"{julian[1]} (Julian calendar)")
    if (double := _DOUBLE_YEAR.fullmatch(bare)) and (following := next_year(double[2], double[3])):
        one, other = (_edtf(f"{double[1]}{year}") for year in (double[2], following))
        return TreeDate(found or _edtf(f"[{one},{other}]"), bare)
    return TreeDate(found, None if found and not _PHRASE.search(bare) else " ".join(text.split()) or None)


def _edtf(text: str) -> str | None:
    """Return a date in EDTF, or what the parser proposes for it, None if it proposes nothing certain."""
    try:
        return edtf.parse(text).text if text else None
    except edtf.DateError as error:
        return edtf.parse(error.proposal).text if error.proposal else None


@lru_cache(4096)
def phrase(date: str) -> str:
    """Return a date in EDTF as a part of a sentence: ``on 21 Jun 1855``, ``in 1855``, ``about 1855``."""
    words = edtf.parse(date).words
    if words.startswith("c. "):
        return f"about {words.removeprefix('c. ')}"
    if re.match(r"[0-9]{1,2} [A-Z][a-z]", words):
        return f"on {words}"
    return f"in {words}" if re.match(r"[A-Z][a-z]{2} |[0-9]+$|AD |[0-9]+ BC$", words) else f"({words})"


def ends(date: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last date of an interval, each None if open; a single date is both."""
    if not date or "/" not in date:
        return date, date
    first, last = date.split("/")
    return tuple(None if each in ("", "..") else each for each in (first, last))  # type: ignore[return-value]


def overlap(one: str | None, other: str | None) -> bool:
    """Tell whether two dates may be the same; an unknown date may be any."""
    return not one or not other or edtf.parse(one).overlaps(edtf.parse(other))
