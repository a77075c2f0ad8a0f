"""Query all ids of a base, with what an editor shows beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3


class IdPlace(NamedTuple):
    """The id of a record, its title, and where it stands. The file is relative to the folder of the base."""

    id: str
    title: str
    file: str
    line: int


def known_ids(connection: sqlite3.Connection) -> dict[Section, list[IdPlace]]:
    """Return the ids of each section, in the order of the base."""
    return {section: [IdPlace(*row) for row in connection.execute(query)] for section, query in _QUERIES.items()}


_QUERIES: Final = {
    Section.SOURCES: "SELECT id, title, file, line FROM source ORDER BY n",
    Section.PEOPLE: "SELECT id, name, file, line FROM person ORDER BY n",
    Section.PLACES: "SELECT id, name, file, line FROM place ORDER BY n",
    Section.EVENTS: "SELECT id, title, file, line FROM event ORDER BY n",
    Section.CLAIMS: "SELECT id, says, file, line FROM claim ORDER BY n",
}
