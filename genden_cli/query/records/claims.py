"""Query lists of claims in order of time, with their standing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from genden_cli import schema
from genden_cli.model import ClaimFields
from genden_cli.named_tuple import NamedTuple
from genden_cli.provenance import Origins, Standing
from genden_cli.query.records.fetch import Columns, RowStream, array, lists, text_filter

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from genden_cli.words import ClaimKind, ClaimState, Verdict


class ClaimRow(ClaimFields):
    """A claim and its standing. A claim without a date has the date of its event; ``reviewed`` is its last review."""

    _order = "id says verdict confidence kind event date people tags standing examined state reviewed because"
    _left_out = "note file"

    people: tuple[str, ...]
    tags: tuple[str, ...]
    standing: Standing
    examined: bool
    reviewed: str | None


class ClaimFilter(NamedTuple):
    """Selects claims: those that pass every filter with one of its words. The ids must exist."""

    verdict: tuple[Verdict, ...] = ()
    person: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    kind: tuple[ClaimKind, ...] = ()
    tag: tuple[str, ...] = ()
    state: tuple[ClaimState, ...] = ()
    """A claim without a state is published."""
    reviewed_before: int | None = None
    """A day: only claims that nobody has read on it or later."""
    missing: str | None = None
    """``evidence``, ``quote`` (in the evidence) or ``origins`` (two that are independent): only claims without it."""


def claims(connection: sqlite3.Connection, wanted: ClaimFilter) -> RowStream[ClaimRow]:
    """Return the claims that pass a filter, in order of time."""
    statement = _CLAIMS.format(where=_where(wanted, "chronology.id") or "TRUE")
    return RowStream(connection.execute(statement, _parameters(wanted)), partial(_complete_rows, connection))


def count_claims(connection: sqlite3.Connection, wanted: ClaimFilter) -> int:
    """Return how many claims pass a filter."""
    where = _where(wanted, "claim.id")
    statement = _COUNT.format(where=where) if where else "SELECT claims FROM record_count"
    (number,) = connection.execute(statement, _parameters(wanted)).fetchone()
    return int(number)


def _where(wanted: ClaimFilter, id_: str) -> str:
    """Return the condition for a filter on claims with this id; what filters nothing is left out."""
    found = [each.format(id_) for name, each in _CONDITIONS.items() if getattr(wanted, name)]
    if wanted.missing:
        found.append(_MISSING[wanted.missing].format(id_))
    return " AND ".join(found)


def _parameters(wanted: ClaimFilter) -> dict[str, str | int | None]:
    values = ((name, getattr(wanted, name)) for name in _CONDITIONS)
    return {name: text_filter(value) if isinstance(value, tuple) else value for name, value in values}


def claims_with_ids(connection: sqlite3.Connection, ids: Iterable[str]) -> tuple[ClaimRow, ...]:
    """Return the claims with these ids, in order of time."""
    return tuple(_complete_rows(connection, rows_with_ids(connection, ids)))


def rows_with_ids(connection: sqlite3.Connection, ids: Iterable[str]) -> list[tuple[Any, ...]]:
    """Return the claims with these ids, in order of time, as rows for `values`."""
    return connection.execute(_BY_ID, {"ids": array(ids)}).fetchall()


def all_rows(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Return all claims, in order of time, as rows for `values`."""
    return connection.execute(_CLAIMS.format(where="TRUE"))


def claims_of_events(connection: sqlite3.Connection, events: str) -> dict[str, tuple[ClaimRow, ...]]:
    """Return the claims about each of several events (a JSON array of ids), in the order of the file."""
    ids = lists(connection, _IDS_BY_EVENT, ids=events)
    rows = {row.id: row for row in claims_with_ids(connection, (each for found in ids.values() for each in found))}
    return {event: tuple(rows[each] for each in found) for event, found in ids.items()}


def values(connection: sqlite3.Connection, batch: list[tuple[Any, ...]]) -> Iterator[dict[str, Any]]:
    """Yield the fields of a `ClaimRow` for each row of a batch, without the people."""
    tags = lists(connection, _TAGS, ids=array(row[0] for row in batch))
    for row in batch:
        checked, examined, supports, contradicts, silent, context, *voices = row[_CLAIM.width :]
        found = _CLAIM.values(row)
        found["tags"] = tags.get(row[0], ())
        found["standing"] = Standing(
            supports, contradicts, silent, context, Origins._make(voices[:2]), Origins._make(voices[2:])
        )
        found["examined"] = bool(examined)
        found["reviewed"] = checked
        yield found


def _complete_rows(connection: sqlite3.Connection, batch: list[tuple[Any, ...]]) -> Iterator[ClaimRow]:
    people = lists(connection, _PEOPLE, ids=array(row[0] for row in batch))
    for found in values(connection, batch):
        found["people"] = people.get(found["id"], ())
        yield ClaimRow._make(found)


_CLAIM = Columns(schema.CLAIM)

_COLUMNS = f"""
       {_CLAIM.sql}, checked,
       EXISTS (SELECT 1 FROM appearance WHERE appearance.claim = claim.id),
       coalesce(supports, 0), coalesce(contradicts, 0), coalesce(silent, 0), coalesce(context, 0),
       coalesce(origins_for, 0), coalesce(origins_for_proven, 0),
       coalesce(origins_against, 0), coalesce(origins_against_proven, 0)
  FROM chronology
  JOIN claim ON claim.n = chronology.n
  LEFT JOIN date AS date_date ON date_date.key = chronology.date
  LEFT JOIN standing ON standing.claim = claim.id
  LEFT JOIN last_checked ON last_checked.claim = claim.id
"""

_CONDITIONS = {
    "verdict": "verdict IN (SELECT value FROM json_each(:verdict))",
    "kind": "kind IN (SELECT value FROM json_each(:kind))",
    "person": "{0} IN (SELECT claim FROM claim_person WHERE person IN (SELECT value FROM json_each(:person)))",
    "tag": "{0} IN (SELECT claim FROM claim_tag WHERE tag IN (SELECT value FROM json_each(:tag)))",
    "source": """{0} IN (SELECT claim FROM evidence WHERE source IN (SELECT value FROM json_each(:source))
        UNION SELECT claim FROM appearance INDEXED BY appearance_source
               WHERE source IN (SELECT value FROM json_each(:source)))""",
    "state": "coalesce(state, 'published') IN (SELECT value FROM json_each(:state))",
    "reviewed_before": """NOT EXISTS (SELECT 1 FROM last_checked AS last JOIN date ON date.key = last.checked
                                       WHERE last.claim = {0} AND date.latest_day >= :reviewed_before)""",
}
"""The condition of each filter, by its field; ``{0}`` is the id of the claim."""

_MISSING = {
    "evidence": "NOT EXISTS (SELECT 1 FROM standing WHERE standing.claim = {0})",
    "quote": """NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.claim = {0} AND quote IS NOT NULL
                                                 AND source NOT IN (SELECT source FROM examined))""",
    "origins": """NOT EXISTS (SELECT 1 FROM standing
                               WHERE standing.claim = {0} AND (origins_for >= 2 OR origins_against >= 2))""",
}

_CLAIMS = f"""
SELECT {_COLUMNS}
 WHERE chronology.section = 'claims' AND {{where}}
 ORDER BY chronology.sort_day, chronology.earliest_day, chronology.latest_day, chronology.n
"""

_COUNT = "SELECT count(*) FROM claim WHERE {where}"

_BY_ID = f"""
SELECT {_COLUMNS}
 WHERE chronology.section = 'claims' AND chronology.id IN (SELECT value FROM json_each(:ids))
 ORDER BY chronology.sort_day, chronology.earliest_day, chronology.latest_day, chronology.n
"""

_IDS_BY_EVENT = """
SELECT event, id FROM claim INDEXED BY claim_event WHERE event IN (SELECT value FROM json_each(:ids)) ORDER BY n
"""

_PEOPLE = """
SELECT claim, person FROM claim_person WHERE claim IN (SELECT value FROM json_each(:ids)) ORDER BY claim, position
"""

_TAGS = """
SELECT claim, tag FROM claim_tag WHERE claim IN (SELECT value FROM json_each(:ids)) ORDER BY claim, position
"""
