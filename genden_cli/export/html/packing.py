"""Whole numbers as a short text of printable characters, for the index in a page.

Frequent numbers should be small: a number below 40 takes one character, one below 3,910 two.
"""

from __future__ import annotations

from itertools import accumulate, takewhile
from string import ascii_uppercase
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

ALPHABET: Final = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\<>&')
"""The characters: printable ASCII without those that JSON or HTML escapes."""

LEADS: Final = (40, 43, 6, 1)
"""How many of the characters begin a number of one character, of two, of three, and of four."""

_BASE: Final = len(ALPHABET)
_STEPS: Final = tuple(
    (sum(LEADS[:length]), _BASE**length, first)
    for length, first in enumerate(
        accumulate((count * _BASE**length for length, count in enumerate(LEADS[:-1])), initial=0)
    )
)


def pack(numbers: Iterable[int]) -> str:
    """Return whole numbers from 0 as a text.

    >>> pack([0, 39, 40])
    ' KL '
    """
    return "".join(map(_packed, numbers))


def _packed(number: int) -> str:
    lead, size, first = next(step for step in reversed(_STEPS) if number >= step[2])
    rest = number - first
    text = ALPHABET[lead + rest // size]
    while size > 1:
        rest, size = rest % size, size // _BASE
        text += ALPHABET[rest // size]
    return text


def front_coded(words: Iterable[str]) -> str:
    """Return words in small letters as one text, which is short if they are sorted.

    Each word is a capital letter and the rest of the word. The letter says how many letters are as in the word before.

    >>> front_coded(["die", "died", "pipe"])
    'AdieDdApipe'
    """
    pieces = []
    before = ""
    for word in words:
        same = takewhile(lambda pair: pair[0] == pair[1], zip(before, word, strict=False))
        shared = min(sum(1 for _ in same), len(ascii_uppercase) - 1)
        pieces.append(ascii_uppercase[shared] + word[shared:])
        before = word
    return "".join(pieces)
