"""Names that a reader types, and the messages about how they were understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.errors import AmbiguousName, Suggestion, UnknownName
from genden_cli.output.stream import say
from genden_cli.query.names import resolve as names
from genden_cli.query.search import fields
from genden_cli.text import normalize
from genden_cli.text.english import join_words
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from genden_cli.query.names.exact import Candidate

_MAX_NAMESAKES: Final = 3
_LIST: Final = 2
"""A list has at least this many names."""


def resolve(connection: sqlite3.Connection, section: Section, typed: str) -> str:
    """Return the id of the record that ``typed`` names; say which it is unless the name is a recorded spelling.

    For people, a whole word of a name is as good as the name. Raise `AmbiguousName` with the candidates, or
    `UnknownName` with the nearest.
    """
    return _told(names.match(connection, section, typed), section, typed)


def _told(found: Candidate, section: Section, typed: str) -> str:
    """Return the id of a record, and say which it is unless what was typed is a recorded spelling."""
    say_match(found)
    if found.namesakes:
        say(f"'{typed}' is also part of {_listed(found.namesakes)}")
    elif not found.how and (found.distance or (found.extra_words and section is not Section.PEOPLE)):
        say(f"'{typed}' is taken as {found.id}: {found.title}")
    return found.id


def resolve_to_quote(connection: sqlite3.Connection, sections: Sequence[Section], typed: str) -> tuple[Section, str]:
    """Return the section and the id of a record for a text outside the base, from the first section with the name.

    A part of an id that is no part of a name is not enough: another record would be quoted in place of the one meant.
    """
    hints: dict[str | Suggestion, None] = {}
    for section in sections:
        try:
            return section, _resolve_name(connection, section, typed)
        except AmbiguousName:
            raise
        except UnknownName as unknown:
            hints |= dict.fromkeys(unknown.hints)
    kinds = join_words([names.SINGULAR[each] for each in sections], last="or")
    raise UnknownName(f"no {kinds} '{typed}'", hints=tuple(hints))


def _resolve_name(connection: sqlite3.Connection, section: Section, typed: str) -> str:
    """Return what `resolve` does, unless only a part of an id was typed: raise `UnknownName` with the id then."""
    found = names.match(connection, section, typed)
    is_part = bool(found.distance or found.extra_words) and found.spelling == found.id
    if is_part and normalize.normalize(typed) not in normalize.normalize(found.title):
        hints = (names.DID_YOU_MEAN, *names.candidate_lines((found,)))
        raise UnknownName(f"no {names.SINGULAR[section]} '{typed}'", hints=hints)
    return _told(found, section, typed)


def resolve_explained(
    connection: sqlite3.Connection, section: Section, typed: str, explain: Callable[[UnknownName], UnknownName]
) -> str:
    """Return what `resolve` does. ``explain`` returns the error to raise for a name that is unknown, not ambiguous."""
    try:
        return resolve(connection, section, typed)
    except AmbiguousName:
        raise
    except UnknownName as unknown:
        raise explain(unknown) from None


def resolve_each(connection: sqlite3.Connection, section: Section, typed: Sequence[str] | None) -> tuple[str, ...]:
    """Return the ids of the records that an option names, given once or several times, or as a list with commas.

    A comma may also belong to a name, such as ``Kotkin, Stephen``.
    """
    return _each(typed, lambda name: resolve(connection, section, name))


def _each(typed: Sequence[str] | None, resolve_one: Callable[[str], str]) -> tuple[str, ...]:
    found: list[str] = []
    for name in typed or ():
        parts = [part.strip() for part in name.split(",") if part.strip()]
        try:
            found.append(resolve_one(name))
        except UnknownName:
            if len(parts) < _LIST:
                raise
            found += map(resolve_one, parts)
    return tuple(dict.fromkeys(found))


def _listed(namesakes: tuple[Candidate, ...]) -> str:
    """Return the likeliest of some people as a list of words, and how many more there are."""
    listed = [f"{each.id} ({each.title})" for each in namesakes[:_MAX_NAMESAKES]]
    if more := len(namesakes) - len(listed):
        listed.append(f"{more} more")
    return f"{'other names' if len(namesakes) > 1 else 'another name'}: {join_words(listed)}"


def say_match(found: Candidate) -> None:
    """Say how a record was found, unless a recorded spelling names it."""
    if found.how:
        say(f"matched {found.spelling} by {found.how}: {found.title} ({found.id})")


def tags(connection: sqlite3.Connection, typed: Sequence[str] | None) -> tuple[str, ...]:
    """Return tags as the base spells them; raise `UnknownName` for a tag that the base lacks."""
    return _each(typed, lambda name: fields.known_tag(connection, name).name)


def places(connection: sqlite3.Connection, typed: Sequence[str] | None) -> tuple[str, ...]:
    """Return parts of names of places, normalized; raise `UnknownName` if no place has one."""

    def normalized(name: str) -> str:
        fields.known_places(connection, name)
        return normalize.normalize(name)

    return _each(typed, normalized)
