"""How a value of the file is read: one small class a kind of value, put together into records by `schema`.

A reader turns a `Node` into the value that the model holds, or adds what is wrong to the `Reading` and returns what
it can: while there are mistakes, nobody sees the values.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from genden_cli import dates
from genden_cli.errors import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from genden_cli.nodes import Node

ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
QUOTE_WORDS: Final = 12
_LONGEST = 1 << 20
# RFC 5646, well-formed: language, script, region, variants, private use; no grandfathered tags.
_LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(-x(-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Reference(NamedTuple):
    """A use of an id whose record had not been read yet."""

    section: str
    id: str
    span: Span


@dataclass(slots=True)
class Reading:
    """What is known while a file is read: mistakes, the ids of each section, and what is still to be resolved."""

    problems: list[Problem] = field(default_factory=list)
    ids: dict[str, dict[str, Span]] = field(default_factory=dict)
    pending: list[Reference] = field(default_factory=list)

    def complain(self, span: Span, code: str, message: str, remedy: str = "") -> None:
        """Record a mistake."""
        self.problems.append(Problem(span, code, message, remedy))


class Reader(Protocol):
    """Anything that can read a node."""

    def read(self, node: Node, reading: Reading) -> Any:
        """Return the node's value; what is wrong goes to ``reading``."""


def nearest(word: str, words: Iterable[str]) -> str:
    """Return ``did you mean 'x'?`` for the nearest of ``words``, or nothing where none is near."""
    known = list(words)
    near = get_close_matches(word[:100], known, 1, 0.6) if len(known) <= 20_000 else []  # noqa: PLR2004
    return f"did you mean '{near[0]}'?" if near else ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text; ``lines`` says that it may have several."""

    lines: bool = False

    def read(self, node: Node, reading: Reading) -> str:
        """Return the text without the spaces around it."""
        if not isinstance(node.value, str):
            shape = "a list" if isinstance(node.value, list) else "a map"
            reading.complain(node.span, "E012", f"a text belongs here, not {shape}", "quote it")
            return ""
        text = node.value.strip()
        if not text:
            reading.complain(node.span, "E013", "an empty value", "fill it in, or remove the key")
        elif len(text) > _LONGEST:
            reading.complain(node.span, "E023", "a text of more than a million characters")
        elif not text.isprintable():
            self._check_characters(text, node, reading)
        return text

    def _check_characters(self, text: str, node: Node, reading: Reading) -> None:
        if found := _CONTROLS.search(text):
            message = f"control character U+{ord(found[0]):04X}"
            reading.complain(node.span, "E002", message, "remove it")
        elif "\n" in text and not self.lines:
            reading.complain(node.span, "E023", "a line break where one line belongs", "write '>-'")


@dataclass(frozen=True, slots=True)
class Matching:
    """A line of text that must have a form."""

    accepts: Callable[[str], object]
    code: str
    message: str
    remedy: str

    def read(self, node: Node, reading: Reading) -> str:
        """Return the text."""
        text = Text().read(node, reading)
        if text and not self.accepts(text):
            message = self.message.format(text=text, words=len(text.split()))
            reading.complain(node.span, self.code, message, self.remedy)
        return text


@dataclass(frozen=True, slots=True)
class Word:
    """One of a closed list of words."""

    words: Mapping[str, object]
    what: str

    def read(self, node: Node, reading: Reading) -> str:
        """Return the word."""
        text = Text().read(node, reading)
        if text and text not in self.words:
            remedy = nearest(text, self.words) or f"one of {', '.join(self.words)}"
            reading.complain(node.span, "E016", f"no {self.what} '{text}'", remedy)
        return text


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date."""

    def read(self, node: Node, reading: Reading) -> dates.Date | None:
        """Return the date."""
        if isinstance(node.value, list | dict):
            example = "[..]" if isinstance(node.value, list) else "{..}"
            remedy = f'put quotes around it: "{example}"'
            reading.complain(node.span, "E017", f"a date with {example} needs quotes", remedy)
            return None
        text = Text().read(node, reading)
        try:
            return dates.parse(text) if text else None
        except dates.DateError as error:
            remedy = f"write {error.proposal}" if error.proposal else ""
            reading.complain(node.part(error.start, error.end), "E017", error.fault, remedy)
            return None


@dataclass(frozen=True, slots=True)
class Ref:
    """The id of a record in a section."""

    section: str

    def read(self, node: Node, reading: Reading) -> str:
        """Return the id; one not met yet is left to be resolved at the end."""
        text = Text().read(node, reading)
        if text and text not in reading.ids.get(self.section, ()):
            reading.pending.append(Reference(self.section, text, node.span))
        return text


@dataclass(frozen=True, slots=True)
class Many:
    """A list; each item once."""

    item: Reader
    once: bool = True

    def read(self, node: Node, reading: Reading) -> tuple[Any, ...]:
        """Return the items."""
        if not isinstance(node.value, list):
            remedy = "write '- ' before each item, or [a, b]"
            reading.complain(node.span, "E012", "a list belongs here", remedy)
            return ()
        items = []
        for child in node.value:
            item = self.item.read(child, reading)
            if self.once and item is not None and item in items:
                reading.complain(child.span, "E024", f"'{item}' stands in this list twice")
            items.append(item)
        return tuple(items)


@dataclass(frozen=True, slots=True)
class Pairs:
    """A map from keys of one kind to values of one kind."""

    key: Reader
    value: Reader

    def read(self, node: Node, reading: Reading) -> dict[str, Any]:
        """Return the map, in the order of the file."""
        if not isinstance(node.value, dict):
            reading.complain(node.span, "E012", "a map belongs here", "write {key: value}")
            return {}
        pairs = {}
        for name, child in node.value.items():
            self.key.read(child.key_node(name), reading)
            pairs[name] = self.value.read(child, reading)
        return pairs


class Field(NamedTuple):
    """One key of a record: how its value is read, and what it means, in a line."""

    key: str
    reader: Reader
    about: str
    required: bool = False


class RecordOf:
    """A map with known keys, made into a record of the model."""

    __slots__ = ("_attributes", "_fields", "fields", "make", "what")

    def __init__(self, make: Callable[..., Any], what: str, *fields: Field) -> None:
        self.make = make
        self.what = what
        self.fields = fields
        self._fields = {each.key: each for each in fields}
        reserved = {"from": "from_", "as": "as_"}
        self._attributes = {each.key: reserved.get(each.key, each.key) for each in fields}

    def read(self, node: Node, reading: Reading, **own: str) -> Any:
        """Return the record; ``own`` are fields that do not stand in the map, such as the id."""
        if not isinstance(node.value, dict):
            reading.complain(node.span, "E012", f"{self.what} is a map of keys and values")
            return None
        values: dict[str, Any] = {}
        for key, child in node.value.items():
            if known := self._fields.get(key):
                values[self._attributes[key]] = known.reader.read(child, reading)
            else:
                remedy = nearest(key, self._fields) or f"known keys: {', '.join(self._fields)}"
                reading.complain(child.key_span, "E010", f"{self.what} has no key '{key}'", remedy)
        for each in self.fields:
            if each.required and each.key not in node.value:
                message = f"{self.what} without '{each.key}'"
                reading.complain(node.key_span, "E011", message, f"add '{each.key}: …', {each.about}")
        return None if reading.problems else self.make(node=node, **own, **values)


Line: Final = Text()
Prose: Final = Text(lines=True)
Quote: Final = Matching(
    lambda text: len(text.split()) <= QUOTE_WORDS,
    "E018",
    "a quote of {words} words",
    f"quote at most {QUOTE_WORDS} words, and say the rest in a note",
)
Url: Final = Matching(_URL.fullmatch, "E019", "'{text}' is not a web address", "write https://… with %20 for a space")
Language: Final = Matching(
    _LANGUAGE.fullmatch,
    "E020",
    "'{text}' is not a language tag",
    "BCP 47, such as en, mn-Cyrl or zh-Hant",
)
Key: Final = Matching(
    re.compile(r"[a-z][a-z0-9_-]{0,31}").fullmatch,
    "E015",
    "'{text}' cannot be a key here",
    "small letters, digits, - and _",
)
Id: Final = Matching(
    ID.fullmatch,
    "E015",
    "'{text}' is not an id",
    "small letters a-z, digits and '-', at most 64, not starting with '-'",
)
