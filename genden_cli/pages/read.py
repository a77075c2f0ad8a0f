"""How a document under examination reads: paragraph by paragraph, with the verdicts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from genden_cli.output.page import Block, Cell, Column, Glossed, Grid, Hint, Pairs, Prose, Title, joined, lines
from genden_cli.output.page import text as plain
from genden_cli.pages import parts
from genden_cli.pages.glosses import because, glossed, label
from genden_cli.query.read import MOST_GUESSES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.query.read import Outline, Quoted, Reading, Score
    from genden_cli.query.sources import Made

_MISSING = (
    Column("Verdict", least=12),
    Column("Quote", least=30, share=5, main=True),
    Column("Where", least=8, share=1, fold=True),
    Column("Claim", least=14, share=2, fold=True),
)


def outline(record: Outline) -> Iterator[Block]:
    """Yield the claims of a document from top to bottom, each with what is to be said about it."""
    if not record.parts:
        return
    yield _title(record.title, record.source)
    numbers = " The numbers are paragraphs." if any(part.paragraph for part in record.parts) else ""
    yield Prose(plain(f"From top to bottom: what it claims, how that stands, and why.{numbers}", "muted"))
    reasons = parts.Reasons()
    for part in record.parts:
        numbered = part.paragraph is not None
        quotes = Counter(each.quote for each in part.claims)
        made = (_made(each, reasons, numbered=numbered, spelt=quotes[each.quote] > 1) for each in part.claims)
        yield Glossed(part.paragraph or "-", (), tuple(made))
    yield Title(plain("Score"), level=2)
    yield Pairs((("Claims", parts.verdicts(record.score)),))
    yield Hint(f"genden read FILE --as {record.source} shows them in the text itself")


def reading(record: Reading) -> Iterator[Block]:
    """Yield the text with each quote marked where it stands, notes below each paragraph, and the score."""
    if not record.paragraphs:
        return
    yield _title(record.text, record.source)
    reasons = parts.Reasons()
    for passage in record.paragraphs:
        yield glossed(passage, reasons)
    if record.missing:
        yield Title(plain(f"Not found ({len(record.missing)})"), level=2)
        yield Grid(_MISSING, [_missed(each) for each in record.missing])
    yield Title(plain("Score"), level=2)
    yield Pairs((*_score(record.score), ("Marks", _legend(record))))
    first = next((each.claim for passage in record.paragraphs for each in passage.quotes), None)
    if first:
        yield Hint(f"genden claim {first}")


def _title(name: str, source: str) -> Title:
    return Title(joined((plain(name, "title"), parts.id_(source)), "  "))


def _made(item: Made, reasons: parts.Reasons, *, numbered: bool, spelt: bool) -> tuple[Cell, Cell]:
    """Return what a document says and how that stands; ``spelt`` is the claim where one quote makes several."""
    rest = [each for each in item.at if not (numbered and each.label == "paragraph")]
    said = joined(
        (
            plain(parts.locator(rest)),
            parts.quote(item.quote, None),
            plain(item.says if spelt or not item.quote else None),
        ),
        ": ",
    )
    return label(item.verdict), lines(said, because(reasons.told(item, parts.locator(item.at)), item.claim))


def _missed(item: Quoted) -> tuple[Cell, ...]:
    return (
        parts.verdict(item.verdict),
        parts.quote(item.quote, None),
        plain(parts.locator(item.at)),
        parts.id_(item.claim),
    )


def _score(score: Score) -> Iterator[tuple[str, Cell]]:
    found = f"{score.exact + score.nearly} of {score.quotes} found"
    yield "Quotes", plain(f"{found}: {score.exact} to the letter, {score.nearly} nearly")
    yield "Claims", parts.verdicts(score.verdicts) or plain("none found", "muted")
    yield "Sentences", plain(f"{score.sentences}, {score.uncovered} of them covered by no claim")
    if score.uncovered > MOST_GUESSES:
        yield "Guesses", plain(f"only for the first {MOST_GUESSES} of these sentences")


def _legend(record: Reading) -> Cell:
    sentences = [sentence for passage in record.paragraphs for sentence in passage.sentences]
    signs = (
        ("[…]", "a claim's quote and its note", record.score.exact + record.score.nearly > 0),
        ("{…}", "a guess at the claim that is meant", any(each.perhaps for each in sentences)),
        ("│", "no claim covers what stands here", record.score.uncovered > 0),
    )
    return lines(*(joined((plain(sign), plain(means, "muted")), " ") for sign, means, seen in signs if seen))
