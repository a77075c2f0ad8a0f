"""Whether two texts differ in white space, dashes and quotation marks only."""

from __future__ import annotations

import re
from typing import Final

_SIGNS: Final = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("\"'`´‘’‚‛“”„‟‹›«»′″「」『』＂＇\u02bc", '"'),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    }
)
_AROUND_SIGN: Final = re.compile(r' ?(-+|"+) ?')


def differ_in_signs_only(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for white space, dashes and quotation marks."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    spaced = " ".join(text.translate(_SIGNS).split())
    return _AROUND_SIGN.sub(lambda found: found[1][0], spaced)
