"""Edit distance between two words, and the suggestions made from it.

This module alone knows how many typos a word of a given length may contain. It compares letters only: words that sound
alike are the business of `phonetics`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

TYPO_ALLOWANCES: Final = (0, 0, 0, 1, 1, 2, 2, 2, 2, 3)
"""The number of typos allowed in a word, by its length in letters. The last entry holds for longer words."""


def typo_allowance(length: int) -> int:
    """Return the number of typos allowed in a word of ``length`` letters."""
    return TYPO_ALLOWANCES[min(length, len(TYPO_ALLOWANCES) - 1)]


def distance(one: str, other: str, *, most: int) -> int:
    """Return the edit distance between two words, at most ``most + 1``.

    This is the optimal string alignment distance: it counts insertions, deletions, substitutions and swaps of two
    neighbours. A different first letter costs one more, because people rarely mistype the first letter.
    """
    if one == other:
        return 0
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return most + 1
    far = most + 1
    earlier = before = row = [min(j, far) for j in range(len(other) + 1)]
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [far] * (len(other) + 1)
        row[0] = min(i, far)
        for j in range(max(i - most, 1), min(i + most, len(other)) + 1):  # cells outside this band exceed `most`
            its = other[j - 1]
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, earlier[j - 2] + 1)
            row[j] = cost
        if min(row) > most:
            return far
    return min(row[-1] + (one[:1] != other[:1]), far)


def nearest(typed: str, words: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Return the words closest to ``typed``, the closest first, at most ``most`` of them.

    A word that begins with ``typed`` has distance 0.
    """
    known = {word: word.casefold() for word in words}
    typed = typed.casefold()
    limit = typo_allowance(len(typed))
    ranked = [
        (0 if len(typed) > 1 and plain.startswith(typed) else distance(typed, plain, most=limit), number, word)
        for number, (word, plain) in enumerate(known.items())
    ]
    return tuple(word for far, _, word in sorted(ranked) if far <= limit)[:most]


def suggestion(words: Iterable[str], *, form: str = "{}") -> tuple[str, ...]:
    """Return a "did you mean" hint for the words, or nothing if there are none.

    ``form`` is a format string that is applied to each word.
    """
    names = " or ".join(form.format(each) for each in words)
    return (f"did you mean {names}?",) if names else ()
