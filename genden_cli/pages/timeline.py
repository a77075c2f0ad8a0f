"""The page of a timeline."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from genden_cli.dates import calendar
from genden_cli.named_tuple import NamedTuple
from genden_cli.page.blocks import Block, Cell, Column, Grid, Hint, Title, join_cells, stack_cells, text
from genden_cli.pages import parts
from genden_cli.pages.signs import LegendTracker
from genden_cli.words import EntryKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.model import When
    from genden_cli.query.records.entries import TimelineEntry
    from genden_cli.query.records.timeline import EventRow

_LIFE = frozenset({EntryKind.BIRTH, EntryKind.DEATH, EntryKind.OFFICE})

_COLUMNS = (
    Column("When", least=14, share=2),
    Column("What happened", least=30, share=5, main=True),
    Column("Who", least=24, share=3, fold=True),
    Column("Where", least=12, share=1, fold=True),
    Column("Claims", least=11, share=1),
)
_SHORT_COLUMNS = (
    Column("When", least=22, share=1),
    Column("What happened, and its claims", least=56, share=8, main=True),
    Column("Id", share=1, fold=True),
    Column("Where", least=12, share=1, fold=True),
    Column("Who", least=24, share=1, fold=True),
)
_OTHER_COLUMNS = 40
"""About as many columns of a page have no claim in the short table."""


class Since(NamedTuple):
    """The first day that a timeline is about, and the date as a reader wrote it."""

    day: int
    date: str


def timeline(rows: Iterable[EventRow | TimelineEntry], since: Since | None = None) -> Iterator[Block]:
    """Yield a table with one event per row, and its legend. What began before ``since`` has a table of its own."""
    signs = LegendTracker()
    for heading, these in _by_beginning(rows, since):
        yield from heading
        yield Grid(_COLUMNS, (_row(row, signs) for row in these))
    yield from signs.legend()
    yield Hint("genden event ID shows one of them")


def short_timeline(rows: Iterable[EventRow | TimelineEntry], since: Since | None = None) -> Iterator[Block]:
    """Yield a table with a line for each event, and its legend. What began before ``since`` has a table of its own."""
    signs = LegendTracker()
    for heading, these in _by_beginning(rows, since):
        yield from heading
        yield Grid(_SHORT_COLUMNS, (_short_row(row, signs) for row in these), dense=True)
    yield from signs.legend()
    yield Hint("genden event NAME shows one: an id, or words of its title")


def short_height(row: EventRow | TimelineEntry, width: int) -> int:
    """Return about how many lines an entry takes in the short table on a page of ``width`` columns."""
    room = max(width - _OTHER_COLUMNS, 1)
    return 1 + sum(-(-len(f"? {each.says} {each.id}") // room) for each in row.claims if each.id != row.id)


def _by_beginning(
    rows: Iterable[EventRow | TimelineEntry], since: Since | None
) -> Iterator[tuple[tuple[Block, ...], Iterable[EventRow | TimelineEntry]]]:
    """Yield the rows that begin on or after a day, and those that began before it or may have, with their heading."""
    if since is None:
        yield (), rows
        return
    for is_earlier, these in groupby(rows, lambda row: _may_begin_before(row.date, since.day)):
        heading = (Title(text(f"Began before {since.date}, or may have"), level=2),) if is_earlier else ()
        yield heading, these


def _may_begin_before(date: When | None, day: int) -> bool:
    return date is None or date.earliest is None or calendar.iso_day(date.earliest) < day


def _row(row: EventRow | TimelineEntry, signs: LegendTracker) -> tuple[Cell, ...]:
    return (
        _dated(parts.date(row.date), row),
        stack_cells(join_cells((*_kind(row), text(row.title, "name"), parts.id_(row.id)), "  "), *_claims(row, signs)),
        text(_who(row)),
        text(row.place),
        signs.verdicts(row.verdicts),
    )


def _short_row(row: EventRow | TimelineEntry, signs: LegendTracker) -> tuple[Cell, ...]:
    title = join_cells((*_kind(row), text(row.title), signs.verdicts(row.verdicts)), " ")
    return (
        _dated(text(parts.compact_date(row.date), "date"), row),
        stack_cells(title, *_claims(row, signs)),
        parts.id_(row.id),
        text(row.place),
        text(_who(row)),
    )


def entry_kind(row: EventRow | TimelineEntry) -> EntryKind:
    """Return what a row of a timeline is. A row of `EventRow` is an event, whose kind is in the words of the base."""
    return row.kind if isinstance(row.kind, EntryKind) else EntryKind.EVENT


def _kind(row: EventRow | TimelineEntry) -> tuple[Cell, ...]:
    """Return what an entry is, unless it is an event; of an office, also whose it is."""
    kind = entry_kind(row)
    if kind == EntryKind.EVENT:
        return ()
    return (text(f"{row.people[0].name if kind == EntryKind.OFFICE else kind}:", "muted"),)


def _dated(date: Cell, row: EventRow | TimelineEntry) -> Cell:
    """Return a date, and how many dates the rival versions of the event give."""
    return join_cells((date, text(rival_dates(row), "muted")), " ")


def rival_dates(row: EventRow | TimelineEntry) -> str:
    """Return how many dates the rival versions of an event give, in words; nothing if they agree."""
    return f"({row.rival_dates} dates)" if row.rival_dates > 1 else ""


def _who(row: EventRow | TimelineEntry) -> str:
    """Return the people of an entry, unless what it is names them."""
    names_them = entry_kind(row) in _LIFE
    return "" if names_them else ", ".join(person.name for person in row.people)


def _claims(row: EventRow | TimelineEntry, signs: LegendTracker) -> Iterator[Cell]:
    """Yield the claims about an entry. A claim that is an entry itself is not repeated."""
    for each in row.claims:
        if each.id != row.id:
            yield join_cells((signs.verdict(each), text(each.says), parts.id_(each.id)), " ")
