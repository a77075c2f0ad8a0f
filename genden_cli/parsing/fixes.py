"""When a remedy is certain enough to become a fix, and how its text is written as YAML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics.problem import Fix, Span
from genden_cli.text.edit_distance import distance, typo_allowance
from genden_cli.text.sanitize import json_text

if TYPE_CHECKING:
    from genden_cli.parsing.node import Node

# A plain scalar in lists and maps in brackets too; everything else gets quotes.
_PLAIN: Final = r"[A-Za-z0-9./](?:(?:[\w./~?%=+&;-]|:(?!\?))*[\w./~?%=+&;-])?"
_SENTENCE: Final = re.compile(r"[^\W_](?:[\w./()–—’'&-]|,? (?=[\w(]))*", re.UNICODE)
"""A text that YAML reads as it stands, outside of brackets."""

_SENTENCE_IN_BRACKETS: Final = re.compile(r"[^\W_](?:[\w./()–—’'-]| (?=[\w(]))*", re.UNICODE)
_MOST: Final = 2


def replacement(span: Span, text: str) -> Fix | None:
    """Return the fix that writes ``text`` in place of the value or key at ``span``; None if that is several lines."""
    return fragment(span, scalar(text))


def fragment(span: Span, yaml: str) -> Fix | None:
    """Return the fix that writes a piece of YAML at ``span``; None if that is several lines."""
    return Fix(span, yaml) if span.line == span.end_line else None


def removal(items: Node, number: int) -> Fix | None:
    """Return the fix that removes an item of a list; None unless the list is in brackets on one line."""
    nodes: list[Node] = items.value
    in_brackets = (items.end.line, items.end.column) != (nodes[-1].end.line, nodes[-1].end.column)
    if not in_brackets or items.start.line != items.end.line:
        return None
    item = nodes[number]
    start = nodes[number - 1].end if number else item.start
    end = item.end if number or len(nodes) == 1 else nodes[1].start
    return Fix(Span(item.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1), "")


def scalar(text: str) -> str:
    """Return a text as YAML: as it stands, or in quotes if it may mean more than itself."""
    return text if re.fullmatch(_PLAIN, text, re.ASCII) else json_text(text)


def yaml_text(text: str, *, in_brackets: bool = False) -> str:
    """Return a text of one line as YAML, without quotes if it can do without them."""
    plain = _SENTENCE_IN_BRACKETS if in_brackets else _SENTENCE
    return text if plain.fullmatch(text) and text.isprintable() else scalar(text)


def is_slip(one: str, other: str, *, most: int = _MOST) -> bool:
    """Return whether two words differ by a slip of the pen: at most so many edits, and the same digits."""
    return distance(one, other, most=most) <= most and _digits(one) == _digits(other)


def is_typo(word: str, known: str) -> bool:
    """Return whether a word is a slip of the pen for its length; a short word that differs much may be another word."""
    return is_slip(word, known, most=min(_MOST, typo_allowance(len(word))))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
