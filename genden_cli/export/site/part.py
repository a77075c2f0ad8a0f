"""A part of a base: some claims, and what they name. It is a base of its own, in memory."""

from __future__ import annotations

import os
from contextlib import closing, contextmanager
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any, Final

from genden_cli import schema, signals
from genden_cli.export.json import plain
from genden_cli.field_types import ListType, MapType, NamedType, RecordType, RefType
from genden_cli.index import store
from genden_cli.query.records import dump
from genden_cli.query.records.fetch import base
from genden_cli.text.sanitize import json_text
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator

    from genden_cli.field_types import FieldType

    Kept = dict[str, set[str]]

_FOLLOWED: Final = {
    "claims": ("people", "events", "sources"),
    "events": ("people", "places"),
    "places": ("places",),
    "sources": ("sources",),
}
"""The sections whose records a record needs, by its own section."""

_ABSENT: Final = object()
"""Stands for a value that names a record outside the part."""


@contextmanager
def part(connection: sqlite3.Connection, claims: Collection[str]) -> Iterator[sqlite3.Connection]:
    """Give the index of a part of a base; the whole base if no claims are named."""
    if not claims:
        yield connection
        return
    folder = mkdtemp(prefix="genden-")
    signals.DRAFTS.add(folder)
    try:
        path = os.path.join(folder, "part.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(json_text(_facts(connection, set(claims))))
        made = store.build_in_memory(path)
    finally:
        signals.remove_draft(folder)
        signals.DRAFTS.discard(folder)
    with closing(made):
        yield made


def _facts(connection: sqlite3.Connection, claims: set[str]) -> dict[str, Any]:
    """Return the part with the keys of a fact base."""
    whole: dict[str, dict[str, Any]] = {
        section: {
            each.id: plain(each, form)
            for each in getattr(dump, section)(connection)
            if section != Section.CLAIMS or each.id in claims
        }
        for section, form in schema.SECTIONS.items()
    }
    kept: Kept = {section: set() for section in schema.SECTIONS}
    waiting = [("claims", id_) for id_ in claims]
    while waiting:
        section, id_ = waiting.pop()
        if id_ not in kept[section] and id_ in whole[section]:  # a place may be a text
            kept[section].add(id_)
            form = schema.SECTIONS[Section(section)]
            waiting += (each for each in _named(whole[section][id_], form) if each[0] in _FOLLOWED.get(section, ()))
    found: dict[str, Any] = {"base": _pruned(plain(base(connection), schema.BASE), schema.BASE, kept)}
    for section, form in schema.SECTIONS.items():
        records = {id_: _pruned(each, form, kept) for id_, each in whole[section].items() if id_ in kept[section]}
        if records:
            found[str(section)] = records
    return found


def _named(value: Any, type_: FieldType) -> Iterator[tuple[str, str]]:
    """Yield the section and the id of each record that a value names."""
    if isinstance(type_, RefType | NamedType):
        yield str(type_.section), value
    elif isinstance(type_, ListType) and not isinstance(value, str):
        for each in value:
            yield from _named(each, type_.item)
    elif isinstance(type_, MapType):
        for key, each in value.items():
            yield from _named(key, type_.key)
            yield from _named(each, type_.value)
    elif isinstance(type_, RecordType):
        for field in type_.fields:
            if field.key in value:
                yield from _named(value[field.key], field.type)


def _pruned(value: Any, type_: FieldType, kept: Kept) -> Any:
    """Return a value without the names of records outside the part, or `_ABSENT` if nothing is left of it."""
    if isinstance(type_, RefType):
        return value if value in kept[type_.section] else _ABSENT
    if isinstance(type_, ListType) and not isinstance(value, str):  # a single item may stand without its list
        return [each for item in value if (each := _pruned(item, type_.item, kept)) is not _ABSENT]
    if isinstance(type_, MapType):
        pairs = ((_pruned(key, type_.key, kept), _pruned(each, type_.value, kept)) for key, each in value.items())
        return {key: each for key, each in pairs if _ABSENT not in (key, each) and each != []}
    if isinstance(type_, RecordType):
        return _pruned_record(value, type_, kept)
    return value


def _pruned_record(record: dict[str, Any], form: RecordType, kept: Kept) -> Any:
    found = {}
    for field in form.fields:
        if field.key not in record:
            continue
        value = _pruned(record[field.key], field.type, kept)
        if value is not _ABSENT:
            found[field.key] = value
        elif field.required:
            return _ABSENT
    return found
