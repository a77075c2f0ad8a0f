"""The file at a path that is to be written, and the ways in which a draft takes its place."""

from __future__ import annotations

import errno
import os
import stat
from typing import IO, TYPE_CHECKING, Final

from genden_cli import signals
from genden_cli.named_tuple import NamedTuple
from genden_cli.source import exchange

if TYPE_CHECKING:
    from io import FileIO

_CHUNK: Final = 1 << 20

_NO_LINKS: Final = (errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EMLINK)
"""The errors of a file system without hard links."""


class FilePlace(NamedTuple):
    """A path, the file that its links lead to, and the status of that file; None if there is none."""

    path: str
    real: str
    status: os.stat_result | None


class _State(NamedTuple):
    """The metadata that change whenever another program replaces a file or writes into it."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int


class Changed(Exception):
    """The file is not what it was when its new content was begun."""


def place(path: str, *, new: bool) -> FilePlace:
    """Return what is at a path now; raise `OSError` if no file can be written there."""
    if new and os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    real = os.path.realpath(path)
    try:
        status = os.stat(path)
    except FileNotFoundError:
        if not os.path.basename(path) or os.path.lexists(real):  # such as "" and "folder/", and "none/../file"
            raise
        return FilePlace(path, real, None)
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if stat.S_ISREG(status.st_mode):
        if not os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        if not stat.S_IMODE(status.st_mode) & 0o222:  # root may write it all the same
            raise PermissionError(errno.EACCES, "the file is read-only")
    return FilePlace(path, real, status)


def check_unchanged(before: FilePlace, old: bytes | None) -> None:
    """Raise `Changed` if the path leads to another file than before, or the content is not ``old``."""
    try:
        if old is not None and _content(before.real, len(old) + 1) != old:
            raise Changed
        now = _state(os.stat(before.path))  # last, because it also tells of what happened since the reading
    except FileNotFoundError:
        now = None
    if now != _state(before.status):
        raise Changed


def takes_on(draft: str, handle: int, place: FilePlace) -> bool:
    """Give a draft the owner, the attributes and the mode of a file; return whether it has them all."""
    status = place.status
    if status is None:
        return True
    try:
        own = os.fstat(handle)
        if (own.st_uid, own.st_gid) != (status.st_uid, status.st_gid):
            os.chown(draft, status.st_uid, status.st_gid)
        _copy_attributes(place.real, handle)
        os.chmod(draft, stat.S_IMODE(status.st_mode))
    except OSError:
        return False
    return True


def link(draft: str, real: str) -> None:
    """Give a draft its name; raise `FileExistsError` if another file has it by now."""
    try:
        os.link(draft, real)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(real):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        os.rename(draft, real)


def swap(draft: str, target: FilePlace, old: bytes) -> bool:
    """Exchange a draft and a file, if the system can; return whether it did. The draft then is the file of before.

    Raise `Changed` if that is not the file of the target with the content ``old``: a program wrote it after the last
    comparison. It is then back in its place. Signals wait, because a signal removes the draft, and that is now a file
    of the user.
    """
    with signals.postponed():
        ours = os.stat(draft)
        if not exchange.exchange(draft, target.real):
            return False
        is_same = False
        try:
            is_it = target.status is not None and os.path.samestat(os.stat(draft), target.status)
            is_same = is_it and _content(draft, len(old) + 1) == old
        finally:
            if not is_same:
                exchange.exchange(draft, target.real)
                # Another program may have replaced ours between the two exchanges, and its file is newer.
                if not os.path.samestat(os.stat(draft), ours):  # pragma: no cover -- no test is so fast
                    exchange.exchange(draft, target.real)
        if not is_same:
            raise Changed
        return True


def copy(draft: str, target: FilePlace, *, only_copy: bool) -> None:
    """Copy a draft into a file. Signals wait until that is done.

    Raise `OSError` if the copy fails; the file then has its old content. Raise `Changed` if it had another one.
    """
    with (
        signals.postponed(),
        open(draft, "rb") as new,
        open(target.real, "r+b", buffering=0) as file,
    ):
        if _state(os.fstat(file.fileno())) != _state(target.status):
            raise Changed
        _overwrite(file, new, os.fstat(new.fileno()).st_size, only_copy=only_copy)


def _state(status: os.stat_result | None) -> _State | None:
    if status is None:
        return None
    return _State(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def _content(path: str, most: int) -> bytes:
    with open(path, "rb") as file:
        return file.read(most)


def _copy_attributes(real: str, handle: int) -> None:
    """Copy extended attributes, among them access control lists. Not every system and disk has them."""
    if not hasattr(os, "listxattr"):
        return
    try:
        names = os.listxattr(real)
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.ENOSYS):
            return
        raise
    own = os.listxattr(handle) if names else ()
    for name in names:
        value = os.getxattr(real, name)
        if name not in own or os.getxattr(handle, name) != value:
            os.setxattr(handle, name, value)


def _overwrite(file: FileIO, new: IO[bytes], size: int, *, only_copy: bool) -> None:
    """Write a new content into a file, or put the old one back; force it to the disk if there is no other copy."""
    old = file.readall()
    try:
        if size > len(old) and hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file.fileno(), 0, size)  # a full disk is noticed before the first byte is lost
        file.seek(0)
        while chunk := new.read(_CHUNK):
            write_all(file, chunk)
        file.truncate(size)
        if only_copy:
            os.fsync(file.fileno())
    except BaseException:
        file.truncate(len(old))
        file.seek(0)
        write_all(file, old)
        raise


def write_all(file: FileIO, data: bytes) -> None:
    """Write data into an unbuffered file, which may take a part of it at a time."""
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]
