"""The reviews of a claim: the day of the last one up to now, and how many people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.dates import clock, edtf

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genden_cli.model import Claim


def last_review(claim: Claim) -> str | None:
    """Return the latest day up to now on which somebody read the claim, in EDTF."""
    return latest(each.on for each in claim.reviewed)


def last_of(claims: Iterable[Claim]) -> str | None:
    """Return the latest day up to now on which somebody read one of the claims, in EDTF."""
    return latest({each.on for claim in claims for each in claim.reviewed})


def latest(days: Iterable[str]) -> str | None:
    """Return the latest of days in EDTF that is not still to come."""
    now = clock.last_day()
    past = (day for day in days if (edtf.parse(day).earliest or 0) <= now)
    return max(past, key=lambda day: edtf.parse(day).sort_key[::-1], default=None)


def readers(claim: Claim, curator: str | None) -> int:
    """Return how many people read the claim. A review without a name is the curator's."""
    return len({(each.by or curator or "").casefold() for each in claim.reviewed})
