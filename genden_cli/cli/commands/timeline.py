"""``genden timeline``."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Annotated

import typer

from genden_cli.cli import names
from genden_cli.cli.arguments import PersonOption, TagOption, VerdictOption, first_day, last_day
from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import list_command
from genden_cli.errors import WrongUsage
from genden_cli.named_tuple import NamedTuple
from genden_cli.output.answer import SCREENFUL, Listing, ShortList
from genden_cli.pages import chart as chart_page
from genden_cli.pages import timeline as timeline_page
from genden_cli.query.records import entries as queries
from genden_cli.query.records import people as person_queries
from genden_cli.query.records import timeline as event_queries
from genden_cli.text.english import count_noun, join_words
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genden_cli.page.blocks import Block
    from genden_cli.query.records.fetch import RowStream


_SinceOption = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="Only what may be on or after DATE, e.g. 1935 or 1935-12-30. What may have begun before comes last.",
    ),
]
_UntilOption = Annotated[str | None, typer.Option(metavar="DATE", help="Only what may be on or before DATE.")]
_CertainlyOption = Annotated[
    bool, typer.Option("--certainly", help="Only what is certainly within --since and --until.")
]


@list_command
def timeline(  # noqa: PLR0913 -- one parameter an option
    connection: sqlite3.Connection,
    *,
    person: PersonOption = None,
    place: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PLACE",
            autocompletion=completers.places,
            help="Only events at this place, or at one with this part in its name; repeatable.",
        ),
    ] = None,
    tag: TagOption = None,
    since: _SinceOption = None,
    until: _UntilOption = None,
    certainly: _CertainlyOption = False,
    verdict: VerdictOption = None,
    events: Annotated[bool, typer.Option("--events", help="List events alone.")] = False,
    claims: Annotated[bool, typer.Option("--claims", help="List the claims under each event.")] = False,
    chart: Annotated[bool, typer.Option("--chart", help="Draw it, with the life and offices of --person.")] = False,
    reverse: Annotated[bool, typer.Option("--reverse", help="Show the latest first.")] = False,
) -> Listing[queries.TimelineEntry]:
    """Print everything with a date in order of time, and the verdicts."""
    if certainly and since is None and until is None:
        raise WrongUsage("--certainly needs --since or --until", hints=("genden timeline --since 1935 --certainly",))
    first, last = _days(since, until)
    filters = event_queries.EventFilter(
        person=names.resolve_each(connection, Section.PEOPLE, person) if person else (),
        place=names.places(connection, place) if place else (),
        tag=names.tags(connection, tag) if tag else (),
        verdict=tuple(verdict or ()),
        since=first,
        until=last,
        certainly=certainly,
        reverse=reverse,
    )
    kinds = [queries.EVENT] if events else list(range(len(queries.KINDS)))
    life = person_queries.life(connection, filters.person[0]) if chart and len(filters.person) == 1 else None
    listed = _Entries(connection, filters, kinds, claims, chart, life, since)
    return Listing("events", listed.rows(kinds), listed.page, listed.short)


class _Entries(NamedTuple):
    """The entries that a timeline lists or draws. A chart of a person draws their ``life`` in its own way.

    A list shows what may have begun before ``since`` last; a chart stays in order of time.
    """

    connection: sqlite3.Connection
    filters: event_queries.EventFilter
    kinds: list[int]
    claims: bool
    chart: bool
    life: person_queries.Life | None
    since: str | None

    def rows(self, kinds: list[int]) -> RowStream[queries.TimelineEntry]:
        """Return the entries of some kinds."""
        return queries.entries(
            self.connection, self.filters, kinds=kinds, claims=self.claims, earlier_last=not self.chart
        )

    def page(self, rows: Iterable[queries.TimelineEntry]) -> Iterable[Block]:
        """Return the whole page."""
        if self.chart:
            return chart_page.timeline(rows, self.filters, self.life)
        return timeline_page.timeline(rows, self._start())

    def short_page(self, rows: Iterable[queries.TimelineEntry]) -> Iterable[Block]:
        """Return the page with a line for each entry."""
        if self.chart:
            return chart_page.timeline(rows, self.filters, self.life, zoom="--all draws them")
        return timeline_page.short_timeline(rows, self._start())

    def _start(self) -> timeline_page.Since | None:
        day = self.filters.since
        return None if day is None or self.since is None else timeline_page.Since(day, self.since)

    def short(self, limit: int | None) -> ShortList[queries.TimelineEntry]:
        """Return the short list: the first entries, or the kinds of entries that fit a short list whole."""
        drawn = (queries.EVENT, queries.CLAIM) if self.life else self.kinds
        found = queries.count_entries(self.connection, self.filters)
        counts = {kind: number for kind, number in found.items() if kind in self.kinds and kind in drawn}
        chosen = [*counts] if limit else _kinds_that_fit(counts)
        noun = "event" if list(counts) == [queries.EVENT] else "entry"
        first = self.rows(chosen).split(limit or SCREENFUL)[0]
        if self.claims:
            return ShortList(first, self.short_page, sum(counts.values()), noun, "", _ADDS, timeline_page.short_height)
        return ShortList(first, self.short_page, sum(counts.values()), noun, _left_out(counts, chosen), _ADDS)


_ADDS = "people, places and ids"
_LEAST = 40
"""With fewer rows, the next kind of entry is listed as well, though not all of it."""


def _kinds_that_fit(counts: dict[int, int]) -> list[int]:
    """Return the kinds of entries that fit a short list whole, events first."""
    chosen: list[int] = []
    rows = 0
    for kind, number in counts.items():
        if rows + number > SCREENFUL and rows >= _LEAST:
            break
        chosen.append(kind)
        rows += number
    return chosen


def _left_out(counts: dict[int, int], chosen: list[int]) -> str:
    """Return in words how many entries of which kinds are left out if all of the chosen ones are shown."""
    others = [count_noun(number, queries.KINDS[kind]) for kind, number in counts.items() if kind not in chosen]
    return f" ({join_words(others)})" if others and sum(counts[kind] for kind in chosen) <= SCREENFUL else ""


def _days(since: str | None, until: str | None) -> tuple[int | None, int | None]:
    """Return the first and the last day that the options give; raise `WrongUsage` if they are in the wrong order."""
    first, last = first_day("--since", since), last_day("--until", until)
    if first is not None and last is not None and first > last:
        raise WrongUsage(f"--since '{since}' is later than --until '{until}'", hints=("give the earlier to --since",))
    return first, last
