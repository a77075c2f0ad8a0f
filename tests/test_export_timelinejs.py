"""Dated events for TimelineJS: its documented format, dates at the right place, text that is only text."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from exporting import HOSTILE, MINIMAL, exported
from jsonschema import validate

from genden_cli.dates.edtf import calendar_day, parse
from genden_cli.export.timelinejs import dates
from genden_cli.text.sanitize import sanitize, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

DATE = {
    "type": "object",
    "required": ["year"],
    "additionalProperties": False,
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
    },
    "dependencies": {"day": ["month"]},
}
TEXT = {
    "type": "object",
    "required": ["headline", "text"],
    "additionalProperties": False,
    "properties": {"headline": {"type": "string", "minLength": 1}, "text": {"type": "string"}},
}
SLIDE = {
    "type": "object",
    "required": ["unique_id", "start_date", "display_date", "group", "text", "autolink"],
    "additionalProperties": False,
    "properties": {
        "unique_id": {"type": "string"},
        "start_date": DATE,
        "end_date": DATE,
        "display_date": {"type": "string", "minLength": 1},
        "group": {"enum": ["All claims supported", "Not all claims supported", "No claims"]},
        "text": TEXT,
        "autolink": {"const": False},
    },
}
FORMAT = {  # https://timeline.knightlab.com/docs/json-format.html, as far as genden writes it
    "type": "object",
    "required": ["scale", "title", "events"],
    "additionalProperties": False,
    "properties": {
        "scale": {"enum": ["human", "cosmological"]},
        "title": {
            "type": "object",
            "required": ["unique_id", "text"],
            "additionalProperties": False,
            "properties": {"unique_id": {"const": "Title"}, "text": TEXT, "autolink": {"const": False}},
        },
        "events": {"type": "array", "items": SLIDE},
    },
}


EVENTS = """\
events:
  always: {title: Always, date: "{..1900,1950..}"}
  once: {title: Once, date: 1900}
"""


class Tags(HTMLParser):
    """The tags of a text, and what is read of it."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.read = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        assert [name for name, _ in attrs] == (["href"] if tag == "a" else [])
        assert all(re.match("https?://", value) for _, value in attrs)
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.read += data


def test_every_dated_event_is_a_slide(base: Path, genden: Callable[..., Ran]) -> None:
    text = exported(genden, "timelinejs", base=base)
    timeline = json.loads(text)
    validate(timeline, FORMAT)
    assert sanitize(text) == text
    events = json.loads(exported(genden, "json", base=base)).get("events", {})
    assert [each["unique_id"] for each in timeline["events"]] == [id_ for id_ in events if "date" in events[id_]]


def test_text_is_text_and_no_markup(base: Path, genden: Callable[..., Ran]) -> None:
    timeline = json.loads(exported(genden, "timelinejs", base=base))
    for slide in (timeline["title"], *timeline["events"]):
        assert Tags(slide["text"]["headline"]).tags == set()
        assert not re.search("[<>&]", slide.get("display_date", ""))  # TimelineJS would undo what escapes them
        assert Tags(slide["text"]["text"]).tags <= {"a", "p", "ul", "li"}


def test_what_is_read_is_what_the_base_says(base: Path, genden: Callable[..., Ran]) -> None:
    facts = json.loads(exported(genden, "json", base=base))
    timeline = json.loads(exported(genden, "timelinejs", base=base))
    said = [(timeline["title"], facts["base"]["title"], [facts["base"].get("about", "")])]
    for slide in timeline["events"]:
        event = facts["events"][slide["unique_id"]]
        claims = [each["says"] for each in facts["claims"].values() if each.get("event") == slide["unique_id"]]
        said.append(
            (slide, event["title"], [event.get("place", ""), event.get("about", ""), *map(sanitize_line, claims)])
        )
    for slide, title, texts in said:
        assert Tags(slide["text"]["headline"]).read == sanitize_line(title)
        read = Tags(slide["text"]["text"]).read
        for line in (line for text in texts for line in sanitize(text).split("\n")):
            assert sanitize_line(line) in read or not line.strip()


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("1901", (1901,), ()),
        ("1955~", (1955,), ()),
        ("2011-05", (2011, 5), ()),
        ("1935-12-30", (1935, 12, 30), ()),
        ("-0043-03", (-43, 3), ()),
        ("0000", (0,), ()),
        ("Y-300000", (-300000,), ()),
        ("1988-02-29T23:59:60Z", (1988, 2, 29), ()),
        ("1787/1791", (1787, 1, 1), (1791, 12, 31)),
        ("-0500/-0400", (-500, 1, 1), (-400, 12, 31)),
        ("1935-24", (1935, 12, 1), (1936, 2, 29)),
        ("193X", (1930, 1, 1), (1939, 12, 31)),
        ("1935-12-XX", (1935, 12, 1), (1935, 12, 31)),
        ("1935-XX-01", (1935, 1, 1), (1935, 12, 1)),
        ("[1830,1831]", (1830, 1, 1), (1831, 12, 31)),
        ("1955~/..", (1955, 1, 1), ()),
        ("../1898", (1898, 12, 31), ()),
    ],
)
def test_dates_stand_where_they_belong(written: str, start: tuple[int, ...], end: tuple[int, ...]) -> None:
    found = [tuple(each.values()) for each in dates(parse(written)).values()]
    assert found == [each for each in (start, end) if each]
    assert next(iter(dates(parse(written)))) == "start_date"


@pytest.mark.parametrize("written", ["1901", "2011-05", "1787/1791", "193X", "-0043-03"])
def test_an_event_begins_on_its_first_day(written: str) -> None:
    year, month, day = calendar_day(parse(written).earliest or 0)
    start = dates(parse(written))["start_date"]
    assert {"month": 1, "day": 1, **start} == {"year": year, "month": month, "day": day}


def test_group_says_whether_every_claim_is_supported(genden: Callable[..., Ran]) -> None:
    verdicts: dict[str, set[str]] = {}
    for claim in json.loads(exported(genden, "json"))["claims"].values():
        verdicts.setdefault(claim.get("event", ""), set()).add(claim["verdict"])
    for slide in json.loads(exported(genden, "timelinejs"))["events"]:
        found = verdicts.get(slide["unique_id"])
        expected = "No claims" if not found else "All claims supported" if found == {"supported"} else None
        assert slide["group"] == (expected or "Not all claims supported")


def test_title_explains_the_signs_and_names_the_source(genden: Callable[..., Ran]) -> None:
    title = json.loads(exported(genden, "timelinejs"))["title"]["text"]["text"]
    assert "<p>≈ disputed: judged to have evidence on both sides</p>" in title
    assert "<p>Source: the harbour museum, version 2, CC0-1.0</p>" in title
    assert "<a" not in title


def test_slides_link_back_to_the_page(genden: Callable[..., Ran]) -> None:
    timeline = json.loads(exported(genden, "timelinejs", "--url", "https://example.org/?a&b#x"))
    page = "https://example.org/?a&amp;b"
    assert f'<a href="{page}">All evidence</a>' in timeline["title"]["text"]["text"]
    for slide in timeline["events"]:
        assert f'<a href="{page}#event-{slide["unique_id"]}">Evidence' in slide["text"]["text"]


def test_years_beyond_the_calendar_of_browsers_change_the_scale(genden: Callable[..., Ran]) -> None:
    assert json.loads(exported(genden, "timelinejs"))["scale"] == "human"
    assert json.loads(exported(genden, "timelinejs", base=HOSTILE))["scale"] == "cosmological"


def test_it_is_as_recorded(genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    golden("export-timelinejs.json", exported(genden, "timelinejs"))
    golden("export-timelinejs-hostile.json", exported(genden, "timelinejs", base=HOSTILE))


def test_a_date_without_any_bound_has_no_place(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "open.yaml"
    base.write_text(
        MINIMAL + 'events:\n  always: {title: Always, date: "{..1900,1950..}"}\n  once: {title: Once, date: 1900}\n'
    )
    events = json.loads(exported(genden, "timelinejs", base=base)).get("events", {})
    assert [each["unique_id"] for each in events] == ["once"]


def test_a_base_without_events_is_a_timeline_of_its_title(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "minimal.yaml"
    base.write_text(MINIMAL)
    assert json.loads(exported(genden, "timelinejs", base=base))["events"] == []
