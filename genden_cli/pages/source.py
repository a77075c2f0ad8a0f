"""The page of a source, and the list of sources."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from genden_cli import schema, words
from genden_cli.page.blocks import Block, Cell, Column, Grid, Hint, Pairs, TextRun, Title, join_cells, stack_cells, text
from genden_cli.page.room import READABLE, line_count
from genden_cli.page.widths import GAP
from genden_cli.pages import fields, parts
from genden_cli.pages.signs import LegendTracker
from genden_cli.text.addresses import readable_address
from genden_cli.words import ReadState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.model import CopyPart
    from genden_cli.query.records.sources import Assertion, EvidenceOnClaim, SourceDetails, SourceRef, SourceRow

_SOURCES = (
    Column("Grade", least=5),
    Column("Source", least=30, share=5, main=True),
    Column("Issued", least=10, share=1, fold=True),
    Column("Based on", least=18, share=2, fold=True, folded="based on "),
    Column("Says", least=10, share=1),
)
_SHORT_SOURCES = (
    Column("Grade", least=5),
    Column("Source, and what it says", least=88, share=8, main=True),
    Column("Issued", least=10, share=1, fold=True),
    Column("Based on", least=18, share=1, fold=True),
)
_BESIDE_SOURCE = 5 + GAP
"""The columns that a grade takes before a source."""
_EVIDENCE_COLUMNS = (
    Column("Claim", least=28, share=4, main=True),
    Column("What it says", least=30, share=5, fold=True),
    Column("Where", least=14, share=1, fold=True),
)
_ASSERTION_COLUMNS = (
    Column("Where", least=8, share=1),
    Column("Verdict", least=12),
    Column("What it says", least=30, share=5, main=True),
    Column("How it stands", least=40, share=6, fold=True),
)


_FIELDS_IN_PLACE = "title author publisher issued type url archived language reliability why read note"
"""The fields that the page of a source shows in a special way."""


def sources(rows: Iterable[SourceRow]) -> Iterator[Block]:
    """Yield a table with one source per row."""
    signs = LegendTracker()
    yield Grid(_SOURCES, (_source_row(row, signs) for row in rows))
    yield from signs.legend(stances="Claims by stance")
    yield Hint("genden source ID shows one of them")


def short_sources(rows: Iterable[SourceRow]) -> Iterator[Block]:
    """Yield a table with a line for each source, and its legend."""
    signs = LegendTracker()
    yield Grid(_SHORT_SOURCES, (_short_source_row(row, signs) for row in rows), dense=True)
    yield from signs.legend(stances="Claims by stance")


def height(row: SourceRow, width: int) -> int:
    """Return the number of lines of a source in `short_sources`, on a page of ``width`` columns."""
    return line_count(_named_source(row, LegendTracker()), max(min(width, READABLE) - _BESIDE_SOURCE, 1))


def source(record: SourceDetails) -> Iterator[Block]:
    """Yield the page of a source: facts, origins and statements."""
    yield Title(parts.named(record.title, record.id, "title"))
    yield Pairs(tuple(_facts(record)))
    signs = LegendTracker()
    if record.claims:
        reasons = parts.ReasonOnce()
        yield Title(text(f"What it claims, from top to bottom ({len(record.claims)})"), level=2)
        yield Grid(_ASSERTION_COLUMNS, [_assertion_row(each, reasons) for each in record.claims])
    for stance, title in words.STANCE_TITLES.items():
        items = [each for each in record.evidence if each.stance == stance]
        if items:
            yield Title(
                (*parts.stance(stance), TextRun(f" {title} ({len(items)}{', which do not count' * record.examined})")),
                level=2,
            )
            yield Grid(
                _EVIDENCE_COLUMNS,
                [row for _, each in groupby(items, attrgetter("claim")) for row in _evidence_rows(each, signs)],
            )
    yield from signs.legend()
    claims = [each.claim for each in record.claims] or [each.claim for each in record.evidence]
    if claims:
        yield Hint(f"genden claim {claims[0]}")


def _facts(record: SourceDetails) -> Iterator[tuple[str, Cell]]:
    if record.examined:
        yield "Standing", text("under examination: what it says is never evidence")
    if record.score is not None:
        yield "Score", parts.verdicts(record.score)
    yield "Grade", stack_cells(parts.source_grade(record.reliability), text(record.why, "muted"))
    for label, value in fields.labelled_values(
        schema.SOURCE, record, *("author", "publisher", "issued", "type", "language", "read")
    ):
        yield label, text(value)
    for label, value in fields.labelled_values(schema.SOURCE, record, "url", "archived"):
        yield label, text(readable_address(value), "link")
    for label, value in fields.other_values(schema.SOURCE, record, _FIELDS_IN_PLACE):
        yield label, text(value)
    for identifier in record.ids:
        yield identifier.scheme.upper(), text(identifier.value)
    if record.copy:
        yield "Kept copy", text(kept_copy(record.copy))
    yield "Based on", _rests_on(record.derived_from)
    if record.origin_of:
        yield "Used by", stack_cells(*map(_ref, record.origin_of))
    if record.note:
        yield "Note", text(record.note)


def _rests_on(origins: tuple[SourceRef, ...] | None) -> Cell:
    return stack_cells(*map(_ref, origins)) if origins else text(no_origins(origins), "muted")


def no_origins(origins: tuple[SourceRef, ...] | None) -> str:
    """Return the words for no recorded origins, and for unknown origins."""
    return "unknown" if origins is None else "none of the sources here"


def kept_copy(parts_: Iterable[CopyPart]) -> str:
    """Return a kept copy in words: its file, the day it was made, and its hash."""
    facts = dict(parts_)
    made = f", of {facts['of']}" if "of" in facts else ""
    return f"{facts['file']}{made}" + (f", SHA-256 {facts['sha256']}" if "sha256" in facts else "")


def _ref(ref: SourceRef) -> Cell:
    return join_cells((parts.id_(ref.id), text(ref.title, "muted")), "  ")


def _source_row(row: SourceRow, signs: LegendTracker) -> tuple[Cell, ...]:
    author = text(row.author)
    unread = text("not read: known from others" if row.read == ReadState.CITED_ONLY else None, "muted")
    rests = None if row.derived_from is None else ", ".join(row.derived_from)
    return (
        text(signs.grade(row.reliability)),
        stack_cells(join_cells((author, text(row.title, "name")), ", "), join_cells((parts.id_(row.id), unread))),
        parts.date(row.issued),
        text(rests),
        _says(row, signs),
    )


def _short_source_row(row: SourceRow, signs: LegendTracker) -> tuple[Cell, ...]:
    return (
        text(signs.grade(row.reliability)),
        _named_source(row, signs),
        text(parts.compact_date(row.issued), "date"),
        text(", ".join(row.derived_from or ()), "muted"),
    )


def _named_source(row: SourceRow, signs: LegendTracker) -> Cell:
    """Return a source as a reader knows it, what it says, and its id."""
    name = join_cells((text(row.author), text(row.title)), ", ")
    return join_cells((join_cells((name, _says(row, signs)), " "), parts.id_(row.id)), "  ")


def _says(row: SourceRow, signs: LegendTracker) -> Cell:
    """Return the number of claims by stance. A document under examination has none: it is no evidence."""
    if row.examined:
        return text("(under examination)", "muted")
    return signs.stances((row.supports, row.contradicts, row.silent, row.context))


def _evidence_rows(items: Iterable[EvidenceOnClaim], signs: LegendTracker) -> Iterator[tuple[Cell, ...]]:
    """Yield the items on one claim, which is named once."""
    for number, item in enumerate(items):
        claim = join_cells((signs.verdict(item), text(item.says), parts.id_(item.claim)), " ")
        rests = text(parts.rests_on(item.rests_on), "muted")
        said = stack_cells(parts.quote(item.quote, item.translation, item.translator), text(item.note), rests)
        yield () if number else claim, said, text(parts.locator(item.at))


def _assertion_row(item: Assertion, reasons: parts.ReasonOnce) -> tuple[Cell, ...]:
    where = parts.locator(item.at)
    return (
        text(where),
        parts.verdict_on(item),
        stack_cells(parts.quote(item.quote, None), join_cells((text(item.says), parts.id_(item.claim)), " ")),
        text(reasons.text_for(item, where), "muted"),
    )
