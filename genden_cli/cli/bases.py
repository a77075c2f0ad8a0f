"""The fact base that a command changes."""

from __future__ import annotations

from typing import Final

from genden_cli import paths
from genden_cli.errors import Suggestion, WrongUsage
from genden_cli.output.stream import say
from genden_cli.source import base_files, inputs


def base_path(option: str | None) -> str | None:
    """Return the fact base of a command, or None for the bundled one. Say which one it is if nobody named it."""
    path = paths.base_path(option)
    if path and not paths.named_base(option):
        say(f"reading {path}; --base FILE reads another")
    return path


_OWN_BASE: Final = (
    "name it with --base FILE: the bundled one is not changed",
    Suggestion("new", ("FILE",), purpose="begins one of your own"),
)


def base_to_change(base: str | None) -> str:
    """Return the path of the fact base to change.

    Raise `WrongUsage` if none is named, or standard input, and `Unreadable` if it is neither a file nor a folder of
    files, but a pipe.
    """
    if not base:
        raise WrongUsage("which fact base?", hints=_OWN_BASE)
    if base == inputs.STDIN:
        raise WrongUsage("standard input cannot be changed", hints=("name a file with --base FILE",))
    base_files.identities(base)
    return base
