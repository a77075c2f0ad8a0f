"""The page of an answer: the claim, the verdict in words, its reason, and the best evidence; or the record named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli import words
from genden_cli.page.blocks import Block, Cell, Hint, Pairs, Prose, TextRun, Title, join_cells, stack_cells, text
from genden_cli.page.room import READABLE, Room
from genden_cli.pages import parts
from genden_cli.pages.short import more
from genden_cli.text.command_line import command_line
from genden_cli.text.english import count_noun
from genden_cli.words import RecordKind, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.errors import Suggestion
    from genden_cli.query.search.answering_claim import AnsweringClaim, CitedItem
    from genden_cli.query.search.ask_result import AskResult, ClaimSayings, Extract, Saying
    from genden_cli.query.search.record_answer import NamedRecord


_SCREEN = 24
_HEADING = 2
_END = 3
"""Lines of a screen, of a heading, and of the command at the end, each with the empty line above it."""


def ask(answer: AskResult, width: int = READABLE) -> Iterator[Block]:
    """Yield the answer, or the nearest records if nothing answers, on about a screen of ``width`` columns."""
    room = Room(width, _SCREEN - _END)
    if lead := answer.lead or (answer.gap and f"The base {answer.gap}. It has this about it:"):
        yield Prose(text(lead))
        room.paragraph(text(lead))
    if answer.claim:
        facts = tuple(_facts(answer, answer.claim))
        room.paragraph(text(answer.claim.says))
        room.pairs(facts)
        yield Title(text(answer.claim.says, "title"))
        yield Pairs(facts)
        yield from _others(answer, "Claims that may answer it too", room)
        yield more(("All evidence on it",), f"genden claim {answer.claim.id}")
    elif answer.records:
        yield from _record(answer.records[0]) if len(answer.records) == 1 else _records(answer)
        is_source = answer.records[0].kind is RecordKind.SOURCE
        yield from _others(answer, "What they speak about" if is_source else "Claims that state it")
        yield Hint(f"genden {answer.records[0].kind} {answer.records[0].id}")
    elif answer.sayings:
        yield from (block for each in answer.sayings for block in _sayings(each, room))
        yield more((), f"genden claim {answer.sayings[0].claim.id}")
    elif answer.extract:
        yield from _extract(answer.extract)
    else:
        yield from _nearest(answer)


def _nearest(answer: AskResult) -> Iterator[Block]:
    if not answer.gap:
        yield Title(text("The nearest there is"), level=2)
    yield Pairs(tuple((str(each.kind), parts.named(each.title, each.id)) for each in answer.nearest))
    yield Hint(f"genden {answer.nearest[0].kind} {answer.nearest[0].id}")


def _others(answer: AskResult, title: str, room: Room | None = None) -> Iterator[Block]:
    """Yield the next claims, as many as there is room for."""
    rows = [(parts.verdict_on(each), parts.named(each.says, each.id)) for each in answer.others]
    if rows:
        yield Title(text(title), level=2)
        yield Pairs(tuple(rows[: room.fitting(rows, spare=_HEADING)] if room else rows))


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


def _extract(found: Extract) -> Iterator[Block]:
    """Yield the first lines of what a command says, and the commands that say all."""
    yield Title(parts.named(found.title, found.id, "title") if found.id else text(found.title, "title"))
    yield Pairs(tuple((label, text(value)) for label, value in found.rows))
    first, *others = found.commands
    also = tuple((each.purpose or "More", _command(each)) for each in others)
    yield more((first.purpose,), _command(first), also=also)


def _command(command: Suggestion) -> str:
    return command_line(command._replace(purpose=""))


def _sayings(said: ClaimSayings, room: Room) -> Iterator[Block]:
    """Yield a claim with its verdict, and what sources say on it by their stance, as far as there is room."""
    title = parts.named(said.claim.says, said.claim.id, "title")
    yield Title(title)
    room.paragraph(title)
    rows = [(_stance_title(each.stance), _saying(each)) for each in said.items]
    shown = said.items[: room.fitting(rows, spare=_HEADING + 1)] if rows else ()
    by_stance = {stance: [each for each in shown if each.stance is stance] for stance in (*Stance, None)}
    voices = [text(parts.independent(said.voices), "muted")] if said.voices else []
    found = [
        (_stance_title(stance), stack_cells(*voices, *map(_saying, items)))
        for stance, items in by_stance.items()
        if items
    ]
    yield Pairs((("Verdict", parts.verdict_on(said.claim)), *found))
    if said.number > len(shown):
        yield Prose(text(f"{len(shown)} of {said.number} are shown.", "muted"))


def _stance_title(stance: Stance | None) -> str:
    return words.STANCE_TITLES[stance] if stance else "Makes the claim"


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
    yield from _sides(claim)


def _sides(claim: AnsweringClaim) -> Iterator[tuple[str, Cell]]:
    """Yield the number of items on each side, and the best of them: one of each if there are three sides."""
    items = (claim.supports, claim.contradicts, claim.silent)
    most = _MOST_ITEMS // (sum(map(bool, items)) or 1)
    remarks = (*map(parts.independent, claim.independent), "expected to mention it")
    numbers = (*claim.counts, claim.silences)
    for side, cited, number, remark in zip(("For", "Against", "Silent"), items, numbers, remarks, strict=True):
        if cited:
            label = f"{side} ({count_noun(number, 'item')})"
            yield label, stack_cells(text(remark, "muted"), *map(_item, cited[:most]))


_MOST_ITEMS = 3


def _item(item: CitedItem) -> Cell:
    place = text(f", {item.place}" if item.place else None)
    grade = text(f" ({words.grade_code(item.reliability, item.credibility)})", "muted")
    said = parts.quote(item.quote, None) or text(item.note)
    return join_cells((parts.id_(item.source) + place + grade, said), ": ")


def _saying(saying: Saying) -> Cell:
    """Return an item with its quote and its note; a document under examination has no grade as evidence."""
    item = saying.item
    if saying.stance is None:
        place = text(f", {item.place}" if item.place else None)
        return join_cells((parts.id_(item.source) + place, parts.quote(item.quote, None) or text(item.note)), ": ")
    return join_cells((_item(item), text(item.note if item.quote else None)), " ")
