"""Find the claims that answer a question.

A claim answers if it has a large share of the question's weight. Rare words count more than common ones. Words that
stand nowhere in the base count as rare ones. A question that has only names asks about a record, so no claim answers
it. Of claims that have about as much of the question, the one with the kind of thing that is asked for comes first.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array
from genden_cli.query.search.agreement import asked_roles, is_negated
from genden_cli.query.search.answers import PHRASING, is_whole
from genden_cli.query.search.kinds import ABSENT, IN_SENTENCE, fits
from genden_cli.query.search.matching import FtsQuery
from genden_cli.query.search.passages import passages_by_time
from genden_cli.query.search.phrasings import claims_asked_so, claims_with_phrasing
from genden_cli.text.stop_words import Intent
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator

    from genden_cli.query.search.answers import AnswerPassage, Answers
    from genden_cli.query.search.question_terms import QuestionTerm

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


_NEAR: Final = 0.8
"""A claim with at least this share of what the best one has may come before it, if it has what is asked for."""

_CLOSE: Final = 0.7
"""A claim with what is asked for in its sentence comes before one with it in its record if it ranks nearly as high."""

_MAX_JUDGED: Final = 20


_NEEDED: Final = (Intent.HOW_MANY, Intent.HOW_LONG, Intent.AGE)
"""Kinds of answers that a phrasing for yes or no does not tell: "did he hit him" says nothing of how many times."""


class Candidates(NamedTuple):
    """The ids of claims that answer, the best first.

    ``fit`` says where the first has the kind of thing that is asked for, as in `kinds`. ``is_asked`` says that a
    phrasing of it is the question, ``is_whole`` that it has every word of the question.
    """

    ids: tuple[str, ...] = ()
    fit: int = ABSENT
    is_asked: bool = False
    is_whole: bool = False


def candidates(connection: sqlite3.Connection, found: Answers, question: str, wanted: Intent | None) -> Candidates:
    """Return the claims that answer a question; of about equally good ones, those with what is asked for come first."""
    claims = [] if _names_stranger(found, question) else list(_answering(connection, found))
    if not claims:
        return Candidates()
    least, close = _NEAR * claims[0].share, _CLOSE * claims[0].score
    may_differ = wanted is Intent.WHETHER  # in a word: "was he shot in Kiev" is answered by "he was shot in Moscow"
    near = [
        each
        for each in claims[:_MAX_JUDGED]
        if each.share >= least or each.is_asked or (may_differ and each.score >= close)
    ]
    fit = fits(connection, wanted, question, [each.id for each in near])
    agreeing, unlike = _agreement(connection, found, question, wanted, fit)
    if wanted is Intent.WHETHER:
        # a phrasing in other words, or about somebody else, is like the question, but not the question
        sure = claims_asked_so(connection, question) | {id_ for id_ in agreeing if fit[id_] != ABSENT}
        near = [each._replace(is_asked=_is_asked(connection, found, each, sure, unlike)) for each in near]
    elif wanted in _NEEDED:
        own = claims_with_phrasing(connection, fit, wanted)
        near = [each._replace(is_asked=each.is_asked and (fit[each.id] != ABSENT or each.id in own)) for each in near]
    answering = agreeing | {each.id for each in near if each.is_asked}
    fit = {id_: where if id_ in answering else ABSENT for id_, where in fit.items()}
    near.sort(
        key=lambda each: (
            not each.is_asked,
            fit[each.id] == ABSENT,
            fit[each.id] != IN_SENTENCE or each.score < close,
        )
    )
    order = dict.fromkeys(each.id for each in (*near, *claims))
    return Candidates(tuple(order), fit[near[0].id], near[0].is_asked, is_whole(near[0].share))


def _agreement(
    connection: sqlite3.Connection, found: Answers, question: str, wanted: Intent | None, ids: Iterable[str]
) -> tuple[set[str], set[str]]:
    """Return the claims whose sentence says what is asked, and those that say something else in the same words.

    A question with a "not" that asks for more than yes or no needs a sentence with a "not".
    """
    roles = asked_roles(found.question, question, wanted)
    denied = wanted is not Intent.WHETHER and is_negated(question)
    if not (roles or denied):
        return set(ids), set()
    says = dict(connection.execute(_SAYS, {"ids": array(ids)}))
    agreeing = {
        id_ for id_, text in says.items() if (not roles or roles.agrees(text)) and (not denied or is_negated(text))
    }
    return agreeing, {id_ for id_ in says.keys() - agreeing if roles and roles.has_words(says[id_])}


def _is_asked(
    connection: sqlite3.Connection, found: Answers, claim: _Claim, sure: set[str], unlike: Collection[str]
) -> bool:
    """Tell whether a phrasing of a claim is the question, or is like it while no sentence says what is asked."""
    is_like = claim.id in sure or not (sure or claim.id in unlike)
    return claim.is_asked and is_like and _names_all(connection, claim.id, found)


def _names_all(connection: sqlite3.Connection, claim: str, found: Answers) -> bool:
    """Tell whether a claim, or a phrasing of it, names all people of the question."""
    (n,) = connection.execute(_PASSAGE_OF, {"id": claim}).fetchone()
    people = [term for term in found.question.terms if any(each.kind is RecordKind.PERSON for each in term.named)]
    words = (FtsQuery(f"{{title asked}} : ({term.expression})", None) for term in people)
    return all(passages_by_time(connection, each, most=1, only=n) for each in words)


def _names_stranger(found: Answers, question: str) -> bool:
    """Tell whether a question names somebody or something that stands nowhere in the base.

    A capital letter inside a question begins a name, unless the question is a title with capitals everywhere.
    """
    first, *words = question.split() or [""]
    names = {word for word in words if word.istitle()}
    if len(names) == len(words) > 1 and first.istitle():
        return False
    return any(word.startswith(unknown) for unknown in found.question.unknown for word in names)


class _Claim(NamedTuple):
    """A claim that answers, the share of the weight of the question that it has, and its score among the passages."""

    id: str
    share: float
    score: float = 0.0
    is_asked: bool = False


def _answering(connection: sqlite3.Connection, found: Answers) -> Iterator[_Claim]:
    """Yield the claims that answer, the best first."""
    strong = [term for term in found.question.terms if not term.weak]
    content = found.question.content
    only_names = bool(strong) and not content
    known_share = _known_share(connection, found, strong)
    known_content = _known_share(connection, found, content)
    least = _LEAST_NAMED if len(content) < len(strong) else _LEAST
    least_content = _LEAST_OF_TWO if len(content) == len(strong) == _TWO else _LEAST_CONTENT
    people = [term for term in strong if term.named and all(each.kind is RecordKind.PERSON for each in term.named)]
    of_event = _claims_of_named_event(connection, strong) if only_names else ()
    done: set[str] = set()
    if found.passages and found.passages[0].kind is RecordKind.EVENT and found.passages[0].matched == PHRASING:
        for id_ in _claims_of_event(connection, found, found.passages[0].id)[:_MAX_OF_PHRASING]:
            done.add(id_)
            yield _Claim(id_, 1.0, is_asked=True)
    for each in found.passages:
        if each.kind in (RecordKind.CLAIM, RecordKind.NOTE) and each.id not in done and found.is_ranked:
            share = each.covered * known_share * (_NOTE if each.kind is RecordKind.NOTE else 1.0)
            told = share >= least and each.content * known_content >= least_content
            if only_names:
                told = each.id in of_event
            if (told or each.matched == PHRASING) and _is_about(connection, each, people):
                done.add(each.id)
                yield _Claim(each.id, share, each.score, each.matched == PHRASING)
    if of_event and not done:
        yield from (_Claim(id_, 1.0) for id_ in of_event)


def _claims_of_event(connection: sqlite3.Connection, found: Answers, event: str) -> list[str]:
    """Return the first claims of an event: those that rank best for the question, then those with most evidence."""
    scores = {each.id: each.score for each in found.passages if each.kind is RecordKind.CLAIM}
    ids = [id_ for (id_,) in connection.execute(_OF_EVENT, {"event": event, "most": _MAX_OF_EVENT})]
    least = _ABOUT_AS_GOOD * max((scores.get(each, 0.0) for each in ids), default=0.0)
    return sorted(ids, key=lambda each: scores.get(each, 0.0) < least)


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
_MAX_OF_PHRASING: Final = 10
_ABOUT_AS_GOOD: Final = 0.9

_ABOUT: Final = """
SELECT 1 FROM claim_person WHERE claim = :claim AND person IN (SELECT value FROM json_each(:people)) LIMIT 1
"""


_PASSAGE_OF: Final = "SELECT n FROM entry WHERE id = :id AND kind = 'claim' AND kind <> 'note'"

_SAYS: Final = "SELECT id, says FROM claim WHERE id IN (SELECT value FROM json_each(:ids))"

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
