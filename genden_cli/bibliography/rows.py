"""The rows of an import: what becomes of each reference, and the fields without a place."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
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
