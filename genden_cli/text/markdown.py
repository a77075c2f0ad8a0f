"""Text in Markdown."""

from __future__ import annotations

import re
from typing import Final

_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]#+!|<>~&$^]")


def escape(text: str) -> str:
    """Return a text in which nothing is markup within a line."""
    return _SPECIAL.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"
