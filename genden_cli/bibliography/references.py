"""One item of CSL-JSON as a reference: the fields of a source, and what has no field.

Every reader of a bibliography makes items of CSL-JSON, so this is the only place that knows the fields of both.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from genden_cli import schema
from genden_cli.bibliography import dates, names, texts
from genden_cli.field_types import DateType, NamesType
from genden_cli.named_tuple import NamedTuple
from genden_cli.text import identifiers

if TYPE_CHECKING:
    from genden_cli.field_types import Field

IDS: Final = {"DOI": "doi", "ISBN": "isbn", "ISSN": "issn", "PMID": "pmid", "PMCID": "pmcid"}
"""The scheme of each identifier that is a variable of CSL."""

_FIELDS: Final = {each.csl.replace("_", "-"): each for each in schema.SOURCE.fields if each.csl}
_OTHER_NAMES: Final = {"event": "event-title", "journal": "container-title"}
_SCHEMES: Final = frozenset(
    "arxiv asin bibcode handle isni jstor lccn mr oclc orcid pmcid pmid viaf wikidata zbl isbn issn doi".split()
)
_OWN: Final = frozenset(("id", "citation-key", "note", *IDS))
_KEY: Final = re.compile(schema.KEY.pattern)
_LABELLED: Final = re.compile(r"([A-Za-z][\w-]{0,31}): (\S.*)", re.ASCII)
UNTITLED: Final = "[Untitled]"
"""The title of a source whose reference has none."""


class Reference(NamedTuple):
    """A reference of a bibliography: its ``key`` there, and what a source would hold.

    ``values`` are by key of a source: texts, names, dates in EDTF. ``left_out`` names the fields without a place.
    """

    file: str
    key: str
    values: dict[str, Any]
    ids: dict[str, str]
    left_out: tuple[str, ...]


def reference(item: dict[str, Any], file: str) -> Reference:
    """Return the reference that an item of CSL-JSON is."""
    reading = _Reading()
    for name, value in item.items():
        if value not in (None, "", [], {}) and name not in _OWN:
            reading.add(name, value)
    for name, scheme in IDS.items():
        if value := texts.clean(_text(item.get(name))).strip():
            reading.add_id(scheme, value)
    reading.add_note(_text(item.get("note")))
    if "title" not in reading.values:
        reading.values["title"] = UNTITLED
        reading.left_out.append("title (missing)")
    key = _text(item.get("citation-key")) or _text(item.get("id"))
    return Reference(file, key.strip(), reading.values, reading.ids, tuple(dict.fromkeys(reading.left_out)))


def _text(value: Any) -> str:
    """Return a value as a text, "" for a list or a map."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


class _Reading:
    """The values read from an item so far."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.ids: dict[str, str] = {}
        self.left_out: list[str] = []
        self._lines: list[str] = []

    def add(self, name: str, value: Any) -> None:
        """Take over a variable, or note that it has no place."""
        bare = name.replace("_", "-")
        field = _FIELDS.get(_OTHER_NAMES.get(bare, bare))
        if bare == "archived" and (found := texts.address(_text(value))):
            self.values["archived"] = found
        elif field is None or field.key in self.values:
            self.left_out.append(texts.clean(name))
        elif isinstance(field.type, NamesType):
            self._add_names(name, field, value)
        elif isinstance(field.type, DateType):
            self._add_date(field, value)
        else:
            self._add_text(name, field, _text(value))

    def _add_names(self, name: str, field: Field, value: Any) -> None:
        found, unknown = names.from_csl(value)
        self.left_out += (f"{name}.{texts.clean(key)}" for key in unknown)
        if found:
            self.values[field.key] = found

    def _add_date(self, field: Field, value: Any) -> None:
        """Take over a date. A date that EDTF cannot say stands in the note."""
        found = dates.from_csl(value)
        if found:
            self.values[field.key] = found
        elif found is None and (said := texts.clean(dates.in_words(value)).strip()):
            self._lines.append(f"{field.csl}: {said}")

    def _add_text(self, name: str, field: Field, text: str) -> None:
        found: str | None = texts.clean(text).strip()
        if field.key == "type":
            found = found if found in schema.TYPES else None
        elif field.key == "url":
            found = texts.address(found or "")
        elif field.key == "language":
            found = texts.language(found or "")
        if found and len(found) <= texts.MOST_CHARACTERS:
            self.values[field.key] = found
        else:
            self.left_out.append(texts.clean(name))

    def add_id(self, scheme: str, value: str) -> None:
        """Take over an identifier; of several ISBNs the first, and the others into the note."""
        bare = identifiers.bare(scheme, value) if scheme in ("doi", "isbn", "issn") else value
        several = re.split(r"[,;\s]+", bare)
        if scheme in ("isbn", "issn") and len(several) > 1 and not identifiers.is_identifier(scheme, bare):
            several = [each for each in several if identifiers.is_identifier(scheme, each)] or [bare]
            bare = several[0]
            self._lines += (f"{scheme.upper()}: {each}" for each in several[1:])
        self.ids.setdefault(scheme, bare)

    def add_note(self, note: str) -> None:
        """Take over the note. Its first lines may hold ``label: value``, as Zotero and this program write them."""
        lines = texts.clean_lines(note).strip().split("\n")
        while lines and (found := _LABELLED.fullmatch(lines[0].strip())) and self._add_line(*found.groups()):
            lines.pop(0)
        if rest := "\n".join((*self._lines, *lines)).strip():
            if len(rest) <= texts.MOST_CHARACTERS:
                self.values["note"] = rest
            else:
                self.left_out.append("note")

    def _add_line(self, label: str, value: str) -> bool:
        """Take over a line of a note; return whether it has a place."""
        scheme, value = label.lower(), value.strip()
        if label.isupper() and _KEY.fullmatch(scheme) and scheme not in self.ids:
            if scheme in _SCHEMES or " " not in value:
                self.ids[scheme] = value
                return True
            return False
        if label == "archived" and "archived" not in self.values and (found := texts.address(value)):
            self.values["archived"] = found
            return True
        return self._add_variable(label, value)

    def _add_variable(self, label: str, value: str) -> bool:
        """Take over a variable of CSL that stands in the note; names have no agreed form there."""
        field = _FIELDS.get(label)
        if field is None or field.key in (*self.values, "note", "title") or isinstance(field.type, NamesType):
            return False
        before = len(self.left_out), len(self._lines)
        self.add(label, value)
        taken = field.key in self.values
        if not taken:
            del self.left_out[before[0] :], self._lines[before[1] :]
        return taken
