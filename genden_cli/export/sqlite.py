"""Export the base as a SQLite database with foreign keys, full-text search and views.

Beside ``FILE`` stands ``FILE.metadata.json``, which `datasette` makes for the tool of that name. Values
are as they stand in the base: whoever shows them makes them harmless.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from genden_cli.errors import Unwritable, reason
from genden_cli.export import datasette, sqlite_tables
from genden_cli.index import store
from genden_cli.output.stream import spare
from genden_cli.query.records.fetch import base
from genden_cli.source.replace import Replacement
from genden_cli.text.sanitize import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.export import Target

_FOLDER: Final = os.path.dirname(__file__)


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the database and its description; raise `Unwritable` if that fails. Files of both names then stay."""
    output = target.path or ""
    metadata = f"{output}.metadata.json"
    for path in (output, metadata):
        spare(path, target.base_file)
    _refuse_in_use(output)
    script = _script()
    name = os.path.splitext(os.path.basename(output))[0]
    described = json_text(datasette.metadata(base(connection), name, script), indent=2) + "\n"
    with Replacement(output, is_text=False) as database, Replacement(metadata, is_text=False) as description:
        with _telling(output):
            database.begin()
            _fill(database.draft or "", script, connection)
        with _telling(metadata):
            description.begin().write(described.encode())
        with _telling(output):
            database.commit()
        with _telling(metadata, note=f"; {output} is complete"):
            description.commit()


@contextmanager
def _telling(path: str, *, note: str = "") -> Iterator[None]:
    """Raise `Unwritable` if a file cannot be written."""
    try:
        yield
    except sqlite3.OperationalError as error:  # others say that the index is damaged
        raise Unwritable(f"cannot write {path}: {error}{note}") from None
    except OSError as error:
        raise Unwritable(f"cannot write {path}: {reason(error)}{note}") from None


def _refuse_in_use(output: str) -> None:
    """Raise `Unwritable` if SQLite would take what another program has not yet stored for a part of the database."""
    for path in (f"{output}-journal", f"{output}-wal"):
        if os.path.lexists(path):
            hints = ("close the program that uses the old database, or name another file with -o",)
            raise Unwritable(f"{output} is in use: there is {path}", hints=hints)


def _script() -> str:
    """Return all statements that create and fill the database: dates, records, search tables and views."""
    return "\n".join((_text("dates.sql"), sqlite_tables.script(), sqlite_tables.search_script(), _text("views.sql")))


def _text(name: str) -> str:
    with open(os.path.join(_FOLDER, name), encoding="utf-8") as file:
        return file.read()


def _fill(draft: str, script: str, index: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(store.address(os.path.abspath(draft)), uri=True, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = MEMORY")  # a draft needs no file to recover it from
        _attach(index, database)
        database.executescript(
            f"PRAGMA foreign_keys = ON; BEGIN; PRAGMA defer_foreign_keys = ON; {script} COMMIT; DETACH facts; ANALYZE;"
        )


def _attach(index: sqlite3.Connection, database: sqlite3.Connection) -> None:
    """Attach the file of the index, or a copy in memory if it has none or another process has replaced it."""
    *_, file = index.execute("PRAGMA database_list").fetchone()
    if file:
        with suppress(sqlite3.Error):
            database.execute("ATTACH ? AS facts", (f"{store.address(file)}?{store.UNLOCKED}",))
            if (
                database.execute(_BUILT_FROM.format("facts")).fetchone()
                == index.execute(_BUILT_FROM.format("main")).fetchone()
            ):
                return
            database.execute("DETACH facts")
    database.execute("ATTACH ':memory:' AS facts")
    database.deserialize(index.serialize(), name="facts")


_BUILT_FROM: Final = "SELECT path, sha256, program FROM {}.stamp"
