"""A folder of files that is written again and again, and what others put into it.

A manifest in the folder lists each file with its SHA-256, as ``sha256sum`` does. New content is written beside the
folder and then moved into place; a file whose content stays the same is not touched. What the manifest does not list
belongs to somebody else: it stays, and it is never replaced.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Self

from genden_cli import signals
from genden_cli.errors import Unwritable, reason
from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MANIFEST: Final = "genden-site.sha256"

_NOTHING_CHANGED: Final = "nothing was changed"
_DIGEST: Final = 64
"""The letters of a hash in the manifest."""

_IN_THE_WAY: Final = ""
"""Stands for the hash of what is no file, such as a link or a folder."""


class Report(NamedTuple):
    """What became of the files: how many were written, stayed and were removed; and the changed ones that were kept."""

    written: int
    unchanged: int
    removed: int
    kept: tuple[str, ...]


class SiteFolder:
    """A folder that receives a whole set of files. They count once they are committed."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._real = os.path.realpath(path)
        self._draft = f"{self._real}.genden-{os.getpid()}-{os.urandom(4).hex()}.tmp"
        self._old: dict[str, set[str]] = {}
        self._new: dict[str, str] = {}
        self._staged: list[str] = []
        self._checked: set[str] = set()

    def __enter__(self) -> Self:
        """Read the manifest; raise `Unwritable` if the folder belongs to somebody else."""
        with _telling(self._path):
            self._exists = self._is_ours()
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

    def commit(self) -> Report:
        """Move the new files into place, and remove those that are gone."""
        with _telling(self._path):
            gone = [name for name in self._old if name not in self._new]
            if not self._exists:
                self._write_manifest(self._draft, {name: {digest} for name, digest in self._new.items()})
                os.rename(self._draft, self._real)
                return Report(len(self._new), 0, 0, ())
            both = {name: self._old.get(name, set()) | {digest} for name, digest in self._new.items()}
            self._replace_manifest({**self._old, **both})  # an interrupted run can be repeated
            for name in self._staged:
                self._move(name)
            removed = [name for name in gone if self._remove(name)]
            kept = tuple(name for name in gone if name not in set(removed) and self._digest(name) is not None)
            self._replace_manifest({name: {digest} for name, digest in self._new.items()})
            return Report(len(self._staged), len(self._new) - len(self._staged), len(removed), kept)

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
        self._check_folders(name)
        path = os.path.join(self._real, *name.split("/"))
        try:
            if not stat.S_ISREG(os.lstat(path).st_mode):
                return _IN_THE_WAY
            with open(path, "rb") as file:
                return sha256(file.read()).hexdigest()
        except FileNotFoundError:
            return None

    def _check_folders(self, name: str) -> None:
        """Raise `Unwritable` if a part of the path is a link, or no folder: writing there would write elsewhere."""
        parts = name.split("/")[:-1]
        for length in range(1, len(parts) + 1):
            folder = "/".join(parts[:length])
            if folder in self._checked:
                continue
            self._checked.add(folder)
            with suppress(FileNotFoundError):
                if not stat.S_ISDIR(os.lstat(os.path.join(self._real, folder)).st_mode):
                    raise self._foreign(folder)

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
