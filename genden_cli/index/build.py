"""Build the index from checked records."""

from __future__ import annotations

import os
from collections import Counter
from itertools import accumulate, groupby
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from genden_cli import contributors, model
from genden_cli.dates import clock
from genden_cli.dates.edtf import ALWAYS, parse
from genden_cli.index import counts
from genden_cli.index.search_tables import build_search_tables
from genden_cli.index.tables import TABLES, statements
from genden_cli.provenance import EvidenceItem, standing
from genden_cli.schema import PHRASINGS

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from genden_cli.index.tables import RecordTable
    from genden_cli.model import When

    OnProgress = Callable[[float], object]

_DERIVED: Final = os.path.join(os.path.dirname(__file__), "derived.sql")

_NONE: Final[Mapping[str, int]] = MappingProxyType({})
_BATCH = 1_000
"""The number of records, also of those within others, whose rows are inserted at once."""
_READ_SHARE: Final = 0.65
_COUNT_SHARE: Final = 0.75
"""The share of the work that is done when all records are read, and when their evidence is counted."""

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
    sizes: Mapping[str, int] = _NONE,
    on_progress: OnProgress = lambda _: None,
) -> None:
    """Insert all records into an empty database, then fill the derived tables and indexes.

    ``sizes`` has the bytes of each file by its path, in the order of reading. ``on_progress`` gets the share that is
    done, from 0 to 1, once a batch.
    """
    create_tables(connection)
    rows = RowBuffer(connection)
    starts = dict(zip(sizes, accumulate(sizes.values(), initial=0), strict=False))
    size = max(sum(sizes.values()), 1)
    for record in records:
        rows.add(record)
        if rows.full:
            rows.flush()
            on_progress(_READ_SHARE * (starts.get(record.node.file, 0) + record.node.start.index) / size)
    rows.flush()
    for statement in _INDEXES:
        connection.execute(statement)
    derive(connection, on_progress=lambda done: on_progress(_COUNT_SHARE + (1 - _COUNT_SHARE) * done))
    connection.execute("ANALYZE")
    connection.execute("COMMIT")


def create_tables(connection: sqlite3.Connection) -> None:
    """Create the tables of an index in an empty database, and begin a transaction."""
    connection.executescript(_PRAGMAS)
    with open(_DERIVED, encoding="utf-8") as derived:
        connection.executescript(derived.read())
    for statement in statements():
        connection.execute(statement)
    connection.execute("BEGIN")


def derive(connection: sqlite3.Connection, *, on_progress: OnProgress = lambda _: None) -> None:
    """Fill the derived tables from those of the records. ``on_progress`` gets the share of the search tables."""
    marks = ", ".join("?" * 9)
    connection.executemany(f"INSERT INTO standing VALUES ({marks})", _standing_rows(connection))
    for statement in (*_CHRONOLOGY, *_DATED, *TOTALS, *counts.STATEMENTS):
        connection.execute(statement, parameters())
    build_search_tables(connection, on_progress=on_progress)


def parameters() -> dict[str, int]:
    """Return the values of the parameters of statements that derive rows."""
    return {"now": clock.last_day()}


class RowBuffer:
    """Collects rows and inserts them in batches. Each distinct date is inserted once.

    ``numbers`` has the last number that is taken in a table, ``dates`` the keys of dates that have their rows.
    """

    def __init__(
        self, connection: sqlite3.Connection, *, numbers: Mapping[str, int] = _NONE, dates: Iterable[str] = ()
    ) -> None:
        self._connection = connection
        self._waiting: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _INSERTS}
        self._dates: dict[tuple[str, str | None], str] = {}
        self._keys = set(dates)
        self._counts = Counter(numbers)
        self._size = 0

    def add(self, record: model.Record) -> None:
        """Add the rows of a record and of the records within it."""
        if record.__class__ is model.Base:
            self._add_base(record)
        else:
            self._add(TABLES[record.__class__], record, None)

    def _add_base(self, record: model.Record) -> None:
        table = TABLES[model.Base]
        self._waiting[table.name].append(table.values(record))
        for child in table.children:
            rows = child.rows(getattr(record, child.attribute))
            self._waiting[child.name] += [(position, *row) for position, row in enumerate(rows)]

    def _add(self, table: RecordTable, record: Any, owner: str | int | None) -> None:
        self._counts[table.name] = number = self._counts[table.name] + 1
        values = list(table.values(record))
        for n in table.dates:
            if (value := values[n]) is not None:
                values[n] = self._date(value)
        behind: list[Any] = []
        if table.known:
            behind = [getattr(record, each.attribute) is not None for each in table.known]
        if table.names:
            behind += [contributors.encode(values[n]) for n in table.names]
            for n in table.names:
                values[n] = contributors.names_text(values[n])
        lead = (number,) if owner is None else (number, owner)
        self._waiting[table.name].append((*lead, *values, *behind))
        self._size += 1
        own = values[0] if owner is None else number
        for child in table.children:
            if value := getattr(record, child.attribute):
                rows = child.rows(value)
                self._waiting[child.name] += [(own, position, *row) for position, row in enumerate(rows)]
        for attribute, part in table.parts:
            for each in getattr(record, attribute):
                self._add(part, each, own)

    def _date(self, value: When | str) -> str:
        """Return the key of a date, and add its row if it is new."""
        edtf = value if isinstance(value, str) else value.edtf
        words = None if isinstance(value, str) else value.words
        if (key := self._dates.get((edtf, words))) is not None:
            return key
        date = parse(edtf)
        key = edtf if words in (None, date.words) else f"{edtf} {words}"
        if key not in self._keys:
            self._keys.add(key)
            meant = (edtf, words or date.words, date.earliest_iso, date.latest_iso)
            self._waiting["date"].append((key, *meant, *date.sort_key, date.sort_day))
        self._dates[edtf, words] = key
        return key

    @property
    def full(self) -> bool:
        """Tell whether a batch is complete."""
        return self._size > _BATCH

    def flush(self) -> None:
        """Insert all collected rows."""
        for table, rows in self._waiting.items():
            if rows:
                self._connection.executemany(_INSERTS[table], rows)
                rows.clear()
        self._size = 0


def _insert_statement(table: str, columns: Iterable[str]) -> str:
    names = [f'"{each}"' for each in columns]
    return f'INSERT INTO "{table}" ({", ".join(names)}) VALUES ({", ".join("?" * len(names))})'


_INSERTS: Final = {
    "date": _insert_statement("date", "key edtf words earliest latest earliest_day latest_day sort_day".split()),
    **{each.name: _insert_statement(each.name, each.columns) for table in TABLES.values() for each in table.all()},
}


def _standing_rows(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Yield a row for each claim with evidence. Documents under examination do not count as evidence."""
    derived: dict[str, tuple[str, ...] | None] = {
        source: () if known else None
        for source, known in connection.execute("SELECT id, derived_from_known FROM source")
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

_DAYS = f"coalesce(sort_day, {ALWAYS}), coalesce(earliest_day, {ALWAYS}), coalesce(latest_day, {ALWAYS})"
"""The days of a date that may be missing."""

_CHRONOLOGY = (
    f"""
    INSERT INTO chronology
    SELECT 'events', {_DAYS}, n, id, date
      FROM event LEFT JOIN date ON date.key = event.date
    """,
    f"""
    INSERT INTO chronology
    SELECT 'claims', {_DAYS}, claim.n, claim.id, date.key
      FROM claim LEFT JOIN event ON event.id = claim.event
                 LEFT JOIN date ON date.key = coalesce(claim.date, event.date)
    """,
    "CREATE INDEX chronology_record ON chronology (section, id)",
)

_NO_EVENT = """(person.id, {date}) NOT IN (SELECT participant.person, event.date
                                         FROM event JOIN participant ON participant.event = event.id
                                        WHERE event.kind = '{kind}' AND event.date IS NOT NULL)"""
"""A birth or death that is an event too stands in the chronology once."""

_DATED = (
    f"""
    INSERT INTO dated
    SELECT {_DAYS}, 0, n, id, date
      FROM event LEFT JOIN date ON date.key = event.date
    """,
    f"""
    INSERT INTO dated
    SELECT sort_day, earliest_day, latest_day, 1, n, id, born FROM person JOIN date ON date.key = person.born
     WHERE {_NO_EVENT.format(kind="birth", date="born")}
     UNION ALL
    SELECT sort_day, earliest_day, latest_day, 2, n, id, died FROM person JOIN date ON date.key = person.died
     WHERE {_NO_EVENT.format(kind="death", date="died")}
    """,
    f"""
    INSERT INTO dated
    SELECT coalesce(since.sort_day, iif(until.latest_day < {ALWAYS}, until.latest_day, until.sort_day)),
           coalesce(since.earliest_day, -{ALWAYS}), coalesce(until.latest_day, {ALWAYS}), 3, n, person, NULL
      FROM role LEFT JOIN date AS since ON since.key = from_ LEFT JOIN date AS until ON until.key = to_
     WHERE from_ IS NOT NULL OR to_ IS NOT NULL
    """,
    """
    INSERT INTO dated
    SELECT sort_day, earliest_day, latest_day, 4, n, id, date
      FROM claim JOIN date ON date.key = claim.date WHERE event IS NULL
    """,
    """
    INSERT OR IGNORE INTO last_checked
    SELECT claim, on_ FROM review JOIN date ON date.key = on_
     WHERE earliest_day <= :now ORDER BY latest_day DESC, earliest_day DESC
    """,
)

TOTALS: Final = (
    "INSERT INTO dated_count SELECT kind, count(*) FROM dated GROUP BY kind",
    """
    INSERT INTO last_review
    SELECT checked FROM last_checked JOIN date ON date.key = checked
     ORDER BY latest_day DESC, earliest_day DESC LIMIT 1
    """,
    """
    INSERT INTO next_review
    SELECT earliest_day FROM date WHERE earliest_day > :now AND key IN (SELECT on_ FROM review)
     ORDER BY earliest_day LIMIT 1
    """,
)
"""Totals of all records, from the tables that derive from each record."""

_INDEXES = (
    "CREATE INDEX person_name ON person (name)",
    "CREATE INDEX name_person ON name (person)",
    "CREATE INDEX name_text ON name (text)",
    "CREATE INDEX role_person ON role (person)",
    "CREATE INDEX relation_person ON relation (person)",
    "CREATE INDEX relation_to ON relation (to_)",
    "CREATE INDEX claim_event ON claim (event)",
    "CREATE INDEX claim_verdict ON claim (verdict)",
    "CREATE INDEX claim_of_person ON claim_person (person, claim)",
    "CREATE INDEX claim_of_tag ON claim_tag (tag, claim)",
    "CREATE INDEX claim_relation_to ON claim_relation (to_)",
    "CREATE INDEX missing_document_claim ON missing_document (claim)",
    "CREATE INDEX variant_claim ON variant (claim)",
    "CREATE INDEX appearance_claim ON appearance (claim)",
    "CREATE INDEX appearance_source ON appearance (source)",
    "CREATE INDEX evidence_claim ON evidence (claim)",
    "CREATE INDEX review_claim ON review (claim)",
    "CREATE INDEX evidence_source ON evidence (source)",
    *(f"CREATE INDEX {each.name}_owner ON {each.name} ({each.name.partition('_')[0]})" for each in PHRASINGS),
    "CREATE INDEX participant_person ON participant (person)",
    "CREATE INDEX derived_from_origin ON derived_from (origin)",
)
