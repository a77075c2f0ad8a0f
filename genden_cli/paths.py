"""The paths of files: the fact base that a command reads, the bundled one, and the cache.

By hand rather than through ``importlib.resources`` and ``platformdirs``, which cost a command 40 and 25 ms; the tests
hold the cache's place against ``platformdirs``.
"""

from __future__ import annotations

import os
from binascii import crc32
from typing import Final

from genden_cli.errors import WrongUsage

_HERE: Final = os.path.dirname(os.path.abspath(__file__))
_LONGEST_NAME: Final = 120


def base_path(option: str | None) -> str | None:
    """Return the fact base that ``--base`` or ``$GENDEN_BASE`` names, or None for the bundled one.

    Raise `WrongUsage` for an empty option: the variable of a script is unset, and the bundled base is not what was
    meant. An empty ``$GENDEN_BASE`` counts as unset.
    """
    if option == "":
        raise WrongUsage("--base without a name", hints=("name a YAML file, or leave --base out",))
    return option or os.environ.get("GENDEN_BASE") or None


def bundled_facts() -> str:
    """Return the path of the fact base that comes with genden: the packaged copy, else the checkout's."""
    packaged = os.path.join(_HERE, "facts.yaml")
    if os.path.exists(packaged):
        return packaged
    return os.path.join(os.path.dirname(_HERE), "facts.yaml")


def cache_directory() -> str | None:
    """Return where indexes are kept (XDG Base Directory Specification), or None where there is no such place."""
    for base in (os.environ.get("XDG_CACHE_HOME", ""), _home_cache()):
        if os.path.isabs(base):
            return os.path.join(base, "genden")
    return None


def index_name(path: str) -> str:
    """Return the name of the index of the fact base at an absolute ``path``: readable, and hardly ever shared."""
    readable = "".join(c if c.isascii() and (c.isalnum() or c in ".-") else "_" for c in path)
    digest = crc32(os.fsencode(path))
    return f"{readable.lstrip('_')[-_LONGEST_NAME:]}-{digest:08x}.db"


def _home_cache() -> str:
    home = os.environ.get("HOME", "")
    # A home that is not there, as daemons have, is not made for the sake of a cache.
    return os.path.join(home, ".cache") if os.path.isabs(home) and os.path.isdir(home) else ""
