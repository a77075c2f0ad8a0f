"""Shared parts of record queries: select lists from the schema, and the conversion of rows to records.

`Columns` knows the columns of a record's table. A statement selects these first, then any columns of its own. Rows that
are not records of the model are named tuples, with fields named like the keys of the fact base.
"""

from __future__ import annotations

from itertools import chain, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from genden_cli import contributors, model, schema
from genden_cli.field_types import DateType, NamedType, WordType, names_columns, sql_name
from genden_cli.model import When
from genden_cli.named_tuple import NamedTuple
from genden_cli.words import Basis, ClaimState, Confidence, Credibility, RelationKind, Reliability, Stance, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator
    from enum import StrEnum

    from genden_cli.field_types import RecordType

Row = TypeVar("Row")
Item = TypeVar("Item")
RowTuple = TypeVar("RowTuple", bound=NamedTuple)

_BATCH: Final = 500


class PersonRef(NamedTuple):
    """A reference to a person. ``role`` is the role in an event."""

    id: str
    name: str
    role: str | None = None


class Verdicts(NamedTuple):
    """The number of claims by verdict."""

    supported: int = 0
    refuted: int = 0
    disputed: int = 0
    unproven: int = 0
    opinion: int = 0
    unreviewed: int = 0


class Columns:
    """The scalar columns of a record's table, and the conversion of a row to values.

    ``sql`` is the select list, ``width`` how many columns it has. ``joins`` brings the meaning of each date: the date
    of field ``issued`` is joined as ``issued_date``. A statement that makes these joins itself leaves ``joins`` out.
    With ``only``, these are the columns of the fields of that record, and names are a text. ``as_written`` has the id
    of a record that stands for its names, instead of these.
    """

    def __init__(self, form: RecordType, only: type[model.Record] | None = None, *, as_written: bool = False) -> None:
        scalars = [each for each in form.scalars() if only is None or each.attribute in only._fields]
        names = ["id"] * (form.section is not None)
        names += [each.attribute for each in scalars if not _has_words(each.type)]
        names += [name for name in ("line", "file") if name in form.make._fields]
        dates = [each for each in scalars if _has_words(each.type)]
        self._names = names
        self._dates = [(len(names) + 4 * n, each.attribute) for n, each in enumerate(dates)]
        self._words = [
            (each.attribute, each.type.words)
            for each in scalars
            if isinstance(each.type, WordType) and each.type.enum is not None
        ]
        parts = names_columns(form) if only is None else {}
        first = len(names) + 4 * len(dates)
        self._parts = [(first + n, attribute) for n, attribute in enumerate(parts)]
        self.width = first + len(parts)
        named = {each.attribute for each in scalars if isinstance(each.type, NamedType) and not as_written}
        own = [(_SHOWN if name in named else '{}."{}"').format(form.name, sql_name(name)) for name in names]
        meant = [f"{each.key}_date.{part}" for each in dates for part in When._fields]
        self.sql = ", ".join((*own, *meant, *parts.values()))
        self.joins = " ".join(
            f'LEFT JOIN date AS {each.key}_date ON {each.key}_date.key = {form.name}."{sql_name(each.key)}"'
            for each in dates
        )

    def values(self, row: tuple[Any, ...]) -> dict[str, Any]:
        """Return the values of a row that begins with these columns, by field."""
        found: dict[str, Any] = dict(zip(self._names, row))  # noqa: B905 -- a row goes on
        for name, words in self._words:
            if (word := found[name]) is not None:
                found[name] = words[word]
        for at, name in self._dates:
            found[name] = None if row[at] is None else When(*row[at : at + 4])
        for at, name in self._parts:
            if row[at] is not None:
                found[name] = contributors.decode(row[at])
        return found


def _has_words(type_: object) -> bool:
    return isinstance(type_, DateType) and not type_.bare


_SHOWN: Final = '(SELECT shown FROM place_text WHERE place = {}."{}")'

BASE_COLUMNS: Final = Columns(schema.BASE)

WHEN = "date.edtf, date.words, date.earliest, date.latest"
"""The columns of a `When`."""


def when(edtf: str | None, words: str, earliest: str | None, latest: str | None) -> When | None:
    """Return the date from the columns of `WHEN`, or None if the row has no date."""
    return None if edtf is None else When(edtf, words, earliest, latest)


def fetch(
    connection: sqlite3.Connection, row: type[RowTuple], statement: str, **parameters: Any
) -> tuple[RowTuple, ...]:
    """Return the rows of a statement whose columns are the fields of ``row``."""
    return tuple(_rows(row, connection.execute(statement, parameters)))


def fetch_by_owner(
    connection: sqlite3.Connection, row: type[RowTuple], statement: str, **parameters: Any
) -> dict[Any, tuple[RowTuple, ...]]:
    """Return the rows of each owner. The statement selects the owner, then the fields of ``row``."""
    found = connection.execute(statement, parameters).fetchall()
    return by_owner(zip(map(itemgetter(0), found), _rows(row, (each[1:] for each in found)), strict=True))


def verdicts_by_owner(connection: sqlite3.Connection, statement: str, **parameters: Any) -> dict[Any, Verdicts]:
    """Return the number of claims by verdict of each owner. The statement selects owner, verdict and number."""
    counts: dict[Any, list[int]] = {}
    for owner, verdict, number in connection.execute(statement, parameters):
        counts.setdefault(owner, [*NO_VERDICTS])[_PLACES[verdict]] = number
    return {owner: Verdicts._make(numbers) for owner, numbers in counts.items()}


NO_VERDICTS: Final = Verdicts()
_PLACES: Final = {verdict: n for n, verdict in enumerate(Verdicts._fields)}


def by_owner(items: Iterable[tuple[Any, Item]]) -> dict[Any, tuple[Item, ...]]:
    """Return items by owner; each stands after its owner."""
    found: dict[Any, list[Item]] = {}
    for owner, item in items:
        found.setdefault(owner, []).append(item)
    return {owner: tuple(each) for owner, each in found.items()}


def _rows(row: type[RowTuple], found: Iterable[Iterable[Any]]) -> Iterator[RowTuple]:
    words_at = [(n, _VOCABULARIES[name]) for n, name in enumerate(row._fields) if name in _VOCABULARIES]
    if not words_at:
        return map(row._make, found)
    return (row._make(_with_words(list(values), words_at)) for values in found)


def _with_words(values: list[Any], words_at: list[tuple[int, dict[str, StrEnum]]]) -> list[Any]:
    """Return the values of a row, with words of closed vocabularies as enum members."""
    for n, vocabulary in words_at:
        if values[n] is not None:
            values[n] = vocabulary[values[n]]
    return values


_VOCABULARIES: Final[dict[str, dict[str, StrEnum]]] = {
    name: {each: each for each in vocabulary}
    for name, vocabulary in {
        "verdict": Verdict,
        "stance": Stance,
        "reliability": Reliability,
        "credibility": Credibility,
        "confidence": Confidence,
        "basis": Basis,
        "state": ClaimState,
        "relation": RelationKind,
    }.items()
}
"""The columns that hold words of a closed vocabulary, in any row."""


def combine_rows(row: Callable[..., Row], *rows: Any, **own: Any) -> Row:
    """Return a row with its ``own`` fields and the fields of other rows by name. Later rows take precedence."""
    found: dict[str, Any] = {}
    for each in rows:
        found.update(each.__dict__ if isinstance(each, model.Record) else each._asdict())
    found.update(own)
    return row(**{name: found[name] for name in row._fields if name in found})  # type: ignore[attr-defined]


def batches(rows: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield rows in batches, so that child rows can be loaded per batch."""
    left = iter(rows)
    while batch := list(islice(left, _BATCH)):
        yield batch


class RowStream(Generic[Item]):
    """Single-use lazy list. ``complete`` turns a batch of found rows into finished ones, with their child rows."""

    def __init__(self, found: Iterable[Any], complete: Callable[[list[Any]], Iterable[Item]]) -> None:
        self._found = found
        self._complete = complete

    def __iter__(self) -> Iterator[Item]:
        return chain.from_iterable(map(self._complete, batches(self._found)))

    def split(self, limit: int) -> tuple[RowStream[Item], Iterator[Any]]:
        """Return the first ``limit`` rows, and an iterator over the rest, valid once the first are consumed."""
        found = iter(self._found)
        return RowStream(islice(found, limit), self._complete), found


def lists(connection: sqlite3.Connection, statement: str, **parameters: Any) -> dict[Any, tuple[Any, ...]]:
    """Return the values of each key. The statement selects key and value, in order."""
    return by_owner(connection.execute(statement, parameters))


def pairs(
    connection: sqlite3.Connection, pair: Callable[..., Item], statement: str, **parameters: Any
) -> dict[Any, tuple[Item, ...]]:
    """Return the pairs of each map by owner. The statement selects owner, key and value, in order."""
    return by_owner((owner, pair(*both)) for owner, *both in connection.execute(statement, parameters))


def array(ids: Iterable[str]) -> str:
    """Return ids as a JSON array for ``json_each``; ids need no escapes."""
    return "[" + ",".join(f'"{each}"' for each in ids) + "]"


def text_filter(words: Iterable[str]) -> str | None:
    """Return the words of a filter as a JSON array for ``json_each``, or None if the filter is not used."""
    escaped = [each.replace("\\", "\\\\").replace('"', '\\"') for each in words]
    return array(escaped) if escaped else None


def rows_in(connection: sqlite3.Connection, statement: str, values: Collection[str | int]) -> list[tuple[Any, ...]]:
    """Return the rows of a statement in which ``{marks}`` stands for a list of values, of any text."""
    return connection.execute(statement.format(marks=", ".join("?" * len(values))), tuple(values)).fetchall()


class ChildRows:
    """Merge join of a parent with the rows that belong to it; both in the same order, in constant memory.

    Each row begins with the number of the parent that it belongs to.
    """

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._groups = groupby(rows, itemgetter(0))
        self._next = next(self._groups, None)

    def take(self, number: int) -> list[tuple[Any, ...]]:
        """Return the rows of one parent without its number. Call it with numbers in ascending order."""
        if self._next is None or self._next[0] != number:
            return []
        rows = [row[1:] for row in self._next[1]]
        self._next = next(self._groups, None)
        return rows


def base(connection: sqlite3.Connection) -> model.Base:
    """Return the fact base as a whole."""
    words = lists(connection, "SELECT number, word FROM word_group ORDER BY position")
    kinds = fetch(connection, model.EventKind, "SELECT kind, means FROM event_kind ORDER BY position")
    return base_head(connection)._replace(words=tuple(words.values()), kinds=kinds)


def base_head(connection: sqlite3.Connection) -> model.Base:
    """Return the fact base as a whole, without its groups of words and its kinds of events, which few answers need."""
    values = BASE_COLUMNS.values(connection.execute(f"SELECT {BASE_COLUMNS.sql} FROM base").fetchone())
    examines = tuple(source for (source,) in connection.execute("SELECT source FROM examined ORDER BY position"))
    return model.Base(**values, examines=examines)


def phrasings(connection: sqlite3.Connection, record: str, id_: str) -> tuple[model.Phrasing, ...]:
    """Return the phrasings of a record. ``record`` is its table."""
    return phrasings_by_owner(connection, record, (id_,)).get(id_, ())


def phrasings_by_owner(
    connection: sqlite3.Connection, record: str, ids: Iterable[str]
) -> dict[str, tuple[model.Phrasing, ...]]:
    """Return the phrasings of records by id. ``record`` is their table."""
    return pairs(connection, _phrasing, _PHRASINGS.format(record), ids=array(ids))


def _phrasing(text: str, lang: str | None) -> model.Phrasing:
    return model.Phrasing(text=text, lang=lang)


_PHRASINGS: Final = """
SELECT {0}, text, lang FROM json_each(:ids) CROSS JOIN {0}_phrasing ON {0}_phrasing.{0} = json_each.value ORDER BY n
"""
