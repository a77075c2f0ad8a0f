"""The ranges of characters that search treats in a special way: scripts without spaces, and symbols."""

from __future__ import annotations

from typing import Final

UNSPACED: Final = (
    ("\u0e00", "\u0eff"),  # Thai, Lao
    ("\u1000", "\u109f"),  # Burmese
    ("\u1100", "\u11ff"),  # Korean, in parts
    ("\u1780", "\u17ff"),  # Khmer
    ("\u2e80", "\u2fdf"),  # radicals
    ("\u3005", "\u30ff"),  # Japanese
    ("\u3130", "\u318f"),
    ("\u3400", "\u4dbf"),  # Chinese characters
    ("\u4e00", "\u9fff"),
    ("\ua960", "\ua97f"),
    ("\uac00", "\ud7ff"),  # Korean
    ("\uf900", "\ufaff"),
    ("\U00020000", "\U0003ffff"),
)
"""The scripts that do not separate words, or that join particles to them, as Korean does."""

SYMBOLS: Final = (
    *((each, each) for each in "\u00a6\u00a9\u00ae\u00b0\u0482"),
    ("\u2100", "\u214f"),
    ("\u2190", "\u2bff"),
    ("\U0001f000", "\U0001faff"),
)
"""Symbols, which are words of their own."""


def is_in(character: str, ranges: tuple[tuple[str, str], ...]) -> bool:
    """Tell whether a character is in one of the ranges, which are in order; the empty text is in none."""
    for first, last in ranges:
        if character <= last:
            return character >= first
    return False


def is_unspaced(text: str) -> bool:
    """Tell whether a text begins with a character of a script without spaces."""
    return is_in(text[:1], UNSPACED)


def has_unspaced(text: str) -> bool:
    """Tell whether a text has a character of a script without spaces."""
    return not text.isascii() and max(text) >= UNSPACED[0][0] and any(is_in(each, UNSPACED) for each in text)
