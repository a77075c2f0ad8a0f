"""Export people and their relations, or sources and their origins, as a Mermaid flowchart.

Nodes are numbered. In a label only letters, digits and spaces stand for themselves. All other signs are entities:
Mermaid shows them and never acts on them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.export import pairs
from genden_cli.output.stream import say
from genden_cli.query.records import dump
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.export import Target
    from genden_cli.export.pairs import Pair

Edge = tuple[str, str, str, str]
"""Start, end, arrow and label."""

_MOST_EDGES: Final = 500
_MOST_SIGNS: Final = 50_000
"""The default limits of Mermaid, which a drawing cannot change."""

_SIGN: Final = re.compile(r"[^\w ]|_")


def export(connection: sqlite3.Connection, target: Target) -> None:
    """Write the export."""
    target.write(_chunks(connection, target))


def _chunks(connection: sqlite3.Connection, target: Target) -> Iterator[str]:
    """Yield a flowchart of people or sources, one node or edge per line. Nodes without edges are only counted.

    With a person, it has that person and those around.
    """
    labels, edges = _people(connection) if target.part == "people" else _sources(connection)
    note = ""
    if target.person is None:
        linked = {end for edge in edges for end in edge[:2]}
        if alone := len(labels) - len(linked):
            note = f"{alone} {target.part} that stand alone"
    else:
        linked = set(pairs.around(target.person, (each[:2] for each in edges), target.steps))
        edges = [each for each in edges if linked.issuperset(each[:2])]
    signs = 0
    for line in _lines({id_: label for id_, label in labels.items() if id_ in linked}, edges, note, target.person):
        signs += len(line)
        yield line
    if len(edges) > _MOST_EDGES:
        say(f"{len(edges)} arrows: mermaid draws at most {_MOST_EDGES}, unless its setting maxEdges says more")
    if signs > _MOST_SIGNS:
        say(f"{signs} signs: mermaid reads at most {_MOST_SIGNS}, unless its setting maxTextSize says more")


def _lines(labels: dict[str, str], edges: list[Edge], note: str, person: str | None) -> Iterator[str]:
    """Yield the lines of a flowchart; ``person`` has a rounded node."""
    numbers = {id_: number for number, id_ in enumerate(labels, start=1)}
    yield "flowchart LR\n"
    if note:
        yield f"    %% not drawn: {note}\n"
    for id_, number in numbers.items():
        start, end = ("([", "])") if id_ == person else ("[", "]")
        yield f'    n{number}{start}"{escape(labels[id_])}"{end}\n'
    for from_, to, arrow, label in edges:
        yield f'    n{numbers[from_]} {arrow}|"{escape(label)}"| n{numbers[to]}\n'


def _people(connection: sqlite3.Connection) -> tuple[dict[str, str], list[Edge]]:
    """Return the names of people, and one edge for each pair: what the first is, and if recorded what the other is."""
    people, found = pairs.people_and_pairs(connection)
    return {id_: person.name for id_, person in people.items()}, [_pair_edge(each) for each in found]


def _pair_edge(pair: Pair) -> Edge:
    label = " / ".join(", ".join(each) for each in (pair.roles, pair.other_roles) if each)
    return pair.one, pair.other, "<-->" if pair.other_roles else "-->", label


def _sources(connection: sqlite3.Connection) -> tuple[dict[str, str], list[Edge]]:
    labels: dict[str, str] = {}
    edges: list[Edge] = []
    for source in dump.sources(connection):
        labels[source.id] = f"{source.title} ({source.reliability})"
        edges.extend((source.id, origin, "-->", "rests on") for origin in source.derived_from or ())
    return labels, edges


def escape(text: str) -> str:
    """Return text as a label with all special characters escaped."""
    return _SIGN.sub(lambda found: f"#{ord(found[0])};", sanitize_line(text))
