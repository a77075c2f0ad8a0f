"""Find the people who answer a question for relatives or for other relations.

The answers are what relations record, and what follows from them: a parent of a parent is a grandparent, and two
children of one parent are siblings, or half-siblings if their other parents are known too. A word that was corrected,
or read in part, never means a relative.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.kinship import Kin, asked_kin, inverse, is_of_kin, kin_role, sex, steps
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array
from genden_cli.query.search.people_answer import PeopleAnswer, has_all, phrase_of
from genden_cli.query.search.record_answer import only_person, record_in_short
from genden_cli.text.stop_words import STOP_WORDS
from genden_cli.words import RecordKind, Sex

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from genden_cli.kinship import KinRole
    from genden_cli.query.search.answers import Answers
    from genden_cli.query.search.question_terms import QuestionTerm
    from genden_cli.query.search.record_answer import NamedRecord


class KinAsked(NamedTuple):
    """The relatives of a person for whom a question asks. ``ordinal`` is the word that picks one, such as "second"."""

    person: str
    kin: tuple[KinRole, ...]
    said: str
    ordinal: str = ""


def is_misread(found: Answers) -> bool:
    """Tell whether a word of kin was read as another word, or another word as one of kin: "godmother" as "mother"."""
    return any(
        is_of_kin(typed) or is_of_kin(read) for typed, read in found.question.corrected if not _is_same(typed, read)
    )


def _is_same(typed: str, read: str) -> bool:
    return (kin := asked_kin(typed)) is not None and kin == asked_kin(read)


def kin_asked(found: Answers, question: str) -> KinAsked | None:
    """Return the relatives of the only person of a question that asks for nothing else."""
    person = only_person(found)
    terms = _said_beside_names(found)
    ordinals = [term.text for term in terms if term.text.casefold() in _ORDINALS]
    content = [term for term in terms if term.text not in ordinals]
    kin = tuple(asked for term in content if (asked := asked_kin(term.text)))
    if person is None or not kin or len(kin) < len(content) or len(ordinals) > 1 or _is_negated(found):
        return None
    if len(re.findall(r"\bgreat\b", question, re.IGNORECASE)) > 1:
        return None  # a term counts once, so that great-great-grandparents would be read as great-grandparents
    if len(kin) > 1 and (ordinals or not _are_joined(content, question)):
        return None
    joint = " or " if "or" in question.casefold().split() else " and "
    words = "spouse" if [each.word for each in kin] == ["spouse"] else joint.join(term.text for term in content)
    return KinAsked(person, kin, " ".join((*ordinals, words)), *ordinals)


def pair_asked(found: Answers, question: str) -> tuple[KinAsked, str] | None:
    """Return whose relatives a question such as "is A the son of B" asks for, and the id of A."""
    people = [term for term in found.question.terms if term.names_person]
    terms = _said_beside_names(found)
    kin = tuple(asked for term in terms if (asked := asked_kin(term.text)))
    if len(people) != _TWO or len(terms) != 1 or len(kin) != 1 or _is_negated(found):
        return None
    owned = (
        term for term in people if re.search(rf"\bof {re.escape(term.text)}\b|{re.escape(term.text)}['’]s", question)
    )
    owner = next(owned, people[1])
    other = people[0] if owner is people[1] else people[1]
    return KinAsked(owner.named[0].id, kin, terms[0].text), other.named[0].id


def tie_between(connection: sqlite3.Connection, asked: KinAsked, other: str) -> NamedRecord | None:
    """Return another person as a relative of the one of a question, or None if no relation says so."""
    people = relatives(connection, asked)
    found = next((each for each in people.records if each.id == other), None) if people else None
    if found is None:
        return None
    kin, comma, doubt = str(found.as_).partition(",")
    name = record_in_short(connection, RecordKind.PERSON, asked.person).title
    return found._replace(as_=f"{kin} of {name}{comma}{doubt}")


def is_told(says: str, asked: KinAsked) -> bool:
    """Tell whether a sentence has a word of the kin for which a question asks."""
    kinds = {each.kin for each in asked.kin}
    return any((role := asked_kin(word)) and role.kin in kinds for word in re.findall(r"[\w-]+", says))


def _is_negated(found: Answers) -> bool:
    """Tell whether a question asks for whom a tie does not hold."""
    return any(word.casefold() in _NOT or word.casefold().endswith("n't") for word in found.question.left_out)


def _said_beside_names(found: Answers) -> list[QuestionTerm]:
    """Return the terms that carry something and are no names, and ordinals, which carry little elsewhere.

    "great-grandfather" is one term, also where the base has it as two words.
    """
    found_terms: list[QuestionTerm] = []
    for term in found.question.terms:
        if found_terms and found_terms[-1].text.casefold() == "great" and asked_kin(great := f"great-{term.text}"):
            found_terms[-1] = term._replace(text=great)
        elif not term.named and (not term.weak or term.text.casefold() in _ORDINALS):
            found_terms.append(term)
    return found_terms


def _are_joined(content: Iterable[QuestionTerm], question: str) -> bool:
    """Tell whether words stand beside each other with "and", "or" or a comma between them."""
    joined = rf"{_AND}(?:the |his |her |their )?".join(re.escape(term.text) for term in content)
    return re.search(rf"(?<![\w-]){joined}(?![\w-])", question) is not None


def relatives(connection: sqlite3.Connection, asked: KinAsked) -> PeopleAnswer | None:
    """Return the relatives of a person for whom a question asks."""
    ties = {tie.person: tie for kin in reversed(asked.kin) for tie in reversed(_kin(connection, asked.person, kin))}
    found = list(reversed(ties.values()))
    if asked.ordinal:
        found = _picked(connection, asked, found)
    return _answer(connection, asked.person, asked.said, found)


def _picked(connection: sqlite3.Connection, asked: KinAsked, ties: list[Tie]) -> list[Tie]:
    """Return the tie that an ordinal picks: by the recorded words, else by the order of marriages; none if unknown."""
    ordinal = asked.ordinal.casefold()
    counted = [tie for tie in ties if _ORDINALS.keys() & _words(tie.recorded)]
    if counted:
        return [tie for tie in counted if ordinal in _words(tie.recorded)]
    if asked.kin[0].kin is not Kin.SPOUSE:
        return []
    days = {tie: _begins(connection, tie) for tie in ties}
    known = [day for day in days.values() if day is not None]
    if len(set(known)) == len(ties):
        ties = sorted(ties, key=lambda tie: days[tie] or 0)
    elif known or any(tie.owner != asked.person for tie in ties):
        return []
    return ties[_ORDINALS[ordinal] :][:1]


def _begins(connection: sqlite3.Connection, tie: Tie) -> int | None:
    """Return the first day of a relation, or None if nothing dates it."""
    row = connection.execute(_BEGINS, {"n": tie.relation}).fetchone()
    return row[0] if row else None


def others_tied(connection: sqlite3.Connection, found: Answers) -> PeopleAnswer | None:
    """Return the people to whom the only person of a question has a recorded relation with all its other words."""
    person, content = only_person(found), _said_beside_names(found)
    if person is None or not content or _is_negated(found):
        return None
    rows = connection.execute(_LINKS, {"person": person})
    ties = [Tie(to, as_, n) for owner, to, as_, n in rows if owner == person and has_all(as_, content)]
    return _answer(connection, person, phrase_of(content), ties)


def _answer(connection: sqlite3.Connection, person: str, said: str, ties: list[Tie]) -> PeopleAnswer | None:
    """Return the people of some ties in short, and the claims that state the ties; None if there are none."""
    if not ties:
        return None
    name = record_in_short(connection, RecordKind.PERSON, person).title
    records = [record_in_short(connection, RecordKind.PERSON, tie.person)._replace(as_=tie.as_) for tie in ties]
    claims = connection.execute(_OF_RELATIONS, {"numbers": array(str(tie.relation) for tie in ties)})
    return PeopleAnswer(f"{said} of {name}", tuple(records), tuple(id_ for (id_,) in claims))


def relative_named(
    connection: sqlite3.Connection, found: Answers, question: str
) -> tuple[KinAsked, str, list[str]] | None:
    """Return whom a part of a question such as ``Smith's wife`` or ``the wife of Smith`` means, the part, and names.

    Return None if it has no such part, or nothing beside it. A word that belongs to the word of kin, as in "step mother
    of Smith" or "Smith's mother and father", makes it another part.
    """
    person, content = only_person(found), found.question.content
    kin = next(((term.text, asked) for term in content if (asked := asked_kin(term.text))), None)
    if person is None or kin is None or len(content) == 1:
        return None
    name = re.escape(next(term.text for term in found.question.terms if term.named))
    part = re.search(
        rf"(?<![\w-])(?:{name}(?:['’]s)? {kin[0]}(?!-| in.law)|(?P<of>(?:the )?{kin[0]} of {name}))(?![\w-])", question
    )
    if part is None or not _stands_alone(part, question):
        return None
    names = [
        record_in_short(connection, RecordKind.PERSON, tie.person).title for tie in _kin(connection, person, kin[1])
    ]
    return KinAsked(person, (kin[1],), kin[0]), part[0], names


def _stands_alone(part: re.Match[str], question: str) -> bool:
    """Tell whether no word beside a part changes its word of kin, and no other one is joined to it."""
    before, after = question[: part.start()].split(), question[part.end() :]
    last = before[-1].casefold() if before and part["of"] else "the"
    joined = re.match(rf"{_AND}(?:the |his |her |their )?([\w-]+)", after)
    return last in STOP_WORDS - {"and", "or"} and not (joined and is_of_kin(joined[1]))


class Tie(NamedTuple):
    """What another person is to somebody, and the number of the relation that records it, if one does.

    ``recorded`` is the role in the words of the base, ``owner`` the person who has the relation.
    """

    person: str
    as_: str
    relation: int | None = None
    recorded: str = ""
    owner: str = ""


def _kin(connection: sqlite3.Connection, person: str, asked: KinRole) -> list[Tie]:
    """Return the relatives of a kind, without those of the other sex than the word that asks for them."""
    wanted = sex(asked.word)
    ties = _ties(connection, person, asked.kin)
    if asked.word == "twin":
        ties = [tie for tie in ties if "twin" in _words(tie.recorded)]
    elif asked.word in ("widow", "widower"):
        ties = [tie for tie in ties if _survives(connection, tie, person)]
    if not wanted:
        return ties
    sexes = {tie.person: _sex(connection, tie) for tie in ties}
    return [
        tie if sexes[tie.person] else tie._replace(as_=f"{tie.as_}, sex unknown")
        for tie in ties
        if sexes[tie.person] in ("", wanted)
    ]


def _survives(connection: sqlite3.Connection, tie: Tie, person: str) -> bool:
    """Tell whether a spouse is recorded as a widow, or may have been married to a dead person at the death."""
    if not _words(tie.recorded).isdisjoint(("widow", "widower")) and tie.owner == person:
        return True
    died, outlived, until = connection.execute(
        _DEATHS, {"person": person, "spouse": tie.person, "n": tie.relation}
    ).fetchone()
    return died is not None and all(day is None or day >= died for day in (outlived, until))


def _words(role: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", role.casefold()))


def _ties(connection: sqlite3.Connection, person: str, kin: Kin) -> list[Tie]:
    """Return the relatives of a kind: those whom a relation records on either side, then those who follow."""
    found: dict[str, Tie] = {}
    for owner, to, as_, n in connection.execute(_LINKS, {"person": person}):
        role = kin_role(as_)
        if role and owner == person and role.kin is kin:
            found[to] = Tie(to, as_, n, as_, owner)
        elif role and to == person and role.kin is inverse(kin):
            said = str(kin) if role.is_plain else f"{kin}, as {as_}"
            found.setdefault(owner, Tie(owner, said, n, as_, owner))
    if (way := steps(kin)) is not None:
        for near in _ties(connection, person, way[0]):
            for far in _ties(connection, near.person, way[1]):
                if far.person != person and far.person not in found:
                    half = kin is Kin.SIBLING and _share_one_parent(connection, person, far.person)
                    found[far.person] = Tie(far.person, f"{'half-' * half}{kin}")
    return list(found.values())


def _share_one_parent(connection: sqlite3.Connection, *people: str) -> bool:
    """Tell whether two people have exactly one parent in common, and both parents of each are known."""
    one, other = ({tie.person for tie in _ties(connection, each, Kin.PARENT) if _is_plain(tie)} for each in people)
    return len(one) == len(other) == _BOTH and len(one & other) == 1


def _is_plain(tie: Tie) -> bool:
    role = kin_role(tie.recorded)
    return role is not None and role.is_plain


_BOTH: Final = 2


def _sex(connection: sqlite3.Connection, tie: Tie) -> str:
    """Return the sex of a relative by the word of the tie, as recorded, or by roles for others; "" if unknown."""
    if (role := kin_role(tie.as_)) and (said := sex(role.word)):
        return said
    (recorded,) = connection.execute("SELECT sex FROM person WHERE id = :id", {"id": tie.person}).fetchone()
    if recorded:
        return _SEXES.get(Sex(recorded), str(recorded))
    called = (kin_role(as_) for (as_,) in connection.execute(_CALLED, {"person": tie.person}))
    return next((said for role in called if role and (said := sex(role.word))), "")


_TWO: Final = 2
_NOT: Final = frozenset("not never no none nor without but".split())
_SEXES: Final = {Sex.MALE: "M", Sex.FEMALE: "F"}
_AND: Final = r"(?:,? (?:and|or|&) |, ?| ?[/&] ?)"
_ORDINALS: Final = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "fifth": 4,
    "last": -1,
}
"""The words that pick one of several, and its place among them."""

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

_BEGINS: Final = "SELECT earliest_day FROM relation JOIN date ON key = from_ WHERE n = :n"

_DEATHS: Final = """
SELECT (SELECT earliest_day FROM person JOIN date ON key = died WHERE id = :person),
       (SELECT latest_day FROM person JOIN date ON key = died WHERE id = :spouse),
       (SELECT latest_day FROM relation JOIN date ON key = until WHERE n = :n)
"""
