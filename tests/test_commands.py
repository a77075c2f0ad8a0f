"""Every reading command in every format and at every width, as whole outputs."""

from __future__ import annotations

import csv
import json
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import FACTS, WIDTHS
from formats import ABOUT, assert_formats_agree, without_identity
from markdown_it import MarkdownIt

from genden_cli.errors import Exit
from genden_cli.output import table
from genden_cli.output.settings import Settings
from genden_cli.page.blocks import Hint, Prose, TextRun

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

COMMANDS = {
    "timeline": ["timeline"],
    "timeline-claims": ["timeline", "--claims", "--person", "brandt", "--reverse"],
    "person": ["person", "brandt", "--all"],
    "person-known-by-a-name": ["person", "ohm-elder", "--all"],
    "people": ["people"],
    "event": ["event", "dark-night", "--all"],
    "event-bare": ["event", "undated", "--all"],
    "events": ["events"],
    "claim": ["claim", "put-out", "--all"],
    "claim-bare": ["claim", "song-older", "--all"],
    "claims": ["claims"],
    "source": ["source", "log", "--all"],
    "source-examined": ["source", "pamphlet", "--all"],
    "source-bare": ["source", "lost-report", "--all"],
    "sources": ["sources"],
    "search": ["search", "lamp"],
    "search-note": ["search", "wind"],
    "sources-tree": ["sources", "--tree"],
    "sources-tree-claim": ["sources", "--claim", "put-out"],
    "gaps": ["gaps"],
    "gaps-all": ["gaps", "--all"],
    "stats": ["stats"],
}

VERSION = {"last_review": "2026-11-23", "content_hash": f"sha256:{sha256(FACTS.read_bytes()).hexdigest()[:12]}"}
"""The last review and the content of the small base."""


@pytest.mark.parametrize("name", COMMANDS)
def test_tables_are_as_recorded(name: str, genden: Callable[..., Ran], golden_page: Callable[..., None]) -> None:
    def page(width: int) -> str:
        ran = genden(*COMMANDS[name], width=width)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    golden_page(name, page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", COMMANDS)
def test_no_line_is_wider_than_the_terminal(name: str, width: int, genden: Callable[..., Ran]) -> None:
    assert max(map(len, genden(*COMMANDS[name], width=width).out.splitlines())) <= width


@pytest.mark.parametrize("format_", ["json", "csv", "markdown"])
@pytest.mark.parametrize("name", COMMANDS)
def test_formats_are_as_recorded(
    name: str, format_: str, genden: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    ran = genden(*COMMANDS[name], "--format", format_)
    assert (ran.code, ran.err) == (0, "")
    golden(f"{name}.{format_}", ran.out)


@pytest.mark.parametrize("name", COMMANDS)
def test_json_lines_and_plain_lines_are_json_and_csv(name: str, genden: Callable[..., Ran]) -> None:
    assert_formats_agree(lambda format_: genden(*COMMANDS[name], "--format", format_), _listed)


def _listed(answer: Any) -> Any:
    """Return the hits of a search, which has a line each, or the whole answer of another command."""
    return answer["hits"] if isinstance(answer, dict) and "hits" in answer else answer


def test_lines_are_as_recorded(genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    golden("people.jsonl", genden("people", "--format", "jsonl").out)
    golden("claims.plain", genden("claims", "--format", "plain").out)


@pytest.mark.parametrize("name", COMMANDS)
def test_json_parses_and_names_its_base(name: str, genden: Callable[..., Ran]) -> None:
    answer = json.loads(genden(*COMMANDS[name], "--format", "json").out)
    about = {"title": "Who put out the lamp of Aldport?", "version": "2", "file": "facts.yaml"}
    assert answer["base"] == about | VERSION
    for line in genden(*COMMANDS[name], "--format", "jsonl").out.splitlines():
        assert json.loads(line)["base"] == "Who put out the lamp of Aldport?"


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "person-known-by-a-name"])
def test_each_line_of_data_says_where_it_comes_from(name: str, genden: Callable[..., Ran]) -> None:
    header, *rows = csv.reader(StringIO(genden(*COMMANDS[name], "--format", "csv").out), strict=True)
    assert rows
    assert len(set(header)) == len(header)
    assert {len(row) for row in rows} == {len(header)}
    about = ["Who put out the lamp of Aldport?", "2", "facts.yaml", *VERSION.values()]
    assert all(row[-ABOUT:] == about for row in rows)
    last = "examined" if name == "stats" else "line"
    assert header[-ABOUT - 1 :] == [last, "base", "version", "file", *VERSION]
    assert name == "stats" or all(int(row[-ABOUT - 1]) > 0 for row in rows)
    dates = {each.removesuffix("_edtf") for each in header if each.endswith("_edtf")}
    assert {f"{each}_{part}" for each in dates for part in ("words", "earliest", "latest")} <= {*header}


@pytest.mark.parametrize("format_", ["json", "jsonl", "csv"])
def test_data_that_is_sent_on_tells_no_folder_of_this_machine(
    format_: str, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    base = tmp_path / "private" / "facts.yaml"
    base.parent.mkdir()
    base.write_bytes(FACTS.read_bytes())
    for name in ("claims", "claim", "sources"):
        said = genden(*COMMANDS[name], "--format", format_, base=base).out
        assert "facts.yaml" in said
        assert "private" not in said
    shipped = genden("people", "--limit", "1", "--format", format_, base=None).out
    assert "facts.yaml" in shipped
    assert str(Path(__file__).parent.parent) not in shipped


def test_lists_hold_what_a_reader_asks_of_them_first(genden: Callable[..., Ran]) -> None:
    claims = json.loads(genden("claims", "--format", "json").out)["claims"]
    assert {each["id"]: each["because"] for each in claims}["bravest"] == "A judgement."
    sources = json.loads(genden("sources", "--format", "json").out)["sources"]
    pamphlet = next(each for each in sources if each["id"] == "pamphlet")
    assert (pamphlet["url"], pamphlet["why"]) == ("https://example.org/night", "Cites nothing.")
    assert next(each["note"] for each in sources if each["id"] == "log") == "Two leaves are missing."
    titles = [each["title"].casefold() for each in sources]
    assert titles == sorted(titles)


LIMITED = {
    "timeline --events --limit 3": "3 of 7 events; --limit shows more\n",
    "timeline --events --limit 7": "",
    "timeline --limit 3": "3 of 13 entries; --limit shows more\n",
    "timeline --limit 13": "",
    "timeline --events --since 1788 --until 1790 --limit 1": "1 of 2 events; --limit shows more\n",
    "timeline --since 1788 --until 1790 --limit 1": "1 of 5 entries; --limit shows more\n",
    "timeline --chart --events --limit 2": "2 of 7 events; --limit shows more\n",
    "timeline --all --limit 2": "2 of 13 entries; --limit shows more\n",
    "events --all --limit 2": "2 of 7 events; --limit shows more\n",
    "claims --limit 2": "2 of 9 claims; --limit shows more\n",
    "claims --verdict refuted --limit 1": "",
    "people --limit 1": "1 of 4 people; --limit shows more\n",
    "sources --limit 5": "5 of 8 sources; --limit shows more\n",
    "sources": "",
}


@pytest.mark.parametrize("line", LIMITED)
def test_a_list_that_is_cut_says_how_long_it_is(line: str, genden: Callable[..., Ran]) -> None:
    ran = genden(*line.split())
    assert (ran.code, ran.err) == (0, LIMITED[line])
    plain = genden(*line.split(), "--format", "plain")
    assert plain.err == ""
    assert "--limit" not in line or len(plain.out.splitlines()) == min(int(line.rsplit(maxsplit=1)[1]), 13)


def test_a_tree_is_drawn_whole(genden: Callable[..., Ran]) -> None:
    ran = genden("sources", "--tree", "--limit", "2")
    said = "genden: this is drawn whole\nleave --limit out, or ask for it with --format plain\n"
    assert (ran.code, ran.out, ran.err) == (Exit.USAGE, "", said)
    assert len(genden("sources", "--tree", "--limit", "2", "--format", "plain").out.splitlines()) == 2


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_of_a_tree_is_taken_for_the_next_item(width: int, genden: Callable[..., Ran]) -> None:
    out = genden("sources", "--tree", width=width, base=None).out.partition("\n\nGrade:")[0]
    ids = {each["id"] for each in json.loads(genden("sources", "--format", "json", base=None).out)["sources"]}
    at_the_edge = [line for line in out.splitlines() if line and line[0] not in " │├└"]
    assert all(line.partition(" ")[0] in ids or line.startswith(("Rest on", "What they")) for line in at_the_edge)


MARKS = {"text", "text_special", "code_inline", "strong_open", "strong_close", "em_open", "em_close"}


@pytest.mark.parametrize("name", COMMANDS)
def test_markdown_is_read_as_it_is_meant(name: str, genden: Callable[..., Ran]) -> None:
    text = genden(*COMMANDS[name], "--format", "markdown").out
    blocks = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    assert {each.type.rpartition("_")[0] for each in blocks if each.nesting} <= BLOCKS
    assert {each.type for each in blocks if not each.nesting} == {"inline"}
    lines = [line for line in text.splitlines() if line.startswith("|") and not line.startswith("|---|")]
    assert len(lines) == sum(each.type == "tr_open" for each in blocks)
    for each in (mark for block in blocks for mark in block.children or ()):
        assert (
            each.type in MARKS or (each.type, each.content) == ("html_inline", "<br>") or each.type.startswith("link_")
        )


BLOCKS = {"heading", "paragraph", "bullet_list", "list_item", "table", "thead", "tbody", "tr", "th", "td"}


@pytest.mark.parametrize("name", ["timeline", "claim", "search"])
def test_colour_and_ascii_are_as_recorded(
    name: str, genden: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    golden(f"{name}-color.txt", genden(*COMMANDS[name], "--color", "always").out)
    golden(f"{name}-ascii.txt", genden("--ascii", *COMMANDS[name]).out)


FILTERS = {
    "timeline --events --person brandt": ["appointment", "dark-night"],
    "timeline --events --person Анна": ["appointment", "dark-night"],
    "timeline --events --place lamp": ["dark-night"],
    "timeline --events --tag weather": ["dark-night"],
    "timeline --events --verdict refuted": ["dark-night"],
    "timeline --events --since 1789": ["inquiry", "novel-appears", "open-end", "dark-night"],
    "timeline --events --since 1789-01 --until 1789-02": ["inquiry", "dark-night"],
    "timeline --events --until 0000": ["founding"],
    "timeline --events --limit 2": ["founding", "appointment"],
    "timeline --events --since 1789-01-02 --certainly": ["novel-appears", "open-end"],
    "timeline --since 1788 --until 1789-01-15 --certainly": ["dark-night"],
    "timeline --events --until 1788 --certainly": ["founding", "appointment"],
    "timeline --person brandt": [
        *("brandt", "appointment", "brandt", "marsh-ordered", "dark-night", "brandt", "brandt"),
    ],
    "timeline --place lamp": ["dark-night"],
    "timeline --tag weather": ["dark-night"],
    "timeline --verdict supported": ["appointment", "brandt", "marsh-ordered", "dark-night"],
    "timeline --verdict refuted": ["dark-night"],
    "timeline --since 1789-01 --until 1789-02": ["inquiry", "brandt", "marsh-ordered", "dark-night"],
    "timeline --until 0000": ["founding"],
    "timeline --limit 2": ["founding", "marsh"],
    "timeline --reverse --limit 1": ["undated"],
    "events --limit 1": ["founding"],
    "claims --verdict refuted": ["whole-town"],
    "claims --person marsh": ["marsh-ordered", "orders"],
    "claims --source log --kind event": ["put-out", "storm", "orders", "lamp-dark"],
    "claims --source pamphlet": ["keeper", "put-out", "lamp-dark", "whole-town", "bravest"],
    "claims --tag night": ["put-out"],
    "claims --limit 1": ["keeper"],
    "sources --grade B": ["brandt-letters", "lost-report"],
    "people --limit 1": ["brandt"],
}


@pytest.mark.parametrize("line", FILTERS)
def test_filters_keep_what_they_say(line: str, genden: Callable[..., Ran]) -> None:
    ran = genden(*line.split(), "--format", "plain")
    assert ran.err == ""
    assert [row.split("\t")[0] for row in ran.out.splitlines()] == FILTERS[line]


NOBODY = {
    "timeline --tag weather --verdict opinion": "genden: no events with --tag weather --verdict opinion\n",
    "claims --verdict supported --kind number": "genden: no claims with --verdict supported --kind number\n",
    "search zzz": "genden: nothing found for 'zzz'\nno passage has 'zzz', or a word like it\n",
    "search ?!": "genden: no words to look for in '?!'\n",
    "search -lamp": "genden: nothing found for '-lamp'\n"
    "that leaves out, and looks for nothing: name a word, or a field such as in:claim\n",
}


@pytest.mark.parametrize("line", NOBODY)
def test_finding_nothing_says_so_and_exits_1(line: str, genden: Callable[..., Ran]) -> None:
    ran = genden(*line.split(), "--format", "plain")
    assert ran == (1, "", NOBODY[line])


MISNAMED = {
    "person nobody": "genden: no person 'nobody'\ngenden people lists them\n",
    "person prandt": "genden: no person 'prandt'\ndid you mean\n  brandt  Ana Brandt\n",
    "person mar": "genden: 'mar' may be any of 2:\n  marsh  Tobias Marsh\n  brandt  Ana Brandt\n",
    "claim putout": "genden: no claim 'putout'\ndid you mean\n"
    "  put-out  Ana Brandt put out the lamp with her own hands.\n",
    "timeline --person nobody": "genden: no person 'nobody'\ngenden people lists them\n",
}


@pytest.mark.parametrize("line", MISNAMED)
def test_a_name_that_fits_nobody_or_several_exits_2(line: str, genden: Callable[..., Ran]) -> None:
    assert genden(*line.split()) == (2, "", MISNAMED[line])


@pytest.mark.parametrize("chart", [(), ("--chart",)])
def test_time_that_ends_before_it_begins_is_a_slip(chart: tuple[str, ...], genden: Callable[..., Ran]) -> None:
    said = "genden: --since '1790' is later than --until '1789-12'\ngive the earlier to --since\n"
    assert genden("timeline", "--since", "1790", "--until", "1789-12", *chart) == (2, "", said)
    assert genden("timeline", "--since", "1789", "--until", "1789-01", *chart).code == 0


@pytest.mark.parametrize(
    "typed",
    [
        "brandt",
        "BRANDT",
        "Ana Brandt",
        "ana",
        "Brandt, Ana",
        "Анна Брандт",
        "анна",
        "安娜·勃蘭特",
        "安娜",
        "Ἄννα",
        "margarethe",
    ],
)
def test_a_person_answers_to_every_recorded_spelling_and_its_parts(typed: str, genden: Callable[..., Ran]) -> None:
    assert genden("person", typed).out.startswith("Ana Brandt  brandt\n")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("lamp", "storm"),
        ("hands", "put-out"),
        ("watching", "whole-town"),
        ("брандт", "brandt"),
        ("ohm", "ohm"),
        ("storm", "storm"),
        ('"wind did it"', "put-out"),
        ("hous*", "dark-night"),
        ("lamp -storm -kept -dark -ordered -whole -writer", "put-out"),
        ("put-out", "put-out"),
        ("勃蘭", "brandt"),
        ("own AND hands", "put-out"),
    ],
)
def test_search_finds_stems_accents_phrases_and_prefixes(query: str, first: str, genden: Callable[..., Ran]) -> None:
    ran = genden("search", "--format", "jsonl", "--", query)
    found = [json.loads(line) for line in ran.out.splitlines()]
    assert found, query
    assert found[0]["id"] == first


NEAR = """
base: {title: A window, by: nobody}
events: {break: {title: A window breaks, variants: [wind, boy]}}
claims:
  wind: {says: The wind broke it., event: break, relations: {related: [boy, storm, night], part_of: [storm]}}
  boy: {says: A boy broke it., event: break}
  storm: {says: There was a storm., relations: {contradicts: [wind]}}
  night: {says: It was night.}
"""


def test_claim_is_not_named_as_near_where_more_is_said_of_it(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "near.yaml"
    file.write_text(NEAR, encoding="utf-8")
    assert without_identity(genden("claim", "wind", "--all", base=file).out).partition("\n\n")[2] == (
        "Related claims (3)\n"
        "\n"
        "Relation         Verdict       Claim\n"
        "────────────────────────────────────────────────────────\n"
        "contradicts      ∅ unreviewed  There was a storm.  storm\n"
        "part of          ∅ unreviewed  There was a storm.  storm\n"
        "another version  ∅ unreviewed  A boy broke it.  boy\n"
        "see also         ∅ unreviewed  It was night.  night\n"
    )


def test_bare_records_are_shown_without_empty_parts(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "bare.yaml"
    file.write_text("base: {title: t}\nsources: {a: {title: A note, reliability: F}}\nevents: {b: {title: It rains}}\n")
    assert without_identity(genden("event", "b", "--all", base=file).out) == "It rains  b\n"
    assert without_identity(genden("source", "a", "--all", base=file).out) == (
        "A note  a\nGrade     F reliability cannot be judged\nRead      the whole of it was read\nBased on  unknown\n"
    )


def test_a_terminal_gets_hints_and_links(capsys: pytest.CaptureFixture[str]) -> None:
    page = [Prose((TextRun("https://example.org/a", "link"), TextRun(" ftp://b", "link"))), Hint("genden claim x")]
    table.write(page, Settings("table", None, color=True, ascii=False, width=80, terminal=True, file="none.yaml"))
    out = capsys.readouterr().out
    assert "\x1b]8;" in out
    assert "https://example.org/a\x1b" in out
    assert "genden claim x" in out
    assert "ftp" in out
    assert "8;;ftp" not in out
