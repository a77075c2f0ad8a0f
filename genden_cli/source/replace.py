"""The one way in which a file of a user gets a new content: all of it, or none.

The new content is written to a draft beside the file, and takes its place by a rename. The draft has the mode, the
owner and the attributes of the file before its first byte. A symbolic link stays a link; its target is replaced.

A rename would cut hard links, may lose the owner, and needs the right to change the folder. Then the content of the
draft is copied into the file. The space is reserved first, and the old content is put back if the copy fails.

A text may also go to a device, a pipe or an open file such as ``/dev/stdout``, and is written as it comes.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, Final, Self

from genden_cli import signals
from genden_cli.errors import Unwritable, reason
from genden_cli.source import places, streams
from genden_cli.source.places import Changed, FilePlace

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTHING_CHANGED: Final = "nothing was changed"
_OPEN: Final = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_NO_DRAFT: Final = (errno.EACCES, errno.EPERM, errno.EROFS)
"""The errors of a folder in which this user cannot make a file."""

_NO_RENAME: Final = (*_NO_DRAFT, errno.EBUSY, errno.EXDEV)
"""The errors of a file that cannot be renamed over, such as a mount point; it may still be written into."""


class Replacement:
    """The new content of a file. It counts once it is committed; without that the file stays as it is.

    ``new``: the file must not exist. ``old``: the content that the new one was made from; a file with another content
    is not replaced. With either, the content is forced to the disk, because there is no other copy. ``is_text``: the
    content may go to a device or a pipe.
    """

    def __init__(self, path: str, *, new: bool = False, old: bytes | None = None, is_text: bool = True) -> None:
        self._path = path
        self._new = new
        self._old = old
        self._is_text = is_text
        self._only_copy = new or old is not None
        self._in_place = False
        self._file: IO[bytes] | None = None
        self.draft: str | None = None
        """The path of the draft; None if the content is written as it comes."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.discard()

    def begin(self) -> IO[bytes]:
        """Return a file to write the content to; raise `OSError` if the file cannot be written."""
        try:
            number = streams.descriptor(self._path) if self._old is None else None
            if number is not None:
                self._file = self._open_already(number)
                return self._file
            self._place = places.place(self._path, new=self._new)
            status = self._place.status
            if status is not None and not stat.S_ISREG(status.st_mode):
                self._file = self._special(status)
            else:
                self._file = self._begin_draft()
        except ValueError as error:  # NUL in a path
            raise OSError(errno.EINVAL, str(error)) from None
        return self._file

    def commit(self) -> None:
        """Put the content in the place of the file; raise `OSError` or `Unwritable` if that fails."""
        file = self._file
        assert file is not None  # noqa: S101 -- it was begun
        file.flush()
        if self.draft is None:
            file.close()
            return
        if self._only_copy:
            os.fsync(file.fileno())
        file.close()
        with self._folder() as folder:
            try:
                places.check_unchanged(self._place, self._old)
                self._move(self.draft, self._place)
            except Changed:
                hints = (f"{NOTHING_CHANGED}; run the command again",)
                raise Disturbed(f"another program changed {self._path} in the meantime", hints=hints) from None
            if folder is not None:
                self._settle(folder)

    def discard(self) -> None:
        """Remove what was not committed."""
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        if self.draft is not None:
            with suppress(OSError):
                os.unlink(self.draft)
            signals.DRAFTS.discard(self.draft)

    def _open_already(self, number: int) -> IO[bytes]:
        """Return a file that goes on where an open file is: what was written to it stays."""
        if not self._is_text:
            raise OSError(errno.EINVAL, "it is an open file, not a file of its own")
        return open(os.dup(number), "wb")

    def _special(self, status: os.stat_result) -> IO[bytes]:
        kinds = ((stat.S_ISFIFO, "a pipe"), (stat.S_ISSOCK, "a socket"))
        kind = next((name for is_one, name in kinds if is_one(status.st_mode)), "a device")
        if not self._is_text:
            raise OSError(errno.EINVAL, f"it is {kind}, not a file")
        handle = os.open(self._place.path, os.O_WRONLY | _OPEN)
        file = open(handle, "wb")  # noqa: SIM115 -- commit or discard closes it
        if stat.S_ISREG(os.fstat(handle).st_mode):  # pragma: no cover -- it was swapped since the look at it
            file.close()
            raise OSError(errno.EAGAIN, "it changes")
        return file

    def _begin_draft(self) -> IO[bytes]:
        _, real, status = self._place
        name = f".genden-{os.getpid()}-{os.urandom(4).hex()}.tmp"
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | _OPEN
        self.draft = os.path.join(os.path.dirname(real), name)
        signals.DRAFTS.add(self.draft)
        try:
            handle = os.open(self.draft, flags, 0o666 if status is None else 0o600)
        except OSError as error:
            signals.DRAFTS.discard(self.draft)
            self.draft = None
            if status is None or error.errno not in _NO_DRAFT:
                raise
            from tempfile import mkstemp  # noqa: PLC0415 -- 10 ms, and hardly ever needed

            handle, self.draft = mkstemp(prefix=".genden-", suffix=".tmp")
            signals.DRAFTS.add(self.draft)
            self._in_place = True
        file = open(handle, "w+b")  # noqa: SIM115 -- commit or discard closes it
        if status is not None:
            self._in_place = (
                self._in_place or status.st_nlink > 1 or not places.takes_on(self.draft, handle, self._place)
            )
        return file

    def _move(self, draft: str, place: FilePlace) -> None:
        if self._new:
            places.link(draft, place.real)
            return
        if not self._in_place:
            try:
                if self._old is None or not places.swap(draft, place, self._old):
                    os.replace(draft, place.real)
            except OSError as error:
                if place.status is None or error.errno not in _NO_RENAME:
                    raise
            else:
                return
        places.copy(draft, place, only_copy=self._only_copy)

    @contextmanager
    def _folder(self) -> Iterator[int | None]:
        """Give the open folder of the file if it must be forced to the disk, and can be opened."""
        handle = None
        if self._only_copy:
            with suppress(PermissionError, IsADirectoryError):
                handle = os.open(os.path.dirname(self._place.real), os.O_RDONLY | _OPEN)
        try:
            yield handle
        finally:
            if handle is not None:
                os.close(handle)

    def _settle(self, folder: int) -> None:
        """Force a folder to the disk; raise `Unwritable` if the disk fails. Some disks cannot do it for a folder."""
        try:
            os.fsync(folder)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):
                hints = (f"{self._path} has its new content; copy it to another disk",)
                message = f"the disk does not confirm that it keeps {self._path}: {reason(error)}"
                raise Unwritable(message, hints=hints) from None


class Disturbed(Unwritable):
    """Another program changed the file while its new content was made; the file stays as that program left it."""


def create(path: str, data: bytes) -> None:
    """Write a new file. Raise `Unwritable` if there is one of that name already, or writing fails."""
    with telling(path):
        try:
            with Replacement(path, new=True) as replacement:
                replacement.begin().write(data)
                replacement.commit()
        except FileExistsError:
            hints = (f"name a file that does not; {NOTHING_CHANGED}",)
            raise Unwritable(f"{path} exists", hints=hints) from None


@contextmanager
def telling(path: str) -> Iterator[None]:
    """Raise `Unwritable` for an `OSError` while the file at a path is written."""
    try:
        yield
    except OSError as error:
        raise Unwritable(f"cannot write {path}: {reason(error)}", hints=(NOTHING_CHANGED,)) from None
