"""Read a fact base from disk: once, without blocking, and up to a size limit.

The bytes are read once, because the hash, the parser and the index must see the same state. The identity of a file
tells whether it changed. Standard input and pipes are read to their end. A device could block or never end, and so
could a pipe without a writer; neither is read.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import Final

from genden_cli.errors import Unreadable
from genden_cli.named_tuple import NamedTuple
from genden_cli.source import inputs, streams

_MIB: Final = 1 << 20
_MAX_TRIES: Final = 3

# Without O_NONBLOCK, opening a pipe without a writer would block. O_BINARY exists on Windows only.
_FLAGS: Final = ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
_OPEN: Final = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in _FLAGS)

_WRONG_TYPES: Final = (
    (stat.S_ISDIR, "a directory", "name a YAML file in it"),
    (stat.S_ISFIFO, "a pipe", "save what comes out of it to a file, and name that"),
)


class Identity(NamedTuple):
    """The metadata that identifies one state of a file without reading it. Times are in nanoseconds."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int

    def __str__(self) -> str:
        return " ".join(map(str, self))


_NO_IDENTITY: Final = Identity(0, 0, 0, 0, 0)


def is_stream(path: str) -> bool:
    """Return whether a path names standard input or a pipe, which has no state that an index could be built for."""
    if path == inputs.STDIN:
        return True
    with suppress(OSError, ValueError):
        return stat.S_ISFIFO(os.stat(path).st_mode)
    return False


def absolute(path: str) -> str:
    """Return the absolute path of a file; raise `Unreadable` if the working directory is gone.

    The name of standard input stays as it is.
    """
    if path == inputs.STDIN:
        return path
    try:
        return os.path.abspath(path)
    except OSError:
        hints = ("change to another directory (cd), or give an absolute path",)
        raise Unreadable(f"cannot find {path}: the working directory is gone", hints=hints) from None


def identity(path: str) -> Identity:
    """Return the identity of the file at ``path``; raise `Unreadable` if it is not a regular file."""
    try:
        return _identity(os.stat(path), path)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None


def read(path: str) -> tuple[bytes, Identity]:
    """Return the bytes of the file at ``path``, and its identity while they were read.

    A stream has an identity of zeros. Raise `Unreadable` if the path names neither a file nor a stream, or if the file
    is larger than ``GENDEN_MAX_MIB`` (64 MiB by default) or changes while it is read.
    """
    if path == inputs.STDIN:
        return streams.standard_input("the fact base", most=limit()), _NO_IDENTITY
    try:
        handle = os.open(path, _OPEN)
        try:
            if stat.S_ISFIFO(os.fstat(handle).st_mode):
                return _read_pipe(handle, path), _NO_IDENTITY
            return _read_stable(handle, path)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None


def limit() -> int:
    """Return the maximum size of a file in MiB; raise `Unreadable` if ``GENDEN_MAX_MIB`` is not a number."""
    text = os.environ.get("GENDEN_MAX_MIB") or "64"
    if text.isascii() and text.isdigit() and len(text) < 8 and int(text):  # noqa: PLR2004 -- a million MiB is enough
        return int(text)
    raise Unreadable(f"GENDEN_MAX_MIB is '{text}'", hints=("set it to a number of MiB, such as 64",))


def most_bytes() -> int:
    """Return the maximum size of a file in bytes; raise what `limit` raises."""
    return limit() * _MIB


def check_size(path: str, size: int) -> None:
    """Raise `Unreadable` for a base with too many bytes."""
    if size > most_bytes():
        mib = -(-size // _MIB)
        raise Unreadable(f"{path} has {mib} MiB, more than {limit()}", hints=(f"GENDEN_MAX_MIB={mib} allows it",))


def _read_pipe(handle: int, path: str) -> bytes:
    data = streams.pipe(path, handle, most=limit())
    if data is None:
        raise _wrong_type(path, stat.S_IFIFO)
    return data


def _read_stable(handle: int, path: str) -> tuple[bytes, Identity]:
    for _ in range(_MAX_TRIES):
        before = _identity(os.fstat(handle), path)
        data = _content(handle, before.size + 1)
        if before == _identity(os.fstat(handle), path) and len(data) == before.size:
            return data, before
    raise Unreadable(f"{path} changes while it is read", hints=("try again when it is at rest",))


def _content(handle: int, most: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    with open(handle, "rb", closefd=False) as file:
        return file.read(most)


def _identity(status: os.stat_result, path: str) -> Identity:
    if not stat.S_ISREG(status.st_mode):
        raise _wrong_type(path, status.st_mode)
    inputs.note(status)
    check_size(path, status.st_size)
    return Identity(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _wrong_type(path: str, mode: int) -> Unreadable:
    found = ((what, remedy) for is_one, what, remedy in _WRONG_TYPES if is_one(mode))
    what, remedy = next(found, ("a device", "name a YAML file"))
    return Unreadable(f"{path} is {what}, not a file", hints=(remedy,))


def unreadable(path: str, error: OSError | ValueError) -> Unreadable:
    """Return the error for a file that the system does not let us read."""
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return Unreadable(f"cannot read {path}: {reason.lower()}", hints=("name another with --base FILE",))
