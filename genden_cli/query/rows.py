"""What several questions share: dates, references, counts, and how rows are fetched.

Rows are named tuples whose fields are the words of the fact base; a trailing underscore (``from_``) only keeps clear
of Python's own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

Row = TypeVar("Row", bound=NamedTuple)


class When(NamedTuple):
    """A date: as written (EDTF), in words, and its first and last possible day as ISO 8601, None where open."""

    edtf: str
    words: str
    earliest: str | None
    latest: str | None


class BaseRow(NamedTuple):
    """The fact base as a whole."""

    title: str
    about: str | None
    by: str | None
    language: str
    licence: str | None
    version: str | None


class PersonRef(NamedTuple):
    """A person, named in passing; ``role`` is the part played in an event."""

    id: str
    name: str
    role: str | None = None


class Locator(NamedTuple):
    """A place within a source: a CSL label and its value."""

    label: str
    value: str


class Verdicts(NamedTuple):
    """How many claims have which verdict."""

    supported: int = 0
    refuted: int = 0
    disputed: int = 0
    unproven: int = 0
    opinion: int = 0
    unreviewed: int = 0


WHEN = "date.edtf, date.words, date.earliest, date.latest"
"""The columns of a `When`."""


def when(edtf: str | None, words: str, earliest: str | None, latest: str | None) -> When | None:
    """Return the date made of a `WHEN`'s columns, or None for a row without one."""
    return None if edtf is None else When(edtf, words, earliest, latest)


def fetch(connection: sqlite3.Connection, row: type[Row], statement: str, **parameters: Any) -> tuple[Row, ...]:
    """Return the answers to a statement whose columns are the fields of ``row``."""
    return tuple(map(row._make, connection.execute(statement, parameters)))


def locators(connection: sqlite3.Connection, statement: str, **parameters: str) -> dict[int, tuple[Locator, ...]]:
    """Return the places of items by their numbers; the statement gives number, label and value, in order."""
    found: dict[int, tuple[Locator, ...]] = {}
    for number, label, value in connection.execute(statement, parameters):
        found[number] = (*found.get(number, ()), Locator(label, value))
    return found


def array(ids: Iterable[str]) -> str:
    """Return ids as a JSON array for ``json_each``; ids need no escapes."""
    return "[" + ",".join(f'"{each}"' for each in ids) + "]"


def base(connection: sqlite3.Connection) -> BaseRow:
    """Return the fact base as a whole."""
    return fetch(connection, BaseRow, "SELECT * FROM base")[0]
