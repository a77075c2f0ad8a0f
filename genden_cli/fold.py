"""How spellings are compared, and how words are told apart in scripts that do not space them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

SPACER: Final = "\u200b"
"""Set between the characters of scripts without spaces, so that words inside them are found; never shown."""

_CJK = re.compile("([\u2e80-\u2fdf\u3005-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])")


def fold(text: str) -> str:
    """Return the form in which two spellings of one name are equal: ``Gendün`` and ``GENDUN`` give ``gendun``."""
    folded = text.casefold()
    if not folded.isascii():
        spread = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in spread if not unicodedata.combining(c)).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in folded).split())


def spaced(text: str | None) -> str | None:
    """Return the text with a `SPACER` after each character of a script that does not space its words."""
    return text if text is None or text.isascii() else _CJK.sub(rf"\1{SPACER}", text)
