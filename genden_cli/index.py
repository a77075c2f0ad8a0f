"""From the path of a fact base to a database that answers questions about it.

The database is a cache: built from the facts when they, this program or SQLite differ from what it was built from,
never migrated, opened read-only. It is written beside its place and moved there, so that readers and other builders
only ever see whole ones; where it cannot be kept, it stays in memory. The YAML loader is imported only to build.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from binascii import crc32
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli import __version__, paths, source_file

if TYPE_CHECKING:
    from genden_cli.source_file import Identity

_RACY: Final = 2_000_000_000
"""A file changed less than this many ns before it was read may change again without a new time (git's rule)."""

_CHECKED: Final = 16 << 20
"""Up to this size an index is checked as a whole before it is trusted: 1 ms a MiB."""

_COLD: Final = ("build.py", "tables.sql", "load.py", "schema.py", "readers.py", "nodes.py", "model.py", "dates.py",
                "dates_words.py", "origins.py", "fold.py")  # fmt: skip


class Stamp(NamedTuple):
    """What an index was built from."""

    path: str
    identity: str
    racy: int
    sha256: str
    program: str


def connect(base: str | None) -> sqlite3.Connection:
    """Return an open index of the fact base at ``base``, or of the bundled one.

    Raise `Unreadable` or `BadBase` where the facts cannot be had.
    """
    path = os.path.abspath(base or paths.bundled_facts())
    return _opened(path) or _built(path, keep=True)


def rebuilt(base: str | None) -> sqlite3.Connection:
    """Return an index built anew and kept in memory, for when a kept one proves to be damaged."""
    return _built(os.path.abspath(base or paths.bundled_facts()), keep=False)


def _opened(path: str) -> sqlite3.Connection | None:
    """Return the kept index if it is sound and fresh."""
    now = source_file.identity(path)
    place = _place(path)
    if place is None or not _trustworthy(place):
        return None
    connection = None
    try:
        connection = _read_only(place)
        stamp = Stamp(*connection.execute("SELECT path, identity, racy, sha256, program FROM stamp").fetchone())
        if (stamp.path, stamp.program) == (path, _program()) and _fresh(stamp, now, path, place):
            return connection
    except (sqlite3.Error, TypeError, OSError):
        pass  # whatever cannot be read is built again
    if connection is not None:
        connection.close()
    return None


def _fresh(stamp: Stamp, now: Identity, path: str, place: str) -> bool:
    if stamp.identity == str(now) and not stamp.racy:
        return True
    data, seen = source_file.read(path)
    if stamp.sha256 != _sha256(data):
        return False
    _restamp(place, _stamp(path, data, seen))
    return True


def _built(path: str, *, keep: bool) -> sqlite3.Connection:
    from genden_cli.build import build  # noqa: PLC0415 -- only a cold start pays for the loader
    from genden_cli.load import records  # noqa: PLC0415

    data, seen = source_file.read(path)
    stamp = _stamp(path, data, seen)
    place = _place(path) if keep else None
    draft = _draft(place)
    connection = sqlite3.connect(draft or ":memory:", isolation_level=None)
    try:
        build(connection, records(data, path))
        _write_stamp(connection, stamp)
        if draft is None or place is None:
            return connection
        connection.close()
        _seal(draft)
        os.replace(draft, place)
        return _read_only(place)
    except BaseException as error:
        connection.close()
        _remove(draft)
        if draft is not None and isinstance(error, sqlite3.Error | OSError):
            return _built(path, keep=False)  # a full or failing disk is no reason not to answer
        raise


def _place(path: str) -> str | None:
    """Return where the index of a fact base is kept, in a directory that is ours alone."""
    directory = paths.cache_directory()
    if directory is None:
        return None
    try:
        os.makedirs(directory, mode=0o700, exist_ok=True)
        status = os.lstat(directory)
    except (OSError, ValueError):
        return None
    ours = stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()
    private = not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return os.path.join(directory, paths.index_name(path)) if ours and private else None


def _trustworthy(place: str) -> bool:
    """Tell whether the file is ours, and undamaged as far as that can be told quickly."""
    try:
        status = os.lstat(place)
        ours = stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()
        return ours and (status.st_size > _CHECKED or _sealed(place))
    except OSError:
        return False


def _seal(draft: str) -> None:
    """Write the checksum of all pages into the header's field for the user (offset 60, SQLite file format 1.3.5)."""
    with open(draft, "r+b") as file:
        seal = _checksum(file.read())
        file.seek(60)
        file.write(seal)


def _sealed(place: str) -> bool:
    with open(place, "rb") as file:
        content = file.read()
    return content[60:64] == _checksum(content)


def _checksum(content: bytes) -> bytes:
    return crc32(memoryview(content)[100:]).to_bytes(4)


def _read_only(place: str) -> sqlite3.Connection:
    quoted = place.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    connection = sqlite3.connect(f"file:{quoted}?mode=ro&immutable=1", uri=True, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _draft(place: str | None) -> str | None:
    """Return the path of a new private file beside ``place``."""
    if place is None:
        return None
    draft = f"{place}.{os.getpid()}.tmp"
    try:
        _remove(draft)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError:
        return None
    return draft


def _restamp(place: str, stamp: Stamp) -> None:
    """Note that the same facts now have another identity; on a copy, since others may be reading."""
    draft = _draft(place)
    if draft is None:
        return
    try:
        with open(place, "rb") as whole, open(draft, "wb") as copy:
            copy.write(whole.read())
        connection = sqlite3.connect(draft, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = OFF")
            _write_stamp(connection, stamp)
        finally:
            connection.close()
        _seal(draft)
        os.replace(draft, place)
    except (OSError, sqlite3.Error):
        _remove(draft)


def _write_stamp(connection: sqlite3.Connection, stamp: Stamp) -> None:
    connection.execute("DROP TABLE IF EXISTS stamp")
    connection.execute("CREATE TABLE stamp (path TEXT, identity TEXT, racy INTEGER, sha256 TEXT, program TEXT)")
    connection.execute("INSERT INTO stamp VALUES (?, ?, ?, ?, ?)", stamp)


def _stamp(path: str, data: bytes, seen: Identity) -> Stamp:
    from time import time_ns  # noqa: PLC0415

    racy = time_ns() - max(seen.modified, seen.changed) < _RACY
    return Stamp(path, str(seen), int(racy), _sha256(data), _program())


def _program() -> str:
    """Return what tells this program from another that would build another index."""
    here = os.path.dirname(__file__)
    times = [os.stat(os.path.join(here, name)).st_mtime_ns for name in _COLD]
    return f"{__version__} {sqlite3.sqlite_version} {times}"


def _sha256(data: bytes) -> str:
    from hashlib import sha256

    return sha256(data).hexdigest()


def _remove(path: str | None) -> None:
    if path is not None:
        with suppress(OSError):
            os.unlink(path)
