"""Find quotes in a text: exactly, or nearly.

A match is ``exact`` if the text contains the quote character by character and the match cuts no word in two. It is
``nearly`` if the words are the same but for case, accents, spaces and punctuation. It is also ``nearly`` if at most one
word in four was replaced, omitted or inserted; a `Tolerance` decides which words may differ.

A quote may have text in brackets (see `pieces`). The words before and after a quote choose among several places.

All quotes are searched together. Each distinct word of the quotes becomes one character, and the text becomes a string
of these characters. A word search is then a string search. The work per quote has an upper bound, however often the
text repeats itself.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.text.alignment import best_alignment
from genden_cli.text.pieces import PieceSearch, has_brackets, pieces, with_pieces
from genden_cli.text.quote_words import (
    BREAK,
    CONTINUES_WORD,
    LETTER,
    NO_LETTER,
    WORD_OR_BREAK,
    normalized_word,
    normalized_words,
    quote_words,
    wording,
)
from genden_cli.words import MatchKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from genden_cli.text.paragraphs import Paragraph
    from genden_cli.text.pieces import Pieces
    from genden_cli.text.tolerance import Tolerance

_OTHER_WORD, _FIRST_WORD = "\x00", 0xE000
"""Codes: a word that no quote contains, and the first code for a word of a quote."""

_MAX_WORDS: Final = 60
"""Longer quotes are searched exactly only."""

_MAX_CONTEXT: Final = 12
"""The number of words before and after a quote that are compared."""

_BATCH: Final = 12_000
"""The number of quotes searched together. Their distinct words must fit into the code points above U+E000."""

_WORDS_PER_DIFFERENCE, _MAX_DIFFERENCES = 4, 3
_MAX_CANDIDATES: Final = 500
_MAX_COMPARISONS: Final = 4_000
"""Upper bounds per quote: candidate positions, and pairs of words that are aligned."""


class QuoteQuery(NamedTuple):
    """A quote to find. ``paragraphs`` are the first and last paragraph that its locator names.

    ``before`` and ``after`` are words that stand beside it.
    """

    quote: str
    paragraphs: tuple[int, int] | None = None
    before: str | None = None
    after: str | None = None

    @property
    def parted(self) -> bool:
        """Tell whether the quote is searched piece by piece."""
        return bool(self.before or self.after) or has_brackets(self.quote)


class QuotePlace(NamedTuple):
    """The position of a quote: offsets within its paragraph. ``differ`` counts the words that differ.

    ``found`` is the text that stands there, for a quote with brackets; its brackets stay. ``beside`` says that the
    words before and after the quote are those that the query names.
    """

    paragraph: int
    start: int
    end: int
    how: MatchKind
    differ: int
    found: str | None = None
    beside: bool = True


def quote_places(
    text: Sequence[Paragraph], queries: Sequence[QuoteQuery], tolerance: Tolerance
) -> Iterator[QuotePlace | None]:
    """Yield the position of each quote, or None if the text does not contain it.

    The paragraphs that a query names are searched first, then the whole text.
    """
    body = _JoinedText(text)
    for first in range(0, len(queries), _BATCH):
        batch = queries[first : first + _BATCH]
        found = [None if each.before or each.after else body.exact(each) for each in batch]
        remaining = [each for each, place in zip(batch, found, strict=True) if place is None]
        nearly = map(_WordIndex(body, remaining, tolerance).best_place, remaining) if remaining else iter(())
        for place in found:
            yield place or next(nearly)


class _JoinedText:
    """The paragraphs as one string, separated by line feeds."""

    def __init__(self, text: Sequence[Paragraph]) -> None:
        self.text = "\n".join(each.text for each in text)
        self._starts = list(accumulate((len(each.text) + 1 for each in text), initial=0))

    def exact(self, query: QuoteQuery) -> QuotePlace | None:
        quote = query.quote
        if not quote.strip() or "\n" in quote:
            return None
        for start, end in (self.paragraph_range(query), (0, len(self.text))):
            at = self._find(quote, start, end)
            if at >= 0:
                return self.place(at, at + len(quote), MatchKind.EXACT)
        return None

    def paragraph_range(self, query: QuoteQuery) -> tuple[int, int]:
        """Return the start and end offset of the paragraphs that a query names; an empty range if none."""
        first, last = query.paragraphs or (1, 0)
        most = len(self._starts) - 1
        start = self._starts[min(max(first - 1, 0), most)]
        return start, max(self._starts[min(max(last, 0), most)] - 1, 0)

    def place(self, start: int, end: int, how: MatchKind, differ: int = 0) -> QuotePlace:
        number = bisect_right(self._starts, start)
        before = self._starts[number - 1]
        last = self._starts[number] - 1  # a quote with an omission may end in a later paragraph
        return QuotePlace(number, start - before, min(end, last) - before, how, differ)

    def _find(self, quote: str, start: int, end: int) -> int:
        """Return the offset of the quote where it cuts no word in two, or -1."""
        begins, ends = (LETTER.match(each) is not None for each in (quote[0], quote[-1]))
        at = self.text.find(quote, start, end)
        while at >= 0:
            cut = begins and at > 0 and CONTINUES_WORD.match(self.text[at - 1])
            if not cut and not (ends and CONTINUES_WORD.match(self.text, at + len(quote))):
                break
            at = self.text.find(quote, _end_of_word(self.text, at) if begins else at + 1, end)
        return at


@lru_cache(maxsize=1_000)
def _end_of_word(text: str, at: int) -> int:
    """Return the offset where the word around ``at`` ends. No match can begin inside that word."""
    found = NO_LETTER.search(text, at)
    return found.start() if found else len(text)


class _WordIndex:
    """A text as a string with one character per word."""

    def __init__(self, body: _JoinedText, queries: Iterable[QuoteQuery], tolerance: Tolerance) -> None:
        self._body = body
        self._tolerance = tolerance
        self._codes = _WordCodes()
        for each in queries:
            for text in _query_texts(each):
                self._codes.add(text)
        self._starts, self._ends = array("Q"), array("Q")
        characters = []
        for found in WORD_OR_BREAK.finditer(body.text):
            self._starts.append(found.start())
            self._ends.append(found.end())
            characters.append(self._codes[found[0]])
        self._text = "".join(characters)
        self._counts: dict[str, int] = {}

    def best_place(self, query: QuoteQuery) -> QuotePlace | None:
        """Return the position of a quote that the text does not contain character by character."""
        if not query.parted:
            return self.near_place(query)
        parted = pieces(query.quote)
        if query.before or query.after:
            lead, trail = _last_words(query.before or ""), _first_words(query.after or "")
            beside = self._piece_place(query, parted, lead, trail)
            if beside:
                return beside
            elsewhere = self._body.exact(query) or self.best_place(QuoteQuery(query.quote, query.paragraphs))
            return elsewhere and elsewhere._replace(beside=False)
        return self._piece_place(query, parted) or self._near_pieces(query, parted)

    def _piece_place(self, query: QuoteQuery, parted: Pieces, before: str = "", after: str = "") -> QuotePlace | None:
        """Return the position of the pieces of a quote whose words are all there."""
        whole = parted.between(before, after)
        words = [self._codes.encode(each) for each in whole.texts]
        if not parted.texts or not all(0 < len(each) <= _MAX_WORDS for each in words):
            return None
        search = PieceSearch(self._text, self._word)
        start, end = self._body.paragraph_range(query)
        preferred = bisect_left(self._starts, start), bisect_left(self._starts, end)
        for first, last in (preferred, (0, len(self._text))):
            if found := search.ranges(words, whole.gaps, first, last):
                own = found[bool(before) : len(found) - bool(after)]
                return self._pieced(query.quote, parted, own, 0)
        return None

    def _near_pieces(self, query: QuoteQuery, parted: Pieces) -> QuotePlace | None:
        """Return the position of pieces that nearly stand in the text, in their order."""
        found = [self.near_range(QuoteQuery(each, query.paragraphs)) for each in parted.texts]
        matches = [each for each in found if each]
        if not matches or len(matches) < len(found):
            return None
        gaps = zip(parted.gaps[1:], pairwise(matches), strict=False)
        if any(not 0 <= after.start - before.end <= gap.most + _MAX_DIFFERENCES for gap, (before, after) in gaps):
            return None
        differ = sum(each.cost for each in matches) + sum(bool(gap.form) for gap in parted.gaps)
        if not 0 < differ <= sum(each.end - each.start for each in matches) // _WORDS_PER_DIFFERENCE:
            return None
        return self._pieced(query.quote, parted, [(each.start, each.end) for each in matches], differ)

    def _pieced(self, quote: str, parted: Pieces, ranges: Sequence[tuple[int, int]], differ: int) -> QuotePlace:
        spans = [(self._starts[first], self._ends[last - 1]) for first, last in ranges]
        found = [wording(each, self._body.text, *span) for each, span in zip(parted.texts, spans, strict=True)]
        how = MatchKind.EXACT if not differ and found == list(parted.texts) else MatchKind.NEARLY
        place = self._body.place(spans[0][0], spans[-1][1], how, differ)
        return place._replace(found=with_pieces(quote, found)) if has_brackets(quote) else place

    def near_place(self, query: QuoteQuery) -> QuotePlace | None:
        """Return the position of a quote that nearly stands in the text."""
        match = self.near_range(query)
        return self._place(match.start, match.end, match.cost) if match else None

    def near_range(self, query: QuoteQuery) -> _NearMatch | None:
        """Return the range of words that nearly are the quote."""
        words = self._codes.encode(query.quote)
        if not 0 < len(words) <= _MAX_WORDS:
            return None
        start, end = self._body.paragraph_range(query)
        preferred = bisect_left(self._starts, start), bisect_left(self._starts, end)
        at = self._text.find(words, *preferred)
        if at < 0:
            at = self._text.find(words)
        if at >= 0:
            return _NearMatch(0, False, at, at + len(words))  # noqa: FBT003 -- a named tuple
        return self._best_near_match(words, normalized_words(query.quote), preferred)

    def _place(self, first: int, last: int, differ: int) -> QuotePlace:
        return self._body.place(self._starts[first], self._ends[last - 1], MatchKind.NEARLY, differ)

    def _best_near_match(self, words: str, quote_words: Sequence[str], preferred: tuple[int, int]) -> _NearMatch | None:
        """Return the range of words that differs least from the quote, or None if all differ too much."""
        most = min(len(words) // _WORDS_PER_DIFFERENCE, _MAX_DIFFERENCES)
        compared = max(_MAX_COMPARISONS // (len(words) * (len(words) + 2 * most)), 1)
        best: _NearMatch | None = None
        for start, end in islice(self._candidate_ranges(words, most, preferred), compared):
            found = [self._word(at) for at in range(start, end)]
            insertable = [self._tolerance.may_insert(word, self._signs(at)) for at, word in enumerate(found, start)]
            cost, first, last = best_alignment(quote_words, found, insertable, self._tolerance, most)
            elsewhere = not preferred[0] <= start + first < preferred[1]
            match = _NearMatch(cost, elsewhere, start + first, start + last)
            if cost <= most and (best is None or match < best):
                best = match
        return best

    def _candidate_ranges(self, words: str, most: int, preferred: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """Yield the ranges of words that contain enough of the quote's words to be aligned.

        At most ``most`` words may be missing, so at least one of any ``most + 1`` words is present. Therefore the
        rarest ``most + 1`` words lead to every possible position.
        """
        seen = set()
        for hit, offset in islice(self._hits(words, most, preferred), _MAX_CANDIDATES):
            before, after = hit - offset - most, hit - offset + len(words) + most
            if hit - offset not in seen:
                seen.add(hit - offset)
                start = self._text.rfind(BREAK, max(before, 0), hit) + 1 or max(before, 0)
                end = self._text.find(BREAK, hit, after)
                window = self._text[start : end if end >= 0 else after]
                if sum(word in window for word in words) >= len(words) - most:
                    yield start, start + len(window)

    def _hits(self, words: str, most: int, preferred: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """Yield the positions of the quote's rarest words in the text, each with its index in the quote."""
        if not most:
            return
        rarest = sorted(range(len(words)), key=lambda offset: self._count(words[offset]))[: most + 1]
        for start, end in (preferred, (0, len(self._text))):
            for offset in rarest:
                hit = self._text.find(words[offset], start, end)
                while hit >= 0:
                    yield hit, offset
                    hit = self._text.find(words[offset], hit + 1, end)

    def _word(self, at: int) -> str:
        return normalized_word(self._body.text[self._starts[at] : self._ends[at]])

    def _signs(self, at: int) -> str:
        """Return the characters around a word, up to the words before and after it."""
        before = self._ends[at - 1] if at else 0
        after = self._starts[at + 1] if at + 1 < len(self._starts) else len(self._body.text)
        return self._body.text[before : self._starts[at]] + self._body.text[self._ends[at] : after]

    def _count(self, word: str) -> int:
        if word not in self._counts:
            self._counts[word] = self._text.count(word)
        return self._counts[word]


class _NearMatch(NamedTuple):
    """A range of words that nearly matches the quote. The best match sorts first."""

    cost: int
    elsewhere: bool
    start: int
    end: int


class _WordCodes(dict[str, str]):
    """Maps each word as written to its code. Words with the same normalized form share a code."""

    def __init__(self) -> None:
        super().__init__({BREAK: BREAK})
        self._folded: dict[str, str] = {}

    def __missing__(self, word: str) -> str:
        self[word] = code = self._folded.get(normalized_word(word), _OTHER_WORD)
        return code

    def add(self, quote: str) -> None:
        """Assign codes to the words of a quote."""
        for word in quote_words(quote)[:_MAX_WORDS]:
            self._folded.setdefault(normalized_word(word), chr(_FIRST_WORD + len(self._folded)))

    def encode(self, quote: str) -> str:
        """Return the words of a quote as a string of codes."""
        return "".join(self[word] for word in quote_words(quote))


def _query_texts(query: QuoteQuery) -> Iterator[str]:
    """Yield the texts whose words a query looks for."""
    yield query.quote
    if query.parted:
        yield from pieces(query.quote).texts
        yield from (_last_words(query.before or ""), _first_words(query.after or ""))


def _last_words(text: str) -> str:
    return " ".join(quote_words(text)[-_MAX_CONTEXT:])


def _first_words(text: str) -> str:
    return " ".join(quote_words(text)[:_MAX_CONTEXT])
