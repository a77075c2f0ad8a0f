"""What a link to the page shows elsewhere: tags, reviews as data, and whom to write to."""

from __future__ import annotations

import json
import re
import struct
import sys
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from exporting import FACTS, HOSTILE, MINIMAL, exported

from genden_cli.errors import Exit
from genden_cli.export.html.preview import HEIGHT, WIDTH, wrapped
from genden_cli.export.html.sharing import MAX_DESCRIPTION, shortened
from genden_cli.text.sanitize import contact_link

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

ADDRESS = "https://example.org/lamp/"
HEAD = f"base: {{title: T, contact: desk@example.org, corrections: https://example.org/errata, url: {ADDRESS}}}\n"


class Tags(HTMLParser):
    """The tags of a page: by name or property, the canonical address, and the data of reviews."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.canonical: list[str] = []
        self._reviews = ""
        self._in_reviews = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self._in_reviews = named.get("type") == "application/ld+json"
        if tag == "meta" and (name := named.get("name") or named.get("property")):
            assert name not in self.meta
            self.meta[name] = named["content"]
        if tag == "link":
            self.canonical.append(named["href"])

    def handle_data(self, data: str) -> None:
        if self._in_reviews:
            self._reviews += data

    def handle_endtag(self, _tag: str) -> None:
        self._in_reviews = False

    @property
    def reviews(self) -> list[dict[str, Any]]:
        read = json.loads(self._reviews or '{"@graph": []}')["@graph"]
        return [each for each in read if each["@type"] == "ClaimReview"]


def test_tags_name_title_description_and_day_of_review(genden: Callable[..., Ran]) -> None:
    read = Tags(exported(genden, "html", "--url", f"{ADDRESS}#claim-storm"))
    lead = "A pamphlet blames the keeper, and nobody who was there does."
    assert {read.meta[each] for each in ("description", "og:description", "twitter:description")} == {lead}
    assert {read.meta[each] for each in ("og:title", "twitter:title")} == {"Who put out the lamp of Aldport?"}
    assert read.meta["article:modified_time"] == "2026-11-23"
    assert (read.canonical, read.meta["og:url"]) == ([ADDRESS], ADDRESS)


def test_the_address_comes_from_the_base_and_the_option_goes_before_it(
    genden: Callable[..., Ran], tmp_path: Path
) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(HEAD, encoding="utf-8")
    page = exported(genden, "html", base=base)
    assert Tags(page).canonical == [ADDRESS]
    assert '<a href="mailto:desk@example.org" rel="noreferrer">desk@example.org</a>' in page
    assert '<a href="https://example.org/errata" rel="noreferrer">' in page
    assert Tags(exported(genden, "html", "--url", "https://example.org/x", base=base)).canonical == [
        "https://example.org/x"
    ]
    base.write_text(MINIMAL, encoding="utf-8")
    bare = Tags(exported(genden, "html", base=base))
    assert (bare.canonical, bare.reviews, "og:url" in bare.meta) == ([], [], False)


def test_a_description_fits_and_ends_with_a_sentence_or_a_word(base: Path, genden: Callable[..., Ran]) -> None:
    said = Tags(exported(genden, "html", base=base)).meta["description"]
    assert 0 < len(said) <= MAX_DESCRIPTION


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("One. Two. Three.", 9, "One. Two."),
        ("One two three.", 9, "One two…"),
        ("Onetwothree", 4, "One…"),
        ("One", 3, "One"),
    ],
)
def test_a_text_is_shortened_where_it_can_end(text: str, length: int, short: str) -> None:
    assert shortened(text, length) == short
    assert len(short) <= length


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("desk@example.org", "mailto:desk@example.org"),
        ("https://example.org/a", "https://example.org/a"),
        ("write to the desk", None),
        ("javascript:alert(1)", None),
        ("a@b.org?bcc=c@d.org", None),
    ],
)
def test_an_address_becomes_a_link_and_any_other_text_does_not(text: str, link: str | None) -> None:
    assert contact_link(text) == link


def test_reviews_are_of_the_lead_claim_its_rivals_and_what_is_wrong(genden: Callable[..., Ran]) -> None:
    read = Tags(exported(genden, "html", "--url", ADDRESS)).reviews
    facts = json.loads(exported(genden, "json"))["claims"]
    for each in read:
        claim = facts[each["identifier"]]
        assert each["claimReviewed"] == claim["says"]
        assert each["url"] == f"{ADDRESS}#claim-{each['identifier']}"
        assert each["itemReviewed"]["@type"] == "Claim"
    rivals = set(json.loads(exported(genden, "json"))["events"]["dark-night"]["variants"])
    wrong = {name for name, claim in facts.items() if claim["verdict"] in ("refuted", "disputed")}
    reviewed = {name for name, claim in facts.items() if claim["verdict"] != "unreviewed"}
    made = {name for name, claim in facts.items() if claim.get("appears_in")}
    assert {each["identifier"] for each in read} == (rivals & reviewed) | (wrong & made)


def test_a_claim_that_is_not_published_has_no_review(genden: Callable[..., Ran], tmp_path: Path) -> None:
    for state, reviewed in (("published", ["rain"]), ("draft", []), ("withdrawn", [])):
        base = tmp_path / f"{state}.yaml"
        claim = f"{{says: It rained., verdict: refuted, because: It was dry., state: {state}}}"
        base.write_text(f"base: {{title: T, lead: It did not rain.}}\nclaims: {{rain: {claim}}}\n")
        read = Tags(exported(genden, "html", base=base)).reviews
        assert [each["identifier"] for each in read] == reviewed


def test_reviews_are_safe_in_a_page(genden: Callable[..., Ran]) -> None:
    page = exported(genden, "html", base=HOSTILE)
    read = page.partition('type="application/ld+json">')[2].partition("</script>")[0]
    assert json.loads(read)["@graph"]
    assert not set("<>&") & set(read)


@pytest.mark.parametrize("url", ["example.org", "ftp://example.org/", "https://", "javascript:alert(1)", ""])
def test_what_is_no_web_address_is_refused(url: str, genden: Callable[..., Ran]) -> None:
    ran = genden("export", "html", "--url", url, base=FACTS)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"genden: --url: '{url}' is not a web address\nas in: --url https://example.org/facts.html\n"


def test_options_of_the_page_are_refused_for_other_formats(genden: Callable[..., Ran]) -> None:
    ran = genden("export", "csl", "--url", ADDRESS, base=FACTS)
    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        "genden: --url: only html, site, claimreview and timelinejs can use it\n",
    )


def picture(page: str) -> ET.Element:
    drawn = page.partition('<div class="picture">')[2].partition("</div>")[0]
    return ET.fromstring(drawn)  # noqa: S314 -- ours


def test_the_picture_says_question_verdict_and_claim(genden: Callable[..., Ran]) -> None:
    drawn = picture(exported(genden, "html"))
    said = " ".join("".join(each.itertext()) for each in drawn)
    assert drawn.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    assert "Who put out the lamp of Aldport?" in said
    assert re.search("[✓✗≈?·∅] (supported|refuted|disputed|unproven|opinion|unreviewed) ", said)


def test_a_picture_of_any_base_is_sound_and_stays_in_its_frame(base: Path, genden: Callable[..., Ran]) -> None:
    drawn = picture(exported(genden, "html", base=base))
    lines = [each for each in drawn if each.tag.endswith("text")]
    assert 1 <= len(lines) <= 8
    heights = [int(each.get("y", "0")) for each in lines]
    assert heights == sorted(set(heights))
    assert heights[-1] < HEIGHT


@pytest.mark.parametrize("text", ["", "one", "one two three", "x" * 500, "日本" * 60, "e\u0301" * 90])
def test_lines_fit_and_lose_nothing(text: str) -> None:
    lines = wrapped(text, 12)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert max(map(len, lines)) <= 62


def test_the_picture_is_written_as_png_and_named_by_the_page(genden: Callable[..., Ran], tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    file, page = tmp_path / "the verdict.png", tmp_path / "page.html"
    ran = genden("export", "html", "--url", ADDRESS, "--picture", str(file), "-o", str(page))
    assert (ran.code, ran.err) == (0, "")
    data = file.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (WIDTH, HEIGHT)
    meta = Tags(page.read_text(encoding="utf-8")).meta
    assert meta["og:image"] == meta["twitter:image"] == f"{ADDRESS}the%20verdict.png"
    assert meta["twitter:card"] == "summary_large_image"


@pytest.mark.parametrize("name", ["-", "page.html"])
def test_a_picture_has_a_file_of_its_own(name: str, genden: Callable[..., Ran], tmp_path: Path) -> None:
    picture = name if name == "-" else f"{tmp_path}/./{name}"
    ran = genden("export", "html", "--picture", picture, "-o", str(tmp_path / "page.html"))
    assert (ran.code, list(tmp_path.iterdir())) == (Exit.USAGE, [])
    assert "--picture needs a file of its own" in ran.err


def test_a_picture_without_an_address_is_written_and_the_lack_is_said(
    genden: Callable[..., Ran], tmp_path: Path
) -> None:
    pytest.importorskip("resvg_py")
    ran = genden("export", "html", "--picture", str(tmp_path / "v.png"))
    assert ran.code == 0
    assert "og:image" not in Tags(ran.out).meta
    assert ran.err == "--picture: previews of the page show it only with --url ADDRESS, or with url in the base\n"


def test_the_base_is_never_overwritten_by_a_picture(genden: Callable[..., Ran], tmp_path: Path) -> None:
    pytest.importorskip("resvg_py")
    base = tmp_path / "base.yaml"
    base.write_text(MINIMAL, encoding="utf-8")
    ran = genden("export", "html", "--picture", str(base), base=base)
    assert (ran.code, ran.out, base.read_text(encoding="utf-8")) == (3, "", MINIMAL)


def test_without_the_library_the_extra_is_named(genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    ran = genden("export", "html", "--picture", "v.png")
    said = "genden: --picture needs resvg-py\npip install 'genden-cli[picture]'\n"
    assert (ran.code, ran.out, ran.err) == (2, "", said)


def test_a_picture_that_cannot_be_written_is_said(genden: Callable[..., Ran], tmp_path: Path) -> None:
    ran = genden("export", "html", "-o", str(tmp_path / "page.html"), "--picture", "/dev/null")
    assert (ran.code, ran.out) == (Exit.BASE, "")
    assert "genden: cannot write /dev/null: it is a device, not a file\n" in ran.err


def test_a_long_title_ends_with_an_ellipsis(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(f"base: {{title: {'Who put out the lamp? ' * 20}}}\n", encoding="utf-8")
    lines = [
        "".join(each.itertext()) for each in picture(exported(genden, "html", base=base)) if each.tag.endswith("text")
    ]
    assert (len(lines), lines[2][-1]) == (3, "…")
