"""The pages of a document under examination: its outline, and its text with the verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.page.blocks import (
    AnnotatedParagraph,
    Block,
    Cell,
    Column,
    Grid,
    Hint,
    Pairs,
    Prose,
    Title,
    join_cells,
    stack_cells,
)
from genden_cli.page.blocks import text as plain
from genden_cli.pages import parts
from genden_cli.pages.glosses import annotated_paragraph, label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.query.records.sources import Assertion
    from genden_cli.query.text.outline import DocumentOutline
    from genden_cli.query.text.read import AnnotatedText, FoundQuote

_COLUMNS = (
    Column("Verdict", least=12),
    Column("Quote", least=30, share=5, main=True),
    Column("Where", least=8, share=1, fold=True),
    Column("Claim", least=14, share=2, fold=True),
)


def outline(record: DocumentOutline) -> Iterator[Block]:
    """Yield the claims of a document in its order, each with its verdict and reason."""
    yield Title(parts.named(record.title, record.source, "title"))
    numbers = " The numbers are paragraphs." if any(part.paragraph for part in record.parts) else ""
    yield Prose(plain(f"From top to bottom: what it claims, in which words, and how that stands.{numbers}", "muted"))
    reasons = parts.ReasonOnce()
    for part in record.parts:
        made: dict[str, list[Assertion]] = {}
        for each in part.claims:
            made.setdefault(each.claim, []).append(each)
        numbered = part.paragraph is not None
        glosses = (_assertion_note(each, reasons, numbered=numbered) for each in made.values())
        yield AnnotatedParagraph(part.paragraph or "-", (), tuple(glosses))
    yield Title(plain("Score"), level=2)
    yield Pairs((("Claims", parts.verdicts(record.score)),))
    yield Hint(f"genden read FILE --as {record.source} shows them in the text itself")


def reading(record: AnnotatedText, listed: Sequence[FoundQuote]) -> Iterator[Block]:
    """Yield the score, then the text with its quotes and readings marked, and notes below each paragraph.

    The missing quotes in ``listed`` follow; if it is empty, only their number is shown.
    """
    yield Title(plain(record.text, "title"))
    yield Pairs((*score(record, listed), ("Marks", _legend(record))))
    reasons = parts.ReasonOnce()
    for passage in record.paragraphs:
        yield annotated_paragraph(passage, reasons)
    if listed:
        yield Title(plain(f"Not in this text ({len(listed)})"), level=2)
        yield Grid(_COLUMNS, [_missing_row(each) for each in listed])
    first = next(_claims(record), None)
    if first:
        yield Hint(f"genden claim {first}")


def _claims(record: AnnotatedText) -> Iterator[str]:
    """Yield the claims that a text quotes, then those that it seems to make."""
    yield from (each.claim for passage in record.paragraphs for each in passage.quotes)
    yield from (
        each.claim for passage in record.paragraphs for sentence in passage.sentences for each in sentence.perhaps
    )


def _assertion_note(made: Sequence[Assertion], reasons: parts.ReasonOnce, *, numbered: bool) -> tuple[Cell, Cell]:
    """Return the note on a claim: its verdict, sentence, quotes in the document and reason."""
    first = made[0]
    said = {_words(each, numbered=numbered): None for each in made}
    reason = reasons.text_for(first, parts.locator(first.at))
    return label(first), stack_cells(parts.named(first.says, first.claim), join_cells(said, ", "), plain(reason))


def _words(item: Assertion, *, numbered: bool) -> Cell:
    rest = [each for each in item.at if not (numbered and each.label == "paragraph")]
    return join_cells((plain(parts.locator(rest)), parts.quote(item.quote, None)), ": ")


def _missing_row(item: FoundQuote) -> tuple[Cell, ...]:
    return (
        parts.verdict_on(item),
        parts.quote(item.quote, None),
        plain(parts.locator(item.at)),
        parts.id_(item.claim),
    )


def score(record: AnnotatedText, listed: Sequence[FoundQuote]) -> Iterator[tuple[str, Cell]]:
    """Yield the score of a text, each number with its label, after the document whose quotes are looked for.

    The page lists the missing quotes in ``listed``.
    """
    if record.source:
        yield "Compared with", parts.id_(record.source)
    counts = record.score
    known = counts.exact + counts.nearly
    if known or listed:
        denied = f"; {counts.denied} perhaps denied there" if counts.denied else ""
        how = f"{counts.exact} to the letter, {counts.nearly} nearly{denied}"
        yield "Quotes", plain(f"{known} of {counts.quotes} found: {how}")
        if counts.missing:
            yield "Missing", plain(_missing(record, listed))
        yield "Claims", parts.verdicts(counts.verdicts) or plain("none found", "muted")
    elif counts.quotes:
        yield "Quotes", plain(f"0 of {counts.quotes} found")
    kinds = (
        f"{counts.sentences - counts.uncovered} with a quote" * bool(known),
        f"{counts.recognized} recognized",
        f"{counts.unknown} unknown",
    )
    yield "Sentences", plain(f"{counts.sentences}: {', '.join(filter(None, kinds))}")
    if counts.recognized:
        yield "Readings", parts.verdicts(counts.readings)


def _missing(record: AnnotatedText, listed: Sequence[FoundQuote]) -> str:
    several = record.score.missing > 1
    are, them = ("s of {} do", "them") if several else (" of {} does", "it")
    how = "see below" if listed else f"--missing lists {them}"
    return f"{record.score.missing} quote{are.format(record.source)} not stand in this text; {how}"


def _has_readings(record: AnnotatedText) -> bool:
    return any(sentence.perhaps for passage in record.paragraphs for sentence in passage.sentences)


def _legend(record: AnnotatedText) -> Cell:
    score = record.score
    signs = (
        ("[…]", "a quote, and the claim that it makes", score.exact + score.nearly > 0),
        ("{1}", "our reading, not a quote: the claims that the sentence seems to make", _has_readings(record)),
        ("│", "nothing in the base was recognized in this sentence", score.unknown > 0),
    )
    return stack_cells(*(join_cells((plain(sign), plain(means, "muted")), " ") for sign, means, seen in signs if seen))
