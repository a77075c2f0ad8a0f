"""Tell whether a claim has the kind of thing that a question asks for: a date, a place, a number, a reason, a source.

A claim that is about the right matter may still be no answer: "he was shot at once" does not say why he was shot.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array, fetch
from genden_cli.text.stop_words import INTENTS, Intent
from genden_cli.text.terms import content_stems, intent, stems, words
from genden_cli.words import ClaimKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection


class Wanted(StrEnum):
    """The kind of answer that a question asks for, in the words of a message: "the base does not say why"."""

    WHEN = "when"
    WHERE = "where"
    WHO = "who"
    WHY = "why"
    HOW = "how"
    HOW_MANY = "how many"
    AGE = "how old"
    SOURCE = "where this is recorded"
    GRADE = "how good this source is"
    WHETHER = "whether"
    ANY = "what"


_OF_INTENT: Final = {
    Intent.WHEN: Wanted.WHEN,
    Intent.WHERE: Wanted.WHERE,
    Intent.WHO: Wanted.WHO,
    Intent.WHY: Wanted.WHY,
    Intent.HOW_MANY: Wanted.HOW_MANY,
    Intent.AGE: Wanted.AGE,
    Intent.SOURCE: Wanted.SOURCE,
    Intent.GRADE: Wanted.GRADE,
    Intent.WHETHER: Wanted.WHETHER,
}
_RECORDED: Final = frozenset("recorded documented attested reported mentioned written published".split())


def wanted_kind(question: str) -> Wanted:
    """Return the kind of answer that a question asks for. "Where is it recorded" asks for a source."""
    found, typed = intent(question), words(question.casefold())
    if found in (Intent.WHERE, Intent.WHO, None) and not _RECORDED.isdisjoint(typed):
        return Wanted.SOURCE
    if found:
        return _OF_INTENT[found]
    return Wanted.HOW if typed[:1] == ["how"] else Wanted.ANY


def without_cue(question: str, wanted: Wanted) -> str:
    """Return a question without such words as "how old", which ask for an age or a grade and name no matter."""
    if wanted not in (Wanted.AGE, Wanted.GRADE):
        return question
    cues = next(cues for found, cues in INTENTS if _OF_INTENT[found] is wanted)
    return re.sub(rf"\b(?:{'|'.join(cues)})\b", " ", question, count=1, flags=re.IGNORECASE)


class _ClaimFacts(NamedTuple):
    """What a claim says, and what its record has."""

    id: str
    says: str
    kind: str | None
    date: str | None
    place: str | None
    sources: int
    people: str | None


IN_SENTENCE, IN_RECORD, ABSENT = 2, 1, 0
"""Where a claim has what is asked for."""


def fits(connection: sqlite3.Connection, kind: Wanted, question: str, ids: Collection[str]) -> dict[str, int]:
    """Return for each claim whether its sentence has what is asked for, only its record, or neither."""
    judge = _JUDGES.get(kind)
    if judge is None:
        return dict.fromkeys(ids, IN_RECORD)
    places = [place for (place,) in connection.execute(_PLACES, {"ids": array(ids)})]
    rows = fetch(connection, _ClaimFacts, _CLAIMS, ids=array(ids))
    return {each.id: judge(each, question, places) for each in rows}


def _with_date(claim: _ClaimFacts, _question: str, _places: Collection[str]) -> int:
    return IN_SENTENCE if re.search(_DATE, claim.says) else IN_RECORD if claim.date else ABSENT


def _with_place(claim: _ClaimFacts, question: str, places: Collection[str]) -> int:
    rest = re.sub(_DATE, "", claim.says)
    named = any(re.search(rf"\b{re.escape(place)}\b", rest) and place not in question for place in places)
    says = named or re.search(_PLACE, rest)
    return IN_SENTENCE if says else IN_RECORD if claim.place else ABSENT


def _with_reason(claim: _ClaimFacts, _question: str, _places: Collection[str]) -> int:
    return _if(claim.kind == ClaimKind.MOTIVE or re.search(_REASON, claim.says, re.IGNORECASE))


def _with_more(claim: _ClaimFacts, question: str, places: Collection[str]) -> int:
    """Tell whether a sentence has more than the words of the question, a date and a place."""
    rest = re.sub(_DATE, "", claim.says)
    for place in places:
        rest = rest.replace(place, "")
    return _if(set(content_stems(rest)) - set(content_stems(question)))


def _with_number(claim: _ClaimFacts, _question: str, _places: Collection[str]) -> int:
    return _if(re.search(_NUMBER, re.sub(_DATE, "", claim.says), re.IGNORECASE))


def _with_age(claim: _ClaimFacts, _question: str, _places: Collection[str]) -> int:
    return _if(re.search(_AGE, claim.says, re.IGNORECASE))


def _with_source(claim: _ClaimFacts, _question: str, _places: Collection[str]) -> int:
    return _if(claim.sources)


def _with_person(claim: _ClaimFacts, question: str, _places: Collection[str]) -> int:
    """Tell whether a claim is about a person whom the question does not name."""
    asked = set(stems(question))
    others = (each for each in (claim.people or "").split("\n") if asked.isdisjoint(stems(each)))
    return IN_SENTENCE if any(others) else IN_RECORD


def _with_subject(claim: _ClaimFacts, question: str, _places: Collection[str]) -> int:
    """Prefer a sentence that begins with the name in a question such as "was Smith the mayor?"."""
    name = next((each for each in words(question)[1:] if each.istitle()), None)
    return IN_SENTENCE if name and name in words(claim.says)[:3] else IN_RECORD


def _if(found: object) -> int:
    return IN_SENTENCE if found else ABSENT


_JUDGES: Final[dict[Wanted, Callable[[_ClaimFacts, str, Collection[str]], int]]] = {
    Wanted.WHEN: _with_date,
    Wanted.WHERE: _with_place,
    Wanted.WHO: _with_person,
    Wanted.WHY: _with_reason,
    Wanted.HOW: _with_more,
    Wanted.HOW_MANY: _with_number,
    Wanted.AGE: _with_age,
    Wanted.SOURCE: _with_source,
    Wanted.WHETHER: _with_subject,
}

# Patterns of English sentences, compiled when a question needs one.
_MONTH: Final = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_DATE: Final = (
    rf"(?:\b\d{{1,2}} )?\b{_MONTH}\b(?: \d{{1,2}}\b)?(?:,? \d{{4}}\b)?"
    r"|\b\d{4}-\d\d(?:-\d\d)?\b|\b1\d{3}s?\b|\b20\d\d\b"
)
_PLACE: Final = (
    r"\b(?:in|at|from|near|into|outside|inside|behind|beside|via|through) (?:the |an? |his |her |their )?[A-Z]"
)
_NUMBER: Final = (
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|hundreds?|thousands?|millions?|billions?|half|thirds?"
    r"|quarters?|several|few|many|none|nobody|twice)\b"
)
_REASON: Final = (
    r"\b(?:because|due to|owing to|on account of|so that|in order|reasons?|causes?|caused|motives?|grounds?|pretext"
    r"|accusations?|(?:was|were|been) accused|charges?|charged|convicted|blame[ds]?|punish\w*|revenge|retaliation"
    r"|prevent|avoid|led to|refused to|wanted to|(?:for|over) (?:fear|not|his|her|their|its|\w+ing))\b"
)
_AGE: Final = r"\b(?:aged?|years? old|year-old)\b"

_PLACES: Final = """
SELECT DISTINCT place FROM event
 WHERE place IS NOT NULL AND id IN (SELECT event FROM claim WHERE id IN (SELECT value FROM json_each(:ids)))
"""

_CLAIMS: Final = """
SELECT claim.id, says, claim.kind, chronology.date, place,
       (SELECT count(*) FROM evidence WHERE evidence.claim = claim.id),
       (SELECT group_concat(name, char(10)) FROM claim_person JOIN person ON person.id = person
         WHERE claim_person.claim = claim.id)
  FROM json_each(:ids) AS asked JOIN claim ON claim.id = asked.value
       LEFT JOIN event ON event.id = claim.event
       LEFT JOIN chronology ON chronology.section = 'claims' AND chronology.id = claim.id
"""
