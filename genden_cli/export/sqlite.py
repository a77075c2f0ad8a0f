"""The base as a SQLite database of its own: keys between tables, full-text search, a view a question.

Beside ``FILE`` stands ``FILE.metadata.json``, which says what each table is, as Datasette reads it. Values are as they
stand in the base: whoever shows them makes them harmless.
"""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing, suppress
from typing import Any, Final

from genden_cli import schema
from genden_cli.errors import Unwritable, WrongUsage
from genden_cli.output.stream import opened, reason, spare
from genden_cli.query.rows import base
from genden_cli.text.inert import inert, inert_line, json_text

_TABLES: Final = os.path.join(os.path.dirname(__file__), "tables.sql")
_DESCRIBED: Final = re.compile(r"^-- ([^\n]+)\nCREATE (?:VIRTUAL )?(?:TABLE|VIEW) (\w+)", re.MULTILINE)


def write(connection: sqlite3.Connection, output: str | None, *, never: str) -> None:
    """Write the database beside its place and move it there; raise `Unwritable` where that fails.

    The file ``never`` is the fact base and is not written to.
    """
    if output is None:
        raise WrongUsage("a database cannot be printed", hints=("name a file with -o",))
    metadata = f"{output}.metadata.json"
    for target in (output, metadata):
        spare(target, never)
    with open(_TABLES, encoding="utf-8") as file:
        script = file.read()
    draft = f"{output}.{os.getpid()}-{os.urandom(4).hex()}.tmp"
    facts = connection.serialize()
    try:
        _fill(draft, script, facts)
        os.replace(draft, output)
    except sqlite3.OperationalError as error:  # others say that the index is damaged
        raise Unwritable(f"cannot write {output}: {error}") from None
    except OSError as error:
        raise Unwritable(f"cannot write {output}: {reason(error)}") from None
    finally:
        with suppress(OSError):
            os.unlink(draft)
    with opened(metadata, never=never) as out:
        out(json_text(_metadata(connection, output, script), indent=2) + "\n")


def _fill(draft: str, script: str, facts: bytes) -> None:
    with closing(sqlite3.connect(draft, isolation_level=None)) as database:
        database.execute("ATTACH ':memory:' AS facts")
        database.deserialize(facts, name="facts")
        database.executescript(f"PRAGMA foreign_keys = ON; BEGIN; {script} COMMIT; DETACH facts; ANALYZE;")


def _metadata(connection: sqlite3.Connection, output: str, script: str) -> dict[str, Any]:
    row = base(connection)
    tables = {name: {"description": said, **_columns(name)} for said, name in _DESCRIBED.findall(script)}
    about = {"title": inert_line(row.title), "description": inert(row.about or ""), "license": row.licence or ""}
    name = os.path.splitext(os.path.basename(output))[0]
    said = {key: inert(value) for key, value in about.items() if value}
    return {**said, "databases": {name: {"tables": tables}}}


def _columns(table: str) -> dict[str, dict[str, str]]:
    """Return what the columns of a table mean, as far as they are keys of the format."""
    if table not in _RECORDS:
        return {}
    return {"columns": {each.key: each.about for each in _RECORDS[table].fields if each.key not in _ELSEWHERE}}


_RECORDS: Final = {
    "base": schema.BASE,
    "source": schema.SOURCE,
    "person": schema.PERSON,
    "name": schema.NAME,
    "event": schema.EVENT,
    "claim": schema.CLAIM,
    "appearance": schema.APPEARANCE,
    "evidence": schema.EVIDENCE,
}

_ELSEWHERE: Final = frozenset(
    """
    examines ids derived_from names parts roles relations people variants tags appears_in evidence at rests_on
    """.split()
)
"""Keys whose values stand in tables of their own."""
