"""Read a fact base from a file or from a git revision.

Git is asked for one object by name (``git cat-file``). Therefore nothing that looks like a range or an option can do
anything but name an object.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from genden_cli.errors import Unreadable, WrongUsage
from genden_cli.named_tuple import NamedTuple
from genden_cli.source import base_file, base_files, blobs, git, inputs
from genden_cli.source.base_files import BaseContent
from genden_cli.source.base_text import BaseText
from genden_cli.text.command_line import quoted
from genden_cli.text.edit_distance import distance

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

_WITH_PATH: Final = re.compile(r"((?:[^:{]|\{[^}]*\})*):(.*)", re.DOTALL)
"""``REVISION:PATH``. Braces, as in ``main@{12:00}``, may contain a colon."""

_TOP: Final = ("rev-parse", "--show-toplevel")

_SLIPS: Final = 3
"""The letters in which a misspelt name of a file may differ."""

_MOST_NAMED: Final = 3

_TWO_FILES: Final = ("name two files, as in genden diff OLD NEW",)


class Revision(NamedTuple):
    """The content of a fact base. ``file`` is its path, or None if it comes from a git revision."""

    content: BaseContent
    file: str | None

    @property
    def label(self) -> str:
        """The name of the version: the path of a file or a folder, or ``REVISION:PATH``."""
        return self.content.base


class _GitObject(NamedTuple):
    """A git object: a path at a revision, relative to a folder."""

    folder: str
    revision: str
    path: str

    @property
    def name(self) -> str:
        """The name by which git finds it."""
        return f"{self.revision}:{self.path}"


def revision(name: str, *, base: str) -> Revision:
    """Return the fact base called ``name``: a file, git's ``REVISION:PATH``, or ``base`` at a git revision.

    Raise `Unreadable` if nothing has that name.
    """
    if not name:
        raise WrongUsage("a version without a name", hints=("name a file, or a git revision such as HEAD~1",))
    if name == inputs.STDIN or os.path.exists(name):
        return file_revision(name)
    if found := _WITH_PATH.fullmatch(name):
        return _at_revision(name, _GitObject(os.curdir, *found.groups()))
    if _names_a_file(name):
        raise _no_file(name)
    real = os.path.realpath(base)
    if os.path.exists(os.path.join(real, ".git")):  # the top folder
        return _at_revision(name, _GitObject(real, name, "./"), label=f"{name}:{os.path.basename(real)}")
    folder, file = os.path.split(real)
    target = _GitObject(folder, name, f"./{file}")
    return _at_revision(name, _at_former_path(target) or target)


def file_revision(path: str) -> Revision:
    """Return the fact base in a file or a folder; raise `Unreadable` if it cannot be read."""
    return Revision(base_files.read(path), path)


def _names_a_file(name: str) -> bool:
    """Tell whether a name can only be that of a file: it ends like one, and git has no revision of that name."""
    target = _GitObject(os.curdir, name, "")
    return name.lower().endswith((".yaml", ".yml", ".json")) and _git(target, "-t", name) is None


def _no_file(name: str) -> Unreadable:
    """Return the error for a missing file, with the files of its folder that have a similar name."""
    folder, file = os.path.split(name)
    try:
        beside = {each: distance(file, each, most=_SLIPS) for each in os.listdir(folder or os.curdir)}
    except OSError:
        return Unreadable(f"no file '{name}', and no folder '{folder}'", hints=_TWO_FILES)
    near = sorted((steps, each) for each, steps in beside.items() if steps <= _SLIPS)
    found = " or ".join(f"'{os.path.join(folder, each)}'" for _, each in near[:_MOST_NAMED])
    return Unreadable(f"no file '{name}'", hints=(f"did you mean {found}?",) if found else _TWO_FILES)


def _at_former_path(target: _GitObject) -> _GitObject | None:
    """Return the object under the path that a file or a folder had at a revision, if git knows that it was renamed."""
    if _git(target, "-t", target.name) is not None:
        return None
    commit = git.run(target.folder, "rev-parse", "--verify", "--end-of-options", f"{target.revision}^{{commit}}")
    prefix = git.run(target.folder, "rev-parse", "--show-prefix")
    if commit is None or prefix is None:
        return None
    now = prefix.removesuffix(b"\n") + os.fsencode(target.path.removeprefix("./"))
    found = git.run(target.folder, *_RENAMES, commit.decode("ascii").strip()) or b""
    fields = found.split(b"\0")
    pairs = zip(fields[2::3], fields[1::3], strict=False)
    renamed = ((before, after[len(now) :]) for after, before in pairs if (after + b"/").startswith(now + b"/"))
    former = next((before.removesuffix(below) for before, below in renamed), None)
    return target._replace(path=os.fsdecode(former)) if former else None


_RENAMES: Final = ("diff-index", "--cached", "-M", "--diff-filter=R", "--name-status", "-z")
"""Compares a commit with the index. Git then reads no file of the work tree, and runs no program that it names."""


def _at_revision(name: str, target: _GitObject, label: str | None = None) -> Revision:
    kind = _git(target, "-t", target.name)
    size = _git(target, "-s", target.name)
    if kind is None or size is None:
        raise _missing_error(name, target)
    label = label or f"{target.revision}:{target.path.removeprefix('./')}"
    if kind == b"tree\n":
        return Revision(BaseContent(label, tuple(_texts(target, label))), None)
    base_file.check_size(label, int(size))
    data = _git(target, "blob", target.name)
    if data is None:
        raise Unreadable(f"{label} is not a file", hints=("name a YAML file in it, as in HEAD~1:facts.yaml",))
    return Revision(BaseContent(label, (BaseText(label, data),)), None)


def _texts(target: _GitObject, label: str) -> Iterator[BaseText]:
    """Yield the files of a folder at a revision, in the order of reading. ``label`` names the folder."""
    found: dict[str, str] = {}
    links: dict[str, str] = {}
    size = 0
    said = git.run(target.folder, "ls-tree", "-r", "-z", "-l", "--full-tree", "--end-of-options", target.name) or b""
    for entry in filter(None, said.split(b"\0")):
        about, _, path = os.fsdecode(entry).partition("\t")
        mode, kind, blob, length = about.split()
        if kind == "blob" and base_files.is_member(path):
            (links if mode == _LINK else found)[path] = blob
            size += int(length)
    base_file.check_size(label, size)
    if not found:
        raise base_files.no_files(label)
    paths = base_files.in_order(found)
    with blobs.Blobs(target.folder, [found[each] for each in paths]) as reader:
        for link, blob in links.items():
            _check_link(link, os.fsdecode(reader.read(blob)), found, label)
        for path in paths:
            yield BaseText(f"{label.rstrip('/')}/{path}", reader.read(found[path]))


_LINK: Final = "120000"
"""The mode of a symbolic link in a tree of git."""


def _check_link(link: str, to: str, files: Container[str], label: str) -> None:
    """Raise `Unreadable` unless a link of a folder leads to a file of the base, which is read there."""
    if os.path.normpath(os.path.join(os.path.dirname(link), to)) not in files:
        hints = ("put the file itself there",)
        raise Unreadable(f"{label}/{link} is a link to a file that does not belong to the base", hints=hints)


def _missing_error(name: str, target: _GitObject) -> Unreadable:
    """Return the error for an object that git does not have."""
    if git.run(target.folder, "rev-parse", "--git-dir") is None:
        where = "this folder" if target.folder == os.curdir else target.folder
        return Unreadable(f"no file '{name}', and {where} is not in a git checkout", hints=_TWO_FILES)
    if target.revision and _git(target, "-t", target.revision) is not None:
        path = place = target.path.removeprefix("./")
        if not target.path.startswith("./") and (git.run(target.folder, "rev-parse", "--show-prefix") or b"").strip():
            place = f":/{path}"  # git takes it from the top
        hints = (f"{git.command(target.folder)} log --oneline -- {quoted(place)} lists the revisions that changed it",)
        return Unreadable(f"there is no {path} at {target.revision}", hints=hints)
    is_near = git.run(os.curdir, *_TOP) == git.run(target.folder, *_TOP)
    listing = f"{'git' if is_near else git.command(target.folder)} log --oneline"
    hints = (f"{listing} lists the revisions; HEAD~1 is the one before the last",)
    return Unreadable(f"'{name}' is neither a file nor a git revision", hints=hints)


def _git(target: _GitObject, what: str, name: str) -> bytes | None:
    """Return what git prints about the object called ``name``, or None if there is none."""
    return git.run(target.folder, "cat-file", what, "--end-of-options", name)
