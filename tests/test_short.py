"""Short pages: a screen for each record, what matters first, and the whole page on request."""

from __future__ import annotations

import json
import re
from contextlib import closing, nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from conftest import FACTS, TESTS, WIDTHS
from exporting import BUNDLED

from genden_cli.cli.main import main
from genden_cli.dates.edtf import parse
from genden_cli.errors import Exit
from genden_cli.index import store
from genden_cli.output import table
from genden_cli.output.settings import Settings
from genden_cli.page.blocks import text
from genden_cli.page.room import Room, line_count
from genden_cli.pages import parts, short_claim, short_compare, short_event, short_person, short_source
from genden_cli.query.evidence import compare, voices
from genden_cli.query.records import claim, events, people, sources, summaries

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from conftest import Ran

    from genden_cli.page.blocks import Block


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in the folder of the texts."""
    monkeypatch.chdir(TESTS)


SHORT = {
    "claim": ["claim", "put-out"],
    "claim-bare": ["claim", "song-older"],
    "claim-by-date": ["claim", "put-out", "--sort", "date"],
    "person": ["person", "brandt"],
    "person-known-by-a-name": ["person", "ohm-elder"],
    "event": ["event", "dark-night"],
    "event-bare": ["event", "undated"],
    "source": ["source", "log"],
    "source-examined": ["source", "pamphlet"],
    "source-bare": ["source", "lost-report"],
    "compare": ["compare", "dark-night"],
    "read": ["read", "pamphlet"],
    "read-text": ["read", "article.txt"],
}


@pytest.mark.parametrize("width", [60, 80, 100, 160])
@pytest.mark.parametrize("name", SHORT)
def test_short_pages_are_as_recorded(
    name: str, width: int, genden: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    ran = genden(*SHORT[name], width=width)
    assert (ran.code, ran.err) == (0, "")
    golden(f"short-{name}-{width}.txt", ran.out)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SHORT)
def test_no_line_of_a_short_page_is_wider_than_the_terminal(name: str, width: int, genden: Callable[..., Ran]) -> None:
    assert max(map(len, genden(*SHORT[name], width=width).out.splitlines())) <= width


@pytest.mark.parametrize("name", SHORT)
def test_last_line_of_a_short_page_is_a_command_that_works(name: str, genden: Callable[..., Ran]) -> None:
    last = genden(*SHORT[name]).out.splitlines()[-1]
    assert last.startswith("  genden ")
    assert genden(*last.split()[1:]).code == 0


@pytest.mark.parametrize("name", SHORT)
def test_brief_record_is_in_every_format(
    name: str, genden: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    golden(f"short-{name}.json", genden(*SHORT[name], "--brief", "--format", "json").out)
    whole = genden(*SHORT[name], "--format", "csv").out
    brief = genden(*SHORT[name], "--brief", "--format", "csv").out
    assert brief.splitlines()[:1] == whole.splitlines()[:1]
    assert len(brief) <= len(whole)
    assert json.loads(genden(*SHORT[name], "--brief", "--format", "jsonl").out.splitlines()[0])
    assert "genden" in genden(*SHORT[name], "--brief", "--format", "markdown").out


@pytest.mark.parametrize("name", SHORT)
@pytest.mark.parametrize("format_", ["json", "jsonl", "csv", "plain", "markdown"])
def test_other_formats_are_whole(name: str, format_: str, genden: Callable[..., Ran]) -> None:
    assert genden(*SHORT[name], "--format", format_) == genden(*SHORT[name], "--format", format_, "--all")


def test_all_and_brief_exclude_each_other(genden: Callable[..., Ran]) -> None:
    said = "genden: --all and --brief exclude each other\n--all shows everything, --brief a part\n"
    assert genden("claim", "put-out", "--all", "--brief") == (Exit.USAGE, "", said)
    assert genden("claim", "put-out", "-a") == genden("claim", "put-out", "--all")


def test_table_is_brief_by_default(genden: Callable[..., Ran]) -> None:
    assert genden("claim", "put-out", "--brief") == genden("claim", "put-out")


def test_claim_begins_with_sentence_verdict_and_reason(genden: Callable[..., Ran]) -> None:
    title, verdict, reason, *_ = genden("claim", "put-out").out.splitlines()
    assert title == "Ana Brandt put out the lamp with her own hands.  put-out"
    assert verdict.split()[:3] == ["Verdict", "≈", "disputed"]
    assert reason.startswith("Because")


@pytest.mark.parametrize(
    ("order", "first"),
    [("grade", "A2 ∅ Silent"), ("date", "A2 ∅ Silent"), ("stance", "E5 ✓ Supports")],
)
def test_evidence_comes_in_the_order_that_is_asked_for(order: str, first: str, genden: Callable[..., Ran]) -> None:
    assert _labels(genden("claim", "put-out", "--sort", order).out)[0] == first


@pytest.mark.parametrize(
    ("order", "sources"),
    [
        ("grade", "log brandt-letters guide website novel ballad"),
        ("date", "log brandt-letters novel guide website ballad"),
        ("stance", "novel ballad brandt-letters guide website log"),
    ],
)
def test_whole_evidence_is_sorted_in_every_format(order: str, sources: str, genden: Callable[..., Ran]) -> None:
    answer = json.loads(genden("claim", "put-out", "--sort", order, "--format", "json").out)
    assert [each["source"] for each in answer["claim"]["evidence"]] == sources.split()
    page = genden("claim", "put-out", "--sort", order, "--all", width=250).out
    positions = [page.index(f"  {source} ") for source in sources.split()]
    assert positions == sorted(positions)


def test_copies_are_counted_with_what_they_copy(genden: Callable[..., Ran]) -> None:
    out = genden("claim", "put-out", width=160).out
    assert "+ 2 retellings, one voice" in out.partition("brandt-letters")[2]
    assert "A Guide to the Coast" not in out


COPIES = """
base: {title: Copies, by: nobody}
sources:
  first: {title: The first, reliability: D, derived_from: []}
  second: {title: The second, reliability: D, derived_from: [first]}
  third: {title: The third, reliability: D, derived_from: [second]}
  better: {title: The better, reliability: B, derived_from: [first]}
  lost: {title: The lost, reliability: F, read: cited-only, derived_from: []}
  left: {title: The left, reliability: C, derived_from: [lost]}
  right: {title: The right, reliability: C, derived_from: [lost]}
  alone: {title: The alone, reliability: D}
claims:
  it:
    says: It is so.
    evidence:
      - {source: third, stance: supports}
      - {source: second, stance: supports}
      - {source: first, stance: supports}
      - {source: better, stance: supports}
      - {source: left, stance: supports}
      - {source: right, stance: supports}
      - {source: right, stance: supports, note: Once more.}
      - {source: alone, stance: supports}
      - {source: second, stance: silent}
"""


def test_voices_follow_the_graph_of_origins(tmp_path: Path) -> None:
    with closing(_base(tmp_path, COPIES)) as connection:
        summary = voices.claim_summary(connection, claim.claim(connection, "it"))
    found = {(each.item.source, str(each.item.stance)): (each.copies, each.passages) for each in summary.voices}
    assert found == {
        ("better", "supports"): (0, 0),
        ("left", "supports"): (1, 0),
        ("first", "supports"): (2, 0),
        ("alone", "supports"): (0, 0),
        ("second", "silent"): (0, 0),
    }


def test_versions_without_a_source_are_compared(genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "versions.yaml"
    file.write_text(
        "base: {title: t, by: n}\nevents: {e: {title: It rains, variants: [a, b]}}\n"
        "claims: {a: {says: It rains a lot., event: e}, b: {says: It rains a little., event: e}}\n",
        encoding="utf-8",
    )
    assert genden("compare", "e", base=file).out.endswith(
        "\n\nWhat this tells us\nNo source says anything about these versions.\n"
        "\nEverything about it:\n  genden compare e --all\n"
    )


def test_claim_without_evidence_says_so(genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "none.yaml"
    file.write_text("base: {title: t, by: n}\nclaims: {a: {says: It rains.}}\n", encoding="utf-8")
    assert genden("claim", "a", base=file).out == (
        "It rains.  a\n"
        "Verdict   ∅ unreviewed\n"
        "Evidence  no source speaks about it\n"
        "\n"
        "Everything about it:\n"
        "  genden claim a --all\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize("stances", [("supports",), ("supports", "contradicts", "silent", "context")])
def test_claim_with_two_thousand_items_keeps_to_a_screen(stances: tuple[str, ...], tmp_path: Path) -> None:
    lines = ["base: {title: t, by: n}", "sources:"]
    for n in range(2000):
        origins = "" if n % 3 == 0 else f", derived_from: [s{n // 2}]" if n else ""
        lines.append(f"  s{n}: {{title: A source of some length {n}, reliability: {'ABCDEF'[n % 6]}{origins}}}")
    lines += ["claims:", "  it:", "    says: It is so.", "    evidence:"]
    lines += [
        f"      - {{source: s{n}, stance: {stances[n % len(stances)]}, note: {'It says so at length. ' * 9}}}"
        for n in range(2000)
    ]
    with closing(_base(tmp_path, "\n".join(lines))) as connection:
        summary = voices.claim_summary(connection, claim.claim(connection, "it"))
        for width, most in {80: 60, 100: 40}.items():
            assert _height(short_claim.claim(summary, width), width) <= most


def test_nothing_that_carries_evidence_is_cut(genden: Callable[..., Ran]) -> None:
    whole = " ".join(genden("claim", "put-out", "--all", width=250).out.split())
    for line in genden("claim", "put-out", width=250).out.splitlines():
        if "“" in line:
            assert line[line.index("“") : line.rindex("”") + 1] in whole


def test_worst_claims_of_a_document_come_first(genden: Callable[..., Ran]) -> None:
    assert _labels(genden("read", "pamphlet").out) == ["✗ refuted", "≈ disputed"]
    out = genden("read", "pamphlet").out
    assert "para. 3: “the whole town looked on”" in out
    assert "Two independent records have hardly anybody there." in out


def test_text_shows_what_is_wrong_first_and_its_readings(genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "a text.txt"
    file.write_text("It was so.\n\nIn the night all the town watched Ana Brandt put out the lamp.\n", encoding="utf-8")
    out = genden("read", str(file), "--as", "pamphlet", width=250).out
    assert "✗ refuted  para. 2, as we read it: “In the night all the town watched Ana Brandt put out the lamp.”" in out
    assert " ".join(out.split()).endswith(f": genden read '{file}' --as pamphlet --all")


def test_claims_of_a_document_have_place_quote_and_reason(genden: Callable[..., Ran]) -> None:
    out = " ".join(genden("claims", "--source", "pamphlet", "--verdict", "refuted").out.split())
    assert "para. 3: “the whole town looked on” Two independent records have hardly anybody there." in out
    assert "hardly anybody" not in genden("claims", "--verdict", "refuted").out


def test_document_without_a_wrong_claim_leads_to_the_whole(genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "right.yaml"
    file.write_text(
        "base: {title: t, by: n, examines: [a]}\nsources: {a: {title: A text, reliability: F}}\n"
        "claims: {b: {says: It rains., verdict: opinion, because: So it is., appears_in: [{source: a}]}}\n",
        encoding="utf-8",
    )
    assert genden("read", "a", base=file).out == (
        "A text  a\nClaims  · 1 opinion\n\nEvery claim, in the order of the text:\n  genden read a --all\n"
    )


@pytest.mark.parametrize(
    ("cell", "width", "lines"),
    [("", 10, 1), ("one two", 7, 1), ("one two", 6, 2), ("abcdefghij", 4, 3), ("a\nb", 9, 2), ("根登 根登", 5, 2)],
)
def test_lines_are_counted_as_they_are_wrapped(cell: str, width: int, lines: int) -> None:
    assert line_count(text(cell), width) == lines


def test_room_keeps_the_least_that_is_shown() -> None:
    rows = [("a", text("word " * 20)) for _ in range(5)]
    assert Room(40, 0).fitting(rows, least=2) == 2
    assert Room(40, 100).fitting(rows) == 5


PAGES: dict[str, Callable[[sqlite3.Connection, str], Callable[[int], Iterator[Block]]]] = {
    "claim": lambda c, id_: partial(short_claim.claim, voices.claim_summary(c, claim.claim(c, id_))),
    "person": lambda c, id_: partial(short_person.person, summaries.person_summary(c, people.person(c, id_))),
    "source": lambda c, id_: partial(short_source.source, summaries.source_summary(c, sources.source(c, id_))),
    "event": lambda c, id_: partial(short_event.event, summaries.event_summary(c, events.event(c, id_))),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", PAGES)
def test_each_record_of_the_bundled_base_fits_a_screen(kind: str, shipped: sqlite3.Connection) -> None:
    for (id_,) in shipped.execute(f"SELECT id FROM {kind}").fetchall():
        page = PAGES[kind](shipped, id_)
        assert (id_, _height(page(80), 80)) <= (id_, 60)
        assert (id_, _height(page(100), 100)) <= (id_, 40)


@pytest.mark.slow
def test_comparisons_and_documents_of_the_bundled_base_fit_a_screen(shipped: sqlite3.Connection) -> None:
    for (id_,) in shipped.execute("SELECT DISTINCT event FROM variant").fetchall():
        record = compare.compare(shipped, id_)
        assert _height(short_compare.compare(record, 80), 80) <= 60
        assert _height(short_compare.compare(record, 100), 100) <= 40
    for (id_,) in shipped.execute("SELECT source FROM examined").fetchall():
        summary = summaries.source_summary(shipped, sources.source(shipped, id_))
        assert _height(short_source.read(summary, 80), 80) <= 60
        assert _height(short_source.read(summary, 100), 100) <= 40


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "most"), [("claim", 2048), ("person", 4096)])
def test_brief_records_of_the_bundled_base_are_small(
    kind: str,
    most: int,
    shipped: sqlite3.Connection,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GENDEN_BASE", str(BUNDLED))
    ids = [id_ for (id_,) in shipped.execute(f"SELECT id FROM {kind}")]
    for id_ in ids[:: max(len(ids) // 40, 1)]:
        assert main([kind, id_, "--brief", "--format", "json"]) == 0
        assert len(capsys.readouterr().out.encode()) <= most


def _base(folder: Path, facts: str) -> sqlite3.Connection:
    file = folder / "base.yaml"
    file.write_text(facts, encoding="utf-8")
    return store.build_in_memory(str(file))


def _height(page: Iterable[Block], width: int) -> int:
    drawn: list[str] = []
    settings = Settings("table", None, color=False, ascii=False, width=width, terminal=False, file=str(FACTS))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "opened", lambda *_, **__: nullcontext(drawn.append))
        table.write(page, settings)
    return "".join(drawn).count("\n")


def _labels(out: str) -> list[Any]:
    """Return the labels of the list below the first heading."""
    below = out.split("\n\n")[1].splitlines()[1:]
    return [" ".join(found[0].split()) for line in below if (found := re.match(r"[A-F✓✗≈?∅]\S* (\S+ )?\S+", line))]


@pytest.mark.parametrize(
    ("line", "proposed"),
    [
        (("claim", "put-out"), "claim put-out --all"),
        (("claims", "--verdict", "disputed"), "claims --verdict disputed --all"),
        (("stats",), "claims --missing evidence"),
        (("ask", "where is Ana Brandt"), "search Ana Brandt"),
    ],
)
def test_proposed_command_names_the_base_that_an_option_named(
    line: tuple[str, ...], proposed: str, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    file = tmp_path / "my base.yaml"
    file.write_bytes(FACTS.read_bytes())
    ran = genden(*line, "--base", str(file), base=None)
    assert "".join(f"genden --base '{file}' {proposed}".split()) in "".join((ran.out + ran.err).split())
    assert "".join(f"genden {proposed}".split()) in "".join("".join(genden(*line)[1:]).split())


def test_statement_of_a_source_stands_where_its_best_item_stands(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    base.write_text(
        "base: {title: T}\nsources: {log: {title: Log, reliability: A}}\nclaims:\n"
        "  possible: {says: A., evidence: [{source: log, stance: supports, credibility: 3}]}\n"
        "  confirmed: {says: B., evidence: [{source: log, stance: supports, credibility: 1}]}\n"
        "  probable:\n    says: C.\n    evidence:\n"
        '      - {source: log, stance: supports, credibility: 2, at: {page: "1"}}\n'
        '      - {source: log, stance: supports, credibility: 5, at: {page: "2"}}\n'
    )
    ran = genden("source", "log", "--brief", "--format", "plain", base=base)
    assert [line.partition("\t")[0] for line in ran.out.splitlines()] == ["confirmed", "probable", "possible"]


FIRE = """
base: {title: T, language: en}
sources:
  gazette: {title: Gazette, reliability: B}
  chronicle: {title: Chronicle, reliability: D, derived_from: [gazette]}
  reprint: {title: Reprint, reliability: D, derived_from: [gazette]}
events: {fall: {title: The bridge falls, variants: [burnt, flooded]}}
claims:
  burnt:
    says: The bridge burnt.
    event: fall
    evidence:
      - {source: gazette, stance: supports, credibility: 2}
      - {source: reprint, stance: supports, credibility: 2}
      - {source: chronicle, stance: contradicts, credibility: 5}
  flooded: {says: A flood took it., event: fall, evidence: [{source: chronicle, stance: supports, credibility: 5}]}
"""


def test_a_copy_that_says_something_else_has_a_row_of_its_own(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "fire.yaml"
    base.write_text(FIRE)
    out = genden("compare", "fall", base=base).out
    table = [line.split() for line in out.partition("Source")[2].splitlines()[2:4]]
    assert table == [
        "Gazette gazette + 1 source that derives from it ✓B2".split(),
        "≠ └ Chronicle chronicle ✗D5 ✓D5".split(),
    ]


def test_short_pages_count_what_they_leave_out(genden: Callable[..., Ran], tmp_path: Path) -> None:
    ids = [f"c{number}" for number in range(60)]
    sources = "".join(f"  s{number}: {{title: Source {number}, reliability: A}}\n" for number in range(9))
    rivals = ", ".join(ids[:9])
    claims = "".join(f"  {each}: {{says: It rained for {each} hours., event: e}}\n" for each in ids)
    claims += f"  rival: {{says: It did not rain., event: e, relations: {{contradicts: [{rivals}]}}}}\n"
    file = tmp_path / "base.yaml"
    file.write_text(
        f"base: {{title: T}}\nsources:\n{sources}"
        f"  all: {{title: All, reliability: A, derived_from: [{', '.join(f's{number}' for number in range(9))}]}}\n"
        f"events: {{e: {{title: It rains, variants: [{', '.join(ids)}]}}}}\nclaims:\n{claims}",
        encoding="utf-8",
    )
    said = {name: genden(*name.split(), base=file).out for name in ("claim rival", "event e", "source all")}
    assert re.search("[0-9]+ more rivals", said["claim rival"])
    assert re.search("[0-9]+ more rival versions", said["event e"])
    assert "Source 2  s2\n          6 more sources\n" in said["source all"]


def test_every_source_of_a_comparison_is_counted_once(genden: Callable[..., Ran]) -> None:
    rows = json.loads(genden("events", "--variants", "--format", "json", base=BUNDLED).out)["events"]
    assert rows
    for event in rows:
        whole = json.loads(genden("compare", event["id"], "--json", base=BUNDLED).out)["comparison"]["sources"]
        out = " ".join(genden("compare", event["id"], width=250, base=BUNDLED).out.split())
        ids = [each["id"] for each in whole if f" {each['id']} " in out]
        left, repeated = (sum(map(int, re.findall(f"([0-9]+) {noun}", out))) for noun in ("more source", "repetition"))
        assert len(ids) + left + repeated == len(whole)
        assert repeated == sum(map(int, re.findall(r"\+ ([0-9]+) sources? that derives? from it", out)))


def test_scorecard_says_whom_to_write_to(genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "base.yaml"
    about = "contact: desk@example.org, corrections: https://example.org/errata, url: https://example.org/"
    file.write_text(f"base: {{title: T, {about}}}\n", encoding="utf-8")
    assert genden("stats", base=file).out.endswith(
        "Publication\n"
        "Contact      desk@example.org\nCorrections  https://example.org/errata\nAddress      https://example.org/\n"
    )
    assert "Publication" not in genden("stats").out


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("1924-11-03/1924-11-25", "3–25 Nov 1924"),
        ("1924-11-03?/1924-12-25", "3 Nov 1924? – 25 Dec 1924"),
        ("1924-11-03/1928-12-25", "Nov 1924 – Dec 1928"),
        ("[1924-11-03,1924-11-05,1928-12-25]", "3 Nov 1924, … or 25 Dec 1928"),
    ],
)
def test_long_date_is_shortened_for_a_column(edtf: str, said: str) -> None:
    assert parts.compact_date(parse(edtf)) == said


@pytest.mark.parametrize("width", [80, 100, 160])
@pytest.mark.parametrize("query", ["verdict:unproven", "verdict:supported", "in:note", "in:quote"])
def test_a_search_fits_a_short_page_and_data_have_twenty_hits(
    query: str, width: int, genden: Callable[..., Ran]
) -> None:
    out = genden("search", query, base=BUNDLED, width=width).out
    assert out.count("\n") <= 41
    assert "--limit shows more" in " ".join(out.split())
    assert len(json.loads(genden("search", query, "--format", "json", base=BUNDLED).out)["search"]["hits"]) == 20
    assert int(re.findall(r"^([0-9]+) of (?:more than )?[0-9,]+ hits", out, re.MULTILINE)[0]) >= 3


def test_a_claim_without_a_source_fits_a_short_page(genden: Callable[..., Ran]) -> None:
    run = partial(genden, base=BUNDLED, width=80)
    claims = json.loads(run("claims", "--format", "json").out)["claims"]
    id_ = max(claims, key=lambda each: each["standing"]["supports"])["id"]
    source = json.loads(run("claim", id_, "--format", "json").out)["claim"]["evidence"][0]["source"]
    out = run("claim", id_, "--without", source).out
    assert out.count("\n") <= 41
    command = out.splitlines()[-1].split()
    assert command == ["genden", "claim", "--without", source, id_, "--all"]
    assert run(*command[1:]).out.count("\n") > out.count("\n")


def test_ungraded_evidence_is_called_so_and_does_not_lead(genden: Callable[..., Ran], tmp_path: Path) -> None:
    base = tmp_path / "storm.yaml"
    base.write_text(
        FACTS.read_text("utf-8").replace("stance: silent, credibility: 2, at: {folio: 31r}", "stance: silent")
    )
    out = genden("claim", "storm", base=base).out.partition("Evidence that decides")[2]
    assert out.index("\nB3 ✓ Supports ") < out.index("\nA– ∅ Silent ")
    assert "A– completely reliable, statement not graded" in genden("claim", "storm", "--all", base=base).out
