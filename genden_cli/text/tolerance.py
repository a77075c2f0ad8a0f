"""Which words of a text may stand for those of a quote that nearly stands there.

Two callers need this. `verify` shows whatever stands in the place of a quote: `AnyWord`. `read` must not report a claim
that a retelling does not make: `MisspellingTolerance` accepts misspelt words only, and
no denial between them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from genden_cli.text.edit_distance import distance

if TYPE_CHECKING:
    from collections.abc import Container

_ARTICLES: Final = frozenset(
    # English; German, French, Spanish, Italian, Dutch. What is another word too in one of these, such as die, is left
    # out.
    "the a an der das den dem ein eine einen einem einer eines le les une el los las il lo gli het een".split()
)
_NEGATIONS: Final = frozenset(
    # English (the end of "didn't" is a word); German, French, Spanish, Italian, Dutch; Russian; Chinese, Japanese
    "no not t never none nor neither without nobody nothing nowhere cannot hardly scarcely barely "
    "nicht nichts nie niemals niemand kein keine keinen keinem keiner keines ohne weder kaum "
    "ne n pas jamais sans aucun aucune ni nunca jamas sin ningun ninguno ninguna nadie nada non mai senza nessuno "
    "niet niets nooit geen zonder noch не ни нет без никто ничего никогда вовсе "
    "不 没 沒 未 无 無 非 勿 莫".split()
)
_DENIALS: Final = frozenset(
    "deny denies denied denying denial denials false falsely falsehood untrue myth myths legend legends".split()
)
"""English words that deny what is told beside them; between the words of a quote they are words like others."""

_PARTING: Final = frozenset(".!?…;:。！？；：।॥۔؟")
"""Of these signs, what is said on one side may be said of somebody else than on the other."""

_SHORT, _LONG = 4, 8
"""Shorter words are a letter away from others; so many letters may hold two slips."""


class Tolerance(Protocol):
    """What of a quote's words may differ; words are folded."""

    def instead(self, quoted: str, word: str) -> bool:
        """Tell whether a word of the text may stand for another of the quote."""

    def lacking(self, quoted: str) -> bool:
        """Tell whether a word of the quote may be left out."""

    def added(self, word: str, signs: str) -> bool:
        """Tell whether a word of the text, with such signs around it, may stand between those of the quote."""


class AnyWord:
    """Every word may differ but a number."""

    def instead(self, quoted: str, word: str) -> bool:  # noqa: ARG002 -- whatever it is
        """Tell whether the word of the quote is no number."""
        return not _has_digit(quoted)

    def lacking(self, quoted: str) -> bool:
        """Tell whether the word of the quote is no number."""
        return not _has_digit(quoted)

    def added(self, word: str, signs: str) -> bool:  # noqa: ARG002 -- whatever it is
        """Let every word pass."""
        return True


class MisspellingTolerance:
    """No word may differ but by a letter or two, and an article.

    Where a word is one that claims are told in (``known``), it is that word, and no other misspelt.
    """

    def __init__(self, known: Container[str]) -> None:
        self._known = known

    def instead(self, quoted: str, word: str) -> bool:
        """Tell whether the word is the other, misspelt, or both are articles."""
        if quoted in _ARTICLES and word in _ARTICLES:
            return True
        if len(quoted) < _SHORT or quoted[0] != word[:1] or word in self._known or _has_digit(quoted + word):
            return False
        most = 1 if len(quoted) < _LONG else 2
        return distance(quoted, word, most=most) <= most

    def lacking(self, quoted: str) -> bool:
        """Tell whether the word is an article."""
        return quoted in _ARTICLES

    def added(self, word: str, signs: str) -> bool:
        """Tell whether the word is no number, denies nothing, and neither begins nor ends a sentence."""
        return word not in _NEGATIONS and not _has_digit(word) and _PARTING.isdisjoint(signs)


def denies(word: str) -> bool:
    """Tell whether a folded word denies what is told in its sentence, or may."""
    return word in _NEGATIONS or word in _DENIALS


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
