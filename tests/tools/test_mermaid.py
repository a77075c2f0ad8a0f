"""The drawings that are exported, by Mermaid itself: they parse, they are drawn, and labels are shown as written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from exporting import exported
from test_export_mermaid import drawn, many

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser import Site, Window
    from conftest import Ran

PAGE = """\
<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Drawing</title><link rel="icon" href="data:,">
<script src="mermaid.min.js"></script>
<div id="drawing"></div>
"""
DRAW = """async text => {
    mermaid.initialize({startOnLoad: false, securityLevel: "strict"});
    const parsed = await mermaid.parse(text), drawing = document.getElementById("drawing");
    drawing.innerHTML = (await mermaid.render("drawn", text)).svg;
    const labels = of => [...drawing.querySelectorAll(of)].map(each => each.textContent);
    return {
        kind: parsed.diagramType,
        nodes: labels(".node .nodeLabel"),
        edges: labels(".edgeLabels p"),
        foreign: labels("script, img, a, iframe, form, input, b, i, u, strong, em, code, ul, ol, svg svg"),
    };
}"""
TRAPS = [
    *(
        "1. a list",
        "- a list",
        "# a heading",
        "`code`",
        "**bold** _it_ *it* __b__",
        "$$x^2$$",
        "fa:fa-car fab:x",
        ":::a",
    ),
    *(
        "<br>",
        "<br/>",
        "\\n",
        "&amp; &lt;b&gt; &#60;",
        "#35; #amp; #9829;",
        "a\\",
        '"',
        "end",
        "subgraph x",
        "graph TD",
    ),
    *("%% comment", "%%{init: {'theme':'dark'}}%%", "--- title: x ---", "click n1 href 'javascript:alert(1)'"),
    *("[x](javascript:alert(1))", "https://example.org/x", "www.example.org", "<img src=x onerror=alert(1)>", "{{x}}"),
    *("Пэлжидийн Гэндэн", "根登", "ᠭᠡᠨᠳᠦᠩ", "עברית", "می\u200cخواهم", "👩\u200d🚀", "é e\u0301"),
]


class Drawing(NamedTuple):
    """What Mermaid made of a text."""

    nodes: list[str]
    edges: list[str]
    foreign: list[str]


@pytest.fixture
def mermaid(window: Callable[..., Window], site: Site, node_packages: Path) -> Window:
    """Give a page that has Mermaid."""
    (site.folder / "mermaid.min.js").symlink_to(node_packages / "mermaid" / "dist" / "mermaid.min.js")
    (site.folder / "page.html").write_text(PAGE)
    opened = window(viewport={"width": 1440, "height": 900})
    opened.page.goto(f"{site.url}/page.html")
    return opened


@pytest.fixture
def draw(mermaid: Window) -> Callable[[str], Drawing]:
    """Have a text drawn, with nothing asked of the network, nothing complained about and nothing run."""

    def drawing(text: str) -> Drawing:
        found: dict[str, Any] = mermaid.page.evaluate(DRAW, text)
        assert (mermaid.refused, mermaid.complaints, mermaid.dialogs) == ([], [], [])
        assert found.pop("kind") == "flowchart-v2"
        return Drawing(**found)

    return drawing


@pytest.mark.parametrize("of", ["people", "sources"])
def test_every_node_and_edge_is_drawn_as_written(
    base: Path, of: str, draw: Callable[[str], Drawing], genden: Callable[..., Ran]
) -> None:
    text = exported(genden, "mermaid", "--of", of, base=base)
    nodes, edges = drawn(text)
    assert draw(text) == (list(nodes.values()), [said for _, said, _ in edges], [])


def test_person_and_those_around_are_drawn(draw: Callable[[str], Drawing], genden: Callable[..., Ran]) -> None:
    text = exported(genden, "mermaid", "--person", "brandt")
    assert draw(text) == (["Ana Brandt", "Tobias Marsh"], ["employer"], [])


@pytest.fixture
def labelled(genden: Callable[..., Ran], tmp_path: Path) -> Callable[[list[str]], str]:
    """Give the drawing of people who are called what is given, and are that to themselves."""

    def exported_as(labels: list[str]) -> str:
        people = {f"p{n}": {"name": each, "relations": [{"to": f"p{n}", "as": each}]} for n, each in enumerate(labels)}
        base = tmp_path / "labels.yaml"
        base.write_text(
            yaml.safe_dump({"base": {"title": "Labels"}, "people": people}, allow_unicode=True), encoding="utf-8"
        )
        return exported(genden, "mermaid", base=base)

    return exported_as


def test_whatever_mermaid_knows_a_meaning_for_is_text(
    draw: Callable[[str], Drawing], labelled: Callable[[list[str]], str]
) -> None:
    nodes, edges, foreign = draw(labelled(TRAPS))
    assert (sorted(nodes), sorted(edges), foreign) == (sorted(TRAPS), sorted(TRAPS), [])


def test_what_mermaid_itself_writes_for_an_entity_runs_nothing(
    draw: Callable[[str], Drawing], labelled: Callable[[list[str]], str]
) -> None:
    nodes, _, foreign = draw(labelled(["ﬂ°lt¶ßimg src=x onerror=alert(1)ﬂ°gt¶ß", "ﬂ°°60¶ßscriptﬂ°°62¶ßalert(1)"]))
    assert (sorted(nodes), foreign) == (["<img src=x onerror=alert(1)>", "<script>alert(1)"], [])


def test_mermaid_draws_as_many_edges_as_we_say(mermaid: Window, genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "many.yaml"
    base.write_text(many(501, "A"))
    text = genden("export", "mermaid", base=base).out
    said = mermaid.page.evaluate("text => mermaid.parse(text).catch(error => error.message)", text)
    assert "500 edges found, but the limit is 500" in said


@pytest.mark.parametrize(("signs", "read"), [(50_000, True), (50_001, False)])
def test_mermaid_reads_as_much_text_as_we_say(signs: int, *, read: bool, draw: Callable[[str], Drawing]) -> None:
    head, tail = 'flowchart LR\n    n1["', '"]\n'
    label = "a" * (signs - len(head) - len(tail))
    assert draw(f"{head}{label}{tail}").nodes == [label if read else "Maximum text size in diagram exceeded"]


def test_nobody_is_drawn_too(draw: Callable[[str], Drawing]) -> None:
    assert draw("flowchart LR\n") == ([], [], [])
