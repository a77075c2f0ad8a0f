"""Find the claim that answers a question, or the record that it names, or say that nothing answers it.

A claim answers if it has a large share of the question's weight. Rare words count more than common ones. Words that
stand nowhere in the base count as rare ones. A question that has only names asks about a record, so no claim answers
it. If it asks who somebody is, or is a bare name, and names one record, this record answers.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.provenance import Origins
from genden_cli.query.records.fetch import array, fetch
from genden_cli.query.search.answers import PHRASING, Answers, answers
from genden_cli.query.search.matching import FtsQuery
from genden_cli.query.search.passages import passages_by_time
from genden_cli.query.search.record_answer import life, life_asked, named_record
from genden_cli.query.search.terms import Term
from genden_cli.text.stop_words import DO
from genden_cli.words import ClaimKind, RecordKind, Stance

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

    from genden_cli.query.search.answers import AnswerPassage
    from genden_cli.query.search.question_terms import QuestionTerm
    from genden_cli.query.search.record_answer import NamedRecord
    from genden_cli.words import Basis, ClaimState, Confidence, Credibility, Reliability, Verdict

_LEAST: Final = 0.58
"""The share of the question's weight that an answer has at least."""

_LEAST_NAMED: Final = 0.3
"""The same if the question names a record of the base, which shows that it is about this base."""

_LEAST_CONTENT: Final = 0.15
"""The share of the weight of the words that are no names that an answer has at least."""

_TWO: Final = 2
_LEAST_OF_TWO: Final = 0.9
"""The same for a question of two words without a name. One of two words may be there by chance."""

_CORRECTED: Final = 0.3
"""The share of its weight with which a corrected word counts."""

_MAX_ITEMS: Final = 3
_MAX_OTHERS: Final = 3


class CitedItem(NamedTuple):
    """An item of evidence in short: its source, the place in it, and its grade. ``place`` is label and value."""

    source: str
    title: str
    place: str | None
    reliability: Reliability
    credibility: Credibility | None
    quote: str | None
    note: str | None


class NextClaim(NamedTuple):
    """Another claim that may answer."""

    id: str
    says: str
    verdict: Verdict
    state: ClaimState | None


class NearRecord(NamedTuple):
    """A record that is near a question which no claim answers."""

    kind: RecordKind
    id: str
    title: str


class AnsweringClaim(NamedTuple):
    """The claim that answers best, the best evidence of either side, and the independent voices of either side."""

    id: str
    says: str
    verdict: Verdict
    state: ClaimState | None
    because: str | None
    basis: Basis | None
    confidence: Confidence | None
    reviewed: str | None
    supports: tuple[CitedItem, ...]
    contradicts: tuple[CitedItem, ...]
    counts: tuple[int, int]
    independent: tuple[Origins, Origins]
    line: int


class AskResult(NamedTuple):
    """The answer to a question: a ``claim``, or the ``record`` that it names.

    Without either nothing answers it, and ``nearest`` are the nearest records. ``is_reversed`` says that the claim
    has the two names of the question the other way round.
    """

    question: str
    claim: AnsweringClaim | None
    others: tuple[NextClaim, ...] = ()
    nearest: tuple[NearRecord, ...] = ()
    left_out: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    is_partial: bool = False
    record: NamedRecord | None = None
    is_reversed: bool = False


def ask(connection: sqlite3.Connection, question: str) -> AskResult:
    """Return the claim that answers a question, with its best evidence and the next best claims."""
    found = answers(connection, tuple((Term(word),) for word in question.split()))
    ids = [] if _names_stranger(found, question) else list(_answering(connection, found))
    record = None
    if person := life_asked(found):
        ids = [
            id_
            for (id_,) in connection.execute(_OF_LIFE, {"ids": array(ids), "kind": ClaimKind.LIFE, "person": person})
        ]
        record = None if ids else life(connection, found, person)
    elif not ids:
        record = named_record(connection, found, question)
    claim = _claim(connection, ids[0]) if ids else None
    return AskResult(
        question,
        claim,
        _next_claims(connection, ids[1 : 1 + _MAX_OTHERS]),
        () if ids or record else _nearest(connection, found),
        found.question.left_out,
        found.question.unknown,
        found.question.corrected,
        record=record,
        is_reversed=claim is not None and _is_reversed(found, question, claim.says),
    )


def _is_reversed(found: Answers, question: str, says: str) -> bool:
    """Tell whether an English question with "did" names two people in the other order than a sentence without "by"."""
    first_word, *_ = question.casefold().split()
    sentence = f" {says.casefold()} "
    names = [term.text.casefold() for term in found.question.terms if term.named]
    if first_word not in DO or len(names) != _TWO or " by " in f" {question.casefold()} {sentence}":
        return False
    first, second = map(sentence.find, names)
    return 0 <= second < first


def _names_stranger(found: Answers, question: str) -> bool:
    """Tell whether a question names somebody or something that stands nowhere in the base.

    A capital letter inside a question begins a name, unless the question is a title with capitals everywhere.
    """
    first, *words = question.split() or [""]
    names = {word for word in words if word.istitle()}
    if len(names) == len(words) > 1 and first.istitle():
        return False
    return any(word.startswith(unknown) for unknown in found.question.unknown for word in names)


def _answering(connection: sqlite3.Connection, found: Answers) -> Iterator[str]:
    """Yield the ids of the claims that answer, the best first."""
    strong = [term for term in found.question.terms if not term.weak]
    content = [term for term in strong if not term.named]
    only_names = bool(strong) and not content
    known_share = _known_share(connection, found, strong)
    known_content = _known_share(connection, found, content)
    least = _LEAST_NAMED if len(content) < len(strong) else _LEAST
    least_content = _LEAST_OF_TWO if len(content) == len(strong) == _TWO else _LEAST_CONTENT
    people = [term for term in strong if term.named and all(each.kind is RecordKind.PERSON for each in term.named)]
    of_event = _claims_of_named_event(connection, strong) if only_names else ()
    done: set[str] = set()
    if found.passages and found.passages[0].kind is RecordKind.EVENT and found.passages[0].matched == PHRASING:
        for (id_,) in connection.execute(_OF_EVENT, {"event": found.passages[0].id, "most": 1}):
            done.add(id_)
            yield id_
    for each in found.passages:
        if each.kind in (RecordKind.CLAIM, RecordKind.NOTE) and each.id not in done and found.is_ranked:
            share = each.covered * known_share * (_NOTE if each.kind is RecordKind.NOTE else 1.0)
            told = share >= least and each.content * known_content >= least_content
            if only_names:
                told = each.id in of_event
            if each.matched == PHRASING or (told and _is_about(connection, each, people)):
                done.add(each.id)
                yield each.id
    if of_event and not done:
        yield from of_event


def _claims_of_named_event(connection: sqlite3.Connection, terms: Iterable[QuestionTerm]) -> tuple[str, ...]:
    """Return the first claims of the only event that a question names, those with most evidence first."""
    named = {each.id for term in terms for each in term.named if each.kind is RecordKind.EVENT}
    if len(named) != 1:
        return ()
    return tuple(id_ for (id_,) in connection.execute(_OF_EVENT, {"event": named.pop(), "most": _MAX_OF_EVENT}))


def _is_about(connection: sqlite3.Connection, passage: AnswerPassage, people: Collection[QuestionTerm]) -> bool:
    """Tell whether a passage or its claim names one of the people that the question names, if it names some."""
    if not people:
        return True
    ids = array({each.id for term in people for each in term.named})
    if connection.execute(_ABOUT, {"claim": passage.id, "people": ids}).fetchone():
        return True
    words = " OR ".join(f"({term.expression})" for term in people)
    return bool(passages_by_time(connection, FtsQuery(words, None), most=1, only=passage.n))


_NOTE: Final = 0.8

_MAX_OF_EVENT: Final = 100

_ABOUT: Final = """
SELECT 1 FROM claim_person WHERE claim = :claim AND person IN (SELECT value FROM json_each(:people)) LIMIT 1
"""


_OF_EVENT: Final = """
SELECT id FROM claim WHERE event = :event
 ORDER BY (SELECT count(*) FROM evidence WHERE evidence.claim = claim.id) DESC, n LIMIT :most
"""


def _known_share(connection: sqlite3.Connection, found: Answers, terms: Collection[QuestionTerm]) -> float:
    """Return the share of the weight of terms that stands in the base. A word that stands nowhere counts as rare."""
    (size,) = connection.execute("SELECT coalesce(max(n), 0) FROM entry").fetchone()
    corrected = dict(found.question.corrected)
    known = whole = 0.0
    for term in terms:
        weight = log(1 + size) if term.expression is None else found.weights.get(term.text, 0.0)
        whole += weight
        if term.expression is not None:
            known += weight * (_CORRECTED if term.text in corrected else 1.0)
    return known / (whole or 1.0)


def _claim(connection: sqlite3.Connection, id_: str) -> AnsweringClaim:
    row = fetch(connection, _ClaimRow, _CLAIM, id=id_)[0]
    supports, contradicts = (
        fetch(connection, CitedItem, _ITEMS, id=id_, stance=stance, most=_MAX_ITEMS)
        for stance in (Stance.SUPPORTS, Stance.CONTRADICTS)
    )
    return AnsweringClaim(
        *row[:8],
        supports,
        contradicts,
        (row.supports, row.contradicts),
        (
            Origins(row.origins_for, bool(row.origins_for_exact)),
            Origins(row.origins_against, bool(row.origins_against_exact)),
        ),
        row.line,
    )


class _ClaimRow(NamedTuple):
    id: str
    says: str
    verdict: Verdict
    state: ClaimState | None
    because: str | None
    basis: Basis | None
    confidence: Confidence | None
    reviewed: str | None
    line: int
    supports: int
    contradicts: int
    origins_for: int
    origins_for_exact: int
    origins_against: int
    origins_against_exact: int


def _next_claims(connection: sqlite3.Connection, ids: list[str]) -> tuple[NextClaim, ...]:
    found = {each.id: each for each in fetch(connection, NextClaim, _NEXT, ids=array(ids))}
    return tuple(found[id_] for id_ in ids)


def _nearest(connection: sqlite3.Connection, found: Answers) -> tuple[NearRecord, ...]:
    """Return the records of the first passages."""
    records = dict.fromkeys((_kind(each), each.id) for each in found.passages[:20])
    return tuple(
        NearRecord(kind, id_, connection.execute(_TITLES[kind], {"id": id_}).fetchone()[0])
        for kind, id_ in list(records)[:_MAX_ITEMS]
    )


def _kind(passage: AnswerPassage) -> RecordKind:
    return RecordKind.CLAIM if passage.kind is RecordKind.NOTE else passage.kind


_OF_LIFE: Final = """
SELECT claim.id FROM json_each(:ids) AS asked JOIN claim ON claim.id = asked.value
 WHERE kind = :kind AND says GLOB '*[0-9]*'
   AND NOT EXISTS (SELECT 1 FROM claim_person WHERE claim = claim.id AND person <> :person)
 ORDER BY asked.key
"""

_CLAIM: Final = """
SELECT claim.id, says, verdict, state, because, basis, confidence, checked, line,
       coalesce(supports, 0), coalesce(contradicts, 0), coalesce(origins_for, 0), coalesce(origins_for_exact, 1),
       coalesce(origins_against, 0), coalesce(origins_against_exact, 1)
  FROM claim LEFT JOIN standing ON standing.claim = claim.id
             LEFT JOIN last_checked ON last_checked.claim = claim.id
 WHERE claim.id = :id
"""

_ITEMS: Final = """
SELECT source, title,
       (SELECT group_concat(label || ' ' || value, ', ') FROM evidence_locator WHERE evidence = evidence.n),
       reliability, credibility, quote, evidence.note
  FROM evidence JOIN source ON source.id = evidence.source
 WHERE claim = :id AND stance = :stance AND source NOT IN (SELECT source FROM examined)
 ORDER BY reliability, coalesce(credibility, '6'), evidence.n
 LIMIT :most
"""

_NEXT: Final = "SELECT id, says, verdict, state FROM claim WHERE id IN (SELECT value FROM json_each(:ids))"

_TITLES: Final = {
    RecordKind.CLAIM: "SELECT says FROM claim WHERE id = :id",
    RecordKind.EVENT: "SELECT title FROM event WHERE id = :id",
    RecordKind.PERSON: "SELECT name FROM person WHERE id = :id",
    RecordKind.SOURCE: "SELECT title FROM source WHERE id = :id",
}
