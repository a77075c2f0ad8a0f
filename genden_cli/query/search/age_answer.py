"""Work out how old somebody was: from the date of birth, and the date of death, of an office or of an event."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from genden_cli.dates.calendar import calendar_day, day_number
from genden_cli.dates.edtf import ALWAYS
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array
from genden_cli.query.search import people_answer
from genden_cli.query.search.answers import is_whole
from genden_cli.query.search.record_answer import only_person, record_in_short
from genden_cli.text.stop_words import DEATH
from genden_cli.text.terms import stems
from genden_cli.words import RecordKind, Section

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.query.search.answers import Answers
    from genden_cli.query.search.record_answer import NamedRecord


class Moment(NamedTuple):
    """A date in words, and the days that it may mean. ``is_rough`` says that it is approximate or uncertain."""

    words: str
    first: int
    last: int
    is_rough: bool = False


def aged(connection: sqlite3.Connection, found: Answers) -> NamedRecord | None:
    """Return the only person of a question with the age that it asks for, or with the dates of life alone.

    Return None if the question names nobody, or asks for another age than that at death and nothing dates it.
    """
    person = only_person(found) or _only_participant(connection, found)
    if person is None:
        return None
    record = record_in_short(connection, RecordKind.PERSON, person)
    others = {term.text.casefold() for term in found.question.content}
    born, died = connection.execute(_LIFE, {"id": person}).fetchone()
    if only_person(found) and others <= DEATH | _LIVING:
        age = _age(_moment(connection, born), _moment(connection, died))
        return record._replace(age=age) if record.dates else None
    then = _year(others) or _office_begins(connection, found) or _events(connection, found, person)
    ages = [_age(_moment(connection, born), each) for each in then]
    return record._replace(age="; ".join(filter(None, ages))) if ages and all(ages) and len(ages) <= _MOST else None


def _only_participant(connection: sqlite3.Connection, found: Answers) -> str | None:
    """Return the only person with a name of the question in the only event whose title the question has."""
    titles = {each.id: term.text for term in found.question.terms for each in term.named if each.kind in _DATED}
    if len(titles) != 1:
        return None
    ((event, title),) = titles.items()
    asked = set(stems(title))
    rows = connection.execute(_PARTICIPANTS, {"event": event})
    people = [id_ for id_, name in rows if not asked.isdisjoint(stems(name))]
    return people[0] if len(people) == 1 else None


def _year(others: set[str]) -> list[Moment]:
    """Return the year that a question names, if it names nothing else."""
    year = next(iter(others)) if len(others) == 1 else ""
    if not re.fullmatch("[0-9]{3,4}", year):
        return []
    return [Moment(year, day_number(int(year), 1, 1), day_number(int(year), 12, 31))]


def _office_begins(connection: sqlite3.Connection, found: Answers) -> list[Moment]:
    """Return when the person began the offices that the question names."""
    begins = (_moment(connection, each.begins) for each in people_answer.offices_asked(connection, found))
    return list(dict.fromkeys(filter(None, begins)))


def _events(connection: sqlite3.Connection, found: Answers, person: str) -> list[Moment]:
    """Return the dates of the events of a person that have every word of the question; without one, of the claims.

    A year among the words is that of the event.
    """
    terms = [term for term in found.question.terms if not term.weak]
    years = [each for term in terms for each in _year({term.text})]
    if any(term.expression is None and not _year({term.text}) for term in terms):
        return []
    whole = [each for each in found.passages if is_whole(each.covered)]
    for kind, section in _DATED.items():
        ids = array(each.id for each in whole if each.kind is kind)
        rows = connection.execute(_WHEN[section], {"section": section, "ids": ids, "person": person})
        moments = dict.fromkeys(filter(None, (_moment(connection, key) for (key,) in rows)))
        if meant := [each for each in moments if all(_overlap(each, year) for year in years)]:
            return sorted(meant, key=attrgetter("first"))
    return []


def _overlap(one: Moment, other: Moment) -> bool:
    return one.first <= other.last and other.first <= one.last


def _moment(connection: sqlite3.Connection, key: str | None) -> Moment | None:
    """Return the days of a date with both ends."""
    row = connection.execute(_MOMENT, {"key": key}).fetchone()
    if row is None:
        return None
    words, first, last, edtf = row
    both = abs(first) < ALWAYS and abs(last) < ALWAYS
    return Moment(words, first, last, not _ROUGH.isdisjoint(edtf)) if both else None


def _age(born: Moment | None, then: Moment | None) -> str | None:
    """Return an age in words: ``35 (19 Sep 1863)``, ``44 or 45 (26 Nov 1937)``, ``40 to 45 (1937)``."""
    if born is None or then is None or then.first < born.first:
        return None
    least, most = _years(born.last, then.first), _years(born.first, then.last)
    years = str(most) if least >= most else f"{max(least, 0)} {'or' if most == least + 1 else 'to'} {most}"
    if born.is_rough or then.is_rough:
        years = f"about {max(least, 0) if most <= least + 1 else years}"
    return f"{years} ({then.words})"


def _years(first: int, last: int) -> int:
    """Return the number of whole years between two days."""
    (year, *day), (other, *other_day) = calendar_day(first), calendar_day(last)
    return other - year - (other_day < day)


_DATED: Final = {RecordKind.EVENT: Section.EVENTS, RecordKind.CLAIM: Section.CLAIMS}

_LIVING: Final = frozenset(("live", "lived"))

_LIFE: Final = "SELECT born, died FROM person WHERE id = :id"

_ROUGH: Final = frozenset("~?%")
"""The signs of EDTF for approximate and uncertain dates."""

_MOST: Final = 3
"""The number of ages that still answer a question."""

_CHRONOLOGY: Final = """
SELECT date FROM chronology WHERE section = :section AND id IN (SELECT value FROM json_each(:ids))
"""
_WHEN: Final = {
    Section.EVENTS: f"{_CHRONOLOGY} AND id IN (SELECT event FROM participant WHERE person = :person)",
    Section.CLAIMS: _CHRONOLOGY,
}

_MOMENT: Final = "SELECT words, earliest_day, latest_day, edtf FROM date WHERE key = :key"

_PARTICIPANTS: Final = """
SELECT person.id, name FROM participant JOIN person ON person.id = person WHERE event = :event ORDER BY person.id
"""
