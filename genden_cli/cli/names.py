"""Names that a reader types, and what is said of how they were understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.output.stream import say
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.query.names.exact import Candidate


def resolve(connection: sqlite3.Connection, section: str, typed: str) -> str:
    """Return the id of the record that ``typed`` names, and say so where it is no recorded spelling, or a part of one.

    Who is called by a whole word of the name is meant by it.

    Raise `AmbiguousName` with the candidates, or `UnknownName` with the nearest.
    """
    from genden_cli.query.names import resolve  # noqa: PLC0415 -- a list names nothing

    found = resolve.match(connection, Section(section), typed)
    say_how(found)
    if not found.how and (found.distance or (found.extra_words and section != "people")):
        say(f"'{typed}' is taken as {found.id}: {found.title}")  # another may have been meant
    return found.id


def say_how(found: Candidate) -> None:
    """Say how a record was found, where it was not by a recorded spelling."""
    if found.how:
        say(f"matched {found.spelling} by {found.how}: {found.title} ({found.id})")


def tag(connection: sqlite3.Connection, typed: str | None) -> str | None:
    """Return the tag that an option names, as the base spells it; raise `UnknownName` for one that nobody uses."""
    if not typed:
        return None
    from genden_cli.query.search.fields import known_tag  # noqa: PLC0415 -- only for this option

    return known_tag(connection, typed).name


def place(connection: sqlite3.Connection, typed: str | None) -> str | None:
    """Return the part of a place's name that an option gives, folded; raise `UnknownName` where no place has it."""
    if not typed:
        return None
    from genden_cli.query.search.fields import known_places  # noqa: PLC0415 -- only for this option
    from genden_cli.text.normalize import normalize  # noqa: PLC0415

    known_places(connection, typed)
    return normalize(typed)
