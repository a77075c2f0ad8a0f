"""Check the quotes of a source against its text: exact wording, at the place that the base names."""

from __future__ import annotations

from enum import StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.sources import source
from genden_cli.query.text.outline import paragraph_range
from genden_cli.text.locate import QuoteQuery, quote_places
from genden_cli.text.paragraphs import paragraphs
from genden_cli.text.tolerance import AnyWord
from genden_cli.words import MatchKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from genden_cli.model import Locator
    from genden_cli.query.records.sources import Assertion, EvidenceOnClaim
    from genden_cli.text.locate import QuotePlace
    from genden_cli.text.paragraphs import Paragraph


class QuoteStatus(StrEnum):
    """The result for a quote: at the place in the base, in another paragraph, not to the letter, or not in the text."""

    THERE = "there"
    ELSEWHERE = "elsewhere"
    NEARLY = "nearly"
    MISSING = "missing"


class QuotedIn(StrEnum):
    """The item of a claim that a quote stands in."""

    APPEARANCE = "appearance"
    EVIDENCE = "evidence"


class CheckedQuote(NamedTuple):
    """A quote and the result, which is called ``place``.

    ``at`` is the locator in the base; ``paragraph`` is where the quote was found. ``found`` is the text there, if it is
    not exactly the quote. ``differ`` counts the words that differ.
    """

    place: QuoteStatus
    claim: str
    item: QuotedIn
    at: tuple[Locator, ...]
    paragraph: int | None
    quote: str
    found: str | None
    differ: int
    line: int


class Verification(NamedTuple):
    """The quotes of a source, checked against its text, in the order of the base.

    ``near`` says that a match that is nearly the quote is good enough.
    """

    source: str
    title: str
    text: str
    near: bool
    paragraphs: int
    quotes: tuple[CheckedQuote, ...]

    @property
    def missing(self) -> int:
        """Return the number of quotes that the text does not contain."""
        return sum(
            each.place is QuoteStatus.MISSING or (each.place is QuoteStatus.NEARLY and not self.near)
            for each in self.quotes
        )


def verify(connection: sqlite3.Connection, id_: str, text: str, *, name: str, near: bool) -> Verification:
    """Return the result for each quote of a source in the text called ``name``."""
    record = source(connection, id_)
    items: list[tuple[int, QuotedIn, Assertion | EvidenceOnClaim]] = [
        *((each.line, QuotedIn.APPEARANCE, each) for each in record.claims if each.quote),
        *((each.line, QuotedIn.EVIDENCE, each) for each in record.evidence if each.quote),
    ]
    items.sort(key=itemgetter(0))
    queries = [QuoteQuery(each.quote or "", paragraph_range(each.at)) for _, _, each in items]
    blocks = paragraphs(text, (each.quote for each in queries))
    found = zip(items, queries, quote_places(blocks, queries, AnyWord()), strict=True)
    quotes = tuple(
        _checked_quote(item, assertion, query, place, blocks) for (_, item, assertion), query, place in found
    )
    return Verification(id_, record.title, name, near, len(blocks), quotes)


def _checked_quote(
    item: QuotedIn,
    assertion: Assertion | EvidenceOnClaim,
    query: QuoteQuery,
    place: QuotePlace | None,
    blocks: Sequence[Paragraph],
) -> CheckedQuote:
    inexact = place is not None and place.how is MatchKind.NEARLY
    return CheckedQuote(
        place=_status(query, place),
        claim=assertion.claim,
        item=item,
        at=assertion.at,
        paragraph=place.paragraph if place else None,
        quote=query.quote,
        found=blocks[place.paragraph - 1].text[place.start : place.end] if place and inexact else None,
        differ=place.differ if place else 0,
        line=assertion.line,
    )


def _status(query: QuoteQuery, place: QuotePlace | None) -> QuoteStatus:
    if place is None:
        return QuoteStatus.MISSING
    if place.how is MatchKind.NEARLY:
        return QuoteStatus.NEARLY
    first, last = query.paragraphs or (place.paragraph, place.paragraph)
    return QuoteStatus.THERE if first <= place.paragraph <= last else QuoteStatus.ELSEWHERE
