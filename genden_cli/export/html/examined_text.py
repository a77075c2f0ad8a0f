"""The text of an examined document, cut where its quotes begin and end, with the claims that each paragraph makes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.sources import source
from genden_cli.query.text.outline import paragraph_range
from genden_cli.text.locate import QuoteQuery, quote_places
from genden_cli.text.paragraphs import paragraphs
from genden_cli.text.tolerance import AnyWord
from genden_cli.words import Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from genden_cli.query.records.sources import Assertion
    from genden_cli.text.paragraphs import Paragraph

WORST: Final = (
    *(Verdict.REFUTED, Verdict.DISPUTED, Verdict.UNPROVEN),
    *(Verdict.OPINION, Verdict.UNREVIEWED, Verdict.SUPPORTED),
)
"""The verdicts, the worst first: a passage with several claims has the look of the worst."""


class Piece(NamedTuple):
    """A part of a paragraph. ``verdict`` is None outside quotes; ``notes`` number the quotes that end here."""

    text: str
    verdict: Verdict | None
    notes: tuple[int, ...]


class TextParagraph(NamedTuple):
    """A paragraph with the claims that it makes as notes, which are numbered from 1."""

    number: int
    pieces: tuple[Piece, ...]
    notes: tuple[Assertion, ...]


class AnnotatedDocument(NamedTuple):
    """A document with its text. ``missing`` are the claims whose quote or paragraph the text does not have."""

    source: str
    title: str
    paragraphs: tuple[TextParagraph, ...]
    missing: tuple[Assertion, ...]
    quotes: int

    @property
    def absent(self) -> int:
        """Return how many of the quotes the text does not have."""
        return sum(each.quote is not None for each in self.missing)


class _Note(NamedTuple):
    """A claim at its place: a paragraph, or 0 for none, and the offsets of its quote there, equal for no quote."""

    paragraph: int
    start: int
    end: int
    made: Assertion


def annotated_document(connection: sqlite3.Connection, id_: str, text: str) -> AnnotatedDocument:
    """Return an examined document with its text and notes."""
    record = source(connection, id_)
    blocks = paragraphs(text, (each.quote for each in record.claims if each.quote))
    placed: dict[int, list[_Note]] = {}
    for note in sorted(_notes(record.claims, blocks), key=lambda each: (each.start, each.end)):
        placed.setdefault(note.paragraph, []).append(note)
    return AnnotatedDocument(
        source=id_,
        title=record.title,
        paragraphs=tuple(_annotated(block, placed.get(block.number, ())) for block in blocks),
        missing=tuple(note.made for note in placed.get(0, ())),
        quotes=sum(each.quote is not None for each in record.claims),
    )


def _notes(claims: Iterable[Assertion], blocks: Sequence[Paragraph]) -> Iterator[_Note]:
    """Yield the claims at their places, those without a quote at the start of the paragraph that they name."""
    quoted = [each for each in claims if each.quote]
    queries = [QuoteQuery(each.quote or "", paragraph_range(each.at), each.before, each.after) for each in quoted]
    for made, place in zip(quoted, quote_places(blocks, queries, AnyWord()), strict=True):
        yield _Note(place.paragraph, place.start, place.end, made) if place else _Note(0, 0, 0, made)
    for made in claims:
        if not made.quote:
            first, _ = paragraph_range(made.at) or (0, 0)
            yield _Note(first if first <= len(blocks) else 0, 0, 0, made)


def _annotated(block: Paragraph, notes: Sequence[_Note]) -> TextParagraph:
    return TextParagraph(block.number, tuple(_pieces(block.text, notes)), tuple(each.made for each in notes))


def _pieces(text: str, notes: Sequence[_Note]) -> Iterator[Piece]:
    """Yield the parts of a text between the starts and ends of quotes."""
    cuts = sorted({0, len(text), *(at for each in notes for at in (each.start, each.end))})
    for start, end in pairwise(cuts):
        over = [each.made.verdict for each in notes if each.start <= start and end <= each.end]
        ending = tuple(number for number, each in enumerate(notes, 1) if each.start < each.end == end)
        yield Piece(text[start:end], min(over, key=WORST.index, default=None), ending)
