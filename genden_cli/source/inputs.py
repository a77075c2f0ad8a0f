"""The files that the running command reads, and the streams that it has read.

An answer never replaces such a file. A stream cannot be read again, so its content is kept.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import Final

STDIN: Final = "-"
"""The name of standard input, in place of a file."""

streams: Final[dict[str, tuple[str, bytes]]] = {}
"""The content of each stream by its path, after the purpose that it was read for."""

_files: Final[set[tuple[int, int]]] = set()


def note(status: os.stat_result) -> None:
    """Remember a file that is read."""
    if stat.S_ISREG(status.st_mode):
        _files.add((status.st_dev, status.st_ino))


def holds(path: str) -> bool:
    """Return whether the file at ``path`` was read, under whatever name."""
    with suppress(OSError, ValueError):
        status = os.stat(path)
        return (status.st_dev, status.st_ino) in _files
    return False


def forget() -> None:
    """Start anew, for another command in the same process."""
    _files.clear()
    streams.clear()
