"""How a value of the file is read: one small class for each type of `field_types`, made from `schema` by `reader`.

A reader turns a `Node` into the value that the model holds. It never raises: it records each problem in the
`LoadContext` and returns what it can, since values are discarded once a problem was recorded.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, lru_cache, singledispatch
from typing import TYPE_CHECKING, Any, Final, Protocol

from genden_cli import field_types, schema
from genden_cli.dates import edtf as dates
from genden_cli.model import When
from genden_cli.parsing.characters import unfit
from genden_cli.parsing.problems import complain, quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from genden_cli.errors import Problem, Span
    from genden_cli.parsing.nodes import Node

_LONGEST = 1 << 20
_LOOKS: Final = 100_000
_LONGEST_MENDED: Final = 200


@dataclass(slots=True)
class LoadContext:
    """State of one load: the problems, and the ids that each section defines or that references name."""

    problems: list[Problem] = field(default_factory=list)
    ids: dict[str, dict[str, Span]] = field(default_factory=dict)
    named: dict[str, set[str]] = field(default_factory=dict)
    pending: dict[tuple[str, str], list[Span]] = field(default_factory=dict)
    """Positions of references to ids that were not defined yet."""
    looks: int = _LOOKS
    """Remaining budget of comparisons for `near`. In a large base, later errors get no suggestion."""

    def complain(self, span: Span, code: str, message: str, remedy: str) -> None:
        """Record a problem."""
        complain(self.problems, span, code, message, remedy)

    def near(self, word: str, words: Collection[str]) -> str | None:
        """Return the nearest of ``words``, or None if none is near."""
        self.looks -= len(words)
        found = get_close_matches(word[:100], words, 1, 0.6) if self.looks >= 0 else []
        return found[0] if found else None


class Reader(Protocol):
    """Reads the value of a node."""

    def read(self, node: Node, reading: LoadContext) -> Any:
        """Return the value of the node; problems go to ``reading``."""


def did_you_mean(near: str | None, otherwise: str) -> str:
    """Return the remedy for an unknown word: the suggestion ``near``, or else ``otherwise``."""
    return f"did you mean '{near}'?" if near else otherwise


def _is(node: Node, kind: type, reading: LoadContext, message: str, remedy: str) -> bool:
    """Return whether a node is of ``kind``; report it if not, unless the node already has a problem."""
    if isinstance(node.value, kind):
        return True
    if node.value is not None:
        reading.complain(node.span, "E012", message, remedy)
    return False


@dataclass(frozen=True, slots=True)
class TextReader:
    """A text; ``lines`` allows more than one line."""

    lines: bool = False

    def read(self, node: Node, reading: LoadContext) -> str:
        """Return the text, stripped."""
        value = node.value
        if value.__class__ is str:
            text: str = value.strip()
            if text and len(text) <= _LONGEST and text.isprintable():
                return text
        return self._odd(node, reading)

    def _odd(self, node: Node, reading: LoadContext) -> str:
        """Return a text that failed the quick check, and report its problems."""
        shape = "a list" if isinstance(node.value, list) else "a map"
        if not _is(node, str, reading, f"expected text, found {shape}", "put it in quotes if it is text"):
            return ""
        text: str = node.value.strip()
        if not text:
            reading.complain(node.span, "E013", "empty value", "fill it in, or remove the key")
        elif len(text) > _LONGEST:
            reading.complain(node.span, "E023", "text longer than a million characters", "shorten it")
        else:
            self._check_characters(text, node, reading)
        return text

    def _check_characters(self, text: str, node: Node, reading: LoadContext) -> None:
        if said := unfit(text):
            reading.complain(node.span, "E002", *said)
        elif "\n" in text and not self.lines:
            remedy = "write it on one line, or start it with '>-' and leave no empty lines"
            reading.complain(node.span, "E023", "line break in a one-line value", remedy)


Line: Final = TextReader()
Prose: Final = TextReader(lines=True)


@dataclass(frozen=True, slots=True)
class PatternReader:
    """A line of text that must match a form."""

    accepts: Callable[[str], object]
    code: str
    message: str
    remedy: str
    mended: Callable[[str], str] = str

    def read(self, node: Node, reading: LoadContext) -> str:
        """Return the text."""
        text = Line.read(node, reading)
        if text and not self.accepts(text):
            message = self.message.format(text=quoted(text), words=len(text.split()))
            mended = self.mended(text) if len(text) <= _LONGEST_MENDED else text
            remedy = f"write {mended}" if self.accepts(mended) else self.remedy
            reading.complain(node.span, self.code, message, remedy)
        return text


@dataclass(frozen=True, slots=True)
class WordReader:
    """One of a closed list of words: a member of an enum, or a text where the list is not ours."""

    words: Mapping[str, str]
    what: str

    def read(self, node: Node, reading: LoadContext) -> str:
        """Return the word."""
        if node.value.__class__ is str and node.value in self.words:
            return self.words[node.value]
        text = Line.read(node, reading)
        if text and text not in self.words:
            remedy = did_you_mean(reading.near(text, self.words), f"use one of {', '.join(self.words)}")
            reading.complain(node.span, "E016", f"unknown {self.what} {quoted(text)}", remedy)
        return self.words.get(text, text)


@dataclass(frozen=True, slots=True)
class DateReader:
    """A date; ``bare`` dates stay text."""

    bare: bool = False

    def read(self, node: Node, reading: LoadContext) -> When | str | None:
        """Return the date."""
        if isinstance(node.value, list | dict):
            message = "a set of dates needs quotes"
            reading.complain(node.span, "E017", message, f'write "{_as_written(node.value)}"')
            return None
        text = Line.read(node, reading)
        try:
            date = _when(text) if text else None
        except dates.DateError as error:
            remedy = f"write {error.proposal}" if error.proposal else _DATES
            start = len(node.value) - len(node.value.lstrip())
            place = node.part(start + error.start, start + error.end)
            reading.complain(place, "E017", error.fault, remedy)
            return None
        return date.edtf if self.bare and date else date


@lru_cache(1024)
def _when(text: str) -> When:
    """Return a date; cached, since the same few days of review come thousands of times."""
    date = dates.parse(text)
    return When(date.text, date.words, date.earliest_iso, date.latest_iso)


_DATES = "use EDTF: 1850, 1850-12, 1850-12-30, 1850? (uncertain), 1850~ (about), 1850/1852, ../1850 or [1850,1852]"


def _as_written(value: list[Node] | dict[str, Node]) -> str:
    """Return the EDTF set that a YAML list or map stands for, or an example of a set."""
    is_map = isinstance(value, dict)
    members = list(value) if isinstance(value, dict) else [str(each.value) for each in value]
    brackets = "{%s}" if is_map else "[%s]"
    try:
        return str(dates.parse(brackets % ",".join(members)))
    except dates.DateError:
        return brackets % "1850,1852"


@dataclass(frozen=True, slots=True)
class RefReader:
    """A reference: the id of a record in ``section``."""

    section: str

    def read(self, node: Node, reading: LoadContext) -> str:
        """Return the id. References to later records are resolved at the end."""
        text = Line.read(node, reading)
        reading.named.setdefault(self.section, set()).add(text)
        if text and text not in reading.ids.get(self.section, ()):
            reading.pending.setdefault((self.section, text), []).append(node.span)
        return text


@dataclass(frozen=True, slots=True)
class ListReader:
    """A list; ``once`` forbids equal items."""

    item: Reader
    once: bool = True

    def read(self, node: Node, reading: LoadContext) -> tuple[Any, ...]:
        """Return the items."""
        if not _is(node, list, reading, "expected a list", "write '- ' before each item, or [a, b]"):
            return ()
        read = self.item.read
        items = [read(child, reading) for child in node.value]
        if self.once and len(items) > 1:
            self._check_once(items, node.value, reading)
        return tuple(items)

    def _check_once(self, items: list[Any], nodes: list[Node], reading: LoadContext) -> None:
        seen: set[str] = set()
        for item, node in zip(items, nodes, strict=True):
            known = repr(item)  # records cannot be hashed
            if item and known in seen:
                what = quoted(item) if isinstance(item, str) else "the same item"
                reading.complain(node.span, "E024", f"{what} is listed twice", "remove one")
            seen.add(known)


@dataclass(frozen=True, slots=True)
class MapReader:
    """A map in which all keys are of one kind and all values of one kind."""

    key: Reader
    value: Reader
    pair: Callable[[Any, Any], Any]

    def read(self, node: Node, reading: LoadContext) -> tuple[Any, ...]:
        """Return the pairs, in the order of the file."""
        if not _is(node, dict, reading, "expected a map", "write {key: value}"):
            return ()
        return tuple(
            self.pair(self.key.read(child.key_node(name), reading), self.value.read(child, reading))
            for name, child in node.value.items()
        )


class RecordReader:
    """A map with known keys, read into a record of the model."""

    __slots__ = ("_example", "_reads", "form", "keys", "make", "required", "what")

    def __init__(self, form: field_types.RecordType) -> None:
        self.form = form
        self.make = form.make
        self.what = form.what
        self.keys = form.keys
        self._reads = {each.key: (each.attribute, reader(each.type).read) for each in form.fields}
        self.required = {each.key: each for each in form.fields if each.required}
        self._example = ", ".join(f"{key}: …" for key in self.required)

    def read(self, node: Node, reading: LoadContext, **own: str) -> Any:
        """Return the record, or None if it has errors; ``own`` are fields outside the map, such as the id."""
        if not _is(node, dict, reading, f"{self.what} must be a map of keys and values", f"write {{{self._example}}}"):
            return None
        before = len(reading.problems)
        values: dict[str, Any] = {"node": node, "line": node.line, **own}
        meant: set[str | None] = set()
        reads = self._reads
        for key, child in node.value.items():
            if key in reads:
                attribute, read = reads[key]
                values[attribute] = read(child, reading)
            else:
                meant.add(self._unknown(key, child, reading))
        for key, each in self.required.items():
            if key not in node.value and key not in meant:
                message = f"missing key '{key}' in {self.what}"
                reading.complain(node.key_span, "E011", message, f"add '{key}: …' ({each.about})")
        return None if len(reading.problems) > before else self.make(**values)

    def _unknown(self, key: str, child: Node, reading: LoadContext) -> str | None:
        """Report an unknown key; return the known key nearest to it, or None."""
        near = reading.near(key, self.keys)
        remedy = did_you_mean(near, f"use one of {', '.join(self.keys)}")
        reading.complain(child.key_span, "E010", f"unknown key {quoted(key)} in {self.what}", remedy)
        return near


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def _address(text: str) -> str:
    bare = re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/\S*)?", text)
    return f"https://{text}" if bare else text.replace(" ", "%20")


Quote: Final = PatternReader(
    lambda text: len(text.split()) <= field_types.QUOTE_WORDS,
    "E018",
    "quote of {words} words is too long",
    f"quote at most {field_types.QUOTE_WORDS} words and put the rest in a note",
)
Url: Final = PatternReader(
    re.compile(schema.URL.pattern).fullmatch,
    "E019",
    "{text} is not a web address",
    "write https://… with %20 for each space",
    _address,
)
Language: Final = PatternReader(
    re.compile(schema.LANGUAGE.pattern).fullmatch,
    "E020",
    "{text} is not a language tag",
    "use a BCP 47 tag such as en, de-AT or zh-Hant",
    lambda text: text.replace("_", "-"),
)
Key: Final = PatternReader(
    re.compile(schema.KEY.pattern).fullmatch,
    "E015",
    "{text} is not a valid key",
    "use small letters, digits, - and _, at most 32, starting with a letter",
    _slug,
)
Id: Final = PatternReader(
    re.compile(schema.ID.pattern).fullmatch,
    "E015",
    "{text} is not a valid id",
    "use small letters a-z, digits and '-', at most 64, not starting with '-'",
    _slug,
)
_FORMS: Final[Mapping[str, Reader]] = {"quote": Quote, "url": Url, "language": Language, "key": Key, "id": Id}


@singledispatch
def reader(type_: field_types.FieldType) -> Reader:
    """Return the reader of a type of value."""
    raise TypeError(type_)


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
    return RefReader(type_.section)


@reader.register
def _(type_: field_types.ListType) -> Reader:
    return ListReader(reader(type_.item), type_.once)


@reader.register
def _(type_: field_types.MapType) -> Reader:
    return MapReader(reader(type_.key), reader(type_.value), type_.pair)


@reader.register
def _(type_: field_types.RecordType) -> Reader:
    return record_reader(type_)


@cache
def record_reader(form: field_types.RecordType) -> RecordReader:
    """Return the reader of a record."""
    return RecordReader(form)
