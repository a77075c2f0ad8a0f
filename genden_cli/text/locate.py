"""Where quotes stand in a text: to the letter, else nearly.

A place is ``exact`` only if the text there is the quote, character by character, and no word is cut. It is ``nearly``
the quote if the words are the same but for case, accents, spaces, dashes, quotation marks and other punctuation, or if
at most one word in four differs, is lacking or put in; `slips` says which words may.

Quotes are looked up together: each distinct word of theirs becomes a character, the text a string of such characters,
and looking for words is looking for a string. The work for a quote is bounded whatever the text repeats.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from genden_cli.text.normalize import normalize
from genden_cli.text.paragraphs import UNSPACED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from genden_cli.text.paragraphs import Paragraph
    from genden_cli.text.tolerance import Tolerance

How = Literal["exact", "nearly"]

_SPACED: Final = f"[^\\W_{UNSPACED}]"
_ACCENTS: Final = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_INVISIBLE: Final = "\u00ad\u180b-\u180f\u200b-\u200d\u2060\ufeff"

_WORD_OR_BREAK: Final = re.compile(f"{_SPACED}+(?:[{_ACCENTS}{_INVISIBLE}]+{_SPACED}*)*|[^\\W_]|\n")
_LETTER: Final = re.compile(_SPACED)
_NO_LETTER: Final = re.compile(f"[\\W_{UNSPACED}]")
_GOES_ON: Final = re.compile(f"{_SPACED}|[{_ACCENTS}]")

_OTHER, _BREAK, _FIRST_WORD = "\x00", "\n", 0xE000
"""Characters that stand for a word of no quote, the end of a paragraph, and (from there on) the words of quotes."""

_MOST_WORDS: Final = 60
"""A longer quote is looked for to the letter only."""

_BATCH: Final = 16_000
"""So many quotes have fewer distinct words than there are characters past the surrogates."""

_WORDS_TO_A_SLIP, _MOST_SLIPS = 4, 3
_MOST_CANDIDATES: Final = 500
_MOST_CELLS: Final = 4_000
"""So many places are tried for a quote with slips, and so many pairs of words compared there."""


class QuoteQuery(NamedTuple):
    """A quote, and the first and last paragraph that it is said to stand in."""

    quote: str
    paragraphs: tuple[int, int] | None = None


class Place(NamedTuple):
    """Where a quote stands: its offsets in the paragraph, and how many words ``differ``."""

    paragraph: int
    start: int
    end: int
    how: How
    differ: int


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded as they are compared."""
    return tuple(word for _, word in words_at(text))


def words_at(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each word of a text begins, and the word, folded."""
    for found in _WORD_OR_BREAK.finditer(text):
        if found[0] != _BREAK:
            yield found.start(), _folded(found[0])


def places(text: Sequence[Paragraph], wanted: Sequence[QuoteQuery], slips: Tolerance) -> Iterator[Place | None]:
    """Yield where each quote stands, None where it does not; first in the paragraphs that it names, else anywhere."""
    body = _Body(text)
    for first in range(0, len(wanted), _BATCH):
        batch = wanted[first : first + _BATCH]
        found = [body.exact(each) for each in batch]
        left = [each for each, place in zip(batch, found, strict=True) if place is None]
        nearly = map(_Words(body, left, slips).near, left) if left else iter(())
        for place in found:
            yield place or next(nearly)


class _Body:
    """The paragraphs as one string, parted by line ends."""

    def __init__(self, text: Sequence[Paragraph]) -> None:
        self.text = "\n".join(each.text for each in text)
        self._starts = list(accumulate((len(each.text) + 1 for each in text), initial=0))

    def exact(self, wanted: QuoteQuery) -> Place | None:
        quote = wanted.quote
        if not quote.strip() or "\n" in quote:
            return None
        for start, end in (self.named(wanted), (0, len(self.text))):
            at = self._find(quote, start, end)
            if at >= 0:
                return self.place(at, at + len(quote), "exact")
        return None

    def named(self, wanted: QuoteQuery) -> tuple[int, int]:
        """Return the beginning and the end of the paragraphs that a quote names; nothing where it names none."""
        first, last = wanted.paragraphs or (1, 0)
        most = len(self._starts) - 1
        start = self._starts[min(max(first - 1, 0), most)]
        return start, max(self._starts[min(max(last, 0), most)] - 1, 0)

    def place(self, start: int, end: int, how: How, differ: int = 0) -> Place:
        number = bisect_right(self._starts, start)
        before = self._starts[number - 1]
        return Place(number, start - before, end - before, how, differ)

    def _find(self, quote: str, start: int, end: int) -> int:
        """Return where the quote stands without a word being cut, or -1."""
        begins, ends = (_LETTER.match(each) is not None for each in (quote[0], quote[-1]))
        at = self.text.find(quote, start, end)
        while at >= 0:
            cut = begins and at > 0 and _GOES_ON.match(self.text[at - 1])
            if not cut and not (ends and _GOES_ON.match(self.text, at + len(quote))):
                break
            at = self.text.find(quote, _end_of_word(self.text, at) if begins else at + 1, end)
        return at


@lru_cache(maxsize=1_000)
def _end_of_word(text: str, at: int) -> int:
    """Return where the word that goes on at ``at`` is over: what begins with a letter cannot begin before."""
    found = _NO_LETTER.search(text, at)
    return found.start() if found else len(text)


class _Words:
    """A text as a string that has a character for each word."""

    def __init__(self, body: _Body, wanted: Iterable[QuoteQuery], slips: Tolerance) -> None:
        self._body = body
        self._slips = slips
        self._codes = _Codes()
        for each in wanted:
            self._codes.add(each.quote)
        self._starts, self._ends = array("Q"), array("Q")
        characters = []
        for found in _WORD_OR_BREAK.finditer(body.text):
            self._starts.append(found.start())
            self._ends.append(found.end())
            characters.append(self._codes[found[0]])
        self._text = "".join(characters)
        self._counts: dict[str, int] = {}

    def near(self, wanted: QuoteQuery) -> Place | None:
        words = self._codes.coded(wanted.quote)
        if not 0 < len(words) <= _MOST_WORDS:
            return None
        start, end = self._body.named(wanted)
        named = bisect_left(self._starts, start), bisect_left(self._starts, end)
        at = self._text.find(words, *named)
        if at < 0:
            at = self._text.find(words)
        if at >= 0:
            return self._place(at, at + len(words), 0)
        slip = self._with_slips(words, folded_words(wanted.quote), named)
        return self._place(slip.start, slip.end, slip.cost) if slip else None

    def _place(self, first: int, last: int, differ: int) -> Place:
        return self._body.place(self._starts[first], self._ends[last - 1], "nearly", differ)

    def _with_slips(self, words: str, quoted: Sequence[str], named: tuple[int, int]) -> _Slip | None:
        """Return the stretch that differs least from the words, if it differs little enough."""
        most = min(len(words) // _WORDS_TO_A_SLIP, _MOST_SLIPS)
        compared = max(_MOST_CELLS // (len(words) * (len(words) + 2 * most)), 1)
        best: _Slip | None = None
        for start, end in islice(self._stretches(words, most, named), compared):
            found = [self._word(at) for at in range(start, end)]
            more = [self._slips.added(word, self._signs(at)) for at, word in enumerate(found, start)]
            cost, first, last = _alignment(quoted, found, more, self._slips, most)
            elsewhere = not named[0] <= start + first < named[1]
            slip = _Slip(cost, elsewhere, start + first, start + last)
            if cost <= most and (best is None or slip < best):
                best = slip
        return best

    def _stretches(self, words: str, most: int, named: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """Yield the stretches that hold enough of the words to be looked at closely.

        Of any ``most + 1`` words of the quote one must be there, so the rarest of them lead to every place.
        """
        seen = set()
        for hit, offset in islice(self._hits(words, most, named), _MOST_CANDIDATES):
            before, after = hit - offset - most, hit - offset + len(words) + most
            if hit - offset not in seen:
                seen.add(hit - offset)
                start = self._text.rfind(_BREAK, max(before, 0), hit) + 1 or max(before, 0)
                end = self._text.find(_BREAK, hit, after)
                stretch = self._text[start : end if end >= 0 else after]
                if sum(word in stretch for word in words) >= len(words) - most:
                    yield start, start + len(stretch)

    def _hits(self, words: str, most: int, named: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """Yield where the rarest words of the quote stand, and their places in the quote."""
        if not most:
            return
        rarest = sorted(range(len(words)), key=lambda offset: self._count(words[offset]))[: most + 1]
        for start, end in (named, (0, len(self._text))):
            for offset in rarest:
                hit = self._text.find(words[offset], start, end)
                while hit >= 0:
                    yield hit, offset
                    hit = self._text.find(words[offset], hit + 1, end)

    def _word(self, at: int) -> str:
        return _folded(self._body.text[self._starts[at] : self._ends[at]])

    def _signs(self, at: int) -> str:
        """Return what stands between a word, those on both sides of it, and the text's ends."""
        before = self._ends[at - 1] if at else 0
        after = self._starts[at + 1] if at + 1 < len(self._starts) else len(self._body.text)
        return self._body.text[before : self._starts[at]] + self._body.text[self._ends[at] : after]

    def _count(self, word: str) -> int:
        if word not in self._counts:
            self._counts[word] = self._text.count(word)
        return self._counts[word]


class _Slip(NamedTuple):
    """A stretch of words that is nearly the quote; the best comes first."""

    cost: int
    elsewhere: bool
    start: int
    end: int


class _Codes(dict[str, str]):
    """The character of each word as written; words that fold to the same have the same."""

    def __init__(self) -> None:
        super().__init__({_BREAK: _BREAK})
        self._folded: dict[str, str] = {}

    def __missing__(self, word: str) -> str:
        self[word] = code = self._folded.get(_folded(word), _OTHER)
        return code

    def add(self, quote: str) -> None:
        """Give the words of a quote their characters."""
        for word in _words(quote)[:_MOST_WORDS]:
            self._folded.setdefault(_folded(word), chr(_FIRST_WORD + len(self._folded)))

    def coded(self, quote: str) -> str:
        """Return a quote's words as characters."""
        return "".join(self[word] for word in _words(quote))


def _words(quote: str) -> list[str]:
    return [word for word in _WORD_OR_BREAK.findall(quote) if word != _BREAK]


def _folded(word: str) -> str:
    return normalize(word).replace(" ", "") or word


def _alignment(
    quoted: Sequence[str], found: Sequence[str], more: Sequence[bool], slips: Tolerance, most: int
) -> tuple[int, int, int]:
    """Return how many words differ where what was found is most like the quote, and where that begins and ends.

    ``more`` tells of each word that was found whether it may stand between those of the quote.

    Sellers' algorithm: an edit distance whose beginning and end are free.
    """
    far = most + 1
    put_in = [1 if may else far for may in more]
    row = [(0, 0, start) for start in range(len(found) + 1)]  # words that differ, less those that do not, beginning
    for word in quoted:
        less = 1 if slips.lacking(word) else far
        cells = [(row[0][0] + less, row[0][1], 0)]
        for other, added, (before, above) in zip(found, put_in, pairwise(row), strict=True):
            same = word == other
            price = 0 if same else 1 if before[0] < most and slips.instead(word, other) else far
            cells.append(
                min(
                    (before[0] + price, before[1] - same, before[2]),
                    (above[0] + less, *above[1:]),
                    (cells[-1][0] + added, *cells[-1][1:]),
                )
            )
        row = cells
    ends = ((*cell[:2], abs(end - cell[2] - len(quoted)), cell[2], end) for end, cell in enumerate(row))
    cost, _, _, start, end = min(ends)
    return cost, start, end
