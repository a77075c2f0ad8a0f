"""The page of a claim: the sentence, the verdict, its reason and all evidence; and the list of claims."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from genden_cli import schema, words
from genden_cli.page.blocks import Block, Cell, Column, Grid, Hint, Pairs, TextRun, Title, join_cells, stack_cells, text
from genden_cli.page.room import READABLE, line_count
from genden_cli.page.widths import GAP
from genden_cli.pages import fields, parts
from genden_cli.pages.short import source_name
from genden_cli.pages.signs import LegendTracker
from genden_cli.query.records import claim as queries
from genden_cli.words import ReadState, RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from genden_cli.field_types import RecordType
    from genden_cli.model import Appearance, Evidence, Review
    from genden_cli.query.evidence.order import DatedItem
    from genden_cli.query.records.claim import AppearanceDetails, ClaimDetails, EvidenceDetails, Related
    from genden_cli.query.records.claims import ClaimRow
    from genden_cli.query.records.sources import Assertion

_EVIDENCE = (
    Column("Source", least=20, share=2),
    Column("What it says", least=32, share=6, main=True),
    Column("Where", least=16, share=2, fold=True),
    Column("Grade", least=22, share=2, fold=True),
)
_RELATED = (
    Column("Relation", least=12, share=1),
    Column("Verdict", least=12),
    Column("Claim", least=28, share=6, main=True),
)
_BESIDE_CLAIM = 1 + GAP
"""The columns that a sign takes before a claim."""

_EVIDENCE_IN_PLACE = "source stance credibility quote before after translation translator date note"
_FIELDS_IN_PLACE = "says event date kind verdict basis because confidence reviewed note"
"""The fields that the page of a claim shows in a special way."""

RELATION_WORDS = {
    RelationKind.CONTRADICTS: "contradicts",
    RelationKind.PART_OF: "part of",
    RelationKind.HAS_PART: "has as a part",
    RelationKind.VARIANT: "another version",
    RelationKind.RELATED: "see also",
}
"""The words for relations, the most important first."""
_FIRM = frozenset({RelationKind.CONTRADICTS, RelationKind.PART_OF, RelationKind.HAS_PART})


def claim(record: ClaimDetails, ordered: Sequence[DatedItem] = ()) -> Iterator[Block]:
    """Yield the page of a claim. Its evidence is one table of the ``ordered`` items; without them, one per stance."""
    yield Title(text(record.says, "title"))
    yield Pairs(tuple(facts(record)))
    yield from _ordered_evidence(ordered) if ordered else evidence(record.evidence)
    if around := list(other_claims(record)):
        yield Title(text(f"Related claims ({len({each.id for each in around})})"), level=2)
        yield Grid(_RELATED, [row for _, these in groupby(around, attrgetter("relation")) for row in _related(these)])
    source = next((item.source for item in record.evidence), None)
    if source:
        yield Hint(f"genden source {source}")


def evidence(items: Sequence[EvidenceDetails]) -> Iterator[Block]:
    """Yield items of evidence, one table per stance."""
    for stance, title in words.STANCE_TITLES.items():
        found = [item for item in items if item.stance == stance]
        if found:
            means = f": {words.STANCES[stance].means}" if stance in words.EXPLAINED else ""
            yield Title((*parts.stance(stance), TextRun(f" {title}{means} ({_counted(found)})")), level=2)
            yield Grid(_EVIDENCE, map(_evidence, found))


def _counted(items: Sequence[EvidenceDetails]) -> str:
    """Return the number of items that count, and of those that do not: ``2, and 1 that does not count``."""
    count = len(queries.counting(items))
    left = len(items) - count
    return f"{count}, and {left} that do{'es' * (left == 1)} not count" if left else str(count)


def _evidence(item: EvidenceDetails) -> tuple[Cell, ...]:
    warned = text(cautions(item), "muted")
    source = stack_cells(parts.id_(item.source), text(item.author, "muted"), warned)
    return source, *said(item), parts.grade(item.reliability, item.credibility)


def _ordered_evidence(items: Sequence[DatedItem]) -> Iterator[Block]:
    """Yield items of evidence as one table, each with the stance and the name of its source as a reader knows it."""
    yield Title(text(f"Evidence ({_counted([each.item for each in items])})"), level=2)
    yield Grid((Column("Stance", least=13), *_EVIDENCE), [_dated_evidence(each) for each in items])


def _dated_evidence(each: DatedItem) -> tuple[Cell, ...]:
    item = each.item
    stance = (*parts.stance(item.stance), TextRun(f" {words.STANCE_TITLES[item.stance]}"))
    name = source_name(item.author, item.title, each.issued, item.source)
    warned = text(cautions(item), "muted")
    return stance, stack_cells(name, warned), *said(item), parts.grade(item.reliability, item.credibility)


def claims(rows: Iterable[ClaimRow], made: Iterable[Assertion] = ()) -> Iterator[Block]:
    """Yield a table with one claim per row. Claims in ``made`` have place and quote in that document, and a reason."""
    said: dict[str, Cell] = {}
    for each in made:
        place = join_cells((text(parts.locator(each.at)), parts.quote(each.quote, None)), ": ")
        said[each.claim] = stack_cells(said.get(each.claim, ()), place)
    yield parts.claims(rows, said=said)
    yield Hint("genden claim ID shows one of them")


def short_claims(rows: Iterable[ClaimRow]) -> Iterator[Block]:
    """Yield a table with a line for each claim, and its legend."""
    signs = LegendTracker()
    yield parts.short_claims(rows, signs)
    yield from signs.legend()


def height(row: ClaimRow, width: int) -> int:
    """Return the number of lines of a claim in `short_claims`, on a page of ``width`` columns."""
    return line_count(parts.named(row.says, row.id), max(min(width, READABLE) - _BESIDE_CLAIM, 1))


def other_claims(record: ClaimDetails) -> Iterator[Related]:
    """Yield the related claims. A weak relation is left out if the claim also has a more important one."""
    told: set[str] = set()
    found = [*record.relations, *record.rivals]
    for relation in RELATION_WORDS if found else ():
        these = [each for each in found if each.relation == relation]
        yield from (each for each in these if relation in _FIRM or each.id not in told)
        told.update(each.id for each in these)


def cautions(item: EvidenceDetails) -> str:
    """Return the warnings about a source in brackets, each after a space."""
    return "".join(f" ({each})" for each in warnings(item))


def warnings(item: EvidenceDetails) -> Iterator[str]:
    """Yield the warnings about a source: it is under examination, or nobody read it."""
    if item.examined:
        yield "under examination: does not count"
    if item.read == ReadState.CITED_ONLY:
        yield "not read: known from others"


def facts(record: ClaimDetails) -> Iterator[tuple[str, Cell]]:
    """Yield the facts about a claim, each with its label."""
    firm = f"confidence: {record.confidence}" if record.confidence else ""
    yield "Verdict", parts.ruling(record, firm)
    if record.because:
        yield "Because", text(record.because)
    if record.would_settle:
        yield "To settle it", stack_cells(*(text(parts.missing(each)) for each in record.would_settle))
    if record.appears_in:
        yield "Claimed in", stack_cells(*map(_appearance, record.appears_in))
    yield "Evidence", text(parts.counts(record.standing))
    if record.takes_place_in:
        yield "Event", parts.named(record.takes_place_in.title, record.takes_place_in.id)
    if record.date:
        yield "When", parts.date(record.date)
    if record.people:
        yield "About", parts.who(record.people)
    yield "Id", parts.id_(record.id)
    for label, value in _texts(record):
        yield label, text(value)
    if told := [each for each in record.reviews if each.by or each.note]:
        yield "Reviews", stack_cells(*(text(review(each)) for each in told))


def _texts(record: ClaimDetails) -> Iterator[tuple[str, str]]:
    """Yield the facts that need only a label, the note last."""
    yield from fields.labelled_values(schema.CLAIM, record, "kind")
    if record.tags:
        yield "Tags", ", ".join(record.tags)
    if record.reviewed:
        yield "Last checked", record.reviewed
    yield from fields.other_values(schema.CLAIM, record, _FIELDS_IN_PLACE)
    yield from fields.labelled_values(schema.CLAIM, record, "note")


def review(item: Review) -> str:
    """Return a review in a line: ``2026-11-23 by M. Ferrer: the date of the log is Old Style``."""
    return f"{item.on}{f' by {item.by}' if item.by else ''}{f': {item.note}' if item.note else ''}"


def _appearance(item: AppearanceDetails) -> Cell:
    place = join_cells((parts.id_(item.source), text(parts.locator(item.at))), ", ")
    said = parts.quote(item.quote, item.translation, item.translator)
    speaker = text(f"said by {item.speaker_name}" if item.speaker_name else None, "muted")
    more = _more(schema.APPEARANCE, item, "source speaker quote before after translation translator note")
    return stack_cells(join_cells((place, said), ": "), speaker, text(item.note, "muted"), *more)


def _more(form: RecordType, item: Appearance | Evidence, shown: str) -> Iterator[Cell]:
    """Yield the remaining fields, each with its label."""
    for label, value in fields.other_values(form, item, shown):
        yield text(f"{label.lower()}: {value}", "muted")


def said(item: EvidenceDetails, link: Cell = ()) -> tuple[Cell, Cell]:
    """Return what an item of evidence says, and the place in its source. A link stands after the quote."""
    quoted = (*parts.quote(item.quote, item.translation, item.translator), *link)
    dated = text(f"dates it {item.date.words}" if item.date else None)
    rests = text(parts.rests_on(item.rests_on), "muted")
    more = _more(schema.EVIDENCE, item, _EVIDENCE_IN_PLACE)
    return stack_cells(quoted, text(item.note), dated, rests, *more), text(parts.locator(item.at))


def _related(items: Iterable[Related]) -> Iterator[tuple[Cell, ...]]:
    """Yield claims with the same relation, which is named once."""
    for number, item in enumerate(items):
        relation = text("" if number else RELATION_WORDS[item.relation], "muted")
        yield relation, *parts.judged(item)
