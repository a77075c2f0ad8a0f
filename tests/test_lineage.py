"""The nearest relatives of a person first, and ancestors and descendants by generation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from exporting import MINIMAL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

# Each line: a person, the other person, what that one is. Both sides record some ties; adoption and doubt do not count.
TIES = """
    me father dad; me friend pal; me sister sis; me mother mum; dad son me; dad father grandpa
    grandma daughter mum; mum stepfather nobody; grandpa mother g2; g2 parent g3; g3 parent g4; g4 parent g5
    me wife she; kid mother she; me daughter kid; kid (adopted) son nobody; grandkid father kid
    nobody son (reported) me; she child kid; pal employer me
"""


@pytest.fixture
def family(tmp_path: Path) -> Path:
    """Return a base of a family of which some ties are recorded on one side, some on both."""
    people: dict[str, list[str]] = {}
    for tie in TIES.replace("\n", ";").split(";"):
        if words := tie.split():
            first, other = words[0], words[-1]
            people.setdefault(other, [])
            people.setdefault(first, []).append(f"{{to: {other}, as: {' '.join(words[1:-1])}}}")
    lines = (f"  {id_}: {{name: {id_.title()}, relations: [{', '.join(ties)}]}}\n" for id_, ties in people.items())
    file = tmp_path / "family.yaml"
    file.write_text(f"{MINIMAL}people:\n{''.join(lines)}")
    return file


def generations(people: list[dict[str, object]]) -> str:
    """Return people as ``1 dad 1 mum 2 grandpa``."""
    return " ".join(f"{each['generation']} {each['id']}" for each in people)


# The person, the ancestors, the descendants.
LINEAGES = [
    ("me", "1 dad 1 mum 2 grandpa 2 grandma 3 g2 4 g3", "1 kid 2 grandkid"),
    ("grandkid", "1 kid 2 me 2 she 3 dad 3 mum 4 grandpa 4 grandma", ""),
    ("g5", "", "1 g4 2 g3 3 g2 4 grandpa"),
    ("nobody", "", ""),
]


@pytest.mark.parametrize(("person", "ancestors", "descendants"), LINEAGES)
def test_lineage_goes_four_generations_back_and_forward(
    person: str, ancestors: str, descendants: str, family: Path, genden: Callable[..., Ran]
) -> None:
    record = json.loads(genden("person", person, "--json", base=family).out)["person"]
    assert generations(record["ancestors"]) == ancestors
    assert generations(record["descendants"]) == descendants


def test_own_ancestor_ends_the_lineage(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "circle.yaml"
    lines = "".join(f"  a{n}: {{name: A{n}, relations: [{{to: a{(n + 1) % 3}, as: father}}]}}\n" for n in range(3))
    file.write_text(f"{MINIMAL}people:\n{lines}")
    record = json.loads(genden("person", "a0", "--json", base=file).out)["person"]
    assert generations(record["ancestors"]) == "1 a1 2 a2"
    assert generations(record["descendants"]) == "1 a2 2 a1"


def test_whole_page_has_a_line_for_each_generation(family: Path, genden: Callable[..., Ran]) -> None:
    out = genden("person", "me", "--all", base=family).out
    for label in ("Ancestors (6)", "Parents ", "Grandparents ", "Great-grandparents ", "Great-great-grandparents "):
        assert label in out
    assert "Descendants (2)\nChildren       Kid  kid\nGrandchildren  Grandkid  grandkid\n" in out
    assert "Ancestors" not in genden("person", "g4", "--all", base=family).out


def test_direct_relatives_alone_are_no_lineage(family: Path, genden: Callable[..., Ran]) -> None:
    out = genden("person", "she", "--all", base=family).out
    assert "Ancestors" not in out
    assert "Descendants (2)" in out
    assert "Descendants" not in genden("person", "kid", "--all", base=family).out


def test_short_page_has_the_nearest_relatives_first_and_each_once(family: Path, genden: Callable[..., Ran]) -> None:
    lines = genden("person", "me", base=family).out.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("Parents"))
    shown = [" ".join(line.split()) for line in lines[first : first + 5]]
    assert shown == [
        "Parents Dad, father dad",
        "Mum, mother mum",
        "Nobody, as son (reported) nobody",
        "Spouse She, wife she",
        "Child Kid, daughter kid",
    ]
    assert any("6 ancestors and 2 descendants" in line for line in lines)


def test_open_date_of_a_list_is_not_cut_to_a_year(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(
        'base: {title: T}\npeople:\n  ann: {name: Ann, born: "1822~", died: "[..1869]"}\n', encoding="utf-8"
    )
    assert "c. 1822 – 1869 or earlier" in genden("people", base=base).out
