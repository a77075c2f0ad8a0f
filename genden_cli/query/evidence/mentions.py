"""Whether a text names a source: by the family name of an author, by the author as a whole, or by its title."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

_MIN_LETTERS: Final = 3
"""A family name of fewer letters may be any word."""
_NAME_SEPARATOR: Final = re.compile(r"\s*(?:[,;&()]|\band\b)\s*")
_PARTICLES: Final = frozenset("da de del den der di du la le van von zu".split())
_MAX_WORDS: Final = 5


def name_in_text(text: str, *, title: str, author: str | None) -> str | None:
    """Return the name by which a text speaks of a source, None where it does not.

    A person's family name is looked for with its capital: Reed is not a reed. Of a title that has one, the part after
    a colon may be left out.
    """
    words = f" {normalize(text)} "
    for name in _family_names(author or ""):
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            return name
    wholes = (author or "", title, title.partition(":")[0])
    return next((each for each in wholes if " " in each.strip() and f" {normalize(each)} " in words), None)


def _family_names(author: str) -> Iterator[str]:
    """Yield the last word of each name that is a person's: every word of it has a capital but for particles."""
    for name in _NAME_SEPARATOR.split(author):
        words = [word for word in name.split() if word.lower() not in _PARTICLES]
        if 0 < len(words) <= _MAX_WORDS and all(word[0].isupper() for word in words):
            last = words[-1]
            if len(last) >= _MIN_LETTERS and not last.endswith("."):
                yield last
