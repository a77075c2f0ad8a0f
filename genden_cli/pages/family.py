"""Relations in words: what two people are to each other, relatives by kind, and the generations of a lineage."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from genden_cli.kinship import Kin, kin_of, kin_role
from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.model import When
    from genden_cli.query.records.lineage import Relative
    from genden_cli.query.records.people import PersonDetails, RelationDetails

_TITLES: Final = {
    Kin.PARENT: "Parents",
    Kin.SPOUSE: "Spouses",
    Kin.CHILD: "Children",
    Kin.SIBLING: "Siblings",
    Kin.GRANDPARENT: "Grandparents",
    Kin.GRANDCHILD: "Grandchildren",
    Kin.GREAT_GRANDPARENT: "Great-grandparents",
    Kin.GREAT_GRANDCHILD: "Great-grandchildren",
    Kin.AUNT_OR_UNCLE: "Aunts and uncles",
    Kin.NIECE_OR_NEPHEW: "Nieces and nephews",
    Kin.COUSIN: "Cousins",
}
"""The titles of relatives, in the order in which a page shows them."""

_PREPOSITION: Final = re.compile(r" (?:at|by|for|from|in|of|on|to|under|with) ")
"""A word after which another ``of`` would be misread, as in ``backer for the office of premier``."""

_GRAND: Final = 2
"""The generation of grandparents and grandchildren."""


class Relatives(NamedTuple):
    """Relatives of one kind, under their title."""

    title: str
    relations: Sequence[RelationDetails]


def family(relations: Sequence[RelationDetails]) -> Iterator[Relatives]:
    """Yield the relatives among relations, by kind."""
    for kin, title in _TITLES.items():
        if found := [each for each in relations if kin_of(each.as_, outward=each.outward) == kin]:
            number = len(found)
            yield Relatives(title if number > 1 else str(kin).capitalize(), found)


def others(relations: Sequence[RelationDetails]) -> list[RelationDetails]:
    """Return the relations whose words mean no relative."""
    return [each for each in relations if kin_of(each.as_, outward=each.outward) is None]


def relative_remark(relation: RelationDetails) -> str:
    """Return what to say beside the name of a relative: ``mother``, ``from 1874``, ``as adopted mother``.

    A plain word that the other side records, such as ``mother`` of a child, is not repeated: the title says it.
    """
    role = kin_role(relation.as_)
    said = relation.as_ if relation.outward else "" if role and role.is_plain else f"as {relation.as_}"
    return ", ".join(filter(None, (said, relation_dates(relation))))


def around_name(relation: RelationDetails) -> tuple[str, str]:
    """Return what stands before and after the other name: ``mother of ``, `` (from 1874)`` or ``second husband: ``."""
    dates = relation_dates(relation)
    within = f" ({dates})" if dates else ""
    if relation.outward:
        return f"{relation.as_}{within}: ", ""
    if reads_with_of(relation.as_):
        return f"{relation.as_} of ", within
    return "to ", f": {relation.as_}{within}"


def reads_with_of(words: str) -> bool:
    """Return whether ``of`` and a name can stand after words: after ``mother``, not after ``ally in the war``."""
    return not _PREPOSITION.search(words)


def relation_dates(relation: RelationDetails) -> str:
    """Return the dates of a relation: ``from 1850``, ``until 1863``, ``1850 – 1863``."""
    if relation.from_ and relation.until:
        return span(relation.from_, relation.until)
    if relation.from_:
        return relation.from_.words if relation.from_.words.startswith("from ") else f"from {relation.from_.words}"
    return f"until {relation.until.words}" if relation.until else ""


def span(first: When | None, last: When | None) -> str:
    """Return the time between two dates, each of which may be unknown."""
    start, end = (each.words if each else "" for each in (first, last))
    when = start if start == end else f"{start or '?'} – {end}".rstrip()
    return "" if when == "? –" else when


def generations(noun: str, relatives: Sequence[Relative]) -> Iterator[tuple[str, Sequence[Relative]]]:
    """Yield the title and the people of each generation, if there are more than parents or children."""
    if not reach_beyond_relations(relatives):
        return
    for number, generation in groupby(relatives, key=lambda each: each.generation):
        prefix = "" if number == 1 else "great-" * (number - _GRAND) + "grand"
        yield f"{prefix}{noun}".capitalize(), list(generation)


def distant_generations(record: PersonDetails) -> Iterator[tuple[str, Sequence[Relative]]]:
    """Yield the generations before the parents of a person, then those after the children."""
    for noun, relatives in (("parents", record.ancestors), ("children", record.descendants)):
        yield from ((title, found) for title, found in generations(noun, relatives) if found[0].generation > 1)


def reach_beyond_relations(relatives: Sequence[Relative]) -> bool:
    """Return whether relatives are more than the parents or the children, whom the relations show."""
    return any(each.generation > 1 for each in relatives)
