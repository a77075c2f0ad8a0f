"""How near two spellings are: what the eye or the hand mistakes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_SLIPS: Final = (0, 0, 0, 1, 1, 2, 2, 2, 2, 3)
"""How many slips of the pen a word of so many letters may hold and still be meant."""


def typo_allowance(length: int) -> int:
    """Return how many slips of the pen a word of so many letters may hold."""
    return _SLIPS[min(length, len(_SLIPS) - 1)]


def distance(one: str, other: str, *, most: int) -> int:
    """Return how many slips lead from one word to the other, no further than ``most`` and one more.

    A slip is a letter too many, too few, another, or two that changed places (Damerau and Levenshtein, each letter
    touched once). A wrong first letter counts twice: it is the one that people get right.
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
        for j in range(max(i - most, 1), min(i + most, len(other)) + 1):  # further aside is too far
            its = other[j - 1]
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, earlier[j - 2] + 1)
            row[j] = cost
        if min(row) > most:
            return far
    return min(row[-1] + (one[:1] != other[:1]), far)


def nearest(typed: str, words: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Return the words that ``typed`` may be meant for, the nearest first; those that it begins count as near."""
    known = {word: word.casefold() for word in words}
    typed = typed.casefold()
    limit = typo_allowance(len(typed))
    ranked = [
        (0 if len(typed) > 1 and plain.startswith(typed) else distance(typed, plain, most=limit), number, word)
        for number, (word, plain) in enumerate(known.items())
    ]
    return tuple(word for far, _, word in sorted(ranked) if far <= limit)[:most]


def proposal(found: Iterable[str], *, form: str = "{}") -> tuple[str, ...]:
    """Return the hint that proposes what was `nearest`, if there is anything to propose."""
    named = " or ".join(form.format(each) for each in found)
    return (f"did you mean {named}?",) if named else ()
