"""The data of a page's search: what the page does not show.

The script of the page makes the full-text index. It reads from the page itself the texts of claims, the evidence that
the page shows, names, titles, descriptions and addresses. So none of these are repeated here.
"""

from __future__ import annotations

from collections import Counter
from itertools import filterfalse, zip_longest
from typing import TYPE_CHECKING, Any, Final

from genden_cli.model import Person
from genden_cli.query.records import dump
from genden_cli.query.search.question_terms import KINDS
from genden_cli.schema import PHRASINGS
from genden_cli.search_fields import KIND, PERSON, PLACE, SOURCE, STANCE, TAG, VERDICT
from genden_cli.text.addresses import address_key
from genden_cli.text.normalize import SPACER, visible_characters
from genden_cli.text.sanitize import web_link
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

    from genden_cli.model import Event, Source

INHERITED: Final = (PERSON, TAG, VERDICT, KIND, PLACE)
"""The letters of the facets that a source note has from its claim."""

_SECTIONS: Final = ("claims", "events", "people", "sources")
_TEXT_COLUMNS: Final = "title names about quote note"
"""The columns of a passage, without phrasings, which stand apart, and the id."""


def search_index(
    connection: sqlite3.Connection, ids: dict[str, list[str]], named: Collection[tuple[str | None, ...]]
) -> dict[str, Any]:
    """Return the index as JSON values.

    ``ids`` are those of all records in the order of the page, and ``named`` the keys of evidence that it does not show.
    """
    apart = [n for n, *key in connection.execute(_NOTES) if tuple(key) in named] if named else []
    return {
        **_passages(connection, ids),
        "apart": [*gaps(apart)],
        "texts": _texts(connection, set(apart)),
        "facets": _facets(connection),
        **_vocabulary(connection, ids),
        "labels": _labels_apart(connection, ids),
        "addresses": _addresses_apart(connection),
    }


def short_ids(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Return the ids of people and sources within the page, by kind and id. They are the facets of the search."""
    return {
        kind: {id_: f"{letter}{n}" for id_, n in connection.execute(f"SELECT id, n FROM {kind}")}
        for kind, letter in (("person", PERSON), ("source", SOURCE))
    }


def ids_by_section(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return the ids of each section, in the order of the base."""
    return {section: [id_ for (id_,) in connection.execute(_IDS.format(_TABLES[section]))] for section in _SECTIONS}


def about_records(connection: sqlite3.Connection, ids: dict[str, list[str]]) -> dict[str, Any]:
    """Return names, phrasings and addresses of records, groups of words, tags and places."""
    return {
        "labels": _labels(connection, ids),
        "addresses": _by_record(connection, _ADDRESSES, "sources", ids),
        **_vocabulary(connection, ids),
    }


def _vocabulary(connection: sqlite3.Connection, ids: dict[str, list[str]]) -> dict[str, Any]:
    """Return phrasings of records, groups of words, tags and places."""
    return {
        "asked": {section: _by_record(connection, _ASKED, section, ids) for section in _SECTIONS},
        "groups": _groups(connection),
        "tags": [list(row) for row in connection.execute("SELECT n, tag, folded FROM tag ORDER BY n")],
        "places": [list(row) for row in connection.execute("SELECT n, shown, folded FROM place_text ORDER BY n")],
    }


def _labels(connection: sqlite3.Connection, ids: dict[str, list[str]]) -> dict[str, list[list[str]]]:
    return {section: _by_record(connection, _LABELS, section, ids) for section in _SECTIONS[1:]}


def _by_record(connection: sqlite3.Connection, query: str, section: str, ids: dict[str, list[str]]) -> list[list[str]]:
    """Return the texts of each record of a section, in the order of ``ids``."""
    found: dict[str, list[str]] = {}
    for id_, text in connection.execute(query, {"section": section, "kind": _TABLES[section]}):
        found.setdefault(id_, []).append(text)
    return [found.get(id_, []) for id_ in ids[section]]


def _groups(connection: sqlite3.Connection) -> list[list[str]]:
    """Return the words of each group, in their order; none at a number that no group has."""
    found: dict[int, list[str]] = {}
    for number, word in connection.execute(_GROUPS):
        found.setdefault(int(number), []).append(word.lower())
    return [found.get(number, []) for number in range(max(found, default=-1) + 1)]


def _passages(connection: sqlite3.Connection, ids: dict[str, list[str]]) -> dict[str, Any]:
    """Return kind, record and days of each passage, and the event of each claim, as numbers."""
    rows = connection.execute(_ENTRIES).fetchall()
    kinds = list(RecordKind)
    places = {section: {id_: number for number, id_ in enumerate(found)} for section, found in ids.items()}
    days = _ordered((first, last) for *_, first, last in rows)
    events = dict(connection.execute("SELECT id, event FROM claim WHERE event IS NOT NULL"))
    return {
        "kinds": [kinds.index(RecordKind(kind)) for kind, *_ in rows],
        "records": [*gaps(places[_SECTION_OF[RecordKind(kind)]][id_] for kind, id_, *_ in rows)],
        "days_of": [days[first, last] for *_, first, last in rows],
        "days": [*map(first_and_length, days)],
        "events": [places["events"][events[id_]] if id_ in events else None for id_ in ids["claims"]],
    }


def _texts(connection: sqlite3.Connection, apart: Collection[int]) -> list[list[str | None]]:
    """Return the texts of each passage but claims and shown evidence, column by column; None if the page shows it."""
    shown = dict(_shown_texts(connection))
    found = []
    for n, kind, id_, *columns in connection.execute(_TEXTS.format(", ".join(_TEXT_COLUMNS.split()))):
        if kind != RecordKind.NOTE or n in apart:
            texts = [(text or "").replace(SPACER, "") for text in columns]
            ours = shown.get((kind, id_), ())
            found.append([None if text and text == own else text for text, own in zip_longest(texts, ours)])
    return found


def _shown_texts(connection: sqlite3.Connection) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """Yield kind and id of each record that is no claim, and the texts that the page shows of it, in their columns."""
    for kind, each in _records(connection):
        title, *names = _shown_names(each)
        about = getattr(each, "why" if kind is RecordKind.SOURCE else "about")
        texts = (title, " · ".join(names), about, None, getattr(each, "note", None))
        yield (kind, each.id), tuple(visible_characters(text or "") for text in texts)


def _records(connection: sqlite3.Connection) -> Iterator[tuple[RecordKind, Event | Person | Source]]:
    """Yield all records but claims, each section in the order of the base."""
    yield from ((RecordKind.EVENT, each) for each in dump.shown_events(connection))
    yield from ((RecordKind.PERSON, each) for each in dump.people(connection))
    yield from ((RecordKind.SOURCE, each) for each in dump.sources(connection))


def _shown_names(record: Event | Person | Source) -> tuple[str, ...]:
    """Return the name or title of a record, and the other spellings of a person."""
    if isinstance(record, Person):
        return record.name, *(each.text for each in record.names)
    return (record.title,)


def _labels_apart(connection: sqlite3.Connection, ids: dict[str, list[str]]) -> dict[str, list[list[str]]]:
    """Return the labels, by section and number of the record, that the page does not show as names."""
    shown = {(str(_SECTION_OF[kind]), each.id): _shown_names(each) for kind, each in _records(connection)}
    found = {}
    for section, labels in _labels(connection, ids).items():
        names = (shown[section, id_] for id_ in ids[section])
        found[section] = [[*filterfalse(own.__contains__, texts)] for own, texts in zip(names, labels, strict=True)]
    return found


def _addresses_apart(connection: sqlite3.Connection) -> dict[int, list[str]]:
    """Return the addresses of the sources, by number, that no link of the page has."""
    found = {}
    for number, each in enumerate(dump.sources(connection)):
        forms = {address_key(text): web_link(text) for text in (each.url, each.archived) if text}
        if apart := sorted(form for form, link in forms.items() if not link or address_key(link) != form):
            found[number] = apart
    return found


def gaps(numbers: Iterable[int]) -> Iterator[int]:
    """Yield the distance of each number from the one before: that is shorter when it is compressed."""
    before = 0
    for number in numbers:
        yield number - before
        before = number


def first_and_length(days: tuple[int | None, int | None]) -> tuple[int | None, int | None]:
    """Return the first of two days, and the last as its distance from the first, or from 0 if the first is open."""
    first, last = days
    return first, None if last is None else last - (first or 0)


def _ordered(values: Iterable[Any]) -> dict[Any, int]:
    """Return the distinct values with their numbers, the most frequent first."""
    return {value: number for number, (value, _) in enumerate(Counter(values).most_common())}


def tokenizer(connection: sqlite3.Connection) -> str:
    """Return the end of the statement that made the full-text index: its tokenizer and what follows."""
    (statement,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'passage'").fetchone()
    return str(statement[statement.index("tokenize") :])


def _facets(connection: sqlite3.Connection) -> list[str]:
    """Return the facets of each passage, without those that follow from others.

    A source note has facets of its claim. A claim has the sources and the stances of its notes. A pair of a source and
    its stance follows from the note that has both.
    """
    connection.execute(_VOCABULARY.format("facet"))
    found: dict[int, set[str]] = {}
    for facet, n in connection.execute("SELECT term, doc FROM temp.facet_words"):
        found.setdefault(n, set()).add(facet)
    connection.execute("DROP TABLE temp.facet_words")
    rows = connection.execute("SELECT n, kind, id FROM entry ORDER BY n").fetchall()
    inherited = {id_: _beginning(found[n], INHERITED) for n, kind, id_ in rows if kind == RecordKind.CLAIM}
    spoken: dict[str, set[str]] = {}
    for n, kind, id_ in rows:
        if kind == RecordKind.NOTE:
            spoken.setdefault(id_, set()).update(_beginning(found[n], (SOURCE, STANCE)))
    own = []
    for n, kind, id_ in rows:
        if kind == RecordKind.NOTE:
            own.append({each for each in found[n] - inherited[id_] if each[0] != SOURCE or STANCE not in each})
        else:
            own.append(found[n] - spoken.get(id_, set()) if kind == RecordKind.CLAIM else found[n])
    return [" ".join(sorted(each)) for each in own]


def _beginning(facets: Iterable[str], letters: tuple[str, ...]) -> set[str]:
    return {facet for facet in facets if facet[0] in letters}


_TABLES: Final = {str(section): str(kind) for section, kind in KINDS.items()}
_SECTION_OF: Final = {RecordKind.NOTE: "claims", **{kind: str(section) for section, kind in KINDS.items()}}

_IDS: Final = "SELECT id FROM {} ORDER BY n"

_ENTRIES: Final = """
SELECT kind, id, earliest_day, latest_day FROM entry LEFT JOIN moment ON moment.n = entry.n ORDER BY entry.n
"""

_VOCABULARY: Final = "CREATE VIRTUAL TABLE temp.{0}_words USING fts5vocab(main, {0}, instance)"

_LABELS: Final = """
SELECT id, spelling FROM label WHERE section = :section AND spelling <> id ORDER BY folded
"""

_GROUPS: Final = "SELECT number, word FROM word_group ORDER BY position"

_ASKED: Final = " UNION ALL ".join(
    f"SELECT {kind} AS id, text FROM {name} WHERE :kind = '{kind}'"
    for name, kind in ((form.name, form.name.partition("_")[0]) for form in PHRASINGS)
)

_TEXTS: Final = "SELECT rowid, kind, id, {} FROM passage WHERE kind <> 'claim' ORDER BY rowid"

_NOTES: Final = """
SELECT entry.n, evidence.claim, source, stance, quote, note FROM entry JOIN evidence ON evidence.n = entry.item
 WHERE kind = 'note' ORDER BY entry.n
"""

_ADDRESSES: Final = "SELECT source, form FROM address WHERE :section = 'sources' ORDER BY form"
