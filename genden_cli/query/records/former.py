"""Query the former ids of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3


def former_ids(connection: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Return the present id by former id, by the kind of record: ``claim``, ``event``, ``person`` or ``source``.

    An id that a record has today is left out. If several records had an id, it is that of the first.
    """
    found: dict[str, dict[str, str]] = {}
    for kind, was, id_, *_ in connection.execute(_FORMER):
        found.setdefault(kind, {}).setdefault(was, id_)
    return found


def former_by_record(connection: sqlite3.Connection) -> dict[str, dict[str, list[str]]]:
    """Return the former ids by present id, by the kind of record."""
    found: dict[str, dict[str, list[str]]] = {}
    for kind, ids in former_ids(connection).items():
        by_record = found.setdefault(kind, {})
        for was, id_ in ids.items():
            by_record.setdefault(id_, []).append(was)
    return found


_FORMER = """
SELECT 'claim', was, claim.id, claim.n, position FROM claim_was CROSS JOIN claim ON claim.id = claim_was.claim
 WHERE NOT EXISTS (SELECT 1 FROM claim AS present WHERE present.id = was)
 UNION ALL
SELECT 'event', was, event.id, event.n, position FROM event_was CROSS JOIN event ON event.id = event_was.event
 WHERE NOT EXISTS (SELECT 1 FROM event AS present WHERE present.id = was)
 UNION ALL
SELECT 'person', was, person.id, person.n, position FROM person_was CROSS JOIN person ON person.id = person_was.person
 WHERE NOT EXISTS (SELECT 1 FROM person AS present WHERE present.id = was)
 UNION ALL
SELECT 'source', was, source.id, source.n, position FROM source_was CROSS JOIN source ON source.id = source_was.source
 WHERE NOT EXISTS (SELECT 1 FROM source AS present WHERE present.id = was)
 ORDER BY 1, 4, 5
"""
