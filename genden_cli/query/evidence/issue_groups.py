"""Rival versions by the matter they are about: what was done is one, where it was done another.

Nobody writes matters down. Versions that exclude each other answer the same question, and so do those that exclude the
same third one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def issue_groups(excludes: Mapping[str, Collection[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the versions matter by matter, each with those that it excludes, in the order in which they come.

    All are on one matter where there are not at least two on which versions exclude each other.
    """
    found: list[tuple[str, ...]] = []
    for version in excludes:
        if not any(version in each for each in found):
            connected = _connected(version, excludes)
            found.append(tuple(each for each in excludes if each in connected))
    return tuple(found) if sum(len(each) > 1 for each in found) > 1 else (tuple(excludes),)


def _connected(version: str, excludes: Mapping[str, Collection[str]]) -> set[str]:
    """Return what is excluded by a version, by that again, and so on."""
    seen = {version}
    ahead = [version]
    while ahead:
        here = ahead.pop()
        more = {each for each in excludes if each in excludes[here] or here in excludes[each]} - seen
        seen |= more
        ahead.extend(more)
    return seen
