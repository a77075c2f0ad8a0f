"""The words and signs of the domain, for whoever shows them: no command has to load the model for them.

Verdicts are AVeriTeC's labels in plain words (Schlichtkrull et al. 2023); reliability and credibility are the two
halves of the Admiralty code (NATO STANAG 2511).
"""

from __future__ import annotations

from types import MappingProxyType as Frozen
from typing import Final, NamedTuple


class Sign(NamedTuple):
    """How a verdict or stance looks: a sign, the same in ASCII, and what the word means."""

    sign: str
    ascii: str
    means: str


VERDICTS: Final = Frozen(
    {
        "supported": Sign("✓", "+", "the evidence recorded here supports it"),
        "refuted": Sign("✗", "x", "the evidence recorded here contradicts it"),
        "disputed": Sign("≈", "~", "good evidence stands on both sides"),
        "unproven": Sign("?", "?", "not enough evidence either way"),
        "opinion": Sign("·", ".", "a judgement; nothing to check"),
        "unreviewed": Sign("∅", "0", "nobody has weighed it yet"),
    }
)

STANCES: Final = Frozen(
    {
        "supports": Sign("✓", "+", "says so"),
        "contradicts": Sign("✗", "x", "says otherwise"),
        "silent": Sign("∅", "0", "would have to mention it and does not"),
        "context": Sign("·", ".", "helps to judge it"),
    }
)

STANCE_TITLES: Final = Frozen({"supports": "For", "contradicts": "Against", "silent": "Silent", "context": "Context"})

RELIABILITY: Final = Frozen(
    {
        "A": "completely reliable",
        "B": "usually reliable",
        "C": "fairly reliable",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": "reliability cannot be judged",
    }
)

CREDIBILITY: Final = Frozen(
    {
        "1": "confirmed by others",
        "2": "probably true",
        "3": "possibly true",
        "4": "doubtful",
        "5": "improbable",
        "6": "truth cannot be judged",
    }
)

KINDS: Final = Frozen(
    {
        "event": "something happened",
        "life": "birth, death, health, family",
        "office": "who held which office, and when",
        "relation": "how two people stood to each other",
        "policy": "what a government or party did or wanted",
        "speech": "what somebody said or wrote",
        "motive": "why somebody acted, what somebody felt",
        "number": "how many, how much",
        "interpretation": "what it meant",
    }
)

CONFIDENCE: Final = Frozen(
    {
        "low": "new evidence may well change the verdict",
        "moderate": "new evidence could change the verdict",
        "high": "new evidence is unlikely to change the verdict",
    }
)

READ: Final = Frozen(
    {
        "full": "the whole of it was read",
        "excerpt": "a part of it was read",
        "cited-only": "not read; known from those who cite it",
    }
)

RELATIONS: Final = Frozen(
    {
        "contradicts": "both cannot be true",
        "part_of": "a detail of the other",
        "related": "see also",
    }
)

RECORDS: Final = ("claim", "event", "person", "source", "note")
"""What a passage may be from; a note is what a source says about a claim."""

QUOTE: Final = "quote"
"""A passage that is one."""


def grade(reliability: str, credibility: str | None) -> str:
    """Return a grade in words: ``usually reliable, probably true``; the source alone without an item."""
    if credibility is None:
        return RELIABILITY[reliability]
    return f"{RELIABILITY[reliability]}, {CREDIBILITY[credibility]}"
