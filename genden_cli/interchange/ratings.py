"""The verdict that a rating of a fact-check means.

The name of a rating decides, if it is one of those below. Else only the ends of its scale do: the best value is
supported, the worst is refuted. Every other rating keeps its name and has no verdict here.
"""

from __future__ import annotations

import re
from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Any, Final

from genden_cli.words import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Final[Mapping[Verdict, tuple[str, ...]]] = Frozen(
    {
        Verdict.SUPPORTED: (
            *("supported", "true", "correct", "accurate", "right", "confirmed", "verified", "fact"),
            *("mostly true", "largely true", "mostly correct", "largely accurate", "correct attribution"),
        ),
        Verdict.REFUTED: (
            *(
                "refuted",
                "false",
                "incorrect",
                "inaccurate",
                "wrong",
                "fake",
                "fabricated",
                "debunked",
                "pants on fire",
            ),
            *("mostly false", "largely false", "not true", "untrue", "hoax", "misattributed", "disproved"),
        ),
        Verdict.DISPUTED: (
            *(
                "disputed",
                "conflicting evidence",
                "conflicting evidence/cherrypicking",
                "half true",
                "mixture",
                "mixed",
            ),
            *("partly true", "partly false", "partially true", "partially false"),
        ),
        Verdict.UNPROVEN: (
            *("unproven", "not enough evidence", "unsupported", "unverified", "unverifiable", "no evidence"),
            *("insufficient evidence", "cannot be verified", "inconclusive", "unconfirmed"),
        ),
        Verdict.OPINION: ("opinion", "not a fact"),
        Verdict.UNREVIEWED: ("unreviewed", "not yet rated"),
    }
)
"""The names of ratings by the verdict that they mean, in small letters."""

_VERDICTS: Final = {name: verdict for verdict, names in NAMES.items() for name in names}


def verdict_of(name: str, value: Any = None, best: Any = None, worst: Any = None) -> Verdict | None:
    """Return the verdict that a rating means, None if only its name says."""
    bare = re.sub(r"[\s_-]+", " ", name).strip(" .!\"'").lower()
    if bare in _VERDICTS:
        return _VERDICTS[bare]
    numbers = [_number(each) for each in (value, best, worst)]
    if None in numbers or numbers[1] == numbers[2]:
        return None
    if numbers[0] == numbers[1]:
        return Verdict.SUPPORTED
    return Verdict.REFUTED if numbers[0] == numbers[2] else None


def _number(value: Any) -> float | None:
    """Return a number, also one that is written as a text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    text = value.strip() if isinstance(value, str) else ""
    return float(text) if re.fullmatch(r"-?[0-9]{1,9}(?:\.[0-9]{1,9})?", text, re.ASCII) else None
