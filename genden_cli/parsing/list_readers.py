"""How lists, and maps with keys of one kind, are read; and what is proposed where another value stands there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.parsing import fixes
from genden_cli.parsing.node import PartialMap
from genden_cli.parsing.problems import EXPECTED_KEYS, EXPECTED_LIST, first_here, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from genden_cli.parsing.context import LoadContext
    from genden_cli.parsing.node import Node
    from genden_cli.parsing.text_readers import Reader

_LONGEST_PROPOSAL: Final = 80


class ListReader(NamedTuple):
    """A list; ``once`` forbids equal items."""

    item: Reader
    once: bool = True
    split: bool = False
    """Whether commas separate items, since no item can hold one."""
    title: str = ""
    """The only required key of an item, which a text alone must mean; "" if items are no records."""
    or_one: bool = False
    """Whether an item may stand without its list."""
    proposes: bool = True
    """Whether a text alone can be an item, or its title."""

    def read(self, node: Node, reading: LoadContext) -> tuple[Any, ...]:
        """Return the items."""
        if self.or_one and isinstance(node.value, str | dict):
            return (self.item.read(node, reading),)
        if not isinstance(node.value, list):
            return self._alone(node, reading)
        read = self.item.read
        items = [read(child, reading) for child in node.value]
        if self.once and len(items) > 1 and not (items[0].__class__ is str and len(set(items)) == len(items)):
            self._check_once(items, node, reading)
        return tuple(items)

    def _alone(self, node: Node, reading: LoadContext) -> tuple[()]:
        """Report a value that stands where its list belongs, and what is wrong in it."""
        if node.value is None or isinstance(node.value, PartialMap):
            return ()
        remedy, fix = "write '- ' before each item, or [a, b]", None
        if isinstance(node.value, dict) and node.value:
            below = f"write '- ' before {quoted(next(iter(node.value)))}, and indent the keys below it as far"
            remedy = "put [ ] around it" if node.span.line == node.span.end_line else below
        elif isinstance(node.value, str) and (text := node.value.strip()) and self.proposes:
            written = self._written(text)
            remedy = f"write {written}" if written else remedy
            fix = fixes.fragment(node.span, written) if written else None
        reading.complain(node.span, "E012", EXPECTED_LIST, remedy, fix=fix)
        if isinstance(node.value, dict):
            self.item.read(node, reading)
        return ()

    def _written(self, text: str) -> str:
        """Return the list that a text stands for, or "" if it is too long to be shown."""
        if len(text) > _LONGEST_PROPOSAL:
            return ""
        if self.title:
            return f"[{{{self.title}: {fixes.scalar(text)}}}]"
        items = re.split(r"\s*[,;]\s*", text) if self.split else [text]
        return f"[{', '.join(map(fixes.scalar, filter(None, items)))}]"

    def _check_once(self, items: list[Any], whole: Node, reading: LoadContext) -> None:
        seen: dict[str, Node] = {}
        for number, (item, node) in enumerate(zip(items, whole.value, strict=True)):
            first = seen.setdefault(repr(item), node)  # records cannot be hashed
            if item and first is not node:
                what = quoted(item) if isinstance(item, str) else "the same item"
                related = (first_here(first.span),)
                fix = fixes.removal(whole, number)
                reading.complain(node.span, "E024", f"{what} is listed twice", "remove one", related=related, fix=fix)


class MapReader(NamedTuple):
    """A map in which all keys are of one kind and all values of one kind."""

    key: Reader
    value: Reader
    pair: Callable[[Any, Any], Any]
    example: str = "{key: value}"
    written: Callable[[str], str | None] | None = None
    """Returns the keys and values that a text means, as YAML, or None."""
    perhaps: Callable[[str], str | None] | None = None
    """Returns the keys and values that a text perhaps means, as YAML, or None."""

    def read(self, node: Node, reading: LoadContext) -> tuple[Any, ...]:
        """Return the pairs, in the order of the file."""
        if not isinstance(node.value, dict):
            self._other(node, reading)
            return ()
        return tuple(
            self.pair(self.key.read(child.key_node(name), reading), self.value.read(child, reading))
            for name, child in node.value.items()
        )

    def _other(self, node: Node, reading: LoadContext) -> None:
        """Report a value that stands where keys and values belong."""
        if node.value is None:
            return
        text = node.value.strip() if isinstance(node.value, str) else ""
        written = self.written(text) if self.written else None
        perhaps = None if written or not self.perhaps else self.perhaps(text)
        remedy = f"perhaps {perhaps}" if perhaps else f"write {written or self.example}"
        fix = fixes.fragment(node.span, written) if written else None
        reading.complain(node.span, "E012", EXPECTED_KEYS, remedy, fix=fix)
