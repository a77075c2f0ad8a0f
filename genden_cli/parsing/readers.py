"""How a value of the file is read: one small class for each type of `field_types`, made from `schema` by `reader`.

A reader turns a `Node` into the value that the model holds. It never raises: it records each problem in the
`LoadContext` and returns what it can, since values are discarded once a problem was recorded.
"""

from __future__ import annotations

from functools import cache, lru_cache, singledispatch
from sys import intern
from typing import TYPE_CHECKING, Any, Final

from genden_cli import field_types
from genden_cli.named_tuple import NamedTuple
from genden_cli.parsing.context import NearWord, correction, did_you_mean, word_remedy
from genden_cli.parsing.date_readers import JULIAN, DateReader
from genden_cli.parsing.list_readers import ListReader, MapReader
from genden_cli.parsing.node import PartialMap
from genden_cli.parsing.problems import EMPTY_VALUE, EXPECTED_KEYS, quoted
from genden_cli.parsing.text_readers import (
    Coordinates,
    Id,
    Key,
    Language,
    Line,
    Path,
    Prose,
    Quote,
    Reader,
    Sha256,
    Url,
    is_kind,
)
from genden_cli.parsing.usual_words import USUAL_WORDS, perhaps_place, place_written
from genden_cli.words import Calendar

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from genden_cli.parsing.context import LoadContext
    from genden_cli.parsing.node import Node


class WordReader(NamedTuple):
    """One of a closed list of words: a member of an enum, or a text where the list is not ours."""

    words: Mapping[str, str]
    what: str

    def read(self, node: Node, reading: LoadContext) -> str:
        """Return the word."""
        if node.value.__class__ is str and node.value in self.words:
            return self.words[node.value]
        text = Line.read(node, reading)
        if text and text not in self.words:
            usual = text.upper() if text.upper() in self.words else USUAL_WORDS.get(self.what, {}).get(text.lower())
            near = self._same(text) or (None if usual else reading.near(text, self.words))  # "para" is not near "part"
            remedy = word_remedy(near, text, usual, self.words)
            fix = correction(node.span, near)
            reading.complain(node.span, "E016", f"unknown {self.what} {quoted(text)}", remedy, fix=fix)
        return self.words.get(text, text)

    def _same(self, text: str) -> NearWord | None:
        """Return the word that differs only in capitals, or None."""
        same = next((word for word in self.words if word.lower() == text.lower()), None)
        return NearWord(same, certain=True) if same else None


class RefReader(NamedTuple):
    """A reference: the id of a record in ``section``."""

    section: str

    def read(self, node: Node, reading: LoadContext) -> str:
        """Return the id, one text for all places. References to later records are resolved at the end."""
        if node.value.__class__ is str and (known := reading.resolved[self.section].get(node.value)):
            return known
        text = intern(Line.read(node, reading))
        reading.named.setdefault(self.section, set()).add(text)
        if text in reading.ids.get(self.section, ()):
            reading.resolved[self.section][text] = text
        elif text:
            reading.pending.setdefault((self.section, text), []).append(node.span)
        return text


class CopyReader:
    """The kept copy of a source: a map whose keys have values of different kinds."""

    __slots__ = ("_key", "_pair", "_parts")

    def __init__(self, type_: field_types.CopyType) -> None:
        self._key = reader(type_.key)
        self._parts = {key: reader(each) for key, each in type_.parts.items()}
        self._pair = type_.pair

    def read(self, node: Node, reading: LoadContext) -> tuple[Any, ...]:
        """Return the facts about the copy, in the order of the schema."""
        if not is_kind(node, dict, reading, EXPECTED_KEYS, "write {file: copies/name.txt}"):
            return ()
        for name, child in node.value.items():
            if name not in self._parts:
                self._key.read(child.key_node(name), reading)
        if "file" not in node.value:
            reading.complain(node.key_span, "E011", "missing key 'file' in a copy", "add 'file: copies/name.txt'")
        given = ((key, each, node.value[key]) for key, each in self._parts.items() if key in node.value)
        return tuple(self._pair(key, each.read(child, reading)) for key, each, child in given)


class RecordReader:
    """A map with known keys, read into a record of the model."""

    __slots__ = ("_example", "_has_file", "_reads", "form", "keys", "make", "required", "what")

    def __init__(self, form: field_types.RecordType) -> None:
        self.form = form
        self.make = form.make
        self.what = form.what
        self.keys = form.keys
        self._reads = {each.key: (each.attribute, reader(each.type).read) for each in form.fields}
        self._has_file = "file" in form.make._fields
        self.required = {each.key: each for each in form.fields if each.required}.keys()
        self._example = ", ".join(f"{key}: …" for key in self.required)

    def read(self, node: Node, reading: LoadContext, **own: str) -> Any:
        """Return the record, or None if it has errors; ``own`` are fields outside the map, such as the id."""
        if self.form.brief and isinstance(node.value, str):
            return self._brief(node, reading)
        if node.value.__class__ is not dict and not self._is_map(node, reading):
            return None
        before = len(reading.problems)
        values: dict[str, Any] = {"node": node if reading.keep_values else node.bare(), "line": node.line, **own}
        if self._has_file:
            values["file"] = _file_name(node.file)
        meant: set[str | None] = set()
        reads = self._reads
        if self.form.calendar and self.form.calendar.key in node.value:
            reads = reads | self._julian_reads(self.form.calendar, node.value[self.form.calendar.key], reading)
        for key, child in node.value.items():
            if found := reads.get(key):
                attribute, read = found
                values[attribute] = read(child, reading)
            elif key not in self.keys:
                meant.add(self._unknown(key, child, node.value, reading))
        if not self.required <= node.value.keys() and not isinstance(node.value, PartialMap):
            self._report_missing(self.required - node.value.keys() - meant, node, reading)
        faulty = len(reading.problems) > before or isinstance(node.value, PartialMap)
        return None if faulty else self.make._make(values)

    def _is_map(self, node: Node, reading: LoadContext) -> bool:
        return is_kind(node, dict, reading, f"{self.what} needs keys and values", f"write {{{self._example}}}")

    def _report_missing(self, missing: Collection[str], node: Node, reading: LoadContext) -> None:
        for key, each in self.keys.items():
            if key in missing:
                message = f"missing key '{key}' in {self.what}"
                reading.complain(node.key_span, "E011", message, f"add '{key}: …' ({each.about})")

    def _brief(self, node: Node, reading: LoadContext) -> Any:
        """Return a record that a text alone stands for."""
        before = len(reading.problems)
        field = self.keys[self.form.title]
        values = {field.attribute: self._reads[field.key][1](node, reading)}
        kept = node if reading.keep_values else node.bare()
        return None if len(reading.problems) > before else self.make(**values, node=kept, line=node.line)

    def _julian_reads(self, calendar: field_types.Field, node: Node, reading: LoadContext) -> dict[str, Any]:
        """Return how to read the dates that are in the Julian calendar: all, or those that a map names."""
        word, dates = reader(calendar.type), {each.key: each.attribute for each in self.form.dates()}
        if not isinstance(node.value, dict):
            given = dict.fromkeys(dates, word.read(node, reading))
        else:
            given = {key: word.read(child, reading) for key, child in node.value.items() if key in dates}
            for key in node.value.keys() - dates.keys():
                remedy = f"use {' or '.join(dates)}"
                reading.complain(node.value[key].key_span, "E010", f"no date {quoted(key)} in {self.what}", remedy)
        return {key: (dates[key], JULIAN.read) for key, each in given.items() if each == Calendar.JULIAN}

    def _unknown(self, key: str, child: Node, present: Collection[str], reading: LoadContext) -> str | None:
        """Report an unknown key; return the known key nearest to it, or None."""
        near = reading.near(key, self.keys)
        remedy = did_you_mean(near, f"use one of {', '.join(self.keys)}")
        fix = correction(child.key_span, near) if near and near.word not in present else None
        reading.complain(child.key_span, "E010", f"unknown key {quoted(key)} in {self.what}", remedy, fix=fix)
        if fix and near and near.word in self._reads:
            self._reads[near.word][1](child, reading)
        return near.word if near else None


class NamesReader:
    """The names of people or groups: a text, or a list of texts and of maps with the parts of a name."""

    __slots__ = ("_item",)

    def __init__(self, form: field_types.RecordType) -> None:
        self._item = record_reader(form)

    def read(self, node: Node, reading: LoadContext) -> Any:
        """Return the text, or the names of the list."""
        if isinstance(node.value, str):
            return Line.read(node, reading)
        if not is_kind(node, list, reading, "expected a text or a list of names", _NAMES):
            return ""
        if not node.value:
            reading.complain(node.span, "E013", EMPTY_VALUE, "fill it in, or remove the key")
        return tuple(self._name(child, reading) for child in node.value)

    def _name(self, node: Node, reading: LoadContext) -> Any:
        """Return a name, or None if it has errors."""
        if isinstance(node.value, list):
            reading.complain(node.span, "E012", "expected a name, found a list", _NAMES)
            return None
        name = self._item.read(node, reading)
        given = node.value.keys() if isinstance(node.value, dict) else {"literal"}
        if name and not given & {"literal", "family"}:
            reading.complain(node.span, "E011", "missing key 'family' in a name", _FAMILY)
        elif name and "literal" in given and len(given) > 1:
            place = node.value["literal"].key_span
            reading.complain(place, "E012", "a name has 'literal' or parts, not both", _LITERAL)
        return name


_NAMES: Final = "write [{family: …, given: …}], with braces around each name"
_FAMILY: Final = "add 'family: …', or write the whole name as 'literal: …'"
_LITERAL: Final = "remove 'literal', or write only 'literal' with the whole name"

_FORMS: Final[Mapping[str, Reader]] = {
    "quote": Quote,
    "url": Url,
    "language": Language,
    "key": Key,
    "id": Id,
    "path": Path,
    "sha256": Sha256,
    "coordinates": Coordinates,
}


@lru_cache(64)
def _file_name(path: str) -> str:
    """Return the name of a file without its folder, as text that an index can hold."""
    return path.rpartition("/")[2].encode("utf-8", "surrogateescape").decode("utf-8", "replace")


@singledispatch
def reader(type_: field_types.FieldType) -> Reader:
    """Return the reader of a type of value."""
    raise TypeError(type_)  # pragma: no cover -- each type has a reader of its own


@reader.register
def _(type_: field_types.TextType) -> Reader:
    return Prose if type_.prose else Line


@reader.register
def _(type_: field_types.FormType) -> Reader:
    return _FORMS[type_.name]


@reader.register
def _(type_: field_types.WordType) -> Reader:
    return WordReader(type_.words, type_.what)


@reader.register
def _(type_: field_types.DateType) -> Reader:
    return DateReader(type_.bare)


@reader.register
def _(type_: field_types.RefType) -> Reader:
    return RefReader(str(type_.section))


@reader.register
def _(type_: field_types.ListType) -> Reader:
    item = type_.item
    is_word = isinstance(item, (field_types.RefType, field_types.FormType))
    required = [each.key for each in item.fields if each.required] if isinstance(item, field_types.RecordType) else []
    whole = isinstance(item, field_types.RecordType) and not item.brief
    title = required[0] if whole and len(required) == 1 else ""
    return ListReader(
        reader(item), type_.once, split=is_word, title=title, or_one=type_.or_one, proposes=not whole or bool(title)
    )


@reader.register
def _(type_: field_types.MapType) -> Reader:
    keys = next(iter(type_.key.words)) if isinstance(type_.key, field_types.WordType) else "key"
    value = "[…]" if isinstance(type_.value, field_types.ListType) else "…"
    return MapReader(reader(type_.key), reader(type_.value), type_.pair, f"{{{keys}: {value}}}")


@reader.register
def _(type_: field_types.PlaceType) -> Reader:
    example = "{page: …}, {folio: …}, {timestamp: …} or another locator"
    return MapReader(reader(type_.key), reader(type_.value), type_.pair, example, place_written, _perhaps_written)


def _perhaps_written(text: str) -> str | None:
    return place_written(perhaps_place(text) or "")


@reader.register
def _(type_: field_types.CopyType) -> Reader:
    return CopyReader(type_)


@reader.register
def _(type_: field_types.RecordType) -> Reader:
    return record_reader(type_)


@reader.register
def _(type_: field_types.NamesType) -> Reader:
    return NamesReader(type_.item)


@cache
def record_reader(form: field_types.RecordType) -> RecordReader:
    """Return the reader of a record."""
    return RecordReader(form)
