"""The commits of git that changed the files of a base, and the blobs before and after.

Files are followed through renames. A merge counts only with what it has from none of its parents.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from genden_cli.errors import Unreadable
from genden_cli.named_tuple import NamedTuple
from genden_cli.source import base_files, git, inputs
from genden_cli.text.command_line import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Commit(NamedTuple):
    """A commit: its name, when (ISO 8601) and by whom it was written, and its subject."""

    name: str
    time: str
    by: str
    subject: str


class FileChange(NamedTuple):
    """A changed file: its path from the top, its blob in each parent, and after the commit; None is no file."""

    path: str
    before: tuple[str | None, ...]
    after: str | None


class Step(NamedTuple):
    """A commit and the files of the base that it changed.

    Without ``commit``, the changes are not committed, and ``after`` is the path of the file. A step ``begins`` the
    history if the clone has no older commit, although there is one.
    """

    commit: Commit | None
    files: tuple[FileChange, ...]
    begins: bool = False


class History(NamedTuple):
    """The steps of the files of a base, the newest first, and the top folder of the repository."""

    top: str
    steps: tuple[Step, ...]


class _Places(NamedTuple):
    """The top folder of a repository, and from there the paths of a base: a file or a folder, then former files."""

    top: str
    paths: tuple[str, ...]
    is_folder: bool

    def has(self, path: str) -> bool:
        """Tell whether the path of a file belongs to the base."""
        if path in self.paths:
            return True
        below = os.path.relpath(path, self.paths[0])
        return self.is_folder and not below.startswith(os.pardir) and base_files.is_member(below)


def history(base: str) -> History:
    """Return the history of a base, which is a file or a folder; raise `Unreadable` if it has none."""
    places = _places(base)
    steps = _steps(places)
    while former := _former_paths(steps, places):
        places = places._replace(paths=(*places.paths, *sorted(former)))
        steps = _steps(places)
    if not steps:
        folder, file = os.path.split(os.path.realpath(base))
        here = git.command(folder)
        hints = (f"{here} add {quoted(file)} && {here} commit begins a history",)
        raise Unreadable(f"no commit has {base} yet", hints=hints)
    return History(places.top, (_uncommitted(base, places), *steps))


def _places(base: str) -> _Places:
    if base == inputs.STDIN:
        raise Unreadable("standard input has no history", hints=("name a file that is in git",))
    found = git.run(base_files.folder_of(base), "rev-parse", "--show-toplevel")
    if not found:
        hints = ("a history needs a fact base that is in git; git init begins one",)
        raise Unreadable(f"{base} is not in a git checkout", hints=hints)
    top = os.path.realpath(os.fsdecode(found.removesuffix(b"\n")))
    return _Places(top, (os.path.relpath(os.path.realpath(base), top),), base_files.is_folder(base))


def _steps(places: _Places) -> tuple[Step, ...]:
    said = git.run(places.top, *_LOG, "HEAD", "--", *places.paths)
    if said is None:  # no commit at all
        return ()
    is_shallow = git.run(places.top, "rev-parse", "--is-shallow-repository") == b"true\n"
    steps = _parsed(said, is_shallow=is_shallow)
    own = (each._replace(files=tuple(file for file in each.files if places.has(file.path))) for each in steps)
    return tuple(each for each in own if each.files)


_LOG: Final = (
    "-c",
    "log.showRoot=true",
    "log",
    "-z",
    "--format=%x01%H%x00%P%x00%aI%x00%aN%x00%s",
    "--raw",
    "-c",
    "--no-abbrev",
    "--no-renames",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--encoding=UTF-8",
)
"""Lists blobs and reads none: a merge appears with the files that differ from those of each parent."""

_COMMIT: Final = re.compile(rb"\n?\x01([0-9a-f]+)")
_FIELDS: Final = 4


def _parsed(said: bytes, *, is_shallow: bool) -> Iterator[Step]:
    tokens = iter(said.split(b"\0"))
    commit, files, parents = None, [], ""
    for token in tokens:
        if token.lstrip(b"\n").startswith(b":"):
            files.append(_file_change(token, next(tokens)))
        elif head := _COMMIT.fullmatch(token):
            if commit:
                yield Step(commit, tuple(files), begins=is_shallow and not parents)
            parents, time, by, subject = (next(tokens).decode("utf-8", "replace") for _ in range(_FIELDS))
            commit, files = Commit(head[1].decode("ascii"), time, by, subject), []
    if commit:
        yield Step(commit, tuple(files), begins=is_shallow and not parents)


def _file_change(token: bytes, path: bytes) -> FileChange:
    """Return the change that a raw line tells: colons, a mode and a blob for each parent and the commit, a status."""
    words = token.lstrip(b"\n").decode("ascii", "replace").split(" ")
    parents = words[0].count(":")
    blobs = [None if set(blob) == {"0"} else blob for blob in words[parents + 1 : 2 * parents + 2]]
    return FileChange(os.fsdecode(path), tuple(blobs[:parents]), blobs[parents])


def _former_paths(steps: Sequence[Step], places: _Places) -> set[str]:
    """Return the paths from which commits renamed files to those of a base, without those that are known."""
    found: set[str] = set()
    for step in steps:
        added = {each.path for each in step.files if not any(each.before)}
        if step.commit and added:
            said = git.run(places.top, *_RENAMES, step.commit.name) or b""
            fields = said.split(b"\0")
            pairs = zip(map(os.fsdecode, fields[1::3]), map(os.fsdecode, fields[2::3]), strict=False)
            found |= {before for before, after in pairs if after in added and not places.has(before)}
    return found


_RENAMES: Final = ("diff-tree", "-r", "-z", "-M30%", "--diff-filter=R", "--name-status", "--no-commit-id")
"""A file that was cut into several is found again in one that has a third of it."""


def _uncommitted(base: str, places: _Places) -> Step:
    """Return the step from the last commit to the files as they are."""
    said = git.run(places.top, "ls-tree", "-r", "-z", "--full-tree", "HEAD", "--", *places.paths) or b""
    changes: dict[str, FileChange] = {}
    for entry in filter(None, said.split(b"\0")):
        about, _, name = entry.partition(b"\t")
        if places.has(path := os.fsdecode(name)):
            changes[path] = FileChange(path, (about.split()[2].decode("ascii"),), None)
    for file in base_files.identities(base):
        path = os.path.relpath(os.path.realpath(file), places.top)
        before = changes[path].before if path in changes else (None,)
        changes[path] = FileChange(path, before, os.path.join(places.top, path))
    return Step(None, tuple(changes.values()))
