"""The checksum of an index, and when it is verified.

A small index is verified each time that it is opened. For a larger one that would take too long. So a record beside it
says which file was verified, and when. The file counts as verified while these are the same:

* its device, inode, size, and times of change. Each write through the file system sets the time of change, and no
  program can set it back.
* the boot of the machine. After a boot, all bytes come from the disk again.

It is verified again after an hour. Until then, damage stays unseen only if it happens below the file system: on the
disk or in memory.
"""

from __future__ import annotations

import os
from binascii import crc32
from contextlib import suppress
from time import time_ns
from typing import Final

MAX_SMALL_SIZE: Final = 2 << 20
"""Bytes. To verify a small index takes half a millisecond a MiB."""

MAX_AGE: Final = 60 * 60 * 1_000_000_000
"""Nanoseconds for which a record of a larger index counts."""

RACY_WINDOW: Final = 2_000_000_000
"""Nanoseconds. A file changed this shortly before it was read may change again with the same time (git's rule)."""

RECORD_ENDING: Final = ".verified"

_CHUNK_SIZE: Final = 1 << 18
_CHECKSUM_FIELD: Final = slice(60, 64)
"""Bytes 60-63 of the header, `user_version`, hold a CRC32 of the file (SQLite file format, 1.3.5)."""

_BOOT: Final = "/proc/sys/kernel/random/boot_id"
_MAX_RECORD_SIZE: Final = 1_000
_READ: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
_WRITE: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | (_READ & ~os.O_RDONLY)


def record_path(place: str) -> str:
    """Return the path of the record beside an index."""
    return f"{place}{RECORD_ENDING}"


def write_checksum(draft: str) -> None:
    """Write the checksum of a new index into it. Force the index to the disk where a boot cannot be recognized."""
    _, checksum = _checksums(draft)
    with open(draft, "r+b") as file:
        file.seek(_CHECKSUM_FIELD.start)
        file.write(checksum)
        if os.fstat(file.fileno()).st_size > MAX_SMALL_SIZE and not _boot():
            file.flush()
            os.fsync(file.fileno())


def is_intact(place: str, status: os.stat_result) -> bool:
    """Tell whether an index has the right checksum now, or had it when the same file was last verified.

    ``status`` is that of the file. Raise `OSError` if the file cannot be read.
    """
    if status.st_size <= MAX_SMALL_SIZE:
        return has_right_checksum(place)
    now = time_ns()
    known = _identity(status)
    if _is_recorded(place, known, now):
        return True
    if not has_right_checksum(place):
        return False
    if now - max(status.st_mtime_ns, status.st_ctime_ns) > RACY_WINDOW and _identity(os.lstat(place)) == known:
        _record(place, known, now)
    return True


def has_right_checksum(place: str) -> bool:
    """Tell whether an index has the right checksum; raise `OSError` if it cannot be read."""
    found, due = _checksums(place)
    return found == due


def _checksums(place: str) -> tuple[bytes, bytes]:
    """Return the stored and the actual checksum. The field that stores it counts as zeros."""
    found, checksum, chunk = b"", 0, bytearray(_CHUNK_SIZE)
    with open(place, "rb", buffering=0) as file:
        while size := file.readinto(chunk):
            if not found:
                found, chunk[_CHECKSUM_FIELD] = bytes(chunk[_CHECKSUM_FIELD]), bytes(4)
            checksum = crc32(memoryview(chunk)[:size], checksum)
    return found, checksum.to_bytes(4)


def _identity(status: os.stat_result) -> str:
    """Return what identifies the content of a file during this boot."""
    times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
    return f"{status.st_dev} {status.st_ino} {status.st_size} {times} {_boot()}"


def _boot() -> str:
    """Return the id of this boot of the machine, "" where it is unknown."""
    with suppress(OSError):
        return _content(_BOOT).decode("ascii", "replace").strip()
    return ""


def _content(path: str) -> bytes:
    handle = os.open(path, _READ)
    try:
        return os.read(handle, _MAX_RECORD_SIZE)
    finally:
        os.close(handle)


def _is_recorded(place: str, known: str, now: int) -> bool:
    """Tell whether this file was verified within `MAX_AGE`. A damaged record counts as none."""
    with suppress(OSError, ValueError):
        text, _, checksum = _content(record_path(place)).rpartition(b" ")
        identity, _, time = text.rpartition(b" ")
        intact = checksum == b"%08x" % crc32(text)
        return intact and identity == known.encode() and 0 <= now - int(time) < MAX_AGE
    return False


def _record(place: str, known: str, now: int) -> None:
    text = f"{known} {now}".encode()
    with suppress(OSError):  # it is verified next time, too
        handle = os.open(record_path(place), _WRITE, 0o600)
        try:
            os.write(handle, text + b" %08x" % crc32(text))
        finally:
            os.close(handle)
