"""Names that a reader types, and the messages about how they were understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.output.stream import say
from genden_cli.query.names import resolve as names
from genden_cli.query.search import fields
from genden_cli.text import normalize
from genden_cli.text.english import join_words
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.query.names.exact import Candidate

_MAX_NAMESAKES: Final = 3


def resolve(connection: sqlite3.Connection, section: Section, typed: str) -> str:
    """Return the id of the record that ``typed`` names; say which it is unless the name is a recorded spelling.

    For people, a whole word of a name is as good as the name. Raise `AmbiguousName` with the candidates, or
    `UnknownName` with the nearest.
    """
    found = names.match(connection, section, typed)
    say_match(found)
    if found.namesakes:
        say(f"'{typed}' is also part of {_listed(found.namesakes)}")
    elif not found.how and (found.distance or (found.extra_words and section is not Section.PEOPLE)):
        say(f"'{typed}' is taken as {found.id}: {found.title}")
    return found.id


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


def tag(connection: sqlite3.Connection, typed: str) -> str:
    """Return a tag as the base spells it; raise `UnknownName` for a tag that the base lacks."""
    return fields.known_tag(connection, typed).name


def place(connection: sqlite3.Connection, typed: str) -> str:
    """Return a part of a place's name, normalized; raise `UnknownName` if no place has it."""
    fields.known_places(connection, typed)
    return normalize.normalize(typed)
