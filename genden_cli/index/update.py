"""Bring a copy of an index up to date after an edit within records, without reading the rest of the base.

The records that changed, and all that their derived rows depend on, are derived twice in memory: before and after the
edit. The rows that differ are replaced in the whole index. Whatever could change other rows is left to a new build: ids
that come or go, items that are added to a record, another order of time, new tags and places, other derivations.
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from genden_cli.edits import record_edit
from genden_cli.index import build, counts
from genden_cli.index.part import DATES, NUMBERED, note_context, parts, rows_of_context
from genden_cli.index.passages import COLUMNS
from genden_cli.index.tables import TABLES
from genden_cli.schema import SECTIONS
from genden_cli.source.kept_texts import kept
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.edits import RecordEdit
    from genden_cli.source.base_files import BaseContent

_MOST: Final = 2_000
"""The number of records that an edit may concern. With more, a new build is hardly slower."""


def edits(connection: sqlite3.Connection, content: BaseContent) -> list[RecordEdit]:
    """Return what changed in a base since its index was built; nothing if it is more than records in their places."""
    known = dict(connection.execute("SELECT path, sha256 FROM stamp_file"))
    paths = [os.fsencode(each.path) for each in content.texts]
    if list(known) != paths or len(set(map(os.path.basename, paths))) < len(paths):
        return []
    changed = [each for each, path in zip(content.texts, paths, strict=True) if each.sha256 != known[path]]
    possible = [record_edit(kept(connection, each), each) for each in changed]
    found = [each for each in possible if each and _stands(connection, each)]
    return found if len(found) == len(changed) else []


def _stands(connection: sqlite3.Connection, edit: RecordEdit) -> bool:
    """Tell whether an edit left its records without errors, and the index has them at the same places.

    What a place is called stands in the rows of all events there, so a place is left to a new build.
    """
    if edit.now is None or edit.section == Section.PLACES:
        return False
    query = f"SELECT 1 FROM {SECTIONS[edit.section].name} WHERE (id, file, line) = (?, ?, ?)"
    places = ((each.id, each.file, each.line + edit.above) for each in edit.before)
    return all(connection.execute(query, each).fetchone() for each in places)


def apply(connection: sqlite3.Connection, edit: RecordEdit) -> bool:
    """Bring an index up to date. Return False if it needs a new build; its content is undefined then."""
    names = ((str(edit.section), each.id) for each in edit.before)
    if not 0 < note_context(connection, names, edit.references) <= _MOST:
        return False
    others, own = (rows_of_context(connection, own=each) for each in (False, True))
    connection.execute("DROP TABLE temp.context")
    before, after = parts(connection, others, own, [_moved(each, edit.above) for each in edit.now or ()])
    with closing(before), closing(after):
        if any(_all(before, query) != _all(after, query) for query in _FIXED):
            return False
        connection.execute("BEGIN")
        if edit.distance:
            _move_lines(connection, edit)
        _replace_rows(connection, before, after)
        _replace_passages(connection, before, after)
        _replace_dates(connection, before, after)
        _count_again(connection, before, after)
        connection.execute("COMMIT")
        return _words_stay(connection, before, after)


def _all(connection: sqlite3.Connection, query: str) -> set[tuple[Any, ...]]:
    return set(connection.execute(query))


_FIXED: Final = (
    *(f"SELECT n FROM {each}" for each in NUMBERED),
    "SELECT id, derived_from_known FROM source",
    "SELECT * FROM derived_from",
    "SELECT section, id, sort_day FROM chronology",
    "SELECT id, sort_day FROM person LEFT JOIN date ON key = born",
    "SELECT id, sort_day FROM source LEFT JOIN date ON key = issued",
)
"""What an edit must leave as it is: numbers of rows, derivations, and the order of time, in which passages stand."""


def _moved(record: Any, lines: int) -> Any:
    """Return a record so many lines further down, with all that has a line within it."""
    within = {
        name: tuple(each._replace(line=each.line + lines) for each in getattr(record, name))
        for name, part in TABLES[type(record)].parts
        if "line" in part.columns
    }
    return record._replace(line=record.line + lines, **within)


def _move_lines(connection: sqlite3.Connection, edit: RecordEdit) -> None:
    """Move the lines of all records after an edit, and of what is within them."""
    values = {"file": os.path.basename(edit.text.path), "last": edit.last, "distance": edit.distance}
    for table in TABLES.values():
        for each in (table, *(part for _, part in table.parts)):
            if "line" in each.columns:
                within = f'"{table.name}" IN (SELECT id FROM "{table.name}" WHERE file = :file)'
                condition = "file = :file" if each is table else within
                statement = f"UPDATE {each.name} SET line = line + :distance WHERE line > :last AND {condition}"
                connection.execute(statement, values)


def _replace_rows(connection: sqlite3.Connection, before: sqlite3.Connection, after: sqlite3.Connection) -> None:
    """Replace the rows that differ, in the tables whose rows mean the same in every part."""
    tables = before.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
    for (name,) in tables.fetchall():
        old, new = (_all(each, f'SELECT * FROM "{name}"') for each in (before, after))
        if old != new and name not in _OTHERWISE and not name.startswith(("passage", "facet")):
            columns = [f'"{column}"' for column, *_ in before.execute(f'SELECT * FROM "{name}"').description]
            marks = ", ".join("?" * len(columns))
            if name in _ADDED_UP:
                _add_numbers(connection, name, columns, old, new)
            else:
                connection.executemany(f'DELETE FROM "{name}" WHERE ({", ".join(columns)}) IS ({marks})', old - new)
                connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', new - old)


_ADDED_UP: Final = frozenset({"weight", "word", "word_form"})
"""The tables that say in their last column how often something is in the base."""

_COUNTED: Final = {
    statement: name
    for statement in (*build.TOTALS, *counts.STATEMENTS)
    if (name := statement.split()[2]) not in _ADDED_UP
}
"""The statements that count anew, and the table that each of them fills."""

_OTHERWISE: Final = frozenset({"date", "tag", "place_text", "entry", "moment", "spaced_text", *_COUNTED.values()})
"""The tables that are treated in their own way."""


def _add_numbers(connection: sqlite3.Connection, name: str, columns: list[str], old: set[Any], new: set[Any]) -> None:
    """Add to the numbers of a table what they are more or less in ``new`` than in ``old``."""
    change = Counter({row[:-1]: row[-1] for row in new})
    change.subtract({row[:-1]: row[-1] for row in old})
    *keys, last = columns
    insert = f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})"
    connection.executemany(
        f"{insert} ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {last} = {last} + excluded.{last}",
        ((*key, number) for key, number in change.items() if number),
    )
    connection.execute(f"DELETE FROM {name} WHERE {last} = 0")


def _replace_passages(connection: sqlite3.Connection, before: sqlite3.Connection, after: sqlite3.Connection) -> None:
    """Replace the passages that differ, with what they are from, what they can be filtered by, and their days."""
    old, new = map(_passages, (before, after))
    for (kind, id_, item), found in new.items():
        was = old[kind, id_, item]
        if found == was:
            continue
        indexed = "AND kind <> 'note'" * (item is None)
        query = f"SELECT n FROM entry WHERE (id, kind) = (?, ?) AND item IS ? {indexed}"
        (n,) = connection.execute(query, (id_, kind, item)).fetchone()
        facets, weight, *days = found[:4]
        if weight != was[1]:
            connection.execute("UPDATE entry SET weight = ? WHERE n = ?", (weight, n))
        connection.execute("DELETE FROM moment WHERE n = ?", (n,))
        if days[0] is not None:
            connection.execute("INSERT INTO moment VALUES (?, ?, ?)", (n, *days))
        if facets != was[0]:
            connection.execute("INSERT INTO facet (facet, rowid, facets) VALUES ('delete', ?, ?)", (n, was[0]))
            connection.execute("INSERT INTO facet (rowid, facets) VALUES (?, ?)", (n, facets))
        if found[4:] != was[4:]:
            _replace_texts(connection, n, id_ if item is None else None, was[4:], found[4:])


def _replace_texts(connection: sqlite3.Connection, n: int, called: str | None, *texts: tuple[str | None, ...]) -> None:
    """Replace the texts of a passage, the old by the new, in the full-text index and where they need separators."""
    columns = f"rowid, {', '.join(COLUMNS)}, called"
    old, new = ((n, *each, called) for each in texts)
    marks = ", ".join("?" * len(old))
    connection.execute(f"INSERT INTO passage (passage, {columns}) VALUES ('delete', {marks})", old)
    connection.execute(f"INSERT INTO passage ({columns}) VALUES ({marks})", new)
    connection.execute("DELETE FROM spaced_text WHERE n = ?", (n,))
    if connection.execute(f"SELECT {columns} FROM passage WHERE rowid = ?", (n,)).fetchone() != new:
        connection.execute(f"INSERT INTO spaced_text VALUES ({marks[3:]})", new[:-1])


def _passages(connection: sqlite3.Connection) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Return of each passage, by kind, id and item: its facets, its weight, its days and its texts."""
    connection.execute("CREATE VIRTUAL TABLE term USING fts5vocab (facet, instance)")
    return {row[:3]: row[3:] for row in connection.execute(_PASSAGES)}


_PASSAGES: Final = f"""
SELECT entry.kind, entry.id, entry.item, facets, weight, earliest_day, latest_day, {", ".join(COLUMNS)}
  FROM entry JOIN passage ON passage.rowid = entry.n LEFT JOIN moment ON moment.n = entry.n
             JOIN (SELECT doc, group_concat(term, ' ') AS facets FROM term GROUP BY doc) ON doc = entry.n
"""


def _count_again(connection: sqlite3.Connection, before: sqlite3.Connection, after: sqlite3.Connection) -> None:
    """Count again what the edit changed. The first or last of all records changes only if that of the part does."""
    for statement, name in _COUNTED.items():
        query = _DECIDE_HEADLINE if name == "headline" else f"SELECT * FROM {name}"
        if _all(before, query) != _all(after, query):
            connection.execute(f"DROP TABLE {name}" if "CREATE TABLE" in statement else f"DELETE FROM {name}")
            connection.execute(statement, build.parameters())


_DECIDE_HEADLINE: Final = """
SELECT id, state, source, variant.event
  FROM claim LEFT JOIN appearance ON appearance.claim = id LEFT JOIN variant ON variant.claim = id
"""
"""What the choice of the headline depends on, besides the number of items of evidence, which stays."""


def _replace_dates(connection: sqlite3.Connection, before: sqlite3.Connection, after: sqlite3.Connection) -> None:
    """Add dates that are new, and remove those that no record has any more."""
    old, new = (_all(each, "SELECT * FROM date") for each in (before, after))
    connection.executemany(f"INSERT OR IGNORE INTO date VALUES ({', '.join('?' * 8)})", new - old)
    gone = (row[:1] for row in old - new if not any(_has(connection, name, column, row[0]) for name, column in DATES))
    connection.executemany("DELETE FROM date WHERE key = ?", gone)


def _words_stay(connection: sqlite3.Connection, before: sqlite3.Connection, after: sqlite3.Connection) -> bool:
    """Tell whether the index had all tags and places, and whether a record still has each of them."""
    for name, table, owner in (("tag", "tag", "claim_tag"), ("place", "place_text", "event")):
        old, new = (_all(each, f"SELECT {name} FROM {table}") for each in (before, after))
        had_all = all(_has(connection, table, name, each) for (each,) in new - old)
        if not had_all or not all(_has(connection, owner, name, each) for (each,) in old - new):
            return False
    return True


def _has(connection: sqlite3.Connection, table: str, column: str, value: str) -> bool:
    """Tell whether a column has a value."""
    return connection.execute(f'SELECT 1 FROM {table} WHERE "{column}" = ?', (value,)).fetchone() is not None
