"""Split a paragraph into sentences, in languages with and without spaces between words.

A full stop does not end a sentence after an abbreviation or an initial, nor before a small letter. In doubt two
sentences stay together, because half a sentence misleads a reader more than two sentences do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSING: Final = "\"'”’»›）〕］｝〉》」』】)\\]}*_"
_ENDS: Final = re.compile(
    # 。 and similar marks end a sentence alone; the others need a space or the end of the text after them. A match
    # that begins never fails, so that a long row of full stops takes linear time.
    f"(?:(?P<sure>[。！？｡।॥។៕᠃][。！？｡…]*)|(?P<mark>[.!?…؟۔։]+))[{_CLOSING}]*"
    r"(?:\[[0-9]{1,3}\])*"  # the number of a footnote
)
_NON_SPACE: Final = re.compile(r"\S")
_FIRST_LETTER: Final = re.compile(r"[\"'“‘„«‹(\[—–-]{0,3}([^\W\d_])")
_WORD_BEFORE: Final = re.compile(r"[^\W_](?:[^\W_]|\.(?=\w))*\Z")
_LETTERS_AND_DOTS: Final = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_LONGEST_ABBREVIATION: Final = 12

_BEFORE_WORDS: Final = frozenset(
    # English; German, French, Spanish, Dutch; Russian
    "mr mrs ms dr st sr jr prof gen col lt sgt capt maj cpl adm cmdr gov sen rep rev hon pres supt messrs mt ft vs viz "
    "cf eds trans approx inc ltd co corp bros dept univ al "
    "hr fr frl bzw usw vgl geb gest evtl ggf sog hrsg mme mlle sra srta dra dhr mevr "
    "гг вв др пр им ул св тов см акад проф ген полк кап лейт обл прим изд ред гр нар".split()
)
_BEFORE_NUMBERS: Final = frozenset(
    "no nos nr vol vols ch chs art sec fig figs ed p pp ff ca jan feb mar apr jun jul aug sep sept oct nov dec "
    "bd bde jh jhs стр рис ст гл".split()
)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end offset of each sentence of a paragraph, without the spaces between them."""
    start = _next_non_space(text, 0)
    for found in _ENDS.finditer(text):
        following = _next_non_space(text, found.end())
        if start < found.end() and _is_end(text, start, found, following):
            yield start, found.end()
            start = following
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _next_non_space(text: str, at: int) -> int:
    """Return the offset of the next character that is not a space."""
    found = _NON_SPACE.search(text, at)
    return found.start() if found else len(text)


def _is_end(text: str, start: int, found: re.Match[str], following: int) -> bool:
    if found["sure"] or following == len(text):
        return True
    if following == found.end():
        return False
    goes_on = _FIRST_LETTER.match(text, following)
    if goes_on and goes_on[1].islower():
        return False
    return found["mark"] != "." or not _is_abbreviation(text, start, found.start(), text[following])


def _is_abbreviation(text: str, start: int, at: int, following: str) -> bool:
    """Tell whether the full stop at ``at`` belongs to the word before it."""
    before = _WORD_BEFORE.search(text[max(start, at - _LONGEST_ABBREVIATION) : at])
    if before is None:
        return False
    word = before[0].casefold()
    if len(word) == 1 and word.isalpha():  # an initial
        return True
    if word.isdigit() and text[start:at] == before[0]:  # the number of a list item
        return True
    if word in _BEFORE_NUMBERS:
        return following.isdigit()
    return word in _BEFORE_WORDS or _LETTERS_AND_DOTS.fullmatch(word) is not None
