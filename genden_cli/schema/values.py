"""The values of fields: lines, texts, dates, ids, and the vocabularies of the Citation Style Language."""

from __future__ import annotations

from typing import Final

from genden_cli import model
from genden_cli.field_types import (
    QUOTE_WORDS,
    CopyType,
    DateType,
    Field,
    FormType,
    ListType,
    MapType,
    PlaceType,
    RecordType,
    RefType,
    TextType,
    WordType,
)
from genden_cli.words import Calendar, Section

# Citation Style Language 1.0.2, appendix IV: locators; the names of its terms.
LOCATORS: Final = tuple(
    """
    act appendix article-locator book canon chapter column elocation equation figure folio issue line note opus
    page paragraph part rule scene section sub-verbo supplement table timestamp title-locator verse version volume
    """.split()
)

# Citation Style Language 1.0.2, appendix III: item types.
TYPES: Final = tuple(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance
    periodical personal_communication post post-weblog regulation report review review-book software song speech
    standard thesis treaty webpage
    """.split()
)

LINE: Final = TextType()
PROSE: Final = TextType(prose=True)
DATE: Final = DateType()
_BRACKETS: Final = r"\[[^\[\]\n]*\]"
_LETTER: Final = rf"(?:(?!{_BRACKETS})\S)"
_GAP: Final = rf"[^\S\n](?:[^\S\n]|{_BRACKETS})*"
QUOTE: Final = FormType(
    "quote",
    rf"(?=\s*\S)\s*(?:{_BRACKETS}|[^\S\n])*(?:{_LETTER}(?:{_LETTER}|{_BRACKETS})*(?:{_GAP}|$|(?=\s*$))){{0,{QUOTE_WORDS}}}\s*",
)
"""A quote. Text in brackets is not the source's, and does not count."""

PATH: Final = FormType("path", r"(?![/~]|[A-Za-z]:)(?!(?:.*/)?\.\.(?:/|$))[^\\\n]*[^\\/\s]")
SHA256: Final = FormType("sha256", "[0-9a-f]{64}")
URL: Final = FormType("url", r'https?://[^\s<>"{}|\\^`]+')
# RFC 5646, well-formed: language, script, region, variants, private use; no grandfathered tags.
LANGUAGE: Final = FormType(
    "language",
    r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
    r"(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[xX](-[A-Za-z0-9]{1,8})+)?",
)
_DEGREES: Final = r"-?{}(?:\.[0-9]+)?"
COORDINATES: Final = FormType(
    "coordinates", f"{_DEGREES.format('(?:90|[0-8]?[0-9])')}, ?{_DEGREES.format('(?:180|1[0-7][0-9]|[0-9]?[0-9])')}"
)
KEY: Final = FormType("key", r"[a-z][a-z0-9_-]{0,31}")
ID: Final = FormType("id", r"[a-z0-9][a-z0-9-]{0,63}")

CALENDAR: Final = Field(
    "calendar",
    WordType(Calendar, "calendar"),
    "the calendar in which the dates are written: julian, or a map such as {born: julian} for some of them",
)
"""Says how the dates of a record are written. The records hold Gregorian dates."""

IDS: Final = MapType(KEY, LINE, model.Identifier, by_key=True)
AT: Final = PlaceType(WordType(LOCATORS, "locator"), LINE, model.Locator)
COPY: Final = CopyType({"file": PATH, "sha256": SHA256, "of": DateType(bare=True)}, model.CopyPart)
SOURCE_IDS: Final = ListType(RefType(Section.SOURCES))
CLAIM_IDS: Final = ListType(RefType(Section.CLAIMS))


WAS: Final = Field(
    "was",
    ListType(ID),
    "former ids of the record, which still find it",
    noun="former id",
)
"""The field that keeps the ids of a renamed record."""


def phrasings(owner: str) -> RecordType:
    """Return the type of the phrasings of a kind of record. A text alone is a phrasing without a language."""
    return RecordType(
        model.Phrasing,
        f"{owner}_phrasing",
        None,
        "text",
        Field("text", LINE, "the question or the words", required=True, search="asked"),
        Field("lang", LANGUAGE, "the language of the phrasing (BCP 47)", noun="language"),
        what="a phrasing",
        brief=True,
    )


def asked_as(form: RecordType) -> Field:
    """Return the field that holds the phrasings of a record."""
    return Field(
        "asked_as",
        ListType(form),
        "questions and words by which readers look for it, in any language",
        noun="phrasing",
        sample="\n  - {text: …, lang: en}  # a question that it answers",
    )
