"""Find the quotes of a document in a text: the document itself, another copy, or a retelling.

Quotes are found by their wording only. For sentences without a quote, similar claims are guessed at. A sentence with a
negation beside a quote is marked, because it may deny what the quote says.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli.errors import WrongUsage
from genden_cli.query.records.fetch import Verdicts, combine_rows
from genden_cli.query.records.sources import source
from genden_cli.query.search.similar import SimilarClaim, SimilarClaimFinder
from genden_cli.query.text.outline import paragraph_range
from genden_cli.text.denial import DenialScope
from genden_cli.text.locate import QuoteQuery, normalized_words, quote_places
from genden_cli.text.paragraphs import paragraphs
from genden_cli.text.scripts import foreign_script
from genden_cli.text.sentences import sentences
from genden_cli.text.tolerance import MisspellingTolerance
from genden_cli.words import MatchKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from genden_cli.model import Locator
    from genden_cli.query.records.sources import Assertion
    from genden_cli.text.locate import QuotePlace
    from genden_cli.text.paragraphs import Paragraph
    from genden_cli.words import Verdict

MAX_GUESSES: Final = 200
"""Similar claims are searched for at most this many sentences."""


class FoundQuote(NamedTuple):
    """A quote of the document and its position in the text.

    ``at`` is the locator in the base. ``start`` and ``end`` are offsets in the paragraph, and ``found`` is the text
    between them. ``differ`` counts the words that differ from the quote. ``denied`` says that its sentence has a word
    of denial outside the quote.
    """

    paragraph: int | None
    start: int | None
    end: int | None
    how: MatchKind
    differ: int
    claim: str
    says: str
    verdict: Verdict
    because: str | None
    quote: str
    found: str | None
    denied: bool
    at: tuple[Locator, ...]
    line: int


class Sentence(NamedTuple):
    """A sentence as offsets in its paragraph. ``perhaps`` are similar claims if no quote covers it."""

    start: int
    end: int
    covered: bool
    perhaps: tuple[SimilarClaim, ...]


class Passage(NamedTuple):
    """A paragraph of a text with its sentences and the quotes in it, in order."""

    number: int
    text: str
    sentences: tuple[Sentence, ...]
    quotes: tuple[FoundQuote, ...]


class Score(NamedTuple):
    """The number of quotes by kind of match, the verdicts on their claims, and the sentences without a quote."""

    quotes: int
    exact: int
    nearly: int
    missing: int
    denied: int
    verdicts: Verdicts
    sentences: int
    uncovered: int


class AnnotatedText(NamedTuple):
    """A text with the quotes of a document under examination.

    ``script`` is the script of the text if no quote is written in it, so that none can match; else None.
    """

    source: str
    title: str
    text: str
    paragraphs: tuple[Passage, ...]
    missing: tuple[FoundQuote, ...]
    script: str | None
    score: Score


def first_examined(connection: sqlite3.Connection) -> str:
    """Return the id of the first document that the base examines; raise `WrongUsage` if there is none."""
    row = connection.execute(_FIRST_EXAMINED).fetchone()
    if row is None:
        hints = ("--as SOURCE says whose claims to look for",)
        raise WrongUsage("this base examines no document", hints=hints)
    return str(row[0])


def annotated_text(connection: sqlite3.Connection, id_: str, text: str, *, name: str) -> AnnotatedText:
    """Return the text called ``name`` with the positions of the quotes of a document."""
    record = source(connection, id_)
    blocks = paragraphs(text, (assertion.quote for assertion in record.claims if assertion.quote))
    found = found_quotes(blocks, record.claims)
    similar = SimilarClaimFinder(connection)
    passages = tuple(_passages(blocks, found, similar))
    missing = tuple(each for each in found if each.how is MatchKind.MISSING)
    strange = foreign_script(text, (each.quote for each in found)) if len(missing) == len(found) else None
    return AnnotatedText(id_, record.title, name, passages, missing, strange, _score(passages, found))


def found_quotes(blocks: Sequence[Paragraph], claims: Iterable[Assertion]) -> tuple[FoundQuote, ...]:
    """Return the quotes of claims with their positions in a text, in the order of the claims."""
    assertions = [assertion for assertion in claims if assertion.quote]
    queries = [QuoteQuery(assertion.quote or "", paragraph_range(assertion.at)) for assertion in assertions]
    found = quote_places(blocks, queries, misspelling_tolerance(assertions))
    return tuple(_found_quote(blocks, *pair) for pair in zip(assertions, found, strict=True))


def misspelling_tolerance(claims: Iterable[Assertion]) -> MisspellingTolerance:
    """Return the rule for the words that may differ from the quotes of these claims."""
    return MisspellingTolerance(
        {word for assertion in claims for word in normalized_words(f"{assertion.says} {assertion.quote or ''}")}
    )


def quote_rows(answer: AnnotatedText) -> tuple[FoundQuote, ...]:
    """Return the quotes as rows of a table: in the order of the text, then those that are missing."""
    return (*(quote for passage in answer.paragraphs for quote in passage.quotes), *answer.missing)


def _found_quote(blocks: Sequence[Paragraph], assertion: Assertion, place: QuotePlace | None) -> FoundQuote:
    return combine_rows(
        FoundQuote,
        assertion,
        paragraph=place.paragraph if place else None,
        start=place.start if place else None,
        end=place.end if place else None,
        how=place.how if place else MatchKind.MISSING,
        differ=place.differ if place else 0,
        found=blocks[place.paragraph - 1].text[place.start : place.end] if place else None,
        denied=False,
    )


def _passages(
    blocks: Sequence[Paragraph], quotes: Iterable[FoundQuote], similar: SimilarClaimFinder
) -> Iterator[Passage]:
    by_paragraph: dict[int | None, list[FoundQuote]] = {}
    for quote in quotes:
        by_paragraph.setdefault(quote.paragraph, []).append(quote)
    remaining = MAX_GUESSES
    for number, text in blocks:
        own = sorted(by_paragraph.get(number, ()), key=lambda each: (each.start or 0, -(each.end or 0)))
        marked = []
        spans = [(start, end) for start, end in sentences(text) if any(map(str.isalnum, text[start:end]))]
        for start, end, covered in _with_coverage(spans, own):
            guesses = () if covered or remaining == 0 else similar.claims(text[start:end])
            remaining -= not covered and remaining > 0
            marked.append(Sentence(start, end, covered, guesses))
        yield Passage(number, text, tuple(marked), tuple(_mark_denied(text, spans, own)))


def _mark_denied(text: str, spans: Sequence[tuple[int, int]], quotes: Sequence[FoundQuote]) -> Iterator[FoundQuote]:
    """Yield the quotes of a paragraph. A word outside a quote that denies it sets ``denied``."""
    scopes: dict[tuple[int, int], DenialScope] = {}
    for quote in quotes:
        start, end = quote.start or 0, quote.end or 0
        touched = [spans[each] for each in _sentence_range(spans, quote)] or [(start, end)]
        around = touched[0][0], touched[-1][1]
        if around not in scopes:
            scopes[around] = DenialScope(text[slice(*around)])
        yield quote._replace(denied=scopes[around].deny(start - around[0], end - around[0]))


def _sentence_range(spans: Sequence[tuple[int, int]], quote: FoundQuote) -> range:
    """Return the indexes of the sentences that a quote touches."""
    first = bisect_right(spans, quote.start or 0, key=itemgetter(1))
    return range(first, bisect_left(spans, quote.end or 0, key=itemgetter(0)))


def _with_coverage(spans: Sequence[tuple[int, int]], quotes: Iterable[FoundQuote]) -> Iterator[tuple[int, int, bool]]:
    """Yield the sentences, and whether a quote touches them."""
    touched = {number for quote in quotes for number in _sentence_range(spans, quote)}
    for number, (start, end) in enumerate(spans):
        yield start, end, number in touched


def _score(passages: Iterable[Passage], found: Sequence[FoundQuote]) -> Score:
    how = Counter(each.how for each in found)
    verdicts = Counter({each.claim: each.verdict for each in found if each.how is not MatchKind.MISSING}.values())
    covered = Counter(sentence.covered for passage in passages for sentence in passage.sentences)
    return Score(
        quotes=len(found),
        exact=how[MatchKind.EXACT],
        nearly=how[MatchKind.NEARLY],
        missing=how[MatchKind.MISSING],
        denied=sum(quote.denied for passage in passages for quote in passage.quotes),
        verdicts=Verdicts(**{str(word): number for word, number in verdicts.items()}),
        sentences=covered.total(),
        uncovered=covered[False],
    )


_FIRST_EXAMINED = "SELECT source FROM examined ORDER BY position LIMIT 1"
