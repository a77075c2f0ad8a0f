"""Calls of the system that fail: the n-th of a kind, in this process, while a command runs."""

from __future__ import annotations

import builtins
import errno
import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

import pytest

from genden_cli.source import exchange

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KINDS = {
    "open": (errno.EIO, errno.EACCES),
    "read": (errno.EIO,),
    "write": (errno.ENOSPC, errno.EIO),
    "fsync": (errno.EIO, errno.EINVAL),
    "replace": (errno.EIO, errno.EPERM, errno.EXDEV),
    "mode": (errno.EPERM,),
    "connect": (errno.EIO,),
}
"""The kinds of calls, and the errors that they fail with in turn."""

_NAMES = {
    "open": ("open",),
    "read": ("read", "pread"),
    "write": ("write", "posix_fallocate", "truncate", "ftruncate"),
    "fsync": ("fsync",),
    "replace": ("replace", "rename", "link"),
    "mode": ("chmod", "chown", "setxattr"),
}
_READS = frozenset({"read", "readall", "readinto", "readline", "readlines"})
_WRITES = frozenset({"write", "flush", "truncate", "writelines"})


class Fault:
    """Counts the calls of a kind; the call number ``at`` fails. The kind "any" is every one of them."""

    def __init__(self, kind: str, at: int = 0, error: int = errno.EIO) -> None:
        self.kind = kind
        self.at = at
        self.error = error
        self.calls = 0

    def hit(self, kind: str) -> None:
        """Count a call, and fail if it is the one."""
        if self.kind not in (kind, "any"):
            return
        self.calls += 1
        if self.calls == self.at:
            self.happen(kind)

    def happen(self, kind: str) -> None:
        """Fail."""
        if kind == "connect":
            raise sqlite3.OperationalError("unable to open database file")
        raise OSError(self.error, os.strerror(self.error))


class _File:
    """A file whose reads and writes are counted."""

    def __init__(self, file: Any, fault: Fault) -> None:
        self._file = file
        self._fault = fault

    def __getattr__(self, name: str) -> Any:
        kind = "read" if name in _READS else "write" if name in _WRITES else None
        method = getattr(self._file, name)
        return _counted(method, kind, self._fault) if kind else method

    def __enter__(self) -> Self:
        self._file.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._file.__exit__(*error)

    def __iter__(self) -> Iterator[Any]:
        self._fault.hit("read")
        return iter(self._file)


def _counted(function: Callable[..., Any], kind: str, fault: Fault) -> Callable[..., Any]:
    def call(*arguments: Any, **more: Any) -> Any:
        fault.hit(kind)
        return function(*arguments, **more)

    return call


@contextmanager
def failing(fault: Fault) -> Iterator[Fault]:
    """Let a call fail in the block."""
    open_ = builtins.open

    def opened(*arguments: Any, **more: Any) -> _File:
        if not isinstance(arguments[0], int):  # the file of a number was opened by `os.open`
            fault.hit("open")
        return _File(open_(*arguments, **more), fault)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builtins, "open", opened)
        patch.setattr(sqlite3, "connect", _counted(sqlite3.connect, "connect", fault))
        patch.setattr(exchange, "exchange", _counted(exchange.exchange, "replace", fault))
        for kind, names in _NAMES.items():
            for name in names:
                function = getattr(os, name)
                counted = _counted(function, kind, fault)
                patch.setattr(os, name, counted)
                for able in (os.supports_fd, os.supports_effective_ids):
                    if function in able:
                        able.add(counted)
        yield fault
