"""The checksum of an index, and when it is verified.

A small index is verified each time that it is opened. For a larger one that would take too long. So a record beside it
says which file was verified, and when. The file counts as verified while these are the same:

* its device, inode, size, and times of change. Each write through the file system sets the time of change, and no
  program can set it back.
* the boot of the machine. After a boot, all bytes come from the disk again.
* the parts of its content that are verified each time, a few at random. The record holds their checksums.

All of it is verified again after an hour. Until then, damage stays unseen only if it happens below the file system, on
the disk or in memory, and outside the parts that were verified since.
"""

from __future__ import annotations

import os
from binascii import crc32
from contextlib import suppress
from time import time_ns
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from io import FileIO

MAX_SMALL_SIZE: Final = 2 << 20
"""Bytes. To verify a small index takes half a millisecond a MiB."""

MAX_AGE: Final = 60 * 60 * 1_000_000_000
"""Nanoseconds for which a record of a larger index counts."""

RACY_WINDOW: Final = 2_000_000_000
"""Nanoseconds. A file changed this shortly before it was read may change again with the same time (git's rule)."""

SAMPLE: Final = 4
"""The number of parts of a larger index that are verified each time. This takes less than a millisecond."""

RECORD_ENDING: Final = ".verified"

_PART_SIZE: Final = 1 << 18
_CHECKSUM_SIZE: Final = 4
_CHECKSUM_FIELD: Final = slice(60, 64)
"""Bytes 60-63 of the header, `user_version`, hold a CRC32 of the file (SQLite file format, 1.3.5)."""

_BOOT: Final = "/proc/sys/kernel/random/boot_id"
_MAX_RECORD_SIZE: Final = 1 << 20
"""Bytes. The record of an index of 32 GiB is as large."""

_FLAGS: Final = ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
_READ: Final = os.O_RDONLY | sum(getattr(os, flag, 0) for flag in _FLAGS)
_WRITE: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | (_READ & ~os.O_RDONLY)


def record_path(place: str) -> str:
    """Return the path of the record beside an index."""
    return f"{place}{RECORD_ENDING}"


def write_checksum(draft: str) -> None:
    """Write the checksum of a new index into it. Force the index to the disk where a boot cannot be recognized."""
    _, checksums = _checksums(draft)
    with open(draft, "r+b") as file:
        file.seek(_CHECKSUM_FIELD.start)
        file.write(checksums[-_CHECKSUM_SIZE:])
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
    if (checksums := _recorded_checksums(place, known, now)) and _has_right_sample(place, checksums):
        return True
    if not (checksums := verified_checksums(place)):
        return False
    if now - max(status.st_mtime_ns, status.st_ctime_ns) > RACY_WINDOW and _identity(os.lstat(place)) == known:
        _record(place, known, now, checksums)
    return True


def has_right_checksum(place: str) -> bool:
    """Tell whether an index has the right checksum; raise `OSError` if it cannot be read."""
    return bool(verified_checksums(place))


def verified_checksums(place: str) -> bytes:
    """Return the checksums of an index, or nothing if it has not the right ones; raise `OSError` as above."""
    stored, checksums = _checksums(place)
    return checksums if stored == checksums[-_CHECKSUM_SIZE:] else b""


def _checksums(place: str) -> tuple[bytes, bytes]:
    """Return the stored checksum, and the actual ones: of the first part, the first two, and so on, up to the whole.

    The field that stores it counts as zeros.
    """
    stored, checksum, checksums, part = b"", 0, bytearray(), bytearray(_PART_SIZE)
    with open(place, "rb", buffering=0) as file:
        while size := file.readinto(part):
            if not stored:
                stored, part[_CHECKSUM_FIELD] = bytes(part[_CHECKSUM_FIELD]), bytes(_CHECKSUM_SIZE)
            checksum = crc32(memoryview(part)[:size], checksum)
            checksums += checksum.to_bytes(_CHECKSUM_SIZE)
    return stored, bytes(checksums)


def _has_right_sample(place: str, checksums: bytes) -> bool:
    """Tell whether some successive parts, beginning with a random one, have the right checksums."""
    count = len(checksums) // _CHECKSUM_SIZE
    first = int.from_bytes(os.urandom(4)) % count
    part = bytearray(_PART_SIZE)  # one for all: a new one costs as much as its checksum
    with open(place, "rb", buffering=0) as file:
        return all(_has_right_part(file, part, each % count, checksums) for each in range(first, first + SAMPLE))


def _has_right_part(file: FileIO, part: bytearray, number: int, checksums: bytes) -> bool:
    end = number * _CHECKSUM_SIZE
    before, due = checksums[max(end - _CHECKSUM_SIZE, 0) : end], checksums[end : end + _CHECKSUM_SIZE]
    file.seek(number * _PART_SIZE)
    size = file.readinto(part)
    if number == 0:
        stored, part[_CHECKSUM_FIELD] = part[_CHECKSUM_FIELD], bytes(_CHECKSUM_SIZE)
        if stored != checksums[-_CHECKSUM_SIZE:]:
            return False
    return crc32(memoryview(part)[:size], int.from_bytes(before)).to_bytes(_CHECKSUM_SIZE) == due


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


def _recorded_checksums(place: str, known: str, now: int) -> bytes:
    """Return the checksums of this file if it was verified within `MAX_AGE`. A damaged record counts as none."""
    with suppress(OSError, ValueError):
        text, _, checksum = _content(record_path(place)).rpartition(b" ")
        identity, time, checksums = text.rsplit(b" ", 2)
        intact = checksum == b"%08x" % crc32(text)
        if intact and identity == known.encode() and 0 <= now - int(time) < MAX_AGE:
            return bytes.fromhex(checksums.decode())
    return b""


def _record(place: str, known: str, now: int, checksums: bytes) -> None:
    text = f"{known} {now} {checksums.hex()}".encode()
    with suppress(OSError):  # it is verified next time, too
        handle = os.open(record_path(place), _WRITE, 0o600)
        try:
            os.write(handle, text + b" %08x" % crc32(text))
        finally:
            os.close(handle)
