"""genden as a Python library: load a fact base as records, or ask its index.

>>> from genden_cli import api
>>> with api.connect("facts.yaml") as base:
...     claim = base.claim("put-out")
...     print(f"{claim.verdict}: {claim.says}")
...     print([person.name for person in base.people()][:2])
disputed: Ana Brandt put out the lamp with her own hands.
['Ana Brandt', 'Tobias Marsh']

What `__all__` names is public. Until version 1.0 a minor version may change it, and CHANGELOG.md says so; all other
modules may change at any time. The records have types, and their fields have the names of the keys in a fact base.
Errors are `GendenError` and its kinds: `BadBase` lists the problems of a base with file, line and column.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from genden_cli import load as loader
from genden_cli import paths
from genden_cli.errors import AmbiguousName, BadBase, GendenError, UnknownName, Unreadable, WrongUsage
from genden_cli.index import store
from genden_cli.query.evidence import compare
from genden_cli.query.method import ask
from genden_cli.query.names.resolve import match
from genden_cli.query.records import claim as claim_queries
from genden_cli.query.records import claims as claim_lists
from genden_cli.query.records import entries, gaps, people, sources, stats
from genden_cli.query.records import events as event_queries
from genden_cli.query.records.claims import ClaimFilter
from genden_cli.query.records.timeline import EventFilter
from genden_cli.query.search import ask_result, search
from genden_cli.source import base_files
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.model import Facts

__all__ = [
    "AmbiguousName",
    "BadBase",
    "ClaimFilter",
    "EventFilter",
    "FactBase",
    "GendenError",
    "UnknownName",
    "Unreadable",
    "WrongUsage",
    "connect",
    "load",
]


def load(path: str | None = None) -> Facts:
    """Return all records of the fact base at ``path``, or of the bundled one.

    Raise `Unreadable` if there is no such file, and `BadBase` with all its errors if it has any.
    """
    file = path or paths.bundled_facts()
    return loader.load(base_files.read(file).texts)


@contextmanager
def connect(path: str | None = None) -> Iterator[FactBase]:
    """Open the index of the fact base at ``path``, or of the bundled one. Build it first if the base has changed.

    Raise `Unreadable` if there is no such file, and `BadBase` with all its errors if it has any.
    """
    connection = store.connect(path)
    try:
        yield FactBase(connection)
    finally:
        connection.close()


class FactBase:
    """The questions that the commands of genden ask.

    A ``name`` is an id, a recorded spelling in any script, or a part of one. An unknown name raises `UnknownName`, and
    one that fits several records `AmbiguousName`.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def ask(self, question: str) -> ask_result.AskResult:
        """Return the answer to a question: a claim with its best evidence, records, or the first lines of a command."""
        return ask.ask(self._connection, question)

    def search(self, query: str, *, limit: int = 20) -> search.SearchResult:
        """Return the passages that match a query, best first. Raise `WrongUsage` for a field that does not exist."""
        return search.search(self._connection, query, limit=limit)

    def claim(self, name: str) -> claim_queries.ClaimDetails:
        """Return a claim with its evidence."""
        return claim_queries.claim(self._connection, self._id(Section.CLAIMS, name))

    def claims(self, wanted: ClaimFilter | None = None) -> tuple[claim_lists.ClaimRow, ...]:
        """Return the claims that pass a filter, in order of time."""
        return tuple(claim_lists.claims(self._connection, wanted or ClaimFilter()))

    def event(self, name: str) -> event_queries.EventDetails:
        """Return an event with the claims about it."""
        return event_queries.event(self._connection, self._id(Section.EVENTS, name))

    def timeline(self, wanted: EventFilter | None = None) -> tuple[entries.TimelineEntry, ...]:
        """Return what has a date and passes a filter, in order of time: events, lives, offices and claims."""
        return tuple(entries.entries(self._connection, wanted or EventFilter()))

    def compare(self, event: str) -> compare.Comparison:
        """Return the rival versions of an event, and what each source says about them."""
        return compare.compare(self._connection, self._id(Section.EVENTS, event))

    def person(self, name: str) -> people.PersonDetails:
        """Return a person with events and claims."""
        return people.person(self._connection, self._id(Section.PEOPLE, name))

    def people(self) -> tuple[people.PersonRow, ...]:
        """Return the people, in the order of the file."""
        return tuple(people.people(self._connection))

    def source(self, name: str) -> sources.SourceDetails:
        """Return a source with everything that it says."""
        return sources.source(self._connection, self._id(Section.SOURCES, name))

    def sources(self) -> tuple[sources.SourceRow, ...]:
        """Return the sources, by title."""
        return tuple(sources.sources(self._connection))

    def gaps(self) -> tuple[gaps.GapRow, ...]:
        """Return the documents that would settle a claim, with the claims that wait for each."""
        return tuple(gaps.gaps(self._connection))

    def stats(self) -> stats.Stats:
        """Return the base as a scorecard."""
        return stats.stats(self._connection)

    def _id(self, section: Section, name: str) -> str:
        return match(self._connection, section, name).id
