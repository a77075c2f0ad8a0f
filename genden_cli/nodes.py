"""YAML as a tree of texts that know where they stand: the only module that knows YAML.

Read from libyaml's events, never through ``yaml.load`` or ``yaml.compose``, which recurse in C without limit, merge
duplicate keys in silence and turn ``no``, ``0044`` and dates into other types. Here every scalar is text; one document
of UTF-8, no tags, anchors, aliases or merge keys, keys once each, at most `DEPTH` levels.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any, Final, Never

import yaml

from genden_cli.errors import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser, or the pure one where PyYAML was built without it."""

DEPTH: Final = 64
"""How deep a fact base may nest; ours need nine levels."""

_CHUNK = 1 << 20
# In UTF-8: C0 but tab, LF and CR before LF; DEL; C1; the line ends of Unicode, which an editor does not show as such;
# a byte order mark that is not the first thing in the file.
_FORBIDDEN = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]|(?<!\A)\xef\xbb\xbf"
)


class Node:
    """A value of the file: text, a list, or a map by key; with its place, and its key's where it has one."""

    __slots__ = ("end", "key", "key_end", "start", "value")

    def __init__(self, value: Any, start: Any, end: Any) -> None:
        self.value: Any = value  # str | list[Node] | dict[str, Node]
        self.start = start
        self.end = end
        self.key: Any = None
        self.key_end: Any = None

    @property
    def line(self) -> int:
        """The line that a reader looks for: the key's where there is one."""
        return int((self.key or self.start).line) + 1

    @property
    def span(self) -> Span:
        """Where the value stands."""
        return _span(self.start, self.end)

    @property
    def key_span(self) -> Span:
        """Where the key stands, or the value where there is no key."""
        return _span(self.key, self.key_end) if self.key else self.span

    def key_node(self, name: str) -> Node:
        """Return the key, whose text is ``name``, as a node of its own."""
        return Node(name, self.key, self.key_end)

    def part(self, start: int, end: int) -> Span:
        """Where characters ``start`` to ``end`` of a text stand, as far as its quoting lets us say."""
        whole = self.span
        spare = whole.end_column - whole.column - len(self.value)
        if whole.end_line != whole.line or spare not in (0, 2):
            return whole
        first = whole.column + spare // 2
        return Span(whole.line, first + start, whole.line, first + max(end, start + 1))


def entries(data: bytes, split: frozenset[str], problems: list[Problem]) -> Iterator[tuple[str, str | None, Node]]:
    """Yield each top-level section as ``(section, None, value)``, those in ``split`` entry by entry with their keys.

    Mistakes of form are added to ``problems``; a mistake of syntax ends the reading.
    """
    if (problem := _forbidden(data)) is not None:
        problems.append(problem)
        return
    builder = _Builder(data, problems)
    try:
        yield from builder.sections(split)
    except _Refused:
        pass
    except yaml.YAMLError as error:
        problems.append(_syntax_problem(error))
    finally:
        builder.parser.dispose()


class _Refused(Exception):
    """What was read so far is reported; the rest cannot be read."""


class _Builder:
    """Events in, nodes out."""

    def __init__(self, data: bytes, problems: list[Problem]) -> None:
        self.parser = Loader(data)
        self.problems = problems

    def sections(self, split: frozenset[str]) -> Iterator[tuple[str, str | None, Node]]:
        self._root()
        seen: dict[str, Node] = {}
        for section, key in self._keys(seen):
            value = self.parser.get_event()
            if section in split and value.__class__ is yaml.MappingStartEvent:
                self._refuse_extras(value)
                yield from self._entries(section)
                seen[section] = Node("", value.start_mark, value.end_mark)
            else:
                seen[section] = self._node(value, 2)
                yield section, None, _keyed(seen[section], key)
            _keyed(seen[section], key)
        self._end()

    def _entries(self, section: str) -> Iterator[tuple[str, str | None, Node]]:
        within: dict[str, Node] = {}
        for name, key in self._keys(within):
            within[name] = node = _keyed(self._node(self.parser.get_event(), 3), key)
            yield section, name, node
            node.value = ""  # from here on only its place is needed

    def _root(self) -> None:
        self.parser.get_event()  # the start of the stream
        event = self.parser.get_event()
        if event.__class__ is yaml.StreamEndEvent:
            self._refuse(event, "E008", "the file is empty", "a fact base has at least 'base:'")
        event = self.parser.get_event()
        if event.__class__ is not yaml.MappingStartEvent:
            message = "a fact base is a map with the keys base, sources, people, events, claims"
            self._refuse(event, "E008", message)
        self._refuse_extras(event)

    def _end(self) -> None:
        self.parser.get_event()  # the end of the document
        event = self.parser.get_event()
        if event.__class__ is not yaml.StreamEndEvent:
            self._refuse(event, "E004", "a second document", "keep one document in a file")

    def _node(self, event: Any, depth: int) -> Node:
        kind = event.__class__
        if kind is yaml.AliasEvent or event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        if kind is yaml.ScalarEvent:
            return Node(event.value, event.start_mark, event.end_mark)
        if depth > DEPTH:
            self._refuse(event, "E005", f"nested more than {DEPTH} levels deep", "flatten it")
        if kind is yaml.MappingStartEvent:
            return self._map(event, depth)
        items: list[Node] = []
        while (item := self.parser.get_event()).__class__ is not yaml.SequenceEndEvent:
            items.append(self._node(item, depth + 1))
        return Node(items, event.start_mark, item.end_mark)

    def _map(self, event: Any, depth: int) -> Node:
        values: dict[str, Node] = {}
        end = event.end_mark
        for name, key in self._keys(values):
            values[name] = _keyed(self._node(self.parser.get_event(), depth + 1), key)
            end = values[name].end
        return Node(values, event.start_mark, end)

    def _keys(self, seen: dict[str, Node]) -> Iterator[tuple[str, Any]]:
        """Yield each key of the map just begun; one already ``seen`` is reported, its value dropped."""
        while (key := self.parser.get_event()).__class__ is not yaml.MappingEndEvent:
            if key.__class__ is not yaml.ScalarEvent:
                remedy = "put quotes around braces and brackets that belong to a text"
                self._refuse(key, "E007", "a key must be a text", remedy)
            self._refuse_extras(key)
            if key.value not in seen:
                yield key.value, key
                continue
            remedy = f"the first stands on line {seen[key.value].line}"
            self._complain(key, "E006", f"the key {key.value!r} stands here a second time", remedy)
            self._node(self.parser.get_event(), DEPTH // 2)

    def _refuse_extras(self, event: Any) -> None:
        if event.__class__ is yaml.AliasEvent:
            self._refuse(event, "E004", "an alias (*)", "write the value out, or put it in quotes")
        if event.anchor is not None:
            self._refuse(event, "E004", "an anchor (&)", "remove it, or put the value in quotes")
        if event.tag is not None:
            self._refuse(event, "E004", "a tag (!)", "remove it, or put the value in quotes")
        if event.__class__ is yaml.ScalarEvent and event.value == "<<" and event.implicit[0]:
            self._refuse(event, "E004", "a merge key (<<)", "write the values out")

    def _complain(self, event: Any, code: str, message: str, remedy: str) -> None:
        span = _span(event.start_mark, event.end_mark)
        self.problems.append(Problem(span, code, message, remedy))

    def _refuse(self, event: Any, code: str, message: str, remedy: str = "") -> Never:
        self._complain(event, code, message, remedy)
        raise _Refused


def _keyed(node: Node, key: Any) -> Node:
    node.key, node.key_end = key.start_mark, key.end_mark
    return node


def _span(start: Any, end: Any) -> Span:
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _forbidden(data: bytes) -> Problem | None:
    """Return the first place that keeps the file from being read as UTF-8 text, if there is one."""
    undecodable = _undecodable(data)
    found = _FORBIDDEN.search(data, 0, len(data) if undecodable is None else undecodable)
    if found:
        character = found[0].decode("utf-8")
        remedy = "end lines with LF or CR LF" if character == "\r" else "remove it"
        message = f"control character U+{ord(character):04X}"
        return Problem(_place(data, found.start()), "E002", message, remedy)
    if undecodable is not None:
        message = f"byte 0x{data[undecodable]:02X} is not UTF-8"
        return Problem(_place(data, undecodable), "E001", message, "save the file as UTF-8")
    return None


def _undecodable(data: bytes) -> int | None:
    """Return where ``data`` stops being UTF-8, without ever holding it decoded as a whole."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(data), _CHUNK):
        pending = len(decoder.getstate()[0])
        try:
            decoder.decode(data[start : start + _CHUNK], final=start + _CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return start - pending + error.start
    return None


def _place(data: bytes, offset: int) -> Span:
    line = data.count(b"\n", 0, offset) + 1
    before = data[data.rfind(b"\n", 0, offset) + 1 : offset].removeprefix(codecs.BOM_UTF8)
    column = len(before.decode("utf-8", "replace")) + 1
    return Span(line, column, line, column + 1)


def _syntax_problem(error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or error)
    message, remedy = next((ours for theirs, ours in _SYNTAX.items() if theirs in said), (f"not YAML: {said}", ""))
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem(Span(line, column, line, column + 1), "E003", message, remedy)


_SYNTAX: Final = {
    "mapping values are not allowed": (
        "a colon inside a text",
        "put the text in quotes, or indent this key like its neighbours",
    ),
    "could not find expected ':'": ("a key without a colon", "write 'key: value'"),
    "did not find expected key": (
        "this line does not fit the map above it",
        "check its indentation, and the quotes before it",
    ),
    "did not find expected '-' indicator": (
        "this line does not fit the list above it",
        "indent it like the other items",
    ),
    "did not find expected ',' or ']'": ("a list is not closed", "write ']' or quote the text"),
    "did not find expected ',' or '}'": ("a map is not closed", "write '}' or quote the text"),
    "found unexpected end of stream": ("a quote or bracket is never closed", "close it"),
    "found character that cannot start any token": (
        "a tab or a reserved character starts this value",
        "indent with spaces; put values that start with @, ` or % in quotes",
    ),
    "found unknown escape character": (
        "an unknown escape in double quotes",
        "double the backslash, or use single quotes",
    ),
    "block sequence entries are not allowed": (
        "a list item cannot start here",
        "put it on a line of its own, below its key",
    ),
    "found a tab character": ("a tab in the indentation", "indent with spaces"),
}
