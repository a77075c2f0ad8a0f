"""Words that deny a statement, and the part of a sentence that they deny.

A negation such as *never* or *nobody* denies its own clause. A word such as *myth* or *untrue*, and a phrase such as
*never happened*, denies the whole sentence. Phrases that only look like negations (*not only*, *no sooner than*,
*nothing but*) deny nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final

from genden_cli.text.quote_words import word_offsets
from genden_cli.text.tolerance import NEGATIONS

_DENIALS: Final = frozenset(
    "deny denies denied denying denial denials false falsely falsehood untrue myth myths legend legends refuted "
    "disproved debunked hoax "
    "ложь неправда выдумка миф легенда 谣言 虚构 худал домог".split()
)
"""Words that deny the sentence around them. Between the words of a quote they are ordinary words."""

_AFFIRMING: Final = re.compile(
    # "not only", "no sooner than", "nothing but", "no woman was braver": phrases with a negation that deny nothing.
    r"\b(?:not|isn t|wasn t|aren t|weren t|don t|doesn t|didn t|cannot|can t)"
    r"(?: (?:at first|in fact))? (?:only|just|merely|simply|solely|alone|least|purely|exclusively|until|till|surprising"
    r"|surprisingly|long (?:after|before)|to mention|limited to|confined to|restricted to|unlike|without|but|help)\b"
    r"|\b(?:isn t|wasn t|aren t|weren t|not) (?:it|he|she|that|this|they)\b"
    r"|\bno (?:sooner|doubt|less|fewer|wonder|surprise|secret|small|ordinary|other than|one else|mere)\b"
    r"|\bno \w+ (?:was|were|is|are) (?:more \w+|(?!n?ever|over|under|other|after)\w+er)(?= than\b|$)"
    r"|\bnothing (?:but|less|short of)\b|\bnone (?:other|the less)\b|\bwithout (?:a |any )?(?:doubt|question)\b"
    r"|\b(?:whether or|if|why) not\b|\bnever(?:theless| before| again| ceased| stopped| failed)\b|\bhardly had\b"
    r"|\bscarcely had\b|\bbarely had\b"
    r"|\bnicht (?:nur|bloß|bloss|zuletzt|allein)\b|\bkein wunder\b|\bnon seulement\b|\bno (?:solo|solamente)\b"
    r"|\bnon solo\b|\bniet alleen\b|\bне (?:только|просто|раз|менее|случаино|столько)\b|\bтөдиигүи\b"
    r"|不 (?:仅|僅|但|只|单|單|光|久|断|斷|愧|料|少|得 不)|无 (?:疑|非)|無 (?:疑|非)|莫 非|非 常|没 想 到"
)
_SENTENCE_WIDE: Final = re.compile(
    # "never happened", "no evidence": phrases that deny the whole sentence.
    r"\b(?:no|not|never|t|without)(?: (?:a|any|in fact|actually|really|ever|been|such))*"
    r" (?:true|so|the case|happen|happened|occur|occurred|take place|evidence|proof|truth|basis|record|trace)\b"
    r"|\bне (?:правда|было|подтверждается)\b|\b(?:nicht|nie) (?:wahr|geschehen|passiert)\b"
)
_BREAK: Final = re.compile(
    r"[,;:：；，—–()\[\]]|\s-\s|\b(?:but|although|though|while|whereas|because|yet|however|after|before|when|until"
    r"|and then|sondern|aber|obwohl|mais|pero|но|однако|хотя|а также)\b",
    re.IGNORECASE,
)
_PREPOSITIONS: Final = frozenset("without ohne sans sin senza zonder без".split())
"""Negations that deny the word after them, and not what the sentence says."""


def denies(word: str) -> bool:
    """Tell whether a normalized word may deny the sentence that contains it."""
    return word in NEGATIONS or word in _DENIALS


class DenialScope:
    """The denying words of a sentence, and what they deny. Offsets count from the beginning of the sentence."""

    def __init__(self, sentence: str) -> None:
        places = list(word_offsets(sentence))
        self._breaks = [found.start() for found in _BREAK.finditer(sentence)]
        self._in_clause: list[int] = []
        self._anywhere: list[int] = []
        if not any(denies(word) for _, word in places):
            return
        joined = " ".join(word for _, word in places)
        affirming, wide = _covered(joined, _AFFIRMING), _covered(joined, _SENTENCE_WIDE)
        at = 0
        for offset, word in places:
            if word in _DENIALS or (at in wide and word in NEGATIONS):
                self._anywhere.append(offset)
            elif word in NEGATIONS - _PREPOSITIONS and at not in affirming:
                self._in_clause.append(offset)
            at += len(word) + 1

    def deny(self, start: int, end: int) -> bool:
        """Tell whether a denying word outside a part of the sentence denies that part."""
        if _count(self._anywhere, 0, start) or _count(self._anywhere, end, None):
            return True
        before = bisect_left(self._breaks, start)
        after = bisect_left(self._breaks, end)
        first = self._breaks[before - 1] if before else 0
        last = self._breaks[after] if after < len(self._breaks) else None
        return bool(_count(self._in_clause, first, start) or _count(self._in_clause, end, last))

    def denied_words(self) -> bool:
        """Tell whether the sentence has a word that denies something."""
        return bool(self._in_clause or self._anywhere)


@lru_cache(maxsize=256)
def is_negative(statement: str) -> bool:
    """Tell whether a statement denies something itself."""
    return DenialScope(statement).denied_words()


def _covered(text: str, pattern: re.Pattern[str]) -> set[int]:
    """Return the offsets that the matches of a pattern cover."""
    return {at for found in pattern.finditer(text) for at in range(*found.span())}


def _count(offsets: list[int], first: int, last: int | None) -> int:
    """Return the number of sorted offsets from ``first`` up to ``last``, or up to the end."""
    return (len(offsets) if last is None else bisect_left(offsets, last)) - bisect_left(offsets, first)
