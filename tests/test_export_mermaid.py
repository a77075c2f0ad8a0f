"""Drawings for Mermaid: a grammar of what may stand there, and labels that are only labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from exporting import HOSTILE, MINIMAL, exported
from hypothesis import given
from hypothesis import strategies as st

from genden_cli.export.mermaid import escape
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

LABEL = r'"(?P<label>(?:[^\W_]| |#[0-9]+;)+)"'
NODE = re.compile(rf"    n(?P<number>[1-9][0-9]*)(?P<round>\()?\[{LABEL}\](?(round)\))")
EDGE = re.compile(rf"    n(?P<from>[1-9][0-9]*) <?-->\|{LABEL}\| n(?P<to>[1-9][0-9]*)")
NOTE = re.compile(r"    %% not drawn: [1-9][0-9]* (people|sources) that stand alone")


def shown(label: str) -> str:
    """Return what Mermaid shows for a label."""
    return re.sub("#([0-9]+);", lambda found: chr(int(found[1])), label)


def drawn(text: str) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """Return the nodes and edges of a drawing; every line is one, or the head, or the note below it."""
    head, *lines = text.removesuffix("\n").split("\n")
    assert head == "flowchart LR"
    nodes: dict[str, str] = {}
    edges = []
    for at, line in enumerate(lines):
        if node := NODE.fullmatch(line):
            assert node["number"] not in nodes
            assert not edges
            nodes[node["number"]] = shown(node["label"])
        elif edge := EDGE.fullmatch(line):
            edges.append((nodes[edge["from"]], shown(edge["label"]), nodes[edge["to"]]))
        else:
            assert at == 0
            assert NOTE.fullmatch(line), line
    return nodes, edges


@pytest.mark.parametrize("of", ["people", "sources"])
def test_a_drawing_is_nodes_and_edges_and_nothing_else(base: Path, of: str, genden: Callable[..., Ran]) -> None:
    nodes, edges = drawn(exported(genden, "mermaid", "--of", of, base=base))
    assert {end for from_, _, to in edges for end in (from_, to)} == set(nodes.values())


def test_people_are_drawn_with_their_relations(genden: Callable[..., Ran]) -> None:
    assert drawn(exported(genden, "mermaid"))[1] == [("Ana Brandt", "employer", "Tobias Marsh")]
    name, other = 'end"]; click n1 call alert()', "' OR 1=1 --"
    assert drawn(exported(genden, "mermaid", base=HOSTILE))[1] == [
        (name, '"| n9[x] end', other),
        (name, "#quot;#59;%% %%{init: {}}%%", name),
    ]


def test_two_people_have_one_edge_however_much_they_are_to_each_other(
    genden: Callable[..., Ran], tmp_path: Path
) -> None:
    base = tmp_path / "family.yaml"
    base.write_text(
        MINIMAL + "people:\n"
        "  ann: {name: Ann, relations: [{to: bob, as: wife}, {to: bob, as: cousin}, {to: cid, as: friend}]}\n"
        "  bob: {name: Bob, relations: [{to: ann, as: husband}]}\n"
        "  cid: {name: Cid}\n"
    )
    text = exported(genden, "mermaid", base=base)
    assert drawn(text)[1] == [("Ann", "wife, cousin / husband", "Bob"), ("Ann", "friend", "Cid")]
    assert text.count("<-->") == 1


def test_sources_are_drawn_with_what_they_rest_on(genden: Callable[..., Ran]) -> None:
    letters, guide = "Letters, 1788-1795: a selection (B)", "A Guide to the Coast (C)"
    assert drawn(exported(genden, "mermaid", "--of", "sources"))[1] == [
        ("The Night Without a Lamp (D)", "rests on", "The Keeper (E)"),
        (guide, "rests on", letters),
        (guide, "rests on", "Log of the harbour office, volume 12 (A)"),
        ("Aldport for visitors (D)", "rests on", guide),
    ]


@given(st.text(min_size=1))
def test_any_text_is_a_label(text: str) -> None:
    assert re.fullmatch(LABEL, f'"{escape(text)}"')
    assert shown(escape(text)) == sanitize_line(text)


def test_it_is_as_recorded(genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    golden("export-people.mmd", exported(genden, "mermaid", "--of", "people"))
    golden("export-sources.mmd", exported(genden, "mermaid", "--of", "sources"))
    golden("export-hostile.mmd", exported(genden, "mermaid", base=HOSTILE))


def test_only_a_drawing_is_of_something(genden: Callable[..., Ran]) -> None:
    ran = genden("export", "csl", "--of", "people")
    assert ran == (2, "", "genden: --of people: only mermaid can export a part of the base\n")


def test_nobody_is_an_empty_drawing(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "minimal.yaml"
    base.write_text(MINIMAL)
    assert exported(genden, "mermaid", base=base) == "flowchart LR\n"


CHAIN = """\
people:
  a: {name: A}
  b: {name: B, relations: [{to: a, as: mother}, {to: c, as: wife}]}
  c: {name: C, relations: [{to: b, as: husband}, {to: a, as: mother-in-law}]}
  d: {name: D, relations: [{to: c, as: mother}]}
  e: {name: E, relations: [{to: d, as: friend}]}
  f: {name: F, relations: [{to: f, as: self}]}
"""

# The person and the steps, the nodes and the pairs that are drawn.
AROUND = [
    ("a --steps 1", "A B C", "BA BC CA"),
    ("A", "A B C D", "BA BC CA DC"),
    ("e --steps 1", "D E", "ED"),
    ("e --steps 2", "C D E", "DC ED"),
    ("e --steps 100", "A B C D E", "BA BC CA DC ED"),
    ("f", "F", "FF"),
]


@pytest.mark.parametrize(("person", "nodes", "pairs"), AROUND)
def test_person_is_drawn_with_those_around(
    person: str, nodes: str, pairs: str, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    base = tmp_path / "chain.yaml"
    base.write_text(MINIMAL + CHAIN)
    text = exported(genden, "mermaid", "--person", *person.split(), base=base)
    found, edges = drawn(text)
    assert "".join(found.values()) == nodes.replace(" ", "")
    assert " ".join(f"{one}{other}" for one, _, other in edges) == pairs
    name = person[0].upper()
    rounded = [line for line in text.splitlines() if "([" in line]
    assert rounded == [f'    n{nodes.split().index(name) + 1}(["{name}"])']


def test_nobody_around_is_a_drawing_of_one(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "alone.yaml"
    base.write_text(f"{MINIMAL}people: {{a: {{name: A}}, b: {{name: B}}}}\n")
    assert exported(genden, "mermaid", "--person", "a", base=base) == 'flowchart LR\n    n1(["A"])\n'


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ("mermaid --steps 2", 2, "genden: --steps goes with --person NAME\n"),
        ("mermaid --of sources --person brandt", 2, "genden: --person draws people, not sources\n"),
        ("csl --person brandt", 2, "genden: --person: only mermaid and svg can use it\n"),
        ("mermaid --person brandt --steps 0", 2, "genden: Invalid value for '--steps'"),
        ("mermaid --person nobody-at-all", 2, "genden: no person 'nobody-at-all'"),
    ],
)
def test_wrong_picture_of_a_person_is_refused(arguments: str, code: int, said: str, genden: Callable[..., Ran]) -> None:
    ran = genden("export", *arguments.split())
    assert (ran.code, ran.out) == (code, "")
    assert ran.err.startswith(said)


def many(people: int, name: str) -> str:
    """Return a base of people who are something to themselves."""
    lines = (f"  p{n}: {{name: {name}, relations: [{{to: p{n}, as: self}}]}}\n" for n in range(people))
    return f"{MINIMAL}people:\n{''.join(lines)}"


@pytest.mark.parametrize(
    ("people", "name", "said"),
    [
        (500, "A", ""),
        (501, "A", "501 arrows: mermaid draws at most 500, unless its setting maxEdges says more\n"),
        (100, "._" * 60, "51589 signs: mermaid reads at most 50000, unless its setting maxTextSize says more\n"),
    ],
)
def test_more_than_mermaid_draws_by_itself_is_said(
    people: int, name: str, said: str, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    base = tmp_path / "many.yaml"
    base.write_text(many(people, name))
    ran = genden("export", "mermaid", base=base)
    assert (ran.code, ran.err) == (0, said)
    assert len(drawn(ran.out)[1]) == people
