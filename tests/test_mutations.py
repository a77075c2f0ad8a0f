"""Slips of the pen in a sound base: nothing breaks, and what is reported stands near the slip."""

from __future__ import annotations

import os
import random
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from sound import SOUND, found

from genden_cli import paths

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

TYPED = "abcxyz019 :,-'\"[]{}#&*!|>%@`\t\n?éж中"
NEAR = 2

SLIPS: tuple[Callable[[str, int, str], str], ...] = (
    lambda text, at, _: text[:at] + text[at + 1 :],
    lambda text, at, typed: text[:at] + typed + text[at:],
    lambda text, at, typed: text[:at] + typed + text[at + 1 :],
    lambda text, at, _: text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
    lambda text, at, _: text[: _line(text, at)] + text[_line(text, at, 1) :],
    lambda text, at, _: (
        text[: _line(text, at, 1)] + text[_line(text, at) : _line(text, at, 1)] + text[_line(text, at, 1) :]
    ),
)


def test_slips_are_reported_near(request: pytest.FixtureRequest) -> None:
    """GENDEN_SLIPS=1000 makes so many in the bundled base, which takes minutes; else in the small one."""
    count = int(os.environ.get("GENDEN_SLIPS", "0"))
    text = Path(paths.bundled_facts()).read_text("utf-8") if count else SOUND
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    chance = random.Random(request.node.name)  # noqa: S311 -- the same slips every time
    distances = []
    for _ in range(count or 400):
        at = chance.randrange(len(text))
        problems = found(chance.choice(SLIPS)(text, at, chance.choice(TYPED)))
        if problems:
            line = bisect_right(starts, at)
            distances.append(min(abs(each.span.line - line) for each in problems))
    near = sum(distance <= NEAR for distance in distances)
    assert near >= 0.95 * len(distances), f"{near} of {len(distances)}"


def _line(text: str, at: int, more: int = 0) -> int:
    """Return where the line begins that ``at`` stands in, or the one after it."""
    return text.find("\n", at) + 1 if more else text.rfind("\n", 0, at) + 1
