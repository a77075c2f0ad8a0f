"""The time between two dates, as far as it is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.rules.survey import parse_date

if TYPE_CHECKING:
    from genden_cli.model import When

YEAR: Final = 366
"""The days of a year, at most."""

_LEAST_MARGIN: Final = YEAR
_MOST_MARGIN: Final = 10 * YEAR


def days_between(first: When | None, second: When | None) -> int:
    """Return the minimum number of days from the first date to the second; 0 if unknown, or if they may overlap.

    A date with ``~``, ``?`` or ``%`` may be wrong by ten times its own length, but by ten years at most.
    """
    if first is None or second is None or first.latest is None or second.earliest is None:
        return 0
    one, other = parse_date(first.edtf), parse_date(second.edtf)
    return max(0, (other.earliest or 0) - (one.latest or 0) - _margin(first) - _margin(second))


def is_past(first: When | None, second: When | None) -> bool:
    """Return whether the first date certainly ends before the second begins."""
    return days_between(first, second) > 0


def most_years_between(first: When | None, second: When | None) -> int | None:
    """Return the maximum number of full years from the first date to the second; None if it is unknown."""
    if first is None or second is None or first.earliest is None or second.latest is None:
        return None
    one, other = parse_date(first.edtf), parse_date(second.edtf)
    return ((other.latest or 0) - (one.earliest or 0) + _margin(first) + _margin(second)) // YEAR


def _margin(date: When) -> int:
    """Return the days by which an approximate or uncertain date may be wrong."""
    parsed = parse_date(date.edtf)
    if not (parsed.approximate or parsed.uncertain):
        return 0
    earliest, latest = parsed.earliest, parsed.latest
    length = _MOST_MARGIN if earliest is None or latest is None else 10 * (latest - earliest)
    return min(max(length, _LEAST_MARGIN), _MOST_MARGIN)
