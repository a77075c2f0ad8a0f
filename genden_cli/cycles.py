"""Cycles in a directed graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


def cycles(graph: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Yield a cycle for every link that closes one, each node followed by the node it links to.

    Depth-first, without recursion, in the order of the graph and in linear time.
    """
    done: set[str] = set()
    for start, successors in graph.items():
        path = {start: iter(() if start in done else successors)}
        while path:
            last = next(reversed(path))
            successor = next(path[last], None)
            if successor is None:
                done.add(last)
                path.popitem()
            elif successor in path:
                names = list(path)
                yield tuple(names[names.index(successor) :])
            elif successor not in done:
                path[successor] = iter(graph.get(successor, ()))
