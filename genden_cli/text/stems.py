"""Stems: the part of a word that its inflected and related forms share.

English words get the stem of Porter's algorithm (1980), irregular verbs that of their base form. Cyrillic words lose
the endings of Russian and Mongolian nouns and verbs. Other words stay as they are. All words are normalized.
"""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType as Frozen
from typing import Final

_IRREGULAR: Final = Frozen(
    {
        form: base
        for line in (
            "become became|begin began begun|bear bore borne born|break broke broken|bring brought|build "
            "built|buy bought"
            "|catch caught|choose chose chosen|come came|die died dies dead dying death|draw drew drawn|drink drank "
            "drunk|drive drove"
            " driven|eat ate eaten|fall fell fallen|feel felt|fight fought|find found|flee fled|fly flew "
            "flown|forget"
            " forgot forgotten|forgive forgave forgiven|give gave given|go went gone|grow grew grown|hang "
            "hung|hide hid"
            " hidden|hold held|keep kept|know knew known|lay laid|lead led|leave left|lie lying|lose lost "
            "loss|make made"
            "|man men|marry marriage|meet met|pay paid|person people|ride rode ridden|rise rose risen|run ran|say "
            "said"
            "|see saw seen|seek sought|sell sold sale|send sent|shake shook shaken|shoot shot shots|sing sang "
            "sung|sink"
            " sank sunk|sit sat|speak spoke spoken|speech|spend spent|stand stood|steal stole stolen|strike struck"
            " stricken|swear swore sworn|take took taken|teach taught|tear tore torn|tell told|think "
            "thought|throw threw"
            " thrown|wear wore worn|wife wives|win won|woman women|write wrote written|child children|foot "
            "feet|tooth"
            " teeth|life lives live lived|spy spies spied spying|half halves|belief believe"
        ).split("|")
        for base, *forms in (line.split(),)
        for form in forms
    }
)
"""Forms of irregular words, with the word whose stem they get."""

_CYRILLIC_ENDINGS: Final = re.compile(
    # Russian; Mongolian
    "(?:иями|ями|ами|ого|его|ому|ему|ыми|ими|ешь|ишь|ете|ите|ют|ят|ет|ит|ить|ать|ять|еть|ал|ала|али|ял|яла|яли|ил|ила"
    "|или|ов|ев|ои|еи|ии|ыи|ая|яя|ое|ее|ые|ие|ую|юю|ах|ях|ам|ям|ом|ем|ью|ия|иям|а|я|о|е|ы|и|у|ю|ь"
    "|ыг|ииг|ын|иин|аас|ээс|оос|өөс|аар|ээр|оор|өөр|таи|тэи|тои|сан|сэн|сон|сөн|ууд|үүд|даг|дэг|лаа|лээ|н|д|т|г)$"
)
_ALL_ENDINGS: Final = re.compile(f"(?:{_CYRILLIC_ENDINGS.pattern[3:-2]}|гиин|ои){{1,3}}")
_MAX_ENDINGS: Final = 3
_SHORTEST_CYRILLIC: Final = 4
"""A Cyrillic stem keeps at least this many letters."""


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a normalized word: ``executed`` and ``execution`` give ``execut``."""
    if word.isascii():
        return porter(_IRREGULAR.get(word, word)) if word.isalpha() else word
    return _cyrillic_stem(word) if "\u0400" <= word[0] <= "\u052f" else word


def _cyrillic_stem(word: str) -> str:
    """Return a word without its endings. Several endings may follow one another, as in Mongolian."""
    for _ in range(_MAX_ENDINGS):
        found = min((at for at in _ending_starts(word) if at >= _SHORTEST_CYRILLIC), default=len(word))
        word = word[:found]
    return word


def _ending_starts(word: str) -> list[int]:
    return [at for at in range(max(len(word) - 4, 1), len(word)) if _CYRILLIC_ENDINGS.fullmatch(word[at:])]


_VOWEL: Final = re.compile("[aeiou]|(?<=[^aeiou])y|^y(?=[^aeiou])")
_VOWELS_THEN_CONSONANTS: Final = re.compile("v+c+")
_DOUBLED: Final = re.compile(r"([^aeioulsz])\1$")
_SHORT_END: Final = re.compile("(^|[^aeiou])[aeiouy][^aeiouwxy]$")

_STEP_2: Final = tuple(
    pair.split(":")
    for pair in (
        "ational:ate tional:tion enci:ence anci:ance izer:ize iser:ize abli:able bli:ble alli:al entli:ent "
        "eli:e ousli:ous "
        "ization:ize isation:ize ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al "
        "iviti:ive "
        "biliti:ble logi:log"
    ).split()
)
_STEP_3: Final = tuple(
    pair.split(":") for pair in "icate:ic ative: alize:al alise:al iciti:ic ical:ic ful: ness:".split()
)
_STEP_4: Final = tuple("al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ise ion ou".split())


def porter(word: str) -> str:
    """Return the stem of an English word by Porter's algorithm, with British spellings as American ones."""
    if len(word) <= 2:  # noqa: PLR2004 -- the algorithm leaves words of two letters alone
        return word
    word = _without_plural(word)
    word = _without_past_tense(word)
    if word.endswith("y") and _VOWEL.search(word[:-1]):
        word = word[:-1] + "i"
    for endings, least in ((_STEP_2, 0), (_STEP_3, 0)):
        for ending, replacement in endings:
            if word.endswith(ending):
                if _measure(word[: -len(ending)]) > least:
                    word = word[: -len(ending)] + replacement
                break
    return _without_final_e(_without_last_suffix(word))


def _without_plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_past_tense(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and _VOWEL.search(rest):
            if rest.endswith(("at", "bl", "iz", "is")):
                return rest + "e"
            if _DOUBLED.search(rest):
                return rest[:-1]
            return rest + "e" if _measure(rest) == 1 and _SHORT_END.search(rest) else rest
    return word


def _without_last_suffix(word: str) -> str:
    for ending in _STEP_4:
        rest = word[: -len(ending)]
        if word.endswith(ending):
            fits = _measure(rest) > 1 and (ending != "ion" or rest.endswith(("s", "t")))
            return rest if fits else word
    return word


def _without_final_e(word: str) -> str:
    if word.endswith("e"):
        rest = word[:-1]
        if _measure(rest) > 1 or (_measure(rest) == 1 and not _SHORT_END.search(rest)):
            word = rest
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word


def _measure(text: str) -> int:
    """Return how many times vowels are followed by consonants."""
    signs = "".join("v" if _VOWEL.match(text, at) else "c" for at in range(len(text)))
    return len(_VOWELS_THEN_CONSONANTS.findall(signs))


def has_ending(word: str, beginning: str) -> bool:
    """Tell whether a normalized word is ``beginning`` with an ending of inflection, as in ``сталину``."""
    rest = word[len(beginning) :]
    if not word.startswith(beginning) or len(rest) > _MAX_ENDINGS * 2:
        return False
    return not rest or _ALL_ENDINGS.fullmatch(rest) is not None
