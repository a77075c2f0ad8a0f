"""YAML as a tree of texts that know where they stand: the only module that knows YAML.

Read from libyaml's events, never through ``yaml.load`` or ``yaml.compose``, which recurse in C without limit, merge
duplicate keys in silence and turn ``no``, ``0044`` and dates into other types. Here every scalar is text; one document
of UTF-8, no tags, anchors, aliases or merge keys, keys once each, at most `DEPTH` levels.

The pure parser, for a PyYAML without libyaml, speaks a slightly smaller language: no tab between a key and its value.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Never

import yaml

from genden_cli.errors import Span
from genden_cli.parsing.characters import unreadable
from genden_cli.parsing.problems import complain, quoted
from genden_cli.parsing.syntax import DEPTH, TOO_DEEP, runaway_quote, syntax_problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.errors import Problem

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser, or the pure one where PyYAML was built without it."""

UNREAD: Final = ""
"""The section that stands for a part of the file that could not be read; also the key of what spoils a map."""


class Node:
    """A value of the file: text, a list, or a map by key; with its place, and its key's where it has one.

    The value is None where it cannot be told, and why has been reported.
    """

    __slots__ = ("end", "key", "key_end", "start", "value")

    def __init__(self, value: Any, start: Any = None, end: Any = None, key: Any = None, key_end: Any = None) -> None:
        self.value = value  # str | list[Node] | dict[str, Node] | None
        self.start = start
        self.end = end
        self.key = key
        self.key_end = key_end

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

    Mistakes of form are added to ``problems``. Where one hides what a section or the whole holds, a node without a
    value follows, for the section or for `UNREAD`.
    """
    if (problem := unreadable(data)) is not None:
        complain(problems, *problem)
        yield UNREAD, None, Node(None)
        return
    parser = Loader(data)
    try:
        yield from _Builder(parser, problems).sections(split)
    except _Refused:
        yield UNREAD, None, Node(None)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The pure parser raises the last two, without a mark, for escapes beyond Unicode.
        marked = isinstance(error, yaml.MarkedYAMLError)
        problem = syntax_problem(error, data, None if marked else parser.get_mark())
        if (text := _last_text(data)) is not None:
            problem = runaway_quote(problem, data, text.style, text.start_mark, text.end_mark) or problem
        said = [(each.span.line, each.code) for each in problems[-1:]]
        if problem.code != "E003" or (problem.span.line, "E004") not in said:  # else it follows from what was said
            complain(problems, *problem)
        yield UNREAD, None, Node(None)
    finally:
        parser.dispose()


def _last_text(data: bytes) -> Any:
    """Return the last text that the parser understands in a file that it cannot read to the end."""
    last = None
    with suppress(yaml.YAMLError, ValueError, OverflowError):
        for event in yaml.parse(data, Loader=Loader):
            if event.__class__ is yaml.ScalarEvent:
                last = event
    return last


class _Refused(Exception):
    """What was read so far is reported; the rest cannot be read."""


class _Builder:
    """Events in, nodes out."""

    def __init__(self, parser: Any, problems: list[Problem]) -> None:
        self.problems = problems
        self._next = parser.get_event

    def sections(self, split: frozenset[str]) -> Iterator[tuple[str, str | None, Node]]:
        """Yield what `entries` yields, as far as the parser gets."""
        self._root()
        seen: dict[str, Node] = {}
        while (key := self._next()).__class__ is not yaml.MappingEndEvent:
            section = self._key(key, seen, {})
            if section is None:
                seen[UNREAD] = Node(None, key.start_mark, key.end_mark)  # twice, it hides half its records
                continue
            value = self._next()
            if section in split and value.__class__ is yaml.MappingStartEvent:
                self._check_extras(value)
                yield from self._entries(section)
                seen[section] = _keyed(Node("", value.start_mark, value.end_mark), key)
            else:
                seen[section] = node = _keyed(self._node(value, 2), key)
                yield section, None, node
        if UNREAD in seen:
            yield UNREAD, None, seen[UNREAD]
        self._end()

    def _entries(self, section: str) -> Iterator[tuple[str, str | None, Node]]:
        within: dict[str, Node] = {}
        while (key := self._next()).__class__ is not yaml.MappingEndEvent:
            name = self._key(key, within, {})
            if name is not None:
                within[name] = node = _keyed(self._node(self._next(), 3), key)
                yield section, name, node
                node.value = ""  # from here on only its place is needed
        if UNREAD in within:
            yield section, None, within[UNREAD]

    def _root(self) -> None:
        self._next()  # the start of the stream
        event = self._next()
        remedy = "begin with 'base:' and, indented below it, 'title: …'"
        if event.__class__ is yaml.StreamEndEvent:
            complain(self.problems, Span(1, 1, 1, 1), "E008", "the file is empty", remedy)
            raise _Refused
        event = self._next()
        if event.__class__ is not yaml.MappingStartEvent:
            message = "a fact base is a map with the keys base, sources, people, events, claims"
            self._refuse(event, "E008", message, remedy)
        self._check_extras(event)

    def _end(self) -> None:
        self._next()  # the end of the document
        event = self._next()
        if event.__class__ is not yaml.StreamEndEvent:
            self._complain(event, "E004", "a second document", "keep one document in a file")

    def _node(self, event: Any, depth: int) -> Node:
        kind = event.__class__
        if event.anchor is not None or event.tag is not None:
            return self._marked(event, depth)
        if kind is yaml.ScalarEvent:
            return Node(event.value, event.start_mark, event.end_mark)
        self._check_depth(event, depth)
        return self._map(event, depth) if kind is yaml.MappingStartEvent else self._list(event, depth)

    def _marked(self, event: Any, depth: int) -> Node:
        """Return the value that an anchor or a tag stands before, or an alias for."""
        if event.__class__ is yaml.AliasEvent:
            self._complain(event, "E004", "an alias (*)", "write the value out, or put it in quotes")
            return Node(None, event.start_mark, event.end_mark)
        self._check_extras(event)
        if event.__class__ is not yaml.ScalarEvent and event.tag is not None:
            self._pass(event)  # what it would make of the list or map, nobody knows
            return Node(None, event.start_mark, event.end_mark)
        event.anchor = event.tag = None
        return self._node(event, depth)

    def _list(self, event: Any, depth: int) -> Node:
        items: list[Node] = []
        following = self._next
        while (item := following()).__class__ is not yaml.SequenceEndEvent:
            if item.__class__ is yaml.ScalarEvent and item.anchor is None and item.tag is None:
                items.append(Node(item.value, item.start_mark, item.end_mark))  # as `_node` does; most are texts
            else:
                items.append(self._node(item, depth + 1))
        # A list in lines ends with its last item; the parser sees the end only at what comes next.
        end = item.end_mark if event.flow_style else items[-1].end
        return Node(items, event.start_mark, end)

    def _map(self, event: Any, depth: int) -> Node:
        values: dict[str, Node] = {}
        again: dict[str, int] = {}
        end = None
        following = self._next
        while (key := following()).__class__ is not yaml.MappingEndEvent:
            name = self._key(key, values, again)
            if name is None:
                continue
            value = following()
            if value.__class__ is yaml.ScalarEvent and value.anchor is None and value.tag is None:
                node = Node(value.value, value.start_mark, value.end_mark, key.start_mark, key.end_mark)
            else:
                node = _keyed(self._node(value, depth + 1), key)
            values[name] = node
            end = node.end
        if event.flow_style or end is None:
            end = key.end_mark
        return Node(None if UNREAD in values else values, event.start_mark, end)

    def _key(self, event: Any, seen: dict[str, Node], again: dict[str, int]) -> str | None:
        """Return the text of a key, or None, its value dropped, after saying why it cannot stand.

        Where that hides what the map holds, ``seen``, which has the keys before it, gets the key `UNREAD`. Those that
        stand there ``again`` have the number of the problem that says so.
        """
        if event.__class__ is yaml.ScalarEvent and event.anchor is None and event.tag is None:
            name: str = event.value.strip()
            if name and name not in seen and name != "<<":
                return name
        return self._odd_key(event, seen, again)

    def _odd_key(self, event: Any, seen: dict[str, Node], again: dict[str, int]) -> str | None:
        name = self._name(event)
        if name is not None and name not in seen:
            return name
        if name is None:
            seen[UNREAD] = Node(None, event.start_mark, event.end_mark)
        else:
            self._complain_again(event, name, seen[name].line, again)
        self._pass(self._next())
        return None

    def _complain_again(self, event: Any, name: str, line: int, again: dict[str, int]) -> None:
        """Say that a key stands in its map a second time; where others do, with them: all follow from one slip."""
        if name in again:
            return
        again[name] = len(self.problems)
        if len(again) == 1:
            remedy = f"the first stands on line {line}: remove one, or join them"
            self._complain(event, "E006", f"the key {quoted(name)} stands here a second time", remedy)
            return
        names = [quoted(each) for each in islice(again, _MOST_NAMED)]
        more = [f"{len(again) - _MOST_NAMED} more"] if len(again) > _MOST_NAMED else []
        *most, last = names + more
        message = f"the keys {', '.join(most)} and {last} stand here a second time"
        number = next(iter(again.values()))
        self.problems[number] = self.problems[number]._replace(message=message, remedy=_MISSING)

    def _name(self, event: Any) -> str | None:
        """Return the text of a key, or None after saying why it is none."""
        if event.__class__ is yaml.AliasEvent:
            self._complain(event, "E004", "an alias (*) as a key", "write it out, or put it in quotes")
            return None
        if event.__class__ is not yaml.ScalarEvent:
            remedy = "put quotes around braces and brackets that belong to a text"
            self._complain(event, "E007", "a key must be a text", remedy)
            self._pass(event)
            return None
        self._check_extras(event)
        if event.value == "<<" and event.implicit[0]:
            self._complain(event, "E004", "a merge key (<<)", "write the values out")
            return None
        name: str = event.value.strip()
        if not name:
            self._complain(event, "E013", "an empty key", "write a key before the colon")
        return name or None

    def _pass(self, event: Any) -> None:
        """Read past a value, of which ``event`` is the first."""
        depth = 0
        while True:
            if event.__class__ in _OPENING:
                depth += 1
                self._check_depth(event, depth)
            elif event.__class__ in _CLOSING:
                depth -= 1
            if not depth:
                return
            event = self._next()

    def _check_depth(self, event: Any, depth: int) -> None:
        if depth > DEPTH:
            self._refuse(event, *TOO_DEEP)

    def _check_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self._complain(event, "E004", "an anchor (&)", "remove it, or put the value in quotes")
        if event.tag is not None:
            self._complain(event, "E004", "a tag (!)", "remove it, or put the value in quotes")

    def _complain(self, event: Any, code: str, message: str, remedy: str) -> None:
        complain(self.problems, _span(event.start_mark, event.end_mark), code, message, remedy)

    def _refuse(self, event: Any, code: str, message: str, remedy: str) -> Never:
        self._complain(event, code, message, remedy)
        raise _Refused


_MOST_NAMED: Final = 3
_MISSING: Final = "remove them; or, if an item or a record begins here, write its '- ' or its id above"
_OPENING: Final = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING: Final = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def _keyed(node: Node, key: Any) -> Node:
    node.key, node.key_end = key.start_mark, key.end_mark
    return node


def _span(start: Any, end: Any) -> Span:
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
