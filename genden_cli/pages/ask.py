"""The page of an answer: the claim, the verdict in words, its reason, and the best evidence; or the record named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli import words
from genden_cli.page.blocks import Block, Cell, Hint, Pairs, Prose, TextRun, Title, join_cells, stack_cells, text
from genden_cli.pages import parts
from genden_cli.text.english import count_noun
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.query.search.answering_claim import AnsweringClaim, CitedItem
    from genden_cli.query.search.ask_result import AskResult
    from genden_cli.query.search.record_answer import NamedRecord


def ask(answer: AskResult) -> Iterator[Block]:
    """Yield the answer, or the nearest records if nothing answers."""
    if answer.missing:
        yield Prose(text(f"The base does not say {answer.missing}. It has this about it:"))
    if len(answer.records) == 1:
        yield from _record(answer.records[0])
    elif answer.records:
        yield from _records(answer)
    elif answer.claim:
        yield Title(text(answer.claim.says, "title"))
        yield Pairs(tuple(_facts(answer, answer.claim)))
    else:
        rows = ((str(each.kind), parts.named(each.title, each.id)) for each in answer.nearest)
        yield Title(text("The nearest there is"), level=2)
        yield Pairs(tuple(rows))
        yield Hint(f"genden {answer.nearest[0].kind} {answer.nearest[0].id}")
        return
    if answer.others:
        is_source = answer.records != () and answer.records[0].kind is RecordKind.SOURCE
        stated = "What they speak about" if is_source else "Claims that state it"
        title = stated if answer.records else "Claims that may answer it too"
        yield Title(text(title), level=2)
        yield Pairs(tuple((parts.verdict_on(each), parts.named(each.says, each.id)) for each in answer.others))
    if answer.claim:
        yield Hint(f"genden claim {answer.claim.id}")
    else:
        yield Hint(f"genden {answer.records[0].kind} {answer.records[0].id}")


def _record(record: NamedRecord) -> Iterator[Block]:
    """Yield the headline of a record that answers, and what answers."""
    yield Title(parts.named(record.title, record.id, "title"))
    dates, about = _LABELS[record.kind]
    said = (
        ("Age", text(record.age)),
        ("Stance" if record.kind is RecordKind.SOURCE else "Is", text(record.as_)),
        (about, text(record.about)),
        (dates, text(record.dates)),
        ("Where", text(record.place)),
        ("Grade", join_cells((_grade(record), text(record.why, "muted")), ": ")),
    )
    yield Pairs(tuple((label, value) for label, value in said if value))


def _records(answer: AskResult) -> Iterator[Block]:
    """Yield a line for each of several records: what it is, its name, its dates and its place or grade."""
    shown = len(answer.records)
    number = f"{shown} of {answer.number}" if answer.number > shown else str(shown)
    yield Title(text(f"{answer.heading[:1].upper()}{answer.heading[1:]} ({number})", "title"))
    yield Pairs(tuple((each.as_ or str(each.kind), _named(each)) for each in answer.records))


def _named(record: NamedRecord) -> Cell:
    more = (text(record.dates, "date"), text(record.place), _grade(record))
    return join_cells((parts.named(record.title, record.id, "name"), *more), ", ")


def _grade(record: NamedRecord) -> Cell:
    return parts.source_grade(record.reliability) if record.reliability else ()


_LABELS = {
    RecordKind.PERSON: ("Life", "Who"),
    RecordKind.EVENT: ("When", "About"),
    RecordKind.SOURCE: ("Issued", "Author"),
}
"""The labels of the dates and the description of a record."""


def _facts(answer: AskResult, claim: AnsweringClaim) -> Iterator[tuple[str, Cell]]:
    if answer.when:
        yield "When", text(answer.when)
    if answer.place:
        yield "Where", text(answer.place)
    firm = f" (confidence: {claim.confidence})" if claim.confidence else ""
    supports, contradicts = claim.counts
    means = words.verdict_meaning(claim.verdict, claim.basis, supports=supports, contradicts=contradicts)
    yield "Verdict", (*parts.verdict_on(claim), TextRun(f": {means}{firm}", "muted"))
    if claim.because:
        yield "Because", text(claim.because)
    sides = zip(("For", "Against"), (claim.supports, claim.contradicts), claim.counts, claim.independent, strict=True)
    for side, items, count, voices in sides:
        if items:
            told = stack_cells(text(parts.independent(voices), "muted"), *map(_item, items))
            yield f"{side} ({count_noun(count, 'item')})", told
    yield "Id", parts.id_(claim.id)


def _item(item: CitedItem) -> Cell:
    place = text(f", {item.place}" if item.place else None)
    grade = text(f" ({words.grade_code(item.reliability, item.credibility)})", "muted")
    said = parts.quote(item.quote, None) or text(item.note)
    return join_cells((parts.id_(item.source) + place + grade, said), ": ")
