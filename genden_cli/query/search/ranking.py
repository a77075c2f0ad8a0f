"""Rank the passages that answer a question.

A term weighs more if fewer passages have it. It counts in full in the sentence of a claim, a title, a name or a
phrasing. It counts less in a reason, a quote or a note. Passages that have every term come first; the others follow by
the weight of the terms that they have.

The cost does not depend on the size of the base. A term that more than `COMMON` passages have is looked for only in
passages that have a rarer one.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array
from genden_cli.query.search.matching import fts_phrase
from genden_cli.query.search.passages import passages_by_time
from genden_cli.query.search.terms import Term
from genden_cli.text.stop_words import Intent
from genden_cli.words import ClaimKind, RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from genden_cli.query.search.matching import FtsQuery
    from genden_cli.query.search.question import Question
    from genden_cli.query.search.question_terms import QuestionTerm

COMMON: Final = 2_000
_MAX_WEIGHED: Final = 600
_ELSEWHERE: Final = 0.5
"""The share of its weight with which a term counts in a reason, a quote or a note."""

_AS_TYPED: Final = 0.2
_IN_NOTES: Final = 0.35
"""The share of its weight with which a term counts for a claim whose source notes alone have it."""

_NOTED: Final = 0.6
_WEAK: Final = 0.3
_STRONG_COLUMNS: Final = "{title names asked called}"


class WeighedTerm(NamedTuple):
    """A term of the question, its weight, and the passages that have it, anywhere and in a strong place.

    ``literal`` are those that have a name as it was typed.
    """

    term: QuestionTerm
    weight: float
    passages: frozenset[int]
    strong: frozenset[int]
    literal: frozenset[int] = frozenset()


class RankedPassage(NamedTuple):
    """A passage: its number, score and the share of the question's weight that it covers.

    ``content`` is the share without the names in the question. ``is_named`` says that a term names its record.
    """

    n: int
    kind: RecordKind
    id: str
    score: float
    covered: float
    content: float
    is_named: bool


def weighed_terms(connection: sqlite3.Connection, base: FtsQuery, question: Question) -> list[WeighedTerm]:
    """Return the terms that stand in the base. ``base`` filters the passages."""
    (size,) = connection.execute("SELECT coalesce(max(n), 0) FROM entry").fetchone()
    terms = [term for term in question.terms if term.expression is not None]
    found: dict[int, list[int]] = {n: _rows(connection, base, str(term.expression)) for n, term in enumerate(terms)}
    rare = " OR ".join(f"({terms[n].expression})" for n, rows in found.items() if len(rows) <= COMMON)
    weighed = []
    for n, term in enumerate(terms):
        rows, expression = found[n], str(term.expression)
        count = len(rows)
        if count > COMMON:
            count = max(count, size * count // max(rows[-1], 1))
            if rare:
                expression = f"({expression}) AND ({rare})"
                rows = _rows(connection, base, expression)
        strong = _rows(connection, base, f"{_STRONG_COLUMNS} : ({expression})")
        literal = _rows(connection, base, fts_phrase(Term(term.text))) if term.named else ()
        weight = log(1 + size / max(count, 1)) * (_WEAK if term.weak else 1.0)
        weighed.append(WeighedTerm(term, weight, frozenset(rows), frozenset(strong), frozenset(literal)))
    return weighed


def _rows(connection: sqlite3.Connection, base: FtsQuery, expression: str) -> list[int]:
    return passages_by_time(connection, base._replace(words=expression), most=COMMON + 1)


def ranked_passages(
    connection: sqlite3.Connection, weighed: Sequence[WeighedTerm], intent: Intent | None
) -> list[RankedPassage]:
    """Return the passages that have a term, the best first: those with every term that matters, then the others."""
    needed = [n for n, each in enumerate(weighed) if not each.term.weak] or list(range(len(weighed)))
    content = [n for n in needed if not weighed[n].term.named]
    scores: dict[int, float] = {}
    terms: dict[int, set[int]] = {}
    for n, each in enumerate(weighed):
        for row in each.passages:
            scores[row] = scores.get(row, 0.0) + each.weight * _ELSEWHERE
            terms.setdefault(row, set()).add(n)
        for row in each.strong:
            scores[row] = scores.get(row, 0.0) + each.weight * (1.0 - _ELSEWHERE)
        for row in each.literal & scores.keys():
            scores[row] += each.weight * _AS_TYPED
    best = sorted(scores)
    if len(best) > _MAX_WEIGHED:
        least = sorted((scores[row] for row in best), reverse=True)[_MAX_WEIGHED]
        best = [row for row in best if scores[row] >= least]
    named = {name for each in weighed for name in each.term.named}
    suitable = _suitable(connection, best, intent)
    found = []
    rows = connection.execute(_ENTRIES, {"rows": str(best)}).fetchall()
    around = _terms_around(connection, rows, terms)
    for row, kind, id_, weight in rows:
        more = around.get(id_, set()) - terms[row] if kind == RecordKind.CLAIM else set()
        scores[row] += _IN_NOTES * sum(weighed[n].weight for n in more)
        covered = _share(weighed, needed, terms[row], more)
        told = _share(weighed, content, terms[row], more) if len(content) < len(needed) else covered
        suits = _SUITABLE if row in suitable else 1.0
        score = scores[row] * weight * (0.5 + covered / 2) * _boost(intent, kind) * suits
        found.append(RankedPassage(row, RecordKind(kind), id_, score, covered, told, (kind, id_) in named))
    found.sort(key=lambda each: (-each.score, each.n))
    return found


def _share(weighed: Sequence[WeighedTerm], needed: list[int], own: set[int], more: set[int]) -> float:
    """Return the share of the weight of some terms that a passage has, with part of it for those in its notes."""
    found = sum(weighed[n].weight * (1.0 if n in own else _NOTED) for n in needed if n in own or n in more)
    return found / (sum(weighed[n].weight for n in needed) or 1.0)


def _terms_around(
    connection: sqlite3.Connection, rows: list[tuple[int, str, str, float]], terms: dict[int, set[int]]
) -> dict[str, set[int]]:
    """Return for each claim the terms that its source notes or its event have."""
    found: dict[str, set[int]] = {}
    events: dict[str, set[int]] = {}
    for row, kind, id_, _ in rows:
        if kind == RecordKind.NOTE:
            found.setdefault(id_, set()).update(terms[row])
        elif kind == RecordKind.EVENT:
            events[id_] = terms[row]
    if events:
        for claim, event in connection.execute(_OF_EVENTS, {"events": array(events)}):
            found.setdefault(claim, set()).update(events[event])
    return found


_OF_EVENTS: Final = "SELECT id, event FROM claim WHERE event IN (SELECT value FROM json_each(:events)) LIMIT 5000"

_BOOSTS: Final = {
    Intent.WHO: {RecordKind.PERSON: 1.3},
    Intent.WHERE: {RecordKind.EVENT: 1.15},
    Intent.SOURCE: {RecordKind.SOURCE: 1.6, RecordKind.NOTE: 1.3},
}
"""By what a question is about, the kinds of passages that count more."""

_SUITABLE: Final = 1.25


def _boost(intent: Intent | None, kind: str) -> float:
    return _BOOSTS.get(intent, {}).get(RecordKind(kind), 1.0) if intent else 1.0


def _suitable(connection: sqlite3.Connection, rows: Iterable[int], intent: Intent | None) -> frozenset[int]:
    """Return the passages with what a question asks for: a date in the sentence or title, a number or a reason."""
    if intent is Intent.WHEN:
        found = connection.execute(_MOMENTS, {"rows": str(list(rows))})
    elif intent in _CLAIM_KINDS:
        found = connection.execute(_OF_KIND, {"rows": str(list(rows)), "kind": _CLAIM_KINDS[intent]})
    else:
        return frozenset()
    return frozenset(n for (n,) in found)


_CLAIM_KINDS: Final = {Intent.HOW_MANY: ClaimKind.NUMBER, Intent.WHY: ClaimKind.MOTIVE}

_OF_KIND: Final = """
SELECT entry.n FROM entry JOIN claim ON claim.id = entry.id
 WHERE entry.n IN (SELECT value FROM json_each(:rows)) AND entry.kind = 'claim' AND claim.kind = :kind
"""


_ENTRIES: Final = """
SELECT n, kind, id, weight FROM entry WHERE n IN (SELECT value FROM json_each(:rows))
"""

_MOMENTS: Final = """
SELECT n FROM moment JOIN passage ON passage.rowid = n
 WHERE n IN (SELECT value FROM json_each(:rows)) AND title GLOB '*[0-9]*'
"""

RULES: Final = {
    "common": COMMON,
    "max_weighed": _MAX_WEIGHED,
    "elsewhere": _ELSEWHERE,
    "as_typed": _AS_TYPED,
    "in_notes": _IN_NOTES,
    "noted": _NOTED,
    "weak": _WEAK,
    "strong_columns": _STRONG_COLUMNS.strip("{}"),
    "boosts": _BOOSTS,
    "suitable": _SUITABLE,
    "claim_kinds": _CLAIM_KINDS,
}
"""The rules of ranking as data, for the search of a page."""
