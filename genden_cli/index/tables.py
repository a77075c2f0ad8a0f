"""The tables of the index, derived from `schema`: their names, their columns, and the rows of records.

The table of a record has these columns, in this order:

* ``n``, its place in the file;
* its owner, if it stands within another record;
* each scalar field;
* the line and the file, for records that have a position;
* ``…_known`` for each list whose absence means unknown;
* ``…_names`` for each field of names: their parts as JSON, NULL where the file has a text.

A list or a map is a table of its own: owner, position, and the columns of an item. Dates are kept as written (EDTF);
`derived.sql` has the table that says what each date means.

A column is called like its key; ``from``, ``to`` and ``as`` are words of SQL and get an underscore.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, Final

from genden_cli.field_types import (
    DateType,
    Field,
    ListType,
    MapType,
    NamesType,
    RecordType,
    RefType,
    WordType,
    has_value,
    names_columns,
    sql_name,
)
from genden_cli.schema import BASE, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PLACE_COLUMNS: Final = {"line": "INTEGER NOT NULL", "file": "TEXT NOT NULL"}


def column(field: Field) -> str:
    """Return the name of a field's column."""
    return sql_name(field.key)


def known_column(field: Field) -> str | None:
    """Return the column that distinguishes an empty list from an absent one; None if they mean the same."""
    return f"{field.key}_known" if isinstance(field.type, ListType) and field.type.none_if_absent else None


class ChildTable:
    """The table of a list or a map, and the conversion between its values and rows."""

    def __init__(self, owner: RecordType, field: Field) -> None:
        self.owner = owner.name
        self.attribute = field.attribute
        self.items = item_columns(field)
        self.name = field.table or f"{owner.name}_{self.items[0]}"
        lead = ["position"] if owner is BASE else [owner.name, "position"]
        self.columns = [*lead, *self.items]
        self.rows = _row_maker(field)
        self.value = _value_maker(field)
        self.owner_type = "TEXT" if owner.section else "INTEGER"

    def statement(self) -> str:
        """Return the statement that creates the table."""
        items = ", ".join(f'"{each}" TEXT NOT NULL' for each in self.items)
        if self.owner == BASE.name:
            return f'CREATE TABLE "{self.name}" (position INTEGER PRIMARY KEY, {items})'
        owner = f'"{self.owner}" {self.owner_type} NOT NULL, position INTEGER NOT NULL'
        return f'CREATE TABLE "{self.name}" ({owner}, {items}, PRIMARY KEY ("{self.owner}", position)) WITHOUT ROWID'


def item_columns(field: Field) -> tuple[str, ...]:
    """Return the columns for an item of a list or a pair of a map."""
    if isinstance(field.type, MapType):
        return tuple(sql_name(each) for each in field.type.pair._fields)
    item = field.type.item if isinstance(field.type, ListType) else field.type
    if isinstance(item, ListType):
        return "number", field.column
    if field.column:
        return (field.column,)
    return (SECTIONS[item.section].name if isinstance(item, RefType) else field.key,)


def _row_maker(field: Field) -> Callable[[Any], Iterator[tuple[str, ...]]]:
    """Return the function from a value to rows, one per item of a list or pair of a map.

    A list of lists has a row per item of the inner lists, with the number of its list.
    """
    if isinstance(field.type, ListType) and isinstance(field.type.item, ListType):
        return lambda value: ((str(number), each) for number, inner in enumerate(value) for each in inner)
    if not isinstance(field.type, MapType):
        return lambda value: ((each,) for each in value)
    if isinstance(field.type.value, ListType):
        return lambda value: ((key, each) for key, each_of in value for each in each_of)
    return sorted if field.type.by_key else iter  # type: ignore[return-value]


def _value_maker(field: Field) -> Callable[[list[tuple[Any, ...]]], tuple[Any, ...]]:
    """Return the function from rows to a value of the model, the inverse of `_row_maker`."""
    if isinstance(field.type, ListType) and isinstance(field.type.item, ListType):
        return lambda rows: tuple(tuple(each for _, each in inner) for _, inner in groupby(rows, itemgetter(0)))
    if not isinstance(field.type, MapType):
        return lambda rows: tuple(item for (item,) in rows)
    pair, key_type = field.type.pair, field.type.key
    words = key_type.words if isinstance(key_type, WordType) else {}
    if not isinstance(field.type.value, ListType):
        return lambda rows: tuple(pair(words.get(key, key), value) for key, value in rows)
    return lambda rows: tuple(
        pair(words.get(key, key), tuple(value for _, value in group)) for key, group in groupby(rows, itemgetter(0))
    )


class RecordTable:
    """The table of a record: its columns, and the conversion of a record to a row.

    A row is what `values` returns, with ``n`` and the owner before it, and behind it the known columns and the parts of
    names.
    """

    def __init__(self, form: RecordType, owner: RecordType | None = None) -> None:
        self.name = form.name
        self.form = form
        self.known = [each for each in form.fields if known_column(each)]
        self.children = [ChildTable(form, each) for each in form.fields if _is_child(each)]
        self.parts = [(field.attribute, RecordTable(part, form)) for field, part in form.parts()]
        scalars = list(form.scalars())
        attributes = [each.attribute for each in scalars]
        attributes += [name for name in _PLACE_COLUMNS if name in form.make._fields]
        self.dates = [n for n, each in enumerate(scalars) if isinstance(each.type, DateType)]
        self.date_columns = [column(scalars[n]) for n in self.dates]
        self.names = [n for n, each in enumerate(scalars) if isinstance(each.type, NamesType)]
        if form.section:
            attributes.insert(0, "id")
            self.dates = [n + 1 for n in self.dates]
            self.names = [n + 1 for n in self.names]
        self.values: Callable[[Any], tuple[Any, ...]] = attrgetter(*attributes)
        self.columns = dict(_columns(form, owner))

    def statement(self) -> str:
        """Return the statement that creates the table."""
        columns = ", ".join(f'"{name}" {kind}' for name, kind in self.columns.items())
        return f'CREATE TABLE "{self.name}" ({columns})'

    def all(self) -> Iterator[RecordTable | ChildTable]:
        """Yield this table and the tables of its lists, maps and parts."""
        yield self
        yield from self.children
        for _, part in self.parts:
            yield from part.all()


def _columns(form: RecordType, owner: RecordType | None) -> Iterator[tuple[str, str]]:
    """Yield the columns of a record's table, each with its type and constraint."""
    if form is not BASE:
        yield "n", "INTEGER PRIMARY KEY"
    if owner:
        yield owner.name, "TEXT NOT NULL" if owner.section else "INTEGER NOT NULL"
    if form.section:
        yield "id", "TEXT NOT NULL UNIQUE"
    for each in form.scalars():
        yield column(each), "TEXT NOT NULL" if has_value(form, each) else "TEXT"
    for name, kind in _PLACE_COLUMNS.items():
        if name in form.make._fields:
            yield name, kind
    for each in form.fields:
        if known := known_column(each):
            yield known, "INTEGER NOT NULL"
    for name in names_columns(form).values():
        yield name, "TEXT"


def _is_child(field: Field) -> bool:
    return not field.is_scalar and not (isinstance(field.type, ListType) and isinstance(field.type.item, RecordType))


TABLES: Final = {form.make: RecordTable(form) for form in (BASE, *SECTIONS.values())}
"""The tables of top-level records, by their class in the model."""


def statements() -> Iterator[str]:
    """Yield the statements that create the tables of all records."""
    for table in TABLES.values():
        for each in table.all():
            yield each.statement()
