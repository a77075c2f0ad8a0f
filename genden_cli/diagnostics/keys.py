"""A key of the format, explained from the schema: what it means, what it takes, and which words it knows."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Final

from genden_cli import field_types, schema, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FORMS: Final = {form.name: form for form in schema.RECORDS}
_NAMED: Final[Mapping[field_types.FieldType, str]] = {
    schema.LINE: "one line",
    schema.PROSE: "text",
    schema.QUOTE: f"at most {field_types.QUOTE_WORDS} words",
    schema.URL: "web address",
    schema.LANGUAGE: "language tag",
    schema.COORDINATES: "latitude and longitude in degrees",
    schema.KEY: "key",
    schema.ID: "id",
    schema.PATH: "path in the folder of the base",
    schema.SHA256: "SHA-256 hash",
}


def keys() -> Iterator[str]:
    """Yield every key with its record: ``source.title``."""
    return (f"{form.name}.{field.key}" for form in schema.RECORDS for field in form.keys.values())


def explain_key(name: str) -> Iterator[str]:
    """Yield the lines that explain a key named by its record: ``source.title``; raise `KeyError` for an unknown one."""
    record, _, key = name.partition(".")
    field = _FORMS[record].keys[key]
    yield f"{name}  {field.about}"
    yield ""
    yield f"Value: {takes(field.type)}{', required' if field.required else ''}."
    if isinstance(field.type, field_types.WordType) and field.type.enum:
        yield ""
        yield from (f"    {word}: {meaning}" for word, meaning in words.MEANINGS[field.type.enum].items())


@singledispatch
def takes(type_: field_types.FieldType) -> str:
    """Return what a value is, in words: ``one line``, ``list: id of a source``."""
    return _NAMED[type_]


@takes.register
def _(type_: field_types.NamedType) -> str:
    return f"one line, or id of {schema.SECTIONS[type_.section].what}"


@takes.register
def _(_type: field_types.DateType) -> str:
    return "date"


@takes.register
def _(type_: field_types.WordType) -> str:
    return type_.what


@takes.register
def _(type_: field_types.RefType) -> str:
    return f"id of {schema.SECTIONS[type_.section].what}"


@takes.register
def _(type_: field_types.RecordType) -> str:
    return type_.what


@takes.register
def _(type_: field_types.ListType) -> str:
    item = type_.item
    alone = takes(item.keys[item.title].type) if type_.or_one and isinstance(item, field_types.RecordType) else ""
    return f"{alone}, or list: {takes(item)}" if alone else f"list: {takes(item)}"


@takes.register
def _(type_: field_types.NamesType) -> str:
    return f"one line, or list: {takes(type_.item)}"


@takes.register
def _(type_: field_types.MapType) -> str:
    return f"map: {takes(type_.key)} → {takes(type_.value)}"


@takes.register
def _(type_: field_types.CopyType) -> str:
    return f"map: {', '.join(f'{key} → {takes(each)}' for key, each in type_.parts.items())}"
