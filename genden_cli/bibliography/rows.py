"""The rows of an import: what becomes of each reference, and the fields without a place."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.words import Reliability


class ImportAction(StrEnum):
    """The fate of a reference in an import."""

    NEW = "new"
    """It becomes a source."""
    DUPLICATE = "duplicate"
    """It is a source already, and is skipped."""
    UPDATE = "update"
    """It is a source already, and fills empty fields of it."""


class ImportMatch(StrEnum):
    """The means by which a duplicate was found, the surest first."""

    DOI = "DOI"
    ISBN = "ISBN"
    ADDRESS = "address"
    TITLE = "title and year"


class ImportedSource(NamedTuple):
    """A reference and what becomes of it.

    ``id`` is that of the source, ``key`` that of the reference in its ``file``. ``fields`` are the keys that are
    written, ``left_out`` the fields of the reference without a place.
    """

    id: str
    action: ImportAction
    match: ImportMatch | None
    title: str
    author: str | None
    issued: str | None
    type: str | None
    file: str
    key: str
    fields: tuple[str, ...]
    left_out: tuple[str, ...]


class FieldWithoutPlace(NamedTuple):
    """A field that no source has, the number of references with it, and the ids of their sources."""

    field: str
    references: int
    sources: tuple[str, ...]


class Import(NamedTuple):
    """An import: the references, the fields without a place, and whether the base was written.

    ``unreadable`` are entries of the files that are no references, each with a reason.
    """

    written: bool
    reliability: Reliability
    new: int
    duplicates: int
    updates: int
    references: tuple[ImportedSource, ...]
    left_out: tuple[FieldWithoutPlace, ...]
    unreadable: tuple[str, ...]


MOST_REMARKS: Final = 20
"""The lines of a kind that an import says, at most."""


def remarks(record: Import, renamed: Sequence[str]) -> Iterator[str]:
    """Yield a line for each source with another id than expected and each part that was not read, the first ones."""
    for lines in (renamed, record.unreadable):
        yield from lines[:MOST_REMARKS]
        if len(lines) > MOST_REMARKS:
            yield f"and {len(lines) - MOST_REMARKS} more"
