"""Which records of a fact base only got another id, and the old facts as if they had always had it."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import replace
from functools import cache
from types import MappingProxyType as Frozen
from typing import TYPE_CHECKING, Any, Final

from genden_cli import model, schema
from genden_cli.parsing.readers import ListReader, MapReader, RecordReader, RefReader
from genden_cli.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from genden_cli.parsing.readers import Field, Reader

    Names = Mapping[str, Mapping[str, str]]

TITLES: Final = Frozen({"base": "title", "sources": "title", "people": "name", "events": "title", "claims": "says"})
"""The field of each kind of record that says what it is."""


def renames(old: model.Facts, new: model.Facts) -> Names:
    """Return by section the old ids that are gone, and the new ones under which the same is said, but for spelling."""
    return {section: _pairs(section, getattr(old, section), getattr(new, section)) for section in schema.SECTIONS}


def renamed(facts: model.Facts, names: Names) -> model.Facts:
    """Return the facts with other ids, wherever they stand."""
    if not any(names.values()):
        return facts
    sections: dict[str, Any] = {
        section: tuple(
            replace(_translated(record, form, names), id=names[section].get(record.id, record.id))
            for record in getattr(facts, section)
        )
        for section, form in schema.SECTIONS.items()
    }
    return model.Facts(base=_translated(facts.base, schema.BASE, names), **sections)


def _pairs(section: str, old: Iterable[Any], new: Iterable[Any]) -> dict[str, str]:
    before, now = {record.id for record in old}, {record.id for record in new}
    gone: defaultdict[str, deque[str]] = defaultdict(deque)
    for record in old:
        if record.id not in now:
            gone[_identity(section, record)].append(record.id)
    pairs = {}
    for record in new:
        if record.id not in before and (candidates := gone[_identity(section, record)]):
            pairs[candidates.popleft()] = record.id
    return pairs


def _identity(section: str, record: Any) -> str:
    """Return what makes two records the same: a source's author too, since titles repeat."""
    said = getattr(record, TITLES[section])
    folded = normalize(f"{said} {getattr(record, 'author', None) or ''}")
    return folded or said  # signs only


def _translated(value: Any, reader: Reader, names: Names) -> Any:
    """Return a value with the ids in it replaced, as the reader of its field says where they are."""
    if value is None:
        return None
    if isinstance(reader, RefReader):
        return names[reader.section].get(value, value)
    if isinstance(reader, ListReader):
        return tuple(_translated(each, reader.item, names) for each in value)
    if isinstance(reader, MapReader):
        return {
            _translated(key, reader.key, names): _translated(each, reader.value, names) for key, each in value.items()
        }
    if isinstance(reader, RecordReader):
        found = {each.key: _translated(getattr(value, each.key), each.reader, names) for each in _references(reader)}
        return replace(value, **found) if found else value
    return value


@cache
def _references(form: RecordReader) -> tuple[Field, ...]:
    """Return the fields of a record whose values can hold ids."""
    return tuple(each for each in form.fields if _refers(each.reader))


def _refers(reader: Reader) -> bool:
    if isinstance(reader, ListReader):
        return _refers(reader.item)
    if isinstance(reader, MapReader):
        return _refers(reader.key) or _refers(reader.value)
    return isinstance(reader, RefReader) or (isinstance(reader, RecordReader) and bool(_references(reader)))
