"""The site: every link leads somewhere, nothing of the base is missing, and nothing of anybody else is touched."""

from __future__ import annotations

import json
import os
import posixpath
import re
import zlib
from base64 import b64decode
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from attacks import EVERY, attacked
from exporting import FACTS, HOSTILE, MINIMAL, exported, said, stands
from test_diff import git
from test_export_html import ATTRIBUTES, ELEMENTS, Page

from genden_cli.cli.main import main
from genden_cli.errors import Exit
from genden_cli.export.site import sitemap
from genden_cli.export.site.folder import MANIFEST
from genden_cli.index import store
from genden_cli.text.normalize import SPACER
from genden_cli.text.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

LARGEST = 100_000
"""The bytes of a page, at most."""


def export(base: Path, folder: Path, *options: str) -> int:
    return main(["export", "site", str(folder), *options, "-b", str(base)])


@pytest.fixture(scope="module", params=["facts", "hostile", "some attacks"])
def base(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "some attacks":
        made: Path = tmp_path_factory.mktemp("bases") / "attacked.yaml"
        made.write_text(attacked(EVERY[::8]), encoding="utf-8")
        return made
    return {"facts": FACTS, "hostile": HOSTILE}[request.param]


@pytest.fixture(scope="module")
def site(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site of a base."""
    folder = tmp_path_factory.mktemp("sites") / "site"
    assert export(base, folder) == Exit.DONE
    return folder


@pytest.fixture(scope="module")
def read(site: Path) -> dict[str, Page]:
    """Give the pages of the site by their file, without those that only lead to another one."""
    moved = site / "moved.txt"
    former = moved.read_text(encoding="utf-8").split()[::2] if moved.exists() else []
    files = {str(path.relative_to(site)): path for path in site.rglob("*.html")}
    return {
        name: Page(path.read_text(encoding="utf-8"))
        for name, path in files.items()
        if name.removesuffix("index.html") not in former
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a site of the small base."""
    made = tmp_path / "site"
    assert export(FACTS, made) == Exit.DONE
    return made


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return the content and the time of each file."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


@pytest.mark.slow
def test_every_link_leads_to_a_file_and_every_fragment_to_an_element(read: dict[str, Page], site: Path) -> None:
    for name, page in read.items():
        ids = page.values("id")
        assert len(ids) == len(set(ids)), name
        for href in (*page.values("href"), *page.values("src"), *page.values("action")):
            if href.startswith(("https://", "http://")):
                continue
            path, _, fragment = href.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert (site / target).is_file(), (name, href)
            assert not fragment or fragment in read[target].values("id"), (name, href)


def test_every_page_is_reached_from_the_front_page(read: dict[str, Page]) -> None:
    seen, waiting = set(), ["index.html"]
    while waiting:
        name = waiting.pop()
        seen.add(name)
        hrefs = (*read[name].values("href"), *read[name].values("action"))
        links = (posixpath.join(posixpath.dirname(name), href.partition("#")[0]) for href in hrefs)
        waiting += {posixpath.normpath(each) for each in links} & (read.keys() - seen - set(waiting))
    assert seen == read.keys()


def test_every_page_is_our_markup_with_one_title_and_is_small(read: dict[str, Page], site: Path) -> None:
    for name, page in read.items():
        for tag, attributes in page.elements:
            assert tag in ELEMENTS | {"link", "code"}
            assert {each for each in attributes if not each.startswith(("aria-", "data-"))} <= ATTRIBUTES | {
                "action",
                "defer",
                "src",
            }
        assert [tag for tag, _ in page.elements].count("h1") == 1, name
        text = (site / name).read_text(encoding="utf-8")
        assert sanitize(text) == text
    sizes = {name: (site / name).stat().st_size for name in read}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}


def test_no_page_can_load_from_elsewhere_or_run_what_stands_in_it(read: dict[str, Page]) -> None:
    for name, page in read.items():
        (policy,) = (attributes["content"] for _, attributes in page.elements if "http-equiv" in attributes)
        assert "default-src 'none'" in policy, name
        assert {part for each in policy.split("; ") for part in each.split()[1:]} <= {"'none'", "'self'"}
        assert not any(tag in ("style", "script") and "src" not in attributes for tag, attributes in page.elements)


def test_nothing_that_the_base_says_is_missing(read: dict[str, Page], base: Path, genden: Callable[..., Ran]) -> None:
    facts = json.loads(exported(genden, "json", base=base))
    shown: dict[str, str] = {}
    for name, page in sorted(read.items()):
        record = "/".join(name.split("/")[:2])
        shown[record] = shown.get(record, "") + page.texts["html"]
    for element, text in said(facts):
        address = element.replace("-", "/", 1)
        assert stands(text, shown[address])


def test_the_data_of_the_search_has_every_passage_in_small_files(site: Path, base: Path) -> None:
    pieces = [(site / "search" / f"{n}.js").read_text() for n in range(len(list((site / "search").glob("*.js"))))]
    assert all(len(each) <= LARGEST for each in pieces)
    packed = "".join(re.findall(r"\Atake\(\d+,\"([A-Za-z0-9+/=]+)\"\);\n\Z", each)[0] for each in pieces)
    data = json.loads(zlib.decompress(b64decode(packed)))
    with closing(store.build_in_memory(str(base))) as connection:
        entries = connection.execute("SELECT title FROM passage ORDER BY rowid").fetchall()
    titles = [passage[0] for passage in data["base"]["passages"]]
    assert titles == [(title or "").replace(SPACER, "") for (title,) in entries]
    assert len(data["base"]["facets"]) == len(data["base"]["kinds"]) == len(titles)


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "claims: {it-rained: {says: It rained.}}\n",
        "events: {rain: {title: It rains}}\nclaims: {it-rained: {says: It rained., event: rain}}\n",
        "sources: {log: {title: A log, reliability: A}}\npeople: {ana: {name: Ana}}\n",
    ],
)
def test_a_base_with_little_in_it_is_a_site(rest: str, tmp_path: Path) -> None:
    base = tmp_path / "little.yaml"
    base.write_text(MINIMAL + rest)
    assert export(base, tmp_path / "site") == Exit.DONE
    assert Page((tmp_path / "site" / "index.html").read_text()).texts["h1"] == "Nothing yet"


def test_long_lists_go_on_over_pages(tmp_path: Path) -> None:
    base, folder = tmp_path / "many.yaml", tmp_path / "site"
    claims = "".join(f"  c{n}: {{says: Claim {n} of many., people: [ana]}}\n" for n in range(700))
    base.write_text(f"base: {{title: T}}\npeople: {{ana: {{name: Ana}}}}\nclaims:\n{claims}")
    assert export(base, folder) == Exit.DONE
    for beginning in ("claims", "person/ana"):
        pages = [
            folder / beginning / name / "index.html"
            for name in ("", "2", "3", "4")
            if (folder / beginning / name).is_dir()
        ]
        assert len(pages) > 1
        assert all(each.stat().st_size <= LARGEST for each in pages)
        text = "".join(each.read_text() for each in pages)
        assert [n for n in range(700) if f"Claim {n} of many." not in text] == []
        assert 'rel="next"' not in pages[-1].read_text()


def test_a_second_run_touches_only_what_changed(folder: Path, tmp_path: Path) -> None:
    before = files(folder)
    assert export(FACTS, folder) == Exit.DONE
    assert {name: found for name, found in files(folder).items() if name != MANIFEST} == {
        name: found for name, found in before.items() if name != MANIFEST
    }
    changed = tmp_path / "changed.yaml"
    base_text = FACTS.read_text(encoding="utf-8")
    note = "Two leaves are missing."
    assert note in base_text
    changed.write_text(base_text.replace(note, "Three leaves are missing."), encoding="utf-8")
    assert export(changed, folder) == Exit.DONE
    after = files(folder)
    touched = {name for name, found in after.items() if found != before[name] and name.endswith(".html")}
    assert touched == {"source/log/index.html"}
    assert sorted(os.listdir(folder.parent)) == ["changed.yaml", "site"]


def test_pages_of_records_that_are_gone_are_removed_and_what_others_wrote_stays(folder: Path, tmp_path: Path) -> None:
    ours = folder / "claim" / "storm"
    assert ours.is_dir()
    (folder / "CNAME").write_text("example.org")
    (folder / "person" / "notes.txt").write_text("mine")
    small = tmp_path / "small.yaml"
    small.write_text("base: {title: T}\n")
    assert export(small, folder) == Exit.DONE
    assert not ours.exists()
    assert (folder / "CNAME").read_text() == "example.org"
    assert (folder / "person" / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("name", ["index.html", "claim/storm/index.html", "style.css"])
def test_a_file_that_somebody_changed_is_not_replaced(
    name: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_text("mine")
    before = files(folder)
    assert export(FACTS, folder) == Exit.BASE
    assert f"{name} was changed by somebody else" in capsys.readouterr().err
    assert files(folder) == before
    assert os.listdir(tmp_path) == ["site"]


def test_a_folder_in_the_place_of_a_file_is_not_replaced(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "style.css").unlink()
    (folder / "style.css").mkdir()
    before = files(folder)
    assert export(FACTS, folder) == Exit.BASE
    assert "style.css was changed by somebody else" in capsys.readouterr().err
    assert files(folder) == before


def test_a_list_of_files_that_somebody_wrote_removes_none_outside(folder: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    digest = sha256(b"mine").hexdigest()
    with (folder / MANIFEST).open("a", encoding="utf-8") as file:
        file.write(f"{digest}  ../mine.txt\n{digest}  {mine}\nshort  index.html\n\n{digest}  a/../../mine.txt\n")
    assert export(FACTS, folder) == Exit.DONE
    assert mine.read_text() == "mine"
    assert "mine.txt" not in (folder / MANIFEST).read_text(encoding="utf-8")


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert export(FACTS, tmp_path) == Exit.BASE
    assert "has files that genden did not write" in capsys.readouterr().err
    assert export(FACTS, tmp_path / "mine.txt") == Exit.BASE
    assert "is not a folder" in capsys.readouterr().err
    assert (os.listdir(tmp_path), (tmp_path / "mine.txt").read_text()) == (["mine.txt"], "mine")


def test_an_empty_folder_and_a_link_to_a_folder_are_filled(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    assert export(FACTS, link) == Exit.DONE
    assert link.is_symlink()
    assert (real / "index.html").is_file()


def test_a_link_inside_the_folder_leads_no_file_out_of_it(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (folder / "claim").rename(elsewhere)
    (folder / "claim").symlink_to(elsewhere)
    before = files(elsewhere)
    assert export(HOSTILE, folder) == Exit.BASE
    assert files(elsewhere) == before


def test_a_page_that_is_gone_stays_if_somebody_changed_it(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "claim" / "storm" / "index.html").write_text("mine")
    (folder / "person").rename(tmp_path / "elsewhere")
    (folder / "person").symlink_to(tmp_path / "elsewhere")
    before = files(tmp_path / "elsewhere")
    small = tmp_path / "small.yaml"
    small.write_text("base: {title: T}\n")
    assert export(small, folder) == Exit.DONE
    assert "not removed, since somebody changed them: claim/storm/index.html, person/" in capsys.readouterr().err
    assert (folder / "claim" / "storm" / "index.html").read_text() == "mine"
    assert files(tmp_path / "elsewhere") == before


def test_an_interrupted_run_can_be_repeated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[str] = []

    def fail(source: str, target: str) -> None:
        moved.append(source)
        if len(moved) > 3:
            raise OSError(28, "No space left on device")
        os.rename(source, target)

    with monkeypatch.context() as patch:
        patch.setattr("genden_cli.export.site.folder.os.replace", fail)
        assert export(HOSTILE, folder) == Exit.BASE
    assert len(moved) == 4
    assert moved[-1].startswith(str(folder / ".genden-"))  # the folder around it may be on another disk
    assert export(HOSTILE, folder) == Exit.DONE
    fresh = folder.parent / "fresh"
    assert export(HOSTILE, fresh) == Exit.DONE
    assert {name: data for name, (data, _) in files(folder).items()} == {
        name: data for name, (data, _) in files(fresh).items()
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("site",), "site needs a folder"),
        (("site", ""), "site needs a folder"),
        (("site", "-o", "x"), "site writes a folder, not a file"),
        (("html", "x"), "html is one file; only site writes a folder"),
    ],
)
def test_a_folder_is_for_a_site_and_a_site_is_for_a_folder(
    arguments: tuple[str, ...], message: str, genden: Callable[..., Ran]
) -> None:
    ran = genden("export", *arguments)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert message in ran.err


def test_a_part_has_the_claims_that_are_named_and_what_they_name(tmp_path: Path) -> None:
    folder = tmp_path / "part"
    assert export(FACTS, folder, "--claim", "put-out", "--claim", "storm") == Exit.DONE
    assert sorted(os.listdir(folder / "claim")) == ["put-out", "storm"]
    read = {str(each.relative_to(folder)): Page(each.read_text(encoding="utf-8")) for each in folder.rglob("*.html")}
    for name, page in read.items():
        inside = [href for href in page.values("href") if not href.startswith("http") and not href.startswith("#")]
        assert all((folder / name).parent.joinpath(href).is_file() for href in inside), name
    assert "person/brandt/index.html" in read
    whole = tmp_path / "whole"
    assert export(FACTS, whole) == Exit.DONE
    finding = re.compile(r'<div class="finding.*?</div>', re.DOTALL)
    texts = [(each / "claim" / "storm" / "index.html").read_text(encoding="utf-8") for each in (folder, whole)]
    assert finding.findall(texts[0]) == finding.findall(texts[1]) != []


def test_a_part_names_nobody_whom_it_does_not_have(tmp_path: Path) -> None:
    assert export(FACTS, tmp_path / "part", "--claim", "keeper") == Exit.DONE
    assert os.listdir(tmp_path / "part" / "person") == ["brandt"]
    page = (tmp_path / "part" / "person" / "brandt" / "index.html").read_text(encoding="utf-8")
    assert ("Keeper of the lamp" in page, "employer" in page, "marsh" in page) == (True, False, False)


def test_sitemap_of_many_pages_is_several_files_and_their_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "_MOST", 2)
    pages = sitemap.Sitemap("https://example.org/")
    for name in "abc":
        pages.add(f"{name}.html", "2020-01-02" if name == "a" else None)
    files = dict(pages.files())
    assert [*files] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert [text.count("<loc>") for text in files.values()] == [2, 1, 2]
    assert "<loc>https://example.org/sitemap-2.xml</loc>" in files["sitemap.xml"]


SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_site_with_an_address_has_a_map_of_its_pages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert not (folder / "sitemap.xml").exists()
    assert export(FACTS, folder) == Exit.DONE
    assert "no sitemap: it needs the address of the site" in capsys.readouterr().err
    assert export(FACTS, folder, "--url", "https://example.org/lamp") == Exit.DONE
    assert capsys.readouterr().err == ""
    found = [each.text for each in ET.parse(folder / "sitemap.xml").iter(f"{SITEMAP}loc")]  # noqa: S314 -- ours
    pages = {str(path.relative_to(folder).parent) for path in folder.rglob("index.html")}
    assert sorted(map(str, found)) == sorted(
        f"https://example.org/lamp/{f'{name}/' if name != '.' else ''}" for name in pages
    )
    page = Page((folder / "claim" / "storm" / "index.html").read_text(encoding="utf-8"))
    canonical = [attributes["href"] for _, attributes in page.elements if attributes.get("rel") == "canonical"]
    assert canonical == ["https://example.org/lamp/claim/storm/"]


def test_the_base_names_the_address_of_its_site_and_whom_to_write_to(tmp_path: Path) -> None:
    base, folder = tmp_path / "base.yaml", tmp_path / "site"
    head = "url: https://example.org/lamp/\n  contact: lamp@example.org\n  corrections: Write to us.\n  about:"
    base.write_text(FACTS.read_text(encoding="utf-8").replace("about:", head, 1), encoding="utf-8")
    assert export(base, folder) == Exit.DONE
    text = (folder / "claim" / "storm" / "index.html").read_text(encoding="utf-8")
    address = "https://example.org/lamp/claim/storm/"
    assert f'<link rel="canonical" href="{address}">' in text
    assert f'<meta property="og:url" content="{address}">' in text
    assert '<meta property="og:title" content="A storm put out the lamp. – Who put out the lamp of Aldport?">' in text
    assert '<a href="mailto:lamp@example.org" rel="noreferrer">lamp@example.org</a>' in text
    assert "<p>Corrections: Write to us.</p>" in text


HISTORY = """
base: {title: The bridge, by: the museum}
people: {ana: {name: Ana Brandt}}
claims:
  flood: {says: The flood broke the bridge., verdict: unproven, because: Nobody was there.}
  money: {says: The mayor took the money., verdict: unproven, because: No account is kept.}
"""


@pytest.fixture
def historic(tmp_path: Path) -> Path:
    """Give a base in git: one verdict changed, then its claim got a new id, and then a person."""
    folder = tmp_path / "repository"
    folder.mkdir()
    base = folder / "bridge.yaml"
    git(folder, "init", "--initial-branch", "main")
    text = HISTORY
    for old, new in (
        ("", ""),
        (
            "flood: {says: The flood broke the bridge., verdict: unproven",
            "flood: {says: The flood broke the bridge., verdict: supported",
        ),
        ("flood:", "water:"),
        ("ana:", "brandt:"),
    ):
        text = text.replace(old, new) if old else text
        base.write_text(text, encoding="utf-8")
        git(folder, "add", ".")
        git(folder, "commit", "--message", "Next")
    return base


def test_the_feed_tells_changed_verdicts_at_the_present_address(historic: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert export(historic, site) == Exit.DONE
    feed = ET.parse(site / "feed.atom").getroot()  # noqa: S314 -- ours
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "supported: The flood broke the bridge."
    assert entry.findtext(f"{ATOM}summary") == "The verdict was unproven and is supported. Nobody was there."
    assert [each.get("href") for each in entry.findall(f"{ATOM}link")] == ["claim/water/index.html"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[0-9:]+([+-][0-9:]+|Z)", entry.findtext(f"{ATOM}updated") or "")
    assert 'href="feed.atom"' in (site / "index.html").read_text(encoding="utf-8")
    names = [each.text for each in feed.iter(f"{ATOM}id")]
    assert export(historic, site, "--url", "https://example.org") == Exit.DONE
    feed = ET.parse(site / "feed.atom").getroot()  # noqa: S314 -- ours
    links = [each.get("href") for each in feed.iter(f"{ATOM}link")]
    assert links == [f"https://example.org/{name}" for name in ("feed.atom", "", "claim/water/")]
    assert [each.text for each in feed.iter(f"{ATOM}id")] == names


def test_a_former_address_leads_to_the_present_one_even_if_git_forgets_it(historic: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    for base in (historic, tmp_path / "copy.yaml"):
        (tmp_path / "copy.yaml").write_bytes(historic.read_bytes())
        assert export(base, site) == Exit.DONE
        for former, now in (("claim/flood", "claim/water"), ("person/ana", "person/brandt")):
            page = Page((site / former / "index.html").read_text(encoding="utf-8"))
            (refresh,) = (each["content"] for _, each in page.elements if each.get("http-equiv") == "refresh")
            assert refresh == f"0; url=../../{now}/index.html"
            assert f"../../{now}/index.html" in page.links["html"]
    (tmp_path / "copy.yaml").write_text("base: {title: T}\n", encoding="utf-8")
    assert export(tmp_path / "copy.yaml", site) == Exit.DONE
    assert not (site / "claim").exists()
    assert not (site / "moved.txt").exists()


def test_a_former_id_in_the_base_leads_to_the_record(tmp_path: Path) -> None:
    base, site = tmp_path / "base.yaml", tmp_path / "site"
    base.write_text(f"{MINIMAL}claims: {{rain: {{says: It rained., was: [it-rained]}}}}\n", encoding="utf-8")
    assert export(base, site) == Exit.DONE
    assert "../../claim/rain/index.html" in (site / "claim" / "it-rained" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("broken", ["base: [", "base: {title: T}\nclaims: {flood: {says: x, verdict: maybe}}\n"])
def test_a_version_that_cannot_be_read_hides_no_change(broken: str, historic: Path, tmp_path: Path) -> None:
    sound = historic.read_text(encoding="utf-8")
    for text in (f"{broken}\n# verdict: x\n", sound):
        historic.write_text(text, encoding="utf-8")
        git(historic.parent, "add", ".")
        git(historic.parent, "commit", "--message", "Next")
    assert export(historic, tmp_path / "site") == Exit.DONE
    feed = (tmp_path / "site" / "feed.atom").read_text(encoding="utf-8")
    assert feed.count("<entry>") == 1
    assert "The verdict was unproven and is supported." in feed
