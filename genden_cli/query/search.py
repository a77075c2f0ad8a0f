"""Full-text search: from what a reader types to passages, best first.

SQLite's FTS5 answers; its query language is never shown to the reader, whose every word is quoted for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from genden_cli.fold import SPACER, fold
from genden_cli.inert import json_text
from genden_cli.query.matching import matching
from genden_cli.query.terms import terms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from genden_cli.query.matching import Matching
    from genden_cli.query.spellings import Candidate
    from genden_cli.query.terms import Group

AFFORDABLE: Final = 20_000
"""Up to this many hits are weighed against each other; more are given in order of time."""

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
    verdict: str | None
    next: str
    line: int


class Found(NamedTuple):
    """The first hits, in which ``order`` they are, and how many there are of each kind.

    ``named`` are the records that fields of the query stand for.
    """

    query: str
    hits: tuple[Hit, ...]
    counts: tuple[tuple[str, int], ...]
    order: str
    named: tuple[Candidate, ...] = ()


def search(connection: sqlite3.Connection, query: str, *, kind: str | None = None, limit: int = 20) -> Found:
    """Return the passages in which all that is asked for stands together.

    Words match whatever their ending or accents; ``"a phrase"`` as it stands; ``pre*`` what begins so; ``-word``
    leaves out; ``this OR that`` takes either; ``who:``, ``verdict:`` and other fields narrow it down. Raise
    `WrongUsage` or `UnknownName` for a field that cannot be understood.
    """
    groups = terms(query)
    wanted = matching(connection, groups, kind=kind)
    if wanted is None:
        return Found(query, (), (), BEST_FIRST)
    asked = wanted.parameters()
    statement, order = _RANKED, BEST_FIRST
    if wanted.words is None:
        statement, order = _FILTERED, BY_TIME
    elif connection.execute(_AT_MOST, {**asked, "most": AFFORDABLE + 1}).fetchone()[0] > AFFORDABLE:
        statement, order = _BY_TIME, TOO_MANY
    shown = {**asked, "limit": limit, "open": _OPEN, "close": _CLOSE, "called": _called(connection, groups)}
    hits = tuple(_hit(row) for row in connection.execute(statement, shown))
    counts = tuple(connection.execute(_COUNTS if wanted.words is not None else _COUNTS_FILTERED, asked))
    return Found(query, hits, counts, order, wanted.named)


def number(connection: sqlite3.Connection, wanted: Matching, *, most: int) -> int:
    """Return how many passages match, counted no further than ``most``."""
    statement = _AT_MOST if wanted.words is not None else _AT_MOST_FILTERED
    return int(connection.execute(statement, {**wanted.parameters(), "most": most}).fetchone()[0])


def _called(connection: sqlite3.Connection, groups: Iterable[Group]) -> str:
    """Return, as JSON, the records that are called just as the words that are asked for."""
    words = (term.text for group in groups for term in group if not term.field and not term.minus)
    found = connection.execute(_LABELS, {"folded": fold(" ".join(words))})
    return json_text([f"{_KINDS[section]} {id_}" for section, id_ in found])


_KINDS: Final = {"claims": "claim", "events": "event", "people": "person", "sources": "source"}


def _hit(row: tuple[Any, ...]) -> Hit:
    kind, id_, about, source, verdict, line, *columns = row
    fields = _FIELDS[kind]
    marked = [pair for pair in zip(fields, columns, strict=True) if pair[1]]
    field, text = next((pair for pair in marked if _OPEN in pair[1]), marked[0])
    passage, matches = _unmarked(text.replace(SPACER, ""))
    command = f"genden {'claim' if kind == 'note' else kind} {id_}"
    return Hit(kind, id_, about, field, passage, matches, source, verdict, command, line)


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
SELECT kind, id,
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
"""

# The passages that have the words, then those that fields let through. What words leave out is left to a second look,
# so that a query may leave out words and have none.
_FILTERS = """
   AND (:facets IS NULL OR passage.rowid IN (SELECT rowid FROM facet WHERE facet MATCH :facets))
   AND (:without IS NULL OR passage.rowid NOT IN (SELECT rowid FROM passage WHERE passage MATCH :without))
   AND (:among IS NULL OR passage.rowid IN (SELECT value FROM json_each(:among)))
   AND (:dated = 0 OR passage.rowid IN (SELECT n FROM moment WHERE latest_day >= :since AND earliest_day <= :until))
"""

_MATCHING = f"  FROM passage WHERE passage MATCH :words {_FILTERS}"

_LET_THROUGH = f"  FROM entry WHERE 1 {_FILTERS.replace('passage.rowid', 'entry.n')}"

# First the record that is called what was asked for. Then by weight (bm25, smaller is better): a word says most in the
# sentence of a claim, in a title or a name, and least in what a source says about a claim; a short sentence is more
# about its words than a long one, however much else is said about the claim.
_RANKED = f"""{_COLUMNS} {_MATCHING}
 ORDER BY kind || ' ' || id IN (SELECT value FROM json_each(:called)) DESC,
          bm25(passage, 10.0, 8.0, 2.0, 3.0, 2.0, 4.0)
              * CASE kind WHEN 'person' THEN 2.5 WHEN 'claim' THEN 2.0 WHEN 'event' THEN 1.5 ELSE 1.0 END
              * (1.0 + 40.0 / (40.0 + coalesce(length(title), 1000))),
          rowid
 LIMIT :limit
"""

_BY_TIME = f"{_COLUMNS} {_MATCHING} ORDER BY rowid LIMIT :limit"

_FILTERED = f"""{_COLUMNS}
  FROM passage WHERE passage.rowid IN (SELECT entry.n {_LET_THROUGH} ORDER BY entry.n LIMIT :limit) ORDER BY rowid
"""

_AT_MOST = f"SELECT count(*) FROM (SELECT 1 {_MATCHING} LIMIT :most)"

_AT_MOST_FILTERED = f"SELECT count(*) FROM (SELECT 1 {_LET_THROUGH} LIMIT :most)"

_COUNTS = f"""
SELECT kind, count(*) FROM entry WHERE n IN (SELECT passage.rowid {_MATCHING}) GROUP BY kind ORDER BY kind
"""

_COUNTS_FILTERED = f"SELECT kind, count(*) {_LET_THROUGH} GROUP BY kind ORDER BY kind"

_LABELS = """
SELECT section, id FROM label WHERE section IN ('claims', 'events', 'people', 'sources') AND folded = :folded LIMIT 20
"""
