"""Find the passages that match, in order of time or by weight.

Passages are numbered in order of time. They are searched window by window, a small window first. The first window
usually fills a page for a common word, and later windows are then never read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.query.records.fetch import array
from genden_cli.text.normalize import normalize
from genden_cli.words import RecordKind, Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from genden_cli.query.search.matching import Alternative, FtsQuery
    from genden_cli.query.search.terms import Group

_FIRST_WINDOW: Final = 1 << 14
_GROWTH: Final = 4


def passages_by_time(connection: sqlite3.Connection, query: FtsQuery, *, most: int) -> list[int]:
    """Return the numbers of the first passages that match, in order of time, at most ``most``."""
    statement, parameters = _statement(query), query.parameters()
    (end,) = connection.execute("SELECT coalesce(max(n), 0) FROM entry").fetchone()
    found: list[int] = []
    first, length = 1, _FIRST_WINDOW
    while first <= end and len(found) < most:
        window = {"first": first, "last": first + length - 1, "most": most - len(found)}
        found += [n for (n,) in connection.execute(statement, parameters | window)]
        first, length = first + length, length * _GROWTH
    return found


def passages_by_weight(
    connection: sqlite3.Connection, query: FtsQuery, rows: list[int], groups: Iterable[Group]
) -> list[int]:
    """Return the numbers of passages that match words, the best first. ``rows`` are the passages."""
    if not rows:
        return []
    parameters = {
        "words": query.words,
        "first": rows[0],
        "last": rows[-1],
        "rows": str(rows),
        "called": _records_named(connection, groups),
    }
    return [n for (n,) in connection.execute(_WEIGHED, parameters)]


def _records_named(connection: sqlite3.Connection, groups: Iterable[Group]) -> str:
    """Return, as a JSON array, the records whose name or title equals the words of the query."""
    words = (term.text for group in groups for term in group if not term.field and not term.negated)
    found = connection.execute(_LABELS, {"folded": normalize(" ".join(words))})
    return array(f"{_KINDS[section]} {id_}" for section, id_ in found)


_KINDS: Final = {
    Section.CLAIMS: RecordKind.CLAIM,
    Section.EVENTS: RecordKind.EVENT,
    Section.PEOPLE: RecordKind.PERSON,
    Section.SOURCES: RecordKind.SOURCE,
}

_IN_WINDOW: Final = {
    "passage": "SELECT rowid AS n FROM passage WHERE passage MATCH :{0} AND rowid BETWEEN :first AND :last",
    "facet": "SELECT rowid AS n FROM facet WHERE facet MATCH :{0} AND rowid BETWEEN :first AND :last",
    "moment": """
SELECT n FROM moment WHERE latest_day >= :since AND earliest_day <= :until AND n BETWEEN :first AND :last
""",
    "entry": "SELECT n FROM entry WHERE n BETWEEN :first AND :last",
}


def _statement(query: FtsQuery) -> str:
    """Return the statement that finds the passages of a window. The first condition leads, the others filter.

    A unary plus keeps SQLite from using the FTS index for a filter, which would search it once per row.
    """
    words, facets = _IN_WINDOW["passage"].format("words"), _IN_WINDOW["facet"].format("facets")
    excluded, days = _IN_WINDOW["passage"].format("excluded"), _IN_WINDOW["moment"]
    leading = words if query.words else facets if query.facets else days if query.has_dates else _IN_WINDOW["entry"]
    filters = [_any_of(number, group) for number, group in enumerate(query.alternatives)]
    if query.words and query.facets:
        filters.append(f"+entry.n IN ({facets})")
    if query.excluded and not query.words:
        filters.append(f"+entry.n NOT IN ({excluded})")
    joins_dates = query.has_dates and leading is not days
    if joins_dates:
        filters.append("latest_day >= :since AND earliest_day <= :until")
    moments = "CROSS JOIN moment ON moment.n = entry.n" if joins_dates else ""
    where = f"WHERE {' AND '.join(filters)}" if filters else ""
    return f"SELECT entry.n FROM ({leading}) AS entry {moments} {where} ORDER BY entry.n LIMIT :most"


def _any_of(number: int, group: tuple[Alternative, ...]) -> str:
    """Return a condition that at least one of several alternatives meets."""
    found = []
    for n, each in enumerate(group):
        rows = _IN_WINDOW[each.table].format(f"alternative_{number}_{n}")
        found.append(f"+entry.n {'NOT IN' if each.negated else 'IN'} ({rows})")
    return f"({' OR '.join(found)})"


# A record whose name equals the query comes first. The others are ordered by bm25 (smaller is better) times the weight
# of the passage. A word weighs most in the sentence of a claim, a title or a name, and least in a source note. The
# range of rowids lets FTS5 read its index once; with the list of rows alone it would search once per row.
_WEIGHED: Final = """
SELECT n
  FROM passage CROSS JOIN entry ON n = passage.rowid
 WHERE passage MATCH :words AND passage.rowid BETWEEN :first AND :last
   AND +passage.rowid IN (SELECT value FROM json_each(:rows))
 ORDER BY entry.kind || ' ' || entry.id IN (SELECT value FROM json_each(:called)) DESC,
          bm25(passage, 10.0, 8.0, 2.0, 3.0, 2.0, 10.0, 4.0) * weight, n
"""

_LABELS: Final = """
SELECT section, id FROM label WHERE section IN ('claims', 'events', 'people', 'sources') AND folded = :folded LIMIT 20
"""
