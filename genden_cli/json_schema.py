"""The format of a fact base as JSON Schema (draft-07), for editors. It derives from `schema`.

Each scalar of a fact base is text, but an editor reads ``1935`` as a number and ``no`` as a boolean. So the schema
allows both wherever text may stand. Editors show ``enumDescriptions`` beside a word; validators ignore them. JSON
Schema cannot express references, cycles and the calendar; ``genden check`` verifies them.
"""

from __future__ import annotations

import re
from functools import singledispatch
from typing import TYPE_CHECKING, Any, Final

from genden_cli import __version__, field_types, schema
from genden_cli.named_tuple import NamedTuple
from genden_cli.words import MEANINGS, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Schema = dict[str, Any]

_SCALARS: Final = ["string", "number", "boolean"]
_LINE: Final = r"^\s*\S[^\n]*\s*$"
_EDTF: Final = r"^[\[{]?[0-9XYESTZ?~%.,:/+-]+[\]}]?$"


class KnownId(NamedTuple):
    """An id of a base, and a text in Markdown that an editor shows beside it."""

    id: str
    about: str


def json_schema(ids: Mapping[Section, Sequence[KnownId]] | None = None, *, is_part: bool = False) -> Schema:
    """Return the JSON Schema of a fact base, or of a file that is only a part of one.

    With the ``ids`` of a base by section, editors complete them, and object to a reference to anything else.
    """
    sections = {
        name: {
            "type": "object",
            "description": schema.SECTION_NOTES[name],
            "propertyNames": {"pattern": f"^{schema.ID.pattern}$"},
            "additionalProperties": {"$ref": f"#/definitions/{name}"},
            "defaultSnippets": [_snippet(record, with_id=True)],
        }
        for name, record in schema.SECTIONS.items()
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"urn:genden:fact-base:{__version__}",
        "title": "A genden fact base",
        "description": "Claims with signed, located, graded evidence.",
        "type": "object",
        "required": [] if is_part else ["base"],
        "additionalProperties": False,
        "properties": {"base": _schema_of(schema.BASE), **sections},
        "definitions": {
            **{name: _schema_of(record) for name, record in schema.SECTIONS.items()},
            **{_id_of(name): _id_schema(None if ids is None else ids.get(name, ())) for name in schema.SECTIONS},
        },
    }


def _id_of(section: str) -> str:
    """Return the name of the definition of an id of a section."""
    return f"id-in-{section}"


def _id_schema(known: Sequence[KnownId] | None) -> Schema:
    if known is None:
        return {"type": _SCALARS, "pattern": f"^{schema.ID.pattern}$"}
    read = [(each, value) for each in known for value in (each.id, *_as_editors_read(each.id))]
    abouts = [each.about for each, _ in read]
    return {"enum": [value for _, value in read], "markdownEnumDescriptions": abouts} if read else {"not": {}}


_NUMBER: Final = re.compile(r"([0-9]+)|0x([0-9a-f]+)|0o([0-7]+)|([0-9]+e[0-9]{1,2})")
_KEYWORDS: Final = {"true": True, "false": False, "null": None}


def _as_editors_read(id_: str) -> Iterator[Any]:
    """Yield the value of an id that an editor takes for a number or a keyword (YAML 1.2)."""
    if id_ in _KEYWORDS:
        yield _KEYWORDS[id_]
    elif number := _NUMBER.fullmatch(id_):
        whole, hexadecimal, octal, power = number.groups()
        yield float(power) if power else int(whole or hexadecimal or octal, 16 if hexadecimal else 8 if octal else 10)


_SNIPPET_KEYS: Final = {
    "source": ("title", "author", "publisher", "issued", "url", "reliability", "read"),
    "person": ("name", "about"),
    "place": ("name", "part_of"),
    "event": ("title", "date", "place"),
    "claim": ("says", "event", "verdict", "because"),
    "evidence": ("source", "stance", "credibility", "quote", "note"),
}
"""The keys that an editor writes for a new record."""


def _snippet(record: field_types.RecordType, *, with_id: bool = False) -> Schema:
    """Return what an editor writes for a new record, with places to fill in, in the form of VS Code."""
    start = 2 if with_id else 1
    keys = _SNIPPET_KEYS[record.name]
    body: Schema = {key: _blank(record.keys[key], number) for number, key in enumerate(keys, start)}
    return {
        "label": f"new {record.name}",
        "description": f"a {record.name} with the usual keys",
        "body": {"${1:id}": body} if with_id else body,
    }


def _blank(field: field_types.Field, number: int) -> str:
    """Return a place to fill in: a choice of words, or the name of the key."""
    if isinstance(field.type, field_types.WordType):
        return f"${{{number}|{','.join(field.type.words)}|}}"
    return f"${{{number}:{field.key}}}"


@singledispatch
def _schema_of(type_: field_types.FieldType) -> Schema:
    """Return the JSON Schema of a type."""
    raise TypeError(type_)  # pragma: no cover -- each type has a function of its own


@_schema_of.register
def _(type_: field_types.FormType) -> Schema:
    return {"type": _SCALARS, "pattern": f"^{type_.pattern}$"}


@_schema_of.register
def _(type_: field_types.TextType) -> Schema:
    return {"type": _SCALARS, "pattern": r"\S" if type_.prose else _LINE}


@_schema_of.register
def _(type_: field_types.WordType) -> Schema:
    words = list(type_.words)
    numbers = [word for word in words if word.isdigit()]
    meanings = MEANINGS.get(type_.enum, {}) if type_.enum else {}
    hover = {"enumDescriptions": [meanings[word] for word in (*words, *numbers)]} if meanings else {}
    return {"enum": [*words, *map(int, numbers)], **hover}


@_schema_of.register
def _(_type: field_types.DateType) -> Schema:
    return {"type": _SCALARS, "pattern": _EDTF}


@_schema_of.register
def _(type_: field_types.RefType) -> Schema:
    return {"$ref": f"#/definitions/{_id_of(type_.section)}"}


@_schema_of.register
def _(type_: field_types.ListType) -> Schema:
    whole = {"type": "array", "items": _schema_of(type_.item), "uniqueItems": type_.once}
    return {"anyOf": [_schema_of(type_.item), whole]} if type_.or_one else whole


@_schema_of.register
def _(type_: field_types.NamesType) -> Schema:
    names = {"type": "array", "items": _schema_of(type_.item), "minItems": 1}
    return {"anyOf": [_schema_of(schema.LINE), names]}


@_schema_of.register
def _(type_: field_types.MapType) -> Schema:
    keys = _schema_of(type_.key)
    keys.pop("type", None)
    return {"type": "object", "propertyNames": keys, "additionalProperties": _schema_of(type_.value)}


@_schema_of.register
def _(type_: field_types.CopyType) -> Schema:
    parts = {key: _schema_of(each) for key, each in type_.parts.items()}
    return {"type": "object", "required": ["file"], "additionalProperties": False, "properties": parts}


@_schema_of.register
def _(type_: field_types.RecordType) -> Schema:
    whole = _map_schema(type_)
    if type_ is schema.EVIDENCE:
        whole["defaultSnippets"] = [_snippet(type_)]
    if type_ is schema.CONTRIBUTOR:
        whole["oneOf"] = [{"required": ["family"]}, {"required": ["literal"], "maxProperties": 1}]
    return {"anyOf": [_schema_of(type_.keys[type_.title].type), whole]} if type_.brief else whole


def _map_schema(type_: field_types.RecordType) -> Schema:
    """Return the JSON Schema of a record that is written as a map."""
    return {
        "type": "object",
        "required": [field.key for field in type_.fields if field.required],
        "additionalProperties": False,
        "properties": {
            **{field.key: {"description": field.about, **_schema_of(field.type)} for field in type_.fields},
            **_calendar(type_),
        },
    }


def _calendar(type_: field_types.RecordType) -> Schema:
    """Return the property for the calendar of the dates: of all, or of some."""
    if type_.calendar is None:
        return {}
    word = _schema_of(type_.calendar.type)
    dates = {field.key: word for field in type_.dates()}
    some = {"type": "object", "additionalProperties": False, "properties": dates}
    return {type_.calendar.key: {"description": type_.calendar.about, "anyOf": [word, some]}}
