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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli import model
    from genden_cli.diagnostics.problem import Problem
    from genden_cli.rules.survey import Check, CheckedBase

_YOUNGEST: Final = 9
_OLDEST: Final = {"mother": 70, "father": 100, "parent": 100}
_PREGNANCY: Final = 300
_REMEDY: Final = (
    "correct a date or the relation, or write a role such as adoptive {word}, stepchild or {word} (reported)"
)


class _Parenthood(NamedTuple):
    """A parent and a child by birth, the word for the parent, and the relation that says so."""

    parent: model.Person
    child: model.Person
    word: str
    relation: model.Relation

    def problem(self, code: str, message: str, *, date: str) -> Problem:
        """Return a problem at the relation, with the ``date`` of the parent and the birth of the child."""
        related = (label("the parent", self.parent, date), label("the child", self.child, "born"))
        return problem(span_of(self.relation, "as"), code, message, _REMEDY.format(word=self.word), related=related)


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
    """W272: if two people tell what they are to each other, one role is the inverse of the other."""
    earlier: dict[tuple[str, str], dict[Kin, model.Relation]] = {}
    for person in survey.people.values():
        told = _told(person)
        for other, kinds in told.items():
            back = earlier.get((other, person.id))
            if back and not {inverse(kin) for kin in kinds} & set(back):
                kin, relation = next(iter(kinds.items()))
                there = next(iter(back.values()))
                message = f"'{other}' is {relation.as_} to '{person.id}', who is {there.as_} in return"
                remedy = f"correct one of the two; the other side of {relation.as_} is {inverse(kin)}"
                related = (label("the other side", there, "as"),)
                yield problem(span_of(relation, "as"), "W272", message, remedy, related=related)
        earlier.update({(person.id, other): kinds for other, kinds in told.items()})


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


def _told(person: model.Person) -> dict[str, dict[Kin, model.Relation]]:
    """Return what each other person is to this one, by kind; roles without a known meaning are left out."""
    told: dict[str, dict[Kin, model.Relation]] = {}
    for relation in person.relations:
        role = kin_role(relation.as_)
        if role and relation.to != person.id:
            told.setdefault(relation.to, {}).setdefault(role.kin, relation)
    return told


CHECKS: Final[tuple[Check, ...]] = (
    parents_have_the_age_of_parents,
    parents_live_at_the_birth,
    relations_agree_on_both_sides,
    nobody_is_their_own_ancestor,
)
