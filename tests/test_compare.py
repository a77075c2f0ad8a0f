"""Rival versions against the sources, as whole outputs; what the matrix can decide, version by version."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from conftest import WIDTHS
from formats import assert_formats_agree, without_identity

from genden_cli.query.evidence.derivations import source_forest
from genden_cli.query.evidence.issue_groups import issue_groups

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from conftest import Ran

TOLD = "told in rival versions:\n  dark-night  The lamp goes out\n"


def test_matrix_is_as_recorded(genden: Callable[..., Ran], golden_page: Callable[..., None]) -> None:
    def page(width: int) -> str:
        ran = genden("compare", "dark-night", "--all", width=width)
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    golden_page("compare", page)


@pytest.mark.parametrize("width", WIDTHS)
def test_matrix_is_never_wider_than_the_page(width: int, genden: Callable[..., Ran]) -> None:
    assert max(map(len, genden("compare", "dark-night", "--all", width=width).out.splitlines())) <= width


@pytest.mark.parametrize("format_", ["csv", "markdown"])
def test_formats_are_as_recorded(format_: str, genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    ran = genden("compare", "dark-night", "--all", "--format", format_)
    assert (ran.code, ran.err) == (0, "")
    golden(f"compare.{format_}", ran.out)


def test_json_is_as_recorded(genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    """Sources have a file of their own, each with one line for each version that it speaks of."""
    document = json.loads(genden("compare", "dark-night", "--all", "--format", "json").out)
    lines = []
    for source in document["comparison"].pop("sources"):
        stands = source.pop("stands")
        lines += [source, *stands]
    golden("compare.json", json.dumps(document, ensure_ascii=False, indent=2) + "\n")
    golden("compare-sources.jsonl", "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in lines))


def test_json_lines_and_plain_lines_are_json_and_csv(genden: Callable[..., Ran]) -> None:
    assert_formats_agree(lambda format_: genden("compare", "dark-night", "--all", "--format", format_))


def test_colour_and_ascii_are_as_recorded(genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    golden("compare-color.txt", genden("compare", "dark-night", "--all", "--color", "always").out)
    ascii_ = genden("compare", "dark-night", "--all", "--ascii").out
    assert ascii_.isascii()
    golden("compare-ascii.txt", ascii_)


def test_event_without_versions_is_said_to_have_none(genden: Callable[..., Ran]) -> None:
    assert genden("compare", "founding") == (
        1,
        "Rival versions: The first lamp is lit  founding\nNo rival versions of this event are recorded.\n",
        f"genden: no rival versions of founding\n{TOLD}",
    )
    record = json.loads(genden("compare", "founding", "--format", "json").out)["comparison"]
    assert (record["versions"], record["sources"], record["pairs"]) == ([], [], [])
    assert genden("compare", "founding", "--format", "csv") == (
        1,
        "",
        f"genden: no rival versions of founding\n{TOLD}",
    )


def test_events_that_can_be_compared_are_listed(genden: Callable[..., Ran]) -> None:
    assert [line.split("\t")[0] for line in genden("events", "--variants", "--format", "plain").out.splitlines()] == [
        "dark-night"
    ]


MANY = """
base: {title: Many}
events:
  one: {title: One, variants: [right, left]}
  two: {title: Two, variants: [right, both]}
  left: {title: An event called like a version}
claims:
  right: {says: It was on the right.}
  left: {says: It was on the left.}
  both: {says: It was on both sides.}
"""
FURTHER = "".join(f"  e{n}: {{title: E, variants: [right, left]}}\n" for n in range(20))


def test_version_of_several_events_is_asked_back_and_the_id_of_an_event_goes_before(
    genden: Callable[..., Ran], tmp_path: Path
) -> None:
    base = tmp_path / "many.yaml"
    base.write_text(MANY)
    assert genden("compare", "right", "--all", base=base) == (
        2,
        "",
        "genden: 'right' is a version of 2 events:\n  one  One\n  two  Two\n",
    )
    assert genden("compare", "both", base=base).err.splitlines()[0] == "'both' is a version of two: Two"
    assert "no rival versions of left" in genden("compare", "left", base=base).err
    base.write_text(MANY.replace("variants:", "about:").replace("[right, left]", "x").replace("[right, both]", "y"))
    assert genden("compare", base=base).err.splitlines()[1] == "no event of the base is told in rival versions"
    assert genden("events", "--variants", base=base).err == "genden: no event is told in rival versions\n"
    base.write_text(MANY.replace("claims:\n", f"{FURTHER}claims:\n"))
    assert genden("compare", base=base).err.endswith("  and 10 more: genden events --variants\n")
    assert genden("compare", "E", base=base).err.startswith("genden: 'E' may be any of 20:\n")


# What is here in question, in as few words as possible: versions of one event, and what each source says of them.
SOURCES = """
base: {title: Seven windows, by: nobody, examines: [leaflet]}
sources:
  leaflet: {title: L, reliability: D, derived_from: []}
  first: {title: F, reliability: A, derived_from: []}
  second: {title: S, reliability: B, derived_from: []}
  lost: {title: T, reliability: B, read: cited-only, derived_from: [first]}
  copy: {title: C, reliability: C, derived_from: [lost]}
  gossip: {title: G, reliability: F}
events:
  break: {title: A window breaks, variants: VARIANTS}
claims:
"""


class Told:
    """A fact base of a few claims on one event, written where a test says so."""

    def __init__(self, folder: Path, genden: Callable[..., Ran]) -> None:
        self._file = folder / "told.yaml"
        self._genden = genden

    def run(self, claims: dict[str, dict[str, str]], *arguments: str, more: str = "", **options: Any) -> Ran:
        """Compare claims, each given as its sources and their stances, such as ``supports 2``."""
        lines = [SOURCES.replace("VARIANTS", f"[{', '.join(claims)}]")]
        for name, evidence in claims.items():
            lines.append(f"  {name}:\n    says: The window was broken by {name}.\n    event: break\n")
            lines.append(more if name == "wind" else "")
            items = [
                f"      - {{source: {source}, stance: {stance}, credibility: {credibility}, note: N.}}\n"
                for source, stances in evidence.items()
                for stance, credibility in map(str.split, stances.split(", "))
            ]
            lines.append("    evidence:\n" + "".join(items) if items else "")
        self._file.write_text("".join(lines), encoding="utf-8")
        return self._genden("compare", "break", "--all", *arguments, base=self._file, **options)

    def decides(self, claims: dict[str, dict[str, str]], more: str = "") -> str:
        """Return what the matrix is said to decide."""
        ran = self.run(claims, more=more, width=1000)
        assert (ran.code, ran.err) == (0, "")
        return " ".join(without_identity(ran.out).partition("What this can decide\n")[2].split())

    def record(self, claims: dict[str, dict[str, str]]) -> dict[str, Any]:
        """Return the comparison as JSON has it."""
        found: dict[str, Any] = json.loads(self.run(claims, "--format", "json").out)["comparison"]
        return found


@pytest.fixture
def told(tmp_path: Path, genden: Callable[..., Ran]) -> Told:
    return Told(tmp_path, genden)


FINDINGS = {
    "one version, one source": (
        {"wind": {"first": "supports 1"}},
        "No source denies A in so many words. A single source supports A.",
    ),
    "one version, contradicted": ({"wind": {"first": "contradicts 1"}}, "Nothing here supports A."),
    "no evidence": ({"wind": {}, "hail": {}}, "No source says anything about these versions."),
    "none tells apart": (
        {"wind": {"first": "supports 1", "second": "context 1"}, "hail": {"first": "supports 1"}},
        (
            "None of 2 sources tells any of the versions apart. No two of them are recorded as excluding each "
            "other: more than one may be true. No source denies A or B in so many words. A single source "
            "supports A and B "
            "each."
        ),
    ),
    "some are told apart": (
        {
            "wind": {"first": "supports 1", "second": "supports 1"},
            "hail": {"first": "contradicts 1", "second": "contradicts 1"},
            "boy": {"first": "contradicts 1", "copy": "silent 1"},
        },
        (
            "2 of 3 sources tell versions apart, with 2 independent sources behind them. No source tells B from "
            "C. Only first tells A from C. No two of them are recorded as excluding each other: more than one may"
            " be true. No source denies A in so many words. Nothing here supports B or C."
        ),
    ),
    "copies and silence": (
        {
            "wind": {"first": "supports 1", "copy": "supports 1"},
            "hail": {"first": "supports 1", "copy": "supports 1", "gossip": "silent 4"},
            "boy": {"gossip": "supports 6"},
        },
        (
            "1 of 3 sources tells versions apart, with 1 independent source behind it. No source tells A from B "
            "or C. Only gossip tells B from C. No two of them are recorded as excluding each other: more than one"
            " may be true. No source denies A, B or C in so many words; what tells against B is silence. A "
            "single source "
            "supports C. The sources for A and for B go back to one source each."
        ),
    ),
    "silence alone": (
        {"wind": {"first": "silent 1"}, "hail": {"first": "supports 1", "copy": "supports 1"}},
        (
            "1 of 2 sources tells versions apart, with 1 independent source behind it. Only first tells A from B."
            " No two of them are recorded as excluding each other: more than one may be true. No source "
            "denies A or B in so many words; what tells against A is silence. Nothing here supports A. Every "
            "source for B "
            "goes back to one source."
        ),
    ),
    "silence on both": (
        {"wind": {"first": "silent 1", "gossip": "supports 2"}, "hail": {"first": "silent 1", "gossip": "silent 2"}},
        (
            "1 of 2 sources tells versions apart, with 1 independent source behind it. Only gossip tells A from "
            "B. No two of them are recorded as excluding each other: more than one may be true. No source "
            "denies A or B in so many words; what tells against them is silence. Nothing here supports B. A "
            "single source "
            "supports A."
        ),
    ),
    "one source": (
        {"wind": {"first": "supports 1"}, "hail": {"first": "contradicts 1"}},
        (
            "The only source tells versions apart, with 1 independent source behind it. Only first tells A from "
            "B. No two of them are recorded as excluding each other: more than one may be true. No source "
            "denies A in so many words. Nothing here supports B. A single source supports A."
        ),
    ),
    "unknown ancestry": (
        {
            "wind": {"first": "contradicts 1", "gossip": "contradicts 2", "second": "silent 2"},
            "hail": {"first": "silent 1", "gossip": "supports 2", "second": "contradicts 2"},
        },
        (
            "All 3 sources tell versions apart, with 2 or 3 independent sources behind them. No two of them "
            "are recorded as excluding each other: more than one may be true. Every version is contradicted by at"
            " least one source. Nothing here supports A. A single source supports B."
        ),
    ),
    "pairs": (
        {
            "wind": {"first": "supports 1"},
            "hail": {"first": "contradicts 1"},
            "boy": {"second": "contradicts 1"},
        },
        (
            "1 of 2 sources tells versions apart, with 1 independent source behind it. No source tells A from C, or B "
            "from C. Only first tells A from B. No two of them are recorded as excluding each other: more than one may "
            "be true. No source denies A in so many words. Nothing here supports B or C. A single source supports A."
        ),
    ),
    "silent on the one version that nothing contradicts": (
        {"wind": {"first": "contradicts 1", "second": "supports 2"}, "hail": {"first": "silent 1"}},
        (
            "1 of 2 sources tells versions apart, with 1 independent source behind it. Only first tells A from B."
            " No two of them are recorded as excluding each other: more than one may be true. No source "
            "denies B in so many words; what tells against it is silence. Nothing here supports B. A single "
            "source supports "
            "A."
        ),
    ),
}


@pytest.mark.parametrize("name", FINDINGS)
def test_what_the_matrix_decides_is_worked_out_from_the_data(name: str, told: Told) -> None:
    claims, finding = FINDINGS[name]
    assert told.decides(claims) == finding


def test_versions_that_exclude_each_other_are_named_unless_all_do(told: Told) -> None:
    one = {"first": "supports 1"}
    relations = "    relations: {contradicts: [hail]}\n"
    assert "exclud" not in told.decides({"wind": one, "hail": one}, relations)
    assert "Recorded as excluding each other are A and B; otherwise more than one may be true." in told.decides(
        {"wind": one, "hail": one, "boy": one}, relations
    )


MATTERS = {
    "none excludes any": ({"a": "", "b": ""}, ["ab"]),
    "one matter": ({"a": "b", "b": "a", "c": ""}, ["abc"]),
    "two, and one by itself": ({"a": "c", "b": "d", "c": "a", "d": "b", "e": ""}, ["ac", "bd", "e"]),
    "through a third": ({"a": "c", "b": "c", "c": "ab", "d": "e", "e": "d"}, ["abc", "de"]),
    "said on one side only": ({"a": "", "b": "a", "c": "d", "d": ""}, ["ab", "cd"]),
}


@pytest.mark.parametrize("name", MATTERS)
def test_versions_that_exclude_each_other_are_about_one_matter(name: str) -> None:
    excludes, expected = MATTERS[name]
    assert ["".join(each) for each in issue_groups(excludes)] == expected


TWO_MATTERS = """
base: {title: A window, by: nobody}
sources: {first: {title: F, reliability: B}, second: {title: S, reliability: A}}
events: {break: {title: A window breaks, variants: [wind, noon, boy, night]}}
claims:
  wind: {says: The wind broke it., event: break, relations: {contradicts: [boy]},
    evidence: [{source: first, stance: supports, credibility: 2}]}
  noon: {says: It broke at noon., event: break, relations: {contradicts: [night]},
    evidence: [{source: first, stance: contradicts, credibility: 2}, {source: second, stance: silent, credibility: 2}]}
  boy: {says: A boy broke it., event: break}
  night: {says: It broke at night., event: break, evidence: [{source: second, stance: supports, credibility: 2}]}
"""


def test_matters_stand_apart_and_are_not_played_off_against_each_other(
    tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    file = tmp_path / "two.yaml"
    file.write_text(TWO_MATTERS, encoding="utf-8")
    assert without_identity(genden("compare", "break", "--all", base=file).out) == (
        "Rival versions: A window breaks  break\n"
        "\n"
        "One matter: A and B\n"
        "A  ∅ unreviewed  The wind broke it.  wind\n"
        "B  ∅ unreviewed  A boy broke it.  boy\n"
        "\n"
        "Another matter: C and D\n"
        "C  ∅ unreviewed  It broke at noon.  noon\n"
        "D  ∅ unreviewed  It broke at night.  night\n"
        "\n"
        "                         A     B       C     D\n"
        "Source                   wind  boy  │  noon  night\n"
        "──────────────────────────────────────────────────\n"
        "≠ second                            │  ∅A2   ✓A2\n"
        "  first                  ✓B2        │  ✗B2\n"
        "                                    │\n"
        "Sources for              1     0    │  0     1\n"
        "Sources against          0     0    │  1     0\n"
        "Sources silent           0     0    │  1     0\n"
        "Independent sources for  1     0    │  0     1\n"
        "\n"
        "How to read it\n"
        "✓ supports  ✗ contradicts  ∅ silent: would have to mention it and does not\n"
        "≠ tells versions apart  A1 to F6: grades of source and statement  blank: does not speak of it\n"
        "│ stands between matters: what is said of one excludes nothing on the other\n"
        "\n"
        "What this can decide\n"
        "1 of 2 sources tells versions apart, with 1 independent source behind it. No source tells A from B.\n"
        "Only second tells C from D. No source denies A, B or D in so many words. Nothing here supports B or\n"
        "C. A single source supports A and D each.\n"
    )
    record = json.loads(genden("compare", "break", "--all", "--format", "json", base=file).out)["comparison"]
    assert record["matters"] == [["A", "B"], ["C", "D"]]
    assert [(each["one"], each["other"]) for each in record["pairs"]] == [("A", "B"), ("C", "D")]


STANDS = {
    "a side before silence before context": ("context 1, silent 1, supports 5", "supports", "5", False),
    "silence before context": ("context 1, silent 6", "silent", "6", False),
    "the more credible side": ("contradicts 4, supports 3", "supports", "3", True),
    "at a tie what a version has to survive": ("supports 3, contradicts 3", "contradicts", "3", True),
}


@pytest.mark.parametrize("name", STANDS)
def test_of_several_items_the_weightier_is_shown(name: str, told: Told) -> None:
    stances, *shown = STANDS[name]
    (voice,) = told.record({"wind": {"first": stances}})["sources"]
    (stand,) = voice["stands"]
    assert [stand["stance"], stand["credibility"], stand["torn"]] == shown
    assert sorted(f"{item['stance']} {item['credibility']}" for item in stand["items"]) == sorted(stances.split(", "))


def test_source_that_says_both_is_named(told: Told) -> None:
    ran = told.run({"wind": {"first": "supports 2, contradicts 3", "second": "supports 1"}})
    note = "first both affirms and denies A: the more credible is shown, at a tie the denial.\n"
    assert note in ran.out


def test_document_under_examination_is_left_out_and_said_so(told: Told) -> None:
    ran = told.run({"wind": {"leaflet": "supports 1", "first": "supports 1"}, "hail": {"first": "silent 1"}})
    assert "Left out: leaflet, under examination and so no evidence.\n" in ran.out
    assert "  leaflet" not in ran.out
    record = told.record({"wind": {"leaflet": "supports 1", "first": "supports 1"}, "hail": {"first": "silent 1"}})
    assert (record["examined"], record["versions"][0]["sources_for"]) == (["leaflet"], 1)


def test_versions_without_evidence_have_no_signs_to_explain(told: Told) -> None:
    assert without_identity(told.run({"wind": {}, "hail": {}}).out) == (
        "Rival versions: A window breaks  break\n"
        "A  ∅ unreviewed  The window was broken by wind.  wind\n"
        "B  ∅ unreviewed  The window was broken by hail.  hail\n"
        "\n"
        "                         A     B\n"
        "Source                   wind  hail\n"
        "───────────────────────────────────\n"
        "\n"
        "Sources for              0     0\n"
        "Sources against          0     0\n"
        "Sources silent           0     0\n"
        "Independent sources for  0     0\n"
        "\n"
        "What this can decide\n"
        "No source says anything about these versions.\n"
    )


def test_copy_stands_under_the_nearest_source_that_is_cited(told: Told) -> None:
    sides = {"copy": "supports 1", "first": "supports 2", "second": "contradicts 1"}
    record = told.record({"wind": sides, "hail": {"copy": "contradicts 2"}, "boy": {"second": "contradicts 1"}})
    found = [(each["id"], each["under"], each["depth"], each["tells_apart"]) for each in record["sources"]]
    assert found == [("first", None, 0, False), ("copy", "first", 1, True), ("second", None, 0, False)]


def test_keys_go_on_after_z(told: Told) -> None:
    record = told.record({f"n{number}": {} for number in range(54)})
    keys = [version["key"] for version in record["versions"]]
    assert [keys[n] for n in (0, 25, 26, 51, 52)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_sources_that_fit_every_version_come_last(told: Told) -> None:
    claims = {
        "wind": {"first": "supports 1", "second": "supports 1", "copy": "context 1", "gossip": "supports 6"},
        "hail": {"first": "supports 1", "gossip": "silent 6"},
    }
    assert [each["id"] for each in told.record(claims)["sources"]] == ["gossip", "second", "first", "copy"]


FAMILIES = {
    "by weight": ({"b": 2, "a": 1}, {}, {}, ["a", "b"]),
    "a family comes with its weightiest": ({"a": 1, "b": 2, "c": 0}, {}, {"c": ("b",)}, ["b", "-c", "a"]),
    "over a generation that is not there": ({"a": 1, "b": 2}, {}, {"a": ("x", "y"), "y": ("b",)}, ["b", "-a"]),
    "the nearest of several": ({"a": 1, "b": 2, "c": 3}, {}, {"a": ("x", "c"), "x": ("b",)}, ["c", "-a", "b"]),
    "items, where derivation is unknown": ({"a": 1, "b": 2}, {"a": ("b",)}, {"a": None}, ["b", "-a"]),
    "derivation before items": ({"a": 1, "b": 2}, {"a": ("b",)}, {"a": ()}, ["a", "b"]),
    "no circle through items": ({"a": 1, "b": 2}, {"a": ("b",)}, {"a": None, "b": ("a",)}, ["b", "-a"]),
    "never under itself": ({"a": 1}, {"a": ("a", "x")}, {"a": None, "x": ("x", "a")}, ["a"]),
    "copies of copies": ({"a": 3, "b": 2, "c": 1}, {}, {"c": ("b",), "b": ("a",)}, ["a", "-b", "--c"]),
}


@pytest.mark.parametrize("name", FAMILIES)
def test_families_stay_together(name: str) -> None:
    weights, rests_on, derived_from, expected = FAMILIES[name]
    placed = source_forest({each: (weight,) for each, weight in weights.items()}, rests_on, derived_from)
    assert ["-" * each.depth + each.id for each in placed] == expected


@pytest.mark.slow
def test_family_of_any_depth_is_placed() -> None:
    chain = {f"n{number}": (f"n{number - 1}",) if number else () for number in range(2000)}
    placed = source_forest({each: (each,) for each in chain}, {}, chain)
    assert [each.depth for each in placed] == list(range(2000))


# The base that comes with the program: whatever events it tells in rival versions, since curators edit it.


@pytest.fixture
def comparisons(genden: Callable[..., Ran]) -> list[dict[str, Any]]:
    """Compare the versions of every event of the shipped base that has some."""
    events = genden("events", "--variants", "--format", "plain", base=None).out.splitlines()
    ids = [line.partition("\t")[0] for line in events]
    return [json.loads(genden("compare", id_, "--format", "json", base=None).out)["comparison"] for id_ in ids]


@pytest.mark.slow
def test_shipped_versions_are_the_variants_of_the_event(
    comparisons: list[dict[str, Any]], genden: Callable[..., Ran]
) -> None:
    for each in comparisons:
        event = json.loads(genden("event", each["id"], "--format", "json", base=None).out)["event"]
        assert {version["claim"] for version in each["versions"]} == {variant["id"] for variant in event["variants"]}


@pytest.mark.slow
def test_shipped_matrix_holds_every_item_of_evidence_once(
    comparisons: list[dict[str, Any]], genden: Callable[..., Ran]
) -> None:
    for each in comparisons:
        for version in each["versions"]:
            claim = json.loads(genden("claim", version["claim"], "--format", "json", base=None).out)["claim"]
            there = sorted(item["line"] for item in claim["evidence"] if not item["examined"])
            assert _lines_of(each, version["claim"]) == there
            assert version["standing"] == claim["standing"]


def _lines_of(comparison: dict[str, Any], claim: str) -> list[int]:
    """Return the lines of the items that a matrix holds for a claim."""
    stands = [stand for voice in comparison["sources"] for stand in voice["stands"] if stand["claim"] == claim]
    return sorted(item["line"] for stand in stands for item in stand["items"])


@pytest.mark.slow
def test_shipped_sources_tell_versions_apart_first_and_copies_follow_what_they_copy(
    comparisons: list[dict[str, Any]],
) -> None:
    for each in comparisons:
        voices = each["sources"]
        depths: dict[str, int] = {}
        for voice in voices:
            assert voice["depth"] == (depths[voice["under"]] + 1 if voice["under"] else 0)
            depths[voice["id"]] = voice["depth"]
        assert len(depths) == len(voices)
        heads = [n for n, voice in enumerate(voices) if not voice["depth"]]
        bounds = zip(heads, [*heads[1:], len(voices)], strict=True)
        telling = [any(voice["tells_apart"] for voice in voices[start:end]) for start, end in bounds]
        assert telling == sorted(telling, reverse=True)


@pytest.mark.slow
@pytest.mark.parametrize("width", [width for width in WIDTHS if width >= 60])
def test_shipped_matrices_fit_with_each_source_on_one_line(
    width: int, comparisons: list[dict[str, Any]], genden: Callable[..., Ran]
) -> None:
    for each in comparisons:
        lines = genden("compare", each["id"], "--all", base=None, width=width).out.splitlines()
        assert max(map(len, lines)) <= width
        for voice in each["sources"]:
            assert any(re.match(rf"(≠ |  )( *└ )?{voice['id']} ", line) for line in lines)


def test_totals_are_the_columns_added_up(genden: Callable[..., Ran]) -> None:
    versions = json.loads(genden("compare", "dark-night", "--all", "--format", "json").out)["comparison"]["versions"]
    lines = genden("compare", "dark-night", "--all", width=40).out.splitlines()
    head = next(line for line in lines if re.match(r"Source +A ", line))
    starts = [found.start() + 1 for found in re.finditer(r" [A-Z]+(?= |$)", head)]
    rows = [line for line in lines if line.startswith(("≠ ", "  "))]
    for sign, title in (("✓", "for"), ("✗", "against"), ("∅", "silent")):
        total = next(line for line in lines if line.startswith(f"Sources {title}"))
        for start, version in zip(starts, versions, strict=True):
            assert sum(row[start : start + 1] == sign for row in rows) == version[f"sources_{title}"]
            assert int(total[start : start + 4].split()[0]) == version[f"sources_{title}"]


def test_only_a_wide_page_heads_the_columns_with_ids(genden: Callable[..., Ran]) -> None:
    pages = {width: genden("compare", "dark-night", "--all", width=width).out for width in (40, 160)}
    heads = {width: re.search(r"^Source .*$", page, re.MULTILINE)[0] for width, page in pages.items()}  # type: ignore[index]
    assert re.fullmatch(r"Source( +[A-Z]| +│)+", heads[40])
    assert re.fullmatch(r"Source( +[a-z0-9-]+| +│)+", heads[160])
