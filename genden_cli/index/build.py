"""Checked facts in, index out: the only module that writes tables."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from genden_cli import model
from genden_cli.dates.edtf import ALWAYS
from genden_cli.index.search_tables import build_search_tables
from genden_cli.provenance import EvidenceItem, standing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from genden_cli.dates.edtf import Date

    OnProgress = Callable[[float], object]

_TABLES: Final = os.path.join(os.path.dirname(__file__), "tables.sql")

_BATCH = 2_000
_READ: Final = 0.65
_COUNTED: Final = 0.75
"""About so much is done once every record is read, and once their evidence is counted."""

_PRAGMAS = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -32768;
PRAGMA temp_store = MEMORY;
"""


def build(
    connection: sqlite3.Connection,
    records: Iterable[model.Record],
    *,
    size: int = 0,
    on_progress: OnProgress = lambda _: None,
) -> None:
    """Insert all records into an empty database, then fill the derived tables and indexes.

    ``size`` is the size of the file in bytes. ``on_progress`` gets the share that is done, from 0 to 1, once a batch.
    """
    connection.executescript(_PRAGMAS)
    with open(_TABLES, encoding="utf-8") as tables:
        connection.executescript(tables.read())
    connection.execute("BEGIN")
    rows = _Rows(connection)
    for record in records:
        _WRITERS[type(record)](rows, record)
        if rows.full:
            rows.flush()
            on_progress(_READ * record.node.start.index / max(size, 1))
    rows.flush()
    marks = ", ".join("?" * 9)
    connection.executemany(f"INSERT INTO standing VALUES ({marks})", _standings(connection))
    for statement in (*_CHRONOLOGY, *_INDEXES):
        connection.execute(statement)
    build_search_tables(connection, on_progress=lambda done: on_progress(_COUNTED + (1 - _COUNTED) * done))
    connection.execute("ANALYZE")
    connection.execute("COMMIT")


class _Rows:
    """Rows on their way into tables, in batches; each distinct date once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._waiting: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._dates: set[str] = set()
        self._counts: Counter[str] = Counter()
        self._size = 0

    def add(self, table: str, *row: Any) -> None:
        """Let a row wait for its table."""
        self._waiting[table].append(row)
        self._size += 1

    def number(self, table: str) -> int:
        """Return the number of the next row of a table, from 1."""
        self._counts[table] += 1
        return self._counts[table]

    def date(self, date: Date | None) -> str | None:
        """Return what stands for a date in a row."""
        if date is None:
            return None
        if (text := date.text) not in self._dates:
            self._dates.add(text)
            self.add("date", text, date.words, date.earliest_iso, date.latest_iso, *date.sort_key)
        return text

    @property
    def full(self) -> bool:
        """Tell whether it is time to flush."""
        return self._size > _BATCH

    def flush(self) -> None:
        """Insert every row that waits."""
        for table, rows in self._waiting.items():
            marks = ", ".join("?" * len(rows[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        self._waiting.clear()
        self._size = 0


def _base(rows: _Rows, base: model.Base) -> None:
    rows.add("base", base.title, base.about, base.by, base.language, base.licence, base.version)
    for position, source in enumerate(base.examines):
        rows.add("examined", source, position)


def _source(rows: _Rows, source: model.Source) -> None:
    known = source.derived_from is not None
    of = (source.title, source.author, source.publisher, rows.date(source.issued), source.type)
    where = (source.url, source.archived, source.language)
    worth = (source.reliability, source.why, source.read, source.note)
    rows.add("source", rows.number("source"), source.id, *of, *where, *worth, source.node.line, known)
    for scheme, value in source.ids.items():
        rows.add("identifier", "sources", source.id, scheme, value)
    for position, origin in enumerate(source.derived_from or ()):
        rows.add("derived_from", source.id, position, origin)


def _person(rows: _Rows, person: model.Person) -> None:
    life = (rows.date(person.born), rows.date(person.died))
    rows.add(
        "person", rows.number("person"), person.id, person.name, *life, person.about, person.note, person.node.line
    )
    for scheme, value in person.ids.items():
        rows.add("identifier", "people", person.id, scheme, value)
    for position, name in enumerate(person.names):
        rows.add("name", person.id, position, name.text, name.lang, name.scheme)
        for part, text in name.parts.items():
            rows.add("name_part", person.id, position, part, text)
    for position, role in enumerate(person.roles):
        rows.add("role", person.id, position, role.title, rows.date(role.from_), rows.date(role.to))
        for claim in role.claims:
            rows.add("role_claim", person.id, position, claim)
    for position, relation in enumerate(person.relations):
        rows.add("relation", person.id, position, relation.to, relation.as_)
        for claim in relation.claims:
            rows.add("relation_claim", person.id, position, claim)


def _event(rows: _Rows, event: model.Event) -> None:
    when = (rows.date(event.date), event.date_text)
    rows.add("event", rows.number("event"), event.id, event.title, *when, event.place, event.about, event.node.line)
    for position, (person, role) in enumerate(event.people.items()):
        rows.add("participant", event.id, position, person, role)
    for position, claim in enumerate(event.variants):
        rows.add("variant", event.id, position, claim)


def _claim(rows: _Rows, claim: model.Claim) -> None:
    about = (claim.event, rows.date(claim.date), claim.kind)
    judged = (claim.verdict, claim.because, claim.confidence, rows.date(claim.reviewed))
    rows.add("claim", rows.number("claim"), claim.id, claim.says, *about, *judged, claim.note, claim.node.line)
    for position, person in enumerate(claim.people):
        rows.add("claim_person", claim.id, position, person)
    for position, tag in enumerate(claim.tags):
        rows.add("claim_tag", claim.id, position, tag)
    related = [(word, to) for word, others in claim.relations.items() for to in others]
    for position, (word, to) in enumerate(related):
        rows.add("claim_relation", claim.id, position, word, to)
    for item in claim.appears_in:
        number = rows.number("appearance")
        rows.add("appearance", number, claim.id, item.source, item.quote, item.translation, item.note, item.node.line)
        _locators(rows, "appearance", number, item.at)
    for evidence in claim.evidence:
        _evidence(rows, claim.id, evidence)


def _evidence(rows: _Rows, claim: str, item: model.Evidence) -> None:
    number = rows.number("evidence")
    words = (item.quote, item.translation, rows.date(item.date), item.note)
    worth = (item.source, item.stance, item.credibility)
    rows.add("evidence", number, claim, *worth, *words, item.node.line, item.rests_on is not None)
    _locators(rows, "evidence", number, item.at)
    for position, origin in enumerate(item.rests_on or ()):
        rows.add("rests_on", number, position, origin)


def _locators(rows: _Rows, item: str, number: int, at: Mapping[str, str]) -> None:
    for position, (label, value) in enumerate(at.items()):
        rows.add("locator", item, number, position, label, value)


_WRITERS: Final[dict[type, Any]] = {
    model.Base: _base,
    model.Source: _source,
    model.Person: _person,
    model.Event: _event,
    model.Claim: _claim,
}


def _standings(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Yield the row of each claim that has evidence; what an examined document says is no evidence."""
    derived: dict[str, tuple[str, ...] | None] = {
        source: () if known else None for source, known in connection.execute("SELECT id, derivation_known FROM source")
    }
    for source, origin in connection.execute("SELECT source, origin FROM derived_from"):
        derived[source] = (*(derived[source] or ()), origin)
    resting: dict[int, tuple[str, ...]] = {}
    for number, origin in connection.execute("SELECT evidence, origin FROM rests_on"):
        resting[number] = (*resting.get(number, ()), origin)
    rows = connection.execute(_EVIDENCE_THAT_COUNTS)
    for claim, group in groupby(rows, itemgetter(0)):
        items = (
            EvidenceItem(source, stance, resting.get(number, ()) if known else None)
            for _, source, stance, number, known in group
        )
        *counts, for_, against = standing(items, derived)
        yield claim, *counts, *for_, *against


_EVIDENCE_THAT_COUNTS = """
SELECT claim, source, stance, n, rests_on_known
  FROM evidence
 WHERE source NOT IN (SELECT source FROM examined)
 ORDER BY n
"""

_CHRONOLOGY = (
    f"""
    INSERT INTO chronology
    SELECT 'events', coalesce(earliest_day, {ALWAYS}), coalesce(latest_day, {ALWAYS}), n, id, date
      FROM event LEFT JOIN date ON date.edtf = event.date
    """,
    f"""
    INSERT INTO chronology
    SELECT 'claims', coalesce(earliest_day, {ALWAYS}), coalesce(latest_day, {ALWAYS}), claim.n, claim.id, date.edtf
      FROM claim LEFT JOIN event ON event.id = claim.event
                 LEFT JOIN date ON date.edtf = coalesce(claim.date, event.date)
    """,
    "CREATE INDEX chronology_record ON chronology (section, id)",
)

_INDEXES = (
    "CREATE INDEX person_name ON person (name)",
    "CREATE INDEX name_text ON name (text)",
    "CREATE INDEX claim_event ON claim (event)",
    "CREATE INDEX claim_verdict ON claim (verdict)",
    "CREATE INDEX claim_of_person ON claim_person (person, claim)",
    "CREATE INDEX claim_of_tag ON claim_tag (tag, claim)",
    "CREATE INDEX claim_relation_to ON claim_relation (to_)",
    "CREATE INDEX appearance_claim ON appearance (claim)",
    "CREATE INDEX appearance_source ON appearance (source)",
    "CREATE INDEX evidence_claim ON evidence (claim)",
    "CREATE INDEX evidence_source ON evidence (source)",
    "CREATE INDEX participant_person ON participant (person)",
    "CREATE INDEX derived_from_origin ON derived_from (origin)",
)
