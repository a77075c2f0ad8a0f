"""Bring a copy of an index up to date after an edit within records, without reading the rest of the base.

The records that changed, and all that their derived rows depend on, are derived twice in memory: before and after the
edit. The rows that differ are replaced in the whole index. Whatever could change other rows is left to a new build: ids
that come or go, items that are added to a record, another order of time, new tags and places, other derivations.
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from genden_cli import model
from genden_cli.edits import record_edit
from genden_cli.index import build, counts
from genden_cli.index.kept_texts import kept
from genden_cli.index.part import DATES, note_context, parts, rows_of_context
from genden_cli.index.search_tables import COLUMNS
from genden_cli.index.tables import TABLES, RecordTable
from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.index.part import Rows
    from genden_cli.source.base_files import BaseContent
    from genden_cli.source.base_text import BaseText

_MOST: Final = 2_000
"""The number of records that an edit may concern. With more, a new build is hardly slower."""


class Edit(NamedTuple):
    """The records that an edit changed, as they are now, what they refer or referred to, and the lines that moved.

    Lines are the name of a file, the last line before those that moved, and how far these did.
    """

    records: list[model.Record]
    references: set[tuple[str, str]]
    moved: list[tuple[str, int, int]]


def edit(connection: sqlite3.Connection, content: BaseContent) -> Edit | None:
    """Return what changed in a base since its index was built; None if it is more than records in their places."""
    known = {os.fsdecode(path): each for path, each in connection.execute("SELECT path, sha256 FROM stamp_file")}
    paths = [each.path for each in content.texts]
    if list(known) != paths or len(set(map(os.path.basename, paths))) < len(paths):
        return None
    found = Edit([], set(), [])
    for text in content.texts:
        if text.sha256 != known[text.path] and not _add(found, connection, text):
            return None
    return found


def _add(found: Edit, connection: sqlite3.Connection, text: BaseText) -> bool:
    """Add what changed in a file; return whether it is no more than records in their places."""
    each = record_edit(kept(connection, text), text)
    if each is None or each.now is None or not all(_stands(connection, record, each.above) for record in each.before):
        return False
    found.records.extend(_moved(record, TABLES[type(record)], each.above) for record in each.now)
    found.references.update(each.references)
    if each.distance:
        found.moved.append((os.path.basename(text.path), each.last, each.distance))
    return True


def _moved(record: Any, table: RecordTable, lines: int) -> Any:
    """Return a record so many lines further down, with all that has a line within it."""
    within = {
        name: tuple(_moved(each, part, lines) for each in getattr(record, name))
        for name, part in table.parts
        if "line" in part.columns
    }
    return record._replace(line=record.line + lines, **within)


def _name(record: Any) -> tuple[str, str]:
    """Return the section and the id of a record."""
    return TABLES[type(record)].form.section or "", record.id


def _stands(connection: sqlite3.Connection, record: Any, above: int) -> bool:
    """Tell whether the index has a record at the same place; ``above`` are the lines above the text that was read.

    What a place is called stands in the rows of all events there, so a place is left to a new build.
    """
    if isinstance(record, model.Place):
        return False
    query = f"SELECT 1 FROM {TABLES[type(record)].name} WHERE (id, file, line) = (?, ?, ?)"
    return connection.execute(query, (record.id, record.file, record.line + above)).fetchone() is not None


def apply(connection: sqlite3.Connection, found: Edit) -> bool:
    """Bring an index up to date. Return False if it needs a new build; its content is undefined then."""
    try:
        if note_context(connection, map(_name, found.records), found.references) > _MOST:
            return False
    except LookupError:
        return False
    others, own = (rows_of_context(connection, own=each) for each in (False, True))
    connection.execute("DROP TABLE temp.context")
    before, after = parts(connection, others, own, [(each, _numbers(own, each)) for each in found.records])
    with closing(before), closing(after):
        if any(_all(before, query) != _all(after, query) for query in _FIXED):
            return False
        connection.execute("BEGIN")
        for moved in found.moved:
            _move_lines(connection, *moved)
        _replace_rows(connection, before, after)
        _replace_passages(connection, before, after)
        _replace_dates(connection, before, after)
        _count_again(connection, before, after)
        connection.execute("COMMIT")
        return _words_stay(connection, before, after)


_RowSet = set[tuple[Any, ...]]


def _all(connection: sqlite3.Connection, query: str) -> _RowSet:
    return set(connection.execute(query))


_FIXED: Final = (
    *(
        f"SELECT n FROM {each.name}"
        for table in TABLES.values()
        for each in table.all()
        if isinstance(each, RecordTable) and "n" in each.columns
    ),
    "SELECT id, derived_from_known FROM source",
    "SELECT * FROM derived_from",
    "SELECT section, id, sort_day FROM chronology",
    "SELECT id, sort_day FROM person LEFT JOIN date ON key = born",
    "SELECT id, sort_day FROM source LEFT JOIN date ON key = issued",
)
"""What an edit must leave as it is: numbers of rows, derivations, and the order of time, in which passages stand."""


def _numbers(own: Rows, record: Any) -> dict[str, int]:
    """Return the numbers in front of those that the rows of a record have, by table."""
    found: dict[str, int] = {}
    owners: dict[str, set[Any]] = {}
    for each in TABLES[type(record)].all():
        if isinstance(each, RecordTable):
            at = list(each.columns)
            if owners:
                rows = [row for row in own[each.name] if row[1] in owners[at[1]]]
            else:
                rows = [row for row in own[each.name] if row[at.index("id")] == record.id]
            owners[each.name] = {row[at.index("id") if each.form.section else 0] for row in rows}
            found[each.name] = min((row[0] for row in rows), default=1) - 1
    return found


def _move_lines(connection: sqlite3.Connection, file: str, last: int, distance: int) -> None:
    """Move the lines of all records after a line of a file, and of what is within them."""
    for table in TABLES.values():
        within = f'"{table.name}" IN (SELECT id FROM "{table.name}" WHERE file = :file)'
        for _, each in table.parts:
            if "line" in each.columns:
                statement = f"UPDATE {each.name} SET line = line + :distance WHERE line > :last AND {within}"
                connection.execute(statement, {"file": file, "last": last, "distance": distance})
        if "line" in table.columns:
            statement = f"UPDATE {table.name} SET line = line + :distance WHERE line > :last AND file = :file"
            connection.execute(statement, {"file": file, "last": last, "distance": distance})


def _replace_rows(connection: sqlite3.Connection, before: sqlite3.Connection, after: sqlite3.Connection) -> None:
    """Replace the rows that differ, in the tables whose keys mean the same in every part."""
    for name, columns in _tables_with_keys(before):
        old, new = (_all(each, f'SELECT * FROM "{name}"') for each in (before, after))
        if old == new:
            continue
        if name in _ADDED_UP:
            _add_numbers(connection, name, list(columns), old, new)
            continue
        places = [n for n, is_key in enumerate(columns.values()) if is_key]
        keys = " AND ".join(f'"{each}" = ?' for each, is_key in columns.items() if is_key)
        gone = [[row[n] for n in places] for row in old - new]
        connection.executemany(f'DELETE FROM "{name}" WHERE {keys}', gone)
        connection.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(columns))})', new - old)


_ADDED_UP: Final = frozenset({"weight", "word", "word_form"})
"""The tables that say in their last column how often something is in the base."""

_OTHERWISE: Final = frozenset("date tag place_text entry moment dated_count".split())
"""The tables with a key that are treated in their own way."""


def _tables_with_keys(connection: sqlite3.Connection) -> Iterator[tuple[str, dict[str, bool]]]:
    """Yield these tables and their columns, each with whether it belongs to the key."""
    for name, columns in groupby(connection.execute(_COLUMNS).fetchall(), itemgetter(0)):
        found = {column: bool(place) for _, column, place in columns}
        if name not in _OTHERWISE and any(found.values()):
            yield name, found


_COLUMNS: Final = """
SELECT one.name, part.name, part.pk FROM sqlite_master AS one JOIN pragma_table_info(one.name) AS part
 WHERE one.type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND one.name NOT LIKE 'passage%' AND one.name NOT LIKE 'facet%'
 ORDER BY one.rowid, part.cid
"""


def _add_numbers(connection: sqlite3.Connection, name: str, columns: list[str], old: _RowSet, new: _RowSet) -> None:
    """Add to the numbers of a table what they are more or less in ``new`` than in ``old``."""
    change = Counter({row[:-1]: row[-1] for row in new})
    change.subtract({row[:-1]: row[-1] for row in old})
    *key_columns, last = columns
    keys = ", ".join(key_columns)
    marks = ", ".join("?" * len(columns))
    connection.executemany(
        f"INSERT INTO {name} VALUES ({marks}) ON CONFLICT ({keys}) DO UPDATE SET {last} = {last} + excluded.{last}",
        ((*key, number) for key, number in change.items() if number),
    )
    gone = (key for key, number in change.items() if number < 0)
    condition = f"({keys}) = ({marks[3:]}) AND {last} = 0"
    connection.executemany(f"DELETE FROM {name} WHERE {condition}", gone)


def _replace_passages(connection: sqlite3.Connection, before: sqlite3.Connection, after: sqlite3.Connection) -> None:
    """Replace the passages that differ, with what they are from, what they can be filtered by, and their days."""
    old, new = (_passages(each) for each in (before, after))
    for (kind, id_, item), found in new.items():
        was = old[kind, id_, item]
        if found == was:
            continue
        query = "SELECT n FROM entry WHERE id = ? AND kind = ? AND item IS ?"
        (n,) = connection.execute(query, (id_, kind, item)).fetchone()
        facets, weight, *days, texts = found
        if weight != was[1]:
            connection.execute("UPDATE entry SET weight = ? WHERE n = ?", (weight, n))
        connection.execute("DELETE FROM moment WHERE n = ?", (n,))
        if days[0] is not None:
            connection.execute("INSERT INTO moment VALUES (?, ?, ?)", (n, *days))
        if facets != was[0]:
            connection.execute("INSERT INTO facet (facet, rowid, facets) VALUES ('delete', ?, ?)", (n, was[0]))
            connection.execute("INSERT INTO facet (rowid, facets) VALUES (?, ?)", (n, facets))
        if texts != was[-1]:
            columns = ", ".join(f"{each} = ?" for each in COLUMNS)
            connection.execute(f"UPDATE passage SET {columns} WHERE rowid = ?", (*texts, n))


def _passages(connection: sqlite3.Connection) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    """Return of each passage, by kind, id and item: its facets, its weight, its days and its texts."""
    connection.execute("CREATE VIRTUAL TABLE term USING fts5vocab (facet, instance)")
    facets = dict(connection.execute("SELECT doc, group_concat(term, ' ') FROM term GROUP BY doc"))
    rows = connection.execute(_PASSAGES)
    return {
        (kind, id_, item): (facets[n], weight, earliest, latest, texts)
        for n, kind, id_, item, weight, earliest, latest, *texts in rows
    }


_PASSAGES: Final = f"""
SELECT entry.n, entry.kind, entry.id, entry.item, weight, earliest_day, latest_day, {", ".join(COLUMNS)}
  FROM entry JOIN passage ON passage.rowid = entry.n LEFT JOIN moment ON moment.n = entry.n
"""


def _count_again(connection: sqlite3.Connection, before: sqlite3.Connection, after: sqlite3.Connection) -> None:
    """Count again what the edit changed. The first or last of all records changes only if that of the part does."""
    for statement in (*build.TOTALS, *counts.STATEMENTS):
        name = statement.split()[2]
        queries = _DECIDE_HEADLINE if name == "headline" else [f"SELECT * FROM {name}"] * (name not in _ADDED_UP)
        if any(_all(before, query) != _all(after, query) for query in queries):
            connection.execute(f"DROP TABLE {name}" if "CREATE TABLE" in statement else f"DELETE FROM {name}")
            connection.execute(statement)


_DECIDE_HEADLINE: Final = (
    "SELECT id, state FROM claim",
    "SELECT claim, source FROM appearance",
    "SELECT event, claim FROM variant",
)
"""What the choice of the headline depends on, besides the number of items of evidence, which stays."""


def _replace_dates(connection: sqlite3.Connection, before: sqlite3.Connection, after: sqlite3.Connection) -> None:
    """Add dates that are new, and remove those that no record has any more."""
    old, new = (_all(each, "SELECT * FROM date") for each in (before, after))
    connection.executemany(f"INSERT OR IGNORE INTO date VALUES ({', '.join('?' * 8)})", new - old)
    for key, *_ in old - new:
        if not any(_has(connection, name, column, key) for name, column in DATES):
            connection.execute("DELETE FROM date WHERE key = ?", (key,))


def _words_stay(connection: sqlite3.Connection, before: sqlite3.Connection, after: sqlite3.Connection) -> bool:
    """Tell whether the index had all tags and places, and whether a record still has each of them."""
    for name, table, owner in (("tag", "tag", "claim_tag"), ("place", "place_text", "event")):
        old, new = (_all(each, f"SELECT n, {name} FROM {table}") for each in (before, after))
        if not (new - old <= _all(connection, f"SELECT n, {name} FROM {table}")):
            return False
        if not all(_has(connection, owner, name, each) for _, each in old - new):
            return False
    return True


def _has(connection: sqlite3.Connection, table: str, column: str, value: str) -> bool:
    """Tell whether a column has a value."""
    return connection.execute(f'SELECT 1 FROM {table} WHERE "{column}" = ?', (value,)).fetchone() is not None
