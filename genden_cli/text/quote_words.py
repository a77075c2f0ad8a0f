"""Words as quotes and texts are compared by: where they are, and their normalized form.

Accents and invisible characters belong to the word before them. In a script without spaces each character is a word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.text.normalize import normalize
from genden_cli.text.paragraphs import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACED: Final = f"[^\\W_{UNSPACED}]"
_ACCENTS: Final = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_INVISIBLE: Final = "\u00ad\u180b-\u180f\u200b-\u200d\u2060\ufeff"

WORD_OR_BREAK: Final = re.compile(f"{_SPACED}+(?:[{_ACCENTS}{_INVISIBLE}]+{_SPACED}*)*|[^\\W_]|\n")
LETTER: Final = re.compile(_SPACED)
NO_LETTER: Final = re.compile(f"[\\W_{UNSPACED}]")
CONTINUES_WORD: Final = re.compile(f"{_SPACED}|[{_ACCENTS}]")

BREAK: Final = "\n"
"""The end of a paragraph, which stands between words."""


def wording(quote: str, text: str, start: int, end: int) -> str:
    """Return the words of a text from ``start`` to ``end``, with as many signs around them as the quote has."""
    words = [each for each in WORD_OR_BREAK.finditer(quote) if each[0] != BREAK]
    if not words:
        return text[start:end]
    return text[max(start - words[0].start(), 0) : end + len(quote) - words[-1].end()]


def normalized_words(text: str) -> tuple[str, ...]:
    """Return the normalized words of a text."""
    return tuple(word for _, word in word_offsets(text))


def word_offsets(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset of each word of a text, and the normalized word."""
    for found in WORD_OR_BREAK.finditer(text):
        if found[0] != BREAK:
            yield found.start(), normalized_word(found[0])


def quote_words(quote: str) -> list[str]:
    """Return the words of a quote as it is written."""
    return [word for word in WORD_OR_BREAK.findall(quote) if word != BREAK]


def normalized_word(word: str) -> str:
    """Return the normalized form of a word; a word without one stays."""
    return normalize(word).replace(" ", "") or word
