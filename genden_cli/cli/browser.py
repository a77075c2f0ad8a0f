"""Starting a web browser."""

from __future__ import annotations

import os
import webbrowser
from typing import TYPE_CHECKING

from genden_cli.output.stream import say

if TYPE_CHECKING:
    from collections.abc import Sequence


def start(address: str, browsers: Sequence[str]) -> bool:
    """Open an address in the first of these browsers that starts, or in the default one; return whether one did.

    The browser gets the address as one argument; no shell reads it.
    """
    if not browsers:
        os.environ.pop("TERM", None)  # with TERM, webbrowser falls back on browsers that take over the terminal
        return webbrowser.open(address)
    return any(_open_with(each, address) for each in browsers)


def _open_with(browser: str, address: str) -> bool:
    try:
        return webbrowser.get(browser).open(address)
    except (webbrowser.Error, IndexError, OSError, ValueError):  # BROWSER may hold anything
        say(f"BROWSER: cannot start '{browser}'")
        return False
