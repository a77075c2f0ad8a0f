"""The data of the search of a site: what the search of the page reads, with all texts, in chunks.

A page that is opened from the disk may load scripts, but no data. So each chunk is a script that hands over a piece of
one text: JSON, compressed with zlib, in base 64. The base is read row by row.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from genden_cli import words
from genden_cli.export.html.search_index import about_records, first_and_length, gaps, ids_by_section
from genden_cli.export.html.search_rules import search_rules
from genden_cli.query.search.passages import COLUMN_WEIGHTS
from genden_cli.query.search.question_terms import KINDS
from genden_cli.search_fields import KIND, PERSON, PLACE, SOURCE, STANCE, TAG, VERDICT
from genden_cli.text.normalize import SPACER
from genden_cli.text.sanitize import json_text
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

_LARGEST: Final = 90_000
"""The letters of a chunk; divisible by 4, so that each is base 64."""

_OF_CLAIM: Final = (PERSON, TAG, VERDICT, KIND, PLACE)
"""The letters of the facets that evidence has from its claim."""


def chunks(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the chunks, as scripts."""
    for number, text in enumerate(_pieces(_compressed(_json(connection)))):
        yield f'take({number},"{text}");\n'


def _json(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the data as JSON, piece by piece."""
    ids = ids_by_section(connection)
    yield f'{{"rules":{_text(search_rules(connection))},"verdict":{_text(VERDICT)},'
    yield f'"signs":{_text({word: sign.sign for word, sign in words.VERDICTS.items()})},'
    yield f'"states":{_text(_states(connection))},"base":{{'
    for key, value in about_records(connection, ids).items():
        yield f"{_text(key)}:{_text(value)},"
    yield f'"ids":{_text({section: " ".join(found) for section, found in ids.items()})}'
    for key, values in _columns(connection, ids):
        yield f",{_text(key)}:["
        for number, value in enumerate(values):
            yield f",{_text(value)}" if number else _text(value)
        yield "]"
    yield "}}"


def _states(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the states of the claims that are not published."""
    found = connection.execute("SELECT id, state FROM claim WHERE state IS NOT NULL ORDER BY n")
    return {id_: state for id_, state in found if state in words.UNPUBLISHED}


def _columns(connection: sqlite3.Connection, ids: dict[str, list[str]]) -> Iterator[tuple[str, Iterable[Any]]]:
    """Yield the name of each long list, and its values."""
    kinds = list(RecordKind)
    places = {section: {id_: number for number, id_ in enumerate(found)} for section, found in ids.items()}
    days = _numbered(connection, "earliest_day, latest_day")
    yield "kinds", (kinds.index(RecordKind(kind)) for (kind,) in _entries(connection, "kind"))
    yield "records", gaps(places[_SECTION_OF[RecordKind(kind)]][id_] for kind, id_ in _entries(connection, "kind, id"))
    yield "days", map(first_and_length, days)
    yield "days_of", (days[ends] for ends in _entries(connection, "earliest_day, latest_day"))
    rows = connection.execute("SELECT event FROM claim ORDER BY n")
    yield "events", (None if event is None else places["events"][event] for (event,) in rows)
    yield "facets", _facets(connection)
    columns = connection.execute(f"SELECT {', '.join(COLUMN_WEIGHTS)} FROM passage ORDER BY rowid")
    yield "passages", ([(text or "").replace(SPACER, "") for text in row] for row in columns)


def _entries(connection: sqlite3.Connection, columns: str) -> Iterator[tuple[Any, ...]]:
    return connection.execute(f"SELECT {columns} FROM entry LEFT JOIN moment USING (n) ORDER BY n")


def _numbered(connection: sqlite3.Connection, columns: str) -> dict[tuple[Any, ...], int]:
    """Return the distinct values of columns with their numbers, the most frequent first."""
    found = connection.execute(
        f"SELECT {columns} FROM entry LEFT JOIN moment USING (n) GROUP BY {columns} ORDER BY count(*) DESC, {columns}"
    )
    return {values: number for number, values in enumerate(found)}


def _facets(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the facets of each passage, without those that follow from others.

    Evidence has facets of its claim. A pair of a source and its stance follows from the evidence that has both.
    """
    connection.execute(_VOCABULARY)
    found = groupby(connection.execute("SELECT doc, term FROM temp.facet_places ORDER BY doc, term"), itemgetter(0))
    for (_, rows), (kind,) in zip(found, _entries(connection, "kind"), strict=True):
        own = {name for _, name in rows if name[0] != SOURCE or STANCE not in name}
        is_note = kind == RecordKind.NOTE
        yield " ".join(sorted(name for name in own if not (is_note and name[0] in _OF_CLAIM)))


def _compressed(texts: Iterable[str]) -> Iterator[bytes]:
    packer = zlib.compressobj(level=9)
    for text in texts:
        yield packer.compress(text.encode())
    yield packer.flush()


def _pieces(data: Iterable[bytes]) -> Iterator[str]:
    """Yield bytes as base 64, in pieces of one length; the last may be shorter."""
    size = _LARGEST // 4 * 3
    held = bytearray()
    for each in data:
        held += each
        while len(held) >= size:
            yield b64encode(held[:size]).decode()
            del held[:size]
    yield b64encode(held).decode()


def _text(value: Any) -> str:
    return json_text(value, compact=True)


_SECTION_OF: Final = {RecordKind.NOTE: "claims", **{kind: str(section) for section, kind in KINDS.items()}}

_VOCABULARY: Final = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.facet_places USING fts5vocab(main, facet, instance)"
