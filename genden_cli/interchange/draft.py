"""A fact base that is being made: records by section and id, and what the file has that no record has a place for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from genden_cli import schema
from genden_cli.bibliography import texts
from genden_cli.bibliography.references import UNTITLED
from genden_cli.field_types import ListType, MapType, NamesType, RecordType, TextType
from genden_cli.text.slugs import FreeIds, slug
from genden_cli.words import ReadState, Reliability, Section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from genden_cli.field_types import FieldType

    Values = dict[str, Any]
    """The values of a record by key, as YAML has them."""

UNJUDGED: Final = "Imported from {}, not judged yet."
"""The reason for the grade of a source whose grade no person gave."""


class Draft:
    """A base in the making.

    ``left_out`` counts what has no place, by kind. ``file`` names the file it is made from.
    """

    def __init__(self, title: str, file: str, reliability: Reliability | None = None) -> None:
        self.base: Values = {"title": title, "language": "en"}
        self.file = file
        self.sections: dict[Section, dict[str, Values]] = {each: {} for each in Section}
        self.left_out: Counter[str] = Counter()
        self._reliability = reliability
        shared = FreeIds()  # some commands take the id of a source or of a claim
        self._ids = {each: FreeIds() for each in Section} | {Section.SOURCES: shared, Section.CLAIMS: shared}

    def take_id(self, section: Section, wanted: str) -> str:
        """Return a free id of a section, made of a text."""
        return self._ids[section].take(slug(wanted) or schema.SECTIONS[section].name)

    def add(self, section: Section, id_: str, values: Values) -> None:
        """Add a record under an id that `take_id` gave."""
        form = schema.SECTIONS[section]
        made = cleaned(form, values)
        self.sections[section][id_] = made if form.title in made else cleaned(form, {**values, form.title: UNTITLED})

    def add_source(self, id_: str, values: Values) -> None:
        """Add a source; its grade is that of the whole import, or F with the reason that nobody judged it."""
        grade: Values = {"reliability": self._reliability or Reliability.F, "read": ReadState.EXCERPT}
        if self._reliability is None:
            grade["why"] = UNJUDGED.format(self.file)
        self.add(Section.SOURCES, id_, {**values, **grade})

    def head(self) -> Values:
        """Return the head of the base."""
        return cleaned(schema.BASE, self.base)

    def counts(self) -> dict[Section, int]:
        """Return the number of records of each section."""
        return {section: len(records) for section, records in self.sections.items()}


def merged(evidence: Iterable[Values]) -> list[Values]:
    """Return items of evidence in which several notes on one place in a source are one item."""
    found: list[Values] = []
    for item in evidence:
        known = next((each for each in found if {**each, "note": ""} == {**item, "note": ""}), None)
        if known is None:
            found.append({**item})
        else:
            notes = (known.get("note", ""), item.get("note", ""))
            known["note"] = "\n".join(dict.fromkeys(filter(None, notes)))
    return found


def cleaned(form: RecordType, values: Values) -> Values:
    """Return the values of a record in the order of its keys: texts without harmful characters, nothing empty.

    A list has each item once, as a fact base demands.
    """
    found = ((key, _cleaned(field.type, values[key])) for key, field in form.keys.items() if values.get(key))
    return {key: value for key, value in found if value}


def _cleaned(type_: FieldType, value: Any) -> Any:
    if isinstance(type_, ListType):
        found: list[Any] = []
        for each in value:
            item = _cleaned(type_.item, each)
            if item and item not in found:
                found.append(item)
        return found
    if isinstance(type_, RecordType):
        made = cleaned(type_, value)
        return made if all(field.key in made for field in type_.fields if field.required) else {}
    if isinstance(type_, MapType):
        pairs = ((key, _cleaned(type_.value, each)) for key, each in value.items())
        return {key: each for key, each in pairs if each}
    if isinstance(type_, TextType):
        text = texts.clean_lines(value) if type_.prose else texts.clean(value)
        return text.strip()[: texts.MOST_CHARACTERS]
    return texts.clean(value).strip() if isinstance(type_, NamesType) else str(value)
