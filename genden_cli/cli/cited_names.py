"""The names that ``genden cite`` takes: several ids, or one name in several words, of sources and claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.cli.names import resolve_to_quote
from genden_cli.errors import AmbiguousName, UnknownName
from genden_cli.output.stream import say
from genden_cli.query.records import addresses
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    Name = tuple[Section, str]

_BOTH = (Section.SOURCES, Section.CLAIMS)


def resolve_all(connection: sqlite3.Connection, typed: Sequence[str], *, claims_only: bool) -> list[Name]:
    """Return the section and id of each record, once each, in order.

    Words that are all ids are several records. Other words are one name, as in ``Kotkin 2017``; if there is no such
    name, each word is a name, or each part of a list with commas.
    """
    sections = (Section.CLAIMS,) if claims_only else _BOTH
    whole = " ".join(typed)
    parts = [part for part in typed if part.strip()]
    if len(parts) > 1 and all(_of_id(connection, each, sections) or " " in each.strip() for each in parts):
        return _each(connection, parts, sections)
    try:
        return [_record(connection, whole, sections)]
    except AmbiguousName:
        raise
    except UnknownName:
        listed = [part.strip() for part in whole.split(",") if part.strip()]
        for some in (listed, parts):
            if len(some) > 1 and (found := _all_known(connection, some, sections)):
                return found
        raise


def _all_known(connection: sqlite3.Connection, typed: Sequence[str], sections: Sequence[Section]) -> list[Name] | None:
    """Return the record of each name, or None if a name is unknown. An ambiguous one is an error."""
    try:
        return _each(connection, typed, sections)
    except AmbiguousName:
        raise
    except UnknownName:
        return None


def _each(connection: sqlite3.Connection, typed: Sequence[str], sections: Sequence[Section]) -> list[Name]:
    return list(dict.fromkeys(_record(connection, each, sections) for each in typed))


def _record(connection: sqlite3.Connection, typed: str, sections: Sequence[Section]) -> Name:
    """Return the record of one name: an id of either section, else another name of a source, else of a claim."""
    if section := _of_id(connection, typed, sections):
        if section is Section.SOURCES and addresses.is_id(connection, Section.CLAIMS, typed):
            say(f"{typed} is a claim too: --claim cites it")
        return section, typed
    return resolve_to_quote(connection, sections, typed)


def _of_id(connection: sqlite3.Connection, typed: str, sections: Sequence[Section]) -> Section | None:
    """Return the first section that has this id."""
    return next((each for each in sections if addresses.is_id(connection, each, typed)), None)
