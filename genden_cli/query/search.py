"""Full-text search: from what a reader types to passages, best first.

SQLite's FTS5 answers; its query language is never shown to the reader, whose every word is quoted for it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli.fold import SPACER, spaced

if TYPE_CHECKING:
    import sqlite3

KINDS: Final = ("claim", "event", "person", "source", "note")
"""What a hit may be in; a note is what a source says about a claim."""

AFFORDABLE: Final = 20_000
"""Up to this many hits are weighed against each other; more are given in order of time."""

_OPEN, _CLOSE = "\x02", "\x03"
_TERM = re.compile(r'(-?)("[^"]*"?|[^\s"]+)')
_LONGEST = 1_000


class Hit(NamedTuple):
    """A passage that matches; ``matches`` are the places of the matching words in it, as character offsets.

    ``id`` is the record's (for a note, the claim's), ``about`` its title or sentence, ``field`` names the part of the
    record that matches, ``source`` is whose note it is, ``verdict`` is the claim's.
    """

    kind: str
    id: str
    about: str
    field: str
    passage: str
    matches: tuple[tuple[int, int], ...]
    source: str | None
    verdict: str | None
    line: int


class Found(NamedTuple):
    """The first hits, how many there are of each kind, and whether they are ``ranked`` or in order of time."""

    query: str
    hits: tuple[Hit, ...]
    counts: tuple[tuple[str, int], ...]
    ranked: bool


def search(connection: sqlite3.Connection, query: str, *, kind: str | None = None, limit: int = 20) -> Found:
    """Return the passages in which all that is asked for stands together.

    Words match whatever their ending or accents; ``"a phrase"`` as it stands; ``pre*`` what begins so; ``-word``
    leaves out. Any text is a query.
    """
    match = _match(query)
    if match is None:
        return Found(query, (), (), ranked=True)
    total = _count(connection, match)
    ranked = total <= AFFORDABLE
    statement = _RANKED if ranked else _BY_TIME
    parameters = {
        "match": match,
        "query": query.strip().lower(),
        "kind": kind,
        "limit": limit,
        "open": _OPEN,
        "close": _CLOSE,
    }
    hits = tuple(_hit(row) for row in connection.execute(statement, parameters))
    counts = tuple(connection.execute(_COUNTS, {"match": match})) if ranked else (("all", total),)
    return Found(query, hits, counts, ranked)


def _count(connection: sqlite3.Connection, match: str) -> int:
    found = connection.execute(_AT_MOST, {"match": match, "most": AFFORDABLE + 1}).fetchone()
    return int(found[0])


def _match(query: str) -> str | None:
    """Return the query in FTS5's language, each term quoted; None where nothing can be looked for."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, term in _TERM.findall(query[:_LONGEST]):
        words = (spaced(term.strip('"')) or "").replace("\x00", " ")
        if not any(c.isalnum() for c in words):
            continue
        quoted = f'"{words.rstrip("*")}"' + ("*" if words.endswith("*") else "")
        (unwanted if minus else wanted).append(quoted.encode("utf-8", "replace").decode())
    if not wanted:
        return None
    return " NOT ".join([f"({' AND '.join(wanted)})", *unwanted])


def _hit(row: tuple[str, str, str, str | None, str | None, int, str, str, str, str, str]) -> Hit:
    kind, id_, about, source, verdict, line, *columns = row
    fields = _FIELDS[kind]
    field, marked = next(
        (pair for pair in zip(fields, columns, strict=True) if pair[1] and _OPEN in pair[1]),
        (fields[0], columns[0] or ""),
    )
    passage, matches = _unmarked(marked.replace(SPACER, ""))
    return Hit(kind, id_, about, field, passage, matches, source, verdict, line)


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
    "claim": ("says", "", "because", "quote", "note"),
    "event": ("title", "place", "about", "date_text", ""),
    "person": ("name", "names", "about", "", "note"),
    "source": ("title", "author", "why", "", "note"),
    "note": ("", "", "", "quote", "note"),
}
"""What the columns of a passage are in a record of each kind."""

_HIT = """
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
       highlight(passage, 4, :open, :close)
  FROM passage
 WHERE passage MATCH :match AND (:kind IS NULL OR kind = :kind)
"""

# First the record that is called what was asked for. Then by weight (bm25, smaller is better): a word says most in the
# sentence of a claim, in a title or a name, and least in what a source says about a claim.
_RANKED = (
    _HIT
    + """
 ORDER BY kind <> 'note' AND id = :query DESC,
          bm25(passage, 10.0, 8.0, 2.0, 3.0, 2.0)
              * CASE kind WHEN 'claim' THEN 2.0 WHEN 'source' THEN 1.0 WHEN 'note' THEN 1.0 ELSE 1.5 END,
          rowid
 LIMIT :limit
"""
)

_BY_TIME = _HIT + "ORDER BY rowid LIMIT :limit"

_AT_MOST = "SELECT count(*) FROM (SELECT 1 FROM passage WHERE passage MATCH :match LIMIT :most)"

_COUNTS = "SELECT kind, count(*) FROM passage WHERE passage MATCH :match GROUP BY kind ORDER BY kind"
