"""``genden compare``."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Annotated, Final

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import record_command
from genden_cli.cli.names import resolve
from genden_cli.errors import AmbiguousName, UnknownName, WrongUsage
from genden_cli.output.answer import Answer
from genden_cli.output.stream import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genden_cli.query.records.events import VariantEvent
    from genden_cli.query.records.timeline import EventRow

_MOST: Final = 12


@record_command
def compare(
    connection: sqlite3.Connection,
    *,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="EVENT",
            autocompletion=completers.events_in_versions,
            show_default=False,
            help="An id, a title, or a part of one; or the id of a claim that is one of the versions.",
        ),
    ] = None,
) -> Answer:
    """Print the rival versions of an event against the sources: what each says, and which tell the versions apart."""
    from genden_cli.query.evidence import compare as ask  # noqa: PLC0415 -- not to complete a line

    if name is None:
        raise WrongUsage("compare the versions of which event?", hints=_told(connection))
    record = ask.compare(connection, _event(connection, name))
    rows = ask.comparison_lines(record)
    return Answer(
        "comparison",
        rows,
        "compare.compare",
        record,
        empty=not record.versions,
        nothing=f"no rival versions of {record.id}",
        hints=() if record.versions else _told(connection),
    )


def _event(connection: sqlite3.Connection, name: str) -> str:
    """Return the id of the event that is named, or of the one that a claim is a version of."""
    from genden_cli.query.records import events as variants  # noqa: PLC0415 -- not to complete a line

    told = variants.events_with_variant(connection, name)
    if len(told) > 1:
        raise AmbiguousName(f"'{name}' is a version of {len(told)} events:", hints=_listed(told))
    if told:
        say(f"'{name}' is a version of {told[0].id}: {told[0].title}")
        return told[0].id
    try:
        return resolve(connection, "events", name)
    except AmbiguousName:
        raise
    except UnknownName as unknown:
        raise UnknownName(unknown.message, hints=(*unknown.hints, *_told(connection))) from None


def _told(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return a line for each event that can be compared, and one above them."""
    from genden_cli.query.records.timeline import EventFilter, timeline  # noqa: PLC0415 -- only where none was found

    events, others = timeline(connection, EventFilter(variants=True)).split(_MOST)
    told = _listed(events)
    if not told:
        return ("no event of the base is told in rival versions",)
    left = sum(1 for _ in others)
    rest = (f"  and {left} more: genden events --variants",) if left else ()
    return ("told in rival versions:", *told, *rest)


def _listed(told: Iterable[EventRow | VariantEvent]) -> tuple[str, ...]:
    return tuple(f"  {each.id}  {each.title}" for each in told)
