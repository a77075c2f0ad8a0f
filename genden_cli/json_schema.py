"""The format of a fact base as JSON Schema (draft-07), for editors: made from the tables that the loader reads by.

Every scalar of a fact base is text, but an editor reads ``1935`` as a number and ``no`` as a boolean; so wherever text
may stand, the schema lets them stand too. What only the whole file can show (references, circles) and the calendar
are beyond it: ``genden check`` knows them.
"""

from __future__ import annotations

from functools import singledispatch
from typing import Any, Final

from genden_cli import schema
from genden_cli.parsing import readers

Schema = dict[str, Any]

_SCALARS: Final = ["string", "number", "boolean"]
_LINE: Final = r"^\s*\S[^\n]*\s*$"
_FORMS: Final[dict[Any, str]] = {
    readers.Id: r"^[a-z0-9][a-z0-9-]{0,63}$",
    readers.Key: r"^[a-z][a-z0-9_-]{0,31}$",
    readers.Quote: rf"^\s*(\S+[^\S\n]+){{0,{readers.QUOTE_WORDS - 1}}}\S+\s*$",
    readers.Url: r'^https?://[^\s<>"{}|\\^`]+$',
    readers.Language: (
        r"^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
        r"(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[xX](-[A-Za-z0-9]{1,8})+)?$"
    ),
}
_EDTF: Final = r"^[\[{]?[0-9XYESTZ?~%.,:/+-]+[\]}]?$"


def json_schema() -> Schema:
    """Return the JSON Schema of a fact base."""
    sections = {
        name: {
            "type": "object",
            "description": _SECTIONS[name],
            "propertyNames": {"pattern": _FORMS[readers.Id]},
            "additionalProperties": {"$ref": f"#/definitions/{name}"},
        }
        for name in schema.SECTIONS
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A genden fact base",
        "description": "Claims with signed, located, graded evidence.",
        "type": "object",
        "required": ["base"],
        "additionalProperties": False,
        "properties": {"base": _of(schema.BASE), **sections},
        "definitions": {name: _of(record) for name, record in schema.SECTIONS.items()},
    }


_SECTIONS: Final = {
    "sources": "works, documents and web pages, each under its id",
    "people": "the people in the story, each under an id",
    "events": "events with a date, each under its id",
    "claims": "checkable sentences with evidence and verdict, each under its id",
}


@singledispatch
def _of(reader: object) -> Schema:
    """Return the schema of what a reader accepts."""
    return {"type": _SCALARS, "pattern": _FORMS[reader]}


@_of.register
def _(reader: readers.TextReader) -> Schema:
    return {"type": _SCALARS, "pattern": r"\S" if reader.lines else _LINE}


@_of.register
def _(reader: readers.WordReader) -> Schema:
    words = list(reader.words)
    return {"enum": [*words, *(int(word) for word in words if word.isdigit())]}


@_of.register
def _(_reader: readers.DateReader) -> Schema:
    return {"type": _SCALARS, "pattern": _EDTF}


@_of.register
def _(reader: readers.RefReader) -> Schema:
    return {"type": _SCALARS, "pattern": _FORMS[readers.Id], "$comment": f"an id in {reader.section}"}


@_of.register
def _(reader: readers.ListReader) -> Schema:
    return {"type": "array", "items": _of(reader.item), "uniqueItems": reader.once}


@_of.register
def _(reader: readers.MapReader) -> Schema:
    keys = _of(reader.key)
    keys.pop("type", None)
    return {"type": "object", "propertyNames": keys, "additionalProperties": _of(reader.value)}


@_of.register
def _(reader: readers.RecordReader) -> Schema:
    return {
        "type": "object",
        "required": [field.key for field in reader.fields if field.required],
        "additionalProperties": False,
        "properties": {field.key: {"description": field.about, **_of(field.reader)} for field in reader.fields},
    }
