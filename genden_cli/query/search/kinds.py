"""Tell whether a claim has the kind of thing that a question asks for: a date, a place, a number, a reason, a source.

A claim that is about the right matter may still be no answer: "he was shot at once" does not say why he was shot.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array, fetch
from genden_cli.text.stems import stem
from genden_cli.text.stop_words import INTENTS, Intent
from genden_cli.text.terms import content_stems, intent, stems, words
from genden_cli.words import ClaimKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection


_RECORDS: Final = frozenset(map(stem, "record recorded minutes protocol archive document transcript".split()))

SAID: Final = {
    Intent.SOURCE: "where this is recorded",
    Intent.GRADE: "how good this source is",
    Intent.WHETHER: "so",
}
"""What a message "the base does not say …" names such kinds of answers."""

_RECORDED: Final = frozenset("recorded documented attested reported mentioned written published".split())


def wanted_kind(question: str) -> Intent | None:
    """Return the kind of answer that a question asks for, or None. "Where is it recorded" asks for a source."""
    found, typed = intent(question), words(question.casefold())
    if found in (Intent.WHERE, Intent.WHO, None) and not _RECORDED.isdisjoint(typed):
        return Intent.SOURCE
    if _asks_for_best_source(question, typed):
        return Intent.SOURCE
    if found is not None or typed[:1] != ["how"]:
        return found
    if typed[1:2] == ["often"]:
        return Intent.HOW_MANY
    if typed[1:2] != ["long"]:
        return Intent.HOW
    return Intent.AGE if typed[-1] in ("live", "lived") else Intent.HOW_LONG


def without_cue(question: str, wanted: Intent | None) -> str:
    """Return a question without such words as "how old" and "best", which name no matter."""
    if wanted not in (Intent.AGE, Intent.GRADE, Intent.SOURCE):
        return question
    cues = _BEST + _STANCES if wanted is Intent.SOURCE else next(cues for found, cues in INTENTS if found is wanted)
    return re.sub(rf"\b(?:{'|'.join(cues)})\b", " ", question, count=1, flags=re.IGNORECASE)


_SOURCES: Final = frozenset(("source", "sources"))
_BEST: Final = ("best", "better", "strongest", "most reliable", "most trustworthy", "most credible")


def _asks_for_best_source(question: str, typed: list[str]) -> bool:
    return not _SOURCES.isdisjoint(typed) and _has_best(question)


def _has_best(question: str) -> bool:
    return any(f" {cue} " in f" {question.casefold()} " for cue in _BEST)


def asks_for_best(question: str, wanted: Intent | None) -> bool:
    """Tell whether a question for sources asks for the best ones."""
    return wanted is Intent.SOURCE and _has_best(question)


_STANCES: Final = ("support", "supports", "confirm", "confirms", "contradict", "contradicts", "deny", "denies")
"""Words between "which sources" and a matter."""


class _ClaimFacts(NamedTuple):
    """What a claim says, and what its record has."""

    id: str
    says: str
    kind: ClaimKind | None
    date: str | None
    place: str | None
    sources: int
    people: str | None


IN_SENTENCE, IN_RECORD, ABSENT = 2, 1, 0
"""Where a claim has what is asked for."""


def fits(connection: sqlite3.Connection, kind: Intent | None, question: str, ids: Collection[str]) -> dict[str, int]:
    """Return for each claim whether its sentence has what is asked for, only its record, or neither."""
    judge = _JUDGES.get(kind)
    if judge is None:
        return dict.fromkeys(ids, IN_RECORD)
    of_places = kind in (Intent.WHERE, Intent.HOW)
    shown = connection.execute(_PLACES, {"ids": array(ids)}) if of_places else ()
    places = [name for (whole,) in shown for name in (whole, whole.partition(", ")[0])]  # a town within a country
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


def _with_number(claim: _ClaimFacts, question: str, _places: Collection[str]) -> int:
    """Tell whether a sentence has a number, and one of times if a question asks how many times."""
    number = _NUMBER if {"times", "often"}.isdisjoint(words(question.casefold())) else _TIMES
    return _if(re.search(number, re.sub(_DATE, "", claim.says), re.IGNORECASE))


def _with_length(claim: _ClaimFacts, _question: str, _places: Collection[str]) -> int:
    return _if(re.search(_LENGTH, claim.says, re.IGNORECASE))


def _with_age(claim: _ClaimFacts, _question: str, _places: Collection[str]) -> int:
    return _if(re.search(_AGE, claim.says, re.IGNORECASE))


def _with_source(claim: _ClaimFacts, question: str, _places: Collection[str]) -> int:
    """Tell whether a claim has sources. One that tells of a record answers where something is recorded."""
    is_of_record = not _RECORDED.isdisjoint(words(question.casefold())) and not _RECORDS.isdisjoint(stems(claim.says))
    return IN_SENTENCE if is_of_record else IN_RECORD if claim.sources else ABSENT


def _with_person(claim: _ClaimFacts, question: str, _places: Collection[str]) -> int:
    """Tell whether a claim is about a person whom the question does not name; "who was with him" needs another one."""
    asked = set(stems(question))
    others = (each for each in (claim.people or "").split("\n") if asked.isdisjoint(stems(each)))
    return IN_SENTENCE if any(others) else ABSENT if "with" in words(question.casefold()) else IN_RECORD


def _with_subject(claim: _ClaimFacts, question: str, _places: Collection[str]) -> int:
    """Prefer a sentence that begins with the name after the verb, as in "was Smith the mayor?"; it has to have it."""
    name = " ".join(takewhile(str.istitle, words(question)[1:]))
    if not name:
        return IN_RECORD
    if name not in claim.says and name not in (claim.people or ""):
        return ABSENT
    return IN_SENTENCE if claim.says.startswith((name, *(claim.people or "").split("\n"))) else IN_RECORD


def _if(found: object) -> int:
    return IN_SENTENCE if found else ABSENT


_JUDGES: Final[dict[Intent | None, Callable[[_ClaimFacts, str, Collection[str]], int]]] = {
    Intent.WHEN: _with_date,
    Intent.WHERE: _with_place,
    Intent.WHO: _with_person,
    Intent.WHY: _with_reason,
    Intent.HOW: _with_more,
    Intent.HOW_MANY: _with_number,
    Intent.HOW_LONG: _with_length,
    Intent.AGE: _with_age,
    Intent.SOURCE: _with_source,
    Intent.WHETHER: _with_subject,
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
_TIMES: Final = r"\b(?:once|twice|thrice|times|occasions)\b"
_UNIT: Final = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies))"
_LENGTH: Final = (
    r"(?:\d|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty|several|few|many"
    rf"|half)) (?:[a-z]+ )?{_UNIT}\b|\b{_UNIT} long\b|\b(?:since|until)\b.*\d{{3}}"
)
_REASON: Final = (
    r"\b(?:because|due to|owing to|on account of|so that|in order|reasons?|causes?|caused|motives?|grounds?|pretext"
    r"|accusations?|(?:was|were|been) accused|charges?|charged|convicted|blame[ds]?|punish\w*|revenge|retaliation"
    r"|prevent|avoid|led to|refused to|wanted to|(?:for|over) (?:fear|not|his|her|their|its|\w+ing))\b"
)
_AGE: Final = r"\b(?:aged?|years? old|year-old)\b"

_PLACES: Final = """
SELECT DISTINCT shown FROM event JOIN place_text USING (place)
 WHERE id IN (SELECT event FROM claim WHERE id IN (SELECT value FROM json_each(:ids)))
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
