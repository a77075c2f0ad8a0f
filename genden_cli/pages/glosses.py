"""Mark a paragraph: quotes in brackets with the sign of their verdict, readings in braces, notes below.

A verdict is on a claim, not on the words that are quoted: each note begins with what its claim says. A claim has one
note in a paragraph, however often it is made there; its marks have the same number.
"""

from __future__ import annotations

from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from genden_cli import words
from genden_cli.named_tuple import NamedTuple
from genden_cli.page.blocks import AnnotatedParagraph, Cell, TextRun, join_cells, stack_cells, text
from genden_cli.pages import parts
from genden_cli.words import MatchKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from genden_cli.query.text.claims_made import ClaimReading
    from genden_cli.query.text.read import FoundQuote, Passage

_LABEL: Final = max(map(len, words.VERDICTS)) + len("✓ ")


class _MarkedPart(NamedTuple):
    """A part of a paragraph with quotes, or a sentence without one."""

    start: int
    end: int
    quotes: tuple[FoundQuote, ...]
    perhaps: tuple[ClaimReading, ...]


class _Mark(NamedTuple):
    """A part of a paragraph, its role, and the signs before and after it."""

    start: int
    end: int
    role: str
    before: Cell = ()
    after: Cell = ()


def annotated_paragraph(passage: Passage, reasons: parts.ReasonOnce) -> AnnotatedParagraph:
    """Return a paragraph with its marks, and a note for each claim and for each sentence with readings."""
    stretches = _marked_parts(passage)
    made: dict[str, list[FoundQuote]] = {}
    for quote in chain.from_iterable(stretch.quotes for stretch in stretches):
        made.setdefault(quote.claim, []).append(quote)
    numbers: dict[str, int] = {}
    marks: list[_Mark] = []
    glosses: list[tuple[Cell, Cell]] = []
    for stretch in stretches:
        for claim in (quote.claim for quote in stretch.quotes if quote.claim not in numbers):
            numbers[claim] = len(glosses) + 1
            glosses.append(
                _note(made[claim], numbers[claim], reasons.text_for(made[claim][0], f"para. {passage.number}"))
            )
        if stretch.perhaps:
            glosses.append(_readings(stretch.perhaps, len(glosses) + 1))
        marks.append(_quote_mark(stretch, numbers) if stretch.quotes else _sentence_mark(stretch, len(glosses)))
    return AnnotatedParagraph(str(passage.number), tuple(_runs(passage.text.replace("\t", " "), marks)), tuple(glosses))


def label(claim: parts.Judged, number: str = "") -> Cell:
    """Return the verdict on a claim as the label of a note. Those of published claims have the same width."""
    spelt = parts.verdict_on(claim)
    padding = " " * (_LABEL - sum(len(run.text) for run in spelt))
    return *text(number), *spelt, *text(padding)


def _marked_parts(passage: Passage) -> list[_MarkedPart]:
    """Return the parts to mark, in reading order. A longer part comes before the parts in it.

    A quote that stands inside another of the same claim is not marked again.
    """
    reach: dict[str, int] = {}
    found = []
    for (start, end), quotes in groupby(passage.quotes, attrgetter("start", "end")):
        by_claim = {quote.claim: quote for quote in quotes if reach.get(quote.claim, -1) < end}
        reach.update(dict.fromkeys(by_claim, end))
        if by_claim:
            found.append(_MarkedPart(start, end, tuple(by_claim.values()), ()))
    found += [
        _MarkedPart(each.start, each.end, (), each.perhaps)
        for each in passage.sentences
        if each.perhaps or not each.covered
    ]
    return sorted(found, key=lambda each: (each.start, -each.end))


def _quote_mark(stretch: _MarkedPart, numbers: Mapping[str, int]) -> _Mark:
    role = f"verdict.{stretch.quotes[0].verdict}"
    signs = [
        TextRun(f" {words.VERDICTS[quote.verdict].sign}{_number(quote, numbers)}", f"verdict.{quote.verdict}")
        for quote in stretch.quotes
    ]
    return _Mark(stretch.start, stretch.end, role, (TextRun("[", role),), (*signs, TextRun("]", role)))


def _number(quote: FoundQuote, numbers: Mapping[str, int]) -> str:
    return f"{numbers[quote.claim]}{words.state_remark(quote.state)}"


def _sentence_mark(stretch: _MarkedPart, number: int) -> _Mark:
    if not stretch.perhaps:
        return _Mark(stretch.start, stretch.end, "unclaimed")
    return _Mark(stretch.start, stretch.end, "", (), text(f" {{{number}}}", "muted"))


def _note(quotes: Sequence[FoundQuote], number: int, reason: str | None) -> tuple[Cell, Cell]:
    """Return the note on a claim and its quotes in a paragraph."""
    nearly = {_near_note(quote): None for quote in quotes if quote.how is MatchKind.NEARLY}
    first = quotes[0]
    return label(first, f"{number:>2} "), stack_cells(
        parts.named(first.says, first.claim), *nearly, _denial_note(quotes), text(reason)
    )


def _denial_note(quotes: Iterable[FoundQuote]) -> Cell:
    denied = any(quote.denied for quote in quotes)
    return text("denied here? a word beside the quote denies" if denied else None, "muted")


def _near_note(quote: FoundQuote) -> Cell:
    differs = f"{quote.differ} word{'s differ' if quote.differ > 1 else ' differs'}"
    said = differs if quote.differ else "written otherwise"
    return TextRun("nearly: the quote is ", "muted"), *parts.quote(quote.quote, None), TextRun(f", {said}", "muted")


def _readings(perhaps: Iterable[ClaimReading], number: int) -> tuple[Cell, Cell]:
    return text(f"{number:>2} {'perhaps':{_LABEL}}", "muted"), stack_cells(*map(_reading, perhaps))


def _reading(reading: ClaimReading) -> Cell:
    said = parts.verdict_on(reading)
    denied = text(", denied here" if reading.denied else None, "muted")
    return join_cells((said + denied + text(":"), text(reading.says), parts.id_(reading.claim)), " ")


def _runs(content: str, marks: Iterable[_Mark]) -> Iterator[TextRun]:
    """Yield the runs of a text with marks. Marks may nest or overlap; the innermost sets the role."""
    opening: dict[int, list[_Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
    ends = {mark.end for each in opening.values() for mark in each}
    begun: list[_Mark] = []
    done = 0
    for at in sorted({*opening, *ends, len(content)}):
        if at > done:
            yield TextRun(content[done:at], begun[-1].role if begun else "")
        for mark in reversed(begun):
            yield from mark.after if mark.end == at else ()
        begun = [mark for mark in begun if mark.end != at] + opening.get(at, [])
        for mark in opening.get(at, ()):
            yield from mark.before
        done = at
