"""Romanized and phonetic forms of names, so that spellings of different conventions match.

`romanize` maps the transliterations of a name to one Latin form. `phonetic_key` also ignores vowels and merges similar
consonants. The conventions are those of Slavic, Turkic, Mongolian, German, French and English spelling. Only text that
is not ASCII needs the transliterator, whose import costs 20 ms.
"""

from __future__ import annotations

import re
from typing import Final

from genden_cli.text.normalize import normalize

# Central European and Turkish letters for sounds that other conventions write with two letters.
SOUND_LETTERS: Final = str.maketrans(
    {"č": "ch", "ç": "ch", "ć": "ch", "š": "sh", "ş": "sh", "ś": "sh", "ž": "zh", "ż": "zh", "ź": "zh", "ǰ": "j"}
)
MARKS: Final = re.compile("['\"`´ʹʺʼ’]")

# A pattern of one convention and its common form. The order matters.
CONVENTIONS: Final = tuple(
    (re.compile(pattern), common)
    for pattern, common in (
        (r"dsch|dzh", "j"),
        (r"tsch|tch|cz", "ch"),
        (r"shch|sch|sz", "sh"),
        (r"zh|dj", "j"),
        (r"kh|\bx", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ck|q", "k"),
        (r"tz|c(?=[eiy])", "ts"),
        (r"c(?!h)", "k"),
        (r"x", "ks"),
        (r"dz", "z"),
        (r"w", "v"),
        (r"y|(?<=[aeiou])j(?![aeiou])", "i"),
        (r"ou", "u"),
        (r"(.)\1+", r"\1"),
        (r"ng\b", "n"),
    )
)
_MERGED_SOUNDS: Final = tuple(
    (re.compile(pattern), common) for pattern, common in ((r"ch", "c"), (r"sh|ts", "s"), (r"j", "z"))
)
_DROPPED: Final = re.compile(r"(?<=\w)[aeiouh]+")
_INITIAL_VOWEL: Final = re.compile(r"\b[aeiou]")
_DOUBLED: Final = re.compile(r"(\w)\1+")


def romanize(text: str) -> str:
    """Return a name in Latin letters, in the form that the conventions share.

    ``Чойбалсан``, ``Čojbalsan`` and ``Choybalsan`` give ``choibalsan``.
    """
    plain = MARKS.sub("", text.lower())
    if not plain.isascii():
        plain = MARKS.sub("", _transliterate(plain))
    plain = normalize(plain)
    for pattern, common in CONVENTIONS:
        plain = pattern.sub(common, plain)
    return plain


def phonetic_key(romanized: str) -> str:
    """Return the phonetic key of a name that `romanize` returned.

    The key drops vowels and merges similar consonants: ``genden``, ``gendün`` and ``gendung`` give ``gndn``.
    """
    for pattern, common in _MERGED_SOUNDS:
        romanized = pattern.sub(common, romanized)
    return _DOUBLED.sub(r"\1", _INITIAL_VOWEL.sub("a", _DROPPED.sub("", romanized)))


def _transliterate(text: str) -> str:
    from unicodedata import normalize  # noqa: PLC0415 -- only for other scripts, like the transliterator

    from anyascii import anyascii  # noqa: PLC0415

    return anyascii(normalize("NFC", text).translate(SOUND_LETTERS)).lower()
