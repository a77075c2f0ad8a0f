"""Answer a query of plain words: correct misspelt words, rank the passages, and put first what the query names."""

from __future__ import annotations

from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.search.matching import FtsQuery, fts_phrase, fts_query
from genden_cli.query.search.passages import entries, passages_by_time, passages_by_weight, records_named
from genden_cli.query.search.phrasings import likeness_to_phrasings, records_asked_as
from genden_cli.query.search.question import Question, read_question
from genden_cli.query.search.question_terms import stands
from genden_cli.query.search.ranking import COMMON, RankedPassage, ranked_passages, weighed_terms
from genden_cli.query.search.terms import Term
from genden_cli.search_fields import RECORD
from genden_cli.text.addresses import address_key, is_address
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from genden_cli.query.names.exact import Candidate
    from genden_cli.query.search.ranking import WeighedTerm
    from genden_cli.query.search.terms import Group

_FEW: Final = 3
"""If fewer records than this have every word, passages with some of the words follow."""

_LIKE: Final = 0.8
"""A question that is this much like a phrasing counts as the phrasing."""

_LIFT: Final = 3.0
_MAX_COMPARED: Final = 60

WORDS, NAME, PHRASING = "words", "name", "phrasing"


class AnswerPassage(NamedTuple):
    """A passage that answers, and the reason: ``words``, ``name`` or ``phrasing``.

    ``covered`` is the share of the question's weight that it has, and ``content`` the share without names.
    """

    n: int
    kind: RecordKind
    id: str
    matched: str = WORDS
    score: float = 0.0
    covered: float = 1.0
    content: float = 1.0


class Answers(NamedTuple):
    """The passages that answer a question, the best first, unless too many of them have its words.

    ``words`` is the FTS5 expression of all its words. ``named`` are the records that fields name. ``weights`` are the
    weights of the words that matter and stand in the base.
    """

    question: Question
    passages: tuple[AnswerPassage, ...]
    words: str | None
    is_ranked: bool = True
    named: tuple[Candidate, ...] = ()
    weights: Mapping[str, float] = Frozen({})

    @property
    def is_partial(self) -> bool:
        """Whether no passage has every word that matters."""
        return self.is_ranked and not any(is_whole(each.covered) for each in self.passages)


def answers(connection: sqlite3.Connection, groups: tuple[Group, ...], *, kind: RecordKind | None = None) -> Answers:
    """Return the passages that answer the words of a query. Its fields and ``kind`` filter them.

    Raise `WrongUsage` or `UnknownName` if a field cannot be resolved.
    """
    text = " ".join(term.text for group in groups for term in group if not term.field)
    if is_address(text) and ((found := sources_at(connection, text)) or not stands(connection, fts_phrase(Term(text)))):
        return Answers(Question(()), found, None)
    fields = tuple(group for group in groups if group[0].field)
    base = fts_query(connection, fields, kind=kind) or FtsQuery(None, f"{RECORD}{kind}" if kind else None)
    question = read_question(connection, text)
    weighed = weighed_terms(connection, base, question)
    words = " OR ".join(f"({each.term.expression})" for each in weighed) or None
    if weighed and all(len(each.passages) > COMMON for each in weighed):
        rows, weighed = _with_all_words(connection, base, weighed)
        if not weighed:
            unranked = tuple(AnswerPassage(*each) for each in entries(connection, rows))
            return Answers(question, unranked, words, is_ranked=False, named=base.named)
    by_words = ranked_passages(connection, weighed, question.intent)
    if len(weighed) == 1 and not weighed[0].term.named and question.intent is None:
        by_words = _by_frequency(connection, base, weighed[0], by_words)
    weights = {each.term.text: each.weight for each in weighed}
    ranked = _by_phrasings(connection, by_words, text, weights)
    order = tuple(_in_order(connection, _first(connection, text, question), _enough(ranked), base))
    weights = {each.term.text: each.weight for each in weighed if not each.term.weak}
    return Answers(question, order, words, named=base.named, weights=weights)


def sources_at(connection: sqlite3.Connection, address: str) -> tuple[AnswerPassage, ...]:
    """Return the passages of the sources with this address, or with a copy there."""
    found = connection.execute(_AT_ADDRESS, {"form": address_key(address)})
    return tuple(AnswerPassage(n, RecordKind.SOURCE, id_, NAME) for n, id_ in found)


_AT_ADDRESS: Final = """
SELECT n, id FROM address JOIN entry ON id = source AND kind = 'source' AND kind <> 'note' WHERE form = :form ORDER BY n
"""


def _by_frequency(
    connection: sqlite3.Connection, base: FtsQuery, only: WeighedTerm, ranked: list[RankedPassage]
) -> list[RankedPassage]:
    """Return the passages with the only word of a question, ordered by how often and in how short a text it stands."""
    query = base._replace(words=only.term.expression)
    order = passages_by_weight(connection, query, sorted(each.n for each in ranked), ())
    place = {n: number for number, n in enumerate(order)}
    return [each._replace(score=1.0 / (2 + place[each.n])) for each in ranked]


def _with_all_words(
    connection: sqlite3.Connection, base: FtsQuery, weighed: list[WeighedTerm]
) -> tuple[list[int], list[WeighedTerm]]:
    """Return the first passages with all of several common words.

    If they are few enough to rank, also return the terms, narrowed to these passages; else no terms.
    """
    every = " AND ".join(f"({each.term.expression})" for each in weighed)
    rows = passages_by_time(connection, base._replace(words=every), most=COMMON + 1)
    if 0 < len(rows) <= COMMON:
        found = frozenset(rows)
        return rows, [each._replace(passages=found, strong=each.strong & found) for each in weighed]
    return rows or sorted(weighed[0].passages), []


def _by_phrasings(
    connection: sqlite3.Connection, ranked: list[RankedPassage], text: str, weights: Mapping[str, float]
) -> list[AnswerPassage]:
    """Return the passages, those first whose record has a phrasing that is like the question."""
    alike = likeness_to_phrasings(connection, [(each.kind, each.id) for each in ranked[:_MAX_COMPARED]], text, weights)
    found = []
    for each in ranked:
        like = alike.get((each.kind, each.id), 0.0)
        matched = PHRASING if like >= _LIKE else NAME if each.is_named else WORDS
        covered = 1.0 if like >= _LIKE else each.covered
        lift = _LIFT * like if matched == PHRASING else like * like
        found.append(AnswerPassage(each.n, each.kind, each.id, matched, each.score * (1 + lift), covered, each.content))
    found.sort(key=lambda each: (each.matched != PHRASING, not is_whole(each.covered), -each.score, each.n))
    return found


def is_whole(covered: float) -> bool:
    """Tell whether a passage has every word that matters."""
    return covered > 0.999  # noqa: PLR2004 -- a sum of fractions


def _first(connection: sqlite3.Connection, text: str, question: Question) -> list[tuple[RecordKind, str, str]]:
    """Return the records that come first: of this phrasing, of this name, and the people if only people are named."""
    found = [(kind, id_, PHRASING) for kind, id_ in records_asked_as(connection, text)]
    found += [(kind, id_, NAME) for kind, id_ in records_named(connection, text)]
    strong = [term for term in question.terms if not term.weak]
    if strong and all(term.named for term in strong):
        found += [(each.kind, each.id, NAME) for term in strong for each in term.named]
    return found


def _enough(ranked: list[AnswerPassage]) -> list[AnswerPassage]:
    """Return the passages with every word, and the others too if there are few of them."""
    whole = [each for each in ranked if is_whole(each.covered)]
    return ranked if len({each.id for each in whole}) < _FEW else whole


def _in_order(
    connection: sqlite3.Connection,
    first: list[tuple[RecordKind, str, str]],
    ranked: list[AnswerPassage],
    base: FtsQuery,
) -> Iterator[AnswerPassage]:
    """Yield the passages of the records that come first, then the others."""
    done = set()
    numbers = {(each.kind, each.id): each for each in ranked}
    for kind, id_, matched in first:
        known = numbers.get((kind, id_)) or _passage_of(connection, kind, id_, base)
        if known and known.n not in done:
            done.add(known.n)
            yield known._replace(matched=matched, covered=1.0)
    yield from (each for each in ranked if each.n not in done)


def _passage_of(connection: sqlite3.Connection, kind: RecordKind, id_: str, base: FtsQuery) -> AnswerPassage | None:
    """Return the passage of a record, or None if the filter of the query excludes it."""
    row = connection.execute(_PASSAGE, {"kind": kind, "id": id_}).fetchone()
    if row is None or not passages_by_time(connection, base, most=1, only=row[0]):
        return None
    return AnswerPassage(row[0], kind, id_)


_PASSAGE: Final = "SELECT n FROM entry WHERE id = :id AND kind = :kind AND kind <> 'note'"

RULES: Final = {"few": _FEW, "like": _LIKE, "lift": _LIFT, "max_compared": _MAX_COMPARED}
"""The rules of the order as data, for the search of a page."""
