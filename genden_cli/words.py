"""The closed vocabularies of a fact base, each a `StrEnum`, with the signs and meanings of their words.

Verdicts are AVeriTeC's labels in plain words (Schlichtkrull et al. 2023). Reliability and credibility are the two
halves of the Admiralty code (NATO STANAG 2511). Every command imports this module, so it imports next to nothing.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Any, Final

from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Section(StrEnum):
    """The sections of a fact base whose entries are records with an id."""

    SOURCES = "sources"
    PEOPLE = "people"
    PLACES = "places"
    EVENTS = "events"
    CLAIMS = "claims"


class Verdict(StrEnum):
    """A person's judgement of the evidence on a claim."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    DISPUTED = "disputed"
    UNPROVEN = "unproven"
    OPINION = "opinion"
    UNREVIEWED = "unreviewed"


class Stance(StrEnum):
    """The bearing of an item of evidence on its claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    SILENT = "silent"
    CONTEXT = "context"


class Reliability(StrEnum):
    """How far a source has proved trustworthy."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """How likely one statement of a source is."""

    CONFIRMED = "1"
    PROBABLE = "2"
    POSSIBLE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    UNKNOWN = "6"


class ClaimKind(StrEnum):
    """The kind of statement that a claim is."""

    EVENT = "event"
    LIFE = "life"
    OFFICE = "office"
    RELATION = "relation"
    POLICY = "policy"
    SPEECH = "speech"
    MOTIVE = "motive"
    NUMBER = "number"
    INTERPRETATION = "interpretation"


class Confidence(StrEnum):
    """How firm a verdict is."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


class Calendar(StrEnum):
    """The calendar of a date in the file."""

    GREGORIAN = "gregorian"
    JULIAN = "julian"


class ActorType(StrEnum):
    """What takes part in events: a person, or something else that acts."""

    PERSON = "person"
    GROUP = "group"
    ORGANIZATION = "organization"
    FIRM = "firm"
    UNIT = "unit"
    SHIP = "ship"


class Sex(StrEnum):
    """The sex of a person, as the sources record it."""

    MALE = "male"
    FEMALE = "female"
    OTHER = "other"


class Basis(StrEnum):
    """Why a claim is unproven."""

    UNDOCUMENTED = "undocumented"
    HEARSAY = "hearsay"
    NOT_FOUND = "not-found"


class ClaimState(StrEnum):
    """How far the work on a claim has come."""

    DRAFT = "draft"
    CHECKED = "checked"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class ReadState(StrEnum):
    """How much of a source the curator had in hand."""

    FULL = "full"
    EXCERPT = "excerpt"
    CITED_ONLY = "cited-only"


class NameOrder(StrEnum):
    """Which part of a person's name stands first."""

    GIVEN_FIRST = "given-first"
    FAMILY_FIRST = "family-first"


class ClaimRelation(StrEnum):
    """How one claim stands to another."""

    CONTRADICTS = "contradicts"
    PART_OF = "part_of"
    RELATED = "related"


class RelationKind(StrEnum):
    """How another claim stands to a claim: in a relation, in the reverse of one, or as a rival version."""

    CONTRADICTS = "contradicts"
    PART_OF = "part_of"
    HAS_PART = "has_part"
    VARIANT = "variant"
    RELATED = "related"


class RecordKind(StrEnum):
    """The kind of record that a passage is from. A note is what a source says about a claim."""

    CLAIM = "claim"
    EVENT = "event"
    PERSON = "person"
    SOURCE = "source"
    NOTE = "note"


class EntryKind(StrEnum):
    """What an entry of a timeline is."""

    EVENT = "event"
    BIRTH = "birth"
    DEATH = "death"
    OFFICE = "office"
    CLAIM = "claim"


class MatchKind(StrEnum):
    """How a text makes a claim: in the words of a quote, or by our ``reading``. ``missing`` quotes have no place."""

    EXACT = "exact"
    NEARLY = "nearly"
    MISSING = "missing"
    READING = "reading"


class EvidenceOrder(StrEnum):
    """The order of items of evidence: the best grade first, the oldest source first, or one side after the other."""

    GRADE = "grade"
    DATE = "date"
    STANCE = "stance"


class Sign(NamedTuple):
    """How a verdict or stance looks: a sign, the same in ASCII, and what the word means."""

    sign: str
    ascii: str
    means: str


VERDICTS: Final = Frozen(
    {
        Verdict.SUPPORTED: Sign("✓", "+", "judged to be supported by evidence"),
        Verdict.REFUTED: Sign("✗", "x", "judged to be contradicted by evidence"),
        Verdict.DISPUTED: Sign("≈", "~", "judged to have evidence on both sides"),
        Verdict.UNPROVEN: Sign("?", "?", "not enough evidence either way"),
        Verdict.OPINION: Sign("·", ".", "a judgement; nothing to check"),
        Verdict.UNREVIEWED: Sign("∅", "0", "nobody has weighed it yet"),
    }
)

STANCES: Final = Frozen(
    {
        Stance.SUPPORTS: Sign("✓", "+", "says so"),
        Stance.CONTRADICTS: Sign("✗", "x", "says otherwise"),
        Stance.SILENT: Sign("∅", "0", "would have to mention it and does not"),
        Stance.CONTEXT: Sign("·", ".", "helps to judge it"),
    }
)

STANCE_TITLES: Final = Frozen(
    {
        Stance.SUPPORTS: "Supports",
        Stance.CONTRADICTS: "Contradicts",
        Stance.SILENT: "Silent",
        Stance.CONTEXT: "Background",
    }
)

EXPLAINED: Final = frozenset({Stance.SILENT, Stance.CONTEXT})
"""The stances whose titles need an explanation."""

RELIABILITY: Final = Frozen(
    {
        Reliability.A: "completely reliable",
        Reliability.B: "usually reliable",
        Reliability.C: "fairly reliable",
        Reliability.D: "not usually reliable",
        Reliability.E: "unreliable",
        Reliability.F: "reliability cannot be judged",
    }
)

CREDIBILITY: Final = Frozen(
    {
        Credibility.CONFIRMED: "confirmed by others",
        Credibility.PROBABLE: "probably true",
        Credibility.POSSIBLE: "possibly true",
        Credibility.DOUBTFUL: "doubtful",
        Credibility.IMPROBABLE: "improbable",
        Credibility.UNKNOWN: "truth cannot be judged",
    }
)

KINDS: Final = Frozen(
    {
        ClaimKind.EVENT: "something happened",
        ClaimKind.LIFE: "birth, death, health, family",
        ClaimKind.OFFICE: "who held which office, and when",
        ClaimKind.RELATION: "how two people stood to each other",
        ClaimKind.POLICY: "what a government or party did or wanted",
        ClaimKind.SPEECH: "what somebody said or wrote",
        ClaimKind.MOTIVE: "why somebody acted, what somebody felt",
        ClaimKind.NUMBER: "how many, how much",
        ClaimKind.INTERPRETATION: "what it meant",
    }
)

CONFIDENCE: Final = Frozen(
    {
        Confidence.LOW: "new evidence may well change the verdict",
        Confidence.MODERATE: "new evidence could change the verdict",
        Confidence.HIGH: "new evidence is unlikely to change the verdict",
    }
)

BASES: Final = Frozen(
    {
        Basis.UNDOCUMENTED: "undisputed, but not documented",
        Basis.HEARSAY: "told, but cannot be checked",
        Basis.NOT_FOUND: "no document was found that would show it",
    }
)

STATES: Final = Frozen(
    {
        ClaimState.DRAFT: "somebody still works on it",
        ClaimState.CHECKED: "a second person may read it now",
        ClaimState.PUBLISHED: "it stands",
        ClaimState.WITHDRAWN: "it no longer stands; `because` says why",
    }
)

READ: Final = Frozen(
    {
        ReadState.FULL: "the whole of it was read",
        ReadState.EXCERPT: "a part of it was read",
        ReadState.CITED_ONLY: "not read; known from those who cite it",
    }
)

RELATIONS: Final = Frozen(
    {
        ClaimRelation.CONTRADICTS: "both cannot be true",
        ClaimRelation.PART_OF: "a detail of the other",
        ClaimRelation.RELATED: "see also",
    }
)

NAME_ORDERS: Final[Mapping[NameOrder, str]] = Frozen(
    {
        NameOrder.GIVEN_FIRST: "the given name stands first: Stephen Kotkin",
        NameOrder.FAMILY_FIRST: "the family name or patronymic always stands first: Mao Zedong, Nagy Imre",
    }
)

CALENDARS: Final[Mapping[Calendar, str]] = Frozen(
    {
        Calendar.GREGORIAN: "in use today",
        Calendar.JULIAN: "in use before it, in Russia until 1918; the days are converted",
    }
)

ACTORS: Final[Mapping[ActorType, str]] = Frozen(
    {
        ActorType.PERSON: "a human being",
        ActorType.GROUP: "people without an organization, such as a family or a people",
        ActorType.ORGANIZATION: "an office, a party, a society or a state",
        ActorType.FIRM: "a company, a newspaper or another business",
        ActorType.UNIT: "a part of an army or of the police",
        ActorType.SHIP: "a ship, with its crew",
    }
)

SEXES: Final[Mapping[Sex, str]] = Frozen(
    {
        Sex.MALE: "recorded as a man or a boy",
        Sex.FEMALE: "recorded as a woman or a girl",
        Sex.OTHER: "recorded as neither",
    }
)

MEANINGS: Final[Mapping[type[StrEnum], Mapping[Any, str]]] = Frozen(
    {
        Verdict: {word: sign.means for word, sign in VERDICTS.items()},
        Stance: {word: sign.means for word, sign in STANCES.items()},
        Reliability: RELIABILITY,
        Credibility: CREDIBILITY,
        ClaimKind: KINDS,
        Confidence: CONFIDENCE,
        Basis: BASES,
        ClaimState: STATES,
        Calendar: CALENDARS,
        ActorType: ACTORS,
        Sex: SEXES,
        ReadState: READ,
        NameOrder: NAME_ORDERS,
        ClaimRelation: RELATIONS,
    }
)
"""The meaning of each word, by vocabulary."""

UNPUBLISHED: Final = frozenset(ClaimState) - {ClaimState.PUBLISHED}
"""The states in which a claim does not stand as it is. A claim without a state is published."""


def state_remark(state: ClaimState | None) -> str:
    """Return the remark beside the verdict on a claim that is not published: `` (draft)``; else an empty text."""
    return f" ({state})" if state in UNPUBLISHED else ""


_SIDES: Final = Frozen(
    {Verdict.SUPPORTED: ("for",), Verdict.REFUTED: ("against",), Verdict.DISPUTED: ("for", "against")}
)
"""The sides on which a verdict says that there is evidence."""


def verdict_meaning(verdict: Verdict, basis: Basis | None, *, supports: int, contradicts: int) -> str:
    """Return what a verdict means for a claim with so many items of evidence for and against it.

    If the base records no evidence on a side that the verdict is about, the meaning says so.
    """
    if basis == Basis.UNDOCUMENTED and contradicts:
        return "not documented; evidence recorded here contradicts it"
    if basis:
        return BASES[basis]
    counts = {"for": supports, "against": contradicts}
    missing = [side for side in _SIDES.get(verdict, ()) if not counts[side]]
    if missing:
        return f"judged {verdict}; no evidence {' or '.join(missing)} it is recorded here"
    return VERDICTS[verdict].means


QUOTE: Final = "quote"
"""The word for a passage that has a quote."""


NOT_GRADED: Final = "–"
"""What a grade has in the place of its number if nobody has said how credible the statement is."""


def grade_code(reliability: Reliability, credibility: Credibility | None) -> str:
    """Return the grade of an item of evidence: ``B2``, or ``B–`` if its statement is not graded."""
    return f"{reliability}{credibility or NOT_GRADED}"


def source_grade(reliability: Reliability) -> str:
    """Return the grade of a source, also in words: ``B usually reliable``."""
    return f"{reliability} {RELIABILITY[reliability]}"


def grade(reliability: Reliability, credibility: Credibility | None) -> str:
    """Return the grade of an item of evidence in words: ``usually reliable, probably true``."""
    return f"{RELIABILITY[reliability]}, {CREDIBILITY[credibility] if credibility else 'statement not graded'}"
