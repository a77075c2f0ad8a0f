"""Coordinates of other programs in degrees: ``N54.32``, ``54°19'12"N``, ``-10:8:24``."""

from __future__ import annotations

import re
from typing import Final

_NUMBER: Final = r"([0-9]+(?:[.,][0-9]+)?)"
_ANGLE: Final = re.compile(
    rf"""([NSEW]?)\s*([+-]?)\s*{_NUMBER}(?:\s*[°:\s]\s*{_NUMBER})?(?:\s*['′’:\s]\s*{_NUMBER})?[°'′’"″”\s]*([NSEW]?)""",
    re.IGNORECASE,
)
_SIXTY: Final = 60
_MOST: Final = {"NS": 90, "EW": 180}
_DIGITS: Final = 6


def read(latitude: str, longitude: str) -> str:
    """Return a latitude and a longitude in degrees, as a fact base has them; "" if one of them is none."""
    north, east = _degrees(latitude, "NS"), _degrees(longitude, "EW")
    if north is None or east is None:
        return ""
    return ", ".join(f"{each:.{_DIGITS}f}".rstrip("0").rstrip(".") for each in (north, east))


def _degrees(text: str, sides: str) -> float | None:
    """Return an angle in degrees, None if it is none; the second of two sides of the compass is negative."""
    match = _ANGLE.fullmatch(text.strip())
    if match is None:
        return None
    before, sign, *numbers, after = match.groups()
    side = (before or after).upper()
    degrees, minutes, seconds = (float((each or "0").replace(",", ".")) for each in numbers)
    found = degrees + minutes / _SIXTY + seconds / _SIXTY**2
    if (before and after) or (side and (side not in sides or sign)) or found > _MOST[sides]:
        return None
    return -found if sign == "-" or side == sides[1] else found
