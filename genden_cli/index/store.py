"""Open the index of a fact base; build it if the cached one is out of date.

The database is a cache: built from the facts when they, this program or SQLite differ from what it was built from,
never migrated, opened read-only. It is written beside its place and moved there, so that readers and other builders
only ever see whole ones; where it cannot be kept, it stays in memory. The YAML loader is imported only to build.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import stat
import sys
from contextlib import ExitStack, closing, suppress
from functools import cache
from time import time, time_ns
from typing import TYPE_CHECKING, Final

from genden_cli import __version__, load, paths, signals
from genden_cli.dates import clock
from genden_cli.index import build, callbacks, seal, update
from genden_cli.named_tuple import NamedTuple
from genden_cli.source import base_file, base_files, kept_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from genden_cli.edits import RecordEdit
    from genden_cli.source.base_files import BaseContent, Identities

    OnProgress = Callable[[float], object]

_DRAFT: Final = r".+\.db\.([0-9]{1,9})-[0-9a-f]{8}\.tmp"
_INDEX: Final = r".+-[0-9a-f]{8}\.db"

_CODE_DIRS: Final = ("", "dates", "index", "parsing", "schema", "text")
"""The folders whose modules determine the content of an index."""

_MAX_AGE: Final = 90 * 24 * 60 * 60
"""Seconds. An index that was not used for longer is removed."""

_MAX_AGE_OF_OTHERS: Final = 7 * 24 * 60 * 60
"""Likewise, for an index of another program, such as an older version of this one."""

_MAX_AGE_OF_DRAFTS: Final = 24 * 60 * 60
"""Likewise, for a draft where a process cannot be asked whether it has ended."""


UNLOCKED: Final = "mode=ro&immutable=1"
"""How an index is opened: nobody writes to it once it is in its place."""


class Stamp(NamedTuple):
    """Identifies the facts and the program that an index was built from. ``path`` is bytes: not every path is text.

    ``identity`` and ``sha256`` are those of the file, or those of all files of a folder. The table ``stamp_file`` has
    the hash of each file.
    """

    path: bytes
    identity: str
    racy: int
    sha256: str
    program: str


def connect(base: str | None, *, on_progress: OnProgress = lambda _: None) -> sqlite3.Connection:
    """Return an open index of the fact base at ``base``, or of the bundled one.

    A build calls ``on_progress`` with the share that is done, from 0 to 1. Raise `Unreadable` or
    `BadBase` where the facts cannot be had.
    """
    if base and base_file.is_stream(base):  # it comes to an end, and leaves nothing to compare an index with
        return _build_index(*_read_facts(base_file.absolute(base)), None, on_progress)
    path = base_file.absolute(base or paths.bundled_facts())
    now = base_files.identities(path)
    place = _cache_path(path)
    found = _open_cached(path, place)
    with ExitStack() as unless_current:
        if found:
            unless_current.enter_context(closing(found.connection))
            if found.stamp.identity == _identity(path, now) and not found.stamp.racy:
                unless_current.pop_all()
                return found.connection
        content, stamp = _read_facts(path)
        if found and (current := _brought_up_to_date(found, content, stamp)):
            if current is found.connection:
                unless_current.pop_all()
            return current
        return _build_index(content, stamp, place, on_progress)


def cached(base: str | None) -> sqlite3.Connection | None:
    """Return the cached index without checking that it is up to date; None if there is none.

    The facts are neither read nor looked at. Raise `Unreadable` where the working directory is gone.
    """
    path = base_file.absolute(base or paths.bundled_facts())
    found = _open_cached(path, _cache_path(path))
    return found.connection if found else None


def build_in_memory(base: str | None) -> sqlite3.Connection:
    """Return a new index in memory, to replace a damaged one."""
    return _build_index(*_read_facts(base_file.absolute(base or paths.bundled_facts())), None, lambda _: None)


def evict(base: str | None) -> None:
    """Remove the cached index, if there is one."""
    _remove_index(_cache_path(base_file.absolute(base or paths.bundled_facts())))


class _Cached(NamedTuple):
    """An undamaged index, its place, and what it was built from."""

    connection: sqlite3.Connection
    place: str
    stamp: Stamp


def _open_cached(path: str, place: str | None) -> _Cached | None:
    """Return the cached index if it is undamaged, of this base, of this program and of this time."""
    if place is None or not _is_trustworthy(place):
        return None
    # Whatever cannot be read is built again.
    with suppress(sqlite3.Error, TypeError, OSError), ExitStack() as unless_good:
        connection = unless_good.enter_context(closing(_read_only(place)))
        stamp = _stamp(connection)
        if (stamp.path, stamp.program) == (os.fsencode(path), program_version()) and not _is_outdated(connection):
            unless_good.pop_all()
            return _Cached(connection, place, stamp)
    return None


def _is_outdated(connection: sqlite3.Connection) -> bool:
    """Tell whether a review that was still to come when the index was built has come."""
    (day,) = connection.execute("SELECT min(day) FROM next_review").fetchone()
    return day is not None and day <= clock.last_day()


def _read_facts(path: str) -> tuple[BaseContent, Stamp]:
    now = time_ns()  # before a file is read: what happens to it from here on must leave a later time
    content = base_files.read(path)
    racy = any(now - max(each.modified, each.changed) < seal.RACY_WINDOW for each in content.identities.values())
    identity = _identity(path, content.identities)
    return content, Stamp(os.fsencode(path), identity, int(racy), content.sha256(), program_version())


def _identity(path: str, files: Identities) -> str:
    """Return what identifies the files of a base. Those of a folder are named as well: they may trade places."""
    return "\n".join(str(seen) if each == path else f"{seen} {each!a}" for each, seen in files.items())


@cache
def program_version() -> str:
    """Return the versions of the program, Python and SQLite, which determine the content of an index.

    They are part of its file name, so that two programs do not replace each other's indexes.
    """
    times = 0
    for folder in _CODE_DIRS:
        with os.scandir(os.path.join(os.path.dirname(os.path.dirname(__file__)), folder)) as files:
            times += sum(each.stat().st_mtime_ns for each in files if each.name.endswith((".py", ".sql")))
    return f"{__version__} {times} {sys.version_info[:2]} {sqlite3.sqlite_version}"


def _build_index(content: BaseContent, stamp: Stamp, place: str | None, on_progress: OnProgress) -> sqlite3.Connection:
    if place is not None:
        _collect_garbage(os.path.dirname(place))
        # A full or failing disk is no reason not to answer.
        with suppress(sqlite3.Error, OSError):
            return _build_in_cache(content, stamp, place, on_progress)
    return _build_database(":memory:", content, stamp, on_progress)


def _build_in_cache(content: BaseContent, stamp: Stamp, place: str, on_progress: OnProgress) -> sqlite3.Connection:
    draft = _draft(place)
    try:
        _build_database(draft, content, stamp, on_progress).close()
        return _move_into_place(draft, place)
    finally:
        _remove(draft)


def _build_database(target: str, content: BaseContent, stamp: Stamp, on_progress: OnProgress) -> sqlite3.Connection:
    with ExitStack() as unless_good:
        connection = unless_good.enter_context(closing(sqlite3.connect(target, isolation_level=None)))
        callbacks.let_signals_in(connection)
        with callbacks.original_exceptions():
            build.build(connection, load.records(content.texts), sizes=content.sizes, on_progress=on_progress)
        _write_stamp(connection, stamp, content)
        unless_good.pop_all()
        return connection


def _brought_up_to_date(found: _Cached, content: BaseContent, stamp: Stamp) -> sqlite3.Connection | None:
    """Return an index of these facts, made from the cached one; None if it must be built anew."""
    if found.stamp == stamp:
        return found.connection
    is_same = found.stamp.sha256 == stamp.sha256
    changed = None
    with suppress(sqlite3.Error, OSError):
        edits = [] if is_same else update.edits(found.connection, content)
        if is_same or edits:
            changed = _changed_copy(found, content, stamp, edits)
    if is_same and changed:  # only the identity of the file is new
        changed.close()
    return found.connection if is_same else changed


def _changed_copy(
    found: _Cached, content: BaseContent, stamp: Stamp, edits: Iterable[RecordEdit]
) -> sqlite3.Connection | None:
    """Put a copy of the index in its place, with edits if there are any, because others may be reading it."""
    _collect_garbage(os.path.dirname(found.place))
    draft = _draft(found.place)
    try:
        shutil.copyfile(found.place, draft)
        with closing(sqlite3.connect(draft, isolation_level=None)) as copy:
            callbacks.let_signals_in(copy)
            copy.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY")
            if _stamp(copy) != found.stamp:
                return None  # another process has put a newer one there
            with callbacks.original_exceptions():
                if not all(update.apply(copy, each) for each in edits):
                    return None
            _write_stamp(copy, stamp, content)
        return _move_into_place(draft, found.place)
    finally:
        _remove(draft)


def _stamp(connection: sqlite3.Connection) -> Stamp:
    return Stamp(*connection.execute("SELECT path, identity, racy, sha256, program FROM stamp").fetchone())


def _write_stamp(connection: sqlite3.Connection, stamp: Stamp, content: BaseContent) -> None:
    connection.executescript(_STAMP_TABLES)
    connection.execute("INSERT INTO stamp VALUES (?, ?, ?, ?, ?)", stamp)
    known = set(connection.execute("SELECT path, sha256 FROM stamp_file"))
    for each in content.texts:
        if (file := (os.fsencode(each.path), each.sha256)) not in known:
            connection.execute("INSERT OR REPLACE INTO stamp_file VALUES (?, ?)", file)
            kept_texts.keep(connection, each)


_STAMP_TABLES: Final = """
DROP TABLE IF EXISTS stamp;
CREATE TABLE stamp (path BLOB, identity TEXT, racy INTEGER, sha256 TEXT, program TEXT);
CREATE TABLE IF NOT EXISTS stamp_file (path BLOB PRIMARY KEY, sha256 TEXT);
"""


def _move_into_place(draft: str, place: str) -> sqlite3.Connection:
    """Write the checksum of a draft and rename it. Return it open, so that a concurrent writer cannot swap it."""
    seal.write_checksum(draft)
    if paths.WINDOWS:  # there, a file that is open cannot be renamed
        os.replace(draft, place)
        return _read_only(place)
    with ExitStack() as unless_good:
        connection = unless_good.enter_context(closing(_read_only(draft)))
        os.replace(draft, place)
        unless_good.pop_all()
        return connection


def _cache_path(path: str) -> str | None:
    """Return the cache path of a fact base; None if there is no directory that only this user can write."""
    directory = paths.cache_directory()
    if directory is None or not (paths.WINDOWS or hasattr(os, "geteuid")):  # without owners, no file can be ours
        return None
    try:
        paths.make_private(directory)
        status = os.lstat(directory)
    except OSError:
        return None
    ours = stat.S_ISDIR(status.st_mode) and _is_ours(status)
    return os.path.join(directory, paths.index_name(path, program_version())) if ours else None


def _is_trustworthy(place: str) -> bool:
    """Tell whether the file belongs to this user and is undamaged."""
    try:
        status = os.lstat(place)
        return stat.S_ISREG(status.st_mode) and _is_ours(status) and seal.is_intact(place, status)
    except OSError:
        return False


def _is_ours(status: os.stat_result) -> bool:
    """Tell whether only this user can write a file. On Windows, all in the profile of a user is theirs."""
    return paths.WINDOWS or (status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH))


def address(path: str) -> str:
    """Return the address by which SQLite opens the file at an absolute path."""
    return paths.file_url(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _read_only(place: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{address(place)}?{UNLOCKED}", uri=True, isolation_level=None)
    callbacks.let_signals_in(connection)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _draft(place: str) -> str:
    """Return the path of a new private file beside ``place``, with a name that is unique."""
    draft = f"{place}.{os.getpid()}-{os.urandom(4).hex()}.tmp"
    signals.DRAFTS.add(draft)
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError:
        signals.DRAFTS.discard(draft)
        raise
    return draft


def _collect_garbage(directory: str) -> None:
    """Remove the drafts of processes that have ended, and stale indexes."""
    with suppress(OSError):
        for name in os.listdir(directory):
            path = os.path.join(directory, name)
            draft = re.fullmatch(_DRAFT, name)
            index = name.removesuffix(seal.RECORD_ENDING)
            if draft and _is_abandoned(path, int(draft[1])):
                _remove(path)
            elif re.fullmatch(_INDEX, index) and (_is_stale(path) if index == name else not _has_index(path)):
                _remove_index(os.path.join(directory, index))


def _is_stale(path: str) -> bool:
    """Tell whether a file is an undamaged index of this user that was not used for a long time."""
    status = os.lstat(path)
    max_age = _MAX_AGE if path.endswith(paths.index_ending(program_version())) else _MAX_AGE_OF_OTHERS
    unused = time() - max(status.st_atime, status.st_mtime) > max_age
    return unused and stat.S_ISREG(status.st_mode) and _is_ours(status) and seal.has_right_checksum(path)


def _has_index(record: str) -> bool:
    return os.path.lexists(record.removesuffix(seal.RECORD_ENDING))


def _is_abandoned(draft: str, process: int) -> bool:
    """Tell whether the process that began a draft has ended."""
    if paths.WINDOWS:  # there, signal 0 would be Ctrl-C
        return time() - os.stat(draft).st_mtime > _MAX_AGE_OF_DRAFTS
    try:
        os.kill(process, 0)
    except OSError as error:
        return isinstance(error, ProcessLookupError)
    return False


def _remove_index(place: str | None) -> None:
    if place is not None:
        _remove(place)
        _remove(seal.record_path(place))


def _remove(path: str | None) -> None:
    if path is not None:
        with suppress(OSError):
            os.unlink(path)
        signals.DRAFTS.discard(path)
