"""Lists on a screen: a line a row, what matters most, and how to get the rest; the timeline of all dated records."""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS, TESTS, WIDTHS
from hypothesis import given
from hypothesis import strategies as st

from genden_cli.chart.zoom import busiest_years
from genden_cli.dates.edtf import parse
from genden_cli.errors import Exit
from genden_cli.index import store
from genden_cli.load import load
from genden_cli.model import Facts, When
from genden_cli.output.answer import SCREENFUL
from genden_cli.page.blocks import ChartBar
from genden_cli.page.strokes import strokes
from genden_cli.pages import parts
from genden_cli.query.records import entries
from genden_cli.query.records.timeline import EventFilter
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

LISTS = {
    "timeline": ["timeline"],
    "timeline-events": ["timeline", "--events"],
    "timeline-claims": ["timeline", "--claims", "--person", "brandt"],
    "chart": ["timeline", "--chart"],
    "events": ["events"],
    "claims": ["claims"],
    "sources": ["sources"],
    "people": ["people"],
    "stats": ["stats"],
}


@pytest.mark.parametrize("width", [60, 80, 100, 160])
@pytest.mark.parametrize("name", LISTS)
def test_lists_are_as_recorded(
    name: str, width: int, genden: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    ran = genden(*LISTS[name], width=width)
    assert (ran.code, ran.err) == (0, "")
    golden(f"list-{name}-{width}.txt", ran.out)


@pytest.mark.parametrize("name", LISTS)
def test_whole_lists_are_as_recorded(name: str, genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    golden(f"list-{name}-all.txt", genden(*LISTS[name], "--all").out)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", LISTS)
def test_no_line_of_a_list_is_wider_than_the_terminal(name: str, width: int, genden: Callable[..., Ran]) -> None:
    for more in ((), ("--all",)):
        assert max(map(len, genden(*LISTS[name], *more, width=width).out.splitlines())) <= width


@pytest.mark.parametrize("name", LISTS)
def test_list_ends_with_a_command_that_shows_everything(name: str, genden: Callable[..., Ran]) -> None:
    last = genden(*LISTS[name], width=160).out.splitlines()[-1]
    command = last.partition(": genden ")[2].split()
    assert command[-1] == "--all"
    assert genden(*command) == genden(*LISTS[name], "--all")


IDS = "with people, places and ids:  "
"""What the last line of a timeline says beside the number of entries that are left out."""

# The bundled base.

MOST_LINES = {
    "timeline": (91, 90),
    "events": (90, 90),
    "claims": (86, 86),
    "sources": (87, 87),
    "people": (45, 40),
    "stats": (40, 40),
}


@pytest.mark.parametrize("name", MOST_LINES)
def test_lists_of_the_bundled_base_are_short(name: str, genden: Callable[..., Ran]) -> None:
    for width, most in zip((80, 100), MOST_LINES[name], strict=True):
        assert genden(name, width=width, base=None).out.count("\n") <= most


@pytest.mark.parametrize("width", [60, 80, 100, 160])
@pytest.mark.parametrize("name", ["claims", "sources", "people"])
def test_rows_of_a_list_have_at_most_eighty_lines_and_no_text_is_cut(
    name: str, width: int, genden: Callable[..., Ran]
) -> None:
    out = genden(name, width=width, base=None).out
    lines = out.partition("─\n")[2].partition("\n\n")[0].splitlines()
    assert len(lines) <= 80
    assert "…" not in out


@pytest.mark.parametrize("width", [60, 80, 100, 160])
@pytest.mark.parametrize("name", ["claims", "sources", "people"])
def test_each_record_stands_there_with_its_id(name: str, width: int, genden: Callable[..., Ran]) -> None:
    rows = json.loads(genden(name, "--format", "json").out)[name]
    assert {each["id"] for each in rows} <= set(genden(name, width=width).out.split())


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("name", ["timeline", "events"])
def test_a_list_without_ids_says_where_they_stand(name: str, width: int, genden: Callable[..., Ran]) -> None:
    out = genden(name, width=width, base=None).out
    rows = json.loads(genden("events", "--format", "json", base=None).out)["events"]
    end = " ".join(out.rpartition("\n\n")[2].split())
    assert re.search(f"[wW]ith people, places and ids: genden {name} --all$", end)
    assert {each["id"] for each in rows} <= set(genden(name, "--all", width=width, base=None).out.split())


@pytest.mark.parametrize("width", [60, 80])
def test_last_line_counts_the_rows_that_did_not_fit(width: int, genden: Callable[..., Ran]) -> None:
    out = genden("claims", width=width, base=None).out
    rows = json.loads(genden("claims", "--format", "json", base=None).out)["claims"]
    joined = " ".join(out.split())
    shown = next(n for n, each in enumerate(rows) if each["says"] not in joined)
    assert joined.endswith(f"{len(rows) - shown} more claims, with dates and evidence: genden claims --all")


def test_timeline_of_the_bundled_base_has_every_event_and_says_what_else_there_is(genden: Callable[..., Ran]) -> None:
    out = " ".join(genden("timeline", width=250, base=None).out.split())
    events = json.loads(genden("events", "--format", "json", base=None).out)["events"]
    assert [each["id"] for each in events if f" {each['id']} " not in out] == []
    rows = json.loads(genden("timeline", "--format", "json", base=None).out)["events"]
    left = int(re.search(r"([0-9]+) more \(", out)[1])  # type: ignore[index]
    assert left == len(rows) - len(events)
    others = r" births, [0-9]+ deaths, [0-9]+ offices and [0-9]+ claims\)"
    assert re.search(f"{others}, {IDS.strip()} genden timeline --all$", out)


def test_sources_and_people_that_matter_most_come_first(genden: Callable[..., Ran]) -> None:
    grades = re.findall("^([A-F])      ", genden("sources", base=None).out, re.MULTILINE)
    assert grades == sorted(grades)
    assert grades[0] == "A"
    found = json.loads(genden("people", "--format", "json", base=None).out)["people"]
    most = max(found, key=lambda each: sum(each["verdicts"].values()))
    assert genden("people", base=None).out.splitlines()[2].startswith(most["name"])


# Everything with a date.


@pytest.mark.parametrize("file", ["facts.yaml", "telephone.yaml", "people.yaml", "retelling.yaml"])
def test_each_dated_record_is_an_entry_once_and_in_order(file: str) -> None:
    with closing(store.build_in_memory(str(TESTS / file))) as connection:
        found = list(entries.entries(connection, EventFilter()))
        back = list(entries.entries(connection, EventFilter(reverse=True)))
        counted = entries.count_entries(connection, EventFilter())
    assert found == back[::-1]
    facts = _facts(str(TESTS / file))
    expected = sorted(
        [
            *(("event", each.id, each.title, each.date) for each in facts.events),
            *(("birth", each.id, each.name, each.born) for each in facts.people if each.born),
            *(("death", each.id, each.name, each.died) for each in facts.people if each.died),
            *(
                ("office", each.id, role.title, entries.office_date(role.from_, role.to))
                for each in facts.people
                for role in each.roles
                if role.from_ or role.to
            ),
            *(("claim", each.id, each.says, each.date) for each in facts.claims if each.date and not each.event),
        ],
        key=str,
    )
    assert sorted(((row.kind, row.id, row.title, row.date) for row in found), key=str) == expected
    assert sum(counted.values()) == len(found)
    days = [_days(row.date) for row in found]
    assert days == sorted(days)


def _days(date: When | None) -> tuple[str, str]:
    """Return the bounds of a date as texts that are in order from year 0 on."""
    assert date is None or not (date.earliest or "").startswith("Y")
    first = "9" if date is None else date.earliest or "-9"
    return ("-" + first if first.startswith("-0") else first), ("9" if date is None else date.latest or "9")


@pytest.mark.parametrize(
    ("since", "until", "edtf", "words"),
    [
        ("1932", "1936-03", "1932/1936-03", "1932 – Mar 1936"),
        ("1932", "1936", "1932/1936", "1932–1936"),
        ("1924-05-31", "1924-05-31", "1924-05-31", "31 May 1924"),
        ("1936?", "", "1936?/", "from perhaps 1936, end unknown"),
        ("", "1936", "/1936", "until 1936, start unknown"),
        ("1922", "[1934,1952]", "1922/1952-12-31?", "1922 – 1934 or 1952"),
        ("[1992,1993]", "", "1992-01-01?/", "from 1992 or 1993, end unknown"),
        ("[..1900]", "1910", "../1910", "1900 or earlier – 1910"),
        ("1890/1891", "1910-01-02T10:00:00Z", "1890-01-01?/1910-01-02", "1890–1891 – 2 Jan 1910, 10:00:00 UTC"),
        ("", "", "", ""),
    ],
)
def test_office_lasted_from_one_date_to_another(since: str, until: str, edtf: str, words: str) -> None:
    start, end = (_when(text) if text else None for text in (since, until))
    date = entries.office_date(start, end)
    assert (date.edtf if date else "", date.words if date else "") == (edtf, words)
    if date:
        assert parse(date.edtf).earliest_iso == date.earliest
        assert parse(date.edtf).latest_iso == date.latest


def _when(text: str) -> When:
    date = parse(text)
    return When(text, date.words, date.earliest_iso, date.latest_iso)


def test_base_without_events_has_a_timeline(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    base = _base(tmp_path, claims=500)
    ran = genden("timeline", base=base)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("claim: It rained on day") == 80
    assert ran.out.endswith(f"\n420 more entries, {IDS}genden timeline --all\n")
    assert genden("timeline", "--all", base=base).out.count("It rained on day") == 500
    assert genden("timeline", "--limit", "30", base=base).err == "30 of 500 entries; --limit shows more\n"
    assert genden("timeline", "--events", base=base)[::2] == (Exit.NO, "genden: the base has no events\n")


def test_what_fits_is_shown_whole_and_events_come_before_claims(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    many = _base(tmp_path, claims=30, events=60, people=15)
    out = genden("timeline", base=many, width=160).out
    assert (out.count("It rained"), out.count("It snowed"), out.count("birth: ")) == (0, 60, 15)
    assert out.endswith(f"\n30 more (30 claims), {IDS}genden timeline --all\n")
    few = _base(tmp_path, claims=300, events=3)
    out = genden("timeline", base=few, width=160).out
    assert out.count("It snowed") + out.count("It rained") == 80
    most = _base(tmp_path, claims=5, events=1_234)
    out = genden("timeline", base=most, width=160).out
    assert (out.count("It snowed"), out.splitlines()[-1]) == (
        80,
        f"1,159 more entries, {IDS}genden timeline --all",
    )
    assert genden("timeline", "--limit", "9", base=most).err == "9 of 1,239 entries; --limit shows more\n"


@pytest.mark.parametrize("more", [[], ["--all"], ["--chart"], ["--limit", "1"], ["--format", "json"]])
def test_places_are_filtered_in_every_form(more: list[str], genden: Callable[..., Ran]) -> None:
    ran = genden("timeline", "--place", "aldport", "--tag", "night", *more)
    assert (ran.code, ran.err) == (0, "")
    assert "The lamp goes out" in ran.out


def test_timeline_with_claims_fits_the_screens_that_a_list_may_take(genden: Callable[..., Ran]) -> None:
    shown = genden("timeline", "--claims", base=None).out
    assert shown.count("\n") < SCREENFUL + 10
    assert re.search(rf"^\d+ more entries, {IDS}genden timeline --claims --all$", shown, re.MULTILINE)


def test_filters_of_the_timeline_count_what_they_let_pass(genden: Callable[..., Ran]) -> None:
    for filters in (
        ["--person", "genden"],
        ["--tag", "violence"],
        ["--since", "1937"],
        ["--until", "1920"],
        ["--place", "moscow"],
    ):
        rows = genden("timeline", *filters, "--format", "plain", base=None).out.count("\n")
        said = genden("timeline", *filters, "--limit", "1", base=None).err
        assert re.fullmatch(f"1 of {rows} (entries|events); --limit shows more\n", said)


OPEN_STARTS = """
base: {title: T}
people: {ann: {name: Ann, born: "[..1899-05]", died: "1950", roles: [{title: Mayor, to: "1921"}]}}
events:
  one: {title: One, date: "1900"}
  two: {title: Two, date: ../1921}
  three: {title: Three, date: 1920/1930}
  four: {title: Four, date: 1935/..}
  undated: {title: Undated}
  six: {title: Six, date: /1890}
"""


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ("", "six ann one three two ann four ann undated"),
        ("--reverse", "undated ann four ann two three one ann six"),
        ("--since 1921", "four ann three two ann"),
        ("--since 1921 --reverse", "ann four ann two three"),
        ("--since 1900 --until 1925", "one three two ann"),
        ("--since 1921 --certainly", "four ann"),
        ("--until 1921 --certainly", "six ann one two ann"),
        ("--since 1900 --until 1931 --certainly", "one three"),
    ],
)
def test_date_open_at_its_start_stands_beside_its_end(
    options: str, ids: str, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    (tmp_path / "base.yaml").write_text(OPEN_STARTS, encoding="utf-8")
    ran = genden("timeline", *options.split(), "--format", "plain", base=tmp_path / "base.yaml")
    assert [row.partition("\t")[0] for row in ran.out.splitlines()] == ids.split()


def test_what_may_have_begun_before_has_a_table_of_its_own(genden: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(OPEN_STARTS, encoding="utf-8")
    for more in ((), ("--all",)):
        out = genden("timeline", "--since", "1921", *more, base=tmp_path / "base.yaml").out
        first, heading, last = out.partition("\nBegan before 1921, or may have\n")
        assert ("Four" in first, "Two" in first, bool(heading), "Two" in last) == (True, False, True, True)
        assert "Began before" not in genden("timeline", *more, base=tmp_path / "base.yaml").out


def test_chart_leaves_out_what_may_fall_outside(genden: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(OPEN_STARTS, encoding="utf-8")
    chart = ("timeline", "--chart", "--person", "ann", "--until", "1950")
    assert "Mayor" in genden(*chart, "--certainly", base=tmp_path / "base.yaml").out
    ran = genden(*chart, "--since", "1900", "--certainly", base=tmp_path / "base.yaml")
    assert "Mayor" not in ran.out


def test_certainly_needs_a_limit(genden: Callable[..., Ran]) -> None:
    said = "genden: --certainly needs --since or --until\ngenden timeline --since 1935 --certainly\n"
    assert genden("timeline", "--certainly") == (2, "", said)


def _facts(file: str) -> Facts:
    return load([BaseText(file, Path(file).read_bytes())])


def _base(folder: Path, *, claims: int = 0, events: int = 0, people: int = 0) -> Path:
    lines = ["base: {title: Weather, by: nobody}"]
    lines += ["people:"] * bool(people)
    lines += [f"  p{n}: {{name: Person {n}, born: {1800 + n}}}" for n in range(people)]
    lines += ["events:"] * bool(events)
    lines += [f"  e{n}: {{title: It snowed on day {n}, date: {1700 + n % 300}}}" for n in range(events)]
    lines += ["claims:"] * bool(claims)
    lines += [f"  c{n}: {{says: It rained on day {n}., date: {1700 + n % 300}}}" for n in range(claims)]
    file = folder / f"weather-{claims}-{events}.yaml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


# Short lists in other formats, and whole ones.


@pytest.mark.parametrize("name", ["timeline", "events", "claims", "sources", "people"])
def test_data_formats_are_whole_and_brief_ones_are_short(name: str, genden: Callable[..., Ran]) -> None:
    whole = genden(name, "--format", "plain", base=None)
    assert whole == genden(name, "--all", "--format", "plain", base=None)
    short = genden(name, "--brief", "--format", "plain", base=None)
    assert short.err == ""
    assert set(short.out.splitlines()) <= set(whole.out.splitlines())
    rows = whole.out.count("\tevent\t") if name == "timeline" else whole.out.count("\n")  # a short one has no births
    assert short.out.count("\n") == min(rows, 80)


def test_what_is_missing_can_be_listed(genden: Callable[..., Ran]) -> None:
    counts = json.loads(genden("stats", "--format", "json", base=None).out)["stats"]["counts"]
    left = {
        "claims --missing evidence": counts["claims"] - counts["with_evidence"],
        "claims --missing origins": counts["claims"] - counts["with_two_origins"],
        "sources --missing url": counts["sources"] - counts["sources_with_url"],
        "sources --missing archived": counts["sources"] - counts["sources_with_copy"],
    }
    for line, number in left.items():
        assert (line, genden(*line.split(), "--format", "plain", base=None).out.count("\n")) == (line, number)
    quoted = json.loads(genden("claims", "--missing", "quote", "--format", "json").out)["claims"]
    items = {each.id: [item.quote for item in each.evidence] for each in _facts(str(FACTS)).claims}
    assert {each["id"] for each in quoted} == {id_ for id_, quotes in items.items() if not any(quotes)}


def test_scorecard_with_many_documents_is_a_screen(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    lines = ["base:", "  title: Many", "  by: nobody", f"  examines: [{', '.join(f's{n}' for n in range(262))}]"]
    lines += ["sources:", *(f"  s{n}: {{title: Document number {n}, reliability: F}}" for n in range(262))]
    lines += ["claims:"]
    lines += [
        f"  c{n}: {{says: It rained on day {n}., appears_in: [{{source: s{n % 262}, quote: rain}}]}}"
        for n in range(600)
    ]
    file = tmp_path / "many.yaml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for width in (80, 100):
        out = genden("stats", base=file, width=width).out
        assert out.count("\n") <= 40
        assert "259 more documents: genden stats --all" in out
    assert genden("stats", "--all", base=file).out.count("Document number") == 262


def test_every_command_of_the_scorecard_works(genden: Callable[..., Ran]) -> None:
    for command in re.findall(r"  genden (.*)", genden("stats", base=None).out):
        assert genden(*command.split(), base=None).code == 0


# Time.


@pytest.mark.parametrize(
    ("edtf", "compact"),
    [
        ("1924-11?/1927-11?", "Nov 1924? – Nov 1927?"),
        ("1935-12-30/1936-01-01~", "Dec 1935 – c. Jan 1936"),
        ("1935-12-31/1936-01-01", "Dec 1935 – Jan 1936"),
        ("1928-12-11/1932-06-30?", "Dec 1928 – Jun 1932?"),
        ("1933-05-31/1934-06-30", "May 1933 – Jun 1934"),
        ("1921-03/1921-09?", "Mar 1921 – Sep 1921?"),
        ("1932-04-11/1932-11~", "11 Apr – c. Nov 1932"),
        ("[1992,1993,1996-09-10,1998]", "1992, … or 1998"),
        ("1936-03-11/1936-03-20", "11–20 Mar 1936"),
        ("1937", "1937"),
    ],
)
def test_dates_fit_a_narrow_column(edtf: str, compact: str) -> None:
    assert parts.compact_date(_when(edtf)) == compact
    assert len(compact) <= parts.COMPACT


def test_lasting_and_some_day_within_look_different(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    base = tmp_path / "time.yaml"
    base.write_text(
        "base: {title: Time, by: nobody}\nevents:\n  a: {title: Some day, date: 1935}\n"
        "  b: {title: All days, date: 1935-01-01/1935-12-31}\n  c: {title: Years, date: 1935/1937}\n",
        encoding="utf-8",
    )
    some, all_, years = genden("timeline", "--chart", base=base, width=80).out.splitlines()[2:5]
    assert ("▇" in some, "░" in some) == (False, True)
    assert ("▇" in all_, "░" in all_) == (True, False)
    assert re.search("░+▇+░+", years.replace("┊", "▇"))


def test_narrow_chart_shows_the_busiest_years_and_says_what_lies_outside(genden: Callable[..., Ran]) -> None:
    out = genden("timeline", "--chart", width=80, base=None).out
    first, last, earlier, later = re.search(  # type: ignore[union-attr]
        r"outside ([0-9]+)–([0-9]+): ([0-9]+) earlier, from 1892; ([0-9]+) later, until 2024: --all draws them", out
    ).groups()
    rows = json.loads(genden("timeline", "--events", "--format", "json", base=None).out)["events"]
    assert int(earlier) == sum((each["date"]["latest"] or "9") < first for each in rows)
    assert int(later) == sum((each["date"]["earliest"] or "0") > f"{last}-12-31" for each in rows)
    whole = genden("timeline", "--chart", "--all", width=80, base=None).out
    limited = genden("timeline", "--chart", "--since", "1930", width=80, base=None).out
    assert "outside" not in whole + limited


@given(st.lists(st.integers(1, 2_000), max_size=30))
def test_busiest_years_lose_no_bar(years: list[int]) -> None:
    bars = [ChartBar(str(year), strokes(parse(f"{year:04}"))) for year in sorted(years)]
    zoom = busiest_years(bars)
    if zoom:
        counted = sum(map(int, re.findall("([0-9]+) (?:earlier|later)", zoom.outside)))
        assert len(zoom.bars) + counted == len(bars)
        assert len(zoom.bars) * 2 >= len(bars)


def test_office_that_ends_before_it_begins_is_drawn_as_undated(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    base = tmp_path / "back.yaml"
    base.write_text(
        "base: {title: T, by: n}\npeople: {p: {name: P, roles: [{title: Reeve, from: 1936, to: 1935}]}}\n",
        encoding="utf-8",
    )
    for more in ([], ["--chart"], ["--all"], ["--format", "json"]):
        ran = genden("timeline", *more, base=base)
        assert "Traceback" not in ran.err
        assert ran.code in (Exit.DONE, Exit.BASE)


@pytest.mark.parametrize("width", WIDTHS)
def test_each_claim_has_its_id_which_other_commands_need(width: int, genden: Callable[..., Ran]) -> None:
    ids = [each["id"] for each in json.loads(genden("claims", "--format", "json").out)["claims"]]
    shown = genden("claims", width=width).out
    assert [each for each in ids if not re.search(rf"(?<![\w-]){each}(?![\w-])", shown)] == []
