"""The short page of a claim: the verdict and its reason, the evidence that decides, and the rivals.

The best item of each side comes first, then the others by grade. An item that only repeats another one is counted with
it. Rivals are the claims that contradict this one, then the other versions of its event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli import words
from genden_cli.page.blocks import Block, Cell, Pairs, TextRun, Title, join_cells, stack_cells, text
from genden_cli.page.room import Room
from genden_cli.pages import parts
from genden_cli.pages.claim import cautions, other_claims
from genden_cli.pages.short import LINES, more, source_name
from genden_cli.query.records import claim as queries
from genden_cli.text.english import count_noun, join_words, with_noun
from genden_cli.words import RelationKind, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.provenance import Origins, Standing
    from genden_cli.query.evidence.voices import ClaimSummary, Telling, Voice
    from genden_cli.query.records.claim import AppearanceDetails, ClaimDetails, MissingDocumentDetails, Related

_MOST_RIVALS: Final = 4
_MOST_MISSING: Final = 2
_HEADINGS: Final = 4
"""The lines of two headings and the empty lines above them."""

_END: Final = 3
_LEFT: Final = {
    Stance.SUPPORTS: "supporting",
    Stance.CONTRADICTS: "contradicting",
    Stance.SILENT: "silent",
    Stance.CONTEXT: "for background",
}


def claim(summary: ClaimSummary, width: int) -> Iterator[Block]:
    """Yield the short page of a claim for a width in columns."""
    record = summary.record
    title = parts.named(record.says, record.id, "title")
    facts = tuple(_facts(summary))
    rivals = rival_claims(record)
    rows = tuple(_rival(each) for each in rivals[:_MOST_RIVALS])
    room = Room(width, LINES - _HEADINGS - _END)
    room.paragraph(title)
    room.pairs(facts)
    shown = _shown_voices(summary, room, spare=room.height(rows))
    yield Title(title)
    yield Pairs(facts)
    if shown:
        ungraded = "" if all(each.item.credibility for each in shown) else "; –: statement not graded"
        yield Title(text(f"Evidence that decides (the best grade is A1, the worst F6{ungraded})"), level=2)
        yield Pairs(tuple(map(_evidence, shown)))
    if rows:
        yield Title(text("Rivals"), level=2)
        yield Pairs(rows)
    yield more(_left_out(summary, shown, len(rivals) - len(rows)), f"genden claim {record.id} --all")


def rival_claims(record: ClaimDetails) -> list[Related]:
    """Return the claims that contradict a claim, then the other versions of its event."""
    kinds = (RelationKind.CONTRADICTS, RelationKind.VARIANT)
    return [each for each in other_claims(record) if each.relation in kinds]


def _shown_voices(summary: ClaimSummary, room: Room, *, spare: int) -> list[Voice]:
    """Return the voices that there is room for, the weightiest first, in the wanted order."""
    sides = len({voice.item.stance for voice in summary.deciding if voice.item.stance is not Stance.CONTEXT})
    number = room.fitting([_evidence(each) for each in summary.deciding], least=max(sides, 1), spare=spare)
    chosen = summary.deciding[:number]
    return [each for each in summary.voices if each in chosen]


def _facts(summary: ClaimSummary) -> Iterator[tuple[str, Cell]]:
    record = summary.record
    firm = f"confidence: {record.confidence}" if record.confidence else ""
    checked = f"last checked {record.reviewed}" if record.reviewed else ""
    yield "Verdict", parts.ruling(record, firm, checked)
    if record.because:
        yield "Because", text(record.because)
    if record.would_settle:
        yield "To settle it", _missing(record.would_settle)
    yield "Evidence", text(counted(record.standing))
    if summary.first and not (summary.first.examined and summary.first.dated == 1):
        yield "First telling", _first(summary.first)
    if record.appears_in:
        yield "Claimed in", _appearances(record.appears_in)
    event = record.takes_place_in
    title = parts.named(event.title, event.id) if event else ()
    if when := join_cells((parts.date(record.date), title), ": "):
        yield "When" if record.date else "Event", when


def counted(standing: Standing) -> str:
    """Return the numbers of items in a sentence: ``8 items support it (3 to 6 independent sources), 1 is silent``."""
    supports, contradicts, silent, context, for_, against = standing
    found = [
        f"{supports} support{'s' * (supports == 1)} it{_independent(for_, supports)}" * bool(supports),
        f"{contradicts} contradict{'s' * (contradicts == 1)} it{_independent(against, contradicts)}"
        * bool(contradicts),
        f"{silent} {'is' if silent == 1 else 'are'} silent" * bool(silent),
        f"{context} give{'s' * (context == 1)} background" * bool(context),
    ]
    return join_words(with_noun("item", found)) or "no source speaks about it"


def _independent(origins: Origins, number: int) -> str:
    return f" ({parts.independent(origins)})" if number > 1 else ""


def _missing(documents: Sequence[MissingDocumentDetails]) -> Cell:
    """Return the first documents that would settle a claim, and how many more there are."""
    shown = [text(parts.missing(each)) for each in documents[:_MOST_MISSING]]
    left = len(documents) - len(shown)
    return stack_cells(*shown, text(f"and {count_noun(left, 'more document')}" if left else None, "muted"))


def _first(first: Telling) -> Cell:
    rank = f"the oldest of {first.dated} sources with a date" if first.dated > 1 else "the only source with a date"
    examined = ", under examination" if first.examined else ""
    name = source_name(first.author, first.title, first.issued, first.source)
    return *name, TextRun(f" ({rank}{examined})", "muted")


def _appearances(items: Sequence[AppearanceDetails]) -> Cell:
    """Return each document that makes the claim, the first quote in it, and how many other places it has."""
    by_source: dict[str, list[AppearanceDetails]] = {}
    for item in items:
        by_source.setdefault(item.source, []).append(item)
    return stack_cells(*(_document(places) for places in by_source.values()))


def _document(items: Sequence[AppearanceDetails]) -> Cell:
    first = items[0]
    rest = f"and {count_noun(len(items) - 1, 'more place')}" if len(items) > 1 else None
    said = join_cells(
        (text(parts.locator(first.at)), parts.quote(first.quote, first.translation, first.translator)), ": "
    )
    return join_cells((source_name(None, first.title, None, first.source), said, text(rest, "muted")), ", ")


def _evidence(voice: Voice) -> tuple[Cell, Cell]:
    item = voice.item
    label = (
        TextRun(f"{words.grade_code(item.reliability, item.credibility)} "),
        *parts.stance(item.stance),
        TextRun(f" {words.STANCE_TITLES[item.stance]}"),
    )
    name = source_name(item.author, item.title, voice.issued, item.source, parts.locator(item.at))
    said = join_cells((parts.quote(item.quote, item.translation, item.translator), text(item.note)), " ")
    dated = text(f"dates it {item.date.words}" if item.date else None)
    return label, stack_cells((*name, *text(cautions(item), "muted")), said, dated, text(repeated(voice), "muted"))


def repeated(voice: Voice) -> str | None:
    """Return how many sources repeat an item: ``+ 9 retellings, one voice``."""
    copies = f"{count_noun(voice.copies, 'retelling')}, one voice" if voice.copies else ""
    passages = count_noun(voice.passages, "more passage") if voice.passages else ""
    said = join_words(tuple(filter(None, (passages, copies))))
    return f"+ {said}" if said else None


def _rival(item: Related) -> tuple[Cell, Cell]:
    return parts.judged(item)


def _left_out(summary: ClaimSummary, shown: Sequence[Voice], rivals: int) -> Iterator[str]:
    record = summary.record
    evidence = queries.counting(record.evidence)
    for stance, name in _LEFT.items():
        whole = sum(item.stance is stance for item in evidence)
        if left := whole - sum(voice.items for voice in shown if voice.item.stance is stance):
            yield f"{left} {'more ' * (left < whole)}{name}"
    if repeats := sum(voice.items - 1 for voice in shown):
        yield count_noun(repeats, "repetition")
    if uncounted := len(record.evidence) - len(evidence):
        yield f"{count_noun(uncounted, 'item')} under examination"
    if rivals:
        yield count_noun(rivals, "more rival")
    others = len({each.id for each in other_claims(record)} - {each.id for each in rival_claims(record)})
    if others:
        yield count_noun(others, "related claim")
