"""Answer a question: by a claim, by people or another record, or by saying that nothing answers it.

What a claim says has a verdict, so a claim comes first if its sentence has what is asked for. Relatives, holders of
offices, ages and dates are answered by what the records have. If nothing has the kind of thing that is asked for, the
answer is what the base has about the matter, and says that it is no answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array
from genden_cli.query.search import (
    age_answer,
    foreign,
    kin_answer,
    participant_answer,
    people_answer,
    time_and_place,
)
from genden_cli.query.search.agreement import is_negated
from genden_cli.query.search.answering_claim import answering_claim, next_claims
from genden_cli.query.search.answers import answers
from genden_cli.query.search.claim_answer import candidates
from genden_cli.query.search.kinds import ABSENT, IN_RECORD, IN_SENTENCE, SAID, wanted_kind, without_cue
from genden_cli.query.search.record_answer import (
    life,
    life_asked,
    named_record,
    only_person,
    record_in_short,
    titled_records,
    whole_records,
)
from genden_cli.query.search.terms import Term
from genden_cli.text.stop_words import DO, Intent
from genden_cli.words import ClaimKind, RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    from genden_cli.query.search.answering_claim import AnsweringClaim, NextClaim
    from genden_cli.query.search.answers import AnswerPassage, Answers
    from genden_cli.query.search.claim_answer import Candidates
    from genden_cli.query.search.people_answer import PeopleAnswer
    from genden_cli.query.search.record_answer import NamedRecord

_TWO: Final = 2
_MAX_NEAREST: Final = 3
_MAX_OTHERS: Final = 3
_MAX_EVENTS: Final = 20


class NearRecord(NamedTuple):
    """A record that is near a question which no claim answers."""

    kind: RecordKind
    id: str
    title: str


class AskResult(NamedTuple):
    """The answer to a question: a ``claim``, or ``records``.

    Several records have a ``heading``, and are the first of ``number`` if that is not 0. ``others`` are the next best
    claims, or those that state what the records have. ``missing`` is the kind of thing that the base does not say; what
    is there is only about it. ``when`` and ``place`` are those of the record of a claim, if they are asked for and its
    sentence has none. Without an answer, ``nearest`` are the nearest records. ``is_reversed`` says that the claim has
    the two names of the question the other way round,
    ``differs_by_not`` that only one of the question and the claim has a "not", and ``is_foreign`` that the question is
    in a language that is not understood.
    """

    question: str
    claim: AnsweringClaim | None = None
    others: tuple[NextClaim, ...] = ()
    nearest: tuple[NearRecord, ...] = ()
    left_out: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    is_partial: bool = False
    records: tuple[NamedRecord, ...] = ()
    heading: str = ""
    number: int = 0
    missing: str = ""
    when: str | None = None
    place: str | None = None
    is_reversed: bool = False
    differs_by_not: bool = False
    is_foreign: bool = False

    @property
    def is_answer(self) -> bool:
        """Whether the base has what is asked for."""
        return bool(self.claim or self.records) and not self.missing


class _Asked(NamedTuple):
    """A question with all that its answers need."""

    connection: sqlite3.Connection
    question: str
    found: Answers
    wanted: Intent | None
    claims: Candidates

    def result(self, **own: Any) -> AskResult:
        """Return an answer, with the words that were read in another way."""
        read = self.found.question
        return AskResult(self.question, **{"unknown": read.unknown, "corrected": read.corrected, **own})._replace(
            left_out=read.left_out
        )

    def by_claims(self, ids: Iterable[str], **own: Any) -> AskResult:
        """Return the answer of the first of some claims."""
        first, *rest = ids
        claim = answering_claim(self.connection, first)
        others = next_claims(self.connection, rest[:_MAX_OTHERS])
        is_reversed = _is_reversed(self.found, self.question, claim.says)
        differs = self.wanted is Intent.WHETHER and is_negated(self.question) is not is_negated(claim.says)
        return self.result(claim=claim, others=others, is_reversed=is_reversed, differs_by_not=differs, **own)


def ask(connection: sqlite3.Connection, question: str) -> AskResult:
    """Return the answer to a question: the claim with its best evidence and the next best claims, or records."""
    asked = _read(connection, question)
    return next(result for answer in _ANSWERS if (result := answer(asked)))


def _read(connection: sqlite3.Connection, question: str) -> _Asked:
    wanted = wanted_kind(question)
    words = without_cue(question, wanted).split() or question.split()
    found = answers(connection, tuple((Term(word),) for word in words))
    return _Asked(connection, question, found, wanted, candidates(connection, found, question, wanted))


def _in_another_language(asked: _Asked) -> AskResult | None:
    """Answer a question that is not understood with the records that it names."""
    if asked.claims.is_asked or not foreign.is_foreign(asked.connection, asked.question, asked.found):
        return None
    named = dict.fromkeys(each for term in asked.found.question.terms for each in term.named)
    return asked.result(nearest=_titled(asked.connection, named), is_foreign=True, unknown=(), corrected=())


def _by_phrasing(asked: _Asked) -> AskResult | None:
    return asked.by_claims(asked.claims.ids) if asked.claims.is_asked else None


def _of_misread_kin(asked: _Asked) -> AskResult | None:
    """Answer nothing if a word of kin would be read as another one."""
    if not kin_answer.is_misread(asked.found):
        return None
    read = asked.found.question
    typed = tuple(word for word, _ in read.corrected)
    return _nothing(asked)._replace(unknown=(*read.unknown, *typed), corrected=())


def _by_relatives(asked: _Asked) -> AskResult | None:
    if asked.wanted not in _OF_PEOPLE or only_person(asked.found) is None:
        return None
    kin = kin_answer.kin_asked(asked.found, asked.question)
    if kin is None:
        return None
    people = kin_answer.relatives(asked.connection, kin)
    if people or asked.claims.is_whole:
        return _people(asked, people)
    return asked.result(nearest=_titled(asked.connection, [(RecordKind.PERSON, kin.person)]), unknown=(), corrected=())


_OF_PEOPLE: Final = (Intent.WHO, None, Intent.WHETHER, Intent.HOW_MANY)


def _about_relative(asked: _Asked) -> AskResult | None:
    """Answer a question about the only father or the like of somebody as one about him."""
    if only_person(asked.found) is None or not any(each in asked.question for each in _OWNING):
        return None
    replaced = kin_answer.relative_named(asked.connection, asked.found, asked.question)
    if replaced is None:
        return None
    phrase, name = replaced
    about = _read(asked.connection, asked.question.replace(phrase, name))
    others = (answer for answer in _ANSWERS if answer is not _about_relative)  # a name may have such a part itself
    result = next(result for answer in others if (result := answer(about)))
    return result._replace(question=asked.question, corrected=((phrase, name), *result.corrected))


_OWNING: Final = ("'s ", "’s ", " of ")


def _by_age(asked: _Asked) -> AskResult | None:
    if asked.wanted is not Intent.AGE or _is_told(asked):
        return None
    record = age_answer.aged(asked.connection, asked.found)
    return asked.result(records=(record,), unknown=()) if record else None


def _by_life(asked: _Asked) -> AskResult | None:
    """Answer a question for the date of a birth or a death, by the claim that tells it or by the person."""
    person = life_asked(asked.found)
    if person is None:
        return None
    parameters = {"ids": array(asked.claims.ids), "kind": ClaimKind.LIFE, "person": person}
    ids = [id_ for (id_,) in asked.connection.execute(_OF_LIFE, parameters)]
    if ids:
        return asked.by_claims(ids)
    record = life(asked.connection, asked.found, person)
    return asked.result(records=(record,)) if record else _nothing(asked)


def _by_time_and_place(asked: _Asked) -> AskResult | None:
    """Answer who did something, or what happened, at a time or a place: by people, or by events."""
    setting = time_and_place.asked_setting(asked.connection, asked.question)
    if setting is None or (asked.claims.is_asked and not setting.act):
        return None
    if setting.act:
        people = _people(asked, time_and_place.people_of(asked.connection, setting))
        is_told = asked.claims.is_whole or not time_and_place.is_of_base(asked.connection, setting)
        return people or (None if is_told else _nothing(asked))
    events = time_and_place.events_of(asked.connection, setting)
    shown = tuple(record_in_short(asked.connection, RecordKind.EVENT, id_) for id_ in events[:_MAX_EVENTS])
    own = {"heading": setting.said, "number": len(events), "unknown": (), "corrected": ()}
    return asked.result(records=shown, **own) if shown else None


def _by_attendance(asked: _Asked) -> AskResult | None:
    """Answer who was at an event, or with somebody at it, by those who took part."""
    matter = participant_answer.event_attended(asked.question)
    if matter is None:
        return None
    found = answers(asked.connection, tuple((Term(word),) for word in matter.split()))
    return _people(asked, participant_answer.attendants(asked.connection, found))


def _by_participants(asked: _Asked) -> AskResult | None:
    """Answer by the people of all events of a kind, and the claims that tell of it."""
    if asked.wanted is not Intent.WHO:
        return None
    claims = tuple(asked.claims.ids) if asked.claims.is_whole else ()
    return _people(asked, participant_answer.participants(asked.connection, asked.found, claims))


def _by_sentence(asked: _Asked) -> AskResult | None:
    return asked.by_claims(asked.claims.ids) if _is_told(asked) else None


def _is_told(asked: _Asked) -> bool:
    """Tell whether the sentence of a claim has all words of the question, and what is asked for."""
    return asked.claims.is_whole and asked.claims.fit == IN_SENTENCE


def _by_tie(asked: _Asked) -> AskResult | None:
    if asked.wanted not in _OF_PEOPLE or only_person(asked.found) is None:
        return None
    return _people(asked, kin_answer.others_tied(asked.connection, asked.found))


def _by_office(asked: _Asked) -> AskResult | None:
    """Answer by offices and occupations; a sentence with a verdict comes before those of a person who is named."""
    if asked.wanted not in (*_OF_PEOPLE, Intent.WHEN) or (_is_told(asked) and only_person(asked.found)):
        return None
    return _people(asked, people_answer.holders(asked.connection, asked.found, asked.wanted))


def _by_title(asked: _Asked) -> AskResult | None:
    """Answer by the events or sources whose title is the matter of the question, unless a claim answers well."""
    least = IN_RECORD if asked.wanted is Intent.SOURCE else IN_SENTENCE
    if asked.claims.is_whole and asked.claims.fit >= least and asked.wanted is not Intent.GRADE:
        return None
    return _records(asked, titled_records(asked.connection, asked.found, asked.wanted))


def _by_record(asked: _Asked) -> AskResult | None:
    return _records(asked, whole_records(asked.connection, asked.found, asked.wanted))


def _records(asked: _Asked, records: tuple[NamedRecord, ...], **own: Any) -> AskResult | None:
    return asked.result(records=records, heading=asked.question, **own) if records else None


def _by_claim(asked: _Asked) -> AskResult | None:
    """Answer by the best claim; with the date or the place of its record if its sentence has none."""
    claims = asked.claims
    if claims.fit == ABSENT:
        return None
    told = {}
    if claims.fit != IN_SENTENCE and asked.wanted in (Intent.WHEN, Intent.WHERE):
        when, place = asked.connection.execute(_WHEN_AND_WHERE, {"id": claims.ids[0]}).fetchone()
        told = {"when": when} if asked.wanted is Intent.WHEN else {"place": place}
    return asked.by_claims(claims.ids, **told)


def _by_name(asked: _Asked) -> AskResult | None:
    if asked.claims.ids:
        return None
    record = named_record(asked.connection, asked.found, asked.question)
    return asked.result(records=(record,)) if record else None


def _only_about_it(asked: _Asked) -> AskResult | None:
    """Return what the base has about a matter if it has no answer of the kind that is asked for."""
    if asked.claims.ids:
        return asked.by_claims(asked.claims.ids, missing=_missing(asked))
    if asked.wanted not in _SAID_TO_MISS:
        return None
    return _records(asked, whole_records(asked.connection, asked.found, None), missing=_missing(asked))


def _missing(asked: _Asked) -> str:
    return SAID.get(asked.wanted, str(asked.wanted)) if asked.wanted else "that"


_SAID_TO_MISS: Final = (Intent.WHEN, Intent.WHERE, Intent.WHY, Intent.HOW, Intent.HOW_MANY)


def _nothing(asked: _Asked) -> AskResult:
    records = dict.fromkeys((_kind(each), each.id) for each in asked.found.passages[:20])
    return asked.result(nearest=_titled(asked.connection, list(records)[:_MAX_NEAREST]))


_ANSWERS: Final[tuple[Callable[[_Asked], AskResult | None], ...]] = (
    _in_another_language,
    _by_time_and_place,
    _by_phrasing,
    _by_relatives,
    _about_relative,
    _of_misread_kin,
    _by_age,
    _by_life,
    _by_attendance,
    _by_office,
    _by_participants,
    _by_sentence,
    _by_tie,
    _by_name,
    _by_title,
    _by_claim,
    _by_record,
    _only_about_it,
    _nothing,
)
"""The kinds of answers, in the order in which they are tried."""


def _people(asked: _Asked, people: PeopleAnswer | None) -> AskResult | None:
    if people is None:
        return None
    others = next_claims(asked.connection, people.claims)[:_MAX_OTHERS]
    return asked.result(records=people.records, heading=people.heading, others=others, unknown=(), corrected=())


def _is_reversed(found: Answers, question: str, says: str) -> bool:
    """Tell whether an English question with "did" names two people in the other order than a sentence without "by"."""
    first_word, *_ = question.casefold().split()
    sentence = f" {says.casefold()} "
    names = [term.text.casefold() for term in found.question.terms if term.named]
    if first_word not in DO or len(names) != _TWO or " by " in f" {question.casefold()} {sentence}":
        return False
    first, second = map(sentence.find, names)
    return 0 <= second < first


def _titled(connection: sqlite3.Connection, records: Iterable[tuple[RecordKind, str]]) -> tuple[NearRecord, ...]:
    """Return records with their titles."""
    return tuple(
        NearRecord(kind, id_, connection.execute(_TITLES[kind], {"id": id_}).fetchone()[0]) for kind, id_ in records
    )


def _kind(passage: AnswerPassage) -> RecordKind:
    return RecordKind.CLAIM if passage.kind is RecordKind.NOTE else passage.kind


_OF_LIFE: Final = """
SELECT claim.id FROM json_each(:ids) AS asked JOIN claim ON claim.id = asked.value
 WHERE kind = :kind AND says GLOB '*[0-9]*'
   AND NOT EXISTS (SELECT 1 FROM claim_person WHERE claim = claim.id AND person <> :person)
 ORDER BY asked.key
"""

_WHEN_AND_WHERE: Final = """
SELECT words, shown FROM claim LEFT JOIN event ON event.id = claim.event
  LEFT JOIN place_text ON place_text.place = event.place
       LEFT JOIN chronology ON chronology.section = 'claims' AND chronology.id = claim.id
       LEFT JOIN date ON date.key = chronology.date
 WHERE claim.id = :id
"""

_TITLES: Final = {
    RecordKind.CLAIM: "SELECT says FROM claim WHERE id = :id",
    RecordKind.EVENT: "SELECT title FROM event WHERE id = :id",
    RecordKind.PERSON: "SELECT name FROM person WHERE id = :id",
    RecordKind.SOURCE: "SELECT title FROM source WHERE id = :id",
}
