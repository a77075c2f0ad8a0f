"""The history of a base and of a claim, from repositories of git that the tests make."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from attacks import EVERY
from conftest import TESTS, WIDTHS
from exporting import BUNDLED
from formats import assert_formats_agree
from test_diff import EDITS, TEXT, loaded

from genden_cli.difference import record_texts
from genden_cli.difference.changes import changes
from genden_cli.difference.history import Log
from genden_cli.errors import Exit
from genden_cli.pages import growth as growth_page
from genden_cli.provenance import Origins
from genden_cli.query.evidence.growth import Growth, YearCount
from genden_cli.source import commits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran
    from repositories import Repository

BASE = """\
base: {title: Did it rain?}

sources:
  diary: {title: A diary, reliability: B, issued: 1901, derived_from: []}
  gazette: {title: A gazette, reliability: C, issued: 1905, derived_from: []}
  novel: {title: A novel, reliability: E, issued: 1950, derived_from: [diary]}
  letter: {title: A letter, reliability: D}

claims:
  rain:
    says: It rained on Monday.
    evidence:
      - {source: diary, stance: supports, note: It says so.}
    verdict: unproven
    because: One diary says so.
  snow:
    says: It snowed on Tuesday.
"""

STEPS = [
    ("Begin", []),
    ("Weigh the gazette", [("verdict: unproven\n", "verdict: supported\n    confidence: low\n")]),
    (
        "Add two sources",
        [
            (
                "note: It says so.}\n",
                """note: It says so on a page.}
      - {source: gazette, stance: supports, credibility: 2}
      - {source: novel, stance: contradicts}
      - {source: letter, stance: supports}
""",
            )
        ],
    ),
    ("Say it better", [("It rained on Monday.", "It rained all Monday."), ("One diary says", "Two papers say")]),
    ("Rename it", [("  rain:\n", "  rain-monday:\n    was: [rain]\n")]),
    ("Look again", [("stance: contradicts", "stance: silent"), ("  snow:\n    says: It snowed on Tuesday.\n", "")]),
]


def written(repository: Repository, steps: list[tuple[str, list[tuple[str, str]]]] = STEPS) -> str:
    """Commit the steps of a history, and return the last text."""
    text = BASE
    for subject, edits in steps:
        for before, after in edits:
            assert before in text, before
            text = text.replace(before, after, 1)
        repository.commit(text, subject)
    return text


def told(ran: Ran) -> list[tuple[Any, ...]]:
    """Return subject, change, field, item, before and after of the rows of a history in JSON."""
    assert (ran.code, ran.err) == (Exit.DONE, "")
    fields = ("subject", "id", "change", "field", "item", "before", "after")
    return [tuple(each[name] for name in fields) for each in json.loads(ran.out)["log"]["changes"]]


@pytest.fixture
def log(repository: Repository, genden: Callable[..., Ran]) -> Callable[..., Ran]:
    """Ask for the history of the base of the repository."""
    return lambda *arguments, **named: genden("log", *arguments, base=repository.base, **named)


PAGES = {"claim": ["rain-monday"], "base": [], "base-whole": ["--all"], "removed": ["snow"], "limit": ["--limit", "2"]}


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_as_recorded(
    name: str, repository: Repository, log: Callable[..., Ran], golden_page: Callable[..., None]
) -> None:
    text = written(repository)
    repository.base.write_text(text.replace("confidence: low", "confidence: high"), encoding="utf-8")

    def page(width: int) -> str:
        ran = log(*PAGES[name], width=width)
        assert (ran.code, ran.err) == (Exit.DONE, "")
        return ran.out

    golden_page(f"log-{name}", page)
    assert all(max(map(len, page(width).splitlines())) <= width for width in WIDTHS)


DETAILS = [
    ("because: One diary says so.", "because: Two papers say so.", "reason: One diary says so. → Two papers say so."),
    ("    because: One diary says so.\n", "", "reason removed: One diary says so."),
    ("verdict: unproven", "verdict: unproven\n    note: Ask.", "note: now Ask."),
    ("note: It says so.", "note: It may say so.", "diary note: It says so. → It may say so."),
    ("note: It says so.", "note: It says so., at: {page: 3}", "diary locator added: page: 3"),
    ("verdict: unproven", "verdict: unproven\n    reviewed: 2020-01-02", "review added: 2020-01-02"),
    (
        "verdict: unproven",
        "verdict: unproven\n    reviewed: {on: 2020-01-02, by: Bo, note: Read it.}",
        "review added: 2020-01-02, Bo, Read it.",
    ),
    ("verdict: unproven", "verdict: unproven\n    state: withdrawn", "state: published → withdrawn"),
    ("verdict: unproven", "verdict: unproven\n    tags: [wet]", "tags: none → wet"),
]


@pytest.mark.parametrize("detail", DETAILS, ids=lambda each: each[2])
def test_details_are_shown_with_their_old_and_new_text(
    detail: tuple[str, str, str], repository: Repository, genden: Callable[..., Ran]
) -> None:
    before, after, line = detail
    assert before in BASE
    repository.commit(BASE)
    repository.commit(BASE.replace(before, after))
    assert f" {line}\n" in genden("log", "rain", base=repository.base, width=160).out
    page = genden("diff", "HEAD~1", base=repository.base, width=160).out
    assert "1 change " in page
    for word in line.removeprefix("reason").partition(": ")[2].split(" → "):
        assert word in page


def test_a_state_that_is_written_out_is_no_change(repository: Repository, genden: Callable[..., Ran]) -> None:
    repository.commit(BASE)
    repository.base.write_text(BASE.replace("verdict: unproven", "verdict: unproven\n    state: published"))
    assert genden("diff", "HEAD", base=repository.base).out.startswith("No changes ")


@pytest.mark.parametrize("words", [(), ("rain-monday",)])
def test_history_is_told_while_the_base_has_errors(
    words: tuple[str, ...], repository: Repository, log: Callable[..., Ran]
) -> None:
    text = written(repository)
    before = log(*words)
    repository.base.write_text(text.replace("verdict:", "verdikt:"), encoding="utf-8")
    repository.commit(text.replace("verdict:", "verdikt:"), "Break it")
    ran = log(*words)
    said = "the base has errors now: genden check shows them; names are those of its last state without errors\n"
    assert (before.err, ran.code, ran.err) == ("", Exit.DONE, said)
    assert "Break it" in ran.out
    assert "rain has an error" in ran.out or "rain-monday has an error" in ran.out


def test_every_change_of_a_claim_is_told_with_its_commit(repository: Repository, log: Callable[..., Ran]) -> None:
    written(repository)
    assert told(log("rain", "--format", "json"))[::-1] == [
        ("Begin", "rain", "added", None, None, None, None),
        ("Weigh the gazette", "rain", "changed", "confidence", None, None, "low"),
        ("Weigh the gazette", "rain", "changed", "verdict", None, "unproven", "supported"),
        ("Add two sources", "rain", "changed", "evidence.note", "diary", "It says so.", "It says so on a page."),
        ("Add two sources", "rain", "added", "evidence", "letter", None, "supports"),
        ("Add two sources", "rain", "added", "evidence", "novel", None, "contradicts"),
        ("Add two sources", "rain", "added", "evidence", "gazette", None, "supports"),
        ("Say it better", "rain", "changed", "because", None, "One diary says so.", "Two papers say so."),
        ("Say it better", "rain", "changed", "says", None, "It rained on Monday.", "It rained all Monday."),
        ("Rename it", "rain-monday", "renamed", "id", None, "rain", "rain-monday"),
        ("Look again", "rain-monday", "changed", "evidence.stance", "novel", "contradicts", "silent"),
    ]
    row = json.loads(log("rain", "--format", "json").out)["log"]["changes"][0]
    assert row["commit"] == repository.git("rev-parse", "HEAD").strip()
    assert (row["time"], row["by"]) == ("2020-01-06T12:00:00+01:00", "Ana Brandt")
    assert (row["old_line"], row["line"]) == (16, 16)


def test_independent_sources_are_counted_by_year(repository: Repository, log: Callable[..., Ran]) -> None:
    written(repository, STEPS[:4])
    growth = json.loads(log("rain", "--format", "json").out)["log"]["growth"]
    counts = [
        (each["year"], each["origins_for"]["voices"], each["origins_against"]["voices"]) for each in growth["years"]
    ]
    assert counts == [(1901, 1, 0), (1905, 2, 0), (1950, 2, 1)]
    assert growth["undated"] == 1


def test_copy_adds_no_independent_source(repository: Repository, log: Callable[..., Ran]) -> None:
    copy = "  copy: {title: A copy, reliability: D, issued: 1903, derived_from: [diary]}\n  novel:"
    item = "note: It says so on a page.}\n      - {source: copy, stance: supports}"
    added = ("Add a copy", [("  novel:", copy), ("note: It says so on a page.}", item)])
    written(repository, [*STEPS[:4], added])
    growth = json.loads(log("rain", "--format", "json").out)["log"]["growth"]
    assert [each["year"] for each in growth["years"]] == [1901, 1905, 1950]


def test_commit_of_many_changes_is_cut_short(repository: Repository, log: Callable[..., Ran]) -> None:
    ids = [f"s{number}" for number in range(12)]
    sources = "".join(f"  {each}: {{title: Source {each}, reliability: A}}\n" for each in ids)
    for stance in ("supports", "contradicts"):
        items = ", ".join(f"{{source: {each}, stance: {stance}}}" for each in ids)
        claims = f"claims:\n  rain: {{says: It rained., evidence: [{items}]}}\n"
        repository.base.write_text(f"base: {{title: T}}\nsources:\n{sources}{claims}", encoding="utf-8")
        repository.commit(None, stance)
    assert re.search("and [0-9]+ more lines", log("rain").out)
    assert not re.search("and [0-9]+ more lines", log("rain", "--all").out)


@pytest.mark.parametrize("name", [*PAGES])
def test_formats_agree(name: str, repository: Repository, log: Callable[..., Ran]) -> None:
    written(repository)
    assert_formats_agree(lambda form: log(*PAGES[name], "--format", form), lambda answer: answer["changes"])
    assert log(*PAGES[name], "--format", "markdown").out.startswith("# ")


def test_history_tells_what_a_comparison_of_each_two_versions_tells(repository: Repository) -> None:
    """Cutting versions into records hides and invents no change, for every edit that the tests of ``diff`` know."""
    texts = [TEXT]
    for name in EDITS:
        for before, after in EDITS[name][0]:
            if before in texts[-1]:
                texts.append(texts[-1].replace(before, after, 1))
    texts = [each for each in texts if _is_sound(each)]
    assert len(texts) > len(EDITS) / 2
    for text in texts:
        repository.commit(text)
    with Log(commits.history(str(repository.base))) as log:
        entries = [entry for entry, _ in log.entries()][::-1]
    assert not any(entry.unread for entry in entries)
    expected = [_content(changes(loaded(old), loaded(new))) for old, new in pairwise(texts)]
    assert [_content(entry.changes) for entry in entries[1:]] == [each for each in expected if each]


def _content(found: Any) -> list[tuple[Any, ...]]:
    rows = (each[:10] + each[11:] for each in found if not str(each.field).startswith("origins"))
    return sorted(rows, key=str)


def _is_sound(text: str) -> bool:
    try:
        loaded(text)
    except Exception:  # noqa: BLE001 -- any error of a base that is edited twice
        return False
    return True


CUT = [each for each in (*TESTS.glob("*.yaml"), BUNDLED) if b"\nclaims:" in each.read_bytes()]


@pytest.mark.parametrize(
    "file", [each for each in CUT if b"\nclaims:" in each.read_bytes()], ids=lambda each: each.stem
)
def test_a_version_is_cut_by_lines_as_by_the_parser(file: Path) -> None:
    data = b"\n" + file.read_bytes()
    parsed = record_texts._by_parser(data, "x")  # noqa: SLF001 -- both ways to cut are compared
    cut = record_texts._by_lines(data)  # noqa: SLF001
    assert not cut or cut.keys() == parsed.keys()
    whole = record_texts.FileVersion(file.read_bytes(), "x")
    records, errors = whole.read(set(parsed))
    assert (records.keys(), errors) == (parsed.keys(), {})
    texts = dict(whole.texts())
    assert texts.keys() == parsed.keys()
    assert all(whole.has(text) for (section, _), text in texts.items() if section != "base")


LAYOUTS = {
    "braces": "base: {title: T}\nclaims: {rain: {says: %s}, snow: {says: It snowed.}}\n",
    "braces over lines": "base: {title: T}\nclaims: {\nrain: {says: %s},\nsnow: {says: It snowed.}\n}\n",
    "an empty section": "base: {title: T}\npeople: {} # none\nclaims:\n  rain: {says: %s}\n  snow: {says: S}\n",
    "an empty section and braces": "base: {title: T}\npeople: {}\nclaims: {rain: {says: %s}, snow: {says: S}}\n",
    "one space": "base:\n title: T\nclaims:\n rain:\n  says: %s\n snow:\n  says: It snowed.\n",
    "four spaces": "base:\n    title: T\nclaims:\n    rain:\n        says: %s\n    snow:\n        says: It snowed.\n",
    "quoted ids": "base: {title: T}\nclaims:\n  \"rain\":\n    says: %s\n  'snow':\n    says: It snowed.\n",
    "quoted sections": '"base": {title: T}\n"claims":\n  rain: {says: %s}\n  snow: {says: It snowed.}\n',
    "explicit keys": "base: {title: T}\nclaims:\n  ? rain\n  : says: %s\n  snow: {says: It snowed.}\n",
    "a start": "---\nbase: {title: T}\nclaims:\n  rain: {says: %s}\n  snow: {says: It snowed.}\n...\n",
    "a mark": "\ufeffbase: {title: T}\nclaims:\n  rain: {says: %s}\n  snow: {says: It snowed.}",
    "windows": "base: {title: T}\r\nclaims:\r\n  rain: {says: %s}\r\n  snow: {says: It snowed.}\r\n",
    "comments": "base: {title: T}\nclaims: # all\n# one\n\n  # 2\n  rain: {says: %s} # 3\n  # 4\n  snow: {says: S}",
    "a head at the end": "claims:\n  rain: {says: %s}\n  snow: {says: It snowed.}\nbase: {title: T}\n",
    "a quote like an id": 'base: {title: T}\nclaims:\n  rain:\n    says: "%s\n  hail: no"\n  snow: {says: S}\n',
    "a quote like a known id": 'base: {title: T}\nclaims:\n  rain:\n    says: "%s\n  snow: never"\n  snow: {says: S}\n',
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_change_is_found_in_any_layout(name: str, repository: Repository, log: Callable[..., Ran]) -> None:
    for text in ("It rained.", "It poured.", "It poured."):
        repository.base.write_bytes((LAYOUTS[name] % text).encode())
        if repository.git("status", "--porcelain"):
            repository.commit(None, text)
    found = told(log("rain", "--format", "json"))
    assert [each[:4] for each in found] == [
        ("It poured.", "rain", "changed", "says"),
        ("It rained.", "rain", "added", None),
    ]
    assert [each[:2] for each in told(log("snow", "--format", "json"))] == [("It rained.", "snow")]


def test_what_is_not_committed_comes_first(repository: Repository, log: Callable[..., Ran]) -> None:
    text = written(repository, STEPS[:2])
    repository.base.write_text(text.replace("confidence: low", "confidence: high"), encoding="utf-8")
    first, *_ = told(log("rain", "--format", "json"))
    assert first == (None, "rain", "changed", "confidence", None, "low", "high")


def test_a_renamed_file_is_followed(repository: Repository, genden: Callable[..., Ran]) -> None:
    written(repository, STEPS[:3])
    (repository.folder / "new").mkdir()
    repository.git("mv", "facts.yaml", "new/a b.yaml")
    repository.commit(None, "Move it")
    ran = genden("log", "rain", "--format", "json", base=repository.folder / "new" / "a b.yaml")
    assert [each[0] for each in told(ran)] == ["Add two sources"] * 4 + ["Weigh the gazette"] * 2 + ["Begin"]


def test_a_folder_has_the_history_of_its_files_and_of_the_file_it_was(
    repository: Repository, genden: Callable[..., Ran]
) -> None:
    text = written(repository, STEPS[:4])
    head, sources, claims = text.partition("sources:")[0], *text.partition("sources:")[2].split("claims:")
    repository.base.unlink()
    folder = repository.folder / "lamp"
    (folder / "parts").mkdir(parents=True)
    (folder / "base.yaml").write_text(f"{head}sources:{sources}", encoding="utf-8")
    (folder / "parts" / "claims.yaml").write_text(f"claims:{claims}", encoding="utf-8")
    (folder / ".hidden.yaml").write_text("base: {title: T}\n", encoding="utf-8")
    repository.commit(None, "Split it")
    changed = claims.replace("  snow:", "").replace("    says: It snowed on Tuesday.\n", "")
    (folder / "parts" / "claims.yaml").write_text(f"claims:{changed}", encoding="utf-8")
    (folder / "snow.yaml").write_text("claims: {snow: {says: It snowed a bit.}}\n", encoding="utf-8")
    repository.commit(None, "Move the snow")
    (folder / "base.yaml").write_text(f"{head}sources:{sources}".replace("A novel", "The novel"), encoding="utf-8")
    assert told(genden("log", "--format", "json", base=folder))[:3] == [
        (None, "novel", "changed", "title", None, "A novel", "The novel"),
        ("Move the snow", "snow", "changed", "says", None, "It snowed on Tuesday.", "It snowed a bit."),
        ("Say it better", "rain", "changed", "says", None, "It rained on Monday.", "It rained all Monday."),
    ]
    subjects = [each[0] for each in told(genden("log", "rain", "--format", "json", base=folder))]
    assert subjects == ["Say it better"] * 2 + ["Add two sources"] * 4 + ["Weigh the gazette"] * 2 + ["Begin"]
    assert [each[0] for each in told(genden("log", "snow", "--format", "json", base=folder))] == [
        "Move the snow",
        "Begin",
    ]


def test_a_renamed_source_is_no_change_of_evidence(repository: Repository, log: Callable[..., Ran]) -> None:
    renamed = [("  diary:", "  journal:"), ("source: diary", "source: journal"), ("[diary]", "[journal]")]
    written(repository, [STEPS[0], ("Rename a source", renamed)])
    assert [each[0] for each in told(log("rain", "--format", "json"))] == ["Begin"]
    assert told(log("--format", "json"))[0] == (
        *("Rename a source", "journal", "renamed", "id", None, "diary", "journal"),
    )


def test_a_merge_tells_only_what_no_branch_has(repository: Repository, log: Callable[..., Ran]) -> None:
    repository.commit(BASE, "Begin")
    repository.git("checkout", "-b", "side")
    repository.commit(BASE.replace("It snowed on", "It may have snowed on"), "Doubt the snow")
    repository.git("checkout", "main")
    repository.commit(BASE.replace("verdict: unproven", "verdict: supported"), "Settle the rain")
    repository.git("merge", "side", "--no-commit")
    merged = repository.base.read_text(encoding="utf-8")
    repository.commit(merged.replace("One diary says", "A diary says"), "Merge")
    assert [each[:4] for each in told(log("--format", "json"))][:3] == [
        ("Merge", "rain", "changed", "because"),
        ("Settle the rain", "rain", "changed", "verdict"),
        ("Doubt the snow", "snow", "changed", "says"),
    ]
    assert [each[0] for each in told(log("snow", "--format", "json"))] == ["Doubt the snow", "Begin"]


BROKEN = {
    "a record": ("stance: supports, note", "stance: agrees, note", ("rain", "unknown stance 'agrees'")),
    "a file": ("sources:\n", "sources: [\n", (None, None)),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_version_with_errors_is_told_and_hides_no_change(
    name: str, repository: Repository, log: Callable[..., Ran]
) -> None:
    before, after, (id_, why) = BROKEN[name]
    repository.commit(BASE, "Begin")
    wrong = BASE.replace(before, after).replace("verdict: unproven", "verdict: disputed")
    repository.commit(wrong, "Break it")
    repository.commit(wrong.replace("One diary", "A diary"), "Go on")
    repository.commit(BASE.replace("verdict: unproven", "verdict: supported"), "Mend it")
    rows = told(log("rain", "--format", "json"))
    assert rows[0] == ("Mend it", "rain", "changed", "verdict", None, "unproven", "supported")
    lost = [each for each in rows if each[2] == "unread"]
    assert lost[-1][:2] == ("Break it", id_)
    assert why in (None, lost[-1][-1])
    assert rows[-1][:3] == ("Begin", "rain", "added")
    page = log("rain").out
    assert f"{'rain has an error' if id_ else 'the file cannot be read'}: " in page
    assert "facts.yaml:" in page


def test_a_shallow_clone_says_that_it_knows_no_more(
    repository: Repository, genden: Callable[..., Ran], tmp_path: Path
) -> None:
    written(repository)
    clone = tmp_path / "clone"
    repository.git("clone", "--depth", "2", f"file://{repository.folder}", str(clone))
    ran = genden("log", "rain", base=clone / "facts.yaml")
    assert ran.code == Exit.DONE
    command = f"git -C {os.path.realpath(clone)} fetch --unshallow"
    assert f"Older commits are not in this clone. {command} gets them." in " ".join(ran.out.split())
    rows = told(genden("log", "rain", "--format", "json", base=clone / "facts.yaml"))
    assert [each[2] for each in rows] == ["changed", "begins"]


def test_a_version_that_the_clone_lacks_is_said_to_be_missing(repository: Repository, log: Callable[..., Ran]) -> None:
    written(repository, STEPS[:3])
    blob = repository.git("rev-parse", "HEAD~1:facts.yaml").strip()
    (repository.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    rows = told(log("rain", "--format", "json"))
    assert ("unread", "this version is not in the clone") in {(each[2], each[6]) for each in rows}
    assert rows[-1][:3] == ("Begin", "rain", "added")


def test_a_version_that_is_too_large_is_said_to_be(
    repository: Repository, log: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(BASE, "Begin")
    repository.commit(BASE + "# " + "x" * (1 << 20), "Grow")
    repository.commit(BASE + "# more\n", "Shrink")
    monkeypatch.setenv("GENDEN_MAX_MIB", "1")
    first, *_ = told(log("--format", "json"))
    assert first[0::6] == ("Grow", "this version is larger than 1 MiB")


def test_without_a_history_it_is_said_why(
    repository: Repository, genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.base.write_text(BASE, encoding="utf-8")
    begin = "git add facts.yaml && git commit begins a history\n"
    said = genden("log", base=repository.base)
    assert said == (3, "", f"genden: no commit has {repository.base} yet\n{begin}")
    monkeypatch.chdir("/")
    there = os.path.realpath(repository.folder)
    ran = genden("log", base=repository.base)
    assert ran.err.splitlines()[1] == f"git -C {there} add facts.yaml && git -C {there} commit begins a history"
    outside = repository.folder.parent / "outside.yaml"
    outside.write_text(BASE, encoding="utf-8")
    ran = genden("log", base=outside)
    assert ran.code == Exit.BASE
    assert ran.err.startswith(f"genden: {outside} is not in a git checkout\n")
    monkeypatch.setenv("PATH", str(repository.folder))
    ran = genden("log", base=repository.base)
    assert ran.err.startswith("genden: git is needed to read earlier versions, and cannot be run\n")
    assert ran.code == Exit.BASE


def test_standard_input_has_no_history(repository: Repository) -> None:
    command = [sys.executable, "-P", "-m", "genden_cli", "log", "--base", "-"]
    ended = subprocess.run(command, input=BASE, capture_output=True, text=True, check=False, cwd=repository.folder)
    assert (ended.returncode, ended.stdout) == (Exit.BASE, "")
    assert ended.stderr == "genden: standard input has no history\nname a file that is in git\n"


def test_an_unknown_claim_is_unknown_also_to_the_history(repository: Repository, log: Callable[..., Ran]) -> None:
    written(repository)
    for name in ("hail", "hail-stones", "hail'; --", "\u202e"):
        ran = log(name)
        assert (ran.code, ran.out) == (Exit.USAGE, "")
        assert ran.err.startswith("genden: no claim ")


def test_name_of_several_claims_lists_them(repository: Repository, log: Callable[..., Ran]) -> None:
    written(
        repository,
        [*STEPS[:1], ("Rename both", [("  rain:\n", "  rain-monday:\n"), ("  snow:\n", "  rain-frozen:\n")])],
    )
    said = (
        "genden: 'rain' may be any of 2:\n  rain-frozen  It snowed on Tuesday.\n  rain-monday  It rained on Monday.\n"
    )
    assert log("rain") == (Exit.USAGE, "", said)


def test_limit_counts_commits(repository: Repository, log: Callable[..., Ran]) -> None:
    written(repository)
    answer = json.loads(log("rain", "--limit", "2", "--format", "json").out)["log"]
    assert ({each["subject"] for each in answer["changes"]}, answer["older"]) == ({"Look again", "Rename it"}, 4)
    assert log("rain", "--limit", "2").out.endswith("and 4 older commits: genden log rain --all\n")


def test_what_others_wrote_steers_no_terminal(repository: Repository, log: Callable[..., Ran]) -> None:
    texts = [text for text in EVERY[::5] if "\0" not in text and not "\ud800" <= text[:1] <= "\udfff"]
    for number, text in enumerate(texts):
        repository.commit(BASE.replace("on Monday", f"{number} times"), f"x{text}x")
    printed = log("--all").out + log("rain", "--all").out
    assert printed.count("2020-") > len(texts)
    assert not set(printed) & {*map(chr, range(0x20)), *map(chr, range(0x7F, 0xA0)), "\u202e", "\u200b"} - {"\n"}


def test_git_runs_nothing_that_the_repository_names(repository: Repository, log: Callable[..., Ran]) -> None:
    (repository.folder / ".gitattributes").write_text("*.yaml diff=stolen filter=stolen\n")
    written(repository, STEPS[:2])
    for name in (
        *("diff.external", "diff.stolen.command", "diff.stolen.textconv", "filter.stolen.smudge", "core.pager"),
        *("core.fsmonitor", "core.sshCommand", "gpg.program", "alias.log", "alias.cat-file"),
    ):
        repository.git("config", name, f"touch {repository.folder}/stolen")
    repository.git("config", "log.showSignature", "true")
    repository.git("config", "log.showRoot", "false")
    repository.git("config", "color.ui", "always")
    repository.git("config", "diff.renames", "copies")
    assert [each[0] for each in told(log("rain", "--format", "json"))] == ["Weigh the gazette"] * 2 + ["Begin"]
    assert not (repository.folder / "stolen").exists()


def test_curve_of_many_steps_leaves_some_out_and_none_has_no_row() -> None:
    years = [YearCount(1900 + n, Origins(n, n if n < 6 else 1), Origins(0, 0)) for n in range(1, 7)]
    rows = dict(growth_page.growth_rows(Growth(tuple(years), 0)))
    assert any("1 in 1901, 2 in 1902, …, 1 to 6 in 1906" in str(cell) for cell in rows.values())
    assert [*growth_page.growth_rows(Growth((), 0))] == []
