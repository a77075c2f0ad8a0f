"""The checked facts: what a fact base says once every mistake has been ruled out.

Fields are named as in the file; ``from`` and ``as`` are Python's own words and get an underscore.

Only `load` makes these; whoever holds one may trust it. ``None`` means that the curator said nothing, an empty tuple
that the curator said "none". Every record keeps the `Node` that it was read from, for its place in the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from genden_cli.dates.edtf import Date
    from genden_cli.parsing.nodes import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every part of a fact base has: the place that it was read from."""

    node: Node = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Base(Record):
    """The fact base as a whole."""

    title: str
    about: str | None = None
    by: str | None = None
    examines: tuple[str, ...] = ()
    language: str = "en"
    licence: str | None = None
    version: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A work, document or page that says something; ``derived_from`` is None where nobody knows what it rests on."""

    id: str
    title: str
    reliability: str
    why: str | None = None
    read: str = "full"
    type: str | None = None
    author: str | None = None
    publisher: str | None = None
    issued: Date | None = None
    url: str | None = None
    archived: str | None = None
    language: str | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    derived_from: tuple[str, ...] | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Record):
    """A spelling of a person's name; ``scheme`` names a transliteration, ``parts`` are given, family and so on."""

    text: str
    lang: str | None = None
    scheme: str | None = None
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Record):
    """An office or occupation, and the claims that carry it."""

    title: str
    from_: Date | None = None
    to: Date | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Record):
    """How one person stands to another (``as`` what), and the claims that carry it."""

    to: str
    as_: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """Somebody who acts in the story."""

    id: str
    name: str
    names: tuple[Name, ...] = ()
    born: Date | None = None
    died: Date | None = None
    about: str | None = None
    ids: Mapping[str, str] = field(default_factory=dict)
    roles: tuple[Role, ...] = ()
    relations: tuple[Relation, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Something that happened at a time; ``variants`` are claims that tell it differently."""

    id: str
    title: str
    date: Date | None = None
    date_text: str | None = None
    place: str | None = None
    people: Mapping[str, str] = field(default_factory=dict)
    variants: tuple[str, ...] = ()
    about: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance(Record):
    """Where a document under examination makes a claim."""

    source: str
    at: Mapping[str, str] = field(default_factory=dict)
    quote: str | None = None
    translation: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """What one source has to say about a claim; ``rests_on`` is None where its ``derived_from`` holds."""

    source: str
    stance: str
    credibility: str | None = None
    at: Mapping[str, str] = field(default_factory=dict)
    quote: str | None = None
    translation: str | None = None
    rests_on: tuple[str, ...] | None = None
    date: Date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """One checkable sentence, what speaks for and against it, and a person's verdict."""

    id: str
    says: str
    event: str | None = None
    date: Date | None = None
    people: tuple[str, ...] = ()
    kind: str | None = None
    tags: tuple[str, ...] = ()
    appears_in: tuple[Appearance, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    verdict: str = "unreviewed"
    because: str | None = None
    confidence: str | None = None
    relations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reviewed: Date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """A whole fact base, each section in the order of the file."""

    base: Base
    sources: tuple[Source, ...]
    people: tuple[Person, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
