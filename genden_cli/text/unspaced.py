"""Patterns for text that is not ASCII: words with marks, scripts without spaces between words, signs.

A module of its own, loaded for such text only: to compile the patterns takes longer than to answer a short question.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from genden_cli.text import ranges
from genden_cli.text.stop_words import CHINESE

_UNSPACED: Final = "".join(f"{first}-{last}" for first, last in ranges.UNSPACED)
_SIGNS: Final = "\u2600-\u27bf\U0001f000-\U0001faff"
_SYMBOLS: Final = "".join(f"{first}-{last}" for first, last in ranges.SYMBOLS)
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0963\u0971-\u09e3\u0a01-\u0a63\u0a70-\u0ae3"
    "\u0b01-\u0b63\u0b82-\u0be3\u0c00-\u0c63\u0c80-\u0ce3\u0d00-\u0d63\u0d82-\u0df3\u0f71-\u0f84\u180b-\u180f"
    "\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff"
)
"""Marks and joiners that are parts of words but not letters. Python's ``\\w`` leaves them out."""

SIGN: Final = re.compile(f"[{_SIGNS}]")
"""A sign that counts as a word, such as an emoji."""

_LETTER: Final = rf"(?:[^\W_]|[{_MARKS}])"
WORD: Final = re.compile(rf"\d+(?:[.,'’\u00a0\u2009\u202f]\d+)+|{_LETTER}+(?:['’]{_LETTER}+)*|[{_SIGNS}]")
"""A word, a number with separators, or a sign."""

CHINESE_EMPTY: Final = re.compile("|".join(map(re.escape, CHINESE)))
"""The Chinese words that carry nothing."""


@cache
def spaced() -> re.Pattern[str]:
    """Return a pattern for the places where full-text search needs a separator.

    These are beside signs, and after characters of scripts without spaces. It takes 15 ms to compile.
    """
    own, sign = f"[{_UNSPACED}]", f"[{_SYMBOLS}]"
    own_begins = rf"(?<=\w)(?<!{own})(?={own})"
    return re.compile(rf"{own_begins}|(?<={own})|(?<=\w)(?={sign})|(?<={sign})(?=\S)")
