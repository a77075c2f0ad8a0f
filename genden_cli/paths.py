"""The paths of files: the fact base that a command reads, the bundled one, and the cache.

The paths are computed here, because importing ``importlib.resources`` or ``platformdirs`` costs a command 40 or 25 ms.
The tests compare the cache directory with that of ``platformdirs``.
"""

from __future__ import annotations

import os
import stat
from binascii import crc32
from contextlib import suppress
from typing import Final

from genden_cli.errors import WrongUsage

WINDOWS: Final = os.name == "nt"

_HERE: Final = os.path.dirname(os.path.abspath(__file__))
_MAX_NAME_LENGTH: Final = 120


def base_path(option: str | None) -> str | None:
    """Return the fact base that is named, or else the one that is found; None for the bundled one.

    Raise `WrongUsage` as `named_base` and `found_base` do.
    """
    return named_base(option) or found_base()


def named_base(option: str | None) -> str | None:
    """Return the fact base that ``--base`` or ``$GENDEN_BASE`` names, or None.

    Raise `WrongUsage` for an empty option: the variable of a script is unset, and no other base was meant. An empty
    ``$GENDEN_BASE`` counts as unset.
    """
    if option == "":
        raise WrongUsage("--base without a name", hints=("name a YAML file, or leave --base out",))
    return option or os.environ.get("GENDEN_BASE") or None


def found_base() -> str | None:
    """Return the fact base of the current folder, or of the nearest one above that has one, as a relative path.

    It is ``facts.yaml``, or the folder ``facts`` if ``base.yaml`` is in it. The search ends at the home folder, and
    below a folder that everybody can write to. Return None for the bundled base, and if there is none. Raise
    `WrongUsage` if a folder has both.
    """
    with suppress(OSError):
        here = folder = os.getcwd()
        home = os.path.realpath(os.environ.get("HOME") or os.sep)
        while folder == here or not os.stat(folder).st_mode & stat.S_IWOTH:
            found = _base_in(folder)
            if found:
                return None if os.path.samefile(found, bundled_facts()) else os.path.relpath(found)
            if folder in (home, os.path.dirname(folder)):
                break
            folder = os.path.dirname(folder)
    return None


def _base_in(folder: str) -> str | None:
    file, parts = os.path.join(folder, "facts.yaml"), os.path.join(folder, "facts")
    is_file, is_folder = os.path.isfile(file), os.path.isfile(os.path.join(parts, "base.yaml"))
    if is_file and is_folder:
        message = f"both {os.path.relpath(file)} and the folder {os.path.relpath(parts)} are fact bases"
        raise WrongUsage(message, hints=("name one with --base, or move one away",))
    return file if is_file else parts if is_folder else None


def bundled_facts() -> str:
    """Return the path of the bundled fact base: the packaged copy, or that of the checkout."""
    packaged = os.path.join(_HERE, "facts.yaml")
    if os.path.exists(packaged):
        return packaged
    return os.path.join(os.path.dirname(_HERE), "facts.yaml")


def cache_directory() -> str | None:
    """Return the directory for indexes, or None if there is none.

    It follows the XDG Base Directory Specification. On Windows it lies in the profile, which only its user can write.
    """
    if WINDOWS:
        profile = os.environ.get("LOCALAPPDATA", "")
        return os.path.join(profile, "genden", "Cache") if os.path.isabs(profile) and os.path.isdir(profile) else None
    for base in (os.environ.get("XDG_CACHE_HOME", ""), _home_cache()):
        if os.path.isabs(base):
            return os.path.join(base, "genden")
    return None


def make_private(directory: str) -> None:
    """Make a directory and its missing parents, all with mode 0700 (XDG Base Directory Specification).

    Raise `OSError` if that fails.
    """
    if not os.path.isdir(directory):
        make_private(os.path.dirname(directory) or os.curdir)
        with suppress(FileExistsError):  # another process was faster
            os.mkdir(directory, mode=0o700)


def index_name(path: str, program: str) -> str:
    """Return the file name of the index that a program builds for the fact base at an absolute ``path``.

    It is readable and almost unique.
    """
    readable = "".join(c if c.isascii() and (c.isalnum() or c in ".-") else "_" for c in path)
    return f"{readable.lstrip('_')[-_MAX_NAME_LENGTH:]}-{crc32(os.fsencode(path)):08x}{index_ending(program)}"


def index_ending(program: str) -> str:
    """Return how the names of all indexes of a program end."""
    return f"-{crc32(program.encode()):08x}.db"


def name(path: str) -> str:
    """Return the name of a file or of a folder, also if the path ends in ``/`` or is ``.``."""
    last = os.path.basename(path)
    return os.path.basename(os.path.realpath(path)) if last in ("", os.curdir, os.pardir) else last


def file_url(path: str) -> str:
    """Return the URL of the file at an absolute path, not yet percent-encoded. That of Windows begins with a slash."""
    place = with_slashes(path)
    return f"file://{place if place.startswith('/') else f'/{place}'}"


def with_slashes(path: str) -> str:
    """Return a path as URLs write it: with slashes between the folders."""
    return path.replace("\\", "/") if WINDOWS else path


def relative(path: str) -> str:
    """Return a path relative to the current folder if it is in that folder, else the path itself."""
    try:
        below = os.path.relpath(path)
    except ValueError:  # on Windows, for a path on another disk
        return path
    return path if below.startswith("..") else below


def is_within(path: str, folder: str) -> bool:
    """Tell whether an absolute path is that of a folder, or of something in it."""
    try:
        return os.path.commonpath((folder, path)) == folder
    except ValueError:  # on Windows, for a path on another disk
        return False


def _home_cache() -> str:
    home = os.environ.get("HOME", "")
    # Daemons may have a home directory that does not exist. It is not created for a cache.
    return os.path.join(home, ".cache") if os.path.isabs(home) and os.path.isdir(home) else ""
