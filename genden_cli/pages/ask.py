"""The page of an answer: the claim, the verdict in words, its reason, and the best evidence; or the record named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli import words
from genden_cli.page.blocks import Block, Cell, Hint, Pairs, TextRun, Title, join_cells, stack_cells, text
from genden_cli.pages import parts
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.query.search.ask import AnsweringClaim, AskResult, CitedItem
    from genden_cli.query.search.record_answer import NamedRecord


def ask(answer: AskResult) -> Iterator[Block]:
    """Yield the answer, or the nearest records if nothing answers."""
    if answer.record:
        yield from _record(answer.record)
        return
    if answer.claim is None:
        if answer.nearest:
            rows = ((str(each.kind), parts.named(each.title, each.id)) for each in answer.nearest)
            yield Title(text("The nearest there is"), level=2)
            yield Pairs(tuple(rows))
            yield Hint(f"genden {answer.nearest[0].kind} {answer.nearest[0].id}")
        return
    yield Title(text(answer.claim.says, "title"))
    yield Pairs(tuple(_facts(answer.claim)))
    if answer.others:
        yield Title(text("Claims that may answer it too"), level=2)
        yield Pairs(tuple((parts.verdict_on(each), parts.named(each.says, each.id)) for each in answer.others))
    yield Hint(f"genden claim {answer.claim.id}")


def _record(record: NamedRecord) -> Iterator[Block]:
    """Yield the headline of the record that the question names, and the command that opens it."""
    yield Title(parts.named(record.title, record.id, "title"))
    dates, about = _LABELS[record.kind]
    yield Pairs(tuple((label, text(value)) for label, value in ((about, record.about), (dates, record.dates)) if value))
    yield Hint(f"genden {record.kind} {record.id}")


_LABELS = {
    RecordKind.PERSON: ("Life", "Who"),
    RecordKind.EVENT: ("When", "About"),
    RecordKind.SOURCE: ("Issued", "Author"),
}
"""The labels of the dates and the description of a record."""


def _facts(claim: AnsweringClaim) -> Iterator[tuple[str, Cell]]:
    firm = f" (confidence: {claim.confidence})" if claim.confidence else ""
    means = words.BASES[claim.basis] if claim.basis else words.VERDICTS[claim.verdict].means
    yield "Verdict", (*parts.verdict_on(claim), TextRun(f": {means}{firm}", "muted"))
    if claim.because:
        yield "Because", text(claim.because)
    sides = zip(("For", "Against"), (claim.supports, claim.contradicts), claim.counts, claim.independent, strict=True)
    for side, items, count, voices in sides:
        if items:
            yield f"{side} ({count})", stack_cells(text(parts.independent(voices), "muted"), *map(_item, items))
    yield "Id", parts.id_(claim.id)


def _item(item: CitedItem) -> Cell:
    place = text(f", {item.place}" if item.place else None)
    grade = text(f" ({item.reliability}{item.credibility or ''})", "muted")
    said = parts.quote(item.quote, None) or text(item.note)
    return join_cells((parts.id_(item.source) + place + grade, said), ": ")
