"""Pictures of a person and those around: XML that any program reads, in which nobody hides another."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from exporting import HOSTILE, MINIMAL, exported
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from genden_cli.export import svg
from genden_cli.export.pairs import Pair, around
from genden_cli.model import Person

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Golden, Ran

NAMESPACE = "{http://www.w3.org/2000/svg}"

FAMILY = """\
people:
  eva: {name: Eva Lund, born: "1790", died: "1861"}
  per: {name: Per Lund, relations: [{to: eva, as: wife}]}
  ana:
    name: Ana Brandt
    born: "1820"
    relations:
      - {to: eva, as: mother}
      - {to: per, as: father}
      - {to: tom, as: husband}
      - {to: ole, as: employer}
  tom: {name: Tom Brandt, relations: [{to: ana, as: wife}]}
  ole: {name: Ole Marsh}
  ida: {name: Ida Brandt, relations: [{to: ana, as: mother}, {to: tom, as: father}]}
  jon: {name: Jon Brandt, relations: [{to: ana, as: mother}, {to: tom, as: adoptive father}]}
  kai: {name: Kai Lund, relations: [{to: ana, as: sister}, {to: kai, as: self}]}
  una: {name: Una Brandt, relations: [{to: ida, as: mother}]}
"""


class Edges:
    """The edges of a rectangle."""

    def __init__(self, rectangle: Any) -> None:
        self.left, self.top, width, height = (int(rectangle.get(each)) for each in ("x", "y", "width", "height"))
        self.right, self.bottom = self.left + width, self.top + height


def read(text: str) -> dict[str, Edges]:
    """Return the box of each person by its title. All lie within the picture."""
    picture = etree.fromstring(text.encode())
    left, top, width, height = map(int, picture.get("viewBox").split())
    found = {}
    for group in picture.iter(f"{NAMESPACE}g"):
        box = Edges(group.find(f"{NAMESPACE}rect"))
        assert left <= box.left
        assert top <= box.top
        assert box.right <= left + width
        assert box.bottom <= top + height
        found[group.findtext(f"{NAMESPACE}title")] = box
    return found


def roles(text: str) -> list[str]:
    """Return the words beside the lines."""
    texts = etree.fromstring(text.encode()).iter(f"{NAMESPACE}text")
    return [each.text for each in texts if "role" in each.get("class", "")]


@pytest.fixture
def family(tmp_path: Path) -> Path:
    base = tmp_path / "family.yaml"
    base.write_text(MINIMAL + FAMILY, encoding="utf-8")
    return base


def test_each_generation_is_a_row(family: Path, genden: Callable[..., Ran]) -> None:
    boxes = read(exported(genden, "svg", "--person", "ana", base=family))
    rows: dict[int, set[str]] = {}
    for title, box in boxes.items():
        rows.setdefault(box.top, set()).add(title.split()[0])
    assert [rows[top] for top in sorted(rows)] == [
        {"Eva", "Per"},
        {"Ana", "Tom", "Ole", "Kai"},
        {"Ida", "Jon"},
        {"Una"},
    ]


def test_steps_limit_the_picture(family: Path, genden: Callable[..., Ran]) -> None:
    assert len(read(exported(genden, "svg", "--person", "una", "--steps", "1", base=family))) == 2


def test_a_pair_is_one_line_and_arrows_say_who_is_what(family: Path, genden: Callable[..., Ran]) -> None:
    text = exported(genden, "svg", "--person", "ana", "--steps", "1", base=family)
    assert text.count("<path ") == 11
    said = roles(text)
    assert said.count("↑ mother") == 3
    assert "↑ father" in said
    assert {"→ husband", "← wife"} <= {*said} or {"← husband", "→ wife"} <= {*said}
    assert "→ self" in said


def test_picture_is_as_recorded(family: Path, golden: Golden, genden: Callable[..., Ran]) -> None:
    golden("export-family.svg", exported(genden, "svg", "--person", "ana", base=family))
    golden("export-hostile.svg", exported(genden, "svg", "--person", "end", base=HOSTILE))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("svg", "genden: svg draws a person and those around: --person names the person\n"),
        ("svg --person brandt --of people", "genden: --of people: only mermaid can export a part of the base\n"),
        ("svg --person nobody-at-all", "genden: no person 'nobody-at-all'"),
    ],
)
def test_wrong_picture_is_refused(arguments: str, said: str, genden: Callable[..., Ran]) -> None:
    ran = genden("export", *arguments.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(said)


def test_many_people_are_said(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "many.yaml"
    children = "".join(f"  c{n}: {{name: C{n}, relations: [{{to: a, as: mother}}]}}\n" for n in range(60))
    base.write_text(f"{MINIMAL}people:\n  a: {{name: A}}\n{children}", encoding="utf-8")
    ran = genden("export", "svg", "--person", "a", base=base)
    assert (ran.code, ran.err) == (0, "61 people: with fewer --steps, a picture is easier to read\n")


WORDS = ("mother", "son", "wife", "grandfather", "niece", "employer", "cousin")


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from(WORDS)), max_size=30),
    st.lists(st.text(min_size=1, max_size=80), min_size=10, max_size=10),
    st.integers(1, 5),
)
def test_nobody_hides_another(ties: list[tuple[int, int, str]], names: list[str], steps: int) -> None:
    people = {str(n): Person(id=str(n), name=name) for n, name in enumerate(names)}
    pairs = [Pair(str(one), str(other), (role,), ()) for one, other, role in {each[:2]: each for each in ties}.values()]
    shown = around("0", (each[:2] for each in pairs), steps)
    text = "".join(svg.picture("0", people, [each for each in pairs if {*each[:2]} <= {*shown}], shown))
    picture = etree.fromstring(text.encode())
    boxes = [Edges(each) for each in picture.iter(f"{NAMESPACE}rect") if "box" in each.get("class")]
    assert len(boxes) == len(shown)
    for one, other in combinations(boxes, 2):
        beside = one.right <= other.left or other.right <= one.left
        assert beside or one.bottom <= other.top or other.bottom <= one.top
