"""The page of a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.page.blocks import Block, Cell, Column, Grid, Hint, TextRun, join_cells, stack_cells, text
from genden_cli.pages import parts
from genden_cli.pages.signs import LegendTracker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.query.records.fetch import PersonRef
    from genden_cli.query.records.timeline import EventRow

_COLUMNS = (
    Column("When", least=14, share=2),
    Column("What happened", least=30, share=5, main=True),
    Column("Who", least=24, share=3, fold=True),
    Column("Where", least=12, share=1, fold=True),
    Column("Claims", least=11, share=1),
)


def timeline(rows: Iterable[EventRow]) -> Iterator[Block]:
    """Yield a table with one event per row, and its legend."""
    signs = LegendTracker()
    yield Grid(_COLUMNS, (_row(row, signs) for row in rows))
    yield from signs.legend()
    yield Hint("genden event ID shows one of them")


def _row(row: EventRow, signs: LegendTracker) -> tuple[Cell, ...]:
    told = (join_cells((signs.verdict(each.verdict), text(each.says), parts.id_(each.id)), " ") for each in row.claims)
    return (
        parts.date(row.date),
        stack_cells(join_cells((text(row.title, "name"), parts.id_(row.id)), "  "), *told),
        text(", ".join(person.name for person in row.people)),
        text(row.place),
        signs.verdicts(row.verdicts),
    )


def who(people: Iterable[PersonRef]) -> Cell:
    """Return the people of an event with their roles: ``Genden (speaker), Stalin (host)``."""
    spans: list[TextRun] = []
    for person in people:
        if spans:
            spans.append(TextRun(", "))
        spans.append(TextRun(person.name))
        if person.role:
            spans.append(TextRun(f" ({person.role})", "muted"))
    return tuple(spans)
