"""Rules for the words that may differ between a quote and the text that nearly contains it.

There are two rules. `AnyWord` is for ``verify``, which shows every difference to the user. `MisspellingTolerance` is
for ``read``, which must not report a claim that a retelling does not make. It accepts misspelled words only, and no
negation between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from genden_cli.text.edit_distance import distance

if TYPE_CHECKING:
    from collections.abc import Container

_ARTICLES: Final = frozenset(
    # English; German, French, Spanish, Italian, Dutch. Words with another meaning in one of them, such as die, are
    # left out.
    "the a an der das den dem ein eine einen einem einer eines le les une el los las il lo gli het een".split()
)
NEGATIONS: Final = frozenset(
    # English (the end of "didn't" is a word); German, French, Spanish, Italian, Dutch; Russian, Mongolian; Chinese,
    # Japanese
    "no not t never none nor neither without nobody nothing nowhere cannot hardly scarcely barely "
    "nicht nichts nie niemals niemand kein keine keinen keinem keiner keines ohne weder kaum "
    "ne n pas jamais sans aucun aucune ni nunca jamas sin ningun ninguno ninguna nadie nada non mai senza nessuno "
    "niet niets nooit geen zonder noch не ни нет без никто ничего никогда вовсе үгүи бус биш "
    "不 没 沒 未 无 無 非 勿 莫".split()
)
"""Words that deny, normalized."""
_SENTENCE_SIGNS: Final = frozenset(".!?…;:。！？；：।॥۔؟")
"""Signs that end a sentence or a clause. The words on the two sides may be about different people."""

_SHORTEST_MISSPELLED, _TWO_TYPOS_FROM = 4, 8
"""The shortest word that may be misspelled, and the shortest that may contain two typos, in letters."""


class Tolerance(Protocol):
    """The rule for words that may differ. All words are normalized."""

    def may_replace(self, expected: str, word: str) -> bool:
        """Tell whether a word of the text may replace a word of the quote."""

    def may_omit(self, expected: str) -> bool:
        """Tell whether the text may omit a word of the quote."""

    def may_insert(self, word: str, signs: str) -> bool:
        """Tell whether the text may insert a word. ``signs`` are the characters around it."""


class AnyWord:
    """Every word may differ, except numbers."""

    def may_replace(self, expected: str, word: str) -> bool:  # noqa: ARG002 -- part of the protocol
        """Tell whether the word of the quote is not a number."""
        return not _has_digit(expected)

    def may_omit(self, expected: str) -> bool:
        """Tell whether the word of the quote is not a number."""
        return not _has_digit(expected)

    def may_insert(self, word: str, signs: str) -> bool:  # noqa: ARG002 -- part of the protocol
        """Return True: every word may be inserted."""
        return True


class MisspellingTolerance:
    """Only misspelled words and articles may differ.

    A word in ``vocabulary``, the words of all claims, counts as spelled correctly.
    """

    def __init__(self, vocabulary: Container[str]) -> None:
        self._vocabulary = vocabulary

    def may_replace(self, expected: str, word: str) -> bool:
        """Tell whether a word is a misspelling of the other, or both are articles."""
        if expected in _ARTICLES and word in _ARTICLES:
            return True
        if (
            len(expected) < _SHORTEST_MISSPELLED
            or expected[0] != word[:1]
            or word in self._vocabulary
            or _has_digit(expected + word)
        ):
            return False
        most = 1 if len(expected) < _TWO_TYPOS_FROM else 2
        return distance(expected, word, most=most) <= most

    def may_omit(self, expected: str) -> bool:
        """Tell whether the word is an article."""
        return expected in _ARTICLES

    def may_insert(self, word: str, signs: str) -> bool:
        """Tell whether the word is no number and no negation, and no sentence ends beside it."""
        return word not in NEGATIONS and not _has_digit(word) and _SENTENCE_SIGNS.isdisjoint(signs)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
