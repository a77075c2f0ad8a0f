"""The text of an examined document in the page: every passage is marked, every claim noted, nothing of it is lost."""

from __future__ import annotations

import html
import json
import re
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from conftest import TESTS
from exporting import FACTS, MINIMAL
from test_export_html import Page

from genden_cli.export.html.examined_text import annotated_document
from genden_cli.index import store
from genden_cli.text.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

ARTICLE = TESTS / "article.txt"


def page(genden: Callable[..., Ran], text: Path, *options: str, base: Path = FACTS) -> tuple[str, str]:
    ran = genden("export", "html", "--text", str(text), *options, base=base)
    assert ran.code == 0, ran.err
    return ran.out, ran.err


def test_the_whole_text_is_there_and_its_quotes_are_marked(genden: Callable[..., Ran]) -> None:
    out, _ = page(genden, ARTICLE)
    part = out.partition('<article class="annotated"')[2].partition("</article>")[0]
    read = html.unescape(re.sub("<sup>.*?</sup>|<[^>]+>", "", part))
    for line in filter(None, map(str.strip, ARTICLE.read_text(encoding="utf-8").splitlines())):
        assert line in read
    marked = html.unescape("\n".join(re.findall('<mark class="[a-z]+">(.*?)</mark>', part)))
    assert "with her own hands" in marked


def test_every_claim_of_the_document_is_noted(genden: Callable[..., Ran]) -> None:
    out, _ = page(genden, ARTICLE)
    facts = json.loads(genden("export", "json").out)["claims"]
    made = {f"#claim-{id_}" for id_, claim in facts.items() if claim.get("appears_in")}
    read = Page(out)
    assert made == set(read.links["text"])


def test_what_the_text_lacks_is_listed_and_counted(genden: Callable[..., Ran], tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Nothing of the kind.\n", encoding="utf-8")
    out, err = page(genden, other, "--as", "pamphlet")
    assert err == "5 of 5 quotes not in the text; the page lists them below it\n"
    assert "with her own hands" in Page(out).texts["text"]


def test_a_passage_with_several_claims_has_the_worst_verdict(tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(
        """
base: {title: T, examines: [text]}
sources: {text: {title: Text, reliability: D}, log: {title: Log, reliability: A}}
claims:
  one: {says: One., verdict: unproven, because: B., appears_in: [{source: text, at: {paragraph: 1}, quote: it rained}]}
  two: {says: Two., verdict: refuted, because: B., appears_in: [{source: text, at: {paragraph: 1}, quote: rained all}],
        evidence: [{source: log, stance: contradicts}]}
  three: {says: Three., verdict: opinion, because: B., appears_in: [{source: text, at: {paragraph: 2}}]}
  four: {says: Four., verdict: opinion, because: B., appears_in: [{source: text, at: {paragraph: 9}}]}
""",
        encoding="utf-8",
    )
    with closing(store.build_in_memory(str(base))) as connection:
        read = annotated_document(connection, "text", "And it rained all day.\n\nSadly.\n")
    first, second = read.paragraphs
    assert [(each.text, each.verdict, each.notes) for each in first.pieces] == [
        ("And ", None, ()),
        ("it ", "unproven", ()),
        ("rained", "refuted", (1,)),
        (" all", "refuted", (2,)),
        (" day.", None, ()),
    ]
    assert [[each.claim for each in paragraph.notes] for paragraph in (first, second)] == [["one", "two"], ["three"]]
    assert [each.claim for each in read.missing] == ["four"]
    assert read.absent == 0


def test_a_hostile_text_is_text(genden: Callable[..., Ran], tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.txt"
    hostile.write_text("<script>alert(1)</script> \u202e{{ 7*7 }} \x1b[31m</article>\n", encoding="utf-8")
    out, _ = page(genden, hostile)
    assert sanitize(out) == out
    assert "<script>alert(1)</script> \\u{202e}{{ 7*7 }} \\x1b[31m</article>" in Page(out).texts["text"]


@pytest.mark.parametrize(
    ("options", "base", "said"),
    [
        (["--text", "nowhere.txt"], FACTS, "nowhere.txt"),
        (["--as", "pamphlet"], FACTS, "--as goes with --text FILE"),
        (["--text", str(ARTICLE), "--as", "log"], FACTS, "--text: the base has no claim of 'log'"),
        (["--text", str(ARTICLE)], None, "no claim of any document under examination"),
    ],
)
def test_a_text_that_cannot_be_shown_is_refused(
    options: list[str], base: Path | None, said: str, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    little = tmp_path / "little.yaml"
    little.write_text(f"{MINIMAL}claims: {{rain: {{says: It rained.}}}}\n", encoding="utf-8")
    ran = genden("export", "html", *options, base=base or little)
    assert ran.code in (2, 3)
    assert ran.out == ""
    assert said in ran.err


def test_the_strip_has_a_cell_a_claim_in_the_order_of_the_text(genden: Callable[..., Ran]) -> None:
    out = genden("export", "html").out
    strip = out.partition('<p class="strip">')[2].partition("</p>")[0]
    cells = re.findall('<a class="([a-z]+)" href="#claim-([a-z-]+)" title="([a-z]+)', strip)
    read = json.loads(genden("read", "pamphlet", "--format", "json").out)["read"]
    made = [(each["claim"], each["verdict"]) for part in read["parts"] for each in part["claims"]]
    assert [(claim, verdict) for verdict, claim, _ in cells] == [*dict.fromkeys(made)]
    assert all(verdict == named for verdict, _, named in cells)
