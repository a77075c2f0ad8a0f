"""Which script a text is written in, by the names that Unicode gives to its letters."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from unicodedata import name

if TYPE_CHECKING:
    from collections.abc import Iterable


def foreign(text: str, others: Iterable[str]) -> str | None:
    """Return the script that most letters of a text are in, if no letter of the others is in it; else None.

    >>> foreign("Гэндэн dared", ["Genden dared"])
    'Cyrillic'
    """
    found = _scripts(text)
    own = max(found, key=lambda script: found[script], default=None)
    known = _scripts("".join(others))
    return own if known and own not in known else None


def _scripts(text: str) -> Counter[str]:
    """Return how many letters of each script a text has; Chinese characters are those of Japan too."""
    found: Counter[str] = Counter()
    for character, number in Counter(text).items():
        if character.isalpha():
            found[_script(character)] += number
    return found


def _script(letter: str) -> str:
    word = name(letter, "unknown").split()[0]
    return word if word == "CJK" else word.title()
