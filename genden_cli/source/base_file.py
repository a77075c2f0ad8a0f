"""Read a fact base from disk: once, without blocking, and up to a size limit.

A pipe or a device could block or never end, so only regular files are opened. The bytes are read once, because the
hash, the parser and the index must see the same state. The identity of a file tells whether it changed.
"""

from __future__ import annotations

import os
import stat
from typing import Final

from genden_cli.errors import Unreadable
from genden_cli.named_tuple import NamedTuple

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


def absolute(path: str) -> str:
    """Return the absolute path of a file; raise `Unreadable` if the working directory is gone."""
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
        raise _unreadable(path, error) from None


def read(path: str) -> tuple[bytes, Identity]:
    """Return the bytes of the file at ``path``, and its identity while they were read.

    Raise `Unreadable` if it is not a regular file, is larger than ``GENDEN_MAX_MIB`` (64 MiB by default), or changes
    while it is read.
    """
    try:
        handle = os.open(path, _OPEN)
        try:
            return _read_stable(handle, path)
        finally:
            os.close(handle)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def limit() -> int:
    """Return the maximum size of a file in MiB; raise `Unreadable` if ``GENDEN_MAX_MIB`` is not a number."""
    text = os.environ.get("GENDEN_MAX_MIB") or "64"
    if text.isascii() and text.isdigit() and len(text) < 8 and int(text):  # noqa: PLR2004 -- a million MiB is enough
        return int(text)
    raise Unreadable(f"GENDEN_MAX_MIB is '{text}'", hints=("set it to a number of MiB, such as 64",))


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
        found = ((what, remedy) for is_one, what, remedy in _WRONG_TYPES if is_one(status.st_mode))
        what, remedy = next(found, ("a device", "name a YAML file"))
        raise Unreadable(f"{path} is {what}, not a file", hints=(remedy,))
    most = limit()
    if status.st_size > most * _MIB:
        size = -(-status.st_size // _MIB)
        raise Unreadable(f"{path} has {size} MiB, more than {most}", hints=(f"GENDEN_MAX_MIB={size} allows it",))
    return Identity(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _unreadable(path: str, error: OSError | ValueError) -> Unreadable:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return Unreadable(f"cannot read {path}: {reason.lower()}", hints=("name another with --base FILE",))
