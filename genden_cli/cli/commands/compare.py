"""``genden compare``."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Annotated, Final

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import detailed_command
from genden_cli.cli.names import resolve_explained
from genden_cli.errors import AmbiguousName, UnknownName, WrongUsage
from genden_cli.output import brief
from genden_cli.output.answer import Answer, Found, Negative
from genden_cli.output.stream import say
from genden_cli.pages import compare as page
from genden_cli.pages import short_compare as short_page
from genden_cli.query.evidence import compare as queries
from genden_cli.query.records import events as variants
from genden_cli.query.records import timeline
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_EVENTS: Final = 12


@detailed_command
def compare(
    connection: sqlite3.Connection,
    *,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[EVENT]...",
            autocompletion=completers.events_in_versions,
            show_default=False,
            help="An id, a title, or a part of one; or the id of a claim that is one of the versions.",
        ),
    ] = None,
) -> Answer:
    """Print the rival versions of an event, source by source.

    The page says what each source says on each version, and which sources tell the versions apart.
    """
    if not name:
        raise WrongUsage("compare the versions of which event?", hints=_comparable(connection))
    record = queries.compare(connection, _event(connection, " ".join(name)))
    found = Found(
        "comparison",
        queries.comparison_lines(record),
        lambda: page.compare(record),
        record,
        short=lambda width: _short(record, width),
    )
    if record.versions:
        return found
    return Negative(found, f"no rival versions of {record.id}", _comparable(connection))


def _short(record: queries.Comparison, width: int) -> Found:
    rows = queries.comparison_lines(record._replace(sources=record.sources[: brief.MOST_ITEMS]))
    return Found("comparison", rows, lambda: short_page.compare(record, width), brief.comparison(record))


def _event(connection: sqlite3.Connection, name: str) -> str:
    """Return the id of the event that has this name, or that has the claim of this name as a version."""
    events = variants.events_with_variant(connection, name)
    if len(events) > 1:
        raise AmbiguousName(f"'{name}' is a version of {len(events)} events:", hints=_lines(events))
    if events:
        say(f"'{name}' is a version of {events[0].id}: {events[0].title}")
        return events[0].id

    def explain(unknown: UnknownName) -> UnknownName:
        return UnknownName(unknown.message, hints=(*unknown.hints, *_comparable(connection)))

    return resolve_explained(connection, Section.EVENTS, name, explain)


def _comparable(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return a heading and a line for each event that can be compared."""
    events, others = timeline.timeline(connection, timeline.EventFilter(variants=True)).split(_MOST_EVENTS)
    lines = _lines(events)
    if not lines:
        return ("no event of the base is told in rival versions",)
    left = sum(1 for _ in others)
    rest = (f"  and {left} more: genden events --variants",) if left else ()
    return ("told in rival versions:", *lines, *rest)


def _lines(events: Iterable[timeline.EventRow | variants.VariantEvent]) -> tuple[str, ...]:
    return tuple(f"  {each.id}  {each.title}" for each in events)
