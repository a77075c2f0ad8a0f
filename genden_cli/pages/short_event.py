"""The short page of an event: when, where, who, its rival versions in a line each, and the claims that matter most.

`query.records.summaries` says which claims these are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.page.blocks import Block, Cell, Pairs, Title, text
from genden_cli.page.room import Room
from genden_cli.pages import parts
from genden_cli.pages.event import facts
from genden_cli.pages.short import LINES, more
from genden_cli.text.english import count_noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.query.records.claims import ClaimRow
    from genden_cli.query.records.events import EventDetails
    from genden_cli.query.records.summaries import EventSummary

_HEADINGS: Final = 4
_END: Final = 4


def event(summary: EventSummary, width: int) -> Iterator[Block]:
    """Yield the short page of an event for a width in columns."""
    record = summary.record
    title = parts.named(record.title, record.id, "title")
    rivals, claims = tuple(map(_claim, record.variants)), tuple(map(_claim, summary.claims))
    about = tuple(_facts(record))
    room = Room(width, LINES - _HEADINGS - _END)
    room.paragraph(title)
    room.pairs(about)
    rivals = rivals[: room.fitting(rivals)]
    claims = claims[: room.fitting(claims)]
    yield Title(title)
    yield Pairs(about)
    if rivals:
        yield Title(text("Rival versions"), level=2)
        yield Pairs(rivals)
    if claims:
        yield Title(text("Claims that matter most" if len(claims) < len(summary.claims) else "Claims"), level=2)
        yield Pairs(claims)
    compared = ("The rival versions, source by source", f"genden compare {record.id}")
    also = (compared,) if len(record.variants) > 1 else ()
    yield more(_left_out(summary, len(rivals), len(claims)), f"genden event {record.id} --all", also=also)


def _facts(record: EventDetails) -> Iterator[tuple[str, Cell]]:
    """Yield the facts about an event; the date only in words."""
    for label, value in facts(record):
        yield label, parts.date(record.date) if label == "When" else value


def _claim(row: ClaimRow) -> tuple[Cell, Cell]:
    return parts.judged(row)


def _left_out(summary: EventSummary, rivals: int, claims: int) -> Iterator[str]:
    if left := len(summary.record.variants) - rivals:
        yield count_noun(left, "more rival version")
    if left := len(summary.claims) - claims:
        yield count_noun(left, "more claim")
