"""Rules on families: parents are older than their children, and both sides of a relation agree.

Only roles with a known meaning are judged (`genden_cli.kinship`), and dates only where they are certain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.cycles import cycles
from genden_cli.diagnostics.registry import problem
from genden_cli.kinship import Kin, inverse, kin_role
from genden_cli.named_tuple import NamedTuple
from genden_cli.rules.certainty import shows_doubt
from genden_cli.rules.spans import YEAR, days_between, is_past, most_years_between
from genden_cli.rules.survey import label, span_of
from genden_cli.rules.times import ends_of_lives, is_posthumous, limit_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    from genden_cli import model
    from genden_cli.diagnostics.problem import Problem
    from genden_cli.rules.survey import Check, CheckedBase

    _Kinds: TypeAlias = dict[Kin, list[model.Relation]]

_YOUNGEST: Final = 9
_OLDEST: Final = {"mother": 70, "father": 100, "parent": 100}
_PREGNANCY: Final = 300
_REMEDY: Final = "correct a date or the relation, or write a role such as adoptive father, stepson or father (reported)"


class _Parenthood(NamedTuple):
    """A parent and a child by birth, the word for the parent, and the relation that says so."""

    parent: model.Person
    child: model.Person
    word: str
    relation: model.Relation

    def problem(self, code: str, message: str, *, date: str) -> Problem:
        """Return a problem at the relation, with the ``date`` of the parent and the birth of the child."""
        related = (label("the parent", self.parent, date), label("the child", self.child, "born"))
        return problem(span_of(self.relation, "as"), code, message, _REMEDY, related=related)


def parents_have_the_age_of_parents(survey: CheckedBase) -> Iterator[Problem]:
    """W270: at the birth of a child, a parent is at least 9 years old, a mother at most 70, a father at most 100."""
    for each in _parenthoods(survey):
        parent, child = each.parent, each.child
        born = f"{each.word} '{parent.id}' was born {parent.born}"
        most = most_years_between(parent.born, child.born)
        least = days_between(parent.born, child.born) // YEAR
        if is_past(child.born, parent.born):
            yield each.problem("W270", f"{born}, after the child '{child.id}' ({child.born})", date="born")
        elif most is not None and most < _YOUNGEST:
            message = f"{born}, at most {most} years before the child '{child.id}' ({child.born})"
            yield each.problem("W270", message, date="born")
        elif least > _OLDEST[each.word]:
            message = f"{born}, at least {least} years before the child '{child.id}' ({child.born})"
            yield each.problem("W270", message, date="born")


def parents_live_at_the_birth(survey: CheckedBase) -> Iterator[Problem]:
    """W271: a mother lives at the birth of her child, a father at least nine months before."""
    for each in _parenthoods(survey):
        parent, child = each.parent, each.child
        if days_between(parent.died, child.born) > (0 if each.word == "mother" else _PREGNANCY):
            message = f"{each.word} '{parent.id}' died {parent.died}, before the birth of '{child.id}' ({child.born})"
            yield each.problem("W271", message, date="died")


def relations_agree_on_both_sides(survey: CheckedBase) -> Iterator[Problem]:
    """W272: if two people tell what they are to each other, one role is the inverse of the other, with equal dates."""
    earlier: dict[tuple[str, str], _Kinds] = {}
    for person in survey.people.values():
        told = _told(person)
        for other, here in told.items():
            there = earlier.get((other, person.id))
            if there and not any(inverse(kin) in there for kin in here):
                yield _other_roles(person, other, here, there)
            elif there:
                yield from _other_dates(other, here, there)
        earlier.update({(person.id, other): kinds for other, kinds in told.items()})


def _other_roles(person: model.Person, other: str, here: _Kinds, there: _Kinds) -> Problem:
    """Return the problem of two people whose roles are not each other's inverse."""
    kin, (relation, *_) = next(iter(here.items()))
    (back, *_), *_ = there.values()
    message = f"'{other}' is {relation.as_} to '{person.id}', who is {back.as_} in return"
    remedy = f"correct one of the two; the other side of {relation.as_} is {inverse(kin)}"
    return problem(span_of(relation, "as"), "W272", message, remedy, related=(label("the other side", back, "as"),))


def _other_dates(other: str, here: _Kinds, there: _Kinds) -> Iterator[Problem]:
    """Yield the dates of a relation that certainly differ on both sides. Two relations of a kind are not compared."""
    for kin, relations in here.items():
        back = there.get(inverse(kin), [])
        if len(relations) != 1 or len(back) != 1:
            continue
        for key, one, two in (
            ("from", relations[0].from_, back[0].from_),
            ("until", relations[0].until, back[0].until),
        ):
            if is_past(one, two) or is_past(two, one):
                message = f"{key} {one}, but {key} {two} on the side of '{other}'"
                related = (label("the other side", back[0], key),)
                yield problem(span_of(relations[0], key), "W272", message, "correct one of the two", related=related)


def relations_lie_in_lifetimes(survey: CheckedBase) -> Iterator[Problem]:
    """W273: a relation of relatives begins and ends during the lives of both."""
    ends = ends_of_lives(survey)
    for person in survey.people.values():
        for relation in person.relations:
            if not (relation.from_ or relation.until) or not kin_role(relation.as_) or is_posthumous(relation.as_):
                continue
            for key, date in (("from", relation.from_), ("until", relation.until)):
                for each in (person, survey.people[relation.to]):
                    if limit := limit_of(date, each, ends):
                        message = f"{relation.as_} {key} {date}, but '{each.id}' {limit.said}"
                        remedy = f"correct one of the dates, or write posthumous {relation.as_}"
                        yield problem(span_of(relation, key), "W273", message, remedy, related=(limit.label,))


def nobody_is_their_own_ancestor(survey: CheckedBase) -> Iterator[Problem]:
    """W275: parents by birth form no cycle."""
    links = {(each.child.id, each.parent.id): each.relation for each in _parenthoods(survey)}
    parents: dict[str, list[str]] = {}
    for child, parent in links:
        parents.setdefault(child, []).append(parent)
    for cycle in cycles(parents):
        child, parent = cycle[0], cycle[1 % len(cycle)]
        message = f"'{child}' would be their own ancestor: {' → '.join((*cycle, child))}"
        yield problem(span_of(links[child, parent], "as"), "W275", message, "remove or correct one of the relations")


def _parenthoods(survey: CheckedBase) -> Iterator[_Parenthood]:
    """Yield each parent and child by birth once, whichever side tells it."""
    seen: set[tuple[str, str]] = set()
    for person in survey.people.values():
        for relation in person.relations:
            role = kin_role(relation.as_)
            if role is None or not role.is_plain or shows_doubt(relation.as_):
                continue
            other = survey.people[relation.to]
            pair = (other, person) if role.kin == Kin.PARENT else (person, other)
            ids = (pair[0].id, pair[1].id)
            if role.kin in (Kin.PARENT, Kin.CHILD) and other is not person and ids not in seen:
                seen.add(ids)
                yield _Parenthood(*pair, role.word if role.kin == Kin.PARENT else "parent", relation)


def _told(person: model.Person) -> dict[str, _Kinds]:
    """Return what each other person is to this one, by kind; roles without a known meaning are left out."""
    told: dict[str, _Kinds] = {}
    for relation in person.relations:
        role = kin_role(relation.as_)
        if role and relation.to != person.id:
            told.setdefault(relation.to, {}).setdefault(role.kin, []).append(relation)
    return told


CHECKS: Final[tuple[Check, ...]] = (
    parents_have_the_age_of_parents,
    parents_live_at_the_birth,
    relations_agree_on_both_sides,
    relations_lie_in_lifetimes,
    nobody_is_their_own_ancestor,
)
