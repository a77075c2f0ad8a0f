"""Query the former ids of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli import schema

if TYPE_CHECKING:
    import sqlite3


def former_ids(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Return the present id by former id, by the kind of record: ``claim``, ``event``, ``person`` or ``source``.

    An id that a record has today is left out. If several records had an id, it is that of the first.
    """
    kinds = [form.name for form in schema.SECTIONS.values()]
    return {kind: dict(connection.execute(_FORMER.format(kind)).fetchall()) for kind in kinds}


def former_by_record(connection: sqlite3.Connection) -> dict[str, dict[str, list[str]]]:
    """Return the former ids by present id, by the kind of record."""
    found: dict[str, dict[str, list[str]]] = {}
    for kind, ids in former_ids(connection).items():
        by_record = found.setdefault(kind, {})
        for was, id_ in ids.items():
            by_record.setdefault(id_, []).append(was)
    return found


_FORMER = """
SELECT was, {0} FROM {0}_was JOIN {0} ON {0}.id = {0}_was.{0} WHERE was NOT IN (SELECT id FROM {0})
 ORDER BY {0}.n DESC, position DESC
"""
