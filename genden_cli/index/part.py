"""A part of an index, as an index in memory: some records, what they refer to, and what is derived from these.

Rows keep the numbers that they have in the whole index, so that two parts can be compared row by row.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any, Final

from genden_cli.field_types import TextType
from genden_cli.index import build
from genden_cli.index.tables import TABLES, RecordTable, column
from genden_cli.schema import BASE, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from genden_cli import model
    from genden_cli.index.tables import ChildTable

    Rows = Mapping[str, list[tuple[Any, ...]]]

_SECTIONS: Final = {section: TABLES[form.make] for section, form in SECTIONS.items()}


def note_context(
    connection: sqlite3.Connection, own: Iterable[tuple[str, str]], named: Iterable[tuple[str, str]]
) -> int:
    """List in the temporary table ``context`` what the derived rows of records need; return how many records that are.

    ``own`` are the records themselves, ``named`` those that they refer to: section and id. An event needs all its
    claims; a claim its event, sources and people; a source what it rests on. The number is 0 if one is missing.
    """
    connection.execute("CREATE TEMP TABLE context (section, id, own, PRIMARY KEY (section, id)) WITHOUT ROWID")
    connection.executemany("INSERT OR IGNORE INTO context VALUES (?, ?, 1)", own)
    connection.executemany("INSERT OR IGNORE INTO context VALUES (?, ?, 0)", named)
    for section, table in _SECTIONS.items():
        missing = f"SELECT 1 FROM context WHERE section = '{section}' AND id NOT IN (SELECT id FROM {table.name})"
        if connection.execute(missing).fetchone():
            return 0
    for name, statement in _CONTEXT:
        connection.execute(f"INSERT OR IGNORE INTO context SELECT '{name}', *, 0 FROM ({statement})")
    return len(connection.execute("SELECT id FROM context").fetchall())


def _ids(section: str, *, own: str = "own") -> str:
    return f"(SELECT id FROM context WHERE section = '{section}' AND own = {own})"


_WEIGHED: Final = f"(SELECT id FROM context WHERE section = 'claims' AND (own OR EXISTS {_ids('events', own='1')}))"
"""The claims whose evidence matters: those that are own, and all if an event is."""

_ORIGINS: Final = f"SELECT id FROM {_ids('sources')} UNION SELECT origin FROM derived_from JOIN found ON source = id"

_CONTEXT: Final = (
    ("events", f"SELECT event FROM claim WHERE id IN {_ids('claims', own='1')} AND event IS NOT NULL"),
    ("events", f"SELECT event FROM variant WHERE claim IN {_ids('claims', own='1')}"),
    ("claims", f"SELECT id FROM claim WHERE event IN {_ids('events')}"),
    ("people", f"SELECT person FROM claim_person WHERE claim IN {_ids('claims')}"),
    ("people", f"SELECT person FROM participant WHERE event IN {_ids('events')}"),
    ("sources", "SELECT source FROM examined"),
    ("sources", f"SELECT source FROM appearance WHERE claim IN {_WEIGHED}"),
    ("sources", f"SELECT source FROM evidence WHERE claim IN {_WEIGHED}"),
    ("sources", f"SELECT origin FROM evidence JOIN rests_on ON evidence = n WHERE claim IN {_WEIGHED}"),
    ("sources", f"WITH RECURSIVE found (id) AS ({_ORIGINS}) SELECT id FROM found"),
)


def rows_of_context(connection: sqlite3.Connection, *, own: bool) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of the records in ``context``, by table: the own records, or the base and all others."""
    head = () if own else TABLES[BASE.make].all()
    rows = {each.name: connection.execute(f'SELECT * FROM "{each.name}"').fetchall() for each in head}
    is_brief = not own and not connection.execute("SELECT 1 FROM context WHERE section = 'events' AND own").fetchone()
    for (section,) in connection.execute(f"SELECT DISTINCT section FROM context WHERE own = {own}").fetchall():
        for table, condition in _conditions(_SECTIONS[section], f"id IN {_ids(section, own=str(own))}"):
            if not is_brief or table.name in _BRIEF:
                query = f'SELECT {_columns(table, own=own)} FROM "{table.name}" WHERE {condition}'
                rows[table.name] = connection.execute(query).fetchall()
    return rows


def _columns(table: RecordTable | ChildTable, *, own: bool) -> str:
    """Return the columns of a table, with empty texts for other records: from these, only their own rows derive."""
    form = table.form if isinstance(table, RecordTable) and not own else None
    texts = {column(each) for each in form.scalars() if each.type.__class__ is TextType} if form else ()
    return ", ".join(f'substr("{each}", 1, 0)' if each in texts else f'"{each}"' for each in table.columns)


_BRIEF: Final = frozenset("person source derived_from event participant variant claim claim_person claim_tag".split())
"""The tables of other records that matter to all but events: whom they are about, and what they rest on."""


def _conditions(table: RecordTable, condition: str) -> Iterator[tuple[RecordTable | ChildTable, str]]:
    """Yield the tables of a record and of all within it, each with the condition for the rows of these records."""
    yield table, condition
    key = "id" if table.form.section else "n"
    within = f'"{table.name}" IN (SELECT {key} FROM "{table.name}" WHERE {condition})'
    for child in table.children:
        yield child, within
    for _, part in table.parts:
        yield from _conditions(part, within)


def parts(
    connection: sqlite3.Connection, others: Rows, own: Rows, records: Iterable[model.Record]
) -> tuple[sqlite3.Connection, sqlite3.Connection]:
    """Return the index of these rows of an index, and that of the other rows and of new records instead of the own.

    The own rows are those of successive records, and the new rows get their numbers.
    """
    before, after = (sqlite3.connect(":memory:", isolation_level=None) for _ in range(2))
    build.create_tables(before)
    _insert(before, others)
    _copy_named(connection, before)
    before.execute("COMMIT")
    before.backup(after)
    _insert(before, own)
    numbers = {name: min(n for n, *_ in own[name]) - 1 for name in NUMBERED if own.get(name)}
    buffer = build.RowBuffer(after, numbers=numbers, dates=[key for (key,) in after.execute("SELECT key FROM date")])
    for record in records:
        buffer.add(record)
    buffer.flush()
    for each in (before, after):
        _copy_named(connection, each)
        build.derive(each)
    return before, after


def _insert(connection: sqlite3.Connection, rows: Rows) -> None:
    """Insert rows by table."""
    for name, each in rows.items():
        if each:
            connection.executemany(f'INSERT INTO "{name}" VALUES ({", ".join("?" * len(each[0]))})', each)


def _copy_named(connection: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Copy the rows of the dates, tags and places that the rows of records name, and that are not there."""
    for table, key, places in _NAMED:
        named = " UNION ".join(f'SELECT "{column}" FROM {name}' for name, column in places)
        for each in target.execute(f"{named} EXCEPT SELECT {key} FROM {table}").fetchall():
            _insert(target, {table: connection.execute(f"SELECT * FROM {table} WHERE {key} = ?", each).fetchall()})


_RECORD_TABLES: Final = [each for table in TABLES.values() for each in table.all() if isinstance(each, RecordTable)]

NUMBERED: Final = [each.name for each in _RECORD_TABLES if "n" in each.columns]
"""The tables whose rows have a number."""

DATES: Final = [(each.name, column) for each in _RECORD_TABLES for column in each.date_columns]
"""Each table and column that names dates."""

_NAMED: Final = (
    ("date", "key", DATES),
    ("tag", "tag", [("claim_tag", "tag")]),
    ("place_text", "place", [("event", "place")]),
)
