"""People and what they are to each other, each pair once, for pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records import dump

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from genden_cli.model import Person


class Pair(NamedTuple):
    """Two people by their ids: ``roles`` says what the other is to the one, ``other_roles`` the same in return."""

    one: str
    other: str
    roles: Sequence[str]
    other_roles: Sequence[str]


def people_and_pairs(connection: sqlite3.Connection) -> tuple[dict[str, Person], list[Pair]]:
    """Return all people by id, and the pairs that have a relation, in the order of the base."""
    people: dict[str, Person] = {}
    found: dict[tuple[str, str], tuple[dict[str, None], dict[str, None]]] = {}
    for person in dump.people(connection):
        people[person.id] = person
        for relation in person.relations:
            pair, back = (person.id, relation.to), (relation.to, person.id)
            turned = pair not in found and back in found
            found.setdefault(back if turned else pair, ({}, {}))[turned][relation.as_] = None
    return people, [Pair(*pair, tuple(roles), tuple(other)) for pair, (roles, other) in found.items()]


def neighbours(pairs: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    """Return those with whom each person is in a pair."""
    found: dict[str, list[str]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
        found.setdefault(other, []).append(one)
    return found


def around(person: str, pairs: Iterable[Sequence[str]], steps: int) -> dict[str, None]:
    """Return a person and all who are at most ``steps`` pairs away, the nearest first."""
    near = neighbours(pairs)
    found = last = {person: None}
    for _ in range(steps):
        last = {far: None for each in last for far in near.get(each, ()) if far not in found}
        found = found | last
    return found
