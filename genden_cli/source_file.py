"""Reading a fact base from disk: once, without waiting, never more than is sane."""

from __future__ import annotations

import os
import stat
from typing import Final, NamedTuple

from genden_cli.errors import Unreadable

_MIB: Final = 1 << 20
_TRIES: Final = 3


class Identity(NamedTuple):
    """What tells one state of a file from another without reading it; times in nanoseconds."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int

    def __str__(self) -> str:
        return " ".join(map(str, self))


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
        # Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    with open(handle, "rb") as file:
        for _ in range(_TRIES):
            before = _identity(os.fstat(handle), path)
            file.seek(0)
            data = file.read(before.size + 1)
            if before == _identity(os.fstat(handle), path) and len(data) == before.size:
                return data, before
    raise Unreadable(f"{path} changes while it is read", hints=("try again when it is at rest",))


def _identity(status: os.stat_result, path: str) -> Identity:
    if not stat.S_ISREG(status.st_mode):
        raise Unreadable(f"{path} is not a regular file", hints=("name a YAML file with --base",))
    limit = _limit()
    if status.st_size > limit * _MIB:
        size = status.st_size // _MIB
        raise Unreadable(f"{path} has {size} MiB, more than {limit}", hints=("raise GENDEN_MAX_MIB to read it",))
    return Identity(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _limit() -> int:
    text = os.environ.get("GENDEN_MAX_MIB", "64")
    if not (text.isascii() and text.isdigit() and len(text) < 8):  # noqa: PLR2004 -- a million MiB is enough
        raise Unreadable(f"GENDEN_MAX_MIB is '{text}'", hints=("set it to a number of MiB",))
    return int(text)


def _unreadable(path: str, error: OSError | ValueError) -> Unreadable:
    said = getattr(error, "strerror", None) or str(error)
    return Unreadable(f"cannot read {path}: {said.lower()}", hints=("name another with --base FILE",))
