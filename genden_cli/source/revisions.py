"""Read a fact base from a file or from a git revision.

Git is asked for one object by name (``git cat-file``). Therefore nothing that looks like a range or an option can do
anything but name an object.
"""

from __future__ import annotations

import os
import re
import subprocess
from typing import Final

from genden_cli.errors import Unreadable, WrongUsage
from genden_cli.named_tuple import NamedTuple
from genden_cli.source import base_file, base_files, inputs
from genden_cli.source.base_files import BaseContent
from genden_cli.source.base_text import BaseText
from genden_cli.text.command_line import quoted
from genden_cli.text.edit_distance import distance

_MIB: Final = 1 << 20

_WITH_PATH: Final = re.compile(r"((?:[^:{]|\{[^}]*\})*):(.*)", re.DOTALL)
"""``REVISION:PATH``. Braces, as in ``main@{12:00}``, may contain a colon."""

_ENVIRONMENT: Final = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
}
"""Keeps git from fetching, prompting and writing, and from reading the name of a file as a pattern."""

_SLIPS: Final = 3
"""The letters in which a misspelt name of a file may differ."""

_MOST_NAMED: Final = 3

_TWO_FILES: Final = ("name two files: genden diff OLD NEW",)


class Revision(NamedTuple):
    """The content of a fact base. ``file`` is its path, or None if it comes from a git revision."""

    content: BaseContent
    file: str | None

    @property
    def label(self) -> str:
        """The name of the version: the path of a file or a folder, or ``REVISION:PATH``."""
        return self.content.base


class Commit(NamedTuple):
    """A commit that changed a file: its name, and the time at which it was made, in ISO 8601."""

    name: str
    time: str


class _GitObject(NamedTuple):
    """A git object: a path at a revision, relative to a folder."""

    folder: str
    revision: str
    path: str


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
    folder, file = os.path.split(os.path.realpath(base))
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
    """Return the object under the path that a file had at a revision, if it was renamed since and git knows that."""
    if _git(target, "-t", f"{target.revision}:{target.path}") is not None:
        return None
    commit = _run(target.folder, "rev-parse", "--verify", "--end-of-options", f"{target.revision}^{{commit}}")
    prefix = _run(target.folder, "rev-parse", "--show-prefix")
    if commit is None or prefix is None:
        return None
    now = prefix.removesuffix(b"\n") + os.fsencode(target.path.removeprefix("./"))
    renamed = _run(target.folder, *_RENAMES, commit.decode("ascii").strip()) or b""
    fields = renamed.split(b"\0")
    former = dict(zip(fields[2::3], fields[1::3], strict=False)).get(now)
    return target._replace(path=os.fsdecode(former)) if former else None


_RENAMES: Final = ("diff-index", "--cached", "-M", "--diff-filter=R", "--name-status", "-z")
"""Compares a commit with the index. Git then reads no file of the work tree, and runs no program that it names."""


def commits(base: str, *, pattern: str, most: int) -> tuple[Commit, ...]:
    """Return the newest commits that changed lines of a file that match a pattern; none if it is not in git."""
    folder, file = os.path.split(os.path.realpath(base))
    options = (
        "--format=%H %cI",
        f"--max-count={most}",
        "--no-show-signature",
        "--no-textconv",  # runs no program that the repository names
        f"-G{pattern}",
        "HEAD",
        "--",
        f"./{file}",
    )
    found = _run(folder, "log", *options) or b""
    return tuple(Commit(*line.split(" ", 1)) for line in found.decode("ascii", "replace").splitlines())


def _at_revision(name: str, target: _GitObject) -> Revision:
    size = _git(target, "-s", f"{target.revision}:{target.path}")
    if size is None:
        raise _missing_error(name, target)
    label = f"{target.revision}:{target.path.removeprefix('./')}"
    most = base_file.limit()
    if int(size) > most * _MIB:
        mib = -(-int(size) // _MIB)
        raise Unreadable(f"{label} has {mib} MiB, more than {most}", hints=(f"GENDEN_MAX_MIB={mib} allows it",))
    data = _git(target, "blob", f"{target.revision}:{target.path}")
    if data is None:
        raise Unreadable(f"{label} is not a file", hints=("name a YAML file in it, as in HEAD~1:facts.yaml",))
    return Revision(BaseContent(label, (BaseText(label, data),)), None)


def _missing_error(name: str, target: _GitObject) -> Unreadable:
    """Return the error for an object that git does not have."""
    if _run(target.folder, "rev-parse", "--git-dir") is None:
        where = "this folder" if target.folder == os.curdir else target.folder
        return Unreadable(f"no file '{name}', and {where} is not in a git checkout", hints=_TWO_FILES)
    if target.revision and _git(target, "-t", target.revision) is not None:
        path = place = target.path.removeprefix("./")
        if not target.path.startswith("./") and (_run(target.folder, "rev-parse", "--show-prefix") or b"").strip():
            place = f":/{path}"  # git takes it from the top
        elsewhere = "" if _is_here(target.folder) else f" -C {quoted(target.folder)}"
        hints = (f"git{elsewhere} log --oneline -- {quoted(place)} lists the revisions that changed it",)
        return Unreadable(f"there is no {path} at {target.revision}", hints=hints)
    hints = ("git log --oneline lists the revisions; HEAD~1 is the one before the last",)
    return Unreadable(f"'{name}' is neither a file nor a git revision", hints=hints)


def _is_here(folder: str) -> bool:
    try:
        return os.path.samefile(folder, os.curdir)
    except OSError:
        return False


def _git(target: _GitObject, what: str, name: str) -> bytes | None:
    """Return what git prints about the object called ``name``, or None if there is none."""
    return _run(target.folder, "cat-file", what, "--end-of-options", name)


def _run(folder: str, *arguments: str) -> bytes | None:
    """Return the output of git, or None if it fails."""
    command = ["git", "-C", folder, *arguments]
    environment = os.environ | _ENVIRONMENT
    try:
        ran = subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL, env=environment)  # noqa: S603 -- no shell, and no argument can be an option
    except (FileNotFoundError, PermissionError):
        raise Unreadable("git is needed for a revision, and cannot be run", hints=_TWO_FILES) from None
    except (OSError, ValueError):  # the name is too long for a process argument, or contains NUL
        return None
    return ran.stdout if ran.returncode == 0 else None
