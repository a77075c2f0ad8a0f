"""A text held against the claims of a document under examination: the document itself, another copy, a retelling."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli.errors import WrongUsage
from genden_cli.query.records.fetch import Verdicts, combine_rows
from genden_cli.query.records.sources import source
from genden_cli.query.search.similar import Similar, SimilarRecord
from genden_cli.query.text.outline import named_paragraphs
from genden_cli.text.locate import QuoteQuery, normalized_words, quote_places, word_offsets
from genden_cli.text.paragraphs import paragraphs
from genden_cli.text.scripts import foreign_script
from genden_cli.text.sentences import sentences
from genden_cli.text.tolerance import MisspellingTolerance, denies

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from genden_cli.query.records.fetch import Locator
    from genden_cli.query.records.sources import Assertion
    from genden_cli.text.locate import QuotePlace
    from genden_cli.text.paragraphs import Paragraph

MOST_GUESSES: Final = 200
"""For so many sentences that no claim covers, similar claims are looked for."""


class FoundQuote(NamedTuple):
    """A quote of the document, and where it stands in the text: ``how`` is exact, nearly or missing.

    ``at`` is where the base has it; ``start`` and ``end`` are offsets in the paragraph, ``found`` is what stands there,
    ``differ`` counts the words that are not the quote's; ``denied`` says that a word beside it in its sentence denies.
    """

    paragraph: int | None
    start: int | None
    end: int | None
    how: str
    differ: int
    claim: str
    says: str
    verdict: str
    because: str | None
    quote: str
    found: str | None
    denied: bool
    at: tuple[Locator, ...]
    line: int


class Sentence(NamedTuple):
    """A sentence of a text, as offsets in its paragraph; ``perhaps`` are guesses where no claim covers it."""

    start: int
    end: int
    covered: bool
    perhaps: tuple[SimilarRecord, ...]


class Passage(NamedTuple):
    """A paragraph of a text with the quotes that stand in it, in its order."""

    number: int
    text: str
    sentences: tuple[Sentence, ...]
    quotes: tuple[FoundQuote, ...]


class Score(NamedTuple):
    """How many quotes stand in a text and how, the verdicts on the claims they make, and how much nothing covers."""

    quotes: int
    exact: int
    nearly: int
    missing: int
    denied: int
    verdicts: Verdicts
    sentences: int
    uncovered: int


class AnnotatedText(NamedTuple):
    """A text held against the claims of a document under examination.

    ``script`` is the one that the text is in, where no quote is in it, so that none can be found.
    """

    source: str
    title: str
    text: str
    paragraphs: tuple[Passage, ...]
    missing: tuple[FoundQuote, ...]
    script: str | None
    score: Score


def examined(connection: sqlite3.Connection) -> str:
    """Return the id of the first document that the base examines; raise `WrongUsage` where it examines none."""
    row = connection.execute(_FIRST_EXAMINED).fetchone()
    if row is None:
        hints = ("--as SOURCE says whose claims to look for",)
        raise WrongUsage("this base examines no document", hints=hints)
    return str(row[0])


def reading(connection: sqlite3.Connection, id_: str, text: str, *, name: str) -> AnnotatedText:
    """Return the text called ``name`` with the quotes of a document where they stand in it, exactly or nearly."""
    record = source(connection, id_)
    blocks = paragraphs(text, (made.quote for made in record.claims if made.quote))
    quoted = located(blocks, record.claims)
    similar = Similar(connection)
    passages = tuple(_passages(blocks, quoted, similar))
    missing = tuple(each for each in quoted if each.how == "missing")
    strange = foreign_script(text, (each.quote for each in quoted)) if len(missing) == len(quoted) else None
    return AnnotatedText(id_, record.title, name, passages, missing, strange, _score(passages, quoted))


def located(blocks: Sequence[Paragraph], claims: Iterable[Assertion]) -> tuple[FoundQuote, ...]:
    """Return the quotes of claims with their places in a text, in the order of the claims."""
    quoted = [made for made in claims if made.quote]
    wanted = [QuoteQuery(made.quote or "", named_paragraphs(made.at)) for made in quoted]
    found = quote_places(blocks, wanted, slips(quoted))
    return tuple(_quoted(blocks, *pair) for pair in zip(quoted, found, strict=True))


def slips(claims: Iterable[Assertion]) -> MisspellingTolerance:
    """Return what may differ in a quote of these claims that nearly stands in a text."""
    return MisspellingTolerance(
        {word for made in claims for word in normalized_words(f"{made.says} {made.quote or ''}")}
    )


def rows(answer: AnnotatedText) -> tuple[FoundQuote, ...]:
    """Return a reading as lines of a table: the quotes as they stand in the text, then those that do not."""
    return (*(quote for passage in answer.paragraphs for quote in passage.quotes), *answer.missing)


def _quoted(blocks: Sequence[Paragraph], made: Assertion, place: QuotePlace | None) -> FoundQuote:
    return combine_rows(
        FoundQuote,
        made,
        paragraph=place.paragraph if place else None,
        start=place.start if place else None,
        end=place.end if place else None,
        how=place.how if place else "missing",
        differ=place.differ if place else 0,
        found=blocks[place.paragraph - 1].text[place.start : place.end] if place else None,
        denied=False,
    )


def _passages(blocks: Sequence[Paragraph], quoted: Iterable[FoundQuote], similar: Similar) -> Iterator[Passage]:
    found: dict[int | None, list[FoundQuote]] = {}
    for quote in quoted:
        found.setdefault(quote.paragraph, []).append(quote)
    left = MOST_GUESSES
    for number, text in blocks:
        quotes = sorted(found.get(number, ()), key=lambda each: (each.start or 0, -(each.end or 0)))
        marked = []
        told = [(start, end) for start, end in sentences(text) if any(map(str.isalnum, text[start:end]))]
        for start, end, covered in _covered(told, quotes):
            guesses = () if covered or left == 0 else similar.claims(text[start:end])
            left -= not covered and left > 0
            marked.append(Sentence(start, end, covered, guesses))
        yield Passage(number, text, tuple(marked), tuple(_denied(text, told, quotes)))


def _denied(text: str, told: Sequence[tuple[int, int]], quotes: Sequence[FoundQuote]) -> Iterator[FoundQuote]:
    """Yield the quotes of a paragraph; of those beside which their sentence has a word that denies, it is said."""
    denying = [at for at, word in word_offsets(text) if denies(word)] if quotes else []
    for quote in quotes:
        start, end = quote.start or 0, quote.end or 0
        around = [told[each] for each in _touched(told, quote)] or [(start, end)]
        before = bisect_left(denying, start) - bisect_left(denying, around[0][0])
        after = bisect_left(denying, around[-1][1]) - bisect_left(denying, end)
        yield quote._replace(denied=before > 0 or after > 0)


def _touched(told: Sequence[tuple[int, int]], quote: FoundQuote) -> range:
    """Return the numbers of the sentences that a quote stands in."""
    first = bisect_right(told, quote.start or 0, key=itemgetter(1))
    return range(first, bisect_left(told, quote.end or 0, key=itemgetter(0)))


def _covered(told: Sequence[tuple[int, int]], quotes: Iterable[FoundQuote]) -> Iterator[tuple[int, int, bool]]:
    """Yield the sentences, and whether a quote stands in them."""
    touched = {number for quote in quotes for number in _touched(told, quote)}
    for number, (start, end) in enumerate(told):
        yield start, end, number in touched


def _score(passages: Iterable[Passage], quoted: Sequence[FoundQuote]) -> Score:
    how = Counter(each.how for each in quoted)
    verdicts = Counter({each.claim: each.verdict for each in quoted if each.how != "missing"}.values())
    covered = Counter(sentence.covered for passage in passages for sentence in passage.sentences)
    return Score(
        quotes=len(quoted),
        exact=how["exact"],
        nearly=how["nearly"],
        missing=how["missing"],
        denied=sum(quote.denied for passage in passages for quote in passage.quotes),
        verdicts=Verdicts(**verdicts),
        sentences=covered.total(),
        uncovered=covered[False],
    )


_FIRST_EXAMINED = "SELECT source FROM examined ORDER BY position LIMIT 1"
