"""The data model of BibLaTeX (``blx-dm.def``): the type of an entry, and which fields a type has.

`biber --validate-datamodel` reports each field that the type of its entry does not have. A value without such a field
stands in ``annotation``.
"""

from __future__ import annotations

from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Final

from genden_cli.text.babel import BABEL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from genden_cli.model import Source

_TYPES: Final = {
    **dict.fromkeys("article-journal article-magazine article-newspaper article review review-book".split(), "article"),
    **dict.fromkeys("post post-weblog webpage".split(), "online"),
    **dict.fromkeys("entry entry-dictionary entry-encyclopedia".split(), "inreference"),
    "book": "book",
    "classic": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "pamphlet": "booklet",
    "dataset": "dataset",
    "report": "report",
    "thesis": "thesis",
    "manuscript": "unpublished",
    "periodical": "periodical",
    "patent": "patent",
}
"""The type of each CSL type. All others are ``misc``: types such as ``letter`` have no fields in the data model."""

_PARTS: Final = frozenset("article incollection inreference inproceedings".split())
"""Types that need the title of the whole."""

_BOOK: Final = (
    "author doi edition editor isbn location number pages publisher series titleaddon translator volume volumes"
)
_IN_BOOK: Final = f"{_BOOK} booktitle chapter"

_EVERY: Final = (
    "title date url urldate annotation langid language library origdate origlocation origpublisher origtitle"
)

WITH_GENRE: Final = frozenset(("report", "thesis"))
"""Types that need a genre. Without one, it is the word itself."""

FIELDS: Final[Mapping[str, frozenset[str]]] = Frozen(
    {
        name: frozenset(f"{_EVERY} {own}".split())
        for name, own in {
            "article": "author doi editor eprint issn issue journaltitle number pages series titleaddon translator "
            "version volume",
            "book": f"{_BOOK} chapter eprint pagetotal",
            "inbook": f"{_IN_BOOK} bookauthor eprint",
            "incollection": f"{_IN_BOOK} eprint",
            "inreference": f"{_IN_BOOK} eprint",
            "inproceedings": "author booktitle chapter doi editor eprint eventdate eventtitle isbn location number "
            "organization pages publisher series titleaddon venue volume volumes",
            "booklet": "author chapter doi editor eprint howpublished location pages pagetotal titleaddon type",
            "dataset": "author doi edition editor eprint howpublished location number organization publisher series "
            "titleaddon type version",
            "misc": "author doi editor eprint howpublished location organization titleaddon type version",
            "online": "author editor organization titleaddon version",
            "patent": "author doi eprint location number titleaddon type version",
            "periodical": "doi editor eprint issn issue number series volume",
            "report": "author chapter doi eprint institution location number pages pagetotal titleaddon type version",
            "thesis": "author chapter doi eprint institution location pages pagetotal titleaddon type",
            "unpublished": "author howpublished location titleaddon",
        }.items()
    }
)
"""The fields that each type has, as far as they are used here."""

PLACES: Final[Mapping[str, tuple[str, ...]]] = Frozen(
    {
        "title": ("title",),
        "author": ("author",),
        "editor": ("editor",),
        "translator": ("translator",),
        "director": ("author",),
        "publisher": ("publisher", "institution", "organization", "howpublished"),
        "container_title": ("journaltitle", "booktitle", "organization", "titleaddon"),
        "container_author": ("bookauthor",),
        "collection_title": ("series",),
        "collection_number": ("number",),
        "volume": ("volume",),
        "number_of_volumes": ("volumes",),
        "page": ("pages",),
        "number_of_pages": ("pagetotal",),
        "chapter_number": ("chapter",),
        "number": ("number",),
        "edition": ("edition",),
        "version": ("version",),
        "genre": ("type", "titleaddon"),
        "medium": ("howpublished",),
        "publisher_place": ("location",),
        "authority": ("institution", "organization"),
        "original_title": ("origtitle",),
        "original_publisher": ("origpublisher",),
        "original_publisher_place": ("origlocation",),
        "event_title": ("eventtitle", "howpublished"),
        "event_place": ("venue",),
    }
)
"""The fields for each key of a source, the best first. An entry takes the first that its type has and that is free."""


def entry_type(source: Source) -> str:
    """Return the type of an entry. A part without its whole and a page without an address are ``misc``."""
    found = _TYPES.get(source.type or "", "misc")
    if found in _PARTS and not source.container_title:
        return "misc"
    if found == "online" and (not (source.url or source.archived) or any(each.scheme == "doi" for each in source.ids)):
        return "misc"
    return "inbook" if found == "incollection" and source.container_author else found


def langid(tag: str) -> str | None:
    """Return babel's name of a language, or None if BibLaTeX does not know the language."""
    language, *rest = tag.lower().split("-")
    regional = (f"{language}-{each}" for each in rest)
    return next((BABEL[each] for each in regional if each in BABEL), BABEL.get(language))
