"""Quotes with text in brackets: an omission, words of the curator, or a changed word.

``[…]`` and ``[...]`` stand for words that the quote leaves out. Other text in brackets is the curator's: it is added,
or replaces a few words. A word with brackets in it, such as ``[T]he``, is one word of the source with other letters.

The pieces around brackets must stand in the text in their order. Pieces without an omission between them form a run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_BRACKETS: Final = re.compile(r"\[[^\[\]\n]*\]")
_BRACKETED: Final = re.compile(r"(?:[^\s\[\]]*\[[^\[\]\n]*\])+[^\s\[\]]*")
_OMISSION: Final = re.compile(r"\[[\s.…]*\]")
_WORD_CHARACTER: Final = re.compile(r"[^\W_]")

MOST_OMITTED: Final = 1_500
"""The maximum number of words that an omission stands for: about five pages."""

_MOST_REPLACED: Final = 3
"""The maximum number of words of the text that words of the curator replace."""

_MOST_TRIES: Final = 100_000
"""Upper bound of the positions that are tried per quote."""

_BREAK: Final = "\n"

WordRange = tuple[int, int]
"""The first word of a range, and the word after its last."""


class Gap(NamedTuple):
    """The words of the text between two pieces: how many, and the form of a word with brackets in it."""

    least: int = 0
    most: int = 0
    form: str = ""

    @property
    def omits(self) -> bool:
        """Tell whether the gap is an omission."""
        return self.most >= MOST_OMITTED


class Pieces(NamedTuple):
    """The pieces of a quote and the gaps around them: there is one gap more than pieces."""

    texts: tuple[str, ...]
    gaps: tuple[Gap, ...]

    def between(self, before: str | None, after: str | None) -> Pieces:
        """Return the same pieces with the words that must stand before and after them."""
        lead, trail = (before,) if before else (), (after,) if after else ()
        gaps = (*(Gap(),) * len(lead), *self.gaps, *(Gap(),) * len(trail))
        return Pieces((*lead, *self.texts, *trail), gaps)


def has_brackets(quote: str) -> bool:
    """Tell whether a quote has text in brackets."""
    return "[" in quote and _BRACKETS.search(quote) is not None


def pieces(quote: str) -> Pieces:
    """Return the pieces of a quote around its brackets."""
    texts: list[str] = []
    gaps = [Gap()]
    end = 0
    for found in _BRACKETED.finditer(quote):
        _add(texts, gaps, quote[end : found.start()])
        gaps[-1] = _joined(gaps[-1], _gap(found[0]))
        end = found.end()
    _add(texts, gaps, quote[end:])
    return Pieces(tuple(texts), tuple(gaps))


def with_pieces(quote: str, found: Sequence[str]) -> str:
    """Return a quote with other texts in the place of its pieces. Brackets stay."""
    result: list[str] = []
    left, end = iter(found), 0
    for each in _BRACKETED.finditer(quote):
        result += (_replaced(quote[end : each.start()], left), each[0])
        end = each.end()
    return "".join((*result, _replaced(quote[end:], left)))


def _replaced(text: str, left: Iterator[str]) -> str:
    if not _WORD_CHARACTER.search(text):
        return text
    return text.replace(text.strip(), next(left), 1)


def _add(texts: list[str], gaps: list[Gap], text: str) -> None:
    if _WORD_CHARACTER.search(text):
        texts.append(text.strip())
        gaps.append(Gap())


def _gap(bracketed: str) -> Gap:
    """Return the gap that a word with brackets, or brackets alone, stands for."""
    if _WORD_CHARACTER.search(_BRACKETS.sub("", bracketed)):
        letters = (re.escape(normalize(each).replace(" ", "")) for each in _BRACKETS.split(bracketed))
        return Gap(1, 1, r"[^\W_]*".join(letters))
    return Gap(0, MOST_OMITTED if _OMISSION.search(bracketed) else _MOST_REPLACED)


def _joined(one: Gap, other: Gap) -> Gap:
    form = one.form or other.form if one.most + other.most == 1 else ""
    return Gap(one.least + other.least, one.most + other.most, form)


class PieceSearch:
    """A search for pieces in a text with one character per word.

    ``codes`` is that text, in which a line feed ends a paragraph. ``word`` returns the word at a position.
    """

    def __init__(self, codes: str, word: Callable[[int], str]) -> None:
        self._codes = codes
        self._word = word
        self._tries = 0

    def ranges(self, words: Sequence[str], gaps: Sequence[Gap], start: int, end: int) -> list[WordRange] | None:
        """Return the range of each piece. The first one begins from ``start`` to ``end``.

        ``words`` are the pieces as codes. Return None if the text does not contain them in this order.
        """
        self._tries = _MOST_TRIES
        runs = list(_runs(words, gaps))
        found: list[list[WordRange] | None] = [None] * len(runs)
        at = start
        while (first := self._run(runs[0], at)) and first[0][0] < end:
            at, fits = first[0][0] + 1, True
            found[0], last = first, first[-1][1]
            for number, run in enumerate(runs[1:], 1):
                before = found[number]
                if before is None or before[0][0] < last:
                    found[number] = before = self._run(run, last)
                if before is None:
                    return None
                if before[0][0] - last > run.lead.most:
                    fits = False
                    break
                last = before[-1][1]
            if fits:
                return [each for run_found in found for each in run_found or ()]
        return None

    def _run(self, run: _Run, start: int) -> list[WordRange] | None:
        """Return the ranges of the next run of pieces at or after a position."""
        at = self._codes.find(run.words[0], start)
        while at >= 0 and self._tries:
            self._tries -= 1
            found = self._run_at(run, at)
            if found:
                return found
            at = self._codes.find(run.words[0], at + 1)
        return None

    def _run_at(self, run: _Run, at: int) -> list[WordRange] | None:
        if run.lead.form and not self._has_form(run.lead.form, at - 1):
            return None
        found = [(at, at + len(run.words[0]))]
        for gap, words in zip(run.gaps, run.words[1:], strict=True):
            first = self._after_gap(gap, words, found[-1][1])
            if first < 0:
                return None
            found.append((first, first + len(words)))
        if run.trail.form and not self._has_form(run.trail.form, found[-1][1]):
            return None
        return found

    def _after_gap(self, gap: Gap, words: str, end: int) -> int:
        """Return the position of a piece after a gap, or -1."""
        while self._codes[end : end + 1] == _BREAK:
            end += 1
        first = self._codes.find(words, end + gap.least, end + gap.most + len(words))
        return first if first < 0 or not gap.form or self._has_form(gap.form, end) else -1

    def _has_form(self, form: str, at: int) -> bool:
        inside = 0 <= at < len(self._codes) and self._codes[at] != _BREAK
        return inside and re.fullmatch(form, self._word(at), re.IGNORECASE) is not None


class _Run(NamedTuple):
    """Pieces without an omission between them, the gaps between them, and those before and after them."""

    words: tuple[str, ...]
    gaps: tuple[Gap, ...]
    lead: Gap
    trail: Gap


def _runs(words: Sequence[str], gaps: Sequence[Gap]) -> list[_Run]:
    runs: list[_Run] = []
    first = 0
    for number in range(1, len(words) + 1):
        if number == len(words) or gaps[number].omits:
            runs.append(_Run(tuple(words[first:number]), tuple(gaps[first + 1 : number]), gaps[first], gaps[number]))
            first = number
    return runs
