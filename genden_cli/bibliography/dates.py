"""Dates of bibliographies, in EDTF: those of CSL-JSON, and dates as people write them."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, Final

from genden_cli.dates import edtf

_SEASONS: Final = {
    **{str(number): str(20 + number) for number in (1, 2, 3, 4)},
    **{str(number): str(number) for number in (21, 22, 23, 24)},
    "spring": "21",
    "summer": "22",
    "autumn": "23",
    "fall": "23",
    "winter": "24",
}
_TIME_OF_DAY: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2}) [0-9:.]+|([0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9:]+\.[0-9]+Z?"
)
_UNKNOWN: Final = "0000-00-00"
_MOST_ENDS: Final = 2
_MOST_PARTS: Final = 3
_MOST_DIGITS: Final = 9
_FIRST_LONG_YEAR: Final = 10_000
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def from_csl(value: Any) -> str | None:
    """Return a date of CSL-JSON in EDTF, "" if it is empty, None if EDTF cannot say it."""
    if not isinstance(value, dict):
        return from_text(str(value)) if isinstance(value, str) else None
    if parts := value.get("date-parts"):
        return _from_parts(parts, value)
    text = next((str(value[key]) for key in ("raw", "literal", "edtf") if value.get(key)), "")
    return from_text(text)


def in_words(value: Any) -> str:
    """Return a date of CSL-JSON as a text, for a note."""
    if not isinstance(value, dict):
        return str(value)
    text = next((str(value[key]) for key in ("literal", "raw", "edtf") if value.get(key)), "")
    return text or "; ".join(f"{key} {each}" for key, each in value.items())


def from_text(text: str) -> str | None:
    """Return a date that a person wrote in EDTF, "" if it is empty, None if it is not understood."""
    text = text.strip(" \t\n.©")
    if to_the_second := _TIME_OF_DAY.fullmatch(text):  # programs write when a page was read to the second
        text = to_the_second[1] or to_the_second[2]
    if not text or text == _UNKNOWN:
        return ""
    for read in (_as_written, _turned, _mended):
        if (found := read(text)) is not None:
            return found
    return None


def _from_parts(ends: Any, value: dict[str, Any]) -> str | None:
    if not isinstance(ends, list) or len(ends) > _MOST_ENDS:
        return None
    found = [_end(each, _season(value)) for each in ends]
    if None in found:
        return None
    circa = "~" if str(value.get("circa", "")).lower() not in ("", "0", "false", "none") else ""
    written = [each and each + circa for each in found]
    if not written[0]:
        return "" if not any(written) else None
    return _as_written("/".join(each or ".." for each in written))


def _season(value: dict[str, Any]) -> str | None:
    """Return the number of a season, "" if there is none, None if it is unknown."""
    season = str(value.get("season") or "").strip().lower()
    return _SEASONS.get(season) if season else ""


def _end(parts: Any, season: str | None) -> str | None:
    """Return one date in EDTF, "" for an open end, None if its parts are no date."""
    if not isinstance(parts, list) or season is None:
        return None
    numbers = []
    for part in parts[:_MOST_PARTS]:
        text = str("" if part is None else part).strip()
        if not text:
            break
        if not re.fullmatch(f"-?[0-9]{{1,{_MOST_DIGITS}}}", text, re.ASCII):
            return None
        numbers.append(int(text))
    while numbers and numbers[-1] == 0:  # programs write 0 for a part that is unknown
        numbers.pop()
    if not numbers:
        return ""
    year, *rest = numbers
    if any(part < 1 for part in rest) or (season and rest):
        return None
    return "-".join((_year(year), *([season] if season else []), *(f"{part:02}" for part in rest)))


def _year(year: int) -> str:
    """Return a year in EDTF. CSL writes 43 BC as -43, EDTF as -0042."""
    number = year + 1 if year < 0 else year
    if abs(number) >= _FIRST_LONG_YEAR:
        return f"Y{number}"
    return f"-{-number:04}" if number < 0 else f"{number:04}"


def _as_written(text: str) -> str | None:
    with suppress(edtf.DateError):
        return edtf.parse(text).text
    return None


def _mended(text: str) -> str | None:
    """Return the date that the parser proposes for a misspelt one."""
    try:
        edtf.parse(text)
    except edtf.DateError as error:
        return _as_written(error.proposal) if error.proposal else None
    return text  # pragma: no cover -- `_as_written` was tried before


_WORDS: Final = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (r"(?P<decade>[0-9]{3})0s", "{decade}X"),
        (r"(?P<century>[0-9]{2})00[–-][0-9]{4}", "{century}XX"),
        (r"until (?P<end>.+)", "../{end}"),
        (r"from (?P<start>.+) on", "{start}/.."),
        (r"(?P<one>[^,]+) or (?P<other>[^,]+)", "[{one},{other}]"),
        (r"(?P<start>.+) – (?P<end>.+)", "{start}/{end}"),
        (r"(?P<start>[0-9]{4})–(?P<end>[0-9]{4})", "{start}/{end}"),
        (r"perhaps c\. (?P<day>.+)", "{day}%"),
        (r"perhaps (?P<day>.+)", "{day}?"),
        (r"c\. (?P<day>.+)", "{day}~"),
    )
)
"""The words in which this program says a date, and the date in EDTF. A part is read in the same way."""

_DAY: Final = re.compile(r"(?:(?P<day>[0-9]{1,2}) )?(?:(?P<month>[A-Z][a-z]{2}) )?(?:AD )?(?P<year>[0-9]{1,4})( BC)?")


def _turned(text: str, depth: int = 0) -> str | None:
    """Return the date of which ``text`` is the words in English: ``1930s``, ``until 1898``, ``Mar 44 BC``."""
    if (found := _DAY.fullmatch(text)) and (whole := _calendar_day(found)):
        return whole
    for pattern, form in _WORDS if depth <= _MOST_ENDS else ():
        if found := pattern.fullmatch(text):
            parts = {
                name: part if part.isdigit() else _turned(part, depth + 1) for name, part in found.groupdict().items()
            }
            if None not in parts.values():
                written = _as_written(form.format(**parts))
                return written if depth or written is None or edtf.parse(written).words == text else None
    return None


def _calendar_day(found: re.Match[str]) -> str | None:
    month = (found["month"] or "").lower()
    if (month and month not in _MONTHS) or (found["day"] and not month):
        return None
    year = int(found["year"])
    parts = [_year(-year if found[4] else year)]
    parts += [f"{_MONTHS.index(month) + 1:02}"] if month else []
    parts += [f"{int(found['day']):02}"] if found["day"] else []
    return _as_written("-".join(parts))
