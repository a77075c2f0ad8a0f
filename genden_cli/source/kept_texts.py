"""Keep the files of a base as they are now, in pieces of which an edit later reads and replaces those that differ."""

from __future__ import annotations

import os
from binascii import crc32
from typing import TYPE_CHECKING, Final

from genden_cli.source.stretch import Before

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.source.base_text import BaseText

_SIZE: Final = 1 << 14

_TABLE: Final = """
CREATE TABLE IF NOT EXISTS stamp_piece (n INTEGER PRIMARY KEY, path BLOB, size INTEGER, checksum INTEGER, data BLOB);
CREATE INDEX IF NOT EXISTS stamp_piece_path ON stamp_piece (path);
"""


def keep(connection: sqlite3.Connection, text: BaseText) -> None:
    """Keep a file as it is now, in a database."""
    connection.executescript(_TABLE)
    numbers, start, end = _differing(connection, text)
    numbers = numbers or [None] * (len(text.data) // _SIZE + 1)
    size = (end - start) // len(numbers) + 1
    parts = (text.data[at : min(at + size, end)] for at in range(start, start + len(numbers) * size, size))
    rows = ((n, os.fsencode(text.path), len(part), crc32(part), part) for n, part in zip(numbers, parts, strict=True))
    connection.executemany("INSERT OR REPLACE INTO stamp_piece VALUES (?, ?, ?, ?, ?)", rows)


def kept(connection: sqlite3.Connection, text: BaseText) -> Before:
    """Return what a file had when it was kept, from the first piece to the last one that it no longer has."""
    numbers, start, end = _differing(connection, text)
    query = "SELECT data FROM stamp_piece WHERE n BETWEEN ? AND ? ORDER BY n"
    pieces = connection.execute(query, (numbers[0], numbers[-1]))
    return Before(b"".join(data for (data,) in pieces), start, len(text.data) - end)


def _differing(connection: sqlite3.Connection, text: BaseText) -> tuple[list[int | None], int, int]:
    """Return the numbers of the pieces that a file no longer has, at least one, and where it has something else."""
    query = "SELECT n, size, checksum FROM stamp_piece WHERE path = ? ORDER BY n"
    pieces = connection.execute(query, (os.fsencode(text.path),)).fetchall()
    data = memoryview(text.data)
    start, end = 0, len(data)
    while len(pieces) > 1 and crc32(data[start : start + pieces[0][1]]) == pieces[0][2]:
        start += pieces.pop(0)[1]
    while len(pieces) > 1 and start <= (last := end - pieces[-1][1]) and crc32(data[last:end]) == pieces[-1][2]:
        end = last
        pieces.pop()
    return [n for n, *_ in pieces], start, end
