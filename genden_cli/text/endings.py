"""Endings of inflection after a name, as Russian and Mongolian add them: ``сталину``, ``сталиныг``.

A stem would cut into the name itself. A name therefore counts with any of these endings, and with no other letters.
"""

from __future__ import annotations

import re
from typing import Final

_ENDINGS: Final = re.compile(
    # Russian; Mongolian
    "(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ов|ев|ои|еи|ии|ыи|ая|яя|ое|ее|ые|ие|ую|юю|ах|ях|ам|ям|ом|ем|ью|ия|иям"
    "|ым|им|а|я|о|е|ы|и|у|ю|ь|ыг|ииг|ын|иин|гиин|аас|ээс|оос|өөс|аар|ээр|оор|өөр|таи|тэи|тои|ууд|үүд|д|т|г|н){1,3}"
)
_LONGEST: Final = 6
"""The greatest number of letters of all endings together."""


def has_ending(word: str, beginning: str) -> bool:
    """Tell whether a normalized word is ``beginning``, with or without endings of inflection."""
    rest = word[len(beginning) :]
    if not word.startswith(beginning) or len(rest) > _LONGEST:
        return False
    return not rest or _ENDINGS.fullmatch(rest) is not None
