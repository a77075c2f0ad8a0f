"""The derivations of sources, and sources ordered as families.

A source derives from other sources, and an item of evidence can name the sources that it rests on more exactly.
`provenance` computes with these relations; this module reads them from the index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.named_tuple import NamedTuple
from genden_cli.provenance import EvidenceItem, ancestry

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from genden_cli.provenance import Ancestry
    from genden_cli.query.records.claim import EvidenceDetails

    Derivations = Mapping[str, tuple[str, ...] | None]
    SortKey = tuple[int | str, ...]


def derivations(connection: sqlite3.Connection) -> Derivations:
    """Return the sources that each source derives from, or None if unknown."""
    found: dict[str, tuple[str, ...] | None] = {
        source: () if known else None for source, known in connection.execute(_SOURCES)
    }
    for source, origin in connection.execute(_DERIVED_FROM):
        found[source] = (*(found[source] or ()), origin)
    return found


def ancestry_of(item: EvidenceDetails, derived_from: Derivations) -> Ancestry:
    """Return everything that an item of evidence rests on."""
    return ancestry(item.source, item.rests_on, derived_from)


def evidence_item(item: EvidenceDetails) -> EvidenceItem:
    """Return the part of an item of evidence that counting needs."""
    return EvidenceItem(item.source, item.stance, item.rests_on)


_SOURCES = "SELECT id, derived_from_known FROM source"

_DERIVED_FROM = "SELECT source, origin FROM derived_from ORDER BY source, position"


class TreeRow(NamedTuple):
    """A source in its family, ``depth`` steps below the root."""

    id: str
    parent: str | None
    depth: int


def source_forest(
    weights: Mapping[str, SortKey], rests_on: Mapping[str, tuple[str, ...]], derived_from: Derivations
) -> tuple[TreeRow, ...]:
    """Return the sources in ``weights``, each below the nearest of them that it derives from.

    Families stay together, and the family with the smallest weight comes first. ``rests_on`` replaces the derivation of
    a source if that is unknown.
    """
    forest_parent: dict[str, str] = {}
    for source in weights:
        parents = derived_from.get(source)
        nearest = _nearest_ancestor(
            source, rests_on.get(source, ()) if parents is None else parents, weights, derived_from
        )
        if nearest is not None and source not in _path_to_root(nearest, forest_parent):
            forest_parent[source] = nearest
    lines = {source: tuple(reversed(tuple(_path_to_root(source, forest_parent)))) for source in weights}
    best: dict[str, SortKey] = {}
    for source, (head, *_) in lines.items():
        best[head] = min(weights[source], best.get(head, weights[source]))
    order = {source: (best[line[0]], *((weights[each], each) for each in line)) for source, line in lines.items()}
    return tuple(
        TreeRow(source, forest_parent.get(source), len(lines[source]) - 1)
        for source in sorted(weights, key=order.__getitem__)
    )


def _nearest_ancestor(
    source: str, parents: tuple[str, ...], among: Mapping[str, SortKey], derived_from: Derivations
) -> str | None:
    """Return the nearest ancestor that is in ``among``, searched one generation at a time."""
    seen = {source}
    generation = parents
    while generation:
        for each in generation:
            if each in among and each != source:
                return each
        seen.update(generation)
        older = (each for child in generation for each in derived_from.get(child) or ())
        generation = tuple(dict.fromkeys(each for each in older if each not in seen))
    return None


def _path_to_root(source: str, forest_parent: Mapping[str, str]) -> Iterator[str]:
    """Yield a source, its parent in the forest, and so on up to the root."""
    yield source
    while source in forest_parent:
        source = forest_parent[source]
        yield source
