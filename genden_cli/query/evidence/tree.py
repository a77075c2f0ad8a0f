"""Chains of transmission: which source rests on which, as a forest.

A source with several parents appears below each of them, but its descendants follow only its first appearance.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import WHEN, when
from genden_cli.words import Reliability, Stance

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.model import When


class AncestryState(StrEnum):
    """The knowledge of a source's origins: it has none, they are unknown, or they are known."""

    NONE = "none"
    UNKNOWN = "unknown"
    KNOWN = "known"


class Branch(NamedTuple):
    """A source at a position in the forest, ``depth`` steps below a root.

    ``first`` says that its descendants follow here. ``stances`` are its stances on the claim of the query.
    ``for_claim`` says that it rests for that claim on other sources than it derives from.
    """

    depth: int
    id: str
    title: str
    author: str | None
    issued: When | None
    reliability: Reliability
    ancestry: AncestryState
    first: bool
    stances: tuple[Stance, ...]
    for_claim: bool
    line: int


class _ForestSource(NamedTuple):
    """A source as a row of the index."""

    title: str
    author: str | None
    issued: When | None
    reliability: Reliability
    known: bool
    line: int


def forest(connection: sqlite3.Connection, *, claim: str | None = None) -> tuple[Branch, ...]:
    """Return all sources, or those behind a claim, each below its parents. Roots of unknown ancestry come last."""
    sources = {
        id_: _ForestSource(
            title, author, when(edtf, words, earliest, latest), Reliability(reliability), bool(known), line
        )
        for id_, title, author, reliability, known, line, edtf, words, earliest, latest in connection.execute(_SOURCES)
    }
    parents: dict[str, tuple[str, ...]] = {}
    for source, origin in connection.execute(_ORIGINS):
        parents[source] = (*parents.get(source, ()), origin)
    derived = parents
    stances: dict[str, tuple[Stance, ...]] = {}
    if claim is not None:
        sources, parents, stances = _restricted_to_claim(connection, claim, sources, parents)
    own = {each for each in sources if {*parents.get(each, ())} != {*derived.get(each, ())}}
    children: dict[str, list[str]] = {}
    for source in sources:
        for origin in parents.get(source, ()):
            children.setdefault(origin, []).append(source)
    roots = [source for source in sources if not parents.get(source)]
    roots.sort(key=lambda each: (not sources[each].known, not children.get(each)))
    return tuple(_branches(roots, children, sources, stances, own))


def _restricted_to_claim(
    connection: sqlite3.Connection, claim: str, sources: dict[str, _ForestSource], parents: dict[str, tuple[str, ...]]
) -> tuple[dict[str, _ForestSource], dict[str, tuple[str, ...]], dict[str, tuple[Stance, ...]]]:
    """Return the sources with evidence that counts on a claim and their ancestors, the links, and the stances."""
    stances: dict[str, tuple[Stance, ...]] = {}
    for source, stance in connection.execute(_STANCES, {"claim": claim}):
        stances[source] = (*stances.get(source, ()), Stance(stance))
    resting: dict[str, tuple[str, ...]] = {}
    for source, origin in connection.execute(_RESTS_ON, {"claim": claim}):
        resting[source] = (*resting.get(source, ()), origin)
    links = {**parents, **resting}
    relevant: dict[str, None] = {}
    todo = list(reversed(stances))
    while todo:
        source = todo.pop()
        if source not in relevant:
            relevant[source] = None
            todo.extend(links.get(source, ()))
    return {each: sources[each] for each in sources if each in relevant}, links, stances


def _ancestry_state(source: _ForestSource, depth: int) -> AncestryState:
    if depth:
        return AncestryState.KNOWN
    return AncestryState.NONE if source.known else AncestryState.UNKNOWN


def _branches(
    roots: list[str],
    children: dict[str, list[str]],
    sources: dict[str, _ForestSource],
    stances: dict[str, tuple[Stance, ...]],
    own: set[str],
) -> list[Branch]:
    """Return the branches. ``own`` are the sources that rest on others for the claim."""
    found: list[Branch] = []
    expanded: set[str] = set()
    todo = [(0, root) for root in reversed(roots)]
    while todo:
        depth, id_ = todo.pop()
        source = sources[id_]
        ancestry = _ancestry_state(source, depth)
        facts = (source.title, source.author, source.issued, source.reliability, ancestry)
        found.append(Branch(depth, id_, *facts, id_ not in expanded, stances.get(id_, ()), id_ in own, source.line))
        if id_ not in expanded:
            expanded.add(id_)
            todo.extend((depth + 1, child) for child in reversed(children.get(id_, ())))
    return found


_SOURCES = f"""
SELECT id, title, author, reliability, derived_from_known, line, {WHEN}
  FROM source LEFT JOIN date ON date.key = source.issued
 ORDER BY sort_day NULLS LAST, n
"""

_ORIGINS = "SELECT source, origin FROM derived_from ORDER BY source, position"

_STANCES = """
SELECT DISTINCT source, stance
  FROM evidence
 WHERE claim = :claim AND source NOT IN (SELECT source FROM examined)
 ORDER BY n
"""

_RESTS_ON = """
SELECT DISTINCT source, origin
  FROM rests_on JOIN evidence ON evidence.n = rests_on.evidence
 WHERE claim = :claim
 ORDER BY evidence.n, position
"""
