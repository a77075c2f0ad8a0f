"""Read the whole base for exports, record by record in the order of the file.

Records are read side by side with all that belongs to them, so that no export ever holds a whole base. Every field of
the schema is there: the statements are made from the tables of the index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from genden_cli import model
from genden_cli.index.tables import TABLES, known_column
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import ChildRows, Columns, array, fetch_by_owner

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from genden_cli.index.tables import ChildTable, RecordTable
    from genden_cli.words import ClaimState, Verdict


def sources(connection: sqlite3.Connection) -> Iterator[model.Source]:
    """Yield every source."""
    return cast("Iterator[model.Source]", _records(connection, TABLES[model.Source]))


def sources_by_id(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, model.Source]:
    """Return the sources with these ids, by id."""
    wanted = frozenset(ids)
    return {each.id: each for each in sources(connection) if each.id in wanted}


def people(connection: sqlite3.Connection) -> Iterator[model.Person]:
    """Yield every person."""
    return cast("Iterator[model.Person]", _records(connection, TABLES[model.Person]))


def places(connection: sqlite3.Connection) -> Iterator[model.Place]:
    """Yield every place."""
    return cast("Iterator[model.Place]", _records(connection, TABLES[model.Place]))


def events(connection: sqlite3.Connection) -> Iterator[model.Event]:
    """Yield every event."""
    return cast("Iterator[model.Event]", _records(connection, TABLES[model.Event]))


def shown_events(connection: sqlite3.Connection) -> Iterator[model.Event]:
    """Yield every event, with the names of its place where it has the id of one."""
    return cast("Iterator[model.Event]", _records(connection, TABLES[model.Event], as_written=False))


def claims(connection: sqlite3.Connection) -> Iterator[model.Claim]:
    """Yield every claim."""
    return cast("Iterator[model.Claim]", _records(connection, TABLES[model.Claim]))


class Statement(NamedTuple):
    """What a claim about an event says, and the verdict on it."""

    id: str
    verdict: Verdict
    state: ClaimState | None
    says: str


def statements(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, tuple[Statement, ...]]:
    """Return what the claims about events with these ids say, by event, in the order of the file."""
    return fetch_by_owner(connection, Statement, _STATEMENTS, ids=array(ids))


def variants(connection: sqlite3.Connection, ids: Iterable[str]) -> dict[str, tuple[Statement, ...]]:
    """Return what the rival versions of events with these ids say, by event, in the order of the event."""
    return fetch_by_owner(connection, Statement, _VARIANTS, ids=array(ids))


def extreme_days(connection: sqlite3.Connection) -> list[int]:
    """Return the first and the last day of all events, as ordinals; none if no event has a date with a day."""
    (found,) = connection.execute(_EXTREME_DAYS)
    return [day for day in found if day is not None]


def _records(connection: sqlite3.Connection, table: RecordTable, *, as_written: bool = True) -> Iterator[Any]:
    return (record for _, _, record in _numbered(connection, table, None, as_written=as_written))


def _numbered(
    connection: sqlite3.Connection, table: RecordTable, owner: RecordTable | None, *, as_written: bool = True
) -> Iterator[tuple[int, int, Any]]:
    """Yield the number of the owner, the number of the record, and the record."""
    columns = Columns(table.form, as_written=as_written)
    lists = [(each, _children(connection, table, each)) for each in table.children]
    parts = [(name, ChildRows(_numbered(connection, part, table))) for name, part in table.parts]
    for row in connection.execute(_statement(table, columns, owner)):
        number, owner_number, *known = row[columns.width :]
        values = columns.values(row)
        for child, rows in lists:
            values[child.attribute] = child.value(rows.take(number))
        for field, is_known in zip(table.known, known, strict=True):
            if not is_known:
                values[field.attribute] = None
        for name, items in parts:
            values[name] = tuple(record for _, record in items.take(number))
        yield owner_number, number, table.form.make._make(values)


def _statement(table: RecordTable, columns: Columns, owner: RecordTable | None) -> str:
    """Return the statement for all records of a table, in the order of the file."""
    extra = ["0", *(f"{table.name}.{known_column(each)}" for each in table.known)]
    join = ""
    if owner is not None:
        extra[0] = f"{owner.name}.n"
        key = "id" if owner.form.section else "n"
        join = f'JOIN {owner.name} ON {owner.name}.{key} = {table.name}."{owner.name}"'
    select = ", ".join((columns.sql, f"{table.name}.n", *extra))
    return f"SELECT {select} FROM {table.name} {join} {columns.joins} ORDER BY {table.name}.n"


def _children(connection: sqlite3.Connection, table: RecordTable, child: ChildTable) -> ChildRows:
    """Return the rows of a list or a map, by the number of their owner."""
    items = ", ".join(f'{child.name}."{each}"' for each in child.items)
    key = "id" if table.form.section else "n"
    owner = f'{table.name}.{key} = {child.name}."{table.name}"'
    return ChildRows(
        connection.execute(
            f"SELECT {table.name}.n, {items} FROM {child.name} JOIN {table.name} ON {owner} "
            f"ORDER BY {table.name}.n, {child.name}.position"
        )
    )


_STATEMENTS: Final = """
SELECT event, id, verdict, state, says
  FROM claim INDEXED BY claim_event
 WHERE event IN (SELECT value FROM json_each(:ids))
 ORDER BY n
"""

_VARIANTS: Final = """
SELECT variant.event, claim.id, verdict, state, says
  FROM variant JOIN claim ON claim.id = variant.claim
 WHERE variant.event IN (SELECT value FROM json_each(:ids))
 ORDER BY variant.event, position
"""

_EXTREME_DAYS: Final = f"""
SELECT min(day), max(day)
  FROM (SELECT earliest_day AS day FROM dated WHERE kind = 0 UNION ALL SELECT latest_day FROM dated WHERE kind = 0)
 WHERE abs(day) < {1 << 60}
"""
