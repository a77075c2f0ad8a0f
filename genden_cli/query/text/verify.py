"""Whether the quotes of a source stand in its text, to the letter, where the base says."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from genden_cli.query.records.sources import source
from genden_cli.query.text.outline import named_paragraphs
from genden_cli.text.locate import QuoteQuery, quote_places
from genden_cli.text.paragraphs import paragraphs
from genden_cli.text.tolerance import AnyWord

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from genden_cli.query.records.fetch import Locator
    from genden_cli.query.records.sources import Assertion, EvidenceOnClaim
    from genden_cli.text.locate import QuotePlace
    from genden_cli.text.paragraphs import Paragraph


class CheckedQuote(NamedTuple):
    """A quote and what became of it: ``place`` is there, elsewhere, nearly or missing.

    ``at`` is where the base has it, ``paragraph`` where it stands; ``found`` is the text there where it is not the
    quote to the letter, ``differ`` counts the words that are not the quote's.
    """

    place: str
    claim: str
    item: str
    at: tuple[Locator, ...]
    paragraph: int | None
    quote: str
    found: str | None
    differ: int
    line: int


class Verification(NamedTuple):
    """The quotes of a source held against its text, in the order of the base; ``near`` says that nearly is enough."""

    source: str
    title: str
    text: str
    near: bool
    paragraphs: int
    quotes: tuple[CheckedQuote, ...]

    @property
    def missing(self) -> int:
        """Return how many quotes do not stand in the text."""
        return sum(each.place == "missing" or (each.place == "nearly" and not self.near) for each in self.quotes)


def verify(connection: sqlite3.Connection, id_: str, text: str, *, name: str, near: bool) -> Verification:
    """Return what becomes of each quote of a source in the text called ``name``."""
    record = source(connection, id_)
    items: list[tuple[int, str, Assertion | EvidenceOnClaim]] = [
        *((each.line, "appearance", each) for each in record.claims if each.quote),
        *((each.line, "evidence", each) for each in record.evidence if each.quote),
    ]
    items.sort(key=itemgetter(0))
    wanted = [QuoteQuery(each.quote or "", named_paragraphs(each.at)) for _, _, each in items]
    blocks = paragraphs(text, (each.quote for each in wanted))
    found = zip(items, wanted, quote_places(blocks, wanted, AnyWord()), strict=True)
    quotes = tuple(_checked(item, made, want, place, blocks) for (_, item, made), want, place in found)
    return Verification(id_, record.title, name, near, len(blocks), quotes)


def _checked(
    item: str,
    made: Assertion | EvidenceOnClaim,
    wanted: QuoteQuery,
    place: QuotePlace | None,
    blocks: Sequence[Paragraph],
) -> CheckedQuote:
    inexact = place is not None and place.how == "nearly"
    return CheckedQuote(
        place=_place(wanted, place),
        claim=made.claim,
        item=item,
        at=made.at,
        paragraph=place.paragraph if place else None,
        quote=wanted.quote,
        found=blocks[place.paragraph - 1].text[place.start : place.end] if place and inexact else None,
        differ=place.differ if place else 0,
        line=made.line,
    )


def _place(wanted: QuoteQuery, place: QuotePlace | None) -> str:
    if place is None:
        return "missing"
    if place.how == "nearly":
        return "nearly"
    first, last = wanted.paragraphs or (place.paragraph, place.paragraph)
    return "there" if first <= place.paragraph <= last else "elsewhere"
