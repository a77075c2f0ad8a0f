"""YAML as a tree of nodes with positions. This is the only module that knows YAML.

It reads libyaml's events and never calls ``yaml.load`` or ``yaml.compose``. Those recurse in C without limit, merge
duplicate keys silently and turn ``no``, ``0044`` and dates into other types.

Here every scalar is text. The file is one UTF-8 document without tags, anchors, aliases, merge keys or duplicate keys,
and it nests at most `DEPTH` levels.

PyYAML without libyaml uses its pure parser. That parser rejects a tab between a key and its value.
"""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Never

import yaml

from genden_cli.diagnostics.problem import Span
from genden_cli.parsing import following, syntax
from genden_cli.parsing.characters import unreadable
from genden_cli.parsing.node import Node, PartialMap, span_between
from genden_cli.parsing.problems import DEPTH, TOO_DEEP, add, complain, first_here, quoted
from genden_cli.parsing.surrogates import readable

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from genden_cli.diagnostics.problem import Problem
    from genden_cli.source.base_text import BaseText

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's parser, or the pure Python parser if PyYAML was built without libyaml."""

UNREAD: Final = ""
"""Name of the section that stands for an unreadable part of the file; also the sentinel key of an unusable map."""


class _NamedBytes(BytesIO):
    """Bytes with the attribute that the parser copies into ``Mark.name``."""

    def __init__(self, text: BaseText, data: bytes) -> None:
        super().__init__(data)
        self.name = text.path


def entries(text: BaseText, split: frozenset[str], problems: list[Problem]) -> Iterator[tuple[str, str | None, Node]]:
    """Yield each top-level section as ``(section, None, value)``; sections in ``split`` as ``(section, key, value)``.

    Syntax errors go to ``problems``, and reading goes on at the next record. If an error hides part of a section or of
    the file, a node without a value follows, for that section or for `UNREAD`.
    """
    known = len(problems)
    for problem in unreadable(text):
        add(problems, problem)
    if len(problems) > known:
        yield UNREAD, None, Node(None)
        return
    part: BaseText | None = text
    for _ in range(_MOST_SLIPS):
        if part:
            part = yield from _part_entries(part, split, problems)


_MOST_SLIPS: Final = 100
"""Syntax errors after which the rest of a file stays unread; each costs a look at the whole file."""


def _part_entries(
    text: BaseText, split: frozenset[str], problems: list[Problem]
) -> Generator[tuple[str, str | None, Node], None, BaseText | None]:
    """Yield what `entries` yields, up to the first syntax error. Return what is left to read, or None."""
    data, restored = readable(text.data)
    parser = Loader(_NamedBytes(text, data))
    try:
        events = parser.get_event if data is text.data else _restoring(parser, restored)
        yield from _Builder(events, problems).sections(split)
    except _Refused:
        yield UNREAD, None, Node(None)
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The pure parser raises the last two for escapes beyond Unicode. They have no mark.
        marked = isinstance(error, yaml.MarkedYAMLError)
        problem = syntax.syntax_problem(error, text, None if marked else parser.get_mark())
        if (last := _last_text(text, data)) is not None:
            problem = syntax.runaway_quote(problem.span, text, last.style, last.start_mark, last.end_mark) or problem
        if found := following.conflicts(text):
            text = following.first_side(text, found)
        before = [(each.span.line, each.code) for each in problems[-1:]]
        slips = [problem] if not any(each.first <= problem.span.line <= each.last + 1 for each in found) else []
        if problem.code == "E003" and (problem.span.line, "E004") in before:  # it follows from the last problem
            slips = []
        for each in (*slips, *syntax.conflict_problems(text.path, found)):
            add(problems, each)
        yield UNREAD, None, Node(None)
        return following.text_below(text, problem.span.line, split)
    finally:
        parser.dispose()
    return None


def _restoring(parser: Any, restored: Callable[[str], str]) -> Callable[[], Any]:
    """Return a function for the next event, with its value restored."""

    def following() -> Any:
        event = parser.get_event()
        if event.__class__ is yaml.ScalarEvent:
            event.value = restored(event.value)
        return event

    return following


def _last_text(text: BaseText, data: bytes) -> Any:
    """Return the last scalar event before the parser fails, or None."""
    last = None
    with suppress(yaml.YAMLError, ValueError, OverflowError):
        for event in yaml.parse(_NamedBytes(text, data), Loader=Loader):
            if event.__class__ is yaml.ScalarEvent:
                last = event
    return last


class _Refused(Exception):
    """Ends reading: the problem is recorded and the rest of the file cannot be read."""


class _Builder:
    """Builds nodes from parser events."""

    def __init__(self, following: Callable[[], Any], problems: list[Problem]) -> None:
        self.problems = problems
        self._next = following

    def sections(self, split: frozenset[str]) -> Iterator[tuple[str, str | None, Node]]:
        """Yield what `entries` yields, up to the first syntax error."""
        self._root()
        seen: dict[str, Node] = {}
        while (key := self._next()).__class__ is not yaml.MappingEndEvent:
            section = self._key(key, seen, {})
            if section is None:
                seen[UNREAD] = _place(key)  # a duplicate section hides records
                continue
            value = self._next()
            if section in split and value.__class__ is yaml.MappingStartEvent:
                self._check_extras(value)
                yield from self._entries(section)
                seen[section] = _place(key)
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
                within[name] = _place(key)
                yield section, name, _keyed(self._node(self._next(), 3), key)
        if UNREAD in within:
            yield section, None, within[UNREAD]

    def _root(self) -> None:
        self._next()  # the start of the stream
        event = self._next()
        remedy = "start with 'base:' and an indented 'title: …' below it"
        if event.__class__ is yaml.StreamEndEvent:
            complain(self.problems, Span(_event_span(event).file, 1, 1, 1, 1), "E008", "the file is empty", remedy)
            raise _Refused
        event = self._next()
        if event.__class__ is not yaml.MappingStartEvent:
            message = "a fact base has the keys base, sources, people, places, events, claims"
            self._refuse(event, "E008", message, remedy)
        self._check_extras(event)

    def _end(self) -> None:
        self._next()  # the end of the document
        event = self._next()
        if event.__class__ is not yaml.StreamEndEvent:
            self._complain(event, "E004", "a second fact base starts here", "keep one fact base per file")

    def _node(self, event: Any, depth: int) -> Node:
        kind = event.__class__
        if event.anchor is not None or event.tag is not None:
            return self._marked(event, depth)
        if kind is yaml.ScalarEvent:
            return Node(event.value, event.start_mark, event.end_mark)
        if depth > DEPTH:
            self._refuse(event, *TOO_DEEP)
        return self._map(event, depth) if kind is yaml.MappingStartEvent else self._list(event, depth)

    def _marked(self, event: Any, depth: int) -> Node:
        """Return the node for an alias, or for a value with an anchor or a tag, and report it."""
        if event.__class__ is yaml.AliasEvent:
            self._complain(
                event, "E004", "a value cannot start with '*'", "write the value in full, or put it in quotes"
            )
            return Node(None, event.start_mark, event.end_mark)
        self._check_extras(event)
        if event.__class__ is not yaml.ScalarEvent and event.tag is not None:
            self._pass(event)  # the tag may change the type of the value
            return Node(None, event.start_mark, event.end_mark)
        event.anchor = event.tag = None
        return self._node(event, depth)

    def _list(self, event: Any, depth: int) -> Node:
        items: list[Node] = []
        following = self._next
        while (item := following()).__class__ is not yaml.SequenceEndEvent:
            if item.__class__ is yaml.ScalarEvent and item.anchor is None and item.tag is None:
                items.append(Node(item.value, item.start_mark, item.end_mark))  # fast path of `_node`
            else:
                items.append(self._node(item, depth + 1))
        # A block list ends with its last item, but the parser reports the end at the next token.
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
        if UNREAD in values:
            del values[UNREAD]
            values = PartialMap(values)
        return Node(values, event.start_mark, end)

    def _key(self, event: Any, seen: dict[str, Node], again: dict[str, int]) -> str | None:
        """Return the text of a key. If it is unusable, report it, skip its value and return None.

        ``seen`` holds the keys so far. An unusable key adds the sentinel `UNREAD` to it so that later checks skip this
        map. ``again`` maps each duplicate key to the index of its problem.
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
            seen[UNREAD] = _place(event)
        else:
            self._complain_again(event, name, seen[name], again)
        self._pass(self._next())
        return None

    def _complain_again(self, event: Any, name: str, first: Node, again: dict[str, int]) -> None:
        """Report a duplicate key. All duplicates of one map share a problem, since one slip causes them."""
        if name in again:
            return
        again[name] = len(self.problems)
        label = first_here(first.key_span)
        if len(again) == 1:
            remedy = f"remove one or merge them; the first is on line {first.line}"
            message = f"duplicate key {quoted(name)}"
            complain(self.problems, _event_span(event), "E006", message, remedy, related=(label,))
            return
        names = [quoted(each) for each in islice(again, _MOST_NAMED)]
        more = [f"{len(again) - _MOST_NAMED} more"] if len(again) > _MOST_NAMED else []
        *most, last = names + more
        message = f"duplicate keys {', '.join(most)} and {last}"
        number = next(iter(again.values()))
        related = (*self.problems[number].related, label)[:_MOST_NAMED]
        self.problems[number] = self.problems[number]._replace(message=message, remedy=_MISSING, related=related)

    def _name(self, event: Any) -> str | None:
        """Return the text of a key; report an unusable key and return None."""
        if event.__class__ is yaml.AliasEvent:
            self._complain(event, "E004", "a key cannot start with '*'", "write it in full, or in quotes")
            return None
        if event.__class__ is not yaml.ScalarEvent:
            remedy = "put it in quotes if it is text"
            self._complain(event, "E007", "a bracket or a brace cannot start a key", remedy)
            self._pass(event)
            return None
        self._check_extras(event)
        if event.value == "<<" and event.implicit[0]:
            self._complain(event, "E004", "'<<' is not allowed", "write the values in full")
            return None
        name: str = event.value.strip()
        if not name:
            self._complain(event, "E013", "empty key", "write a key before the colon")
        return name or None

    def _pass(self, event: Any) -> None:
        """Skip a value that starts with ``event``."""
        depth = 0
        while True:
            if event.__class__ in _OPENING:
                depth += 1
                if depth > DEPTH:
                    self._refuse(event, *TOO_DEEP)
            elif event.__class__ in _CLOSING:
                depth -= 1
            if not depth:
                return
            event = self._next()

    def _check_extras(self, event: Any) -> None:
        if event.anchor is not None:
            self._complain(event, "E004", "a value cannot start with '&'", "remove it, or put the value in quotes")
        if event.tag is not None:
            self._complain(event, "E004", "a value cannot start with '!'", "remove it, or put the value in quotes")

    def _complain(self, event: Any, code: str, message: str, remedy: str) -> None:
        complain(self.problems, _event_span(event), code, message, remedy)

    def _refuse(self, event: Any, code: str, message: str, remedy: str) -> Never:
        self._complain(event, code, message, remedy)
        raise _Refused


_MOST_NAMED: Final = 3
_MISSING: Final = "remove them, or add the missing '- ' or id above if a new item or record starts here"
_OPENING: Final = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING: Final = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


def _keyed(node: Node, key: Any) -> Node:
    node.key, node.key_end = key.start_mark, key.end_mark
    return node


def _place(key: Any) -> Node:
    """Return a node for the place of a key alone."""
    return Node(None, key.start_mark, key.end_mark)


def _event_span(event: Any) -> Span:
    return span_between(event.start_mark, event.end_mark)
