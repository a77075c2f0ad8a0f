"""Reading a fact base from disk: once, without waiting, never more than is sane."""

from __future__ import annotations

import os
import stat
from typing import Final, NamedTuple

from genden_cli.errors import Unreadable

_MIB: Final = 1 << 20
_MAX_TRIES: Final = 3

# Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever; O_BINARY is Windows'.
_FLAGS: Final = ("O_NONBLOCK", "O_CLOEXEC", "O_NOCTTY", "O_BINARY")
_OPEN: Final = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in _FLAGS)

_WRONG_TYPES: Final = (
    (stat.S_ISDIR, "a directory", "name a YAML file in it"),
    (stat.S_ISFIFO, "a pipe", "save what comes out of it to a file, and name that"),
)


class Identity(NamedTuple):
    """What tells one state of a file from another without reading it; times in nanoseconds."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int

    def __str__(self) -> str:
        return " ".join(map(str, self))


def absolute(path: str) -> str:
    """Return the absolute path of a file; raise `Unreadable` where the working directory is gone."""
    try:
        return os.path.abspath(path)
    except OSError:
        hints = ("change to another directory (cd), or give an absolute path",)
        raise Unreadable(f"cannot find {path}: the working directory is gone", hints=hints) from None


def identity(path: str) -> Identity:
    """Return the identity of the file at ``path``; raise `Unreadable` where there is no regular file."""
    try:
        return _identity(os.stat(path), path)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None


def read(path: str) -> tuple[bytes, Identity]:
    """Return all bytes of the file and its identity while they were read.

    Raise `Unreadable` for what is no regular file, is larger than ``GENDEN_MAX_MIB`` (64 MiB unless set), or does not
    hold still.
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
    """Return how many MiB a file may have; raise `Unreadable` where ``GENDEN_MAX_MIB`` is no number."""
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
    said = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return Unreadable(f"cannot read {path}: {said.lower()}", hints=("name another with --base FILE",))
