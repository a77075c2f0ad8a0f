"""Find the quotes of a document in a text: the document itself, another copy, or a retelling.

Quotes are found by their wording only. A sentence without a quote is read for the claims that it seems to make. A quote
or a reading is marked if its sentence denies it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING

from genden_cli.errors import WrongUsage
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import Verdicts, combine_rows
from genden_cli.query.records.sources import source
from genden_cli.query.text.claims_made import ClaimReader, ClaimReading
from genden_cli.query.text.outline import paragraph_range
from genden_cli.text.denial import DenialScope
from genden_cli.text.locate import QuoteQuery, quote_places
from genden_cli.text.paragraphs import paragraphs
from genden_cli.text.quote_words import normalized_words
from genden_cli.text.scripts import foreign_script
from genden_cli.text.sentences import sentences
from genden_cli.text.tolerance import MisspellingTolerance
from genden_cli.words import MatchKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from genden_cli.model import Locator
    from genden_cli.query.records.sources import Assertion
    from genden_cli.text.locate import QuotePlace
    from genden_cli.text.paragraphs import Paragraph
    from genden_cli.words import ClaimState, Verdict


class FoundQuote(NamedTuple):
    """A quote of the document and its position in the text, or a reading of a sentence.

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
    state: ClaimState | None
    because: str | None
    quote: str
    found: str | None
    denied: bool
    at: tuple[Locator, ...]
    line: int


class Sentence(NamedTuple):
    """A sentence as offsets in its paragraph. ``covered`` says that it has a quote.

    If quotes are less than half of it, ``perhaps`` are the other claims that it seems to make.
    """

    start: int
    end: int
    covered: bool
    perhaps: tuple[ClaimReading, ...]


class Passage(NamedTuple):
    """A paragraph of a text with its sentences and the quotes in it, in order."""

    number: int
    text: str
    sentences: tuple[Sentence, ...]
    quotes: tuple[FoundQuote, ...]


class Score(NamedTuple):
    """The number of quotes by kind of match, the verdicts on their claims, and the number of sentences.

    ``uncovered`` sentences have no quote. ``recognized`` of them seem to make a claim; ``unknown`` do not. ``readings``
    are the verdicts on the first claim of each.
    """

    quotes: int
    exact: int
    nearly: int
    missing: int
    denied: int
    verdicts: Verdicts
    sentences: int
    uncovered: int
    recognized: int
    unknown: int
    readings: Verdicts


class AnnotatedText(NamedTuple):
    """A text with the quotes of a document under examination, and with the claims that other sentences seem to make.

    ``source`` and ``title`` are None if the base examines no document. ``script`` is the script of the text if
    no quote is written in it, so that none can match; else None.
    """

    source: str | None
    title: str | None
    text: str
    paragraphs: tuple[Passage, ...]
    missing: tuple[FoundQuote, ...]
    script: str | None
    score: Score


def first_examined(connection: sqlite3.Connection) -> str | None:
    """Return the id of the first document that the base examines, or None if there is none.

    Raise `WrongUsage` if the base has no claim either.
    """
    row = connection.execute(_FIRST_EXAMINED).fetchone()
    if row is None and not connection.execute("SELECT 1 FROM claim LIMIT 1").fetchone():
        hints = ("--as SOURCE says whose claims to look for",)
        raise WrongUsage("this base examines no document", hints=hints)
    return None if row is None else str(row[0])


def annotated_text(connection: sqlite3.Connection, id_: str | None, text: str, *, name: str) -> AnnotatedText:
    """Return the text called ``name`` with the quotes of a document and the claims that its other sentences make."""
    record = source(connection, id_) if id_ else None
    claims = record.claims if record else ()
    blocks = paragraphs(text, (assertion.quote for assertion in claims if assertion.quote))
    found = found_quotes(blocks, claims)
    passages = tuple(_passages(blocks, found, ClaimReader(connection)))
    missing = tuple(each for each in found if each.how is MatchKind.MISSING)
    strange = foreign_script(text, (each.quote for each in found)) if len(missing) == len(found) else None
    title = record.title if record else None
    return AnnotatedText(id_, title, name, passages, missing, strange, _score(passages, found))


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


def rows(answer: AnnotatedText) -> tuple[FoundQuote, ...]:
    """Return quotes and readings as rows of a table, in the order of the text. Missing quotes come last.

    A reading has no quote, and ``found`` is its sentence.
    """
    placed = [row for passage in answer.paragraphs for row in (*passage.quotes, *_reading_rows(passage))]
    placed.sort(key=lambda row: (row.paragraph or 0, row.start or 0, -(row.end or 0)))
    return (*placed, *answer.missing)


def _reading_rows(passage: Passage) -> Iterator[FoundQuote]:
    for sentence in passage.sentences:
        found = passage.text[sentence.start : sentence.end]
        for each in sentence.perhaps:
            yield combine_rows(
                FoundQuote,
                each,
                paragraph=passage.number,
                start=sentence.start,
                end=sentence.end,
                how=MatchKind.READING,
                differ=0,
                because=None,
                quote="",
                found=found,
                at=(),
            )


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


def _passages(blocks: Sequence[Paragraph], quotes: Iterable[FoundQuote], reader: ClaimReader) -> Iterator[Passage]:
    by_paragraph: dict[int | None, list[FoundQuote]] = {}
    for quote in quotes:
        by_paragraph.setdefault(quote.paragraph, []).append(quote)
    for number, text in blocks:
        own = sorted(by_paragraph.get(number, ()), key=lambda each: (each.start or 0, -(each.end or 0)))
        spans = [(start, end) for start, end in sentences(text) if any(map(str.isalnum, text[start:end]))]
        marked = []
        for start, end, inside in _with_quotes(spans, own):
            readings = reader.readings(text[start:end], quoted=2 * _length(inside, start, end) >= end - start)
            claims = {each.claim for each in inside}
            others = tuple(each for each in readings if each.claim not in claims)
            marked.append(Sentence(start, end, bool(inside), others))
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


def _with_quotes(
    spans: Sequence[tuple[int, int]], quotes: Iterable[FoundQuote]
) -> Iterator[tuple[int, int, list[FoundQuote]]]:
    """Yield the sentences, each with the quotes that touch it."""
    touching: dict[int, list[FoundQuote]] = {}
    for quote in quotes:
        for number in _sentence_range(spans, quote):
            touching.setdefault(number, []).append(quote)
    for number, (start, end) in enumerate(spans):
        yield start, end, touching.get(number, [])


def _length(quotes: Iterable[FoundQuote], start: int, end: int) -> int:
    """Return how many characters of a sentence are in quotes, which begin in order and may overlap."""
    length = 0
    for quote in quotes:
        first = max(quote.start or 0, start)
        last = min(quote.end or 0, end)
        length += max(last - first, 0)
        start = max(start, last)
    return length


def _score(passages: Iterable[Passage], found: Sequence[FoundQuote]) -> Score:
    how = Counter(each.how for each in found)
    verdicts = Counter({each.claim: each.verdict for each in found if each.how is not MatchKind.MISSING}.values())
    told = [sentence for passage in passages for sentence in passage.sentences]
    uncovered = sum(not sentence.covered for sentence in told)
    firsts = Counter(each.perhaps[0].verdict for each in told if each.perhaps and not each.covered)
    recognized = firsts.total()
    return Score(
        quotes=len(found),
        exact=how[MatchKind.EXACT],
        nearly=how[MatchKind.NEARLY],
        missing=how[MatchKind.MISSING],
        denied=sum(quote.denied for passage in passages for quote in passage.quotes),
        verdicts=_verdicts(verdicts),
        sentences=len(told),
        uncovered=uncovered,
        recognized=recognized,
        unknown=uncovered - recognized,
        readings=_verdicts(firsts),
    )


def _verdicts(counts: Mapping[Verdict, int]) -> Verdicts:
    return Verdicts(**{str(word): number for word, number in counts.items()})


_FIRST_EXAMINED = "SELECT source FROM examined ORDER BY position LIMIT 1"
