"""The records of a fact base. The loader creates them, and queries return them.

Fields are named as in the file; ``from`` and ``as`` are Python's own words and get an underscore. None means that the
key is absent. An absent list is an empty tuple, except ``derived_from`` and ``rests_on``: there, absent means unknown
and empty means none. A map of the file is a tuple of pairs, a date is a `When`. Classes whose names end in ``Fields``
hold only the scalar fields, each a column of the table; queries add to these what they resolve.

`Record` behaves like a frozen dataclass, but is faster to define, since every command imports this module. It does not
check its arguments at run time; mypy does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, dataclass_transform

from genden_cli.named_tuple import NamedTuple
from genden_cli.words import NameOrder, ReadState, Reliability, Verdict

if TYPE_CHECKING:
    from typing import TypeAlias

    from genden_cli.parsing.node import Node
    from genden_cli.words import (
        ActorType,
        Basis,
        ClaimKind,
        ClaimRelation,
        ClaimState,
        Confidence,
        Credibility,
        Sex,
        Stance,
    )


class When(NamedTuple):
    """A date in EDTF, in words, and its first and last possible day in ISO 8601, None if open."""

    edtf: str
    words: str
    earliest: str | None
    latest: str | None

    def __str__(self) -> str:
        """Return the date as it is written."""
        return self.edtf


class Identifier(NamedTuple):
    """The name of a record in a catalogue."""

    scheme: str
    value: str


class NamePart(NamedTuple):
    """A part of a name: patronymic, given, family, title."""

    part: str
    text: str


class EventKind(NamedTuple):
    """A kind of event in this base, and what it means."""

    kind: str
    means: str


class Participant(NamedTuple):
    """A person in an event, and their role."""

    person: str
    role: str


class Locator(NamedTuple):
    """A place in a source: a label of CSL and its value."""

    label: str
    value: str


class CopyPart(NamedTuple):
    """A fact about the kept copy of a source: its file, the hash of the file, or the day it was made."""

    part: str
    value: str


class ClaimLink(NamedTuple):
    """The claims to which a claim has one relation."""

    relation: ClaimRelation
    to: tuple[str, ...]


_PLACE = frozenset({"node", "line", "file"})


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Record:
    """A record. Two are equal if their values are, apart from file and line.

    A subclass that is shown may name in ``_order`` the fields that come first, and in ``_left_out`` those not shown.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _order: ClassVar[str] = ""
    _left_out: ClassVar[str] = ""
    _shown: ClassVar[tuple[str, ...]] = ()

    node: ClassVar[Node]
    """The node that it was read from, which knows its place in the file. Only records of the loader have one."""

    def __init_subclass__(cls) -> None:
        own = (name for name in cls.__annotations__ if not name.startswith("_") and name != "node")
        cls._fields = tuple(dict.fromkeys((*cls._fields, *own)))
        last = [name for name in ("line", "file") if name in cls._fields]
        names = dict.fromkeys((*cls._order.split(), *(name for name in cls._fields if name not in last), *last))
        cls._shown = tuple(name for name in names if name not in cls._left_out.split())

    def __init__(self, **values: Any) -> None:
        object.__setattr__(self, "__dict__", values)

    @classmethod
    def _make(cls, values: dict[str, Any]) -> Self:
        """Return a record with these values, in the map itself: no copy is made."""
        record = cls.__new__(cls)
        object.__setattr__(record, "__dict__", values)
        return record

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{self.__class__.__name__}.{name} cannot be set")

    def __eq__(self, other: object) -> bool:
        return other.__class__ is self.__class__ and self._content() == other._content()

    def __hash__(self) -> int:
        return hash(self._content())

    def __repr__(self) -> str:
        names = (name for name in self._fields if name not in _PLACE)
        return f"{self.__class__.__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    def _content(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self._fields if name not in _PLACE)

    def _replace(self, **changes: Any) -> Self:
        """Return a copy with other values."""
        return self._make({**self.__dict__, **changes})

    def _asdict(self) -> dict[str, Any]:
        """Return the visible fields with their values, in the order of all output formats."""
        return {name: getattr(self, name) for name in self._shown}


class Base(Record):
    """The fact base as a whole."""

    title: str
    about: str | None = None
    lead: str | None = None
    answer: str | None = None
    by: str | None = None
    contact: str | None = None
    corrections: str | None = None
    examines: tuple[str, ...] = ()
    language: str = "en"
    licence: str | None = None
    version: str | None = None
    url: str | None = None
    reviewers: str | None = None
    words: tuple[tuple[str, ...], ...] = ()
    kinds: tuple[EventKind, ...] = ()


class Phrasing(Record):
    """A question or a wording by which readers look for a record, and its language."""

    text: str
    lang: str | None = None


_UNSPACED = ("\u2e80", "\ud7ff")
"""The range of Chinese, Japanese and Korean characters: the parts of a name stand there without a space."""


class Contributor(Record):
    """The name of a person or a group that made a work: either ``literal``, or ``family`` with the other parts."""

    family: str | None = None
    given: str | None = None
    particle: str | None = None
    suffix: str | None = None
    literal: str | None = None
    name_order: NameOrder | None = None

    def __str__(self) -> str:
        """Return the whole name in its own order, without spaces if it is Chinese, Japanese or Korean."""
        surname = " ".join(filter(None, (self.particle, self.family)))
        in_order = (surname, self.given) if self.name_order == NameOrder.FAMILY_FIRST else (self.given, surname)
        parts = [part for part in (*in_order, self.suffix) if part]
        first, last = _UNSPACED
        is_unspaced = all(first <= character <= last for part in parts for character in part)
        return self.literal or ("" if is_unspaced else " ").join(parts)


if TYPE_CHECKING:
    Names: TypeAlias = str | tuple[Contributor, ...]
    """The names of authors or editors: a text as it stands in the file, or the names in their parts."""


class SourceFields(Record):
    """A work, document or page, as lists show it. In lists, an author is a text."""

    id: str
    title: str
    author: Names | None = None
    publisher: str | None = None
    issued: When | None = None
    type: str | None = None
    url: str | None = None
    archived: str | None = None
    language: str | None = None
    reliability: Reliability
    why: str | None = None
    read: ReadState = ReadState.FULL
    note: str | None = None
    line: int = 0
    file: str = ""


class WorkFields(SourceFields):
    """A source with the fields that only its page and exports show."""

    editor: Names | None = None
    translator: Names | None = None
    interviewer: Names | None = None
    recipient: Names | None = None
    director: Names | None = None
    container_title: str | None = None
    container_author: Names | None = None
    collection_title: str | None = None
    collection_number: str | None = None
    volume: str | None = None
    volume_title: str | None = None
    number_of_volumes: str | None = None
    issue: str | None = None
    page: str | None = None
    number_of_pages: str | None = None
    chapter_number: str | None = None
    section: str | None = None
    number: str | None = None
    edition: str | None = None
    version: str | None = None
    genre: str | None = None
    medium: str | None = None
    publisher_place: str | None = None
    authority: str | None = None
    accessed: When | None = None
    original_title: str | None = None
    original_date: When | None = None
    original_publisher: str | None = None
    original_publisher_place: str | None = None
    event_title: str | None = None
    event_place: str | None = None
    event_date: When | None = None
    reviewed_title: str | None = None
    reviewed_author: Names | None = None
    archive: str | None = None
    archive_collection: str | None = None
    archive_location: str | None = None
    archive_place: str | None = None
    call_number: str | None = None


class Source(WorkFields):
    """A source and its origins. ``derived_from`` is None if they are unknown."""

    ids: tuple[Identifier, ...] = ()
    copy: tuple[CopyPart, ...] = ()
    derived_from: tuple[str, ...] | None = None
    asked_as: tuple[Phrasing, ...] = ()
    was: tuple[str, ...] = ()


class Name(Record):
    """A spelling of a person's name. ``scheme`` names a transliteration; ``parts`` are given, family and so on.

    ``kind`` says what sort of name it is. The person had it from ``from_`` until ``to``.
    """

    text: str
    lang: str | None = None
    scheme: str | None = None
    kind: str | None = None
    from_: When | None = None
    to: When | None = None
    parts: tuple[NamePart, ...] = ()


class RoleFields(Record):
    """An office or occupation."""

    title: str
    from_: When | None = None
    to: When | None = None


class Role(RoleFields):
    """An office or occupation, and the claims that support it."""

    claims: tuple[str, ...] = ()


class Relation(Record):
    """The relation ``as_`` of a person to another, its first and last date, and the claims that support it."""

    to: str
    as_: str
    from_: When | None = None
    until: When | None = None
    claims: tuple[str, ...] = ()


class PersonFields(Record):
    """A person, or something else that acts; without a ``type`` it is a person."""

    id: str
    name: str
    type: ActorType | None = None
    sex: Sex | None = None
    born: When | None = None
    died: When | None = None
    about: str | None = None
    note: str | None = None
    line: int = 0
    file: str = ""


class Person(PersonFields):
    """A person with names, offices and relations."""

    names: tuple[Name, ...] = ()
    ids: tuple[Identifier, ...] = ()
    roles: tuple[Role, ...] = ()
    relations: tuple[Relation, ...] = ()
    was: tuple[str, ...] = ()


class PlaceName(Record):
    """Another name of a place."""

    text: str
    lang: str | None = None


class Place(Record):
    """A place that events may name by its id."""

    id: str
    name: str
    names: tuple[PlaceName, ...] = ()
    part_of: str | None = None
    coordinates: str | None = None
    ids: tuple[Identifier, ...] = ()
    was: tuple[str, ...] = ()
    note: str | None = None
    line: int = 0
    file: str = ""


class EventFields(Record):
    """An event."""

    id: str
    title: str
    kind: str | None = None
    date: When | None = None
    date_text: str | None = None
    place: str | None = None
    about: str | None = None
    line: int = 0
    file: str = ""


class Event(EventFields):
    """An event and its participants. ``variants`` are claims that are rival versions of it."""

    people: tuple[Participant, ...] = ()
    variants: tuple[str, ...] = ()
    asked_as: tuple[Phrasing, ...] = ()
    was: tuple[str, ...] = ()


class Appearance(Record):
    """A place where a document under examination makes a claim; ``speaker`` is the person who makes it there."""

    source: str
    speaker: str | None = None
    at: tuple[Locator, ...] = ()
    quote: str | None = None
    before: str | None = None
    after: str | None = None
    translation: str | None = None
    translator: str | None = None
    note: str | None = None
    line: int = 0


class Evidence(Record):
    """An item of evidence: what a source says about a claim. If ``rests_on`` is None, ``derived_from`` applies."""

    source: str
    stance: Stance
    credibility: Credibility | None = None
    at: tuple[Locator, ...] = ()
    quote: str | None = None
    before: str | None = None
    after: str | None = None
    translation: str | None = None
    translator: str | None = None
    rests_on: tuple[str, ...] | None = None
    date: When | None = None
    note: str | None = None
    line: int = 0


class MissingDocument(Record):
    """A document that would settle a claim: a source of the base or a text in our words, its place, and its holder."""

    text: str | None = None
    source: str | None = None
    where: str | None = None
    holder: str | None = None
    line: int = 0


class Review(Record):
    """A reading of a claim: its day in EDTF, and who read it; None is the curator of the base."""

    on: str
    by: str | None = None
    note: str | None = None
    line: int = 0


class ClaimFields(Record):
    """A checkable sentence and the verdict on it."""

    id: str
    says: str
    event: str | None = None
    date: When | None = None
    kind: ClaimKind | None = None
    verdict: Verdict = Verdict.UNREVIEWED
    basis: Basis | None = None
    because: str | None = None
    confidence: Confidence | None = None
    state: ClaimState | None = None
    note: str | None = None
    line: int = 0
    file: str = ""


class Claim(ClaimFields):
    """A claim with its evidence and relations."""

    people: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    appears_in: tuple[Appearance, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    relations: tuple[ClaimLink, ...] = ()
    would_settle: tuple[MissingDocument, ...] = ()
    reviewed: tuple[Review, ...] = ()
    asked_as: tuple[Phrasing, ...] = ()
    was: tuple[str, ...] = ()


class Facts(NamedTuple):
    """A whole fact base. Each section is in the order of the file."""

    base: Base
    sources: tuple[Source, ...]
    people: tuple[Person, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    claims: tuple[Claim, ...]
