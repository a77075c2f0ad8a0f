"""The search of a page in a real browser: it gives what ``genden search`` gives, where the reader is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import TESTS
from exporting import BUNDLED

from genden_cli.cli.main import main
from genden_cli.errors import Exit, GendenError
from genden_cli.index import store
from genden_cli.query.search.search import search

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from browser import Window
    from playwright.sync_api import Page

PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1440, "height": 900}

QUERIES = {
    "questions": """
        did genden really slap stalin?
        who was Choibalsan
        what is the pipe story
        when was genden shot
        where did stalin receive the mongolians
        how many lamas were killed
        why was genden removed
        who says that genden was a spy
        who was the prime minister
        minister of war
        daughter
        is it true that Stalin was drunk
        was the mongolian pm wasted when he went for stalin
        what did they have to drink that night
        Wer war Genden?
        Hat Genden Stalin wirklich geohrfeigt?
    """,
    "names": """
        choibalsan
        genden stalin
        Peljidiin Genden
        Molotov
        slap
        wikipedia
        Gendün
        Marshal Choibalsan
        kotkin
    """,
    "other scripts": """
        Чойбалсан
        Гэндэн Сталин
        Японский шпион
        Гэндэн Сталиныг алгадсан уу
        根登
        根登 斯大林 耳光
        乔巴山
        谁打了斯大林
        🙂
    """,
    "phrases and signs": """
        "slapped Stalin"
        "Japanese spy"
        "his pipe" OR slap
        genden OR choibalsan
        slap -stalin
        lama -monastery
        spy*
        exec* 1937
        "the slap" in:claim
        so-called
        Wikipedia's
        1,000 lamas
        https://en.wikipedia.org/wiki/Peljidiin_Genden
        OR
    """,
    "fields": """
        verdict:refuted
        slap verdict:refuted
        pipe verdict:disputed OR verdict:unproven
        in:person genden
        in:quote stalin
        in:note slap
        who:genden date:1936
        who:stalin -slap
        date:>1936 executed
        date:1935/1936 stalin
        kind:number executed
        stance:supports pipe
        place:moscow
    """,
    "typos": """
        executd in 1937
        gendn stalin
        slapp stalin
        Tschoibalsan
        monastry destroyed
    """,
    "nothing": """
        xyzzyq
        qwertz uiopü
        -slap
        verdict:nope
        foo:bar
    """,
}
"""Queries for the base that comes with the program, by kind."""

ASKED = """
    who broke the bridge
    Кто разрушил мост?
    is it true that the flood destroyed the bridge?
    Томас Рённе
    托马斯·伦内
    桥 洪水
    гүүр эвдэх
    what happened to the bridge?
    ronne
    Rønne money
    verdict:supported
    source:council bridge
    "bridge of Lotte"
    smashed
    floods -mayor
    high water
    when did the bridge fall
    https://www.example.org/leaflet
    weber ferry
    nobody knows this
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Give the pages of the bases, as files."""
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for name, base in (("bundled", BUNDLED), ("asked", TESTS / "asked.yaml"), ("sound", TESTS / "sound.yaml")):
        made[name] = folder / f"{name}.html"
        assert main(["export", "html", "-b", str(base), "-o", str(made[name])]) == Exit.DONE
    return made


@pytest.fixture(scope="module")
def asked() -> Iterator[sqlite3.Connection]:
    connection = store.build_in_memory(str(TESTS / "asked.yaml"))
    yield connection
    connection.close()


@pytest.fixture
def opened(pages: dict[str, Path], window: Callable[..., Window]) -> Iterator[Callable[..., Page]]:
    """Open the page of a base; in the end it has complained of nothing."""
    windows: list[Window] = []

    def open_(base: str = "asked", fragment: str = "", **settings: object) -> Page:
        windows.append(window(**{"viewport": DESKTOP, **settings}))
        windows[-1].page.goto(pages[base].as_uri() + fragment)
        return windows[-1].page

    yield open_
    for each in windows:
        assert (each.complaints, each.refused) == ([], [])


VIOLATIONS = """
async () => (await axe.run("#hits")).violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
"""

HITS = """(items) => items.slice(0, 10).map((item) => {
    const kind = item.querySelector(".kind")?.textContent ?? "claim";
    return [kind, item.querySelector("a").hash];
})"""


def found(page: Page, query: str) -> list[tuple[str, str]]:
    """Return the first ten hits that the page shows: the kind and the link."""
    page.get_by_role("searchbox").fill(query)
    page.locator("#hits[aria-busy=false]").wait_for(state="attached")
    return [(kind, link) for kind, link in page.locator("#hits li").evaluate_all(HITS)]


def expected(connection: sqlite3.Connection, query: str) -> list[tuple[str, str]]:
    """Return the first ten hits of the command in the same form."""
    try:
        hits = search(connection, query, limit=10).hits
    except GendenError:
        return []
    names = {"note": "evidence"}
    return [
        (names.get(hit.kind, str(hit.kind)), f"#{'claim' if hit.kind == 'note' else hit.kind}-{hit.id}") for hit in hits
    ]


@pytest.mark.parametrize("kind", QUERIES)
def test_a_page_finds_what_the_command_finds(
    kind: str, opened: Callable[..., Page], shipped: sqlite3.Connection
) -> None:
    page = opened("bundled")
    for query in lines(QUERIES[kind]):
        assert found(page, query) == expected(shipped, query), query


def test_a_page_of_another_base_finds_what_the_command_finds(
    opened: Callable[..., Page], asked: sqlite3.Connection
) -> None:
    page = opened()
    for query in lines(ASKED):
        assert found(page, query) == expected(asked, query), query


def test_the_query_stays_in_the_address(opened: Callable[..., Page]) -> None:
    page = opened()
    box = page.get_by_role("searchbox")
    first = found(page, "who broke the bridge")
    box.press("Enter")
    assert page.url.endswith("#q=who+broke+the+bridge")
    page.reload()
    assert (box.input_value(), found(page, box.input_value())) == ("who broke the bridge", first)
    page.locator("#hits li a").first.click()
    assert page.url.endswith(f"{first[0][1]}&q=who+broke+the+bridge")
    again = opened(fragment=page.url.partition("#")[2].join(("#", "")))
    assert again.get_by_role("searchbox").input_value() == "who broke the bridge"
    assert 0 <= (again.locator(first[0][1]).bounding_box() or {"y": -1})["y"] < DESKTOP["height"]
    page.go_back()
    assert page.url.endswith("#q=who+broke+the+bridge")
    assert page.locator("#hits li").count() >= len(first)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_hits_stand_where_the_reader_is(viewport: dict[str, int], opened: Callable[..., Page]) -> None:
    page = opened("bundled", viewport=viewport)
    page.evaluate("scrollTo(0, 30000)")
    found(page, "did genden slap stalin")
    box = page.locator("#hits li a").first.bounding_box()
    assert box
    assert 0 < box["y"] < viewport["height"]
    assert page.locator("#hits li mark").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    page.keyboard.press("Escape")
    page.get_by_role("searchbox").fill("pipe")
    page.get_by_role("button", name="Close").click()
    assert not page.locator("#hits").is_visible()


def test_a_hit_says_its_verdict_and_marks_the_words(opened: Callable[..., Page]) -> None:
    page = opened()
    found(page, "flood bridge")
    first = page.locator("#hits li").first
    assert first.locator("b").count() == 1
    marked = {each.lower() for each in first.locator("mark").all_text_contents()}
    assert {"flood", "bridge"} <= marked


def test_a_hit_in_evidence_shows_quote_and_note_apart(opened: Callable[..., Page]) -> None:
    page = opened("sound")
    found(page, "licht was uit")
    shown = page.locator("#hits li .passage").first
    assert "“het licht was uit” [the light was out]" in shown.inner_text()
    assert shown.evaluate("(each) => getComputedStyle(each).display") == "block"


def test_numbers_of_hits_are_announced_and_words_left_out_are_named(opened: Callable[..., Page]) -> None:
    page = opened()
    found(page, "did the xyzzyq break the bridge")
    status = page.get_by_role("status")
    assert status.get_attribute("aria-live") == "polite"
    assert "hits in" in (status.text_content() or "")
    said = page.locator("#hits .remark").text_content() or ""
    assert "Nothing here has “xyzzyq”" in said
    assert "left out: did the" in said


def test_keys_lead_from_the_box_to_the_hits(opened: Callable[..., Page]) -> None:
    page = opened()
    found(page, "bridge")
    page.get_by_role("searchbox").press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('#hits li') !== null")
    page.keyboard.press("Escape")
    assert not page.locator("#hits").is_visible()


def test_a_query_that_cannot_be_read_says_why(opened: Callable[..., Page]) -> None:
    page = opened()
    for query, said in (("verdict:nope", "one of supported"), ("foo:bar", "No field"), ("date:never", "no date")):
        found(page, query)
        assert said in (page.locator("#hits .remark").text_content() or ""), query


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_hits_shut_nobody_out(
    viewport: dict[str, int], scheme: str, opened: Callable[..., Page], node_packages: Path
) -> None:
    page = opened(viewport=viewport, color_scheme=scheme, bypass_csp=True)
    found(page, "what happened to the bridge of the mayor")
    page.evaluate((node_packages / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    assert page.evaluate(VIOLATIONS) == []


def test_filters_narrow_the_hits(opened: Callable[..., Page], shipped: sqlite3.Connection) -> None:
    page = opened("bundled")
    page.get_by_label("Verdict", exact=True).select_option("refuted")
    assert found(page, "slap") == expected(shipped, "slap verdict:refuted")
    page.get_by_label("From year").fill("1936")
    assert found(page, "slap") == expected(shipped, "slap verdict:refuted date:1936/..")
