"""The short pages of a source, and of a document under examination.

The page of a document under examination begins with its refuted claims, then the disputed and the unproven ones. The
page of another source shows its statements, the most credible first. `query.records.summaries` gives the order. Each
verdict and each stance is shown at least once.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from genden_cli import schema, words
from genden_cli.page.blocks import Block, Cell, Pairs, TextRun, Title, join_cells, stack_cells, text
from genden_cli.page.room import Room
from genden_cli.pages import fields, parts
from genden_cli.pages.short import LINES, more, wrong_block, wrong_row
from genden_cli.query.records.summaries import WRONG
from genden_cli.text.addresses import readable_address
from genden_cli.text.english import count_noun, join_words
from genden_cli.words import ReadState, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.page.room import Row
    from genden_cli.query.records.sources import EvidenceOnClaim, SourceDetails
    from genden_cli.query.records.summaries import SourceSummary, WrongClaim
    from genden_cli.words import Verdict

_END: Final = 6
_HEADING: Final = 2
_MOST_ORIGINS: Final = 3
_MOST_WRONG: Final = 3


def source(summary: SourceSummary, width: int) -> Iterator[Block]:
    """Yield the short page of a source for a width in columns."""
    record = summary.record
    title = parts.named(record.title, record.id, "title")
    facts = tuple(_facts(record))
    room = Room(width, LINES - _HEADING - _END)
    room.paragraph(title)
    room.pairs(facts)
    wrong = _shown_wrong(summary.wrong[:_MOST_WRONG], room)
    said = _shown_statements(summary.statements, room) if not record.claims else []
    yield Title(title)
    yield Pairs(facts)
    yield from wrong_block([_wrong(each) for each in wrong])
    if said:
        yield Title(text("What it says"), level=2)
        yield Pairs(tuple(map(_statement, said)))
    also = (("All that is known of the source", _whole("source", record)),) if record.claims else ()
    command = f"genden read {record.id}" if record.claims else _whole("source", record)
    left = tuple(_wrong_left(summary, wrong)) if record.claims else tuple(_statements_left(summary, said))
    yield more(left or (("What it claims",) if record.claims else ()), command, also=also)


def read(summary: SourceSummary, width: int) -> Iterator[Block]:
    """Yield what is wrong with a document under examination, for a width in columns."""
    record = summary.record
    title = parts.named(record.title, record.id, "title")
    facts = (("Claims", parts.verdicts(record.score)),) if record.score else ()
    room = Room(width, LINES - _HEADING - _END)
    room.paragraph(title)
    room.pairs(facts)
    wrong = _shown_wrong(summary.wrong, room)
    yield Title(title)
    yield Pairs(facts)
    yield from wrong_block([_wrong(each) for each in wrong])
    worst, *others = [*_wrong_left(summary, wrong), ""]
    if not worst:
        yield more(("Every claim, in the order of the text",), _whole("read", record))
        return
    also = f"Every claim, in the order of the text ({join_words(others[:-1])})" if others[:-1] else "Every claim"
    verdict = next(_verdicts_left(summary, wrong))
    command = f"genden claims --source {record.id} --verdict {verdict}"
    yield more((worst,), command, also=((also, _whole("read", record)),))


def _whole(command: str, record: SourceDetails) -> str:
    return f"genden {command} {record.id} --all"


def _facts(record: SourceDetails) -> Iterator[tuple[str, Cell]]:
    if record.examined:
        yield "Standing", text("under examination: what it says is never evidence")
    if record.score is not None:
        yield "Claims", parts.verdicts(record.score)
    for label, value in fields.labelled_values(schema.SOURCE, record, "author", "publisher", "issued"):
        yield label, text(value)
    yield "Grade", join_cells((parts.source_grade(record.reliability), text(record.why, "muted")), ": ")
    if record.read is not ReadState.FULL:
        yield from ((label, text(value)) for label, value in fields.labelled_values(schema.SOURCE, record, "read"))
    for label, value in fields.labelled_values(schema.SOURCE, record, "url", "archived"):
        yield label, text(readable_address(value), "link")
    yield from _use(record)


def _use(record: SourceDetails) -> Iterator[tuple[str, Cell]]:
    """Yield what a source is based on, and what it is evidence for."""
    origins = record.derived_from or ()
    refs = [parts.named(each.title, each.id) for each in origins[:_MOST_ORIGINS]]
    if left := len(origins) - len(refs):
        refs.append(text(count_noun(left, "more source"), "muted"))
    if refs:
        yield "Based on", stack_cells(*refs)
    if record.origin_of:
        yield "Used by", text(count_noun(len(record.origin_of), "source"))
    if record.evidence and not record.examined:
        yield "Evidence", text(_counted(record))


def _counted(record: SourceDetails) -> str:
    """Return the number of claims by stance: ``supports 12 claims, contradicts 3, is silent on 2``."""
    claims = {side: len({each.claim for each in record.evidence if each.stance is side}) for side in Stance}
    verbs = ("supports {}", "contradicts {}", "is silent on {}", "gives background for {}")
    found = [verb.format(number) for verb, number in zip(verbs, claims.values(), strict=True) if number]
    first, *others = found
    noun = "claim" if first.endswith(" 1") else "claims"
    return ", ".join((f"{first} {noun}", *others))


def _shown_wrong(wrong: Sequence[WrongClaim], room: Room) -> list[WrongClaim]:
    """Return the wrong claims that there is room for, the worst verdict first."""
    least = min(len({each.first.verdict for each in wrong}), len(wrong))
    number = room.fitting([_wrong(each) for each in wrong], least=max(least, 1))
    return sorted(wrong[:number], key=lambda each: WRONG.index(each.first.verdict))


def _wrong(claim: WrongClaim) -> Row:
    """Return a claim with its place, its quote in the document, and the reason for the verdict."""
    item = claim.first
    place = join_cells((text(parts.locator(item.at)), parts.quote(item.quote, item.translation, item.translator)), ": ")
    return wrong_row(parts.verdict_on(item), place, claim.places, (item.says, item.claim), item.because)


def _verdicts_left(summary: SourceSummary, shown: Sequence[WrongClaim]) -> Iterator[Verdict]:
    whole, own = _by_verdict(summary.wrong), _by_verdict(shown)
    return (word for word in WRONG if whole[word] > own[word])


def _by_verdict(claims: Sequence[WrongClaim]) -> Counter[Verdict]:
    return Counter(each.first.verdict for each in claims)


def _wrong_left(summary: SourceSummary, shown: Sequence[WrongClaim]) -> Iterator[str]:
    whole, own = _by_verdict(summary.wrong), _by_verdict(shown)
    for word in _verdicts_left(summary, shown):
        yield f"{whole[word] - own[word]} {'more ' * bool(own[word])}{word}"


def _shown_statements(items: Sequence[EvidenceOnClaim], room: Room) -> list[EvidenceOnClaim]:
    """Return the statements that there is room for, stance by stance."""
    stances = len({each.stance for each in items})
    number = room.fitting([_statement(each) for each in items], least=max(stances, 1))
    order = list(Stance)
    return sorted(items[:number], key=lambda each: order.index(each.stance))


def _statement(item: EvidenceOnClaim) -> Row:
    label = (*parts.stance(item.stance), TextRun(f" {words.STANCE_TITLES[item.stance]}"))
    claim = parts.named(item.says, item.claim)
    said = join_cells((parts.quote(item.quote, item.translation, item.translator), text(item.note)), " ")
    rests = text(parts.rests_on(item.rests_on), "muted")
    return label, stack_cells(claim, join_cells((text(parts.locator(item.at)), said), ": "), rests)


def _statements_left(summary: SourceSummary, shown: Sequence[EvidenceOnClaim]) -> Iterator[str]:
    if left := len(summary.record.evidence) - len(shown):
        yield count_noun(left, f"{'more ' * bool(shown)}statement")
