"""A fact base as it stands in a file, or stood at a git revision: what was asked for, as bytes and a label.

Git is asked for one object by name (``git cat-file``), so that nothing that can be written as a revision, such as a
range or an option, does anything but name that object.
"""

from __future__ import annotations

import os
import re
import subprocess
from typing import Final, NamedTuple

from genden_cli.errors import Unreadable, WrongUsage
from genden_cli.source import base_file

_MIB: Final = 1 << 20

_WITH_PATH: Final = re.compile(r"((?:[^:{]|\{[^}]*\})*):(.*)", re.DOTALL)
"""``REVISION:PATH``; braces, as in ``main@{12:00}``, may hold a colon of their own."""

_ENVIRONMENT: Final = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
"""So that git fetches, asks and writes nothing."""

_TWO_FILES: Final = ("name two files: genden diff OLD NEW",)


class Revision(NamedTuple):
    """The bytes of a fact base and what to call them; ``file`` is None where they come from a git revision."""

    label: str
    data: bytes
    file: str | None


class _GitObject(NamedTuple):
    """What git is asked for: a path at a revision, as seen from a folder."""

    folder: str
    revision: str
    path: str


def revision(name: str, *, base: str) -> Revision:
    """Return what ``name`` means: a file, else git's ``REVISION:PATH``, else the file ``base`` at a git revision.

    Raise `Unreadable` where there is no such thing.
    """
    if not name:
        raise WrongUsage("a version without a name", hints=("name a file, or a git revision such as HEAD~1",))
    if os.path.exists(name):
        return file_revision(name)
    if found := _WITH_PATH.fullmatch(name):
        return _at_revision(name, _GitObject(os.curdir, *found.groups()))
    folder, file = os.path.split(os.path.realpath(base))
    return _at_revision(name, _GitObject(folder, name, f"./{file}"))


def file_revision(path: str) -> Revision:
    """Return the version that a file holds; raise `Unreadable` where it cannot be read."""
    return Revision(path, base_file.read(path)[0], path)


def _at_revision(name: str, wanted: _GitObject) -> Revision:
    size = _git(wanted, "-s", f"{wanted.revision}:{wanted.path}")
    if size is None:
        raise _missing_error(name, wanted)
    label = f"{wanted.revision}:{wanted.path.removeprefix('./')}"
    most = base_file.limit()
    if int(size) > most * _MIB:
        mib = -(-int(size) // _MIB)
        raise Unreadable(f"{label} has {mib} MiB, more than {most}", hints=(f"GENDEN_MAX_MIB={mib} allows it",))
    data = _git(wanted, "blob", f"{wanted.revision}:{wanted.path}")
    if data is None:
        raise Unreadable(f"{label} is not a file", hints=("name a YAML file in it, as in HEAD~1:facts.yaml",))
    return Revision(label, data, None)


def _missing_error(name: str, wanted: _GitObject) -> Unreadable:
    """Return why git does not have what was wanted."""
    if _run(wanted.folder, "rev-parse", "--git-dir") is None:
        where = "this folder" if wanted.folder == os.curdir else wanted.folder
        return Unreadable(f"no file '{name}', and {where} is not in a git checkout", hints=_TWO_FILES)
    if wanted.revision and _git(wanted, "-t", wanted.revision) is not None:
        path = wanted.path.removeprefix("./")
        hints = (f"git log --oneline -- {path} lists the revisions that changed it",)
        return Unreadable(f"there is no {path} at {wanted.revision}", hints=hints)
    hints = ("git log --oneline lists the revisions; HEAD~1 is the one before the last",)
    return Unreadable(f"'{name}' is neither a file nor a git revision", hints=hints)


def _git(wanted: _GitObject, what: str, name: str) -> bytes | None:
    """Return what git says of the object called ``name``, or None where it has none."""
    return _run(wanted.folder, "cat-file", what, "--end-of-options", name)


def _run(folder: str, *arguments: str) -> bytes | None:
    """Return what git prints, or None where it fails."""
    command = ["git", "-C", folder, *arguments]
    environment = os.environ | _ENVIRONMENT
    try:
        ran = subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL, env=environment)  # noqa: S603 -- no shell; nothing from outside can be an option
    except (FileNotFoundError, PermissionError):
        raise Unreadable("git is needed for a revision, and cannot be run", hints=_TWO_FILES) from None
    except (OSError, ValueError):  # a name that no process can be given: too long, or with a NUL
        return None
    return ran.stdout if ran.returncode == 0 else None
