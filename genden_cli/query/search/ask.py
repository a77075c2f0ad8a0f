"""Answer a question: by a claim, by people or another record, or by saying that nothing answers it.

What a claim says has a verdict, so a claim comes first if its sentence has what is asked for. Relatives, holders of
offices, ages and dates are answered by what the records have. If nothing has the kind of thing that is asked for, the
answer is what the base has about the matter, and says that it is no answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.query.records.fetch import array
from genden_cli.query.search import (
    age_answer,
    foreign,
    kin_answer,
    participant_answer,
    people_answer,
    presumption_answer,
    saying_answer,
    source_answer,
    succession_answer,
    time_and_place,
)
from genden_cli.query.search.agreement import asked_roles, has_words_of, reservations
from genden_cli.query.search.answers import answers
from genden_cli.query.search.ask_result import Asked, AskResult, read, titled
from genden_cli.query.search.kinds import ABSENT, IN_RECORD, IN_SENTENCE, SAID, asks_for_best
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
from genden_cli.text.stop_words import Intent
from genden_cli.words import ClaimKind, RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable


_MAX_EVENTS: Final = 20


def ask(connection: sqlite3.Connection, question: str) -> AskResult:
    """Return the answer to a question: the claim with its best evidence and the next best claims, or records."""
    asked = read(connection, question)
    return next(result for answer in _ANSWERS if (result := answer(asked)))


def _in_another_language(asked: Asked) -> AskResult | None:
    """Answer a question that is not understood with the records that it names."""
    if asked.claims.is_asked or not foreign.is_foreign(asked.connection, asked.question, asked.found):
        return None
    named = dict.fromkeys(each for term in asked.found.question.terms for each in term.named)
    return asked.result(nearest=titled(asked.connection, named), is_foreign=True, unknown=(), corrected=())


def _by_phrasing(asked: Asked) -> AskResult | None:
    return asked.by_claims(asked.claims.ids, **_when_or_where(asked)) if asked.claims.is_asked else None


def _by_disagreement(asked: Asked) -> AskResult | None:
    """Answer whether sources disagree by a claim that one of them supports and another one contradicts."""
    if asked.wanted is not Intent.WHETHER or not any(each in asked.question for each in _COMPARED):
        return None
    return source_answer.by_disagreement(asked)


_COMPARED: Final = ("agree", "differ", "conflict", "contradict")
"""Words that stand in each question whether sources agree; to look for them is quick."""


def _by_best_sources(asked: Asked) -> AskResult | None:
    """Answer which source is best by those of the claim on the matter that has most evidence."""
    if not asks_for_best(asked.question, asked.wanted):
        return None
    return source_answer.by_best_sources(asked)


def _of_misread_kin(asked: Asked) -> AskResult | None:
    """Answer nothing if a word of kin would be read as another one."""
    if not kin_answer.is_misread(asked.found):
        return None
    question = asked.found.question
    typed = tuple(word for word, _ in question.corrected)
    return asked.nothing()._replace(unknown=(*question.unknown, *typed), corrected=())


def _by_relatives(asked: Asked) -> AskResult | None:
    """Answer who is a relative of somebody by the relations; a claim with a phrasing that names the kin comes first."""
    if asked.wanted not in _OF_PEOPLE or only_person(asked.found) is None:
        return None
    kin = kin_answer.kin_asked(asked.found, asked.question)
    if kin is None:
        return None
    is_told = any(kin_answer.is_told(each, kin) for each in asked.wordings())
    if asked.claims.is_asked and is_told:
        return None
    people = kin_answer.relatives(asked.connection, kin)
    if people or (asked.claims.is_whole and is_told):
        return asked.by_people(people)
    return asked.without(kin.said.replace(" and ", " or "), kin.person)


_OF_PEOPLE: Final = (Intent.WHO, None, Intent.WHETHER, Intent.HOW_MANY)


def _by_tie_of_two(asked: Asked) -> AskResult | None:
    """Answer whether somebody is a relative of somebody else by the recorded relations, unless a claim says so."""
    if asked.wanted is not Intent.WHETHER or _is_agreed(asked):
        return None
    pair = kin_answer.pair_asked(asked.found, asked.question)
    if pair is None:
        return None
    kin, other = pair
    if tie := kin_answer.tie_between(asked.connection, kin, other):
        return asked.result(records=(tie,))
    return asked.result(nearest=titled(asked.connection, [(RecordKind.PERSON, id_) for id_ in (other, kin.person)]))


def _is_agreed(asked: Asked) -> bool:
    """Tell whether a claim says what a question for yes or no asks."""
    return asked.claims.ids != () and asked.claims.fit != ABSENT


def _about_relative(asked: Asked) -> AskResult | None:
    """Answer a question about the only father or the like of somebody as one about him."""
    if only_person(asked.found) is None or not any(each in asked.question for each in _OWNING):
        return None
    kin, phrase, names = kin_answer.relative_named(asked.connection, asked.found, asked.question) or (None, "", [])
    if kin and not (names or any(kin_answer.is_told(each, kin) for each in asked.wordings())):
        return asked.without(kin.said, kin.person)
    if len(names) != 1:
        return None
    (name,) = names
    about = read(asked.connection, asked.question.replace(phrase, name))
    others = (answer for answer in _ANSWERS if answer is not _about_relative)  # a name may have such a part itself
    result = next(result for answer in others if (result := answer(about)))
    return result._replace(question=asked.question, corrected=((phrase, name), *result.corrected))


_OWNING: Final = ("'s ", "’s ", " of ")


def _by_age(asked: Asked) -> AskResult | None:
    if asked.wanted is not Intent.AGE or asked.is_told:
        return None
    record = age_answer.aged(asked.connection, asked.found)
    return asked.result(records=(record,), unknown=()) if record else None


def _by_life(asked: Asked) -> AskResult | None:
    """Answer a question for the date of a birth or a death, by the claim that tells it or by the person."""
    person = life_asked(asked.found)
    if person is None or (asked.wanted is Intent.WHETHER and asked.claims.fit != ABSENT):
        return None
    record = life(asked.connection, asked.found, person)
    if asked.wanted is Intent.WHETHER:
        return asked.result(records=(record,)) if record else None
    parameters = {"ids": array(asked.claims.ids), "kind": ClaimKind.LIFE, "person": person}
    ids = [id_ for (id_,) in asked.connection.execute(_OF_LIFE, parameters)]
    if ids:
        return asked.by_claims(ids)
    return asked.result(records=(record,)) if record else asked.nothing()


def _by_time_and_place(asked: Asked) -> AskResult | None:
    """Answer who did something, or what happened, at a time or a place: by people, or by events."""
    if not any(each in asked.question for each in _PREPOSITIONS):
        return None
    setting = time_and_place.asked_setting(asked.connection, asked.question)
    if setting is None or (asked.claims.is_asked and not setting.act):
        return None
    if setting.act:
        people = asked.by_people(time_and_place.people_of(asked.connection, setting))
        is_told = any(asked.has_words(asked.sentence(each)) for each in asked.claims.ids[:1])
        is_told = is_told or not time_and_place.is_of_base(asked.connection, setting)
        return people or (None if is_told else asked.nothing())
    events = time_and_place.events_of(asked.connection, setting)
    shown = tuple(record_in_short(asked.connection, RecordKind.EVENT, id_) for id_ in events[:_MAX_EVENTS])
    own = {"heading": setting.said, "number": len(events), "unknown": (), "corrected": ()}
    return asked.result(records=shown, **own) if shown else None


_PREPOSITIONS: Final = (
    " in ",
    " at ",
    " on ",
    " near ",
    " from ",
    " during ",
    " before ",
    " after ",
    " between ",
    " since ",
)
"""Words that stand in each question for a time or a place; to look for them is quick."""


def _by_attendance(asked: Asked) -> AskResult | None:
    """Answer who was at an event, or with somebody at it, by those who took part."""
    matter = participant_answer.event_attended(asked.question) if asked.wanted is Intent.WHO else None
    if matter is None:
        return None
    found = answers(asked.connection, tuple((Term(word),) for word in matter.split()))
    return asked.by_people(participant_answer.attendants(asked.connection, found))


def _by_participants(asked: Asked) -> AskResult | None:
    """Answer by the people of all events of a kind, and the claims that tell of it."""
    if asked.wanted is not Intent.WHO:
        return None
    claims = tuple(asked.claims.ids) if asked.claims.is_whole else ()
    return asked.by_people(participant_answer.participants(asked.connection, asked.found, claims))


def _by_sentence(asked: Asked) -> AskResult | None:
    return asked.by_claims(asked.claims.ids) if asked.is_told else None


def _by_tie(asked: Asked) -> AskResult | None:
    if asked.wanted not in _OF_PEOPLE or only_person(asked.found) is None:
        return None
    return asked.by_people(kin_answer.others_tied(asked.connection, asked.found))


def _by_office(asked: Asked) -> AskResult | None:
    """Answer by offices and occupations; a sentence with a verdict comes before those of a person who is named."""
    if asked.wanted not in (*_OF_PEOPLE, Intent.WHEN, Intent.HOW_LONG) or (asked.is_told and only_person(asked.found)):
        return None
    return asked.by_people(people_answer.holders(asked.connection, asked.found, asked.wanted))


def _by_title(asked: Asked) -> AskResult | None:
    """Answer by the events or sources whose title is the matter of the question, unless a claim answers well."""
    least = IN_RECORD if asked.wanted is Intent.SOURCE else IN_SENTENCE
    if asked.claims.is_whole and asked.claims.fit >= least and asked.wanted is not Intent.GRADE:
        return None
    records = titled_records(asked.connection, asked.found, asked.wanted)
    roles = asked_roles(asked.found.question, asked.question, asked.wanted) if asked.wanted is Intent.WHEN else None
    kept = reservations(asked.question, asked.wanted)
    told = (each for each in records if has_words_of(each.title, kept))
    return asked.by_records(tuple(each for each in told if not roles or roles.agrees(each.title)))


def _by_event(asked: Asked) -> AskResult | None:
    """Answer whether something happened by an event that has all of it, if no claim says so."""
    if asked.wanted is not Intent.WHETHER or _is_agreed(asked):
        return None
    return asked.by_records(participant_answer.events_asked(asked.connection, asked.found, asked.question))


def _by_record(asked: Asked) -> AskResult | None:
    records = whole_records(asked.connection, asked.found, asked.wanted)
    kept = reservations(asked.question, asked.wanted)
    return asked.by_records(tuple(each for each in records if has_words_of(each.title, kept)))


def _by_claim(asked: Asked) -> AskResult | None:
    """Answer by the best claim; with the date or the place of its record if its sentence has none."""
    return asked.by_claims(asked.claims.ids, **_when_or_where(asked)) if asked.claims.fit != ABSENT else None


def _when_or_where(asked: Asked) -> dict[str, str | None]:
    """Return the date or the place of the record of the best claim, if it is asked for and the sentence has none."""
    if asked.claims.fit == IN_SENTENCE or asked.wanted not in (Intent.WHEN, Intent.WHERE):
        return {}
    when, place = asked.connection.execute(_WHEN_AND_WHERE, {"id": asked.claims.ids[0]}).fetchone()
    return {"when": when} if asked.wanted is Intent.WHEN else {"place": place}


def _by_name(asked: Asked) -> AskResult | None:
    if asked.claims.ids:
        return None
    record = named_record(asked.connection, asked.found, asked.question)
    return asked.result(records=(record,)) if record else None


def _only_about_it(asked: Asked) -> AskResult | None:
    """Return what the base has about a matter if it has no answer of the kind that is asked for."""
    if asked.claims.ids:
        return asked.by_claims(asked.claims.ids, missing=_missing(asked))
    if asked.wanted not in _SAID_TO_MISS:
        return None
    return asked.by_records(whole_records(asked.connection, asked.found, None), missing=_missing(asked))


def _missing(asked: Asked) -> str:
    return SAID.get(asked.wanted, str(asked.wanted)) if asked.wanted else "that"


_SAID_TO_MISS: Final = (Intent.WHEN, Intent.WHERE, Intent.WHY, Intent.HOW, Intent.HOW_LONG, Intent.HOW_MANY)


_ANSWERS: Final[tuple[Callable[[Asked], AskResult | None], ...]] = (
    _in_another_language,
    _by_disagreement,
    _by_time_and_place,
    _by_best_sources,
    saying_answer.by_sayings,
    succession_answer.by_succession,
    _by_relatives,
    _by_phrasing,
    presumption_answer.by_presumption,
    _by_tie_of_two,
    _about_relative,
    _of_misread_kin,
    _by_age,
    _by_life,
    _by_attendance,
    _by_office,
    source_answer.by_author,
    _by_participants,
    _by_sentence,
    _by_tie,
    _by_name,
    _by_title,
    _by_event,
    _by_claim,
    _by_record,
    _only_about_it,
    Asked.nothing,
)
"""The kinds of answers, in the order in which they are tried."""


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
