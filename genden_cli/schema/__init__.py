"""The fields of a fact base: the only list of them.

The loader, the index, queries, pages, exports, JSON Schema, `genden diff` and skeletons derive from this list. A new
key is a `Field` here and an attribute in `model`. If a format maps keys by hand, a test requires that it maps each
field or names the field as left out.
"""

from __future__ import annotations

from types import MappingProxyType as Frozen
from typing import Final

from genden_cli.schema.claims import APPEARANCE, CLAIM, CLAIM_PHRASING, EVIDENCE, MISSING_DOCUMENT, REVIEW
from genden_cli.schema.people import EVENT, EVENT_PHRASING, NAME, PERSON, RELATION, ROLE
from genden_cli.schema.places import PLACE, PLACE_NAME
from genden_cli.schema.sources import BASE, SOURCE, SOURCE_PHRASING
from genden_cli.schema.values import (
    COORDINATES,
    ID,
    KEY,
    LANGUAGE,
    LINE,
    LOCATORS,
    PATH,
    PROSE,
    QUOTE,
    SHA256,
    TYPES,
    URL,
)
from genden_cli.schema.works import CONTRIBUTOR, NAMES
from genden_cli.words import Section

__all__ = [
    "APPEARANCE",
    "BASE",
    "CLAIM",
    "CLAIM_PHRASING",
    "CONTRIBUTOR",
    "COORDINATES",
    "EVENT",
    "EVENT_PHRASING",
    "EVIDENCE",
    "ID",
    "KEY",
    "LANGUAGE",
    "LINE",
    "LOCATORS",
    "MISSING_DOCUMENT",
    "NAME",
    "NAMES",
    "PATH",
    "PERSON",
    "PHRASINGS",
    "PLACE",
    "PLACE_NAME",
    "PROSE",
    "QUOTE",
    "RECORDS",
    "RELATION",
    "REVIEW",
    "ROLE",
    "SECTIONS",
    "SECTION_NOTES",
    "SHA256",
    "SOURCE",
    "SOURCE_PHRASING",
    "TYPES",
    "URL",
]

SECTIONS: Final = Frozen(
    {
        Section.SOURCES: SOURCE,
        Section.PEOPLE: PERSON,
        Section.PLACES: PLACE,
        Section.EVENTS: EVENT,
        Section.CLAIMS: CLAIM,
    }
)
"""The sections whose entries are records with an id, and the record of each."""

SECTION_NOTES: Final = Frozen(
    {
        Section.SOURCES: "works, documents and web pages, each under its id",
        Section.PEOPLE: "the people in the story, each under an id",
        Section.PLACES: "the places of events, each under an id that `place` of an event may name",
        Section.EVENTS: "events with a date, each under its id",
        Section.CLAIMS: "checkable sentences with evidence and verdict, each under its id",
    }
)
"""A description of each section, for editors."""

PHRASINGS: Final = (SOURCE_PHRASING, EVENT_PHRASING, CLAIM_PHRASING)
"""The phrasings of each kind of record that has some."""

RECORDS: Final = (
    *(BASE, *SECTIONS.values()),
    *(CONTRIBUTOR, NAME, PLACE_NAME, ROLE, RELATION, APPEARANCE, EVIDENCE, MISSING_DOCUMENT, REVIEW),
    *PHRASINGS,
)
