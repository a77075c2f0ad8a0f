"""A folder of files that is written again and again, and what others put into it.

A manifest in the folder lists each file with its SHA-256, as ``sha256sum`` does. New content is written into a draft,
and then moved into place; a file whose content stays the same is not touched. What the manifest does not list belongs
to somebody else: it stays, and it is never replaced.

The draft of a new folder stands beside it. That of an old one stands in it, because the folder around it may belong to
another user or to another disk.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from hashlib import sha256
from itertools import accumulate
from typing import TYPE_CHECKING, Final, Self

from genden_cli import signals
from genden_cli.errors import Unwritable, reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MANIFEST: Final = "genden-site.sha256"

_NOTHING_CHANGED: Final = "nothing was changed"
_DIGEST: Final = 64
"""The letters of a hash in the manifest."""

_IN_THE_WAY: Final = ""
"""Stands for the hash of what is no file, such as a link or a folder."""


class SiteFolder:
    """A folder that receives a whole set of files. They count once they are committed."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._real = os.path.realpath(path)
        self._draft = ""
        self._old: dict[str, set[str]] = {}
        self._new: dict[str, str] = {}
        self._staged: list[str] = []
        self._in_the_way: dict[str, bool] = {}

    def __enter__(self) -> Self:
        """Read the manifest; raise `Unwritable` if the folder belongs to somebody else."""
        with _telling(self._path):
            self._exists = self._is_ours()
            place = os.path.join(self._real, "") if self._exists else self._real
            self._draft = f"{place}.genden-{os.getpid()}-{os.urandom(4).hex()}.tmp"
            signals.DRAFTS.add(self._draft)
            os.makedirs(self._draft)
        return self

    def __exit__(self, *error: object) -> None:
        signals.remove_draft(self._draft)
        signals.DRAFTS.discard(self._draft)

    def add(self, name: str, data: bytes) -> None:
        """Add a file; ``name`` is its path in the folder, with slashes."""
        digest = sha256(data).hexdigest()
        self._new[name] = digest
        with _telling(self._path):
            if (folder := self._blocking_folder(name)) is not None:
                raise self._foreign(folder)
            found = self._digest(name)
            if found == digest:
                return
            if found is not None and found not in self._old.get(name, ()):
                raise self._foreign(name)
            self._staged.append(name)
            self._write(name, data)

    def read(self, name: str) -> bytes | None:
        """Return the content of a file of an earlier run, or None if there is none."""
        with _telling(self._path):
            if not self._exists or self._digest(name) not in self._old.get(name, ()):
                return None
            with open(os.path.join(self._real, *name.split("/")), "rb") as file:
                return file.read()

    def commit(self) -> tuple[str, ...]:
        """Move the new files into place, and remove those that are gone; return those that somebody else changed."""
        with _telling(self._path):
            gone = [name for name in self._old if name not in self._new]
            if not self._exists:
                self._write_manifest(self._draft, {name: {digest} for name, digest in self._new.items()})
                os.rename(self._draft, self._real)
                return ()
            both = {name: self._old.get(name, set()) | {digest} for name, digest in self._new.items()}
            self._replace_manifest({**self._old, **both})  # an interrupted run can be repeated
            for name in self._staged:
                self._move(name)
            left = [name for name in gone if not self._remove(name)]
            kept = tuple(name for name in left if self._digest(name) is not None)
            self._replace_manifest({name: {digest} for name, digest in self._new.items()})
            return kept

    def _is_ours(self) -> bool:
        """Return whether the folder exists; raise `Unwritable` if it is in use for something else."""
        if not os.path.lexists(self._real):
            return False
        if not os.path.isdir(self._real):
            raise Unwritable(f"{self._path} is not a folder", hints=("name a new folder",))
        with suppress(FileNotFoundError):
            self._old = _manifest(os.path.join(self._real, MANIFEST))
            return True
        if os.listdir(self._real):
            hints = (f"name a new or an empty folder; {_NOTHING_CHANGED}",)
            raise Unwritable(f"{self._path} has files that genden did not write", hints=hints)
        return True

    def _foreign(self, name: str) -> Unwritable:
        hints = (f"move it away; {_NOTHING_CHANGED}",)
        return Unwritable(f"{os.path.join(self._path, name)} was changed by somebody else", hints=hints)

    def _digest(self, name: str) -> str | None:
        """Return the hash of a file in the folder, None if there is none, `_IN_THE_WAY` if it is something else."""
        if not self._exists:
            return None
        if self._blocking_folder(name) is not None:
            return _IN_THE_WAY
        path = os.path.join(self._real, *name.split("/"))
        try:
            if not stat.S_ISREG(os.lstat(path).st_mode):
                return _IN_THE_WAY
            with open(path, "rb") as file:
                return sha256(file.read()).hexdigest()
        except FileNotFoundError:
            return None

    def _blocking_folder(self, name: str) -> str | None:
        """Return the part of a path that is a link, or no folder: writing there would write elsewhere."""
        folders = accumulate(name.split("/")[:-1], "{}/{}".format) if self._exists else ()
        return next((each for each in folders if self._is_in_the_way(each)), None)

    def _is_in_the_way(self, folder: str) -> bool:
        if folder not in self._in_the_way:
            self._in_the_way[folder] = False
            with suppress(FileNotFoundError):
                is_folder = stat.S_ISDIR(os.lstat(os.path.join(self._real, folder)).st_mode)
                self._in_the_way[folder] = not is_folder
        return self._in_the_way[folder]

    def _write(self, name: str, data: bytes) -> None:
        path = os.path.join(self._draft, *name.split("/"))
        try:
            file = open(path, "xb")  # noqa: SIM115 -- closed below
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            file = open(path, "xb")  # noqa: SIM115 -- closed below
        with file:
            file.write(data)

    def _move(self, name: str) -> None:
        parts = name.split("/")
        target = os.path.join(self._real, *parts)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.replace(os.path.join(self._draft, *parts), target)

    def _remove(self, name: str) -> bool:
        """Remove a file of an earlier run, and the folders that it leaves empty; return whether it was still ours."""
        if self._digest(name) not in self._old[name]:
            return False
        folder = os.path.join(self._real, *name.split("/"))
        os.unlink(folder)
        with suppress(OSError):  # it is not empty
            while (folder := os.path.dirname(folder)) != self._real:
                os.rmdir(folder)
        return True

    def _replace_manifest(self, digests: Mapping[str, Iterable[str]]) -> None:
        self._write_manifest(self._draft, digests)
        os.replace(os.path.join(self._draft, MANIFEST), os.path.join(self._real, MANIFEST))

    def _write_manifest(self, folder: str, digests: Mapping[str, Iterable[str]]) -> None:
        with open(os.path.join(folder, MANIFEST), "w", encoding="utf-8", newline="\n") as file:
            for name in sorted(digests):
                file.writelines(f"{digest}  {name}\n" for digest in sorted(digests[name]))


def _manifest(path: str) -> dict[str, set[str]]:
    """Return the names in a manifest, each with its hashes. Lines that are not in the format are left out."""
    found: dict[str, set[str]] = {}
    with open(path, encoding="utf-8", errors="replace", newline="\n") as file:
        for digest, name in _entries(file):
            found.setdefault(name, set()).add(digest)
    return found


def _entries(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        digest, _, name = line.rstrip("\n").partition("  ")
        parts = name.split("/")
        if len(digest) == _DIGEST and name and not {"", ".", ".."} & set(parts) and "\0" not in name:
            yield digest, name


@contextmanager
def _telling(path: str) -> Iterator[None]:
    """Raise `Unwritable` for an `OSError`."""
    try:
        yield
    except OSError as error:
        raise Unwritable(f"cannot write {path}: {reason(error)}") from None
