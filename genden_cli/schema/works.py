"""The bibliographic fields of a source: variables of the Citation Style Language (CSL 1.0.2) under its names.

CSL's hyphens are underscores here. A field has the meaning that appendix IV of the specification gives to the variable.
"""

from __future__ import annotations

from typing import Final

from genden_cli import model, words
from genden_cli.field_types import Field, NamesType, RecordType, WordType
from genden_cli.schema.values import DATE, LINE

CONTRIBUTOR: Final = RecordType(
    model.Contributor,
    "contributor",
    None,
    "literal",
    Field("family", LINE, "the name by which a bibliography sorts, mostly the family name", search="names"),
    Field("given", LINE, "the given names or initials; a patronymic too", search="names"),
    Field("particle", LINE, "a particle before the family name, such as van or de la", search="names"),
    Field("suffix", LINE, "a suffix such as Jr. or III", search="names"),
    Field("literal", LINE, "the whole name of a group, or of a person with one name", search="names"),
    Field("name_order", WordType(words.NameOrder, "order of names"), "whether the family name stands first"),
    what="a name of an author or editor",
    brief=True,
)

NAMES: Final = NamesType(CONTRIBUTOR)


def _names(key: str, about: str, label: str = "") -> Field:
    return Field(key, NAMES, about, label=label or _label(key), search="names", csl=key.replace("_", "-"))


def _line(key: str, about: str, label: str = "", csl: str = "") -> Field:
    label = label or _label(key)
    return Field(key, LINE, about, label=label, search="names", csl=csl or key.replace("_", "-"), noun=label.lower())


def _number(key: str, about: str) -> Field:
    label = _label(key)
    return Field(key, LINE, about, label=label, csl=key.replace("_", "-"), noun=label.lower())


def _date(key: str, about: str, label: str) -> Field:
    return Field(key, DATE, about, label=label, csl=key.replace("_", "-"), noun=label.lower())


def _label(key: str) -> str:
    return key.replace("_", " ").capitalize()


CONTRIBUTORS: Final = (
    _names("editor", "the editor or editors of the work, or of the book that holds it"),
    _names("translator", "the translator or translators"),
    _names("interviewer", "who asks the questions in an interview"),
    _names("recipient", "who a letter is written to"),
    _names("director", "the director of a film or a broadcast"),
)
"""The people behind a work, besides its author."""

WHOLE: Final = (
    _line("container_title", "the journal, newspaper, book or site that holds the work", "In"),
    _names("container_author", "the author of the book that holds the work", "Author of the whole"),
    _line("collection_title", "the series that the work belongs to", "Series"),
    _number("collection_number", "its number in the series"),
    _number("volume", "the volume"),
    _line("volume_title", "the title of the volume"),
    _number("number_of_volumes", "the number of volumes"),
    _number("issue", "the issue of a journal, magazine or newspaper"),
    _number("page", "the pages of the work in the whole: 428-435"),
    _number("number_of_pages", "the number of pages"),
    _number("chapter_number", "the number of the chapter"),
    _line("section", "the section of a newspaper or a law"),
    _number("number", "the number of a report, a document or a patent"),
    _number("edition", "the edition: 2, or revised"),
    _number("version", "the version of software or of a text"),
    _line("genre", "the kind of work, such as Master's thesis or telegram"),
    _line("medium", "the medium, such as microfilm or audio recording"),
)
"""The whole that a work is part of, and the numbers that tell it from others."""

PLACES: Final = (
    _line("publisher_place", "the place of publication", "Place"),
    _line("authority", "the court or the body that issued it"),
)
"""The place of publication and the issuing body."""

HISTORY: Final = (
    _date("accessed", "the date on which the web page was read (EDTF)", "Accessed"),
    _line("original_title", "the title of the original, for a translation or a reprint"),
    _date("original_date", "the date of the original (EDTF)", "Original date"),
    _line("original_publisher", "the publisher of the original"),
    _line("original_publisher_place", "the place of publication of the original"),
    _line("event_title", "the conference or the occasion of a speech", "Event"),
    _line("event_place", "the place of that event"),
    _date("event_date", "the date of that event (EDTF)", "Event date"),
    _line("reviewed_title", "the title of the work under review"),
    _names("reviewed_author", "the author of the work under review"),
)
"""The original, the event, and the reviewed work."""

ARCHIVE: Final = (
    _line("archive", "the archive or library that holds it"),
    _line("archive_collection", "the collection in the archive", csl="archive_collection"),
    _line("archive_location", "the place in the archive: fond 89, opis 63, delo 17", csl="archive_location"),
    _line("archive_place", "the city of the archive"),
    _line("call_number", "the call number in a library"),
)
"""The place where an original is kept."""
