"""The whole base as JSON: in the format of a fact base itself, so that it is one (JSON is YAML in flow style)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from genden_cli.query.records import dump
from genden_cli.text.sanitize import HARMFUL

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

    from genden_cli.export import Target

_MAPS: Final = frozenset({"ids", "parts", "people", "at", "relations"})
"""Keys whose pairs are a map; the people of a claim and the relations of a person are lists of something else."""

_MEANT_EMPTY: Final = frozenset({"derived_from", "rests_on"})
"""Lists that say something even when they are empty."""


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the export."""
    target.write(_chunks(connection))


def _chunks(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the base, a record a line."""
    text = _writer()
    yield '{\n"base": ' + text(_plain(dump.whole_base(connection)))
    for section in ("sources", "people", "events", "claims"):
        yield from _section(section, getattr(dump, section)(connection), text)
    yield "\n}\n"


def _section(name: str, records: Iterable[Any], text: Callable[[Any], str]) -> Iterator[str]:
    separator = f',\n"{name}": {{\n'
    for record in records:
        plain = _plain(record)
        yield f"{separator}{text(plain.pop('id'))}: {text(plain)}"
        separator = ",\n"
    if separator == ",\n":
        yield "\n}"


def _plain(record: Any) -> dict[str, Any]:
    """Return a record as the map that it is in a fact base."""
    found: dict[str, Any] = {}
    for name, value in record._asdict().items():
        key = name.rstrip("_")
        if value is not None and (value != () or key in _MEANT_EMPTY):
            found[key] = _value(key, value)
    return found


def _value(key: str, value: Any) -> Any:
    if not isinstance(value, tuple):
        return value
    if hasattr(value[0] if value else None, "_fields"):
        return [_plain(each) for each in value]
    if key in _MAPS and isinstance(value[0], tuple):
        return dict(value)
    return list(value)


def _writer() -> Callable[[Any], str]:
    """Return what writes a value as JSON that is YAML too: there a pair of surrogates is no character.

    Above the basic plane, invisible characters therefore stay as they are.
    """
    import json

    harmful = re.compile(f"[{HARMFUL}]")

    def text(value: Any) -> str:
        return harmful.sub(_escape, json.dumps(value, ensure_ascii=False))

    return text


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code <= _BASIC else found[0]


_BASIC: Final = 0xFFFF
