"""Find the people who answer a question for relatives, for other relations, or for who had an office or occupation.

The answers are what people's roles and relations record, and what follows from them: a parent of a parent is a
grandparent, and two children of one parent are siblings.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from genden_cli.dates import calendar
from genden_cli.kinship import Kin, asked_kin, inverse, kin_role, sex, steps
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array
from genden_cli.query.search.kinds import Wanted
from genden_cli.query.search.record_answer import NamedRecord, only_person, record_in_short
from genden_cli.text.stems import stem
from genden_cli.text.terms import stems
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from genden_cli.kinship import KinRole
    from genden_cli.query.search.answers import Answers
    from genden_cli.query.search.question_terms import QuestionTerm


class PeopleAnswer(NamedTuple):
    """People, and the ids of the claims that state what they are. ``heading`` says what all of them are."""

    heading: str
    records: tuple[NamedRecord, ...]
    claims: tuple[str, ...] = ()


def kin_asked(found: Answers) -> tuple[str, KinRole] | None:
    """Return the only person of a question that asks for relatives and for nothing else, and which relatives."""
    person, content = only_person(found), _content(found)
    asked = asked_kin(content[0].text) if len(content) == 1 else None
    return (person, asked) if person and asked else None


def relatives(connection: sqlite3.Connection, found: Answers, person: str, asked: KinRole) -> PeopleAnswer | None:
    """Return the relatives of a person for whom a question asks."""
    said = "spouse" if asked.word == "spouse" else _phrase(_content(found))
    return _answer(connection, person, said, _kin(connection, person, asked))


def others_tied(connection: sqlite3.Connection, found: Answers) -> PeopleAnswer | None:
    """Return the people to whom the only person of a question has a recorded relation with all its other words."""
    person, content = only_person(found), _content(found)
    if person is None or not content:
        return None
    rows = connection.execute(_LINKS, {"person": person})
    ties = [Tie(to, as_, n) for owner, to, as_, n in rows if owner == person and _has_all(as_, content)]
    return _answer(connection, person, _phrase(content), ties)


def _answer(connection: sqlite3.Connection, person: str, said: str, ties: list[Tie]) -> PeopleAnswer | None:
    """Return the people of some ties in short, and the claims that state the ties; None if there are none."""
    if not ties:
        return None
    name = record_in_short(connection, RecordKind.PERSON, person).title
    records = [record_in_short(connection, RecordKind.PERSON, tie.person)._replace(as_=tie.as_) for tie in ties]
    claims = connection.execute(_OF_RELATIONS, {"numbers": array(str(tie.relation) for tie in ties)})
    return PeopleAnswer(f"{said} of {name}", tuple(records), tuple(id_ for (id_,) in claims))


def relative_named(connection: sqlite3.Connection, found: Answers, question: str) -> tuple[str, str] | None:
    """Return the part of a question such as ``Smith's wife`` or ``the wife of Smith``, and the name of whom it means.

    Return None if it has no such part, nothing beside it, or one that means nobody or several people.
    """
    person = only_person(found)
    kin = next(((term.text, asked) for term in _content(found) if (asked := asked_kin(term.text))), None)
    if person is None or kin is None or len(_content(found)) == 1:
        return None
    name = re.escape(next(term.text for term in found.question.terms if term.named))
    part = re.search(rf"\b(?:{name}(?:['’]s)? {kin[0]}|(?:the )?{kin[0]} of {name})\b", question)
    ties = _kin(connection, person, kin[1]) if part else []
    if part is None or len(ties) != 1:
        return None
    return part[0], record_in_short(connection, RecordKind.PERSON, ties[0].person).title


class Tie(NamedTuple):
    """What another person is to somebody, and the number of the relation that records it, if one does."""

    person: str
    as_: str
    relation: int | None = None


def _kin(connection: sqlite3.Connection, person: str, asked: KinRole) -> list[Tie]:
    """Return the relatives of a kind, without those of the other sex than the word that asks for them."""
    wanted = sex(asked.word)
    ties = _ties(connection, person, asked.kin)
    sexes = {tie.person: _sex(connection, tie) for tie in ties} if wanted else {}
    return [tie for tie in ties if sexes.get(tie.person, "") in ("", wanted)]


def _ties(connection: sqlite3.Connection, person: str, kin: Kin) -> list[Tie]:
    """Return the relatives of a kind: those whom a relation records on either side, then those who follow."""
    found: dict[str, Tie] = {}
    for owner, to, as_, n in connection.execute(_LINKS, {"person": person}):
        role = kin_role(as_)
        if role and owner == person and role.kin is kin:
            found[to] = Tie(to, as_, n)
        elif role and to == person and role.kin is inverse(kin):
            found.setdefault(owner, Tie(owner, str(kin) if role.is_plain else f"{kin}, as {as_}", n))
    if (way := steps(kin)) is not None:
        for near in _ties(connection, person, way[0]):
            for far in _ties(connection, near.person, way[1]):
                if far.person != person:
                    found.setdefault(far.person, Tie(far.person, str(kin)))
    return list(found.values())


def _sex(connection: sqlite3.Connection, tie: Tie) -> str:
    """Return the sex of a relative, by the word of the tie or by what the person is to others."""
    roles = [tie.as_, *(as_ for (as_,) in connection.execute(_CALLED, {"person": tie.person}))]
    return next((found for as_ in roles if (role := kin_role(as_)) and (found := sex(role.word))), "")


class Office(NamedTuple):
    """An office or occupation of a person, its dates in words, and the days between which it may have lasted.

    ``begins`` is the key of its first date.
    """

    n: int
    person: str
    title: str
    since: str | None
    until: str | None
    first: int | None
    last: int | None
    begins: str | None


def holders(connection: sqlite3.Connection, found: Answers, wanted: Wanted) -> PeopleAnswer | None:
    """Return who had an office or occupation, or which of them the person of a question had.

    "Who was the keeper" asks for one, "who kept the lamp" does not.
    """
    read = found.question
    said = {*map(str.casefold, read.left_out), *(term.text.casefold() for term in read.terms)}
    asks_who = wanted is Wanted.WHO or (wanted is Wanted.ANY and not read.left_out)
    is_of_office = not read.left_out or not said.isdisjoint(_BEING) or not _occupation().isdisjoint(map(stem, said))
    if not is_of_office or asks_who is (only_person(found) is not None):
        return None
    offices = offices_asked(connection, found)
    if not offices:
        return None
    records = [
        record_in_short(connection, RecordKind.PERSON, id_)._replace(as_="; ".join(map(_with_dates, own)))
        for id_, own in groupby(offices, attrgetter("person"))
    ]
    claims = connection.execute(_OF_OFFICES, {"numbers": array(str(each.n) for each in offices)})
    return PeopleAnswer(_phrase(_content(found)), tuple(records), tuple(id_ for (id_,) in claims))


def offices_asked(connection: sqlite3.Connection, found: Answers) -> list[Office]:
    """Return the offices and occupations that have all words of a question, of its only person if it names one.

    A year narrows them. A word such as "occupation" asks for all of a person.
    """
    person = only_person(found)
    content = _content(found)
    years = [int(term.text) for term in content if re.fullmatch("[0-9]{3,4}", term.text)]
    titled = [term for term in content if not term.text.isdigit() and stem(term.text) not in _occupation()]
    if not content or not (person or titled):
        return []
    rows = _offices(connection, [person] if person else _people_with(connection, titled))
    return [each for each in rows if _has_all(each.title, titled) and all(_covers(each, year) for year in years)]


def _content(found: Answers) -> list[QuestionTerm]:
    """Return the terms of a question that carry something and are no names."""
    return [term for term in found.question.terms if not (term.named or term.weak)]


def _phrase(content: Iterable[QuestionTerm]) -> str:
    return " ".join(term.text for term in content)


_BEING: Final = frozenset(
    "is was are were be been become became becomes hold held holds serve served serves work worked works".split()
)


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


def _offices(connection: sqlite3.Connection, people: Iterable[str]) -> Iterator[Office]:
    yield from map(Office._make, connection.execute(_OFFICES, {"people": array(people)}))


def _has_all(text: str, terms: Iterable[QuestionTerm]) -> bool:
    known = frozenset(stems(text))
    return all(term.stands_in(known) for term in terms)


def _covers(office: Office, year: int) -> bool:
    """Tell whether an office may have lasted into a year."""
    begins = office.first is None or office.first <= calendar.day_number(year, 12, 31)
    return begins and (office.last is None or office.last >= calendar.day_number(year, 1, 1))


def _with_dates(office: Office) -> str:
    """Return an office with its dates: ``Miller, 1825 – 1848``."""
    if office.since == office.until:
        return office.title + (f", {office.since}" if office.since else "")
    return f"{office.title}, {office.since or '?'} – {office.until or ''}".rstrip()


_MOST: Final = 200

_LINKS: Final = """
SELECT person, to_, as_, n FROM relation WHERE person = :person
 UNION ALL
SELECT person, to_, as_, n FROM relation WHERE to_ = :person AND person <> :person
 ORDER BY n
"""

_CALLED: Final = "SELECT as_ FROM relation WHERE to_ = :person ORDER BY n"

_OF_RELATIONS: Final = """
SELECT claim FROM relation_claim WHERE relation IN (SELECT CAST(value AS INTEGER) FROM json_each(:numbers))
 ORDER BY relation, claim
"""

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
       from_
  FROM role JOIN person ON person.id = role.person
            LEFT JOIN date AS since ON since.key = from_ LEFT JOIN date AS until ON until.key = to_
 WHERE person IN (SELECT value FROM json_each(:people)) ORDER BY person.n, role.n
"""
