"""Which version of which fact base an answer comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.model import Base

HASH_LENGTH: Final = 12
"""The number of hexadecimal digits of SHA-256 in a content hash."""


class BaseIdentity(NamedTuple):
    """What identifies a fact base, for readers of an answer.

    ``last_review`` is the latest date of a review of a claim, in EDTF, or None. ``content_hash`` is the beginning of
    the SHA-256 of the file, or of the list of files with their hashes.
    """

    title: str
    version: str | None
    last_review: str | None
    content_hash: str


def identity(connection: sqlite3.Connection) -> BaseIdentity:
    """Return the identity of the fact base that an index was built from."""
    (title, version, last_review, digest) = connection.execute(_IDENTITY).fetchone()
    return BaseIdentity(title, version, last_review, short_hash(digest))


def loaded_identity(base: Base, last_review: str | None, sha256: str) -> BaseIdentity:
    """Return the identity of a fact base that was loaded without an index, from content with this hash."""
    return BaseIdentity(base.title, base.version, last_review, short_hash(sha256))


def short_hash(sha256: str) -> str:
    """Return the content hash of a file, from its whole SHA-256 in hexadecimal digits.

    The name of the algorithm comes first, so that no spreadsheet reads digits such as ``12e3`` as a number.
    """
    return f"sha256:{sha256[:HASH_LENGTH]}"


_IDENTITY = "SELECT title, version, (SELECT reviewed FROM last_review), (SELECT sha256 FROM stamp) FROM base"
