"""Ids made of texts: in the letters of an id, transliterated, and each only once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST: Final = 64
"""The maximum length of an id."""


def slug(text: str, longest: int = LONGEST) -> str:
    """Return a text in the letters of an id, at most ``longest`` of them. Other scripts are transliterated."""
    if not text.isascii():
        from anyascii import anyascii  # noqa: PLC0415 -- 20 ms, only for other letters

        text = anyascii(text[: LONGEST * 2])
    made = re.sub("[^a-z0-9]+", "-", text[: LONGEST * 4].lower().replace("'", ""))
    return made.strip("-")[:longest].rstrip("-")


class FreeIds:
    """Ids that nothing else has: ``kotkin-2017``, then ``kotkin-2017b``; none of those ``taken``."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._candidates: dict[str, Iterator[str]] = {}

    def take(self, first: str) -> str:
        """Return a free id, ``first`` if it is free; from then on it is taken."""
        candidates = self._candidates.setdefault(first, _candidates(first))
        id_ = next(each for each in candidates if each not in self._taken)
        self._taken.add(id_)
        return id_


def _candidates(first: str) -> Iterator[str]:
    yield first
    joint = "" if first[-1].isdigit() else "-"
    for letter in "bcdefghijklmnopqrstuvwxyz":
        yield _ending_in(first, f"{joint}{letter}")
    number = 27
    while True:
        yield _ending_in(first, f"-{number}")
        number += 1


def _ending_in(first: str, ending: str) -> str:
    return f"{first[: LONGEST - len(ending)].rstrip('-')}{ending}"
