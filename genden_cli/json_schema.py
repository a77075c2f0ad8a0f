"""The format of a fact base as JSON Schema (draft-07), for editors. It derives from `schema`.

Each scalar of a fact base is text, but an editor reads ``1935`` as a number and ``no`` as a boolean. So the schema
allows both wherever text may stand. Editors show ``enumDescriptions`` beside a word; validators ignore them. JSON
Schema cannot express references, cycles and the calendar; ``genden check`` verifies them.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any, Final

from genden_cli import __version__, field_types, schema
from genden_cli.words import MEANINGS

Schema = dict[str, Any]

_SCALARS: Final = ["string", "number", "boolean"]
_LINE: Final = r"^\s*\S[^\n]*\s*$"
_EDTF: Final = r"^[\[{]?[0-9XYESTZ?~%.,:/+-]+[\]}]?$"


def json_schema() -> Schema:
    """Return the JSON Schema of a fact base."""
    sections = {
        name: {
            "type": "object",
            "description": schema.SECTION_NOTES[name],
            "propertyNames": {"pattern": f"^{schema.ID.pattern}$"},
            "additionalProperties": {"$ref": f"#/definitions/{name}"},
        }
        for name in schema.SECTIONS
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"urn:genden:fact-base:{__version__}",
        "title": "A genden fact base",
        "description": "Claims with signed, located, graded evidence.",
        "type": "object",
        "minProperties": 1,  # a file of a folder may have any of the sections; `base` stands in one of them
        "additionalProperties": False,
        "properties": {"base": _schema_of(schema.BASE), **sections},
        "definitions": {name: _schema_of(record) for name, record in schema.SECTIONS.items()},
    }


@singledispatch
def _schema_of(type_: field_types.FieldType) -> Schema:
    """Return the JSON Schema of a type."""
    raise TypeError(type_)


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
    return {"type": _SCALARS, "pattern": f"^{schema.ID.pattern}$", "$comment": f"an id in {type_.section}"}


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
