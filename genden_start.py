"""The console script. It handles Ctrl-C before anything else, so that Python prints no traceback.

The module stands beside the package, because Python runs `genden_cli/__init__.py` before any module of the package.
`_signal` is the part of `signal` that is built in. Until this module runs, Python itself handles Ctrl-C.

It is also the main function of a zipapp. The package reads texts, SQL and the bundled base as files, and files keep the
index valid. So a zipapp unpacks itself once into the cache folder, and runs from there.
"""

import _signal  # type: ignore[import-not-found] # typeshed does not know it
import os
import sys

if _signal.getsignal(_signal.SIGINT) != _signal.SIG_IGN:
    _signal.signal(_signal.SIGINT, lambda number, _: os._exit(128 + number))


def unpacked(archive: str) -> str:
    """Return the folder in the cache that holds the files of a zipapp; unpack them if it does not exist.

    Its name has the state of the archive, so a new archive gets a new folder. Exit with 3 if that fails.
    """
    from shutil import rmtree  # noqa: PLC0415 -- only for a zipapp
    from tempfile import mkdtemp  # noqa: PLC0415 -- likewise
    from zipfile import ZipFile  # noqa: PLC0415 -- likewise

    profile = os.environ.get("LOCALAPPDATA") if os.name == "nt" else ""
    home = os.environ.get("XDG_CACHE_HOME") or profile or os.path.expanduser("~/.cache")
    caches = os.path.join(home, "genden")
    try:
        state = os.stat(archive)
        folder = os.path.join(caches, f"zipapp-{state.st_ino}-{state.st_size}-{state.st_mtime_ns}-{state.st_ctime_ns}")
        os.makedirs(caches, mode=0o700, exist_ok=True)
        place = os.lstat(caches)
        if hasattr(os, "geteuid") and (place.st_uid != os.geteuid() or place.st_mode & 0o022):
            raise PermissionError(1, "others can write to it")  # and what stands there runs
        if not os.path.isdir(folder):
            draft = mkdtemp(prefix="zipapp-", suffix=".tmp", dir=caches)
            with ZipFile(archive) as file:
                file.extractall(draft)
            try:
                os.rename(draft, folder)
            except OSError:  # another process was faster
                rmtree(draft, ignore_errors=True)
    except OSError as error:
        sys.stderr.write(f"genden: cannot unpack {archive!r} into {caches!r}: {error.strerror}\n")
        sys.stderr.write("set XDG_CACHE_HOME to a folder that you can write to\n")
        sys.exit(3)
    return folder


_place = os.path.dirname(__file__)
if os.path.isfile(_place):  # pragma: no cover -- a zipapp, where coverage finds no source
    sys.path[sys.path.index(_place)] = unpacked(_place)

from genden_cli.console import run  # noqa: E402 -- a zipapp has it only now

__all__ = ["run"]
