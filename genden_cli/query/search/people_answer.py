"""Find the people who answer a question for who had an office or occupation."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from genden_cli.dates import calendar
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array
from genden_cli.query.search.record_answer import NamedRecord, only_person, record_in_short
from genden_cli.text.stems import stem
from genden_cli.text.stop_words import Intent
from genden_cli.text.terms import stems
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from genden_cli.query.search.answers import Answers
    from genden_cli.query.search.question_terms import QuestionTerm


class PeopleAnswer(NamedTuple):
    """People, and the ids of the claims that state what they are. ``heading`` says what all of them are."""

    heading: str
    records: tuple[NamedRecord, ...]
    claims: tuple[str, ...] = ()


class Office(NamedTuple):
    """An office or occupation of a person, its dates in words, and the days between which it may have lasted.

    ``begins`` is the key of its first date. ``day`` puts holders of an office in order: the office had begun by then.
    """

    n: int
    person: str
    title: str
    since: str | None
    until: str | None
    first: int | None
    last: int | None
    begins: str | None
    day: int | None


def holders(connection: sqlite3.Connection, found: Answers, wanted: Intent | None) -> PeopleAnswer | None:
    """Return who had an office or occupation, or which of them the person of a question had.

    "Who was the keeper" asks for one, "who put out the lamp" does not: it has a verb besides these words.
    """
    read = found.question
    asks_who = wanted is Intent.WHO or (wanted is None and not read.left_out)
    weak = (term.text for term in read.terms if term.weak)
    if asks_who is (only_person(found) is not None) or not _PLAIN.issuperset(
        map(str.casefold, (*read.left_out, *weak))
    ):
        return None
    offices = offices_asked(connection, found)
    if not offices:
        return None
    records = [
        record_in_short(connection, RecordKind.PERSON, id_)._replace(as_="; ".join(map(with_dates, own)))
        for id_, own in groupby(offices, attrgetter("person"))
    ]
    claims = connection.execute(_OF_OFFICES, {"numbers": array(str(each.n) for each in offices)})
    return PeopleAnswer(phrase_of(found.question.content), tuple(records), tuple(id_ for (id_,) in claims))


def offices_asked(connection: sqlite3.Connection, found: Answers) -> list[Office]:
    """Return the offices and occupations that have all words of a question, of its only person if it names one.

    A year narrows them. A word such as "occupation" asks for all of a person.
    """
    person = only_person(found)
    content = found.question.content
    years = [int(term.text) for term in content if re.fullmatch("[0-9]{3,4}", term.text)]
    beside = [term for term in content if not term.text.isdigit() and term.text.casefold() not in _BEING]
    titled = [term for term in beside if stem(term.text) not in _occupation()]
    if not content or not (person or titled):
        return []
    rows = offices_of(connection, [person] if person else _people_with(connection, titled))
    return [each for each in rows if has_all(each.title, titled) and all(_covers(each, year) for year in years)]


def phrase_of(content: Iterable[QuestionTerm]) -> str:
    """Return terms as they were asked for."""
    return " ".join(term.text for term in content)


_BEING: Final = frozenset(
    "is was are were be been become became becomes hold held holds serve served serves work worked works had".split()
)
_PLAIN: Final = _BEING | frozenset(
    "who what which when where how did do does the a an of in as at for to from by on and he she his her their first"
    " last new old long ever also there people person man men kind name".split()
)
"""Words beside an office in a question for who had it, or when."""


@cache
def _occupation() -> frozenset[str]:
    """Return the stems of the words that ask for an office or occupation without naming one."""
    return frozenset(map(stem, "occupation profession job trade office career living employment".split()))


def _people_with(connection: sqlite3.Connection, terms: Iterable[QuestionTerm]) -> list[str]:
    """Return the first people whose offices and relations have all these words."""
    words = [term.expression for term in terms]
    if None in words:
        return []
    match = " AND ".join(f"(quote : ({each}))" for each in words)
    return [id_ for (id_,) in connection.execute(_WITH_WORDS, {"words": match, "most": _MOST})]


def offices_of(connection: sqlite3.Connection, people: Iterable[str]) -> Iterator[Office]:
    """Yield the offices and occupations of some people."""
    yield from map(Office._make, connection.execute(_OFFICES, {"people": array(people)}))


def has_all(text: str, terms: Iterable[QuestionTerm]) -> bool:
    """Tell whether a text has all these terms."""
    known = frozenset(stems(text))
    return all(term.stands_in(known) for term in terms)


def _covers(office: Office, year: int) -> bool:
    """Tell whether an office may have lasted into a year."""
    begins = office.first is None or office.first <= calendar.day_number(year, 12, 31)
    return begins and (office.last is None or office.last >= calendar.day_number(year, 1, 1))


def with_dates(office: Office) -> str:
    """Return an office with its dates: ``Miller, 1825 – 1848``."""
    if office.since == office.until:
        return office.title + (f", {office.since}" if office.since else "")
    return f"{office.title}, {office.since or '?'} – {office.until or ''}".rstrip()


_MOST: Final = 200

_OF_OFFICES: Final = """
SELECT claim FROM role_claim WHERE role IN (SELECT CAST(value AS INTEGER) FROM json_each(:numbers))
 ORDER BY role, claim
"""

_WITH_WORDS: Final = """
SELECT entry.id FROM passage CROSS JOIN entry ON entry.n = passage.rowid
 WHERE passage MATCH :words AND entry.kind = 'person' ORDER BY entry.n LIMIT :most
"""

_OFFICES: Final = """
SELECT role.n, person, role.title, since.words, until.words, since.earliest_day, until.latest_day,
       from_, coalesce(since.latest_day, until.earliest_day)
  FROM role JOIN person ON person.id = role.person
            LEFT JOIN date AS since ON since.key = from_ LEFT JOIN date AS until ON until.key = to_
 WHERE person IN (SELECT value FROM json_each(:people)) ORDER BY person.n, role.n
"""
