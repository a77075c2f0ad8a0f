"""Export the base as JSON in the format of a fact base. JSON is YAML in flow style, so genden can read it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from genden_cli import schema
from genden_cli.field_types import ListType, MapType, NamesType, RecordType
from genden_cli.query.records import dump
from genden_cli.query.records.fetch import base
from genden_cli.text.sanitize import HARMFUL, is_plain

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from genden_cli.export import Target
    from genden_cli.field_types import FieldType


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the export."""
    target.write(_chunks(connection))


def _chunks(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the base, one record per line."""
    text = _writer()
    yield '{\n"base": ' + text(plain(base(connection), schema.BASE))
    for section, form in schema.SECTIONS.items():
        yield from _section(form, getattr(dump, section)(connection), text)
    yield "\n}\n"


def _section(form: RecordType, records: Iterable[Any], text: Callable[[Any], str]) -> Iterator[str]:
    separator = f',\n"{form.section}": {{\n'
    for record in records:
        yield f"{separator}{text(record.id)}: {text(plain(record, form))}"
        separator = ",\n"
    if separator == ",\n":
        yield "\n}"


def plain(record: Any, form: RecordType) -> dict[str, Any]:
    """Return a record as a map with the keys of a fact base."""
    written = {}
    for key, attribute, convert, meant_empty in _fields(form):
        value = getattr(record, attribute)
        if value is not None and (value != () or meant_empty):
            written[key] = convert(value)
    return written


@cache
def _fields(form: RecordType) -> tuple[tuple[str, str, Callable[[Any], Any], bool], ...]:
    """Return the key of each field, its attribute, how its value is written, and whether an empty list means a thing.

    An empty list is written only if an absent one means something else.
    """
    return tuple((each.key, each.attribute, _converter(each.type), _meant_empty(each.type)) for each in form.fields)


def _meant_empty(type_: FieldType) -> bool:
    return isinstance(type_, ListType) and type_.none_if_absent


def _converter(type_: FieldType) -> Callable[[Any], Any]:
    """Return the function that makes JSON of a value of this type."""
    if isinstance(type_, MapType):
        convert = _converter(type_.value)
        return lambda pairs: {key: convert(each) for key, each in pairs}
    if isinstance(type_, ListType):
        convert = _converter(type_.item)
        if type_.or_one and isinstance(type_.item, RecordType):
            title = type_.item.title
            return lambda items: _one_or_all(items, title, convert)
        return lambda items: [convert(each) for each in items]
    if isinstance(type_, NamesType):
        return lambda names: names if isinstance(names, str) else [plain(each, type_.item) for each in names]
    if isinstance(type_, RecordType):
        return lambda record: plain(record, type_)
    return str


def _one_or_all(items: Sequence[Any], title: str, convert: Callable[[Any], Any]) -> Any:
    """Return the title of a single item that has nothing else, or the list of items."""
    written = [convert(each) for each in items]
    return written[0][title] if len(written) == 1 and written[0].keys() == {title} else written


def _writer() -> Callable[[Any], str]:
    """Return a function that writes JSON that is also YAML, which has no surrogate pairs.

    Above the basic plane, invisible characters therefore stay as they are.
    """
    import json

    encode = json.JSONEncoder(ensure_ascii=False).encode  # `json.dumps` makes one for each call
    harmful = re.compile(f"[{HARMFUL}]")

    def text(value: Any) -> str:
        found = encode(value)
        return found if is_plain(found) else harmful.sub(_escape, found)

    return text


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code <= _BASIC else found[0]


_BASIC: Final = 0xFFFF
