"""What begins as the reader has begun to type: ids, spellings, tags and places, each with what stands for it.

However large the base, an answer is a few steps into an index and at most `MOST` rows. Where more begin so, the last of
them is the last row: a shell that types on as far as all of them agree must not be led astray by the first ones alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

MOST: Final = 200
"""How many rows there are at most."""

_LAST: Final = "\U0010ffff"

Completion = tuple[str, str]
"""What can be typed, and what it stands for."""


def beginning(connection: sqlite3.Connection, what: str, typed: str) -> list[Completion]:
    """Return the ids of a section that begin so, or the tags, or the places.

    Of people, once something is typed, the recorded spellings as well.
    """
    if what != "people" or not typed:
        return _beginning(connection, _STATEMENTS[what], typed, most=MOST)
    share = MOST // (1 + len(_SPELLINGS))
    spelt = dict(row for each in _SPELLINGS for row in _beginning(connection, each, typed, most=share))
    return [*_beginning(connection, _STATEMENTS[what], typed, most=share), *sorted(spelt.items())]


def _beginning(connection: sqlite3.Connection, statement: str, typed: str, *, most: int) -> list[Completion]:
    wanted = {"first": typed, "last": typed + _LAST, "most": most - 1}
    return connection.execute(statement, wanted).fetchall()


def _statement(text: str, title: str, tables: str, *, where: str = "TRUE") -> str:
    begins = f"{text} >= :first AND {text} < :last AND {where}"
    rows = f"SELECT {text} AS text, {title} FROM {tables} WHERE {begins} ORDER BY {text}"
    return f"SELECT * FROM ({rows} LIMIT :most) UNION SELECT * FROM ({rows} DESC LIMIT 1) ORDER BY text"


_STATEMENTS: Final = {
    "claims": _statement("id", "substr(says, 1, 200)", "claim"),
    "events": _statement("id", "substr(title, 1, 200)", "event"),
    "versions": _statement("id", "substr(title, 1, 200)", "event", where="id IN (SELECT event FROM variant)"),
    "people": _statement("id", "substr(name, 1, 200)", "person"),
    "sources": _statement("id", "substr(title, 1, 200)", "source"),
    "tags": _statement("tag", "''", "tag"),
    "places": _statement("place", "''", "place"),
}

_SPELLINGS: Final = (
    _statement("name", "id", "person"),
    _statement("text", "substr(person.name, 1, 200)", "name JOIN person ON person.id = name.person"),
)
