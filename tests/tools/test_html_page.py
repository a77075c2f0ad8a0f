"""The page in a real browser: valid, usable by everybody, quiet, and what a reader clicks does what it says."""

from __future__ import annotations

import json
import re
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from attacks import texts
from conftest import FACTS, LARGE_BASES, TESTS
from exporting import BASES, MINIMAL, exported, shown_on_page, stands
from test_export_html import ATTRIBUTES, ELEMENTS

from genden_cli import schema, words
from genden_cli.cli.main import main
from genden_cli.errors import Exit
from genden_cli.index import store
from genden_cli.query.search.search import search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from browser import Window
    from conftest import Ran
    from playwright.sync_api import FloatRect, Page

VALIDATE = TESTS / "tools" / "html-validate.json"
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
OPENED = "document.querySelectorAll('details').forEach((each) => { each.open = true })"
VIOLATIONS = """
async () => (await axe.run()).violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
"""
MARKUP = """() => {
    const every = [...document.querySelectorAll("*")];
    const names = new Set(every.flatMap((each) => each.getAttributeNames()));
    return [[...new Set(every.map((each) => each.localName))], [...names]];
}"""
TEXTS = """() => Object.fromEntries(
    [...document.querySelectorAll("[id]"), document.documentElement].map(({ id, textContent }) => [id, textContent])
)"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory, bases: dict[str, Path]) -> dict[str, Path]:
    """Give the pages of the bases, as files."""
    folder = tmp_path_factory.mktemp("pages")
    found = {name: folder / f"{name}.html" for name in BASES}
    for name, base in bases.items():
        assert main(["export", "html", "-b", str(base), "-o", str(found[name])]) == Exit.DONE
    return found


@pytest.fixture
def opened(pages: dict[str, Path], window: Callable[..., Window]) -> Iterator[Callable[..., Page]]:
    """Open the page of a base; in the end it has complained of nothing, run nothing and asked for nothing else."""
    asked: list[str] = []
    windows: list[Window] = []

    def open_(base: str = "facts", fragment: str = "", **settings: Any) -> Page:
        windows.append(window(**{"viewport": DESKTOP, **settings}))
        page = windows[-1].page
        page.on("request", lambda request: asked.append(request.url))
        page.goto(pages[base].as_uri() + fragment)
        return page

    yield open_
    for each in windows:
        assert (each.complaints, each.dialogs, each.refused) == ([], [], [])
    assert len(asked) == len(windows), asked


@pytest.mark.parametrize("base", BASES)
def test_it_is_valid_html(base: str, pages: dict[str, Path], node_packages: Path) -> None:
    program = node_packages / ".bin" / "html-validate"
    ended = subprocess.run([program, "--config", VALIDATE, pages[base]], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "")


LOOKS = [(viewport, scheme) for viewport in ("phone", "desktop") for scheme in ("light", "dark")]


@pytest.mark.parametrize(
    ("base", "viewport", "scheme"),
    [
        *((base, *look) for base in BASES if base not in LARGE_BASES for look in LOOKS),
        *(("bundled", *look) for look in (("phone", "light"), ("desktop", "dark"))),  # axe takes half a minute there
    ],
)
def test_it_shuts_nobody_out(
    base: str, viewport: str, scheme: str, opened: Callable[..., Page], node_packages: Path
) -> None:
    size = {"phone": PHONE, "desktop": DESKTOP}[viewport]
    page = opened(base, viewport=size, color_scheme=scheme, bypass_csp=True)
    page.evaluate(OPENED)
    page.evaluate((node_packages / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    assert page.evaluate(VIOLATIONS) == []


@pytest.mark.parametrize("base", BASES)
def test_what_a_browser_makes_of_it_is_our_markup_and_the_texts_of_the_base(
    base: str, opened: Callable[..., Page], bases: dict[str, Path], genden: Callable[..., Ran]
) -> None:
    page = opened(base)
    elements, attributes = (set(each) for each in page.evaluate(MARKUP))
    assert elements <= ELEMENTS
    assert {each for each in attributes if not each.startswith(("aria-", "data-"))} <= ATTRIBUTES
    facts = json.loads(exported(genden, "json", base=bases[base]))
    shown: dict[str, str] = page.evaluate(TEXTS)
    words_apart = {key: value for key, value in facts["base"].items() if key != "words"}  # they are searched, not shown
    for _, text in texts(schema.BASE, words_apart):
        assert stands(text, shown[""])
    for element, text in shown_on_page(facts, shown):
        assert stands(text, shown[element])


@pytest.mark.parametrize("base", BASES)
def test_nothing_runs_and_nothing_is_asked_for(base: str, opened: Callable[..., Page]) -> None:
    page = opened(base)
    page.evaluate(OPENED)
    for link in page.locator("a[href^='#']:not([data-verdict])").all()[:40]:
        link.evaluate("(each) => each.click()")
    page.emulate_media(media="print")


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("base", BASES)
def test_it_fits_its_window(base: str, width: int, opened: Callable[..., Page]) -> None:
    page = opened(base, viewport={"width": width, "height": 740})
    page.evaluate(OPENED)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def shown(page: Page) -> list[str]:
    """Return the claims that the filters have left, in folds or outside of them."""
    return page.locator(".claim:not([hidden])").evaluate_all("(found) => found.map((each) => each.id)")


def box(page: Page, selector: str) -> FloatRect:
    found = page.locator(selector).bounding_box()
    assert found
    return found


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("nowhere", None),
        ("STORM nowhere", "claim-storm"),
        ("storm", "claim-storm"),
        ("weather", "claim-storm"),
        ("tobias ordered lamp", "claim-orders"),
        ("погасила", "claim-put-out"),
        ('"her own hands"', "claim-put-out"),
        ("勃蘭特 bravest", "claim-bravest"),
        ("ανν bravest", "claim-bravest"),
    ],
)
def test_words_narrow_the_claims_to_those_that_the_command_finds(
    typed: str, best: str | None, opened: Callable[..., Page]
) -> None:
    with closing(store.build_in_memory(str(FACTS))) as connection:
        hits = search(connection, typed, limit=1000).hits
    claims = {f"claim-{each.id}" for each in hits if each.kind in ("claim", "note")}
    page = opened()
    every = shown(page)
    page.get_by_role("searchbox").fill(typed)
    page.locator("#hits[aria-busy=false]").wait_for(state="attached")
    number = f"{len(hits) or 'No'} hit{'s' * (len(hits) != 1)}"
    assert page.locator("#found").text_content() == f"{number} in {len(claims)} of 9 claims"
    assert shown(page) == [each for each in every if each in claims]
    links = page.locator("#hits li a").evaluate_all("(found) => found.map((each) => each.hash)")
    assert links[:1] == ([f"#{best}"] if best else [])
    page.get_by_role("button", name="Show all").click()
    assert (shown(page), page.locator("#found").text_content()) == (every, "9 claims")
    assert not page.get_by_role("button", name="Show all").is_visible()


def test_what_is_found_is_announced(opened: Callable[..., Page]) -> None:
    assert opened().get_by_role("status").get_attribute("aria-live") == "polite"


@pytest.mark.parametrize(
    ("label", "chosen", "claims", "events"),
    [
        ("Verdict", "refuted", ["claim-whole-town"], ["event-dark-night"]),
        ("Person", "marsh", ["claim-marsh-ordered", "claim-orders"], ["event-dark-night"]),
        ("Source", "lost-report", ["claim-orders"], ["event-dark-night"]),
    ],
)
def test_filters_narrow_claims_and_timeline(
    label: str, chosen: str, claims: list[str], events: list[str], opened: Callable[..., Page]
) -> None:
    page = opened()
    page.get_by_label(label, exact=True).select_option(chosen)
    assert sorted(shown(page)) == claims
    assert page.locator(".event:visible").evaluate_all("(found) => found.map((each) => each.id)") == events
    assert page.url.endswith(f"#{label.lower()}={chosen}")


def test_the_address_keeps_what_was_filtered_and_the_way_back(opened: Callable[..., Page]) -> None:
    page = opened()
    every = shown(page)
    page.get_by_label("Verdict").select_option("supported")
    page.get_by_label("Person").select_option("marsh")
    narrowed = shown(page)
    assert (len(narrowed), page.url.partition("#")[2]) == (2, "verdict=supported&person=marsh")
    page.go_back()
    assert len(shown(page)) == 4
    page.go_back()
    assert shown(page) == every
    again = opened(fragment="#verdict=supported&person=marsh")
    assert shown(again) == narrowed
    assert again.get_by_label("Person").input_value() == "marsh"


def length_of_bar(page: Page, event: str) -> float:
    """Return the pixels from the start of the bar of an event to the start of its last part."""
    first, *_, last = page.locator(f"#event-{event} .bar rect").all()
    starts = [each.evaluate("(each) => each.getBoundingClientRect().x") for each in (first, last)]
    return float(starts[1] - starts[0])


def whole_timeline(page: Page) -> None:
    """Scroll to the timeline, and draw all its years."""
    page.locator("#timeline").scroll_into_view_if_needed()
    page.get_by_role("button", name="All years").click()


def years(page: Page) -> str:
    return page.locator(".zoom .years").text_content() or ""


def test_years_narrow_the_timeline_and_draw_it_closer(opened: Callable[..., Page]) -> None:
    page = opened()
    whole_timeline(page)
    before = length_of_bar(page, "inquiry")
    page.get_by_label("From year").fill("1788")
    page.get_by_label("to year").fill("1789")
    assert page.locator(".event:visible").count() == 2
    assert length_of_bar(page, "inquiry") > 10 * before
    assert page.locator(".axis text").all_text_contents() == ["1788", "Apr", "Jul", "Oct", "1789", "Apr", "Jul", "Oct"]
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("button", name="All years").click()
    assert length_of_bar(page, "inquiry") == before


def test_the_timeline_begins_at_the_busiest_years_and_lists_the_rest(opened: Callable[..., Page]) -> None:
    page = opened("bundled")
    page.locator("#timeline").scroll_into_view_if_needed()
    page.locator("#timeline.closer").wait_for()
    drawn, whole = (int(each) for each in re.findall(r"([0-9]+) of ([0-9]+) events", years(page))[0])
    assert whole > drawn >= whole / 2
    assert page.locator(".event:visible").count() == drawn
    page.get_by_role("button", name=re.compile("earlier events")).click()
    page.get_by_role("button", name=re.compile("later events")).click()
    assert page.locator(".event:visible").count() == whole
    assert not page.locator(".others:visible").count()


def test_the_timeline_is_zoomed_by_buttons_keys_and_wheel(opened: Callable[..., Page]) -> None:
    page = opened("bundled")
    page.locator("#timeline").scroll_into_view_if_needed()
    page.locator("#timeline.closer").wait_for()
    busiest = years(page)
    page.get_by_role("button", name="Zoom in").click()
    closer = years(page)
    page.get_by_role("button", name="Later", exact=True).click()
    seen = [busiest, closer, years(page)]
    page.locator(".scale").focus()
    for key in ("+", "ArrowLeft", "-", "End"):
        page.keyboard.press(key)
        seen.append(years(page))
    assert len(set(seen)) == len(seen)
    page.keyboard.press("Home")
    assert years(page) == busiest
    page.locator(".scale").hover()
    page.mouse.wheel(0, -100)
    page.wait_for_function("(busiest) => document.querySelector('.years').textContent !== busiest", arg=busiest)
    for _ in range(40):
        page.keyboard.press("+")
    labels = page.locator(".axis text").all_text_contents()
    assert len(labels) <= 12
    assert re.search("[0-9]{4}$", labels[0])


def test_a_link_to_an_event_out_of_view_brings_it_back(opened: Callable[..., Page]) -> None:
    page = opened("bundled")
    page.locator("#timeline").scroll_into_view_if_needed()
    page.locator("#timeline.closer").wait_for()
    event = page.locator(".event.outside").first.get_attribute("id")
    page.evaluate(f"location.hash = '{event}'")
    page.locator(f"#{event}").wait_for()


def test_the_timeline_is_drawn_closer_where_what_is_left_lies(opened: Callable[..., Page]) -> None:
    page = opened()
    whole_timeline(page)
    before = length_of_bar(page, "inquiry")
    page.get_by_label("Verdict").select_option("refuted")
    assert page.locator(".axis text").all_text_contents() == ["1788", "Apr", "Jul", "Oct", "1789", "Apr", "Jul", "Oct"]
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("link", name="1780–1789").click()
    assert page.url.endswith("#since=1780&until=1789")
    assert length_of_bar(page, "inquiry") > 3 * before
    page.get_by_label("Verdict").select_option("supported")
    page.get_by_role("link", name="1780–1789").click()
    assert page.url.endswith("#verdict=supported&since=1780&until=1789")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("verdict", words.VERDICTS)
def test_the_verdict_stands_below_the_claim_and_is_no_smaller(
    verdict: str, viewport: dict[str, int], window: Callable[..., Window], tmp_path: Path
) -> None:
    base, file = tmp_path / "one.yaml", tmp_path / "one.html"
    claim = f"{{says: It rained., verdict: {verdict}, because: So it is., reviewed: 2026-11-25}}"
    base.write_text(f"{MINIMAL.replace('}', ', lead: It rained.}')}claims: {{rain: {claim}}}\n")
    assert main(["export", "html", "-b", str(base), "-o", str(file)]) == Exit.DONE
    page = window(viewport=viewport).page
    page.goto(file.as_uri())
    size = "(each) => parseFloat(getComputedStyle(each).fontSize)"
    ruling, says = page.locator("#answer .stamp b"), page.locator("#answer .finding .lead")
    assert ruling.evaluate(size) > says.evaluate(size)
    claim, stamp = box(page, "#answer .finding .lead"), box(page, "#answer .stamp")
    assert claim["y"] + claim["height"] <= stamp["y"]
    assert stamp["y"] + stamp["height"] < viewport["height"]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_search_is_met_first_and_stays_at_hand(viewport: dict[str, int], opened: Callable[..., Page]) -> None:
    page = opened("bundled", viewport=viewport)
    assert box(page, "#filter-q")["y"] < viewport["height"]
    page.get_by_role("searchbox").fill("pipe")
    page.get_by_role("searchbox").press("Enter")
    assert page.url.endswith("#q=pipe")
    assert box(page, "#hits li:first-child")["y"] < viewport["height"]
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Go to the claims").click()
    assert page.url.endswith("#q=pipe")
    assert 0 <= box(page, "#filter-q")["y"] < 100
    assert "of" in (page.locator("#found").text_content() or "")


def test_every_version_is_seen_on_a_phone_or_it_is_seen_that_there_are_more(opened: Callable[..., Page]) -> None:
    page = opened("bundled", viewport=PHONE)
    page.get_by_text("Which source tells which version").first.click()
    matrix = page.locator(".scroll:visible").first
    assert matrix.evaluate("(each) => each.scrollWidth <= each.clientWidth")
    assert "linear-gradient" in matrix.evaluate("(each) => getComputedStyle(each).backgroundImage")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_verdict_of_the_scorecard_leads_to_its_claims(viewport: dict[str, int], opened: Callable[..., Page]) -> None:
    page = opened(viewport=viewport)
    page.locator("a[data-verdict=disputed]").first.click()
    assert shown(page) == ["claim-put-out"]
    assert page.evaluate("document.activeElement.id") == "claims-title"
    assert 0 < box(page, "#claims-title")["y"] < box(page, "#claim-put-out")["y"] < viewport["height"] * 0.6


def test_what_a_source_and_a_person_have_to_do_with_is_filtered_by_a_link(opened: Callable[..., Page]) -> None:
    page = opened()
    for record in ("source-log", "person-brandt"):
        page.evaluate(f"location.hash = '{record}'")
        page.locator(f"#{record} a[href='#claims']").click()
        kind, _, id_ = record.partition("-")
        assert page.url.endswith(f"#{kind}={id_}")
        assert shown(page)


def test_a_short_link_to_a_source_gets_the_address_that_lasts(opened: Callable[..., Page]) -> None:
    page = opened(fragment="#claim-put-out")
    page.locator("#claim-put-out li > a").first.click()
    page.wait_for_function("location.hash.startsWith('#source-')")
    source = page.locator(page.evaluate("location.hash"))
    assert 0 <= (source.bounding_box() or {"y": -1})["y"] < DESKTOP["height"]


def test_a_claim_is_reached_from_the_timeline_and_left_by_the_way_back(opened: Callable[..., Page]) -> None:
    page = opened()
    page.locator("#event-dark-night > summary").click()
    page.locator("#event-dark-night").get_by_role("link", name="claims about it").click()
    assert page.url.endswith("#about-dark-night")
    storm = page.locator("#claim-storm")
    storm.locator("summary").click()
    storm.get_by_text("Gives the weather as calm at ten.").wait_for(timeout=5000)
    page.go_back()
    assert "#" not in page.url


def test_a_link_to_a_claim_opens_it(opened: Callable[..., Page]) -> None:
    page = opened("bundled", "#claim-slap")
    assert page.locator("#claim-slap > summary + p").is_visible()
    assert 0 <= box(page, "#claim-slap")["y"] < DESKTOP["height"] / 4
    assert page.locator(".claim[open]").count() == 1


def test_a_link_to_a_claim_that_is_filtered_away_shows_it(opened: Callable[..., Page]) -> None:
    page = opened(fragment="#verdict=refuted")
    page.evaluate("location.hash = 'claim-storm'")
    page.wait_for_function("!document.getElementById('claim-storm').hidden")
    assert page.locator("#claim-storm ul").first.is_visible()
    assert page.get_by_label("Verdict").input_value() == ""


@pytest.mark.parametrize("fragment", ["#%", "#=", "#verdict=none&person=nobody&since=x&q=", "#claim-nothing", "#main"])
def test_an_address_that_means_nothing_shows_everything(fragment: str, opened: Callable[..., Page]) -> None:
    assert len(shown(opened(fragment=fragment))) == 9


def test_a_base_without_claims_is_quiet(window: Callable[..., Window], tmp_path: Path) -> None:
    base, file = tmp_path / "little.yaml", tmp_path / "little.html"
    base.write_text(f"{MINIMAL}events: {{rain: {{title: It rains, date: 1910}}}}\n")
    assert main(["export", "html", "-b", str(base), "-o", str(file)]) == Exit.DONE
    opened = window()
    opened.page.goto(f"{file.as_uri()}#verdict=refuted")
    opened.page.goto(f"{file.as_uri()}#event-rain")
    assert opened.page.locator("#event-rain[open]").count() == 1
    assert opened.complaints == []


def test_paper_says_that_it_shows_a_selection(opened: Callable[..., Page]) -> None:
    page = opened(fragment="#verdict=refuted&since=1780")
    page.emulate_media(media="print")
    said = page.locator(".selection:visible").all_text_contents()
    assert said == ["A selection, 1 of 9 claims: verdict refuted, from 1780"]


def test_what_finds_nothing_is_said_once_and_can_be_cleared(opened: Callable[..., Page]) -> None:
    page = opened(fragment="#q=nowhere&verdict=refuted&person=nobody")
    page.locator("#nothing").wait_for()
    assert page.url.endswith("#q=nowhere&verdict=refuted")
    assert page.locator("#nothing span").text_content() == "Nothing matches “nowhere”, verdict refuted."
    assert page.locator("#timeline:visible, #claims:visible").count() == 0
    page.get_by_role("button", name="Clear the filters").click()
    assert len(shown(page)) == 9
    assert not page.locator("#nothing").is_visible()


@pytest.mark.parametrize("target", ["event-dark-night", "person-brandt", "source-log"])
def test_events_people_and_sources_have_links_of_their_own(target: str, opened: Callable[..., Page]) -> None:
    page = opened(fragment=f"#{target}")
    assert 0 <= box(page, f"#{target}")["y"] < DESKTOP["height"]


def test_without_javascript_everything_is_read(opened: Callable[..., Page]) -> None:
    page = opened(java_script_enabled=False)
    assert page.locator(".claim").count() == 9
    assert not page.locator("#filters").is_visible()
    page.locator("#about-dark-night > summary").click()
    page.locator("#claim-put-out > summary").click()
    assert page.locator("#claim-put-out").get_by_text("the wind did it").is_visible()
    page.get_by_role("link", name="Claims", exact=True).click()
    assert page.url.endswith("#claims")


@pytest.mark.parametrize("scripted", [True, False])
def test_paper_shows_the_answer_and_says_what_it_leaves_out(
    scripted: bool,  # noqa: FBT001
    opened: Callable[..., Page],
) -> None:
    page = opened("bundled", java_script_enabled=scripted)
    page.emulate_media(media="print")
    assert all(page.locator(each).is_visible() for each in (".finding", ".best", "#scorecard", ".paper"))
    assert not any(page.locator(each).is_visible() for each in ("nav", "#timeline", "#claims", "#sources"))
    assert sheets(page.pdf()) <= 3


def test_paper_shows_a_claim_that_is_open(opened: Callable[..., Page]) -> None:
    page = opened(fragment="#claim-put-out")
    page.emulate_media(media="print")
    assert page.locator("#claim-put-out ul").first.is_visible()
    assert page.locator(".claim:visible").count() == 1


def test_a_dossier_takes_a_few_sheets(window: Callable[..., Window], tmp_path: Path) -> None:
    file = tmp_path / "dossier.html"
    assert main(["export", "html", "-b", str(FACTS), "--claim", "put-out", "-o", str(file)]) == Exit.DONE
    opened = window(viewport=PHONE)
    opened.page.goto(file.as_uri())
    assert opened.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert sheets(opened.page.pdf()) == 1
    assert opened.complaints == []


def sheets(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_each_script_is_set_in_its_own_letters(opened: Callable[..., Page]) -> None:
    page = opened()
    names = page.locator("#person-brandt .names")
    font = "(each) => getComputedStyle(each).fontFamily"
    assert "TC" in names.locator("[lang=zh-Hant]").evaluate(font)
    assert "PT Serif" in names.locator("[lang=ru]").evaluate(font)


def test_the_policy_of_the_page_holds(pages: dict[str, Path], window: Callable[..., Window]) -> None:
    spoilt = pages["facts"].with_name("spoilt.html")
    text = pages["facts"].read_text(encoding="utf-8")
    spoilt.write_text(text.replace("</main>", "<script>alert('ran')</script><img src='x.png'></main>"))
    opened = window()
    opened.page.goto(spoilt.as_uri())
    asked = "fetch('https://example.org/').then(() => 'answered', () => 'refused')"
    assert (opened.page.evaluate(asked), opened.refused) == ("refused", [])  # before the network was asked
    assert opened.dialogs == []
    assert len(opened.complaints) == 4
    assert all("Content Security Policy" in each for each in opened.complaints)


def test_a_claim_that_is_open_can_be_linked_and_cited(opened: Callable[..., Page]) -> None:
    page = opened(fragment="#claim-storm")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    claim = page.locator("#claim-storm")
    claim.get_by_role("button", name="Copy link").click()
    claim.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    claim.get_by_role("button", name="Cite this").click()
    cited = page.get_by_label("Citation")
    assert cited.input_value().startswith("“A storm put out the lamp.” Verdict: ")
    assert page.url in cited.input_value()
    page.get_by_label("Form").select_option("biblatex")
    assert cited.input_value().startswith("@online{claim-storm,\n  title = {A storm put out the lamp.},\n")
    page.get_by_role("button", name="Close", exact=True).last.click()
    assert not cited.is_visible()
    assert page.locator(".sharing").count() == 2  # of one claim, and of the dialog


def test_the_picture_is_saved_as_it_stands(opened: Callable[..., Page]) -> None:
    page = opened()
    page.get_by_text("A picture of question and verdict").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the picture").click()
    assert saved.value.suggested_filename == "verdict.svg"
    assert "Who put out the lamp" in saved.value.path().read_text(encoding="utf-8")


def test_a_cell_of_the_strip_names_its_claim_and_leads_to_it(opened: Callable[..., Page]) -> None:
    page = opened()
    cell = page.locator(".strip a").first
    cell.hover()
    assert ": " in (cell.get_attribute("title") or "")
    cell.click()
    assert page.locator(page.url[page.url.index("#") :]).is_visible()


def test_the_text_with_notes_is_valid_and_shuts_nobody_out(
    window: Callable[..., Window], node_packages: Path, tmp_path: Path
) -> None:
    file = tmp_path / "text.html"
    text = str(TESTS / "article.txt")
    assert main(["export", "html", "-b", str(FACTS), "--text", text, "-o", str(file)]) == Exit.DONE
    program = node_packages / ".bin" / "html-validate"
    ended = subprocess.run([program, "--config", VALIDATE, file], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "")
    for size in (PHONE, DESKTOP):
        page = window(viewport=size, bypass_csp=True).page
        page.goto(f"{file.as_uri()}#claim-storm")
        page.locator("[data-share=cite]").first.click()
        page.evaluate((node_packages / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
        assert page.evaluate(VIOLATIONS) == []
        page.keyboard.press("Escape")
        assert page.evaluate(VIOLATIONS) == []
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
