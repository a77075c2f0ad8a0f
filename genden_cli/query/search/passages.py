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


def passages_by_time(
    connection: sqlite3.Connection, query: FtsQuery, *, most: int, only: int | None = None
) -> list[int]:
    """Return the numbers of the first passages that match, in order of time, at most ``most``.

    ``only`` is the number of the one passage to look at.
    """
    if only is not None:
        window = {"first": only, "last": only, "most": 1}
        return [n for (n,) in connection.execute(_statement(query), query.parameters() | window)]
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
        "called": array(f"{kind} {id_}" for kind, id_ in records_named(connection, _plain_text(groups))),
    }
    return [n for (n,) in connection.execute(_WEIGHED, parameters)]


def _plain_text(groups: Iterable[Group]) -> str:
    return " ".join(term.text for group in groups for term in group if not term.field and not term.negated)


def records_named(connection: sqlite3.Connection, text: str) -> list[tuple[RecordKind, str]]:
    """Return the records whose name, title or id equals a text in normalized form."""
    found = connection.execute(_LABELS, {"folded": normalize(text)})
    return [(_KINDS[section], id_) for section, id_ in found]


def entries(connection: sqlite3.Connection, rows: Iterable[int]) -> list[tuple[int, RecordKind, str]]:
    """Return number, kind and id of the record for each passage, in order of time."""
    found = connection.execute(_ENTRIES, {"rows": str(list(rows))})
    return [(n, RecordKind(kind), id_) for n, kind, id_ in found]


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


COLUMN_WEIGHTS: Final = {
    "title": 10.0,
    "names": 8.0,
    "about": 2.0,
    "quote": 3.0,
    "note": 2.0,
    "asked": 10.0,
    "called": 4.0,
}
"""The weight of a word in each column of a passage."""

# A record whose name equals the query comes first. The others are ordered by bm25 (smaller is better) times the weight
# of the passage. A word weighs most in the sentence of a claim, a title or a name, and least in a source note. The
# range of rowids lets FTS5 read its index once; with the list of rows alone it would search once per row.
_WEIGHED: Final = f"""
SELECT n
  FROM passage CROSS JOIN entry ON n = passage.rowid
 WHERE passage MATCH :words AND passage.rowid BETWEEN :first AND :last
   AND +passage.rowid IN (SELECT value FROM json_each(:rows))
 ORDER BY entry.kind || ' ' || entry.id IN (SELECT value FROM json_each(:called)) DESC,
          bm25(passage, {", ".join(map(str, COLUMN_WEIGHTS.values()))}) * weight, n
"""

_ENTRIES: Final = "SELECT n, kind, id FROM entry WHERE n IN (SELECT value FROM json_each(:rows)) ORDER BY n"

_LABELS: Final = """
SELECT section, id FROM label WHERE section IN ('claims', 'events', 'people', 'sources') AND folded = :folded LIMIT 20
"""
