"""Export the dated events for TimelineJS (Knight Lab, TimelineJS 3, "JSON data format").

TimelineJS reads each text as HTML, so every text is escaped. It has no uncertain dates, so each event has its date in
words too. Years are those of EDTF: 0 is 1 BC, and earlier years are negative.

Events have one of three groups: every claim is supported, some are not, or none is recorded. Each group takes a row, so
places stand in the text: a dozen rows take more than half the height. TimelineJS undoes the escaping of a group before
it shows it as HTML, so groups hold no text of the base.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any, Final

from genden_cli import words
from genden_cli.dates.edtf import DateKind, calendar_day, parse
from genden_cli.query.records import dump
from genden_cli.query.records.fetch import base as base_record
from genden_cli.query.records.fetch import batches
from genden_cli.query.records.stats import stats
from genden_cli.text.sanitize import json_text, sanitize, sanitize_line, web_link
from genden_cli.words import Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from genden_cli.dates.edtf import Date
    from genden_cli.dates.parts import DateParts
    from genden_cli.export import Target
    from genden_cli.model import Base, Event
    from genden_cli.query.records.dump import Statement
    from genden_cli.query.records.fetch import Verdicts

_HUMAN: Final = 270_000
"""The number of years around now for which TimelineJS supports months and days."""

_TITLE: Final = "Title"
"""The id of the first slide, which no event can have."""


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the export."""
    target.write(_chunks(connection, target))


def _chunks(connection: sqlite3.Connection, target: Target) -> Iterator[str]:
    """Yield the timeline, one event per line."""
    base = base_record(connection)
    scale = "human" if all(map(_is_human, dump.extreme_days(connection))) else "cosmological"
    page = web_link((target.url or base.url or "").partition("#")[0])
    text = _prose(base.about) + _legend(stats(connection).verdicts) + _source(base, page)
    title = {"unique_id": _TITLE, "text": {"headline": _escape(base.title), "text": text}, "autolink": False}
    yield f'{{"scale": "{scale}", "title": {json_text(title)}, "events": ['
    separator = "\n"
    for batch in batches(_dated_events(connection)):
        claims = dump.statements(connection, (event.id for event, _ in batch))
        for event, date in batch:
            yield separator + json_text(_slide(event, date, claims.get(event.id, ()), page))
            separator = ",\n"
    yield "\n]}\n"


def _dated_events(connection: sqlite3.Connection) -> Iterator[tuple[Event, Date]]:
    """Yield the events whose date has a first or a last day."""
    for event in dump.shown_events(connection):
        date = parse(event.date.edtf) if event.date else None
        if date and (date.earliest is not None or date.latest is not None):
            yield event, date


def _legend(counts: Verdicts) -> str:
    """Return the meanings of the signs of the verdicts that occur."""
    signs = ((verdict, words.VERDICTS[Verdict(verdict)]) for verdict, number in counts._asdict().items() if number)
    return "".join(f"<p>{sign.sign} {verdict}: {html.escape(sign.means)}</p>" for verdict, sign in signs)


def _source(base: Base, page: str | None) -> str:
    """Return who made the base, its version and licence, and a link to its page."""
    version = f"version {base.version}" if base.version else None
    said = ", ".join(_escape(each) for each in (base.by, version, base.licence) if each)
    return (f"<p>Source: {said}</p>" if said else "") + _link(page, "", "All evidence")


def _link(page: str | None, fragment: str, label: str) -> str:
    return f'<p><a href="{html.escape(page + fragment)}">{label}</a></p>' if page else ""


def _slide(event: Event, date: Date, claims: Sequence[Statement], page: str | None) -> dict[str, Any]:
    says = "".join(
        f"<li>{words.VERDICTS[each.verdict].sign}{words.state_remark(each.state)} {_escape(each.says)}</li>"
        for each in claims
    )
    link = _link(page, f"#event-{event.id}", "Evidence and sources")
    text = _prose(event.place) + _prose(event.about) + link + (f"<ul>{says}</ul>" if says else "")
    return {
        "unique_id": event.id,
        **dates(date),
        "display_date": (event.date or date).words,
        "group": _group(claims),
        "text": {"headline": _escape(event.title), "text": text},
        "autolink": False,
    }


def _group(claims: Sequence[Statement]) -> str:
    if not claims:
        return "No claims"
    return (
        "All claims supported"
        if {each.verdict for each in claims} == {Verdict.SUPPORTED}
        else "Not all claims supported"
    )


def dates(date: Date) -> dict[str, dict[str, int]]:
    """Return the dates of an event: one date as it is written, else its first and last day."""
    if date.kind is DateKind.DATE and (written := _written_date(date.points[0].ends[0])):
        return {"start_date": written}
    days = [each for each in (date.earliest, date.latest) if each is not None]
    ends = [dict(zip(("year", "month", "day"), calendar_day(each), strict=True)) for each in days]
    return dict(zip(("start_date", "end_date"), ends, strict=False))


def _written_date(parts: DateParts | None) -> dict[str, int] | None:
    """Return year, month and day as far as they are given; None if one of them is not a single value."""
    if parts is None or parts.years[0] != parts.years[1]:
        return None
    given = {"year": parts.years[0]}
    for name, text, meant in (("month", parts.month, parts.months), ("day", parts.day, parts.days)):
        if text and len(meant) != 1:
            return None
        given.update({name: meant[0]} if text else {})
    return given


def _is_human(day: int) -> bool:
    return abs(calendar_day(day)[0]) < _HUMAN


def _escape(text: str) -> str:
    return html.escape(sanitize_line(text))


def _prose(text: str | None) -> str:
    """Return a text as HTML paragraphs, one per line."""
    lines = sanitize(text or "").split("\n")
    return "".join(f"<p>{html.escape(sanitize_line(line))}</p>" for line in lines if line.strip())
