"""How names are heard: one form for what several conventions of transliteration make of a name.

Only what is not ASCII needs the transliterator, which costs 20 ms to import.
"""

from __future__ import annotations

import re
from typing import Final

from genden_cli.text.normalize import normalize

# Letters that the conventions of Central Europe and Turkey write for a sound that others spell out.
_LETTERS: Final = str.maketrans(
    {"č": "ch", "ç": "ch", "ć": "ch", "š": "sh", "ş": "sh", "ś": "sh", "ž": "zh", "ż": "zh", "ź": "zh", "ǰ": "j"}
)
_MARKS: Final = re.compile("['\"`´ʹʺʼ’]")

# What one convention or another writes, and what is kept; in this order.
_CONVENTIONS: Final = tuple(
    (re.compile(pattern), kept)
    for pattern, kept in (
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
_ALIKE: Final = tuple((re.compile(pattern), kept) for pattern, kept in ((r"ch", "c"), (r"sh|ts", "s"), (r"j", "z")))
_UNHEARD: Final = re.compile(r"(?<=\w)[aeiouh]+")
_FIRST: Final = re.compile(r"\b[aeiou]")
_TWICE: Final = re.compile(r"(\w)\1+")


def romanize(text: str) -> str:
    """Return a name in Latin letters as the conventions agree on it.

    ``Чойбалсан``, ``Čojbalsan`` and ``Choybalsan`` give ``choibalsan``.
    """
    plain = _MARKS.sub("", text.lower())
    if not plain.isascii():
        plain = _MARKS.sub("", _transliterated(plain))
    plain = normalize(plain)
    for pattern, kept in _CONVENTIONS:
        plain = pattern.sub(kept, plain)
    return plain


def phonetic_key(heard: str) -> str:
    """Return what is left of a name as `latin` gives it when vowels and kindred consonants are not told apart.

    ``genden``, ``gendün`` and ``gendung`` give ``gndn``.
    """
    for pattern, kept in _ALIKE:
        heard = pattern.sub(kept, heard)
    return _TWICE.sub(r"\1", _FIRST.sub("a", _UNHEARD.sub("", heard)))


def _transliterated(text: str) -> str:
    from unicodedata import normalize  # noqa: PLC0415 -- for other scripts alone, like the transliterator

    from anyascii import anyascii  # noqa: PLC0415

    return anyascii(normalize("NFC", text).translate(_LETTERS)).lower()
