"""The tables of the exported database, derived from `schema`, with comments for the metadata file.

The rows come from the index, attached as ``facts``. The key of a record is its id. A part of a claim has a number of
its own; a part of a person has the person and a position. Columns have the names of keys. `_NAMES` lists the
exceptions, which read better in a query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.field_types import DateType, ListType, MapType, RefType, WordType, has_value, names_columns, sql_name
from genden_cli.index.tables import TABLES, ChildTable, RecordTable, known_column
from genden_cli.schema import BASE, CLAIM, LINE, SECTIONS, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.field_types import Field, FieldType

_NAMES: Final = {
    ("role", "from_"): "since",
    ("role", "to_"): "until",
    ("relation", "to_"): "other",
    ("relation", "as_"): "is_a",
    ("claim_relation", "to_"): "other",
    ("source", "derived_from_known"): "derivation_known",
}
"""Columns with another name than in the index."""

_ABOUT: Final = {
    "base": "The fact base as a whole: one row",
    "source": "Works, documents and pages that say something, those under examination among them",
    "person": "People of the story",
    "name": "Other spellings of the names of people",
    "role": "Offices and occupations of people",
    "relation": "How people stand to each other",
    "place": "Places that events name by their ids",
    "place_name": "Other names of places",
    "event": "What happened, or is said to have happened",
    "claim": "Checkable sentences, each with the verdict of a person who weighed the evidence",
    "appearance": "Where documents under examination make a claim",
    "evidence": "What one source says about one claim",
    "review": "Readings of a claim by people, with date, reader and note",
    "missing_document": "Documents that would settle a claim, if somebody found them",
    "source_phrasing": "Questions and words by which readers look for a source",
    "event_phrasing": "Questions and words by which readers look for an event",
    "claim_phrasing": "Questions and words by which readers look for a claim",
}
"""A description of each table of records."""

_ITEMS: Final = {
    "scheme": "the kind of identifier, such as isbn or wikidata",
    "value": "which one it is",
    "part": "the kind of part, such as given or family",
    "text": "the part as it is spelt",
    "label": "what is counted, as a locator of the Citation Style Language, such as page or paragraph",
    "role": "as what",
    "relation": "contradicts, part_of (the claim is a detail of the other), or related",
    "other": "the other claim",
    "origin": "the source that it rests on",
    "tag": "a subject to find it by",
    "number": "the number of the group",
    "word": "a word that means the same as the others of its group",
}
"""Descriptions of the columns of items, except references that are called like their table."""


def script() -> str:
    """Return the statements that create the tables, each with its comment, then those that fill them.

    All records come before their lists and parts: while a reference has no record yet, SQLite looks through all
    references for each new record.
    """
    tables = [[*_record(table, None)] for table in TABLES.values()]
    blocks = [*(block for block, *_ in tables), *(block for _, *others in tables for block in others)]
    made = (block[0] for each in tables for block in each)
    return "\n".join((*made, *(filled for _, filled in blocks)))


def _record(table: RecordTable, owner: RecordTable | None) -> Iterator[tuple[str, str]]:
    """Yield for a record, its lists, maps and parts the statements that create and fill the table."""
    columns = [*_key(table, owner), *_scalars(table), *_known_columns(table)]
    constraint = f", PRIMARY KEY ({owner.name}, position)" if owner and not _is_numbered(table) else ""
    yield _block(table.name, _ABOUT[table.name], columns, constraint, f"FROM facts.{table.name}{_order(table)}")
    for child in table.children:
        if table.form is not BASE:
            yield _child(table, owner, child)
        elif child.name != "examined":  # those documents are marked in `source`
            yield _child_of_base(child)
    for _, part in table.parts:
        yield from _record(part, table)


Columns = tuple[str, str, str, str]
"""Name, definition, the expression that fills it, and description."""


def _key(table: RecordTable, owner: RecordTable | None) -> Iterator[Columns]:
    if table.form.section:
        yield "id", "TEXT PRIMARY KEY", "id", f"the name of the {table.name} within the base"
    if owner is None:
        return
    definition = f"TEXT NOT NULL REFERENCES {owner.name} (id)"
    if _is_numbered(table):
        yield "id", "INTEGER PRIMARY KEY", "n", "a number of this database alone"
        yield owner.name, definition, owner.name, f"the {owner.name}"
    else:
        yield owner.name, definition, owner.name, f"the {owner.name}"
        about = f"the place among those of the same {owner.name}, from 0"
        yield "position", "INTEGER NOT NULL", _position(table.name, owner.name), about


def _position(table: str, owner: str) -> str:
    """Return the SQL expression for the position of a part within its owner."""
    return f"row_number() OVER (PARTITION BY facts.{table}.{owner} ORDER BY facts.{table}.n) - 1"


def _scalars(table: RecordTable) -> Iterator[Columns]:
    for field in table.form.scalars():
        definition = "TEXT NOT NULL" if has_value(table.form, field) else "TEXT"
        yield (
            column_name(table, field),
            definition + _reference(field.type),
            f'"{sql_name(field.key)}"',
            _meaning(field),
        )
    for attribute, column in names_columns(table.form).items():
        yield column, "TEXT", f'"{column}"', f"the parts of {attribute} as JSON, a list of names; NULL for a text"


def column_name(table: RecordTable, field: Field) -> str:
    """Return the column of a field in the exported database."""
    name = sql_name(field.key)
    return _NAMES.get((table.name, name), name)


def _meaning(field: Field) -> str:
    """Return the description of a column, with its vocabulary unless that is only letters."""
    words = field.type.words if isinstance(field.type, WordType) and field.type.enum else {}
    return f"{field.about}: {', '.join(words)}" if any(len(word) > 1 for word in words) else field.about


def _reference(type_: FieldType) -> str:
    if isinstance(type_, DateType):
        return " REFERENCES date (key)"
    return f" REFERENCES {SECTIONS[type_.section].name} (id)" if isinstance(type_, RefType) else ""


def _known_columns(table: RecordTable) -> Iterator[Columns]:
    for field in table.known:
        column = str(known_column(field))
        about = f"1 where {field.key} says what it rests on (no row = on nothing here); 0 = it does not say"
        yield _NAMES.get((table.name, column), column), "INTEGER NOT NULL", column, about
    if table.form is SOURCE:
        examined = "id IN (SELECT source FROM facts.examined)"
        about = "1 where it is a document under examination, whose statements count as no evidence; else 0"
        yield "examined", "INTEGER NOT NULL", examined, about


def _is_numbered(table: RecordTable) -> bool:
    """Tell whether the rows of a part have numbers, as those of a claim have."""
    return any(part is table.form for _, part in CLAIM.parts())


def _order(table: RecordTable) -> str:
    return "" if table.form is BASE else " ORDER BY n"


def _child(table: RecordTable, owner: RecordTable | None, child: ChildTable) -> tuple[str, str]:
    """Return the statements that create and fill the table of a list or a map."""
    field = next(each for each in table.form.fields if each.attribute == child.attribute)
    source = f"FROM facts.{child.name} ORDER BY {table.name}, position"
    lead: list[Columns] = [(table.name, f"{child.owner_type} NOT NULL", table.name, f"the {table.name}")]
    if owner is None or _is_numbered(table):
        lead = [(name, f"{kind} REFERENCES {table.name} (id)", value, about) for name, kind, value, about in lead]
        constraint = ""
    else:
        lead = [
            (owner.name, "TEXT NOT NULL", f"owner.{owner.name}", f"the {owner.name}"),
            ("position", "INTEGER NOT NULL", "owner.position", f"which {table.name} of the {owner.name}"),
        ]
        keys = f"({owner.name}, position)"
        constraint = f", FOREIGN KEY {keys} REFERENCES {table.name} {keys}"
        numbered = f"SELECT n, {owner.name}, {_position(table.name, owner.name)} AS position FROM facts.{table.name}"
        source = (
            f"FROM facts.{child.name} AS item JOIN ({numbered}) AS owner ON owner.n = item.{table.name} "
            f"ORDER BY item.{table.name}, item.position"
        )
    items = list(_items(child, field, prefix="" if owner is None or _is_numbered(table) else "item."))
    keys = ", ".join(name for name, *_ in [*lead, *items[: _key_length(field)]])
    about = f"Of a {table.name}: {field.about}"
    return _block(child.name, about, [*lead, *items], f", PRIMARY KEY ({keys}){constraint}", source)


def _child_of_base(child: ChildTable) -> tuple[str, str]:
    """Return the statements that create and fill the table of a list in the head of the base."""
    field = next(each for each in BASE.fields if each.attribute == child.attribute)
    items = list(_items(child, field, prefix=""))
    keys = ", ".join(name for name, *_ in items)
    source = f"FROM facts.{child.name} ORDER BY position"
    return _block(child.name, f"Of the base: {field.about}", items, f", PRIMARY KEY ({keys})", source)


def _key_length(field: Field) -> int:
    """Return the number of columns in the key of an item."""
    return 2 if isinstance(field.type, MapType) and isinstance(field.type.value, ListType) else 1


def _items(child: ChildTable, field: Field, *, prefix: str) -> Iterator[Columns]:
    for column, type_ in zip(child.items, _item_types(field), strict=True):
        name = _NAMES.get((child.name, column), column)
        about = _ITEMS.get(name, f"the {name}")
        yield name, f"TEXT NOT NULL{_reference(type_)}", f'{prefix}"{column}"', about


def _item_types(field: Field) -> tuple[FieldType, ...]:
    if isinstance(field.type, MapType):
        value = field.type.value
        return field.type.key, value.item if isinstance(value, ListType) else value
    if isinstance(field.type, ListType) and isinstance(field.type.item, ListType):
        return LINE, field.type.item.item
    return (field.type.item,) if isinstance(field.type, ListType) else ()


def _block(name: str, about: str, columns: list[Columns], constraint: str, source: str) -> tuple[str, str]:
    """Return the statement that creates a table, with its comment, and the one that fills it."""
    comments = "".join(f"--   {column}: {what}\n" for column, _, _, what in columns)
    definitions = ", ".join(f'"{column}" {definition}' for column, definition, _, _ in columns)
    values = ", ".join(value for _, _, value, _ in columns)
    return (
        f"-- {about}\n{comments}CREATE TABLE {name} ({definitions}{constraint});\n",
        f"INSERT INTO main.{name} SELECT {values} {source};\n",
    )


def search_script() -> str:
    """Return the statements that create the full-text tables of claims and of evidence."""
    return "\n".join(_search_table(table) for table in _searchable_tables())


def _searchable_tables() -> Iterator[RecordTable]:
    claims = TABLES[CLAIM.make]
    yield claims
    yield next(part for name, part in claims.parts if name == "evidence")


def _search_table(table: RecordTable) -> str:
    columns = [each.key for each in table.form.scalars() if each.search]
    comments = "".join(f"--   {column}: the words of the {column}\n" for column in columns)
    name = f"{table.name}_fts"
    return (
        f"-- Full-text search of {table.name} (FTS5), by its rowid\n{comments}"
        f"CREATE VIRTUAL TABLE {name} USING fts5 (\n"
        f'    {", ".join(columns)}, content="{table.name}", tokenize = "porter unicode61 remove_diacritics 2"\n);\n'
        f"INSERT INTO {name} ({name}) VALUES ('rebuild');\n"
    )
