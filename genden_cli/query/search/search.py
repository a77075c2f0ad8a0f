"""Full-text search: from what a reader types to passages, best first.

SQLite's FTS5 answers; its query language is never shown to the reader, whose every word is quoted for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from genden_cli.errors import Suggestion
from genden_cli.query.records.fetch import batches
from genden_cli.query.search.matching import matching
from genden_cli.query.search.passages import by_weight, in_order
from genden_cli.query.search.terms import terms
from genden_cli.text.normalize import SPACER

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from genden_cli.query.names.exact import Candidate
    from genden_cli.query.search.matching import FtsQuery
    from genden_cli.words import Verdict

AFFORDABLE: Final = 2_000
"""Up to this many hits are weighed against each other, in a few milliseconds; more are given in order of time."""

BEST_FIRST: Final = "best first"
TOO_MANY: Final = "in order of time: too many to weigh"
BY_TIME: Final = "in order of time"

_OPEN, _CLOSE = "\x02", "\x03"


class Hit(NamedTuple):
    """A passage that matches; ``matches`` are the places of the matching words in it, as character offsets.

    ``id`` is the record's (for a note, the claim's), ``about`` its title or sentence, ``field`` names the part of the
    record that matches, ``source`` is whose note it is, ``verdict`` is the claim's, ``next`` the command that shows it.
    """

    kind: str
    id: str
    about: str
    field: str
    passage: str
    matches: tuple[tuple[int, int], ...]
    source: str | None
    verdict: Verdict | None
    next: Suggestion
    line: int


class SearchResult(NamedTuple):
    """The first hits, in which ``order`` they are, and how many there are: in ``total``, and of each kind.

    Where there are more than `AFFORDABLE`, nobody counted them: ``total`` is None, ``counts`` is empty. ``named`` are
    the records that fields of the query stand for.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int | None
    counts: tuple[tuple[str, int], ...]
    order: str
    named: tuple[Candidate, ...] = ()


def search(connection: sqlite3.Connection, query: str, *, kind: str | None = None, limit: int = 20) -> SearchResult:
    """Return the passages in which all that is asked for stands together.

    Words match whatever their ending or accents; ``"a phrase"`` as it stands; ``pre*`` what begins so; ``-word``
    leaves out; ``this OR that`` takes either; ``who:``, ``verdict:`` and other fields narrow it down. Raise
    `WrongUsage` or `UnknownName` for a field that cannot be understood.
    """
    groups = terms(query)
    wanted = matching(connection, groups, kind=kind)
    if wanted is None:
        return SearchResult(query, (), 0, (), BEST_FIRST)
    rows = in_order(connection, wanted, most=AFFORDABLE + 1)
    few = len(rows) <= AFFORDABLE
    counts: tuple[tuple[str, int], ...] = tuple(connection.execute(_COUNTS, {"rows": str(rows)})) if few else ()
    total = len(rows) if few else None
    if few and wanted.words is not None:
        order, rows = BEST_FIRST, by_weight(connection, wanted, rows, groups)
    else:
        order = BY_TIME if wanted.words is None else TOO_MANY
        rows = rows if few or limit <= len(rows) else in_order(connection, wanted, most=limit)
    return SearchResult(query, tuple(_hits(connection, wanted, rows[:limit])), total, counts, order, wanted.named)


def _hits(connection: sqlite3.Connection, wanted: FtsQuery, rows: Iterable[int]) -> Iterator[Hit]:
    statement = _COLUMNS + (_WITHOUT_WORDS if wanted.words is None else _WITH_WORDS)
    marks = {"words": wanted.words, "open": _OPEN, "close": _CLOSE}
    for batch in batches(rows):
        asked = {**marks, "rows": str(batch), "first": min(batch), "last": max(batch)}
        found = {n: _hit(row) for n, *row in connection.execute(statement, asked)}
        yield from map(found.__getitem__, batch)


def _hit(row: list[Any]) -> Hit:
    kind, id_, about, source, verdict, line, *columns = row
    fields = _FIELDS[kind]
    marked = [pair for pair in zip(fields, columns, strict=True) if pair[1]]
    field, text = next((pair for pair in marked if _OPEN in pair[1]), marked[0])
    passage, matches = _unmarked(text.replace(SPACER, ""))
    next_ = Suggestion("claim" if kind == "note" else kind, (id_,))
    return Hit(kind, id_, about, field, passage, matches, source, verdict, next_, line)


def _unmarked(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    text = ""
    matches: list[tuple[int, int]] = []
    for part in marked.split(_OPEN):
        found, close, rest = part.partition(_CLOSE)
        if close:
            matches.append((len(text), len(text) + len(found)))
        text += found + rest
    return text, tuple(matches)


_FIELDS: Final = {
    "claim": ("says", "", "because", "quote", "note", "id"),
    "event": ("title", "place", "about", "date_text", "", "id"),
    "person": ("name", "names", "about", "", "note", "id"),
    "source": ("title", "author", "why", "", "note", "id"),
    "note": ("", "", "", "quote", "note", ""),
}
"""What the columns of a passage are in a record of each kind."""

_COLUMNS = """
SELECT passage.rowid, kind, id,
       CASE kind WHEN 'claim' THEN (SELECT says FROM claim WHERE claim.id = passage.id)
                 WHEN 'note' THEN (SELECT says FROM claim WHERE claim.id = passage.id)
                 WHEN 'event' THEN (SELECT title FROM event WHERE event.id = passage.id)
                 WHEN 'person' THEN (SELECT name FROM person WHERE person.id = passage.id)
                 ELSE (SELECT title FROM source WHERE source.id = passage.id) END,
       (SELECT source FROM evidence WHERE n = item),
       CASE WHEN kind IN ('claim', 'note') THEN (SELECT verdict FROM claim WHERE claim.id = passage.id) END,
       CASE kind WHEN 'claim' THEN (SELECT line FROM claim WHERE claim.id = passage.id)
                 WHEN 'note' THEN (SELECT line FROM evidence WHERE n = item)
                 WHEN 'event' THEN (SELECT line FROM event WHERE event.id = passage.id)
                 WHEN 'person' THEN (SELECT line FROM person WHERE person.id = passage.id)
                 ELSE (SELECT line FROM source WHERE source.id = passage.id) END,
       highlight(passage, 0, :open, :close), highlight(passage, 1, :open, :close),
       highlight(passage, 2, :open, :close), highlight(passage, 3, :open, :close),
       highlight(passage, 4, :open, :close), highlight(passage, 5, :open, :close)
  FROM passage
"""

_WITHOUT_WORDS = "WHERE passage.rowid IN (SELECT value FROM json_each(:rows))"

# FTS5 goes through the words once; with rows alone it would begin anew for each.
_WITH_WORDS = """
 WHERE passage MATCH :words AND passage.rowid BETWEEN :first AND :last
   AND +passage.rowid IN (SELECT value FROM json_each(:rows))
"""

_COUNTS = """
SELECT kind, count(*) FROM entry WHERE n IN (SELECT value FROM json_each(:rows)) GROUP BY kind ORDER BY kind
"""
