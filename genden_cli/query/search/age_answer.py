"""Work out how old somebody was: from the date of birth, and the date of death, of an office or of an event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.dates.calendar import calendar_day, day_number
from genden_cli.dates.edtf import ALWAYS
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.search import people_answer
from genden_cli.query.search.answers import is_whole
from genden_cli.query.search.record_answer import only_person, record_in_short
from genden_cli.text.stop_words import DEATH
from genden_cli.words import RecordKind, Section

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.query.search.answers import Answers
    from genden_cli.query.search.record_answer import NamedRecord


class Moment(NamedTuple):
    """A date in words, and the days that it may mean."""

    words: str
    first: int
    last: int


def aged(connection: sqlite3.Connection, found: Answers) -> NamedRecord | None:
    """Return the only person of a question with the age that it asks for, or with the dates of life alone.

    Return None if the question names nobody, or asks for another age than that at death and nothing dates it.
    """
    person = only_person(found) or _only_participant(connection, found)
    if person is None:
        return None
    record = record_in_short(connection, RecordKind.PERSON, person)
    others = {term.text.casefold() for term in found.question.terms if not (term.named or term.weak)}
    born, died = connection.execute(_LIFE, {"id": person}).fetchone()
    if only_person(found) and others <= DEATH:
        age = _age(_moment(connection, born), _moment(connection, died))
        return record._replace(age=age) if record.dates else None
    then = _year(others) or _office_begins(connection, found) or _event(connection, found)
    age = _age(_moment(connection, born), then)
    return record._replace(age=age) if age else None


def _only_participant(connection: sqlite3.Connection, found: Answers) -> str | None:
    """Return the only person in the only event whose title the question has."""
    named = {each.id for term in found.question.terms for each in term.named if each.kind is RecordKind.EVENT}
    people = [id_ for event in named for (id_,) in connection.execute(_PARTICIPANTS, {"event": event})]
    return people[0] if len(named) == len(people) == 1 else None


def _year(others: set[str]) -> Moment | None:
    """Return the year that a question names, if it names nothing else."""
    year = next(iter(others)) if len(others) == 1 else ""
    if not re.fullmatch("[0-9]{3,4}", year):
        return None
    return Moment(year, day_number(int(year), 1, 1), day_number(int(year), 12, 31))


def _office_begins(connection: sqlite3.Connection, found: Answers) -> Moment | None:
    """Return when the person began an office that the question names."""
    offices = people_answer.offices_asked(connection, found)
    return _moment(connection, offices[0].begins) if offices else None


def _event(connection: sqlite3.Connection, found: Answers) -> Moment | None:
    """Return the date of the first event or claim that has every word of the question."""
    whole = (each for each in found.passages if is_whole(each.covered) and each.kind in _DATED)
    keys = (connection.execute(_WHEN, {"section": _DATED[each.kind], "id": each.id}).fetchone()[0] for each in whole)
    moments = (_moment(connection, key) for key in keys)
    return next(filter(None, moments), None)


def _moment(connection: sqlite3.Connection, key: str | None) -> Moment | None:
    """Return the days of a date with both ends."""
    row = connection.execute(_MOMENT, {"key": key}).fetchone()
    return Moment(*row) if row and abs(row[1]) < ALWAYS and abs(row[2]) < ALWAYS else None


def _age(born: Moment | None, then: Moment | None) -> str | None:
    """Return an age in words: ``35 (19 Sep 1863)``, ``44 or 45 (26 Nov 1937)``, ``40 to 45 (1937)``."""
    if born is None or then is None or then.first < born.first:
        return None
    least, most = _years(born.last, then.first), _years(born.first, then.last)
    years = str(most) if least >= most else f"{max(least, 0)} {'or' if most == least + 1 else 'to'} {most}"
    return f"{years} ({then.words})"


def _years(first: int, last: int) -> int:
    """Return the number of whole years between two days."""
    (year, *day), (other, *other_day) = calendar_day(first), calendar_day(last)
    return other - year - (other_day < day)


_DATED: Final = {RecordKind.EVENT: Section.EVENTS, RecordKind.CLAIM: Section.CLAIMS}

_LIFE: Final = "SELECT born, died FROM person WHERE id = :id"

_WHEN: Final = "SELECT date FROM chronology WHERE section = :section AND id = :id"

_MOMENT: Final = "SELECT words, earliest_day, latest_day FROM date WHERE key = :key"

_PARTICIPANTS: Final = "SELECT person FROM participant WHERE event = :event ORDER BY person"
