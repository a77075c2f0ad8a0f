"""Names that a reader types, and what is said of how they were understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.output.stream import say
from genden_cli.query import names

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.query.names import Candidate


def resolve(connection: sqlite3.Connection, section: str, typed: str) -> str:
    """Return the id of the record that ``typed`` names, and say so where it is no recorded spelling.

    Raise `AmbiguousName` with the candidates, or `UnknownName` with the nearest.
    """
    found = names.match(connection, section, typed)
    say_how(found)
    return found.id


def say_how(found: Candidate) -> None:
    """Say how a record was found, where it was not by a recorded spelling."""
    if found.how:
        say(f"matched {found.spelling} by {found.how}: {found.title} ({found.id})")
