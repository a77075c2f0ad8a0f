"""Normalization: the form in which spellings are compared and indexed.

Two spellings of one name have the same normalized form. Scripts that do not separate words with spaces get a separator
between characters, so that full-text search can find words inside them.
"""

from __future__ import annotations

import re
from typing import Final

SPACER: Final = "\u200b"
"""An invisible separator between characters of scripts without spaces. It is removed before text is shown."""

# Variation selectors change the shape of a letter and not the word.
_SELECTORS = frozenset(map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_ASCII_WORD = re.compile("[0-9a-z]+")
_CJK = re.compile("([\u2e80-\u2fdf\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")


def normalize(text: str) -> str:
    """Return a text without case, accents and punctuation: ``Müller`` and ``MULLER`` give ``muller``.

    Joiners and variation selectors are removed too. The vowel signs of Indic scripts are combining marks, but they
    stay.
    """
    folded = text.casefold()
    return " ".join(_ASCII_WORD.findall(folded)) if folded.isascii() else _normalized_unicode(folded)


def space_characters(text: str | None) -> str | None:
    """Return the text with a `SPACER` after each character of a script that does not separate words."""
    return text if text is None or text.isascii() else _CJK.sub(rf"\1{SPACER}", text)


def _normalized_unicode(text: str) -> str:
    from unicodedata import category, combining, normalize  # noqa: PLC0415 -- only other scripts need its tables

    spread = "".join(
        each
        for each in normalize("NFKD", text)
        if not (combining(each) or each in _SELECTORS or category(each) == "Cf")
    ).casefold()
    return " ".join("".join(c if c.isalnum() or category(c)[0] == "M" else " " for c in spread).split())
