"""Cycles in a graph, against the standard library."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from hypothesis import given
from hypothesis import strategies as st

from genden_cli.cycles import cycles

GRAPHS = st.dictionaries(st.sampled_from("abcdefg"), st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=4))


def has_cycle(graph: dict[str, list[str]]) -> bool:
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        return True
    return False


@given(GRAPHS)
def test_cycles_are_found_where_there_are_any(graph: dict[str, list[str]]) -> None:
    found = list(cycles(graph))
    assert bool(found) == has_cycle(graph)
    for cycle in found:
        assert len(set(cycle)) == len(cycle)
        for one, other in zip(cycle, (*cycle[1:], cycle[0]), strict=True):
            assert other in graph[one]


@given(GRAPHS)
def test_no_cycle_is_left_without_the_links_that_close_them(graph: dict[str, list[str]]) -> None:
    closing = {(cycle[-1], cycle[0]) for cycle in cycles(graph)}
    rest = {one: [each for each in others if (one, each) not in closing] for one, others in graph.items()}
    assert not has_cycle(rest)


def test_long_cycle_needs_no_recursion() -> None:
    ring = {str(number): [str((number + 1) % 50_000)] for number in range(50_000)}
    assert [len(each) for each in cycles(ring)] == [50_000]
