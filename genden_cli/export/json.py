"""Export the base as JSON in the format of a fact base. JSON is YAML in flow style, so genden can read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from genden_cli import schema
from genden_cli.field_types import ListType, MapType, RecordType
from genden_cli.query.records import dump
from genden_cli.query.records.fetch import base
from genden_cli.text.sanitize import HARMFUL

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from genden_cli.export import Target
    from genden_cli.field_types import FieldType


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the export."""
    target.write(_chunks(connection))


def _chunks(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the base, one record per line."""
    text = _writer()
    yield '{\n"base": ' + text(_plain(base(connection), schema.BASE))
    for section, form in schema.SECTIONS.items():
        yield from _section(form, getattr(dump, section)(connection), text)
    yield "\n}\n"


def _section(form: RecordType, records: Iterable[Any], text: Callable[[Any], str]) -> Iterator[str]:
    separator = f',\n"{form.section}": {{\n'
    for record in records:
        yield f"{separator}{text(record.id)}: {text(_plain(record, form))}"
        separator = ",\n"
    if separator == ",\n":
        yield "\n}"


def _plain(record: Any, form: RecordType) -> dict[str, Any]:
    """Return a record as a map with the keys of a fact base."""
    values = ((field, getattr(record, field.attribute)) for field in form.fields)
    return {field.key: _value(value, field.type) for field, value in values if _is_written(value, field.type)}


def _is_written(value: Any, type_: FieldType) -> bool:
    """Tell whether to write a key. An empty list is written only if an absent one means something else."""
    meant_empty = isinstance(type_, ListType) and type_.none_if_absent
    return value is not None and (value != () or meant_empty)


def _value(value: Any, type_: FieldType) -> Any:
    if isinstance(type_, MapType):
        return {key: _value(each, type_.value) for key, each in value}
    if isinstance(type_, ListType):
        return [_value(each, type_.item) for each in value]
    if isinstance(type_, RecordType):
        return _plain(value, type_)
    return str(value)


def _writer() -> Callable[[Any], str]:
    """Return a function that writes JSON that is also YAML, which has no surrogate pairs.

    Above the basic plane, invisible characters therefore stay as they are.
    """
    import json

    harmful = re.compile(f"[{HARMFUL}]")

    def text(value: Any) -> str:
        return harmful.sub(_escape, json.dumps(value, ensure_ascii=False))

    return text


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code <= _BASIC else found[0]


_BASIC: Final = 0xFFFF
