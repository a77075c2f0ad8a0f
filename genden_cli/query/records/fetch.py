"""What several questions share: dates, references, counts, and how rows are fetched.

Rows are named tuples whose fields are the words of the fact base; a trailing underscore (``from_``) only keeps clear
of Python's own words.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator

Row = TypeVar("Row", bound=NamedTuple)
Item = TypeVar("Item")

_BATCH: Final = 500


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


class Identifier(NamedTuple):
    """What a record is called in some catalogue."""

    scheme: str
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

BORN_AND_DIED = """
born.edtf, born.words, born.earliest, born.latest, died.edtf, died.words, died.earliest, died.latest
"""
"""The columns of two, for a person beside whom the dates are joined by these names."""


def when(edtf: str | None, words: str, earliest: str | None, latest: str | None) -> When | None:
    """Return the date made of a `WHEN`'s columns, or None for a row without one."""
    return None if edtf is None else When(edtf, words, earliest, latest)


def fetch(connection: sqlite3.Connection, row: type[Row], statement: str, **parameters: Any) -> tuple[Row, ...]:
    """Return the answers to a statement whose columns are the fields of ``row``."""
    return tuple(map(row._make, connection.execute(statement, parameters)))


def combine_rows(row: type[Row], *rows: NamedTuple, **own: Any) -> Row:
    """Return a row with the fields of others that have the same names, the last one's first, and fields of its own."""
    found: dict[str, Any] = {}
    for each in rows:
        found.update(each._asdict())
    found.update(own)
    return row._make(found[name] for name in row._fields)


def batches(rows: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield rows some hundreds at a time: what belongs to them is then asked for at once."""
    left = iter(rows)
    while batch := list(islice(left, _BATCH)):
        yield batch


class RowStream(Generic[Item]):
    """The rows of a list, to be gone through once: found as they are needed, and completed some hundreds at a time.

    ``completed`` makes rows of what was found, with what belongs to them.
    """

    def __init__(self, found: Iterable[Any], completed: Callable[[list[Any]], Iterable[Item]]) -> None:
        self._found = found
        self._completed = completed

    def __iter__(self) -> Iterator[Item]:
        return chain.from_iterable(map(self._completed, batches(self._found)))

    def beginning(self, few: int, *, large: int) -> tuple[tuple[Item, ...], bool]:
        """Return all rows, or the first ``few`` where there are more than is ``large``; and whether there are."""
        found = list(islice(self._found, large + 1))
        more = len(found) > large
        return tuple(RowStream(found[:few] if more else found, self._completed)), more

    def parted(self, limit: int) -> tuple[RowStream[Item], Iterator[Any]]:
        """Return the first rows, so many of them, and what was found beside them, to be counted once they are used."""
        found = iter(self._found)
        return RowStream(islice(found, limit), self._completed), found


def lists(connection: sqlite3.Connection, statement: str, **parameters: Any) -> dict[Any, tuple[Any, ...]]:
    """Return what belongs to each key; the statement gives key and value, in order."""
    found: dict[Any, list[Any]] = {}
    for key, value in connection.execute(statement, parameters):
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}


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
