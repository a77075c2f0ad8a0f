"""Full-text search: from a typed query to passages, the best first.

A query with quotation marks, OR, exclusion or a prefix is matched as it is. Other words are read as a question: words
that carry nothing are left out, and passages with some of the others follow if few have all. A question has no words
that stand in ids alone; what nothing answers is matched as it is. SQLite's FTS5 does the search. Its query language is
never exposed to the user: every word is quoted. Ranking needs every hit, so a query with too many hits is answered in
order of time.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from genden_cli.errors import Suggestion
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import batches
from genden_cli.query.search import answers
from genden_cli.query.search.matching import fts_query
from genden_cli.query.search.passages import passages_by_time, passages_by_weight
from genden_cli.query.search.terms import as_question, is_question, terms
from genden_cli.text.normalize import SPACER
from genden_cli.words import ClaimState, RecordKind, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from genden_cli.query.names.exact import Candidate
    from genden_cli.query.search.terms import Group

MAX_WEIGHED: Final = 2_000
"""Up to this many hits are ranked, in a few milliseconds. More hits are returned in order of time."""


class HitOrder(StrEnum):
    """The order of the hits, in the words of the page."""

    BEST_FIRST = "best first"
    TOO_MANY = "in order of time: too many to weigh"
    BY_TIME = "in order of time"


_OPEN, _CLOSE = "\x02", "\x03"


class Matched(StrEnum):
    """The reason of a hit: words of the query, the recorded name of the record, or one of its phrasings."""

    WORDS = "words"
    NAME = "name"
    PHRASING = "phrasing"


class Hit(NamedTuple):
    """A passage that matches. ``matches`` are the matching words in it, as (start, end) offsets.

    ``id`` is the id of the record, or of the claim for a source note; ``about`` is its title or sentence. ``field``
    names the part of the record that matches. ``source`` is the source of a note. ``verdict`` and
    ``state`` belong to the claim. ``next`` is the command that shows the record.
    """

    kind: RecordKind
    id: str
    about: str
    field: str
    passage: str
    matches: tuple[tuple[int, int], ...]
    source: str | None
    verdict: Verdict | None
    state: ClaimState | None
    next: Suggestion
    matched: Matched
    line: int


class SearchResult(NamedTuple):
    """The first hits, their ``order``, and the number of hits: in ``total``, and by kind in ``counts``.

    ``left_out`` are the words that carry nothing, ``unknown`` those that stand nowhere. ``corrected`` are pairs of an
    unknown word and the word that is searched in its place. ``is_partial`` says that no hit has every word.

    With more than `MAX_WEIGHED` hits, ``total`` is None and ``counts`` is empty, because they are not counted.
    ``named`` are the records that fields of the query name.
    """

    query: str
    hits: tuple[Hit, ...]
    total: int | None
    counts: tuple[tuple[RecordKind, int], ...]
    order: HitOrder
    named: tuple[Candidate, ...] = ()
    left_out: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    is_partial: bool = False


def search(
    connection: sqlite3.Connection, query: str, *, kind: RecordKind | None = None, limit: int = 20
) -> SearchResult:
    """Return the passages that match the whole query, at most ``limit``.

    Words match in any inflection and without accents. ``"a phrase"`` matches as it is, ``pre*`` matches a prefix,
    ``-word`` excludes, and ``this OR that`` matches either. Fields such as ``who:`` and ``verdict:`` filter. Raise
    `WrongUsage` or `UnknownName` if a field cannot be resolved.
    """
    groups = terms(query)
    answer = _answer(connection, query, groups, kind=kind, limit=limit) if is_question(groups) else None
    if answer and answer.hits:
        return answer
    fts = fts_query(connection, groups, kind=kind)
    if fts is None:
        return answer or SearchResult(query, (), 0, (), HitOrder.BEST_FIRST)
    rows = passages_by_time(connection, fts, most=MAX_WEIGHED + 1)
    if not rows and answer:
        return answer
    if not rows and (plain := as_question(groups)):
        return _answer(connection, query, plain, kind=kind, limit=limit)
    few = len(rows) <= MAX_WEIGHED
    counts = tuple(_counts(connection, rows)) if few else ()
    total = len(rows) if few else None
    if few and fts.words is not None:
        order, rows = HitOrder.BEST_FIRST, passages_by_weight(connection, fts, rows, groups)
    else:
        order = HitOrder.BY_TIME if fts.words is None else HitOrder.TOO_MANY
        rows = rows if few or limit <= len(rows) else passages_by_time(connection, fts, most=limit)
    hits = tuple(_hits_of(connection, fts.words, rows[:limit]))
    return SearchResult(query, hits, total, counts, order, fts.named)


def _answer(
    connection: sqlite3.Connection, query: str, groups: tuple[Group, ...], *, kind: RecordKind | None, limit: int
) -> SearchResult:
    """Return the passages that answer a question. Its fields filter them."""
    found = answers.answers(connection, groups, kind=kind)
    rows = [each.n for each in found.passages]
    few = len(rows) <= MAX_WEIGHED
    matched = {each.n: Matched(each.matched) for each in found.passages}
    hits = (
        hit._replace(matched=matched[n])
        for n, hit in zip(rows[:limit], _hits_of(connection, found.words, rows[:limit]), strict=True)
    )
    return SearchResult(
        query,
        tuple(hits),
        len(rows) if few else None,
        tuple(_counts(connection, rows)) if few else (),
        HitOrder.BEST_FIRST if found.is_ranked else HitOrder.TOO_MANY,
        found.named,
        found.question.left_out,
        found.question.unknown,
        found.question.corrected,
        is_partial=found.is_partial,
    )


def _counts(connection: sqlite3.Connection, rows: list[int]) -> Iterator[tuple[RecordKind, int]]:
    """Yield the number of hits of each kind."""
    for kind, number in connection.execute(_COUNTS, {"rows": str(rows)}):
        yield RecordKind(kind), number


def _hits_of(connection: sqlite3.Connection, words: str | None, rows: Iterable[int]) -> Iterator[Hit]:
    """Yield the hits of passages. ``words`` is the FTS5 expression of what is marked; some passages may not match."""
    marks = {"words": words, "open": _OPEN, "close": _CLOSE}
    for batch in batches(rows):
        parameters = {**marks, "rows": str(batch), "first": min(batch), "last": max(batch)}
        statements = (_WITHOUT_WORDS,) if words is None else (_WITH_WORDS, _WITHOUT_WORDS)
        found: dict[int, Hit] = {}
        for each in statements:
            if len(found) < len(batch):
                rest = {"rows": str([n for n in batch if n not in found])}
                found.update((n, _hit(row)) for n, *row in connection.execute(_COLUMNS + each, parameters | rest))
        yield from map(found.__getitem__, batch)


def _hit(row: list[Any]) -> Hit:
    word, id_, about, source, verdict, state, line, *columns = row
    kind = RecordKind(word)
    fields = _FIELDS[kind]
    marked = [pair for pair in zip(fields, columns, strict=True) if pair[1]] or [("note", "")]  # of bare evidence
    field, text = next((pair for pair in marked if _OPEN in pair[1]), marked[0])
    passage, matches = _split_marks(text.replace(SPACER, ""))
    next_ = Suggestion("claim" if kind is RecordKind.NOTE else str(kind), (id_,))
    judged = Verdict(verdict) if verdict else None, ClaimState(state) if state else None
    return Hit(kind, id_, about, field, passage, matches, source, *judged, next_, Matched.WORDS, line)


def _split_marks(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    text = ""
    matches: list[tuple[int, int]] = []
    for part in marked.split(_OPEN):
        found, close, rest = part.partition(_CLOSE)
        if close:
            matches.append((len(text), len(text) + len(found)))
        text += found + rest
    return text, tuple(matches)


_FIELDS: Final = {
    RecordKind.CLAIM: ("says", "", "because", "quote", "note", "asked_as", "id"),
    RecordKind.EVENT: ("title", "place", "about", "date_text", "", "asked_as", "id"),
    RecordKind.PERSON: ("name", "names", "about", "roles", "note", "", "id"),
    RecordKind.SOURCE: ("title", "author", "why", "", "note", "asked_as", "id"),
    RecordKind.NOTE: ("", "", "", "quote", "note", "", ""),
}
"""The part of a record that each column of a passage holds, by the kind of record."""

_COLUMNS = """
SELECT passage.rowid, kind, id,
       CASE kind WHEN 'claim' THEN (SELECT says FROM claim WHERE claim.id = passage.id)
                 WHEN 'note' THEN (SELECT says FROM claim WHERE claim.id = passage.id)
                 WHEN 'event' THEN (SELECT title FROM event WHERE event.id = passage.id)
                 WHEN 'person' THEN (SELECT name FROM person WHERE person.id = passage.id)
                 ELSE (SELECT title FROM source WHERE source.id = passage.id) END,
       (SELECT source FROM evidence WHERE n = item),
       CASE WHEN kind IN ('claim', 'note') THEN (SELECT verdict FROM claim WHERE claim.id = passage.id) END,
       CASE WHEN kind IN ('claim', 'note') THEN (SELECT state FROM claim WHERE claim.id = passage.id) END,
       CASE kind WHEN 'claim' THEN (SELECT line FROM claim WHERE claim.id = passage.id)
                 WHEN 'note' THEN (SELECT line FROM evidence WHERE n = item)
                 WHEN 'event' THEN (SELECT line FROM event WHERE event.id = passage.id)
                 WHEN 'person' THEN (SELECT line FROM person WHERE person.id = passage.id)
                 ELSE (SELECT line FROM source WHERE source.id = passage.id) END,
       highlight(passage, 0, :open, :close), highlight(passage, 1, :open, :close),
       highlight(passage, 2, :open, :close), highlight(passage, 3, :open, :close),
       highlight(passage, 4, :open, :close), highlight(passage, 5, :open, :close),
       highlight(passage, 6, :open, :close)
  FROM passage
"""

_WITHOUT_WORDS = "WHERE passage.rowid IN (SELECT value FROM json_each(:rows))"

# The range of rowids lets FTS5 read its index once; with the list of rows alone it would search once per row.
_WITH_WORDS = """
 WHERE passage MATCH :words AND passage.rowid BETWEEN :first AND :last
   AND +passage.rowid IN (SELECT value FROM json_each(:rows))
"""

_COUNTS = """
SELECT kind, count(*) FROM entry WHERE n IN (SELECT value FROM json_each(:rows)) GROUP BY kind ORDER BY kind
"""
