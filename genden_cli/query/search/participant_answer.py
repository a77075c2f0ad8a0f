"""Find the people who answer a question for who did something, had it done to them, or was there: "who emigrated".

The kinds of the events of the base answer, so that all people are listed, also those of whom no claim tells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.query.records.fetch import array
from genden_cli.query.search.answers import is_whole
from genden_cli.query.search.people_answer import PeopleAnswer, has_all
from genden_cli.query.search.record_answer import record_in_short
from genden_cli.text.stems import stem
from genden_cli.text.stop_words import BIRTH, DEATH
from genden_cli.text.terms import stems
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.query.search.answers import Answers
    from genden_cli.query.search.record_answer import NamedRecord


def participants(connection: sqlite3.Connection, found: Answers, claims: tuple[str, ...]) -> PeopleAnswer | None:
    """Return those whom the titles of all events of a kind name, if a question has nothing but the kind.

    ``claims`` are those that tell of it. A claim answers better than the only person.
    """
    kinds = _kinds(connection, found)
    people: dict[str, list[str]] = {}
    for person, when in connection.execute(_NAMED, {"kinds": array(kinds)}):
        people.setdefault(person, []).extend(filter(None, [when]))
    if not people or (claims and len(people) == 1):
        return None
    said = found.question.terms[0].text
    records = tuple(
        record_in_short(connection, RecordKind.PERSON, id_)._replace(as_=", ".join((said, *dates)))
        for id_, dates in people.items()
    )
    return PeopleAnswer(said, records, claims)


def event_attended(question: str) -> str | None:
    """Return the event of a question for who was there, with those beside whom they were; None for another one."""
    if _BESIDE.isdisjoint(question.casefold().split()):
        return None
    asked = re.fullmatch(_ATTENDING, question.strip(" ?!."), re.IGNORECASE)
    return " ".join(filter(None, asked.group("beside", "event"))) if asked else None


def attendants(connection: sqlite3.Connection, found: Answers) -> PeopleAnswer | None:
    """Return those who took part in the only event with all words of a question, without those whom these name."""
    needed = [term for term in found.question.terms if not term.weak]
    if any(term.expression is None for term in needed):
        return None
    ids = dict.fromkeys(each.id for each in found.passages if each.kind is RecordKind.EVENT and is_whole(each.covered))
    events = dict(connection.execute(_TITLES, {"ids": array(ids)}).fetchall())
    titled = [id_ for id_, title in events.items() if has_all(title, needed)] or list(events)
    if len(titled) != 1:
        return None
    named = {each.id for term in needed for each in term.named}
    rows = connection.execute(_PARTICIPANTS, {"event": titled[0]}).fetchall()
    records = tuple(
        record_in_short(connection, RecordKind.PERSON, id_)._replace(as_=role) for id_, role in rows if id_ not in named
    )
    return PeopleAnswer(events[titled[0]].split("\n")[0], records) if records else None


def events_asked(connection: sqlite3.Connection, found: Answers, question: str) -> tuple[NamedRecord, ...]:
    """Return the events that have all words of a question for yes or no, in their title, date and place.

    A title such as "Emigration of Smith" says what Smith did himself, or what was done to him.
    """
    needed = [term for term in found.question.terms if not term.weak]
    acts = [term for term in needed if not term.named]
    is_own = all(stem(term.text) in _OWN_ACTS for term in acts[:1])
    if not acts or not (is_own or _PASSIVE & frozenset(question.casefold().split()[:1])):
        return ()
    ids = dict.fromkeys(each.id for each in found.passages if each.kind is RecordKind.EVENT and is_whole(each.covered))
    records = (record_in_short(connection, RecordKind.EVENT, id_) for id_ in ids)
    return tuple(
        each
        for each in records
        if acts[0].stands_in(frozenset(stems(each.title)[:1]))
        and has_all(f"{each.title} {each.dates} {each.place}", needed)
    )[:_MOST]


def _kinds(connection: sqlite3.Connection, found: Answers) -> list[str]:
    """Return the kinds of events for which a question asks.

    "Who murdered" does not ask for whom a murder names: a verb without "was" must be of what people do themselves.
    Births and deaths are dates of people, so events do not have all of them.
    """
    read = found.question
    around = frozenset(map(str.casefold, read.left_out))
    if len(read.terms) != 1 or read.terms[0].named or read.corrected or not around <= _AROUND:
        return []
    (term,) = read.terms
    if term.text.casefold() in BIRTH | DEATH or not (around & _PASSIVE or stem(term.text) in _OWN_ACTS):
        return []
    rows = connection.execute("SELECT DISTINCT kind FROM event WHERE kind IS NOT NULL")
    return [kind for (kind,) in rows if term.stands_in(frozenset(stems(kind.replace("-", " "))))]


_MOST: Final = 5
_PASSIVE: Final = frozenset(("was", "were"))
_AROUND: Final = _PASSIVE | {"who", "all", "had", "has", "have"}
_OWN_ACTS: Final = frozenset(
    map(stem, "emigrated immigrated migrated married divorced separated retired graduated enlisted resigned".split())
)

_ATTENDING: Final = (
    r"who (?:all |else )*(?:(?:was|were) (?:also )?(?:(?:present|there) )?"
    r"(?:(?:at|during)|with (?P<beside>.+?) (?:at|during|in|on|when))"
    r"|(?:attended|witnessed|joined|took part in|participated in|(?:was|were) (?:involved in|invited to)))"
    r" (?P<event>.+)"
)
"""A question for those who were at an event."""

_BESIDE: Final = frozenset("at during with attended witnessed joined part participated involved invited".split())
"""Words one of which stands in each such question; to look for them is quick."""

_TITLES: Final = """
SELECT id, title || char(10) || coalesce(shown, '') FROM event LEFT JOIN place_text USING (place)
 WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY event.n
"""

_PARTICIPANTS: Final = """
SELECT person, role FROM participant WHERE event = :event ORDER BY position
"""

_NAMED: Final = """
SELECT person.id, words
  FROM event JOIN participant ON event = event.id JOIN person ON person.id = participant.person
       LEFT JOIN date ON date.key = event.date
 WHERE kind IN (SELECT value FROM json_each(:kinds)) AND instr(title, person.name) > 0
 ORDER BY date.sort_day, event.n, person.n
"""
