"""The timeline that is exported, in TimelineJS itself: every dated event is there, in its place, and only as text."""

from __future__ import annotations

import json
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from exporting import BUNDLED, HOSTILE, exported
from test_export_timelinejs import Tags

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser import Site, Window
    from conftest import Ran
    from playwright.sync_api import Locator

PAGE = """\
<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Timeline</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="timelinejs/css/timeline.css">
<script src="timelinejs/js/timeline.js"></script>
<div id="timeline" style="height: 600px"></div>
<script>
  const own = {script_path: new URL("timelinejs/js/", location).href, font: null, duration: 0};
  const timeline = new TL.Timeline("timeline", "timeline.json", own);
  timeline.on("ready", () => document.body.dataset.ready = "yes");
</script>
"""
SHOWN = """() => timeline.config.events.map(each => {
    const slide = document.getElementById(each.unique_id), marker = document.getElementById(each.unique_id + "-marker");
    return {
        id: each.unique_id,
        headline: slide.querySelector(".tl-headline").textContent,
        marker: marker.querySelector(".tl-headline").textContent,
        date: slide.querySelector(".tl-headline-date").textContent,
        text: slide.querySelector(".tl-text-content")?.textContent ?? "",
    };
})"""
DAYS = """() => timeline.config.events.map(each => [each.unique_id, ...[each.start_date, each.end_date].map(
    date => date && [date.getFullYear(), date.data.date_obj.getMonth() + 1, date.data.date_obj.getDate()])])"""
LONG_AGO = """\
base: {title: Carthage}
events:
  founded: {title: Founded, date: -0813}
  battle: {title: A battle, date: -0201-10-19}
  war: {title: A war, date: -0263/-0240, place: At sea}
  destroyed: {title: Destroyed, date: -0145}
  birth: {title: Nobody knows, date: "0000"}
  constructor: {title: An id that scripts know, date: 0050-02}
  carthage: {title: The id that the title would have, date: "[0690..0699]"}
  since: {title: Since, date: 1979-10/..}
  undated: {title: Not drawn}
"""


@pytest.fixture
def shown(
    window: Callable[..., Window], site: Site, node_packages: Path, genden: Callable[..., Ran]
) -> Callable[[Path], Window]:
    """Open the timeline of a base; it is loaded as a page loads it, by its address."""

    def show(base: Path) -> Window:
        (site.folder / "timelinejs").symlink_to(node_packages / "@knight-lab" / "timelinejs" / "dist")
        (site.folder / "timeline.json").write_text(exported(genden, "timelinejs", base=base), encoding="utf-8")
        (site.folder / "page.html").write_text(PAGE)
        opened = window(viewport={"width": 1440, "height": 900})
        opened.page.goto(f"{site.url}/page.html")
        opened.page.wait_for_selector("body[data-ready]")
        return opened

    return show


def read(markup: str) -> str:
    """Return a text without what it is escaped with, as it was in the base."""
    return unescape(markup)


def box(element: Locator) -> dict[str, float]:
    """Return where an element stands."""
    found = element.bounding_box()
    assert found
    return dict(found)


def test_every_dated_event_is_shown_as_written(
    base: Path, shown: Callable[[Path], Window], genden: Callable[..., Ran]
) -> None:
    slides = json.loads(exported(genden, "timelinejs", base=base))["events"]
    if not slides:
        pytest.skip("TimelineJS shows nothing for a timeline without events")
    opened = shown(base)
    found: dict[str, dict[str, Any]] = {each["id"]: each for each in opened.page.evaluate(SHOWN)}
    assert found.keys() == {each["unique_id"] for each in slides}
    assert opened.page.locator(".tl-slide").count() == len(slides) + 1
    for slide in slides:
        each = found[slide["unique_id"]]
        assert each["headline"] == each["marker"] == read(slide["text"]["headline"])
        assert each["date"] == slide["display_date"]
        assert each["text"].removesuffix("\n") == Tags(slide["text"]["text"]).read
    assert (opened.refused, opened.complaints, opened.dialogs) == ([], [], [])


def test_the_events_of_the_bundled_base_that_have_a_date_are_there(
    shown: Callable[[Path], Window], genden: Callable[..., Ran]
) -> None:
    dated = [each for each in json.loads(exported(genden, "json", base=BUNDLED))["events"].values() if "date" in each]
    assert shown(BUNDLED).page.locator(".tl-timemarker").count() == len(dated) > 50


def test_nothing_of_a_hostile_base_is_more_than_text(shown: Callable[[Path], Window]) -> None:
    opened = shown(HOSTILE)
    opened.page.click(".tl-slidenav-next .tl-slidenav-content-container")
    opened.page.wait_for_function("timeline.current_id == 'occurred'")
    (event,) = opened.page.evaluate(SHOWN)
    assert event["text"].startswith("</style><style>*{display:none}</style><img src=x onerror=alert('place')>")
    assert "<script>alert('says')</script>" in event["text"]
    ours = opened.page.locator(".tl-text :is(script, style, img, svg, a, iframe, h1, b, i, u)")
    assert ours.count() == 0
    assert (opened.refused, opened.complaints, opened.dialogs) == ([], [], [])


def test_years_before_christ_and_ranges_stand_where_they_belong(
    shown: Callable[[Path], Window], tmp_path: Path
) -> None:
    base = tmp_path / "carthage.yaml"
    base.write_text(LONG_AGO)
    opened = shown(base)
    assert opened.page.evaluate(DAYS) == [
        ["founded", [-813, 1, 1], None],
        ["war", [-263, 1, 1], [-240, 12, 31]],
        ["battle", [-201, 10, 19], None],
        ["destroyed", [-145, 1, 1], None],
        ["birth", [0, 1, 1], None],
        ["constructor-1", [50, 2, 1], None],
        ["carthage", [690, 1, 1], [699, 12, 31]],
        ["since", [1979, 10, 1], None],
    ]
    left = [each["x"] for each in map(box, opened.page.locator(".tl-timemarker").all())]
    assert left == sorted(left)
    assert [each["date"] for each in opened.page.evaluate(SHOWN)][:2] == ["814 BC", "264–241 BC"]
    assert opened.complaints == []
