"""The site in a real browser: valid, usable by everybody, and its search gives what ``genden search`` gives."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from attacks import EVERY, attacked
from conftest import FACTS, TESTS
from exporting import BUNDLED
from test_page_search import ASKED, QUERIES, expected, lines

from genden_cli.cli.main import main
from genden_cli.errors import Exit
from genden_cli.index import store

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from browser import Window
    from playwright.sync_api import Page

PHONE, TABLET, DESKTOP = ({"width": width, "height": 800} for width in (360, 768, 1440))
VALIDATE = TESTS / "tools" / "html-validate.json"
VIOLATIONS = """
async () => {
  const { violations } = await axe.run({ preload: false });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
"""
HITS = """(items) => items.slice(0, 10).map((item) => {
    const kind = item.querySelector(".kind")?.textContent ?? "claim";
    return [kind, item.querySelector("a").getAttribute("href")];
})"""

KINDS = {
    "front": "index.html",
    "claim": "claim/storm/index.html",
    "person": "person/brandt/index.html",
    "event": "event/dark-night/index.html",
    "source": "source/log/index.html",
    "text": "text/pamphlet/index.html",
    "claims": "claims/index.html",
    "timeline": "timeline/index.html",
    "search": "search/index.html?q=storm",
    "how to read": "how-to-read/index.html",
}
"""The kinds of pages, each with one of the small base."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the sites of some bases; one has some attacks in every field."""
    folder = tmp_path_factory.mktemp("sites")
    attacks = folder / "attacked.yaml"
    attacks.write_text(attacked(EVERY[::8]), encoding="utf-8")
    made = {"asked": TESTS / "asked.yaml", "facts": FACTS, "bundled": BUNDLED, "attacked": attacks}
    for name, base in made.items():
        assert main(["export", "site", str(folder / name), "-b", str(base)]) == Exit.DONE
    return {name: folder / name for name in made}


@pytest.fixture
def opened(sites: dict[str, Path], window: Callable[..., Window]) -> Iterator[Callable[..., Page]]:
    """Open a page of a site from the disk; in the end it has complained of nothing and asked for nothing else."""
    windows: list[Window] = []

    def open_(name: str, base: str = "facts", **settings: object) -> Page:
        windows.append(window(**{"viewport": DESKTOP, **settings}))
        file, _, query = name.partition("?")
        windows[-1].page.goto((sites[base] / file).as_uri() + (f"?{query}" if query else ""))
        return windows[-1].page

    yield open_
    for each in windows:
        assert (each.complaints, each.dialogs, each.refused) == ([], [], [])


def found(page: Page, query: str) -> list[tuple[str, str]]:
    """Return the first ten hits that the page shows, in the form of `expected`."""
    page.get_by_role("searchbox").fill(query)
    page.wait_for_function("(query) => document.getElementById('hits').dataset.query === query", arg=query)
    made = page.locator("#hits li").evaluate_all(HITS)
    return [(kind, "#" + "-".join(href.split("/")[1:3])) for kind, href in made]


@pytest.fixture(scope="module")
def asked() -> Iterator[sqlite3.Connection]:
    connection = store.build_in_memory(str(TESTS / "asked.yaml"))
    yield connection
    connection.close()


@pytest.mark.parametrize("kind", QUERIES)
def test_the_search_finds_what_the_command_finds(
    kind: str, opened: Callable[..., Page], shipped: sqlite3.Connection
) -> None:
    page = opened("search/index.html", "bundled")
    for query in lines(QUERIES[kind]):
        assert found(page, query) == expected(shipped, query), query


def test_the_search_of_another_base_finds_what_the_command_finds(
    opened: Callable[..., Page], asked: sqlite3.Connection
) -> None:
    page = opened("search/index.html", "asked")
    for query in lines(ASKED):
        assert found(page, query) == expected(asked, query), query


def test_every_page_leads_to_the_search_and_a_query_stays_in_the_address(opened: Callable[..., Page]) -> None:
    page = opened("claim/storm/index.html")
    page.get_by_role("searchbox").fill("lamp storm")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_selector("#hits li")
    assert page.url.endswith("/search/index.html?q=lamp+storm")
    first = page.locator("#hits li a").first
    title = first.text_content()
    assert page.locator("#hits li mark").count() > 0
    first.click()
    assert page.locator("h1").text_content() == title
    page.go_back()
    page.wait_for_selector("#hits li")
    assert page.get_by_role("searchbox").input_value() == "lamp storm"
    found(page, "date:never")
    assert "no date" in (page.locator("#hits p").first.text_content() or "")
    assert page.locator("#hits-title").get_attribute("aria-live") == "polite"


@pytest.mark.parametrize("base", ["facts", "attacked"])
def test_pages_are_valid_html(base: str, sites: dict[str, Path], node_packages: Path) -> None:
    program = node_packages / ".bin" / "html-validate"
    pages = sorted(sites[base].rglob("*.html"))
    ended = subprocess.run([program, "--config", VALIDATE, *pages], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("viewport", "scheme", "media"),
    [(PHONE, "light", "screen"), (TABLET, "dark", "screen"), (DESKTOP, "light", "print")],
    ids=["phone", "tablet in the dark", "paper"],
)
def test_pages_shut_nobody_out(  # noqa: PLR0913, PLR0917 -- what a page is looked at with
    kind: str,
    viewport: dict[str, int],
    scheme: str,
    media: str,
    opened: Callable[..., Page],
    node_packages: Path,
) -> None:
    page = opened(KINDS[kind], viewport=viewport, color_scheme=scheme, bypass_csp=True)
    page.emulate_media(media=media)  # type: ignore[arg-type] # one of its words
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    page.evaluate((node_packages / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    assert page.evaluate(VIOLATIONS) == []


@pytest.mark.parametrize("width", [360, 480, 768, 896, 1000, 1440])
def test_years_of_the_timeline_stand_apart(width: int, opened: Callable[..., Page]) -> None:
    page = opened("timeline/index.html", "bundled", viewport={"width": width, "height": 800})
    years = page.locator(".axis text:visible").evaluate_all(
        "(all) => all.map((each) => each.getBoundingClientRect()).map(({ left, right }) => [left, right])"
    )
    years.sort()
    assert len(years) > 2
    assert all(after[0] - before[1] >= 3 for before, after in pairwise(years))


@pytest.mark.parametrize("width", [360, 768, 1440])
def test_pages_fit_their_window(width: int, opened: Callable[..., Page], sites: dict[str, Path]) -> None:
    names = [(base, name) for base in ("facts", "bundled") for name in KINDS.values()]
    names += [
        ("attacked", str(each.relative_to(sites["attacked"])))
        for each in sorted(sites["attacked"].rglob("*.html"))[::4]
        if 'http-equiv="refresh"' not in each.read_text(encoding="utf-8")  # these lead on at once
    ]
    page = opened("index.html", viewport={"width": width, "height": 800})
    for base, name in names:
        file = sites[base] / name.partition("?")[0]
        if file.is_file():
            page.goto(file.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") == width, (base, name)


def test_a_claim_can_be_linked_and_cited(opened: Callable[..., Page]) -> None:
    page = opened("claim/storm/index.html")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Copied").wait_for()
    address = page.url.removesuffix("index.html")
    assert page.evaluate("navigator.clipboard.readText()") == address
    page.get_by_role("button", name="Cite this").click()
    cited = page.get_by_label("Citation").input_value()
    assert cited.startswith("“A storm put out the lamp.” Verdict: ")
    assert address in cited


def test_pages_can_be_read_without_javascript(opened: Callable[..., Page]) -> None:
    page = opened(f"search/index.html?q={quote('storm')}", java_script_enabled=False)
    assert page.get_by_text("The search needs JavaScript").is_visible()
    page = opened("claim/storm/index.html", java_script_enabled=False)
    assert page.locator("main").get_by_role("link").count() > 0
