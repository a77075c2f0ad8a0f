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


def history(base: str) -> History:
    """Return the history of a base; raise `Unreadable` if it has none. Files that a folder once had belong to it."""
    files = list(base_files.identities(base)) if base != inputs.STDIN else [base]
    top, paths = _places(files)
    names = set(paths) | (_members(top, base) if base_files.is_folder(base) else set())
    steps = _steps(top, sorted(names))
    while former := _former_paths(top, steps, names):
        names |= former
        steps = _steps(top, sorted(names))
    if not steps:
        folder, file = os.path.split(os.path.realpath(base))
        here = git.command(folder)
        hints = (f"{here} add {quoted(file)} && {here} commit begins a history",)
        raise Unreadable(f"no commit has {base} yet", hints=hints)
    return History(top, (_uncommitted(top, paths), *steps))


def _places(files: Sequence[str]) -> tuple[str, list[str]]:
    """Return the top folder of the repository, and the paths of files from there."""
    if inputs.STDIN in files:
        raise Unreadable("standard input has no history", hints=("name a file that is in git",))
    places = [os.path.realpath(file) for file in files]
    folder = os.path.dirname(places[0])
    found = git.run(folder, "rev-parse", "--show-toplevel")
    if not found:
        hints = ("a history needs a fact base that is in git; git init begins one",)
        raise Unreadable(f"{files[0]} is not in a git checkout", hints=hints)
    top = os.path.realpath(os.fsdecode(found.removesuffix(b"\n")))
    return top, [os.path.relpath(place, top) for place in places]


def _members(top: str, folder: str) -> set[str]:
    """Return the paths of all files that belong to a folder at some commit."""
    place = os.path.relpath(os.path.realpath(folder), top)
    said = git.run(top, "log", "-z", "--format=", "--name-only", "--no-renames", "HEAD", "--", place) or b""
    paths = {os.fsdecode(each).strip("\n") for each in said.split(b"\0")}
    return {path for path in paths if path and base_files.is_member(os.path.relpath(path, place))}


def _steps(top: str, paths: Sequence[str]) -> tuple[Step, ...]:
    said = git.run(top, *_LOG, "HEAD", "--", *paths)
    if said is None:  # no commit at all
        return ()
    is_shallow = git.run(top, "rev-parse", "--is-shallow-repository") == b"true\n"
    return tuple(_parsed(said, is_shallow=is_shallow))


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


def _former_paths(top: str, steps: Sequence[Step], known: set[str]) -> set[str]:
    """Return the paths from which commits renamed files to known paths, without those that are known."""
    found: set[str] = set()
    for step in steps:
        added = {each.path for each in step.files if not any(each.before)}
        if step.commit and added:
            said = git.run(top, *_RENAMES, step.commit.name) or b""
            fields = said.split(b"\0")
            pairs = zip(map(os.fsdecode, fields[1::3]), map(os.fsdecode, fields[2::3]), strict=False)
            found |= {before for before, after in pairs if after in added}
    return found - known


_RENAMES: Final = ("diff-tree", "-r", "-z", "-M", "--diff-filter=R", "--name-status", "--no-commit-id")


def _uncommitted(top: str, paths: Sequence[str]) -> Step:
    """Return the step from the last commit to the files as they are."""
    said = git.run(top, "ls-tree", "-z", "--full-tree", "HEAD", "--", *paths) or b""
    blobs = {}
    for entry in filter(None, said.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        blobs[os.fsdecode(path)] = about.split()[2].decode("ascii")
    return Step(None, tuple(FileChange(path, (blobs.get(path),), os.path.join(top, path)) for path in paths))
