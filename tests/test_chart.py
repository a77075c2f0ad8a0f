"""The picture of a timeline: whole outputs with dates of every kind, and what holds for any dates at any width."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from genden_cli.chart.axis import axis
from genden_cli.chart.drawing import _wrap, chart_lines
from genden_cli.chart.labels import shown_labels
from genden_cli.dates.edtf import DateError, calendar_day, day_number, parse
from genden_cli.page.blocks import Chart, ChartBar
from genden_cli.page.strokes import Stroke, strokes, strokes_between

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

    from genden_cli.dates.edtf import Date

PEOPLE = """
  keeper:
    name: Ana Brandt
    born: "[1881,1883]"
    died: 1952~
    roles:
      - {title: Apprentice, from: 1899?, to: 1903-05}
      - {title: Keeper of the lamp, from: 1903-06, to: "[1931,1934]"}
      - {title: Honorary member of the society for the lights of the coast, from: 1940}
      - {title: Godmother}
  stranger: {name: A stranger}
"""

# Dates of every kind, and what they are called.
DATES = {
    "A day before Christ": "-0043-03-15",
    "A day": "1904-05-06",
    "A day with its time": "1904-05-06T10:30:00Z",
    "A month": "1905-07",
    "A year": "1906",
    "A season": "1907-24",
    "A quarter": "1908-34",
    "A half": "1909-41",
    "A year, uncertain": "1910?",
    "A year, approximate": "1911~",
    "A month, uncertain and approximate": "1912-03%",
    "A day of which a part is uncertain": "1913-?04-05",
    "A decade": "191X",
    "A year that ends in 5": "19X5",
    "A day in a month": "1914-08-XX",
    "A day in a year": "1915-XX-XX",
    "Any year": "XXXX",
    "A year estimated": "1950S3",
    "From a year to a year": "1916/1918",
    "From a day to about a month": "1917-02-03/1919-05~",
    "From about a year to perhaps a year": "1919~/1922?",
    "From a year on": "1920/..",
    "From about a year on": "1955~/..",
    "Until a year": "../1898",
    "From a year, the end unknown": "1921/",
    "Until a year, the start unknown": "/1922",
    "One of two years": "[1923,1926]",
    "One of a range": "[1927..1930]",
    "One of a year and a range": "[1924,1928..1931]",
    "A year or earlier": "[..1900]",
    "A year or later": "[1960..]",
    "Both of two years": "{1932,1935}",
    "All of a range": "{1936~..1939}",
    "A year and earlier ones": "{..1902}",
    "A year and later ones": "{1961..}",
}

CLAIMS = """
  lit:
    says: The lamp was lit on a day before Christ.
    event: event-0
    people: [keeper]
    verdict: unproven
    because: Nobody wrote it down.
  seen:
    says: The lamp was seen in 1904.
    event: event-1
    people: [keeper]
  kept:
    says: Ana Brandt kept the lamp from 1920 on.
    event: event-27
    people: [keeper]
"""
UNDATED = "A song 一首關於燈塔的歌 is made about it, nobody knows when"


@pytest.fixture
def every_kind(tmp_path: Path) -> Path:
    """Write a base with an event for each kind of date."""
    base = tmp_path / "facts.yaml"
    events = [f'  event-{n}: {{title: "{title}", date: "{date}"}}' for n, (title, date) in enumerate(DATES.items())]
    text = "\n".join(("events:", *events, f'  undated: {{title: "{UNDATED}"}}'))
    head = "base: {title: Every kind of date, language: en}"
    base.write_text(f"{head}\npeople:{PEOPLE}{text}\nclaims:{CLAIMS}", encoding="utf-8")
    return base


PICTURES = {
    "chart": [],
    "chart-person": ["--person", "keeper"],
    "chart-window": ["--person", "keeper", "--since", "1904", "--until", "1935"],
}


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_as_recorded(
    name: str, every_kind: Path, genden: Callable[..., Ran], golden_page: Callable[..., None]
) -> None:
    def page(width: int) -> str:
        ran = genden("timeline", "--chart", *PICTURES[name], width=width, base=every_kind)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    golden_page(name, page)


def test_ascii_colour_and_markdown_are_as_recorded(
    every_kind: Path, genden: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    ran = genden("timeline", "--chart", "--ascii", width=80, base=every_kind)
    assert {c for c in ran.out if not c.isascii()} == set(UNDATED) - set(
        map(chr, range(128))
    )  # titles stay as they are
    golden("chart-ascii.txt", ran.out)
    golden(
        "chart-color.txt", genden("timeline", "--chart", "--color", "always", "--person", "keeper", base=every_kind).out
    )
    golden("chart.markdown", genden("timeline", "--chart", "--format", "markdown", base=every_kind).out)


@pytest.mark.parametrize("format_", ["plain", "json", "jsonl", "csv"])
def test_a_chart_changes_nothing_for_programs(format_: str, genden: Callable[..., Ran]) -> None:
    asked = ("timeline", "--person", "brandt", "--claims", "--format", format_)
    assert genden(*asked, "--chart") == genden(*asked)


def test_a_chart_of_nothing_says_so(genden: Callable[..., Ran]) -> None:
    assert genden("timeline", "--chart", "--person", "ohm-elder") == (
        1,
        "",
        "genden: no events with --person ohm-elder\n",
    )


def test_a_chart_of_what_has_no_date_lists_it(genden: Callable[..., Ran]) -> None:
    ran = genden("timeline", "--chart", "--reverse", "--events", "--limit", "1")
    assert (ran.code, ran.err) == (0, "1 of 7 events; --limit shows more\n")
    head, row, blank, key, whole = ran.out.splitlines()
    assert (head, row.split("  ")[0], blank, key) == ("No date", "A song is made about it", "", "Claims: ∅ unreviewed")
    assert whole == "With people, places and ids: genden timeline --events --chart --reverse --all"


def test_markdown_cannot_be_left_by_a_title(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    base = tmp_path / "facts.yaml"
    base.write_text("base: {title: T, language: en}\nevents: {e: {title: '```` out', date: 1935}}\n", encoding="utf-8")
    lines = genden("timeline", "--chart", "--format", "markdown", base=base).out.splitlines()
    assert (lines[0], lines[-1]) == ("`````text", "`````")


# What is drawn of a date, in days of January 1935.

JANUARY = day_number(1935, 1, 1) - 1


def told(strokes: tuple[Stroke, ...]) -> str:
    ends = [(each.look, *("" if day is None else day - JANUARY for day in each[1:])) for each in strokes]
    return ", ".join(f"{look.name.lower()} {first}-{last}" for look, first, last in ends)


STROKES = {
    "1935-01-02": "solid 2-2",
    "1935-01": "within 1-31",
    "1935-01~": "shaded 1-31",
    "1935-01-1X": "shaded 10-19",
    "1935-01-02/1935-01-05?": "solid 2-2, solid 2-5, shaded 5-5",
    "1935-01-02/..": "solid 2-2, open 2-",
    "../1935-01-02": "open -2, solid 2-2",
    "1935-01-02/": "solid 2-2, unknown 2-",
    "/1935-01-02": "unknown -2, solid 2-2",
    "1935-01/1935-01-05": "within 1-5, solid 5-5",
    "[1935-01-02,1935-01-05]": "one_of 2-2, one_of 5-5",
    "[1935-01-02..1935-01-05]": "shaded 2-2, shaded 2-5, shaded 5-5",
    "[..1935-01-02]": "open -2, shaded 2-2",
    "{1935-01-02,1935-01-05~}": "solid 2-2, shaded 5-5",
    "{1935-01-02..1935-01-05}": "solid 2-2, solid 2-5, solid 5-5",
    "{1935-01-02..}": "solid 2-2, open 2-",
    "XXXX": "shaded -",
    "XXXX/1935-01-02": "shaded -, solid 2-2",
}


@pytest.mark.parametrize("text", STROKES)
def test_a_date_is_drawn_as_what_it_says(text: str) -> None:
    assert told(strokes(parse(text))) == STROKES[text]


LASTING = {
    ("1935-01-02", "1935-01-05"): "solid 2-2, solid 2-5, solid 5-5",
    ("1935-01-02", ""): "solid 2-2, unknown 2-",
    ("", "1935-01-05"): "unknown -5, solid 5-5",
    ("[1935-01-02,1935-01-05]", "1935-01-09"): "shaded 2-5, one_of 2-2, one_of 5-5, solid 5-9, solid 9-9",
    ("[..1935-01-02]", "1935-01-09"): "open -2, shaded 2-2, solid 2-9, solid 9-9",
    ("1935-01-02/..", "1935-01-09"): "solid 2-2, open 2-, solid 9-9",
    ("XXXX", ""): "shaded -",
    ("", "XXXX"): "shaded -",
    ("", ""): "",
}


@pytest.mark.parametrize("ends", LASTING)
def test_a_life_is_drawn_from_its_first_to_its_last_day(ends: tuple[str, str]) -> None:
    start, end = (parse(text) if text else None for text in ends)
    assert told(strokes_between(start, end)) == LASTING[ends]


# Axes.

AXES = {
    ("1935-12-30", "1935-12-30"): "30 Dec 1935|31 Dec|1936|2 Jan|3 Jan|4 Jan|5 Jan",
    ("1935-12-20", "1936-01-10"): "21 Dec 1935|26 Dec|1936|6 Jan",
    ("1932", "1937"): "1932|1933|1934|1935|1936|1937",
    ("1930-06", "1931-02"): "Jun 1930|Jul|Aug|Sep|Oct|Nov|Dec|1931|Feb",
    ("1892", "2024"): "1900|1920|1940|1960|1980|2000|2020",
    ("-0099", "0120"): "100 BC|50 BC|AD 1|AD 50|AD 100",
    ("0001", "1999"): "AD 1|AD 500|1000|1500",
    ("Y-170000", "2000"): "150,000 BC|100,000 BC|50,000 BC|AD 1",
    ("Y170000002", "Y170000002"): "Jan 170,000,002|Mar|May|Jul|Sep|Nov",
}


def labels(*texts: str, width: int = 62, within: tuple[int | None, int | None] = (None, None)) -> str:
    dates = [parse(text) for text in texts]
    made = axis([(date.earliest, date.latest) for date in dates], width=width, within=within)  # type: ignore[misc]
    return "|".join(tick.label for tick in made.ticks)


@pytest.mark.parametrize("ends", AXES)
def test_an_axis_is_labelled_in_steps_that_suit_its_length(ends: tuple[str, str]) -> None:
    assert labels(*ends) == AXES[ends]


def test_a_long_empty_time_is_left_out_where_more_than_two_things_happen() -> None:
    assert labels("-0043", "1780", "1950") == "44 BC|1800|1850|1900|1950"
    assert labels("-0043", "1950") == "AD 1|AD 500|1000|1500"
    assert labels("1600", "1780", "1950") == "1600|1650|1700|1750|1800|1850|1900|1950"


def test_the_axis_is_broken_as_often_as_there_is_room_for() -> None:
    texts = ("Y-900000", "-0043", "1780", "1950", "Y17000")
    assert labels(*texts, width=30) == "500,000 BC|AD 1"
    assert labels(*texts, width=50) == "900,001 BC|AD 1|1000|17,000"
    assert labels(*texts, width=90) == "900,001 BC|44 BC|1800|1850|1900|1950|17,000"


def test_the_axis_goes_no_further_than_asked() -> None:
    since, until = day_number(1932, 1, 1), day_number(1937, 12, 31)
    assert labels("1892", "2024", within=(since, until)) == "1932|1933|1934|1935|1936|1937"
    assert labels("1892", "1936", within=(since, None)) == "Jan 1932|Jul|1933|Jul|1934|Jul|1935|Jul|1936|Jul"
    assert (
        labels("1892", "1936", within=(None, day_number(1900, 1, 1))) == "1892|1893|1894|1895|1896|1897|1898|1899|1900"
    )


def test_beside_a_day_alone_the_axis_goes_on_for_some_days() -> None:
    assert labels("1892", "1900", within=(day_number(1932, 1, 1), None), width=22) == "1 Jan 1932|3 Jan"


def shown(*texts: str, width: int) -> str:
    """Return the line of labels above a chart of these dates."""
    bars = tuple(ChartBar("", strokes(parse(text))) for text in texts)
    head = next(iter(chart_lines(Chart(bars), width=width, measure=len, format_label=str)))
    return " ".join("".join(run.text for run in head).split())


def test_a_label_without_its_year_follows_one_of_the_same_year() -> None:
    assert shown("1788-12-31", "1834-07-10", "1834-08", "1834-12-01", width=58) == "1788 Aug 1834 Sep Oct Nov"
    assert shown("1788-12-01/1789-09-20", width=70) == "1789 Feb Mar Apr May Jun Jul Aug Sep"
    assert shown("1788-12-01/1789-09-20", width=90) == "Dec 1788 1789 Feb Mar Apr May Jun Jul Aug Sep"
    assert shown("1789-12-30/1790-02-01", width=70) == "1 Jan 1790 11 Jan 16 Jan 21 Jan 26 Jan"


# What holds for any dates at any width.

COMPONENT = st.one_of(
    st.builds("{:04}".format, st.integers(0, 9999)),
    st.builds("-{:04}".format, st.integers(1, 9999)),
    st.builds("Y{}".format, st.integers(10_000, 999_999_999_999_999)),
    st.builds("Y-{}".format, st.integers(10_000, 999_999_999_999_999)),
    st.builds("{:04}-{:02}".format, st.integers(1900, 1940), st.integers(1, 12) | st.integers(21, 41)),
    st.builds("{:04}-{:02}-{:02}".format, st.integers(1930, 1931), st.integers(1, 12), st.integers(1, 31)),
    st.sampled_from(["193X", "19XX", "1935-XX", "1935-1X-XX", "XXXX", "XXXX-12", "1950S2", "-XXXX"]),
)
PART = st.builds(str.__add__, COMPONENT, st.sampled_from(["", "", "~", "?", "%"]))
END = PART | st.sampled_from(["", ".."])
MEMBER = st.one_of(PART, st.builds("{}..{}".format, PART, PART), PART.map("{}..".format), PART.map("..{}".format))
MEMBERS = st.lists(MEMBER, min_size=1, max_size=4).map(",".join)
TEXT = PART | st.builds("{}/{}".format, END, END) | MEMBERS.map("[{}]".format) | MEMBERS.map("{{{}}}".format)


def read(text: str) -> Date | None:
    try:
        return parse(text)
    except DateError:
        return None


DATE = TEXT.map(read).filter(bool)
WIDTH = st.integers(20, 200)
LIMIT = st.none() | st.integers(day_number(1900, 1, 1), day_number(1960, 12, 31))


def plots(dates: list[Date], width: int, *, since: int | None = None, until: int | None = None) -> list[str]:
    """Return the plots of a chart of these dates."""
    bars = tuple(ChartBar("x", strokes(date)) for date in dates)
    lines = chart_lines(Chart(bars, since=since, until=until), width=width, measure=len, format_label=str)
    written = ["".join(span.text for span in line) for line in lines]
    assert max(map(len, written)) <= width
    return [line[3:] for line in written[2 : 2 + len(dates)]]


def marks(plot: str) -> list[int]:
    return [n for n, sign in enumerate(plot) if sign not in " ┊╱"]


def bars(plot: str) -> list[int]:
    return [n for n, sign in enumerate(plot) if sign in "░▇▒◇"]


@given(st.lists(DATE, min_size=1, max_size=8), WIDTH)
def test_every_date_has_a_mark_and_no_line_is_too_wide(dates: list[Date], width: int) -> None:
    for date, plot in zip(dates, plots(dates, width), strict=True):
        assert marks(plot), str(date)


@given(st.lists(DATE, min_size=1, max_size=8), WIDTH, LIMIT, LIMIT)
def test_within_limits_too(dates: list[Date], width: int, since: int | None, until: int | None) -> None:
    def wanted(date: Date) -> bool:
        early = since is not None and date.latest is not None and date.latest < since
        late = until is not None and date.earliest is not None and date.earliest > until
        return not early and not late

    dates = [date for date in dates if wanted(date)]
    assume(dates)
    for date, plot in zip(dates, plots(dates, width, since=since, until=until), strict=True):
        assert marks(plot), str(date)


DAY = st.integers(day_number(1788, 1, 1), day_number(1791, 12, 31)) | st.integers(-(10**6), 10**6)


@given(st.lists(st.tuples(DAY, st.integers(0, 900)), min_size=1, max_size=8), st.integers(20, 160))
def test_labels_read_from_left_to_right_name_their_day(spans: list[tuple[int, int]], width: int) -> None:
    days = [(first, first + length) for first, length in spans]
    made = axis(days, width=width)
    assert [tick.day for tick in made.ticks] == sorted({tick.day for tick in made.ticks})
    assert all(tick.column == made.start_column(tick.day) for tick in made.ticks)
    assert len(made.segments) == 1 or max(tick.day for tick in made.ticks) <= max(last for _, last in days)
    found = shown_labels(made.ticks, lambda tick, label: (tick.column, tick.column + len(label) + 1))
    year = None
    for tick in (each for each in made.ticks if each in found):
        year = calendar_day(tick.day)[0] if found[tick] == tick.whole else year
        assert found[tick] in (tick.label, tick.whole)
        assert year == calendar_day(tick.day)[0]
    ends = [(tick.column, tick.column + len(label) + 1) for tick, label in found.items()]
    assert all(one[1] <= two[0] for one, two in pairwise(sorted(ends)))


@example([parse("193X"), parse("19XX/1900")], 20)
@given(st.lists(DATE, min_size=2, max_size=8), WIDTH)
def test_what_ends_before_another_begins_lies_not_right_of_it(dates: list[Date], width: int) -> None:
    drawings = list(zip(dates, map(bars, plots(dates, width)), strict=True))
    for before, left in drawings:
        for after, right in drawings:
            if "XXXX" in f"{before} {after}":  # any year at all: drawn all along the axis
                continue
            if before.latest is not None and after.earliest is not None and before.latest < after.earliest:
                assert max(left) <= min(right), (str(before), str(after))


@given(st.text(min_size=1), st.integers(20, 120))
def test_labels_of_any_text_fit(label: str, width: int) -> None:
    lines = chart_lines(Chart((ChartBar(label, strokes(parse("1935"))),)), width=width, measure=len, format_label=str)
    written = ["".join(span.text for span in line) for line in lines]
    assert max(map(len, written)) <= width
    plot = len(written[1].lstrip())
    assert "".join(label.split()) == "".join("".join(line[:-plot].split()) for line in written[2:-2])


def test_label_breaks_inside_a_word_that_is_wider_than_a_line() -> None:
    assert _wrap("a Donaudampfschiff b", 8, len) == ["a Donaud", "  ampfsc", "  hiff b"]


def test_busiest_years_are_drawn_alone_only_where_most_happens_in_them(
    genden: Callable[..., Ran], tmp_path: Path
) -> None:
    base = tmp_path / "base.yaml"
    for last, alone in ((1839, False), (3000, True)):
        years = [*range(1800, 1839), last]
        events = "".join(f"  e{year}: {{title: Event {year}, date: '{year}'}}\n" for year in years)
        base.write_text(f"base: {{title: T}}\nevents:\n{events}", encoding="utf-8")
        assert ("--all draws them" in genden("timeline", "--chart", base=base, width=60).out) == alone
