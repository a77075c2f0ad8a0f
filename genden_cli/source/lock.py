"""A lock on a file that is edited. It leaves nothing behind, and ends with the process at the latest."""

from __future__ import annotations

import errno
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_PATIENCE: Final = 60.0
"""Seconds to wait for other processes that edit the same file."""

_PAUSE: Final = 0.01
_OPEN: Final = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)


@contextmanager
def locked(path: str) -> Iterator[None]:
    """Keep other processes of this program from editing the file at the same time.

    The lock is on the file itself and leaves nothing behind. Some systems and network disks have no locks; there the
    comparison before the rename must do.
    """
    end = time.monotonic() + _PATIENCE
    while True:
        handle = os.open(path, _OPEN)
        try:
            if _lock(handle) and os.path.samestat(os.fstat(handle), os.stat(path)):
                yield
                return
        finally:
            os.close(handle)
        if time.monotonic() > end:
            raise OSError(errno.EAGAIN, "another genden has been editing it for a minute")
        time.sleep(_PAUSE)


def _lock(handle: int) -> bool:
    """Lock a file and return whether that succeeded; where there are no locks, it counts as a success."""
    try:
        import fcntl  # noqa: PLC0415 -- only on systems that have it
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True
