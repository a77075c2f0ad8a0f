"""A family tree as its readers find it in GEDCOM or Gramps: people, families, events, sources and citations.

Maps have the keys by which records of the file name each other. ``key`` of a record is its id for people.
`tree_base` makes a fact base of a tree.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from genden_cli.words import Sex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from genden_cli.interchange.dates import TreeDate

ROLES: Final = frozenset({"occupation", "title"})
"""The kinds of facts that are offices or occupations."""

SEXES: Final = {"M": Sex.MALE, "F": Sex.FEMALE, "X": Sex.OTHER}
"""What the letters for the sex of a person mean."""


@dataclass(slots=True)
class Citation:
    """A place in a source. ``credibility`` is a grade of the Admiralty code, None if the file does not say it."""

    source: str
    page: str = ""
    note: str = ""
    credibility: str | None = None


@dataclass(slots=True)
class TreePlace:
    """A place. ``names`` are other names, each with a language tag; ``part_of`` is the key of a place, "" for none."""

    name: str
    id: str = ""
    names: list[tuple[str, str]] = field(default_factory=list)
    part_of: str = ""
    coordinates: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Fact:
    """An event, an occupation or another trait. ``kind`` is a word, ``name`` the same as the file has it.

    ``people`` are keys, each with a role, "" for those to whom it happened. ``place`` is how a sentence names the
    place, ``place_key`` the key of its record, if it has one.
    """

    key: str
    kind: str
    name: str
    date: TreeDate | None = None
    place: str = ""
    place_key: str = ""
    value: str = ""
    notes: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    people: list[tuple[str, str]] = field(default_factory=list)
    is_event: bool = True


@dataclass(slots=True)
class TreeName:
    """A name of a person. ``parts`` are given, family and so on; the dates are in EDTF.

    ``scheme`` is that of a transliteration, ``lang`` a language tag.
    """

    text: str
    kind: str = ""
    lang: str = ""
    scheme: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    since: str | None = None
    until: str | None = None
    citations: list[Citation] = field(default_factory=list)


@dataclass(slots=True)
class TreePerson:
    """A person. ``sex`` is a letter of `SEXES`, "" if unknown; ``ids`` are identifiers by scheme."""

    key: str
    sex: str = ""
    names: list[TreeName] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    links: list[tuple[str, str, list[Citation]]] = field(default_factory=list)
    """The keys of other people, what each is to this one, and who says so."""
    notes: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)


@dataclass(slots=True)
class Child:
    """A child of a family. ``by`` has a word for each partner: ``adopted``, or "" for a child by birth."""

    key: str
    by: tuple[str, ...] = ()
    citations: list[Citation] = field(default_factory=list)


@dataclass(slots=True)
class Family:
    """One or two partners, their children, and what happened to them as a family."""

    key: str
    partners: list[str] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    married: bool = False
    notes: list[str] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)


@dataclass(slots=True)
class TreeSource:
    """A source; ``values`` are by key of a source of a fact base."""

    key: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class FamilyTree:
    """A whole family tree. ``scheme`` names the program whose keys the people have."""

    scheme: str
    made_by: str = ""
    author: str = ""
    people: dict[str, TreePerson] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
    events: dict[str, Fact] = field(default_factory=dict)
    sources: dict[str, TreeSource] = field(default_factory=dict)
    places: dict[str, TreePlace] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    def explain_left_out(self, meanings: Mapping[str, str]) -> None:
        """Add to the path of each tag that has no place the meaning of the tag: ``INDI.CHAN (dates of changes)``."""
        explained = {path: meanings.get(path.rpartition(".")[2]) for path in self.left_out}
        self.left_out = Counter(
            {f"{path} ({means})" if means else path: self.left_out[path] for path, means in explained.items()}
        )
