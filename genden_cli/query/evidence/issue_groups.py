"""Group rival versions by the question that they answer: what was done is one question, where it was done another.

The base has no key for this. The groups are the connected components of the ``contradicts`` relation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


def issue_groups(excludes: Mapping[str, Collection[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the versions in groups, in their original order. ``excludes`` maps a version to those it contradicts.

    If fewer than two groups have rivals, all versions form one group.
    """
    found: list[tuple[str, ...]] = []
    for version in excludes:
        if not any(version in each for each in found):
            connected = _connected(version, excludes)
            found.append(tuple(each for each in excludes if each in connected))
    return tuple(found) if sum(len(each) > 1 for each in found) > 1 else (tuple(excludes),)


def _connected(version: str, excludes: Mapping[str, Collection[str]]) -> set[str]:
    """Return the versions that are connected to a version by contradictions."""
    seen = {version}
    ahead = [version]
    while ahead:
        here = ahead.pop()
        more = {each for each in excludes if each in excludes[here] or here in excludes[each]} - seen
        seen |= more
        ahead.extend(more)
    return seen
