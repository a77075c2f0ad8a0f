"""The files of a fact base: one file, or all YAML files of a folder.

A folder is read with its subfolders, in the order of the paths: name by name, by the bytes of the names. Hidden files
and folders are skipped. A symbolic link may lead to a file of the folder, but not out of it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from genden_cli.errors import Unreadable
from genden_cli.named_tuple import NamedTuple
from genden_cli.paths import is_within, with_slashes
from genden_cli.source import base_file, base_text, inputs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    from genden_cli.source.base_file import Identity
    from genden_cli.source.base_text import BaseText

    Identities: TypeAlias = dict[str, Identity]
    """The path of each file of a base with its identity, in the order of reading."""

ENDINGS: Final = (".yaml", ".yml")
_MAX_TRIES: Final = 3
_MOST_ENTRIES: Final = 50_000


class BaseContent(NamedTuple):
    """The files of a base at one moment: their texts in the order of reading, and their identities by path.

    ``base`` is the path of the file or of the folder. A content that is not read from files has no identities.
    """

    base: str
    texts: tuple[BaseText, ...]
    identities: Identities = {}  # noqa: RUF012 -- nobody changes it

    @property
    def sizes(self) -> dict[str, int]:
        """The number of bytes of each file by its path, in the order of reading."""
        return {each.path: len(each.data) for each in self.texts}

    @property
    def data(self) -> dict[str, bytes]:
        """The bytes of each file by its path, in the order of reading."""
        return {each.path: each.data for each in self.texts}

    def hashes(self) -> dict[str, str]:
        """Return the SHA-256 of each file by its path, in hexadecimal digits."""
        return {each.path: each.sha256 for each in self.texts}

    def sha256(self) -> str:
        """Return the SHA-256 of the file. For a folder, that of what ``sha256sum`` prints for its files."""
        hashes = self.hashes()
        if self.base in hashes:
            return hashes[self.base]
        lines = (f"{each}  {with_slashes(os.path.relpath(path, self.base))}\n" for path, each in hashes.items())
        return _sha256(os.fsencode("".join(lines)))

    def with_data(self, changed: Mapping[str, bytes]) -> BaseContent:
        """Return the content with other bytes in some files."""
        texts = (
            base_text.BaseText(each.path, changed[each.path]) if each.path in changed else each for each in self.texts
        )
        return self._replace(texts=tuple(texts))


def _sha256(data: bytes) -> str:
    from hashlib import sha256  # not for a warm start

    return sha256(data).hexdigest()


def is_folder(path: str) -> bool:
    """Tell whether the path of a base is that of a folder."""
    return path != inputs.STDIN and os.path.isdir(path)


def folder_of(base: str) -> str:
    """Return the folder that a base is, or that its file is in. The links of its path are resolved."""
    real = os.path.realpath(base)
    return real if is_folder(real) else os.path.dirname(real)


def in_order(paths: Iterable[str]) -> list[str]:
    """Return the paths of files in the order of reading."""
    return sorted(paths, key=lambda path: os.fsencode(with_slashes(path)).split(b"/"))


def is_member(path: str) -> bool:
    """Tell whether the file at a path within the folder of a base belongs to it, by its name."""
    hidden = any(name.startswith(".") for name in path.split(os.sep))
    return path.lower().endswith(ENDINGS) and not hidden


def would_hold(base: str, path: str) -> bool:
    """Tell whether a new file at a path would belong to a base that is a folder."""
    if not is_folder(base):
        return False
    below = os.path.relpath(os.path.realpath(path), os.path.realpath(base))
    return not below.startswith(os.pardir) and is_member(below)


def identities(base: str) -> Identities:
    """Return the files of a base with their identities. Raise `Unreadable` if one of them is no regular file.

    Raise it also for a folder that cannot be listed, that has no YAML file, or that a symbolic link leads out of.
    """
    if not is_folder(base):
        return {base: base_file.identity(base)}
    found = {path: seen for path in _paths(base) if (seen := _identity_if_there(path))}
    base_file.check_size(base, sum(each.size for each in found.values()))
    if not found:
        raise no_files(base)
    return found


def no_files(folder: str) -> Unreadable:
    """Return the error for a folder without a fact base."""
    hints = (f"name a folder with files that end in {' or '.join(ENDINGS)}, or one such file",)
    return Unreadable(f"{folder} is a folder without a YAML file", hints=hints)


def read(base: str) -> BaseContent:
    """Return the content of a base, all files at one moment. A stream has an identity of zeros.

    Raise `Unreadable` as `identities` does, and if the files change again and again while they are read.
    """
    if not is_folder(base):
        data, seen = base_file.read(base)
        return BaseContent(base, (base_text.BaseText(base, data),), {base: seen})
    for _ in range(_MAX_TRIES):
        before = identities(base)
        content = _content(base, before)
        if content and content.identities == before == identities(base):
            return content
    raise Unreadable(f"{base} changes while it is read", hints=("try again when it is at rest",))


def _content(base: str, files: Identities) -> BaseContent | None:
    """Return the content of these files; None if one of them has gone."""
    texts, seen = [], {}
    for path in files:
        try:
            data, seen[path] = base_file.read(path)
        except Unreadable:
            if os.path.exists(path):
                raise
            return None
        texts.append(base_text.BaseText(path, data))
    return BaseContent(base, tuple(texts), seen)


def _identity_if_there(path: str) -> Identity | None:
    """Return the identity of a file of a folder, or None if it has gone since the folder was listed."""
    try:
        return base_file.identity(path)
    except Unreadable:
        if os.path.lexists(path):
            raise
        return None


def _paths(base: str) -> list[str]:
    """Return the paths of the YAML files below a folder in the order of reading; each file once."""
    files, links = _files_and_links(base)
    if links:
        seen = set(map(os.path.realpath, files))
        for link in sorted(links):
            if (real := os.path.realpath(link)) not in seen:
                seen.add(real)
                files.append(link)
    return in_order(files)


def _files_and_links(base: str) -> tuple[list[str], list[str]]:
    """Return the paths of the YAML files below a folder, and of the links to such files."""
    root = os.path.realpath(base)
    folders, files, links = [base], [], []
    count = 0
    while folders:
        for entry in _entries(folders.pop(), base):
            count += 1
            is_yaml = entry.name.lower().endswith(ENDINGS)
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                links += [entry.path] * _is_followed(entry.path, root, is_yaml=is_yaml)
            elif entry.is_dir():
                folders.append(entry.path)
            elif is_yaml:
                files.append(entry.path)
        if count > _MOST_ENTRIES:
            hints = ("name the folder that holds the fact base alone",)
            raise Unreadable(f"{base} holds more than {_MOST_ENTRIES:,} files and folders", hints=hints)
    return files, links


def _entries(folder: str, base: str) -> list[os.DirEntry[str]]:
    """Return what is in a folder; nothing if it has gone since the folder above it was listed."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        if folder != base and isinstance(error, FileNotFoundError):
            return []
        raise base_file.unreadable(folder, error) from None


def _is_followed(link: str, root: str, *, is_yaml: bool) -> bool:
    """Tell whether a link leads to a file of a base. The files of a folder in the base are read there.

    Raise `Unreadable` if it leads out of the folder ``root``, or to nothing.
    """
    real = os.path.realpath(link)
    is_there, is_folder = os.path.lexists(real), os.path.isdir(real)
    if not (is_yaml or is_folder):
        return False
    if not is_within(real, root):
        raise Unreadable(f"{link} is a link that leads out of the folder", hints=("put the file itself there",))
    if not is_there:
        raise Unreadable(f"{link} is a link to nothing", hints=("remove it, or put the file itself there",))
    return not is_folder
