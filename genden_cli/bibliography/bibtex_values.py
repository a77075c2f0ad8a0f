"""Values of BibTeX that ``#`` joins, such as ``press # " of " # {Ohm}``: bibtexparser leaves them as they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NAME: Final = re.compile(r"[^\s\"#{}]+")
_MOST_STEPS: Final = 8
"""A string that is defined by itself ends here."""
_LONGEST: Final = 100_000
"""A longer value is left as it is, so that strings that double each other end too."""


def joined(field: Any, strings: Mapping[str, Any]) -> str:
    """Return the value of a field of bibtexparser, with the texts of ``@string`` in place of their names.

    A value that no text can be made of is returned as it is.
    """
    try:
        return _joined(field, strings, 0)
    except ValueError:
        return str(field.value)


def _joined(field: Any, strings: Mapping[str, Any], step: int) -> str:
    value = str(field.value)
    if field.enclosing != "no-enclosing" or "#" not in value:
        return value
    if step > _MOST_STEPS:
        raise ValueError(value)
    found, length = [], 0
    for name, text in _pieces(value):
        found.append(_joined(strings[name], strings, step + 1) if name in strings else text)
        length += len(found[-1])
        if length > _LONGEST:
            raise ValueError(value)
    return "".join(found)


def _pieces(value: str) -> Iterator[tuple[str, str]]:
    """Yield each piece as a name and its text: a name stands for itself, a quoted text has none."""
    at = 0
    while at < len(value):
        if value[at].isspace() or value[at] == "#":
            at += 1
        elif value[at] in '"{':
            end = _end(value, at)
            yield "", value[at + 1 : end]
            at = end + 1
        else:
            name = _NAME.match(value, at)
            if name is None:
                raise ValueError(value)
            yield name[0], name[0]
            at = name.end()


def _end(value: str, start: int) -> int:
    """Return where the quotation mark or brace at ``start`` is closed. Raise `ValueError` if it is not."""
    closing, depth = "}" if value[start] == "{" else '"', 0
    for at in range(start + 1, len(value)):
        if value[at] == closing and depth == 0:
            return at
        depth += {"{": 1, "}": -1}.get(value[at], 0)
    raise ValueError(value)
