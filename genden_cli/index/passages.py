"""Fill the full-text index. Each record is a passage, and each item of evidence is one of its own.

The texts stand only in the tables of the records. The view `passage_text` puts those of a passage together, and the
full-text index reads them there. A passage whose texts need separators between their characters has a row in
`spaced_text`, which is read in place of these texts.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from genden_cli import schema
from genden_cli.field_types import NamedType, sql_name
from genden_cli.named_tuple import NamedTuple
from genden_cli.text.normalize import is_special, space_characters, visible_characters
from genden_cli.text.sanitize import json_text
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.field_types import Field, RecordType

_BATCH: Final = 1_000
"""The number of texts whose words are counted at once; one by one takes three times as long."""

ENTRY_WEIGHTS: Final = {"person": 2.5, "claim": 2.0, "event": 1.5}
"""How much a hit in a passage counts, by kind; in other kinds once."""

SHORT_TITLE: Final = 40.0
"""The characters of a title that make a hit count half as much again as in a very long one."""

NO_TITLE: Final = 1000
"""The characters that count for a passage without a title."""

COLUMNS: Final = ("title", "names", "about", "quote", "note", "asked")
"""The text columns of `passage`. `Field.search` names one of them."""


def fill_passages(connection: sqlite3.Connection) -> Counter[str]:
    """Fill the tables of passages. Return the stretches without spaces in their texts, lower case, with their number.

    The passages are in order of time, so that the first page of a common word is found without weighing every hit.
    """
    connection.execute(_VIEW)
    connection.execute(_ENTRIES)
    connection.execute("CREATE INDEX entry_of ON entry (id, kind) WHERE kind <> 'note'")
    seen: Counter[str] = Counter()
    for kind in _KINDS:
        if special := _count(seen, connection, kind):
            _add_spaced(connection, kind, special)
    for statement in _FILL:
        connection.execute(statement)
    return seen


def _count(seen: Counter[str], connection: sqlite3.Connection, kind: _PassageKind) -> list[str | int]:
    """Count what stands between spaces in all texts of a kind. Return the owners of special ones."""
    special: dict[str | int, None] = {}
    for statement in kind.texts():
        rows = connection.execute(statement)
        while batch := rows.fetchmany(_BATCH):
            text = " ".join([text for _, text in batch])
            seen.update(visible_characters(text).lower().split())
            if not text.isascii():
                special.update((owner, None) for owner, text in batch if is_special(text))
    return list(special)


def _add_spaced(connection: sqlite3.Connection, kind: _PassageKind, owners: list[str | int]) -> None:
    """Add the texts of those passages that the full-text index has otherwise than the records do."""
    query = _NUMBERS.format("item" if kind.kind is RecordKind.NOTE else "id")
    for (n,) in connection.execute(query, {"kind": kind.kind, "owners": json_text(owners)}).fetchall():
        (texts,) = connection.execute(_TEXTS, (n,))
        spaced = tuple(text and space_characters(visible_characters(text)) for text in texts)
        if spaced != texts:
            connection.execute(_INSERT_SPACED, (n, *spaced))


class _PassageKind(NamedTuple):
    """A kind of passage: the record it is from, the record it leads to, the item, and where its day is from."""

    kind: RecordKind
    form: RecordType
    id: str
    item: str
    day: str

    def texts(self) -> Iterator[str]:
        """Yield the statements that select the texts of all passages, each with the item or the id of its passage."""
        own = self.id if self.item == "NULL" else self.item
        for table, field in self._fields_of(*COLUMNS):
            owner, words = own if table is self.form else f"{table.name}.{self.form.name}", _words_of(table, field)
            yield f"SELECT {owner}, {words} FROM {table.name} WHERE {words} IS NOT NULL"
        if self.form is schema.PERSON:
            yield "SELECT person, text FROM nickname"

    def words(self, search: str) -> str:
        """Return the SQL expression for one text column: the texts of a record and of the records within it."""
        found: dict[RecordType, list[str]] = {}
        for table, field in self._fields_of(search):
            found.setdefault(table, []).append(_words_of(table, field))
        own = found.pop(self.form, [])
        for part, inner in found.items():
            words = f"nullif({_concatenation(inner)}, '')"
            owner = f"{part.name}.{self.form.name} = {self.form.name}.id"
            own.append(f"(SELECT group_concat({words}, ' · ') FROM {part.name} WHERE {owner})")
        if self.form is schema.PERSON and search == "names":
            own.append("(SELECT group_concat(text, ' · ') FROM nickname WHERE nickname.person = person.id)")
        return _concatenation(own) if own else "NULL"

    def _fields_of(self, *searches: str) -> Iterator[tuple[RecordType, Field]]:
        """Yield the fields of the record and of the records within it that stand in one of these columns."""
        parts = (part for _, part in self.form.parts() if part is not schema.EVIDENCE)  # a passage of its own
        return ((table, each) for table in (self.form, *parts) for each in table.scalars() if each.search in searches)


def _words_of(form: RecordType, field: Field) -> str:
    """Return the SQL expression for the text of a field; for what a record may stand for, all its names."""
    column = f'{form.name}."{sql_name(field.key)}"'
    return f"(SELECT names FROM place_text WHERE place = {column})" if isinstance(field.type, NamedType) else column


def _concatenation(expressions: list[str]) -> str:
    """Return the SQL expression that joins the texts that are not NULL."""
    if len(expressions) == 1:
        return expressions[0]
    first, *others = expressions
    rest = "".join(f" || coalesce(' · ' || {each}, '')" for each in others)
    return f"ltrim(coalesce({first}, ''){rest}, ' ·')"


_TIMED: Final = "LEFT JOIN chronology AS when_ ON when_.section = '{section}' AND when_.id = {id}"
_DATED: Final = "LEFT JOIN date AS when_ ON when_.key = {date}"
_KINDS: Final = (
    _PassageKind(RecordKind.EVENT, schema.EVENT, "event.id", "NULL", _TIMED.format(section="events", id="event.id")),
    _PassageKind(RecordKind.CLAIM, schema.CLAIM, "claim.id", "NULL", _TIMED.format(section="claims", id="claim.id")),
    _PassageKind(RecordKind.PERSON, schema.PERSON, "person.id", "NULL", _DATED.format(date="person.born")),
    _PassageKind(RecordKind.SOURCE, schema.SOURCE, "source.id", "NULL", _DATED.format(date="source.issued")),
    _PassageKind(
        RecordKind.NOTE,
        schema.EVIDENCE,
        "evidence.claim",
        "evidence.n",
        _TIMED.format(section="claims", id="evidence.claim"),
    ),
)
"""Each kind of passage. Passages of one day stand in this order."""


def _entries() -> str:
    """Return the statement that lists all passages in order of time."""
    selects = [
        f"SELECT '{each.kind}' AS kind, {each.id} AS id, {each.item} AS item, "
        f"{ENTRY_WEIGHTS.get(each.kind, 1.0)} AS weight, length({each.words('title')}) AS length, "
        f"when_.sort_day AS day, {rank} AS rank, {each.form.name}.n AS n FROM {each.form.name} {each.day}"
        for rank, each in enumerate(_KINDS)
    ]
    return f"""
    INSERT INTO entry (kind, id, item, weight)
    SELECT kind, id, item, weight * (1.0 + {SHORT_TITLE} / ({SHORT_TITLE} + coalesce(length, {NO_TITLE})))
      FROM ({" UNION ALL ".join(selects)})
     ORDER BY day NULLS LAST, rank, n
    """


def _view() -> str:
    """Return the statement that creates the view of the texts of all passages."""
    selects = [
        "SELECT entry.n AS n, "
        + ", ".join(f"coalesce(spaced_text.{name}, {each.words(name)}) AS {name}" for name in COLUMNS)
        + f", {'NULL' if each.kind is RecordKind.NOTE else 'entry.id'} AS called"
        f", entry.kind AS kind, entry.id AS id, item FROM entry JOIN {each.form.name} ON "
        + (f"{each.item} = entry.item" if each.kind is RecordKind.NOTE else f"{each.id} = entry.id")
        + f" LEFT JOIN spaced_text ON spaced_text.n = entry.n WHERE entry.kind = '{each.kind}'"
        for each in _KINDS
    ]
    return f"CREATE VIEW passage_text AS {' UNION ALL '.join(selects)}"


_ENTRIES: Final = _entries()
_VIEW: Final = _view()

_TEXTS: Final = f"SELECT {', '.join(COLUMNS)} FROM passage_text WHERE n = ?"
_NUMBERS: Final = "SELECT n FROM entry WHERE kind = :kind AND {} IN (SELECT value FROM json_each(:owners))"
_INSERT_SPACED: Final = f"INSERT INTO spaced_text VALUES (?{', ?' * len(COLUMNS)})"

# The full-text index is merged once, at the end, out of pieces of 8 MB.
_FILL: Final = (
    "INSERT INTO passage (passage, rank) VALUES ('automerge', 0), ('hashsize', 8388608)",
    f"""
    INSERT INTO passage (rowid, {", ".join(COLUMNS)}, called)
    SELECT n, {", ".join(COLUMNS)}, called FROM passage_text ORDER BY n
    """,
    "INSERT INTO passage (passage) VALUES ('optimize')",
)
