"""The passages that match, in order of time or by weight.

A base is gone through in stretches, a short one first: a page of hits for what is common is full after the first of
them, and what could match beyond it is never looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.query.records.fetch import array
from genden_cli.text.normalize import normalize

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from genden_cli.query.search.matching import Alternative, FtsQuery
    from genden_cli.query.search.terms import Group

_STRETCH: Final = 1 << 14
_GROWTH: Final = 4


def in_order(connection: sqlite3.Connection, wanted: FtsQuery, *, most: int) -> list[int]:
    """Return the numbers of the first passages that match, in order of time."""
    statement, asked = _statement(wanted), wanted.parameters()
    (end,) = connection.execute("SELECT coalesce(max(n), 0) FROM entry").fetchone()
    found: list[int] = []
    first, length = 1, _STRETCH
    while first <= end and len(found) < most:
        stretch = {"first": first, "last": first + length - 1, "most": most - len(found)}
        found += [n for (n,) in connection.execute(statement, asked | stretch)]
        first, length = first + length, length * _GROWTH
    return found


def by_weight(connection: sqlite3.Connection, wanted: FtsQuery, rows: list[int], groups: Iterable[Group]) -> list[int]:
    """Return passages that match words, the best first."""
    if not rows:
        return []
    among = {"first": rows[0], "last": rows[-1], "rows": str(rows), "called": _called(connection, groups)}
    return [n for (n,) in connection.execute(_WEIGHED, {"words": wanted.words, **among})]


def _called(connection: sqlite3.Connection, groups: Iterable[Group]) -> str:
    """Return, as JSON, the records that are called just as the words that are asked for."""
    words = (term.text for group in groups for term in group if not term.field and not term.minus)
    found = connection.execute(_LABELS, {"folded": normalize(" ".join(words))})
    return array(f"{_KINDS[section]} {id_}" for section, id_ in found)


_KINDS: Final = {"claims": "claim", "events": "event", "people": "person", "sources": "source"}

_IN_STRETCH: Final = {
    "passage": "SELECT rowid AS n FROM passage WHERE passage MATCH :{0} AND rowid BETWEEN :first AND :last",
    "facet": "SELECT rowid AS n FROM facet WHERE facet MATCH :{0} AND rowid BETWEEN :first AND :last",
    "moment": """
SELECT n FROM moment WHERE latest_day >= :since AND earliest_day <= :until AND n BETWEEN :first AND :last
""",
    "entry": "SELECT n FROM entry WHERE n BETWEEN :first AND :last",
}


def _statement(wanted: FtsQuery) -> str:
    """Return the statement that finds the passages of a stretch: what is asked for first leads, the rest filters.

    With a plus before it a filter is only that: FTS5 would be asked anew for each of its rows.
    """
    words, facets = _IN_STRETCH["passage"].format("words"), _IN_STRETCH["facet"].format("facets")
    without, days = _IN_STRETCH["passage"].format("without"), _IN_STRETCH["moment"]
    leading = words if wanted.words else facets if wanted.facets else days if wanted.dated else _IN_STRETCH["entry"]
    filters = [_either(number, group) for number, group in enumerate(wanted.among)]
    if wanted.words and wanted.facets:
        filters.append(f"+entry.n IN ({facets})")
    if wanted.without and not wanted.words:
        filters.append(f"+entry.n NOT IN ({without})")
    dated = wanted.dated and leading is not days
    if dated:
        filters.append("latest_day >= :since AND earliest_day <= :until")
    moments = "CROSS JOIN moment ON moment.n = entry.n" if dated else ""
    where = f"WHERE {' AND '.join(filters)}" if filters else ""
    return f"SELECT entry.n FROM ({leading}) AS entry {moments} {where} ORDER BY entry.n LIMIT :most"


def _either(number: int, group: tuple[Alternative, ...]) -> str:
    """Return a condition that one of several alternatives meets."""
    found = []
    for n, each in enumerate(group):
        rows = _IN_STRETCH[each.table].format(f"among_{number}_{n}")
        found.append(f"+entry.n {'NOT IN' if each.minus else 'IN'} ({rows})")
    return f"({' OR '.join(found)})"


# First the record that is called what was asked for. Then by weight (bm25, smaller is better): a word says most in the
# sentence of a claim, in a title or a name, and least in what a source says about a claim; how much a passage weighs
# whatever the words, its entry tells. FTS5 goes through the words once; with rows alone it would begin anew for each.
_WEIGHED: Final = """
SELECT n
  FROM passage CROSS JOIN entry ON n = passage.rowid
 WHERE passage MATCH :words AND passage.rowid BETWEEN :first AND :last
   AND +passage.rowid IN (SELECT value FROM json_each(:rows))
 ORDER BY entry.kind || ' ' || entry.id IN (SELECT value FROM json_each(:called)) DESC,
          bm25(passage, 10.0, 8.0, 2.0, 3.0, 2.0, 4.0) * weight, n
"""

_LABELS: Final = """
SELECT section, id FROM label WHERE section IN ('claims', 'events', 'people', 'sources') AND folded = :folded LIMIT 20
"""
