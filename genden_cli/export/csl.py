"""Export the sources as CSL-JSON (Citation Style Language 1.0.2), for Zotero, pandoc and citation processors."""

from __future__ import annotations

from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Any, Final

from genden_cli import contributors, schema
from genden_cli.dates.edtf import DateKind, parse
from genden_cli.field_types import DateType, NamesType
from genden_cli.query.records import dump
from genden_cli.text.sanitize import json_text, sanitize_line
from genden_cli.words import NameOrder

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.dates.edtf import Date
    from genden_cli.dates.parts import DateParts
    from genden_cli.export import Target
    from genden_cli.field_types import Field
    from genden_cli.model import Contributor, Source

_IDS: Final = {"isbn": "ISBN", "issn": "ISSN", "doi": "DOI", "pmid": "PMID", "pmcid": "PMCID"}

_NAME_PARTS: Final = {
    "family": "family",
    "given": "given",
    "particle": "non-dropping-particle",
    "suffix": "suffix",
    "literal": "literal",
}
"""The name of each part of a name in CSL-JSON."""

_AS_WRITTEN: Final = frozenset({"URL", "language"})

LEFT_OUT: Final = Frozen(
    {
        "reliability": "a judgement of this fact base, not a fact about the work",
        "why": "a judgement of this fact base, not a fact about the work",
        "read": "how much the curator read, not a fact about the work",
        "derived_from": "the format has no place for the sources of a source",
    }
)
"""Fields of a source that CSL has no variable for, each with the reason."""

_SEASONS: Final = {"21": 1, "22": 2, "23": 3, "24": 4}


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the export."""
    target.write(_chunks(connection))


def _chunks(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the sources, one item per line."""
    separator = "[\n"
    for source in dump.sources(connection):
        yield separator + json_text(item(source))
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def item(source: Source) -> dict[str, Any]:
    """Return one source as a CSL item."""
    item: dict[str, Any] = {"id": source.id, "type": source.type or "document"}
    for field in schema.SOURCE.fields:
        if field.csl and field.csl not in ("type", "note") and (value := _value_of(source, field.attribute)):
            item[field.csl] = _variable(field, value)
    known = {_IDS[scheme]: sanitize_line(value) for scheme, value in source.ids if scheme in _IDS}
    return {**item, **known, **_note(source)}


def _value_of(source: Source, attribute: str) -> Any:
    """Return a value. The archived copy replaces a missing address."""
    return source.url or source.archived if attribute == "url" else getattr(source, attribute)


def _variable(field: Field, value: Any) -> Any:
    """Return the value of a variable in the type that CSL requires."""
    if isinstance(field.type, NamesType):
        return [_name(each) for each in contributors.as_list(value)]
    if isinstance(field.type, DateType):
        return date(parse(value.edtf))
    return value if field.csl in _AS_WRITTEN else sanitize_line(value)


def _name(name: Contributor) -> dict[str, Any]:
    """Return a name in its parts. ``static-ordering`` keeps a processor from inverting it."""
    parts = {key: getattr(name, part) for part, key in _NAME_PARTS.items()}
    item: dict[str, Any] = {key: sanitize_line(text) for key, text in parts.items() if text}
    if name.name_order == NameOrder.FAMILY_FIRST:
        item["static-ordering"] = True
    return item


def _note(source: Source) -> dict[str, str]:
    """Return the note. Lines of ``label: value``, which Zotero reads, hold values without a CSL variable."""
    lines = [f"{scheme.upper()}: {value}" for scheme, value in source.ids if scheme not in _IDS]
    if source.url and source.archived:
        lines.append(f"archived: {source.archived}")
    if source.note:
        lines.append(source.note)
    return {"note": "\n".join(map(sanitize_line, lines))} if lines else {}


def date(when: Date) -> dict[str, Any]:
    """Return a date in CSL date parts; sets, decades, open ends and years before 1 are in words."""
    ends = [_end(each) for point in when.points for each in point.ends]
    said = [each for each in ends if each]
    sayable = when.kind in (DateKind.DATE, DateKind.INTERVAL) and len(said) == len(ends)
    if not sayable or (len(ends) > 1 and any("season" in each for each in said)):
        return {"literal": when.words}
    found: dict[str, Any] = {"date-parts": [each["parts"] for each in said]}
    for each in said:
        found.update({"season": each["season"]} if "season" in each else {})
    if when.approximate or when.uncertain:
        found["circa"] = True
    return found


def _end(parts: DateParts | None) -> dict[str, Any] | None:
    """Return year, month and day as far as they are given, or year and season; None for any other date."""
    if parts is None or parts.years[0] != parts.years[1] or parts.years[0] < 1 or parts.time or parts.estimate:
        return None
    year = parts.years[0]
    if parts.month in _SEASONS:
        return {"parts": [year], "season": _SEASONS[parts.month]}
    given = [(parts.month, parts.months), (parts.day, parts.days)]
    if any(written and len(meant) != 1 for written, meant in given):
        return None
    return {"parts": [year, *(meant[0] for written, meant in given if written)]}
