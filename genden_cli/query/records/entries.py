"""Query the entries of a timeline: events, and births, deaths, offices and dated claims that stand under no event."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from genden_cli import schema
from genden_cli.model import EventFields, When
from genden_cli.query.records import claims as claim_queries
from genden_cli.query.records.fetch import (
    NO_VERDICTS,
    WHEN,
    Columns,
    PersonRef,
    RowStream,
    Verdicts,
    array,
    verdicts_by_owner,
    when,
)
from genden_cli.query.records.timeline import EventFilter, EventParts, people_by_owner
from genden_cli.words import EntryKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator

    from genden_cli.query.records.claims import ClaimRow


KINDS: Final = tuple(EntryKind)
"""The kinds of entries, by their number in the index."""

EVENT, BIRTH, DEATH, OFFICE, CLAIM = range(5)


class TimelineEntry(EventFields):
    """An event, or what has a date and stands under no event: a birth, a death, an office or a claim.

    ``id`` is that of the event or claim; of a life or an office, that of the person. ``title`` is the title of the
    event or office, the name of the person, or what the claim says. A claim has itself in ``claims``. ``event_kind``
    is the kind of the event, in the words of the base.
    """

    _order = "id title date date_text place about people verdicts rival_dates claims kind event_kind"
    _left_out = "file"

    people: tuple[PersonRef, ...]
    verdicts: Verdicts
    rival_dates: int
    claims: tuple[ClaimRow, ...]
    kind: EntryKind
    event_kind: str | None


def entries(
    connection: sqlite3.Connection,
    wanted: EventFilter,
    *,
    kinds: Collection[int] = range(len(KINDS)),
    claims: bool = False,
    earlier_last: bool = False,
) -> RowStream[TimelineEntry]:
    """Return the entries of some kinds that pass a filter, in order of time. Undated events come last.

    With ``earlier_last``, what began before ``since`` of the filter, or may have, follows what begins later.
    """
    order = "DESC" if wanted.reverse else "ASC"
    groups = "dated.earliest_day < :since, " if earlier_last and wanted.since is not None else ""
    statement = _ENTRIES.format(where=_where(wanted, kinds), order=order, groups=groups)
    found = connection.execute(statement, wanted.parameters()) if kinds else ()
    return RowStream(found, partial(_complete_entries, connection, claims))


def events_and_lives(connection: sqlite3.Connection) -> Iterator[TimelineEntry]:
    """Yield all events with their claims, and births and deaths, in order of time. The kind of an event is its own."""
    for each in entries(connection, EventFilter(), kinds=(EVENT, BIRTH, DEATH), claims=True):
        yield each._replace(kind=each.event_kind) if each.kind == EntryKind.EVENT else each


def count_entries(connection: sqlite3.Connection, wanted: EventFilter) -> dict[int, int]:
    """Return how many entries of each kind pass a filter; kinds without an entry are left out."""
    if wanted._replace(reverse=False) == EventFilter():
        return dict(connection.execute("SELECT kind, number FROM dated_count ORDER BY kind"))
    where = _where(wanted, range(len(KINDS)))
    return dict(connection.execute(_COUNTS.format(where=where), wanted.parameters()))


def office_date(since: When | None, until: When | None) -> When | None:
    """Return the date of something that lasted from one date to another. None means unknown.

    EDTF allows no set and no interval at the end of an interval. In their place stands their outermost day, as
    uncertain. The words have all of it.
    """
    if since is None and until is None:
        return None
    if since and until and since.edtf == until.edtf:
        return since
    edtf = (
        f"{_interval_end(since, since.earliest) if since else ''}/{_interval_end(until, until.latest) if until else ''}"
    )
    return When(edtf, _office_words(since, until), since and since.earliest, until and until.latest)


def _office_words(since: When | None, until: When | None) -> str:
    if since and until:
        both = since.words + until.words
        return f"{since.words}–{until.words}" if both.isdigit() else f"{since.words} – {until.words}"
    return f"from {since.words}, end unknown" if since else f"until {until and until.words}, start unknown"


def _interval_end(date: When, day: str | None) -> str:
    if date.edtf[0] not in "[{" and "/" not in date.edtf:
        return date.edtf.partition("T")[0]
    return f"{day}?" if day else ".."


def _complete_entries(
    connection: sqlite3.Connection,
    claims: bool,  # noqa: FBT001 -- bound once, above
    batch: list[tuple[Any, ...]],
) -> Iterator[TimelineEntry]:
    by_kind: dict[int, list[tuple[Any, ...]]] = {}
    for row in batch:
        by_kind.setdefault(row[_EVENT.width], []).append(row)
    events = EventParts(connection, [row[0] for row in by_kind.get(EVENT, ())], claims=claims)
    of_claims = _ClaimDetails(connection, by_kind.get(CLAIM, ()), claims=claims)
    of_offices = _OfficeDetails(connection, by_kind.get(OFFICE, ()), claims=claims)
    for row in batch:
        kind, values = row[_EVENT.width], _EVENT.values(row)
        values.update(event_kind=values["kind"], kind=KINDS[kind], rival_dates=0)
        if kind == EVENT:
            values.update(events.of(row[0]))
        else:
            values.update((of_claims if kind == CLAIM else of_offices).of(row))
        yield TimelineEntry._make(values)


class _ClaimDetails:
    """The values of a batch of claims, as entries of a timeline."""

    def __init__(self, connection: sqlite3.Connection, rows: Collection[tuple[Any, ...]], *, claims: bool) -> None:
        ids = [row[_EVENT.width + 1] for row in rows]
        self._people = people_by_owner(connection, _PEOPLE_OF_CLAIMS, array(ids)) if ids else {}
        self._claims = {each.id: (each,) for each in claim_queries.claims_with_ids(connection, ids)} if claims else {}

    def of(self, row: tuple[Any, ...]) -> dict[str, Any]:
        """Return the values of one claim, by field."""
        id_, title, line, file, verdict = row[_EVENT.width + 1 : _EVENT.width + 6]
        people = tuple(self._people.get(id_, ()))
        own = {"id": id_, "title": title, "line": line, "file": file, "people": people}
        return {**own, "verdicts": Verdicts(**{verdict: 1}), "claims": self._claims.get(id_, ())}


class _OfficeDetails:
    """The values of a batch of births, deaths and offices, as entries of a timeline."""

    def __init__(self, connection: sqlite3.Connection, rows: Collection[tuple[Any, ...]], *, claims: bool) -> None:
        numbers = [row[_EVENT.width + 7] for row in rows]
        ids = f"[{','.join(map(str, numbers))}]"
        self._verdicts = verdicts_by_owner(connection, _VERDICTS_OF_OFFICES, ids=ids) if numbers else {}
        linked = connection.execute(_CLAIMS_OF_OFFICES, {"ids": ids}).fetchall() if numbers and claims else ()
        about = claim_queries.claims_with_ids(connection, {id_ for _, id_ in linked}) if linked else ()
        found = {each.id: each for each in about}
        self._claims: dict[int, tuple[ClaimRow, ...]] = {}
        for number, id_ in linked:
            self._claims[number] = (*self._claims.get(number, ()), found[id_])

    def of(self, row: tuple[Any, ...]) -> dict[str, Any]:
        """Return the values of one birth, death or office, by field."""
        kind, id_, title, line, file, _, name, number, *dates = row[_EVENT.width :]
        own = {"id": id_, "title": title, "line": line, "file": file, "people": (PersonRef(id_, name),)}
        if kind != OFFICE:
            return {**own, "verdicts": NO_VERDICTS, "claims": ()}
        date = office_date(when(*dates[:4]), when(*dates[4:]))
        counts = self._verdicts.get(number, NO_VERDICTS)
        return {**own, "date": date, "verdicts": counts, "claims": self._claims.get(number, ())}


def _where(wanted: EventFilter, kinds: Collection[int]) -> str:
    """Return the condition for a filter; a condition that filters nothing is left out, since each costs time."""
    values = wanted.parameters()
    found = [each for name, each in _CONDITIONS.items() if values[name] is not None and values[name] is not False]
    if len(kinds) < len(KINDS):
        found.append(f"+dated.kind IN ({', '.join(map(str, kinds))})")
    return f"WHERE {' AND '.join(found)}" if found else ""


_EVENT = Columns(schema.EVENT)

_ENTRIES = f"""
SELECT {_EVENT.sql},
       dated.kind, dated.id, coalesce(claim.says, role.title, person.name), coalesce(claim.line, person.line),
       coalesce(claim.file, person.file), claim.verdict, person.name, dated.n,
       {WHEN.replace("date.", "since.")}, {WHEN.replace("date.", "until.")}
  FROM dated
  LEFT JOIN event ON dated.kind = 0 AND event.n = dated.n
  LEFT JOIN claim ON dated.kind = 4 AND claim.n = dated.n
  LEFT JOIN person ON dated.kind IN (1, 2, 3) AND person.id = dated.id
  LEFT JOIN role ON dated.kind = 3 AND role.n = dated.n
  LEFT JOIN date AS date_date ON date_date.key = dated.date
  LEFT JOIN date AS since ON since.key = role.from_
  LEFT JOIN date AS until ON until.key = role.to_
 {{where}}
 ORDER BY {{groups}}dated.sort_day {{order}}, dated.earliest_day {{order}}, dated.latest_day {{order}},
          dated.kind {{order}}, dated.n {{order}}
"""

_COUNTS = """
SELECT dated.kind, count(*)
  FROM dated LEFT JOIN event ON dated.kind = 0 AND event.n = dated.n
 {where}
 GROUP BY dated.kind
"""

_PEOPLE = "(SELECT value FROM json_each(:person))"
_TAGS = "(SELECT value FROM json_each(:tag))"
_VERDICTS = "(SELECT value FROM json_each(:verdict))"

_CONDITIONS: Final = {
    "since": f"dated.latest_day >= :since AND dated.earliest_day < {1 << 60}",
    "until": "dated.earliest_day <= :until",
    "certainly": f"""dated.earliest_day >= coalesce(:since, {-(1 << 60)})
                 AND dated.latest_day <= coalesce(:until, {1 << 60})""",
    "place": """dated.kind = 0 AND event.place IN (SELECT place FROM place_text JOIN json_each(:place)
                                                    WHERE instr(folded, value) > 0)""",
    "person": f"""CASE dated.kind
        WHEN 0 THEN dated.id IN (SELECT event FROM participant WHERE person IN {_PEOPLE}
                                 UNION SELECT event FROM claim_person JOIN claim ON claim.id = claim_person.claim
                                        WHERE person IN {_PEOPLE})
        WHEN 4 THEN dated.id IN (SELECT claim FROM claim_person WHERE person IN {_PEOPLE})
        ELSE dated.id IN {_PEOPLE} END""",
    "tag": f"""CASE dated.kind
        WHEN 0 THEN EXISTS (SELECT 1 FROM claim JOIN claim_tag ON claim_tag.claim = claim.id
                             WHERE claim.event = dated.id AND tag IN {_TAGS})
        WHEN 3 THEN EXISTS (SELECT 1 FROM role_claim JOIN claim_tag ON claim_tag.claim = role_claim.claim
                             WHERE role_claim.role = dated.n AND tag IN {_TAGS})
        WHEN 4 THEN EXISTS (SELECT 1 FROM claim_tag WHERE claim_tag.claim = dated.id AND tag IN {_TAGS}) END""",
    "verdict": f"""CASE dated.kind
        WHEN 0 THEN EXISTS (SELECT 1 FROM claim WHERE claim.event = dated.id AND claim.verdict IN {_VERDICTS})
        WHEN 3 THEN EXISTS (SELECT 1 FROM role_claim JOIN claim ON claim.id = role_claim.claim
                             WHERE role_claim.role = dated.n AND claim.verdict IN {_VERDICTS})
        WHEN 4 THEN EXISTS (SELECT 1 FROM claim WHERE claim.id = dated.id AND claim.verdict IN {_VERDICTS}) END""",
    "variants": "dated.kind = 0 AND dated.id IN (SELECT event FROM variant)",
}
"""The condition of each filter, by its field."""

_PEOPLE_OF_CLAIMS = """
SELECT claim, person.id, name
  FROM claim_person JOIN person ON person.id = claim_person.person
 WHERE claim IN (SELECT value FROM json_each(:ids))
 ORDER BY claim, position
"""

_VERDICTS_OF_OFFICES = """
SELECT role, verdict, count(*)
  FROM role_claim JOIN claim ON claim.id = role_claim.claim
 WHERE role IN (SELECT value FROM json_each(:ids))
 GROUP BY role, verdict
"""

_CLAIMS_OF_OFFICES = (
    "SELECT role, claim FROM role_claim WHERE role IN (SELECT value FROM json_each(:ids)) ORDER BY 1, 2"
)
