"""The report in Markdown: rendered as GitHub does, whatever the base holds is text and nothing else."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING

from exporting import BUNDLED, HOSTILE, MINIMAL, exported, stands, told_in_report
from markdown_it import MarkdownIt

from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from conftest import Ran
    from markdown_it.token import Token

OURS = {"text", "text_special", "code_inline", "strong_open", "strong_close", "em_open", "em_close"}
LINKS = {"link_open", "link_close"}
BLOCKS = {"heading", "paragraph", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td"}


@cache
def tokens(markdown: str) -> list[Token]:
    """Return what GitHub's Markdown makes of a text: CommonMark with tables and strikethrough, HTML included."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown)


def inline(found: Sequence[Token]) -> Iterator[Token]:
    for each in found:
        yield from each.children or ()


def assert_ours(markdown: str) -> None:
    """Nothing is markup but what we write: no HTML, no picture, no link but to an address of the web."""
    found = tokens(markdown)
    blocks = {each.type.removesuffix("_open").removesuffix("_close") for each in found}
    assert blocks <= {*BLOCKS, "inline"}
    for each in inline(found):
        ours = each.type in OURS | LINKS or (each.type, each.content) == ("html_inline", "<br>")
        assert ours, (each.type, each.content)
        assert str(each.attrs.get("href", "https://")).startswith(("https://", "http://"))


def test_only_what_we_mean_is_markup(base: Path, genden: Callable[..., Ran]) -> None:
    assert_ours(exported(genden, "markdown", base=base))


def test_every_row_has_the_cells_of_its_table(base: Path, genden: Callable[..., Ran]) -> None:
    width = 0
    for line in exported(genden, "markdown", base=base).splitlines():
        cells = line.replace("\\\\", "").replace("\\|", "").count("|") - 1
        width = 0 if not line.startswith("|") else width or cells
        assert not width or cells == width, line


def test_what_is_read_is_what_the_base_says(genden: Callable[..., Ran]) -> None:
    read = "".join(each.content for each in inline(tokens(exported(genden, "markdown", base=HOSTILE))))
    for each in (
        "</script><script>alert('title')</script>",
        "[link](javascript:alert(1))",
        'end"]; click n1',
        "{{7*7}}",
    ):
        assert each in read
    assert "=SUM(1;2) <script>alert('says')</script> | ## next *claim* \\u{202e}\\u{200f}" in read


def test_every_text_of_every_record_is_read(base: Path, genden: Callable[..., Ran]) -> None:
    markdown = exported(genden, "markdown", base=base)
    read = "\n".join("".join(child.content for child in each.children or ()) for each in tokens(markdown))
    for _, text in told_in_report(json.loads(exported(genden, "json", base=base))):
        assert stands(text, read, sanitize=sanitize_line)


def test_a_long_report_names_silence_and_background_without_their_words(
    genden: Callable[..., Ran], tmp_path: Path
) -> None:
    def report(note: str) -> str:
        item = {"source": "a", "credibility": 2, "note": note}
        named = [{**item, "source": source, "stance": stance} for source, stance in (("b", "context"), ("c", "silent"))]
        evidence = [{**item, "stance": "supports"}, *named]
        claim = {"says": "It rains.", "evidence": evidence, "verdict": "unproven", "because": "Nobody looked."}
        works = {each: {"title": each.upper(), "reliability": "B"} for each in "abc"}
        base = tmp_path / "base.yaml"
        base.write_text(json.dumps({"base": {"title": "T"}, "sources": works, "claims": {"rain": claim}}))
        return exported(genden, "markdown", base=base)

    words = "It rained all day. "
    short, long = report(words), report(words * 5_300)
    assert ("**Left out**" in short, short.count(words.strip()), "**Background**" in short) == (False, 3, False)
    assert ("**Left out**" in long, long.count(words.strip())) == (True, 5_300)
    assert "- **Silent**: `c`\n- **Background**: `b`\n" in long


def test_every_event_claim_person_and_source_has_its_heading(genden: Callable[..., Ran]) -> None:
    found = tokens(exported(genden, "markdown"))
    titles = [
        "".join(child.content for child in found[at + 1].children or ()).strip()
        for at, each in enumerate(found)
        if each.type == "heading_open" and each.tag == "h3"
    ]
    facts = json.loads(exported(genden, "json"))
    for claim in facts["claims"].values():
        assert claim["says"] in titles
    for person in facts["people"].values():
        assert any(person["name"] in each for each in titles)
    for record in (*facts["sources"].values(), *facts["events"].values()):
        assert any(record["title"] in each for each in titles)


def test_what_comes_with_genden_is_short_enough_for_github_to_render(genden: Callable[..., Ran]) -> None:
    assert len(exported(genden, "markdown", base=BUNDLED).encode()) < 1_000_000


def test_it_is_as_recorded(genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    start, *sections = re.split(
        "^(?=## (?:Events|Claims|People|Sources)$)", exported(genden, "markdown"), flags=re.MULTILINE
    )
    golden("export.md", start)
    for section in sections:
        golden(f"export-{section.split()[1].lower()}.md", section)
    golden("export-hostile.md", exported(genden, "markdown", base=HOSTILE))


def test_a_base_of_nothing_but_its_title_is_a_report(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "minimal.yaml"
    base.write_text(MINIMAL)
    assert exported(genden, "markdown", base=base).startswith("# Nothing yet\n")
