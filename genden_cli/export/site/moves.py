"""The former addresses of pages, from ``was`` of records and from git.

The site keeps a list of them, since the history of a base may be cut.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FILE: Final = "moved.txt"
_LINE: Final = re.compile(r"((?:claim|event|person|source)/[a-z0-9-]+/) ((?:claim|event|person|source)/[a-z0-9-]+/)")


def read(data: bytes | None) -> dict[str, str]:
    """Return the present address of each former one in a list."""
    lines = (data or b"").decode("utf-8", "replace").splitlines()
    return {found[1]: found[2] for line in lines if (found := _LINE.fullmatch(line))}


def written(moves: Mapping[str, str]) -> str:
    """Return the list."""
    return "".join(f"{former} {now}\n" for former, now in sorted(moves.items()))


def merged(known: Mapping[str, str], new: Iterable[tuple[str, str]], present: set[str]) -> dict[str, str]:
    """Return the moves that lead to a page of the site, and from an address where none stands.

    A page may have moved more than once.
    """
    found = {**known, **dict(new)}
    ends = {former: _end(former, found) for former in found}
    return {former: now for former, now in ends.items() if now in present and former not in present}


def _end(address: str, moves: Mapping[str, str]) -> str:
    seen = {address}
    while (following := moves.get(address)) and following not in seen:
        address = following
        seen.add(address)
    return address
