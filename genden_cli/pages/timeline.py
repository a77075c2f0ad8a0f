"""How a timeline reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.output.page import Block, Cell, Column, Grid, Hint, Prose, Span, joined, lines, text
from genden_cli.pages import parts
from genden_cli.query.rows import PersonRef, Verdicts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.query.timeline import EventRow

_COLUMNS = (
    Column("When", least=14, share=2),
    Column("What happened", least=30, share=5, main=True),
    Column("Who", least=24, share=3, fold=True),
    Column("Where", least=12, share=1, fold=True),
    Column("Claims", least=11, share=1),
)


def timeline(rows: Iterable[EventRow]) -> Iterator[Block]:
    """Yield a table with an event a row, and what its signs mean."""
    seen: set[str] = set()
    yield Grid(_COLUMNS, (_row(row, seen) for row in rows))
    shown = Verdicts(**dict.fromkeys(seen, 1))
    if seen:
        yield Prose(joined((text("Claims:", "muted"), parts.legend([shown])), " "))
    yield Hint("genden event ID shows one of them")


def _row(row: EventRow, seen: set[str]) -> tuple[Cell, ...]:
    seen.update(word for word, number in row.verdicts._asdict().items() if number)
    told = (
        joined((parts.verdict(each.verdict, sign_only=True), text(each.says), parts.id_(each.id)), " ")
        for each in row.claims
    )
    return (
        parts.date(row.date),
        lines(joined((text(row.title, "name"), parts.id_(row.id)), "  "), *told),
        text(", ".join(person.name for person in row.people)),
        text(row.place),
        parts.verdicts(row.verdicts),
    )


def who(people: Iterable[PersonRef]) -> Cell:
    """Return the people of an event with the parts they played: ``Genden (speaker), Stalin (host)``."""
    spans: list[Span] = []
    for person in people:
        if spans:
            spans.append(Span(", "))
        spans.append(Span(person.name))
        if person.role:
            spans.append(Span(f" ({person.role})", "muted"))
    return tuple(spans)
