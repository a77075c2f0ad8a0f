"""Find records that only changed their id, and apply the new ids to the old facts."""

from __future__ import annotations

from collections import defaultdict, deque
from functools import cache
from typing import TYPE_CHECKING, Any

from genden_cli import contributors, model, schema
from genden_cli.field_types import Field, FieldType, ListType, MapType, NamedType, RecordType, RefType
from genden_cli.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from genden_cli.words import Section

    Names = Mapping[str, Mapping[str, str]]


def renames(old: model.Facts, new: model.Facts) -> Names:
    """Return by section the old ids and the new ids of records that are the same but for spelling."""
    return {section: _id_pairs(section, getattr(old, section), getattr(new, section)) for section in schema.SECTIONS}


def facts_with_new_ids(facts: model.Facts, names: Names) -> model.Facts:
    """Return the facts with the new ids in all places."""
    if not any(names.values()):
        return facts
    sections: dict[str, Any] = {
        section: tuple(
            _replace_ids(record, form, names)._replace(id=names[section].get(record.id, record.id))
            for record in getattr(facts, section)
        )
        for section, form in schema.SECTIONS.items()
    }
    return model.Facts(base=_replace_ids(facts.base, schema.BASE, names), **sections)


def _id_pairs(section: Section, old: Iterable[Any], new: Iterable[Any]) -> dict[str, str]:
    before, now = {record.id for record in old}, {record.id for record in new}
    pairs = {
        former: record.id
        for record in new
        if record.id not in before
        for former in record.was
        if former in before and former not in now
    }
    gone: defaultdict[str, deque[str]] = defaultdict(deque)
    for record in old:
        if record.id not in now and record.id not in pairs:
            gone[_identity(section, record)].append(record.id)
    found = set(pairs.values())
    for record in new:
        if record.id not in before and record.id not in found and (candidates := gone[_identity(section, record)]):
            pairs[candidates.popleft()] = record.id
    return pairs


def _identity(section: Section, record: Any) -> str:
    """Return the normalized title that identifies a record. Titles of sources repeat, so it includes the author."""
    said = getattr(record, schema.SECTIONS[section].title)
    folded = normalize(f"{said} {contributors.names_text(getattr(record, 'author', None)) or ''}")
    return folded or said  # signs only


def _replace_ids(value: Any, type_: FieldType, names: Names) -> Any:
    """Return a value with its ids replaced. The type says where they are."""
    if value is None:
        return None
    if isinstance(type_, RefType | NamedType):
        return names[type_.section].get(value, value)
    if isinstance(type_, ListType):
        return tuple(_replace_ids(each, type_.item, names) for each in value)
    if isinstance(type_, MapType):
        return tuple(
            type_.pair(_replace_ids(key, type_.key, names), _replace_ids(each, type_.value, names))
            for key, each in value
        )
    if isinstance(type_, RecordType):
        found = {
            each.attribute: _replace_ids(getattr(value, each.attribute), each.type, names)
            for each in _reference_fields(type_)
        }
        return value._replace(**found) if found else value
    return value


@cache
def _reference_fields(form: RecordType) -> tuple[Field, ...]:
    """Return the fields of a record that can contain ids."""
    return tuple(each for each in form.fields if _holds_ids(each.type))


def _holds_ids(type_: FieldType) -> bool:
    if isinstance(type_, ListType):
        return _holds_ids(type_.item)
    if isinstance(type_, MapType):
        return _holds_ids(type_.key) or _holds_ids(type_.value)
    return isinstance(type_, RefType | NamedType) or (isinstance(type_, RecordType) and bool(_reference_fields(type_)))
