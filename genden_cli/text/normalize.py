"""Normalization: the form in which spellings are compared and indexed.

Two spellings of one name have the same normalized form. Scripts that do not separate words with spaces get a separator
between characters, so that full-text search can find words inside them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from genden_cli.text import unspaced
from genden_cli.text.ranges import SYMBOLS, UNSPACED, is_in

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACER: Final = "\u200b"
"""An invisible separator between characters of scripts without spaces. It is removed before text is shown."""

# Variation selectors change the shape of a letter and not the word.
SELECTORS = frozenset(map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
# Letters that Unicode does not take apart into a letter and an accent.
LETTERS: Final = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ŧ": "t",
        "ŋ": "n",
        "ı": "i",
        "ĸ": "k",
        "ƒ": "f",
        "ʻ": "",
        "ʼ": "",
    }
    | {"æ": "ae", "œ": "oe", "þ": "th", "ĳ": "ij", "ƶ": "z", "ɨ": "i", "ʉ": "u", "ɵ": "o", "ə": "e", "ـ": ""}
)
VISIBLE: Final = {
    **dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)),
    **dict(enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"), start=0xFB00)),
}
"""Invisible characters, which are removed, and ligatures, which become their letters."""
_ASCII_WORD = re.compile("[0-9a-z]+")


_SHORT: Final = 200
"""Up to this length, a loop is faster than to compile a pattern."""


def normalize(text: str) -> str:
    """Return a text without case, accents and punctuation: ``Müller`` and ``MULLER`` give ``muller``.

    Letters such as ``ł``, ``ø``, ``æ`` and ``ı`` become the plain letters that stand for them. Joiners and variation
    selectors are removed too. The vowel signs of Indic scripts are combining marks, but they stay.
    """
    folded = text.casefold()
    return " ".join(_ASCII_WORD.findall(folded)) if folded.isascii() else _normalized_unicode(folded)


def space_characters(text: str | None) -> str | None:
    """Return the text with a `SPACER` beside each sign and after each character of a script without spaces."""
    if text is None or text.isascii() or not _special().search(text):
        return text
    return unspaced.spaced().sub(SPACER, text) if len(text) > _SHORT else "".join(_spaced(text))


def _spaced(text: str) -> Iterator[str]:
    """Yield the characters of a text with a `SPACER` where `unspaced.spaced` matches."""
    is_word = was_unspaced = was_symbol = False  # what the character before is
    for each in text:
        unspaced_, symbol = is_in(each, UNSPACED), is_in(each, SYMBOLS)
        joined = is_word and ((unspaced_ and not was_unspaced) or symbol)
        if was_unspaced or joined or (was_symbol and not each.isspace()):
            yield SPACER
        yield each
        is_word, was_unspaced, was_symbol = each.isalnum() or each == "_", unspaced_, symbol
    if was_unspaced:
        yield SPACER


def is_special(text: str) -> bool:
    """Tell whether a text may have signs, invisible characters or ligatures, or a script without spaces."""
    return not text.isascii() and bool(_special().search(text) or visible_characters(text) != text)


@cache
def _special() -> re.Pattern[str]:
    """Return the pattern of `UNSPACED`, `SYMBOLS` and some others, which compiles quickly. Most texts have none."""
    return re.compile("[^\x00-\u0dff\u2000-\u20ff]|[\xa6\xa9\xae\xb0\u0482]")


def visible_characters(text: str) -> str:
    """Return the text without invisible characters, and with the letters of each ligature apart."""
    return text if text.isascii() else text.translate(VISIBLE)


def _normalized_unicode(text: str) -> str:
    from unicodedata import category, combining, normalize  # noqa: PLC0415 -- only other scripts need its tables

    spread = normalize("NFKD", text)
    if not spread.replace(" ", "").isalnum():  # a letter or a digit is no mark and visible
        spread = "".join(
            each for each in spread if not (combining(each) or each in SELECTORS or category(each) == "Cf")
        )
    spread = spread.casefold().translate(LETTERS)
    if spread.isalnum():
        return spread
    return " ".join("".join(c if c.isalnum() or category(c)[0] == "M" else " " for c in spread).split())
