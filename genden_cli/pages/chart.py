"""The chart of a timeline."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from genden_cli.dates.edtf import DateError, parse
from genden_cli.page.blocks import Block, Chart, ChartBar, Hint
from genden_cli.page.strokes import strokes, strokes_between
from genden_cli.pages.signs import LegendTracker
from genden_cli.pages.timeline import entry_kind
from genden_cli.words import EntryKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.dates.edtf import Date
    from genden_cli.model import When
    from genden_cli.query.records.entries import TimelineEntry
    from genden_cli.query.records.people import Life
    from genden_cli.query.records.timeline import EventFilter, EventRow


_BANDS = frozenset({EntryKind.BIRTH, EntryKind.DEATH, EntryKind.OFFICE})
"""The kinds of entries that the life and offices of a person have already drawn."""


def timeline(
    rows: Iterable[EventRow | TimelineEntry], wanted: EventFilter, life: Life | None, *, zoom: str = ""
) -> Iterator[Block]:
    """Yield a chart with one event per row, below the life and offices of a person.

    If ``zoom`` is given and no filter limits the time, a narrow chart shows the busiest years. ``zoom`` says how to see
    the others.
    """
    zoom = "" if wanted.since is not None or wanted.until is not None else zoom
    signs = LegendTracker()
    others = (row for row in rows if not life or entry_kind(row) not in _BANDS)
    bars = (*_bands(life, wanted), *(_event(row, signs) for row in others))
    key = next((line.cell for line in signs.legend()), ())
    if bars:
        yield Chart(bars, "Claims", key, wanted.since, wanted.until, zoom)
    yield Hint("genden timeline says it in words, with the ids; --since and --until look closer")


def _event(row: EventRow | TimelineEntry, signs: LegendTracker) -> ChartBar:
    date = _parsed(row.date)
    kind = entry_kind(row)
    label = row.title if kind == EntryKind.EVENT else f"{kind}: {row.title}"
    return ChartBar(label, strokes(date) if date else (), signs.verdicts(row.verdicts))


def _bands(life: Life | None, wanted: EventFilter) -> Iterator[ChartBar]:
    """Yield the life and the offices of a person that overlap the time of the filter."""
    if life is None:
        return
    dates = [(role.title, role.from_, role.to) for role in life.roles]
    if life.born or life.died:
        dates.insert(0, (life.name, life.born, life.died))
    for label, *ends in dates:
        start, end = map(_parsed, ends)
        if _overlaps(start, end, wanted):
            yield ChartBar(label, strokes_between(start, end), band=True)


def _parsed(when: When | None) -> Date | None:
    with suppress(DateError):  # the end of an office may lie before its start
        return parse(when.edtf) if when else None
    return None


def _overlaps(start: Date | None, end: Date | None, wanted: EventFilter) -> bool:
    """Tell whether dates overlap the time of the filter. As in the query, undated items overlap no limited time."""
    if wanted.since is None and wanted.until is None:
        return True
    first, last = start.earliest if start else None, end.latest if end else None
    if wanted.certainly:
        within_since = wanted.since is None or (first is not None and first >= wanted.since)
        return within_since and (wanted.until is None or (last is not None and last <= wanted.until))
    late = first is not None and wanted.until is not None and first > wanted.until
    early = last is not None and wanted.since is not None and last < wanted.since
    return bool(start or end) and not early and not late
