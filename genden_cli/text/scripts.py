"""The script of a text, from the Unicode names of its letters."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from unicodedata import name

if TYPE_CHECKING:
    from collections.abc import Iterable


def foreign_script(text: str, others: Iterable[str]) -> str | None:
    """Return the main script of a text if no letter of the other texts is in it, else None.

    >>> foreign_script("Гэндэн dared", ["Genden dared"])
    'Cyrillic'
    """
    found = _scripts(text)
    own = max(found, key=lambda script: found[script], default=None)
    known = _scripts("".join(others))
    return own if known and own not in known else None


def _scripts(text: str) -> Counter[str]:
    """Return the number of letters per script. Chinese characters count as CJK in Japanese text too."""
    found: Counter[str] = Counter()
    for character, number in Counter(text).items():
        if character.isalpha():
            found[_script(character)] += number
    return found


def _script(letter: str) -> str:
    word = name(letter, "unknown").split()[0]
    return word if word == "CJK" else word.title()
