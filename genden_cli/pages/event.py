"""The page of an event: its rival versions and the claims about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli import schema
from genden_cli.page.blocks import Block, Cell, Hint, Pairs, Title, join_cells, text
from genden_cli.pages import fields, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.query.records.events import EventDetails
    from genden_cli.query.records.timeline import EventRow


def event(record: EventDetails) -> Iterator[Block]:
    """Yield the page of an event."""
    yield Title(parts.named(record.title, record.id, "title"))
    yield Pairs(tuple(facts(record)))
    if record.variants:
        yield Title(text(f"Rival versions ({len(record.variants)})"), level=2)
        yield parts.claims(record.variants, dated=False)
    rivals = {each.id for each in record.variants}
    others = [each for each in record.claims if each.id not in rivals]
    if others:
        yield Title(text(f"Claims ({len(others)})"), level=2)
        yield parts.claims(others, dated=False)
    if record.claims:
        yield Hint(f"genden claim {record.claims[0].id}")


def facts(record: EventDetails | EventRow, *, edtf: bool = True) -> Iterator[tuple[str, Cell]]:
    """Yield the facts about an event, each with its label; with ``edtf``, also the date as the base writes it."""
    if record.date:
        written = record.date.edtf if edtf and record.date.edtf != record.date.words else None
        yield "When", join_cells((parts.date(record.date), text(written, "muted")), "  ")
    if record.date_text:
        yield "As told", text(f"“{record.date_text}”", "quote")
    if record.place:
        yield "Where", text(record.place)
    if record.people:
        yield "Who", parts.who(record.people)
    for label, value in fields.other_values(schema.EVENT, record, "title date date_text place"):
        yield label, text(value)
    if any(record.verdicts):
        yield "Claims", parts.verdicts(record.verdicts)
