"""Stems: one form for the inflections of a word, by rules for suffixes and short lists of irregular forms.

`stem` returns a normalized form, not a word. ``died``, ``dies`` and ``dying`` give ``di``; ``пощёчину`` gives
``пощечин``. The rules are data, so that another program can apply them in the same way: `ENGLISH`, `CYRILLIC`,
`SILENT_E` and `IRREGULAR`. Words in Latin letters follow English, words in Cyrillic letters follow Mongolian and
Russian. Words in other scripts are only normalized.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.text.normalize import normalize

LONGEST_WORD: Final = 40
"""The most letters of a word that is looked up by its stem."""

THOUSANDS: Final = r"\d{1,3}(?:[,'’\u00a0\u2009\u202f]\d{3})+"
POSSESSIVES: Final = ("'s", "’s", "'S", "’S", "'", "’")

_VERBS: Final = """
arise arose arisen|awake awoke awoken|bear bore borne|beat beaten|become became|begin began begun|bend bent
bet|bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought
build built|burn burnt|burst|buy bought|catch caught|choose chose chosen choice|cling clung|come came|creep crept|cut
deal dealt|dig dug|do did done does|draw drew drawn|dream dreamt|drink drank drunk drunken|drive drove driven
eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled flight|fling flung|fly flew flown
forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got gotten
give gave given gift|go went gone goes|grow grew grown growth|hang hung|have has had|hear heard|hide hid hidden
hold held|keep kept|kneel knelt|know knew known knowledge|lay laid|lead led|leave left|lend lent|light lit
lose lost loss|make made|mean meant|meet met|pay paid|prove proof|ride rode ridden|ring rang rung|rise rose risen
run ran|say said|see saw seen sight|seek sought|sell sold sale|send sent|shake shook shaken|shine shone|shoot shot
show shown|shrink shrank shrunk|sing sang sung song|sink sank sunk|sit sat|sleep slept|slay slew slain|spend spent
speak spoke spoken speech|spin spun|spring sprang sprung|stand stood|steal stole stolen theft|stick stuck|sting stung
strike struck stricken|swear swore sworn|sweep swept|swim swam swum|swing swung|take took taken|teach taught
tear tore torn|tell told|think thought|throw threw thrown|understand understood|wake woke woken|wear wore worn
weave wove woven|weep wept|win won|wind wound|withdraw withdrew withdrawn withdrawal|write wrote written|bid bade
die death dead|bury burial|marry marriage|arrive arrival|refuse refusal|deny denial|believe belief|succeed success
advise advice|live life lives alive|destroy destruction|receive reception
man men|woman women|child children|foot feet|tooth teeth|mouse mice|goose geese|ox oxen|wife wives|knife knives
thief thieves|leaf leaves|half halves|wolf wolves|loaf loaves|brother brethren|person people|born birth
"""
IRREGULAR: Final = {
    word: words.split()[0] for words in _VERBS.replace("\n", "|").split("|") if words for word in words.split()
}
"""Irregular forms of English, each with the form that it counts as."""

VOWELS: Final = frozenset("aeiouyаеиоуыэюяөү")


class Stage(NamedTuple):
    """Suffixes with their replacements, of which at most one is replaced: the longest that leaves a good stem.

    The suffixes stand under their last letters, the longest first.
    A stem has at least ``least`` letters and does not end with one of ``not_after``. If ``vowel`` is true, one of its
    letters is a vowel; in Cyrillic, one after the first letter.
    """

    least: int
    suffixes: dict[str, tuple[tuple[str, str], ...]]
    not_after: str = ""
    vowel: int = 0

    def shorten(self, word: str) -> str:
        """Return the word with its suffix replaced, or the word itself."""
        for suffix, replacement in self.suffixes.get(word[-1], ()):
            if word.endswith(suffix) and self._is_stem(stem := word[: -len(suffix)]):
                return stem + replacement
        return word

    def _is_stem(self, stem: str) -> bool:
        if len(stem) < self.least or stem[-1] in self.not_after:
            return False
        return not self.vowel or not VOWELS.isdisjoint(stem[self.vowel - 1 :])


def _stage(least: int, suffixes: str, *, not_after: str = "", vowel: int = 0) -> Stage:
    pairs = {suffix: replacement for suffix, _, replacement in (pair.partition("=") for pair in suffixes.split())}
    found: dict[str, list[tuple[str, str]]] = {}
    for suffix in sorted(pairs, key=len, reverse=True):
        found.setdefault(suffix[-1], []).append((suffix, pairs[suffix]))
    return Stage(least, {last: tuple(each) for last, each in found.items()}, not_after, vowel)


ENGLISH: Final = (
    _stage(1, "sses=ss ies=y ss=ss us=us is=is s="),
    _stage(1, "ied=y eed=ee ed= ing= edly= ingly=", vowel=1),
    _stage(2, "e= ee=", not_after="e"),
    _stage(4, "ization=iz ation= ator= fulness= ousness= iveness= ibility= ability= ally="),
    _stage(4, "ical=ic ness= ment= ful= ly= iv= abl= ibl= anc= enc= ant= ent= ian=ia", not_after="aeiou"),
    _stage(3, "tion=t sion=s"),
    _stage(4, "er= or= al= ic=", not_after="aeiou"),
    _stage(4, "at= iz="),
)
"""The suffixes of English, in the order in which they are removed."""

SILENT_E: Final = "[^aeiouy]+[aeiouy][^aeiouywxs]"
"""A short stem that keeps its "e": "tale" and "hoping" have other stems than "tall" and "hopping"."""

DOUBLED: Final = frozenset("bdfgklmnprtvzбвгджзклмнпрстфхцчшщ")
"""The consonants of which one is removed when a stem ends with two of them."""

_CYRILLIC_FOLDED: Final = str.maketrans("йё", "ие")
CYRILLIC: Final = tuple(
    _stage(3, suffixes.translate(_CYRILLIC_FOLDED), vowel=2)
    for suffixes in (
        (
            # Mongolian cases and plural
            "гийнхан= гийн= ийнхэн= ийн= ын= гаас= гээс= гоос= гөөс= аас= ээс= оос= өөс= аар= ээр= оор= өөр= тай= "
            "тэй= той= руу= рүү= луу= лүү= ийг= гийг= ыг= ууд= үүд= уудын= үүдийн= уудыг= үүдийг= чууд= чүүд= гүй= "
            # Mongolian verbs
            "жээ= чээ= лаа= лээ= лоо= лөө= гдав= гдэв= ав= эв= ов= өв= аад= ээд= оод= өөд= гдах= гдэх= лгах= лгэх= "
            "ынхан= эх= ох= өх= даг= дэг= дог= дөг= уулах= үүлэх= лт= "
            # Russian nouns, adjectives and verbs
            "ившись= ывшись= вшись= ивши= ывши= вши= ами= ями= иями= иях= ях= ах= ией= ием= иям= ям= ам= ом= ем= ию= "
            "ия= ии= ие= ов= ев= ей= ой= ою= ею= ый= ий= ая= яя= ое= ее= ые= ого= его= ому= ему= ым= им= ыми= ими= "
            "ых= их= ую= юю= ешь= ет= ют= ут= ит= ат= ят= ил= ыл= ила= ыла= ило= ыло= или= ыли= ала= ало= али= яла= "
            "яло= яли= ить= ыть= ать= ять= еть= уть= ти= ть= ла= ло= ли= алась= ались= ился= илась= ились= ться= тся= "
            "ся= сь= нг=н нд=н лд=л рд=р а= е= и= о= у= ы= ь= ю= я= й="
        ),
        (
            "гдсан= гдсэн= гдсон= гдсөн= лгасан= лгэсэн= сан= сэн= сон= сөн= ан= ян= ен= ованн= анн= енн= нн=н "
            "ост= ость= ств="
        ),
    )
)
"""The suffixes of Mongolian and Russian, in the order in which they are removed."""


def stem(word: str) -> str:
    """Return the stem of a word, normalized; "" for a word without letters and digits, except signs such as emoji."""
    return _stem(word)


@lru_cache(16384)
def name_stem(word: str) -> str:
    """Return the stem of a word in a name. Of English endings only "'s" and "s" go: "Living" is not called "live"."""
    folded = normalize(_without_possessive(word))
    return ENGLISH[0].shorten(folded) if folded.isascii() and folded.isalpha() else stem(word)


@lru_cache(16384)
def _stem(word: str) -> str:
    if word.isascii() and word.isalpha():
        return _english(word.lower())
    if word[-1:].isdigit() and re.fullmatch(THOUSANDS, word):
        return "".join(filter(str.isdigit, word))
    folded = normalize(_without_possessive(word))
    if folded.isascii() and folded.isalpha():
        return _english(folded)
    return _cyrillic(folded) if _is_cyrillic(folded) else folded or word.strip()


def _without_possessive(word: str) -> str:
    return word.removesuffix(next((each for each in POSSESSIVES if word.endswith(each)), ""))


def _english(word: str) -> str:
    word = IRREGULAR.get(word, word)
    if len(word) <= _SHORT:
        return word
    if word.endswith("ie"):
        word = f"{word[:-2]}y"
    plural, participle, *others = ENGLISH
    whole = plural.shorten(word)
    word = participle.shorten(whole)
    word = IRREGULAR.get(word, word)
    for stage in others:
        word = stage.shorten(word)
    if len(word) < len(whole) and re.fullmatch(SILENT_E, word):
        word += "e"
    word = _single(word)
    # "carry" and "carries" have one stem
    return f"{word[:-1]}i" if word[-1] == "y" and len(word) > 1 else word


_SHORT: Final = 2


def _cyrillic(word: str) -> str:
    for stage in CYRILLIC:
        word = stage.shorten(word)
    return _single(word)


def _single(word: str) -> str:
    """Return a word with one consonant in place of two equal ones at its end."""
    return word[:-1] if word[-1] in DOUBLED and word[-2:-1] == word[-1] else word


def _is_cyrillic(text: str) -> bool:
    return bool(text) and all("\u0400" <= each <= "\u052f" for each in text)
