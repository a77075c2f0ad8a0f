"""The present day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final

_RELEASE: Final = date(2026, 11, 30)
"""The day of this version. A clock that shows an earlier day is wrong."""


def today() -> date:
    """Return the present day in UTC."""
    return max(datetime.now(tz=UTC).date(), _RELEASE)
