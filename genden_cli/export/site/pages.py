"""The pages of a site: of each record, of each list, and the front page, one at a time."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from genden_cli import words
from genden_cli.export.html.drawing import picture
from genden_cli.export.site import addresses
from genden_cli.export.site.division import MOST, Group, divided, divided_groups
from genden_cli.named_tuple import NamedTuple
from genden_cli.pages.claim import other_claims
from genden_cli.query.evidence import compare
from genden_cli.query.records import claim, claims, entries, events, people, sources
from genden_cli.query.text import outline

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from genden_cli.query.records.stats import Stats

_MARKUP: Final = 260
"""The bytes of the markup of a row, about."""


class Page(NamedTuple):
    """A page: its address, its template, its title, and the variables of the template.

    ``changed`` is the day on which its record was last reviewed, if it was.
    """

    address: str
    body: str
    title: str
    variables: dict[str, Any]
    number: int = 1
    is_last: bool = True
    description: str | None = None
    changed: str | None = None


def pages(connection: sqlite3.Connection, card: Stats) -> Iterator[Page]:
    """Yield the pages of all records, lists and texts; the front page is not among them."""
    yield from _claims(connection)
    yield from _people(connection)
    yield from _events(connection)
    yield from _sources(connection)
    yield from _list("texts/", "texts-list.html", "Texts", card.examined, lambda row: _weight(row.title))
    for document in card.examined:
        yield from _text(connection, document.id)
    yield Page("how-to-read/", "how-to-read.html", "How to read this site", {})


def _claims(connection: sqlite3.Connection) -> Iterator[Page]:
    rows = claims.claims(connection, claims.ClaimFilter())
    yield from _list("claims/", "claims-list.html", "Claims", rows, lambda row: _weight(row.says))
    for id_ in _ids(connection, "claim"):
        record = claim.claim(connection, id_)
        groups = [*_by_stance(claim.counting(record.evidence), "evidence")]
        if examined := [each for each in record.evidence if each.examined]:
            groups.append(Group("Under examination, and so no evidence", "evidence", examined))
        if around := list(other_claims(record)):
            groups.append(Group("Related claims", "related", around))
        yield from _record("claim", record, record.says, record.because, groups)


def _people(connection: sqlite3.Connection) -> Iterator[Page]:
    rows = people.people(connection)
    yield from _list("people/", "people-list.html", "People", rows, lambda row: _weight(row.name, row.about))
    for id_ in _ids(connection, "person"):
        record = people.person(connection, id_)
        groups = [Group("Events", "event", record.events)] if record.events else []
        groups += _by_verdict(record.claims)
        yield from _record("person", record, record.name, record.about, groups)


def _events(connection: sqlite3.Connection) -> Iterator[Page]:
    rows = entries.events_and_lives(connection)
    for page in _list("timeline/", "events-list.html", "Timeline", rows, _event_weight):
        found = page.variables["items"]
        yield page._replace(variables={"rows": found, "picture": picture(found)})
    for id_ in _ids(connection, "event"):
        record = events.event(connection, id_)
        compared = [compare.compare(connection, id_)] if record.variants else []
        more = {"comparisons": compared, "lead": True}
        groups = _by_verdict(record.claims)
        yield from _record("event", record, record.title, record.about, groups, **more)


def _sources(connection: sqlite3.Connection) -> Iterator[Page]:
    rows = sorted(sources.sources(connection), key=attrgetter("reliability"))
    yield from _list("sources/", "sources-list.html", "Sources", rows, lambda row: _weight(row.title, row.author))
    for id_ in _ids(connection, "source"):
        record = sources.source(connection, id_)
        groups = [Group("What it claims, from top to bottom", "statement", record.claims)] if record.claims else []
        groups += _by_stance(record.evidence, "statement")
        yield from _record("source", record, record.title, record.why or record.note, groups)


def _text(connection: sqlite3.Connection, id_: str) -> Iterator[Page]:
    """Yield the pages of a document under examination, paragraph by paragraph."""
    document = outline.outline(connection, id_)
    address = addresses.record("text", id_)
    for page in _list(address, "text.html", "The text, annotated", document.parts, _part_weight):
        part = document._replace(parts=tuple(page.variables["items"]))
        shown = [part] if part.parts else []
        variables = {"documents": shown, "outlines": shown, "annotated": None}
        yield page._replace(variables=variables, description=document.title)


def _ids(connection: sqlite3.Connection, table: str) -> list[str]:
    return [id_ for (id_,) in connection.execute(f"SELECT id FROM {table} ORDER BY n")]


def _list(address: str, body: str, title: str, rows: Iterable[Any], weight: Callable[[Any], int]) -> Iterator[Page]:
    for number, items, is_last in divided(rows, weight):
        yield Page(addresses.numbered(address, number), body, title, {"items": items}, number, is_last)


def _record(
    kind: str, record: Any, title: str, about: str | None, groups: Sequence[Group], **more: Any
) -> Iterator[Page]:
    """Yield the page of a record, and further pages if its lists are long."""
    first = MOST - min(MOST - 1, sum(_weight(said) for said in _texts(more)))
    for number, found, is_last in divided_groups(groups, _row_weight, first=first):
        variables = {"record": record, "groups": found, **more}
        address = addresses.record(kind, record.id, number)
        changed = getattr(record, "reviewed", None)
        yield Page(
            address, f"record-{kind}.html", title, variables, number, is_last, about, str(changed) if changed else None
        )


def _by_stance(items: Sequence[Any], look: str) -> Iterator[Group]:
    for stance, title in words.STANCE_TITLES.items():
        if found := [each for each in items if each.stance == stance]:
            yield Group(title, look, found, stance)


def _by_verdict(rows: Sequence[Any]) -> list[Group]:
    found = ((verdict, [row for row in rows if row.verdict == verdict]) for verdict in words.VERDICTS)
    return [Group(verdict, "claim", these, verdict) for verdict, these in found if these]


def _weight(*texts: str | None) -> int:
    return _MARKUP + sum(len(text.encode()) for text in texts if text)


def _row_weight(row: Any) -> int:
    """Return the weight of an event, a claim, or an item of evidence."""
    return _weight(*(getattr(row, name, None) for name in ("title", "says", "quote", "translation", "note", "author")))


def _event_weight(row: entries.TimelineEntry) -> int:
    return 4 * _weight(row.title, row.about) + sum(_weight(each.says) for each in row.claims)


def _part_weight(part: outline.OutlinePart) -> int:
    return _weight() + sum(_weight(each.says, each.quote, each.because) for each in part.claims)


def _texts(variables: dict[str, Any]) -> Iterator[str]:
    """Yield a text as long as the table of each comparison is, about."""
    for record in variables.get("comparisons", ()):
        yield from ("x" * 90 * len(record.versions) for _ in record.sources)
