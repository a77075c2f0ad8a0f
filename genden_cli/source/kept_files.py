"""Put a copy of a source into the folder of copies beside a fact base."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from genden_cli.errors import Unreadable, Unwritable, WrongUsage, reason
from genden_cli.named_tuple import NamedTuple
from genden_cli.paths import is_within
from genden_cli.source import base_files, copies, replace

if TYPE_CHECKING:
    from collections.abc import Iterator


class KeptFile(NamedTuple):
    """A copy: its path relative to the folder of the base, with ``/``, and its SHA-256 hash."""

    file: str
    sha256: str


@contextmanager
def keep_file(file: str, base: str) -> Iterator[KeptFile]:
    """Copy a file into the folder of copies of a base, and give its place there.

    A file that is in the folder of the base already stays where it is. If the block fails, a new copy is removed. Raise
    `Unreadable` for a file that is no text, HTML or PDF, `Unwritable` if another file has the name.
    """
    content = copies.data(file)
    copies.check_format(content, file)
    found = copies.digest(content)
    folder = base_files.folder_of(base)
    real = os.path.realpath(file)
    if is_within(real, folder) and real != os.path.realpath(base):
        yield KeptFile(_relative(real, folder), found)
        return
    name = _name(file)  # a file that is refused makes no folder
    path = os.path.join(_copies_folder(folder), name)
    is_new = _write(path, content)
    try:
        yield KeptFile(_relative(path, folder), found)
    except BaseException:
        if is_new:
            with suppress(OSError):
                os.unlink(path)
        raise


def _name(file: str) -> str:
    name = os.path.basename(os.path.normpath(file))
    try:
        name.encode()
    except UnicodeEncodeError:
        raise WrongUsage("the name of the file is no text in UTF-8", hints=("rename it",)) from None
    if not name.isprintable() or "\\" in name or name != name.strip():
        raise WrongUsage(f"no copy can be called '{name}'", hints=("rename the file",))
    return name


def _relative(path: str, folder: str) -> str:
    return os.path.relpath(path, folder).replace(os.sep, "/")


def _copies_folder(folder: str) -> str:
    """Return the folder of copies, which is made if it is missing. Raise `Unwritable` if that fails."""
    path = os.path.join(folder, copies.FOLDER)
    try:
        with suppress(FileExistsError):
            os.mkdir(path)
        if not os.path.isdir(path):
            raise Unwritable(f"{path} is no folder", hints=("move it away; nothing was changed",))
        copies.path_in(folder, copies.FOLDER)
    except OSError as error:
        raise Unwritable(f"cannot make {path}: {reason(error)}", hints=("nothing was changed",)) from None
    return path


def _write(path: str, content: bytes) -> bool:
    """Write a copy, and return whether it is new. A file with the same content stays."""
    if not os.path.lexists(path):
        replace.create(path, content)
        return True
    with suppress(Unreadable):
        if copies.data(path) == content:
            return False
    hints = ("rename the file, or move the older copy away; nothing was changed",)
    raise Unwritable(f"{path} exists and is another file", hints=hints)
