"""Sources in families: each under the nearest of them that it derives from, the weightiest family first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from genden_cli.query.evidence.lineage import Derivations

    SortKey = tuple[int | str, ...]


class TreeRow(NamedTuple):
    """A source in its family, ``depth`` steps below the head of it."""

    id: str
    under: str | None
    depth: int


def source_forest(
    weights: Mapping[str, SortKey], rests_on: Mapping[str, tuple[str, ...]], derived_from: Derivations
) -> tuple[TreeRow, ...]:
    """Return the sources in ``weights``, the smallest weight first, so far as families stay together.

    ``rests_on`` says what a source rests on, if the base does not know what it derives from.
    """
    under: dict[str, str] = {}
    for source in weights:
        parents = derived_from.get(source)
        nearest = _nearest_ancestor(
            source, rests_on.get(source, ()) if parents is None else parents, weights, derived_from
        )
        if nearest is not None and source not in _path_to_root(nearest, under):
            under[source] = nearest
    lines = {source: tuple(reversed(tuple(_path_to_root(source, under)))) for source in weights}
    best: dict[str, SortKey] = {}
    for source, (head, *_) in lines.items():
        best[head] = min(weights[source], best.get(head, weights[source]))
    order = {source: (best[line[0]], *((weights[each], each) for each in line)) for source, line in lines.items()}
    return tuple(
        TreeRow(source, under.get(source), len(lines[source]) - 1) for source in sorted(weights, key=order.__getitem__)
    )


def _nearest_ancestor(
    source: str, parents: tuple[str, ...], among: Mapping[str, SortKey], derived_from: Derivations
) -> str | None:
    """Return the first ancestor that is ``among`` the sources, a generation at a time."""
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


def _path_to_root(source: str, under: Mapping[str, str]) -> Iterator[str]:
    """Yield a source, the one that it stands under, and so on up to the head of the family."""
    yield source
    while source in under:
        source = under[source]
        yield source
