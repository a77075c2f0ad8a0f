"""A base without a verdict and without a document under examination has no scorecard: a family tree, for example."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from exporting import exported

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

TREE = """base: {title: The Kohls}
people:
  ana: {name: Ana Kohl, born: 1820}
  carl: {name: Carl Kohl, relations: [{to: ana, as: wife}]}
events:
  birth: {title: Birth of Ana, date: 1820, people: {ana: child}}
"""
CLAIM = "claims:\n  born: {says: Ana Kohl was born in 1820., people: [ana]@}\n"
EXAMINED = "sources:\n  tale: {title: A tale, reliability: F}\n"


def _figures(page: str) -> list[str]:
    section = page.partition('id="scorecard"')[2].partition("</section>")[0]
    return re.sub(r"<[^>]*>", " ", section.partition(">")[2]).split()


@pytest.mark.parametrize(
    ("rest", "figures"),
    [
        ("", ["What", "is", "here", "People", "2", "Events", "1"]),
        (CLAIM, ["What", "is", "here", "People", "2", "Events", "1", "Claims", "1,", "not", "reviewed", "yet"]),
    ],
)
def test_page_and_site_begin_with_what_there_is(
    rest: str, figures: list[str], tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(TREE + rest.replace("@", ""), encoding="utf-8")
    page = exported(genden, "html", base=base)
    assert _figures(page) == figures
    assert '<a href="#scorecard">What is here</a>' in page
    genden("export", "site", str(tmp_path / "site"), base=base)
    assert _figures((tmp_path / "site" / "index.html").read_text(encoding="utf-8")) == figures


@pytest.mark.parametrize("rest", [CLAIM.replace("@", ", verdict: unproven"), EXAMINED + CLAIM.replace("@", "")])
def test_a_verdict_or_an_examined_document_makes_a_scorecard(
    rest: str, tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    base = tmp_path / "base.yaml"
    head = "{title: The Kohls, examines: [tale]}" if rest.startswith("sources") else "{title: The Kohls}"
    base.write_text((TREE + rest).replace("{title: The Kohls}", head), encoding="utf-8")
    assert _figures(exported(genden, "html", base=base))[:1] == ["Scorecard"]


ABOUT = "{title: The Kohls, about: A family of lamp keepers.}"
EVENT = "What happened"


@pytest.mark.parametrize(
    ("head", "rest", "first"),
    [
        ("{title: The Kohls}", "", ["What is here", EVENT]),
        (ABOUT, "", ["What this is about", "What is here", EVENT]),
        (ABOUT, CLAIM.replace("@", ", verdict: unproven"), ["What this is about", EVENT, "Scorecard"]),
        ("{title: The Kohls}", CLAIM.replace("@", ", verdict: unproven"), [EVENT, "Scorecard"]),
        (
            ABOUT.replace("about", "examines: [tale], about"),
            EXAMINED + CLAIM.replace("@", ""),
            ["What this is about", "Scorecard", EVENT],
        ),
        (ABOUT.replace("about", "answer: They kept it., about"), "", ["The short answer", EVENT, "What is here"]),
    ],
)
def test_page_begins_with_the_answer_or_with_what_the_base_is_about(
    head: str, rest: str, first: list[str], tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    base = tmp_path / "base.yaml"
    base.write_text((TREE + rest).replace("{title: The Kohls}", head), encoding="utf-8")
    page = exported(genden, "html", base=base)
    assert re.findall("<h2[^>]*>(.*?)</h2>", page.partition("<main")[2])[: len(first)] == first
    assert page.count("A family of lamp keepers.</p>") == ("about" in head)
    links = re.findall('<a href="#([a-z]+)"', page.partition('aria-label="Contents"')[2].partition("</nav>")[0])
    places = [page.index(f'<section id="{each}"') for each in links]
    assert places == sorted(places)


def test_stats_counts_shares_only_where_there_are_claims(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(TREE, encoding="utf-8")
    assert genden("stats", base=base).out.split() == ["What", "is", "here", "People", "2", "Events", "1"]
    base.write_text(TREE + CLAIM.replace("@", ""), encoding="utf-8")
    assert "claims --missing evidence" in genden("stats", base=base).out
    base.write_text(TREE + CLAIM.replace("@", ", verdict: unproven"), encoding="utf-8")
    assert "documents under examination" not in genden("stats", base=base).out
