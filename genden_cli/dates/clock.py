"""The present day, and the last that a person can have worked on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

_RELEASE: Final = date(2026, 11, 30)
"""The day of this version. A clock that shows an earlier day is wrong."""


def today() -> date:
    """Return the present day in UTC."""
    return max(datetime.now(tz=UTC).date(), _RELEASE)


def last_day() -> int:
    """Return the number of the last day that has begun somewhere on earth. What is dated later is still to come."""
    return today().toordinal() + 1
