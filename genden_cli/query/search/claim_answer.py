"""Find the claims that answer a question.

A claim answers if it has a large share of the question's weight. Rare words count more than common ones. Words that
stand nowhere in the base count as rare ones. A question that has only names asks about a record, so no claim answers
it. Of claims that have about as much of the question, the one with the kind of thing that is asked for comes first.
"""

from __future__ import annotations

import re
from math import log
from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array
from genden_cli.query.search.agreement import asked_roles, has_words_of, is_negated, reservations
from genden_cli.query.search.answers import PHRASING, is_whole
from genden_cli.query.search.kinds import ABSENT, IN_SENTENCE, fits
from genden_cli.query.search.matching import FtsQuery
from genden_cli.query.search.passages import passages_by_time
from genden_cli.query.search.phrasings import claims_asked_so, claims_with_phrasing, likeness_to_phrasings
from genden_cli.text.stop_words import Intent
from genden_cli.text.terms import stems
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from genden_cli.query.search.agreement import AskedRoles
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


_NEEDED: Final = (Intent.HOW_MANY, Intent.HOW_LONG, Intent.AGE, Intent.WHY)
"""Kinds of answers that a phrasing for yes or no does not tell: "did he hit him" says nothing of how many times."""


_OF_ACTS: Final = r"(?i:when|where) (?:did|was|were|is|are|has|had)\b"
"""The beginning of a question that only a claim on its act answers: one with a date or a place may tell another."""


_LIKE: Final = 0.9
"""A phrasing for yes or no that is this much like the question counts as the question."""


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
    judge = _Judge(connection, found, question, wanted, asked_roles(found.question, question, wanted))
    near = [
        each
        for each in claims[:_MAX_JUDGED]
        if each.share >= least or each.is_asked or (judge.by_roles and each.score >= close)
    ]
    fit = fits(connection, wanted, question, [each.id for each in near])
    agreement = judge.agreement(fit)
    asked = judge.truly_asked(near, fit, agreement)
    near = [each._replace(is_asked=each.is_asked and each.id in asked) for each in near]
    answering = agreement.agreeing | {each.id for each in near if each.is_asked}
    fit = {id_: where if id_ in answering else ABSENT for id_, where in fit.items()}
    near.sort(
        key=lambda each: (
            not each.is_asked,
            fit[each.id] == ABSENT,
            fit[each.id] != IN_SENTENCE or each.score < close,
            0 if fit[each.id] != ABSENT else -agreement.words.get(each.id, 0),
        )
    )
    order = dict.fromkeys(each.id for each in (*near, *claims))
    return Candidates(tuple(order), fit[near[0].id], near[0].is_asked, is_whole(near[0].share))


class _Agreement(NamedTuple):
    """The claims whose sentence says what is asked, and by each claim how many words of the question it has.

    ``unlike`` are those that have all words and say something else.
    """

    agreeing: frozenset[str]
    words: Mapping[str, int] = Frozen({})
    unlike: frozenset[str] = frozenset()


class _Judge(NamedTuple):
    """A question, to judge claims by what their sentences and phrasings say."""

    connection: sqlite3.Connection
    found: Answers
    question: str
    wanted: Intent | None
    roles: AskedRoles | None

    @property
    def by_roles(self) -> bool:
        """Whether the roles decide, so that a sentence with fewer words of the question may say what is asked."""
        return self.roles is not None and not self.roles.asks_when

    def agreement(self, ids: Collection[str]) -> _Agreement:
        """Return which claims say what is asked. A question with a "not" prefers sentences with one, or needs one."""
        denied, kept = is_negated(self.question), reservations(self.question, self.wanted)
        if not (self.roles or denied or kept):
            return _Agreement(self._with_act(ids) if re.match(_OF_ACTS, self.question) else frozenset(ids))
        says = dict(self.connection.execute(_SAYS, {"ids": array(ids)}).fetchall())
        told = frozenset(
            id_
            for id_, text in says.items()
            if (not self.roles or self.roles.agrees(text)) and has_words_of(text, kept)
        )
        same = frozenset(id_ for id_ in told if is_negated(says[id_]) is denied)
        if self.roles is None and not denied:
            return _Agreement(told)
        if self.roles is None:
            roles = asked_roles(self.found.question, self.question, Intent.WHETHER)
            return _Agreement(frozenset(id_ for id_ in same if roles and roles.has_words(says[id_])))
        agreeing = same or told if self.wanted is Intent.WHETHER else same if denied else told
        words = {id_: self.roles.number_of_words(text) for id_, text in says.items()}
        whole = frozenset(id_ for id_, number in words.items() if number == len(self.roles.needed))
        return _Agreement(agreeing, words, whole - told)

    def _with_act(self, ids: Collection[str]) -> frozenset[str]:
        """Return the claims whose sentence or phrasings, or those of their event, have the act of a question."""
        act = next((term for term in self.found.question.terms if not (term.weak or term.names_person)), None)
        if act is None:
            return frozenset(ids)
        texts: dict[str, list[str]] = {}
        for id_, text in self.connection.execute(_TEXTS, {"ids": array(ids)}):
            texts.setdefault(id_, []).append(text)
        return frozenset(id_ for id_, own in texts.items() if act.stands_in(frozenset(stems(" ".join(own)))))

    def truly_asked(self, claims: Iterable[_Claim], fit: Mapping[str, int], agreement: _Agreement) -> set[str]:
        """Return the claims with a phrasing that is the question, and not only like it.

        A phrasing in other words, or about somebody else, is only like a question for yes or no. A phrasing for yes or
        no tells no number, and one without a "not" does not answer a question with it.
        """
        asked = {each.id for each in claims if each.is_asked}
        if self.wanted is Intent.WHETHER:
            sure = claims_asked_so(self.connection, self.question)
            sure |= {id_ for id_ in agreement.agreeing if fit[id_] != ABSENT}
            likely = sure or {id_ for id_ in asked - agreement.unlike if self._is_like(id_)}
            return {id_ for id_ in asked & likely if self._names_all(id_)}
        if is_negated(self.question) or reservations(self.question, self.wanted):
            return asked & agreement.agreeing
        if self.wanted in _NEEDED:
            own = claims_with_phrasing(self.connection, fit, self.wanted)
            return {id_ for id_ in asked if fit[id_] != ABSENT or id_ in own}
        return asked

    def _is_like(self, claim: str) -> bool:
        """Tell whether a phrasing of a claim has nearly all of the question, and the question nearly all of it."""
        record = (RecordKind.CLAIM, claim)
        found = likeness_to_phrasings(self.connection, [record], self.question, self.found.weights)
        return found.get(record, 1.0) >= _LIKE

    def _names_all(self, claim: str) -> bool:
        """Tell whether a claim, or a phrasing of it, has all people and all numbers of the question."""
        (n,) = self.connection.execute(_PASSAGE_OF, {"id": claim}).fetchone()
        exact = [each for each in self.found.question.terms if each.text.isdigit() or each.names_person]
        return all(each.expression and self._stands_in(n, each.expression) for each in exact)

    def _stands_in(self, n: int, expression: str) -> bool:
        """Tell whether a passage has an expression in its title or in a phrasing."""
        return (
            passages_by_time(self.connection, FtsQuery(f"{{title asked}} : ({expression})", None), most=1, only=n) != []
        )


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

_TEXTS: Final = """
WITH asked AS (SELECT value AS id FROM json_each(:ids))
SELECT claim.id, says FROM asked JOIN claim USING (id)
 UNION ALL
SELECT claim, text FROM asked JOIN claim_phrasing ON claim = id
 UNION ALL
SELECT claim.id, event.title FROM asked JOIN claim USING (id) JOIN event ON event.id = claim.event
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
