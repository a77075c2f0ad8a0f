"""Find who had an office next or before: by relations that call somebody a successor, or by the dates of offices.

Only holders whom the base records count, so somebody between two of them may be missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array
from genden_cli.query.search.answers import answers
from genden_cli.query.search.ask_result import read
from genden_cli.query.search.people_answer import PeopleAnswer, has_all, offices_asked, offices_of, with_dates
from genden_cli.query.search.record_answer import only_person, record_in_short
from genden_cli.query.search.terms import Term
from genden_cli.text.question_forms import matches
from genden_cli.text.terms import stems
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from genden_cli.query.search.answers import Answers
    from genden_cli.query.search.ask_result import Asked, AskResult
    from genden_cli.query.search.people_answer import Office
    from genden_cli.query.search.question_terms import QuestionTerm
    from genden_cli.query.search.record_answer import NamedRecord


class Succession(NamedTuple):
    """A question for who came after somebody, or before. ``beside`` is the name, and an office if one is named."""

    is_after: bool
    beside: str

    @property
    def role(self) -> str:
        """What is asked for."""
        return _ROLES[self.is_after]

    @property
    def in_verbs(self) -> str:
        """The question in the words in which a claim may answer it."""
        return f"who {'succeeded' if self.is_after else 'preceded'} {self.beside}"


def succession_asked(question: str) -> Succession | None:
    """Return what a question such as "who took over after Smith as mayor" asks for, or None for another question."""
    for is_after, form in _FORMS.items():
        for asked in matches((form,), question):
            return Succession(is_after, " ".join(filter(None, asked.groups())))
    return None


def by_succession(asked: Asked) -> AskResult | None:
    """Answer who came after somebody, or before, by a claim that says so or by the next holder of an office."""
    succession = succession_asked(asked.question)
    if succession is None or ((asked.is_told or asked.claims.is_asked) and _has_verb(asked, succession)):
        return None
    in_verbs = read(asked.connection, succession.in_verbs)
    if in_verbs.is_told:
        return in_verbs._replace(question=asked.question).by_claims(in_verbs.claims.ids)
    found = _neighbours(asked.connection, succession)
    if found is None:
        return None
    person, people = found
    return asked.by_people(people) or asked.without(succession.role, person)


def _has_verb(asked: Asked, succession: Succession) -> bool:
    """Tell whether a verb such as "followed" carries something, so that a claim may tell it: "came after" does not."""
    beside = _found(asked.connection, succession.beside).question.content
    return len(asked.found.question.content) > len(beside)


def _neighbours(connection: sqlite3.Connection, asked: Succession) -> tuple[str, PeopleAnswer | None] | None:
    """Return the person beside whom somebody is asked for, and who was next; None if no office of a person is meant."""
    found = _found(connection, asked.beside)
    person = only_person(found)
    if person is None:
        return None
    offices = [each for each in offices_of(connection, [person]) if has_all(each.title, found.question.content)]
    if found.question.content and not offices:
        return None
    ties = _tied(connection, asked, person, found.question.content)
    records = ties or _by_offices(connection, asked, offices)
    claims = connection.execute(_OF_PEOPLE, {"person": person, "others": array(each.id for each in records)})
    name = record_in_short(connection, RecordKind.PERSON, person).title
    heading = f"{asked.role} of {name}" if ties else f"{'next' if asked.is_after else 'last'} recorded"
    heading += "" if ties else f" in office {'after' if asked.is_after else 'before'} {name}"
    return person, PeopleAnswer(heading, records, tuple(id_ for (id_,) in claims)) if records else None


def _found(connection: sqlite3.Connection, text: str) -> Answers:
    return answers(connection, tuple((Term(word),) for word in text.split()))


def _tied(
    connection: sqlite3.Connection, asked: Succession, person: str, office: Iterable[QuestionTerm]
) -> tuple[NamedRecord, ...]:
    """Return those whom a relation calls a successor or a predecessor, on either side."""
    own, inverse = (_found(connection, _ROLES[each]).question.terms for each in (asked.is_after, not asked.is_after))
    found: dict[str, str] = {}
    for owner, to, as_ in connection.execute(_LINKS, {"person": person}):
        if has_all(as_, [*(own if owner == person else inverse), *office]):
            found.setdefault(to if owner == person else owner, as_ if owner == person else asked.role)
    return tuple(record_in_short(connection, RecordKind.PERSON, id_)._replace(as_=as_) for id_, as_ in found.items())


def _by_offices(
    connection: sqlite3.Connection, asked: Succession, offices: Iterable[Office]
) -> tuple[NamedRecord, ...]:
    """Return for each office those who had it next, or last before."""
    found: dict[str, list[str]] = {}
    for office in offices:
        for each in _beside(office, _holders(connection, office), is_after=asked.is_after):
            found.setdefault(each.person, []).append(with_dates(each))
    return tuple(
        record_in_short(connection, RecordKind.PERSON, id_)._replace(as_="; ".join(dict.fromkeys(titles)))
        for id_, titles in found.items()
    )


def _holders(connection: sqlite3.Connection, office: Office) -> list[Office]:
    """Return the times when others had an office."""
    title = _plain(office.title)
    others = offices_asked(connection, _found(connection, title))
    return [each for each in others if each.person != office.person and stems(_plain(each.title)) == stems(title)]


def _plain(title: str) -> str:
    """Return a title without remarks such as "(second term)"."""
    return re.sub(r"\([^()]*\)", " ", title)


def _beside(office: Office, others: Iterable[Office], *, is_after: bool) -> list[Office]:
    """Return the first of others after an office in time, or the last before it."""
    if office.day is None:
        return []
    known = [(each.day, each) for each in others if each.day is not None]
    days = [day for day, _ in known if (day > office.day if is_after else day < office.day)]
    best = (min if is_after else max)(days, default=None)
    return [each for day, each in known if day == best]


_ROLES: Final = {True: "successor", False: "predecessor"}

_AFTER: Final = (
    r"who (?:(?:came|comes|was|is|were|took over|takes over)(?: next)? (?:after|from)|succeed(?:s|ed)|replace[sd]"
    r"|follow(?:s|ed)|(?:was|is|were) (?:the )?successors? (?:of|to)) (.+)"
    r"|who (?:was|is|were) (.+)['’]s successors?( .+)?|(?:who (?:was|became)|which) (?:the )?(.+?) (?:came )?after (.+)"
)
_BEFORE: Final = (
    r"who (?:(?:came|comes|was|is|were) before|precede[sd]|(?:was|is|were) (?:succeeded|replaced|followed) by"
    r"|(?:was|is|were) (?:the )?predecessors? (?:of|to)) (.+)"
    r"|who (?:was|is|were) (.+)['’]s predecessors?( .+)?|whom? did (.+) (?:succeed|replace|follow)( .+)?"
    r"|(?:who (?:was|became)|which) (?:the )?(.+?) (?:came )?before (.+)"
)

_FORMS: Final = {True: ("who which", _AFTER), False: ("who whom which", _BEFORE)}

_LINKS: Final = """
SELECT person, to_, as_ FROM relation WHERE person = :person
 UNION ALL
SELECT person, to_, as_ FROM relation WHERE to_ = :person AND person <> :person
"""

_OF_PEOPLE: Final = """
SELECT DISTINCT claim FROM relation_claim JOIN relation ON relation.n = relation
 WHERE (person = :person AND to_ IN (SELECT value FROM json_each(:others)))
    OR (to_ = :person AND person IN (SELECT value FROM json_each(:others)))
 ORDER BY claim
"""
