"""A value of a YAML file with its position."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from genden_cli.diagnostics.problem import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Node:
    """A value of the file (text, list or map) with its position, and the position of its key if it has one.

    ``value`` is None if parsing failed, and the problem has already been recorded. It is also None in a `bare` node.
    No node changes once another module has it.
    """

    __slots__ = ("end", "key", "key_end", "start", "value")

    def __init__(self, value: Any, start: Any = None, end: Any = None, key: Any = None, key_end: Any = None) -> None:
        self.value = value  # str | list[Node] | dict[str, Node] | None
        self.start = start
        self.end = end
        self.key = key
        self.key_end = key_end

    @property
    def file(self) -> str:
        """The path of the file."""
        return str(self.start.name)

    @property
    def line(self) -> int:
        """The line of the key, or of the value if there is no key; counts from 1."""
        return int((self.key or self.start).line) + 1

    @property
    def span(self) -> Span:
        """The position of the value."""
        return span_between(self.start, self.end)

    @property
    def key_span(self) -> Span:
        """The position of the key, or of the value if there is no key."""
        return span_between(self.key, self.key_end) if self.key else self.span

    def key_node(self, name: str) -> Node:
        """Return a node for the key, whose text is ``name``."""
        return Node(name, self.key, self.key_end)

    def bare(self) -> Node:
        """Return a node with the same places and without the value."""
        return Node(None, self.start, self.end, self.key, self.key_end)

    def at(self, *path: str | int) -> Node | None:
        """Return the node at ``path`` (the key for each map, the position for each list), or None if there is none."""
        node: Node = self
        for step in path:
            try:
                node = node.value[step]
            except LookupError:
                return None
        return node

    def texts(self, lines: Sequence[int]) -> Iterator[Node]:
        """Yield the texts within this node that are on at least one of ``lines``: sorted numbers from 0."""
        if not any(self.lines_of(lines)):
            return
        if isinstance(self.value, str):
            yield self
            return
        for each in self.value.values() if isinstance(self.value, dict) else self.value or ():
            yield from each.texts(lines)

    def lines_of(self, lines: Sequence[int]) -> Sequence[int]:
        """Return those of ``lines``, sorted numbers from 0, that the value is on."""
        return lines[bisect_left(lines, self.start.line) : bisect_right(lines, self.end.line)]

    def part(self, start: int, end: int) -> Span:
        """Return the position of characters ``start`` to ``end`` of a text; the whole text if escapes hide it."""
        whole = self.span
        spare = whole.end_column - whole.column - len(self.value)
        if whole.end_line != whole.line or spare not in (0, 2):
            return whole
        first = whole.column + spare // 2
        return Span(whole.file, whole.line, first + start, whole.line, first + max(end, start + 1))


def span_between(start: Any, end: Any) -> Span:
    """Return the range from one mark of the parser to another; the name of a mark is the path of its file."""
    return Span(start.name, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


class PartialMap(dict[str, Node]):
    """The keys and values of a map with a key that cannot be read, whose problem is recorded.

    That key may be one that seems to be missing.
    """
