"""How spellings are compared, and how words are told apart in scripts that do not space them."""

from __future__ import annotations

import re
from typing import Final

SPACER: Final = "\u200b"
"""Set between the characters of scripts without spaces, so that words inside them are found; never shown."""

# Variation selectors: they choose a form of a letter and change no word.
_SELECTORS = frozenset(map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_ASCII_WORD = re.compile("[0-9a-z]+")
_CJK = re.compile("([\u2e80-\u2fdf\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")


def normalize(text: str) -> str:
    """Return the form in which two spellings of one name are equal: ``Müller`` and ``MULLER`` give ``muller``.

    Accents, joiners and selectors are dropped; the vowel signs of Indian scripts, which are marks too, stay.
    """
    folded = text.casefold()
    return " ".join(_ASCII_WORD.findall(folded)) if folded.isascii() else _folded(folded)


def spaced(text: str | None) -> str | None:
    """Return the text with a `SPACER` after each character of a script that does not space its words."""
    return text if text is None or text.isascii() else _CJK.sub(rf"\1{SPACER}", text)


def _folded(text: str) -> str:
    from unicodedata import category, combining, normalize  # noqa: PLC0415 -- its tables are for other scripts alone

    spread = "".join(
        each
        for each in normalize("NFKD", text)
        if not (combining(each) or each in _SELECTORS or category(each) == "Cf")
    ).casefold()
    return " ".join("".join(c if c.isalnum() or category(c)[0] == "M" else " " for c in spread).split())
