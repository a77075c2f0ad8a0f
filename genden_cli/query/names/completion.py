"""Completion: the ids, names, tags and places of the base that begin with a typed text.

A query takes a few steps in an index, however large the base is, and returns at most `MAX_ROWS` rows. If there are
more, the last row is the last match of all. A shell completes the common prefix of all rows, so the rows must not end
early.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.search_fields import NameList

if TYPE_CHECKING:
    import sqlite3

MAX_ROWS: Final = 200
"""The maximum number of rows."""

_HIGHEST: Final = "\U0010ffff"

Completion = tuple[str, str]
"""A text to complete, and its description."""


def completions(connection: sqlite3.Connection, what: NameList, typed: str) -> list[Completion]:
    """Return the ids of a section that begin with ``typed``, or the tags, or the places.

    For people, recorded names are returned too, once something is typed.
    """
    if what is not NameList.PEOPLE or not typed:
        return _matching_rows(connection, _STATEMENTS[what], typed, most=MAX_ROWS)
    share = MAX_ROWS // (1 + len(_SPELLINGS))
    spelt = dict(row for each in _SPELLINGS for row in _matching_rows(connection, each, typed, most=share))
    return [*_matching_rows(connection, _STATEMENTS[what], typed, most=share), *sorted(spelt.items())]


def _matching_rows(connection: sqlite3.Connection, statement: str, typed: str, *, most: int) -> list[Completion]:
    parameters = {"first": typed, "last": typed + _HIGHEST, "most": most - 1}
    return connection.execute(statement, parameters).fetchall()


def _statement(text: str, title: str, tables: str, *, where: str = "TRUE") -> str:
    begins = f"{text} >= :first AND {text} < :last AND {where}"
    rows = f"SELECT {text} AS text, {title} FROM {tables} WHERE {begins} ORDER BY {text}"
    return f"SELECT * FROM ({rows} LIMIT :most) UNION SELECT * FROM ({rows} DESC LIMIT 1) ORDER BY text"


_HAS_VERSIONS: Final = "EXISTS (SELECT 1 FROM variant WHERE event = event.id)"

_STATEMENTS: Final = {
    NameList.CLAIMS: _statement("id", "substr(says, 1, 200)", "claim"),
    NameList.EVENTS: _statement("id", "substr(title, 1, 200)", "event"),
    NameList.VERSIONS: _statement("id", "substr(title, 1, 200)", "event", where=_HAS_VERSIONS),
    NameList.PEOPLE: _statement("id", "substr(name, 1, 200)", "person"),
    NameList.SOURCES: _statement("id", "substr(title, 1, 200)", "source"),
    NameList.TAGS: _statement("tag", "''", "tag"),
    NameList.PLACES: _statement("shown", "''", "place_text"),
}

_SPELLINGS: Final = (
    _statement("name", "id", "person"),
    _statement("text", "substr(person.name, 1, 200)", "name JOIN person ON person.id = name.person"),
)
