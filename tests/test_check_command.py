"""``genden check`` from the outside: forms, options, exit codes."""

from __future__ import annotations

import json
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sound import SOUND, edited

from genden_cli import __version__
from genden_cli.diagnostics import sarif
from genden_cli.diagnostics.registry import registry

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Ran

# One mistake with wide and combining characters before it, one on a long line, one without a remedy, one over lines.
WRONG = """\
base:
  title: 根登 Ánna, who put out the lamp?
people:
  brandt: {name: 安娜·勃蘭特 A\u0301nna, dead: 1829, about: Keeper of the lamp of Aldport since the year of the flood}
events:
  night:
    title: [the,
      night]
    date: 31.12.1788
claims:
  put-out:
    says: Ana Brandt put out the lamp.
    event: nihgt
    verdict: suported
"""

WEAK = (
    edited("verdict: disputed", "verdict: supported")
    .replace(
        "says: A storm put out the lamp.", "says: Did a storm put it out?  # genden: ignore W254 because it asks, 100%"
    )
    .replace("reviewed: 2026-11-23\n  bravest", "note: The infamous town, 根登, cruel.\n  bravest")
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with bases of three kinds."""
    (tmp_path / "bases").mkdir()
    for name, text in (("sound", SOUND), ("bases/wrong", WRONG), ("bases/weak, 100%", WEAK)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


ALL = ("sound.yaml", "bases/wrong.yaml", "bases/weak, 100%.yaml")


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.usefixtures("folder")
def test_form_is_as_recorded(form: str, genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    ran = genden("check", *ALL, "--format", form)
    assert ran.code == 1
    assert ran.err == "5 errors, 4 warnings. Fix the errors to see all warnings.\n"
    golden(f"check.{form}", ran.out)


@pytest.mark.usefixtures("folder")
def test_sarif_is_as_recorded(genden: Callable[..., Ran], golden: Callable[[str, str], None]) -> None:
    """All but the rules, which are the explanations once more; CI holds the whole against SARIF's schema."""
    log = json.loads(genden("check", *ALL, "--format", "sarif").out)
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    rules = driver["rules"]
    assert [each["id"] for each in rules] == list(registry())
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [each["ruleId"] for each in run["results"]]
    driver |= {"version": "VERSION", "rules": rules[:1]}
    golden("check.sarif", json.dumps(log, ensure_ascii=False, indent=2) + "\n")


def test_files_elsewhere_have_whole_addresses(folder: Path, genden: Callable[..., Ran]) -> None:
    elsewhere = tempfile.mkdtemp(dir=folder.parent)
    file = Path(elsewhere, "weak.yaml")
    file.write_text(WEAK, encoding="utf-8")
    (result,) = json.loads(genden("check", str(file), "--only", "W208", "--format", "sarif").out)["runs"][0]["results"]
    (place,) = result["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == f"file://{file}"


def fingerprints(genden: Callable[..., Ran], text: str, folder: Path) -> list[str]:
    file = folder / "weak.yaml"
    file.write_text(text)
    results = json.loads(genden("check", str(file), "--format", "sarif").out)["runs"][0]["results"]
    return [each["partialFingerprints"]["codeAndLine/v1"] for each in results]


def test_fingerprint_of_a_problem_stays_the_same_where_lines_move(folder: Path, genden: Callable[..., Ran]) -> None:
    before = fingerprints(genden, WEAK, folder)
    assert before
    assert len(set(before)) == len(before)
    assert fingerprints(genden, f"# a comment\n\n{WEAK}", folder) == before


def test_rules_lead_to_their_explanations_once_the_repository_has_an_address(
    monkeypatch: pytest.MonkeyPatch, genden: Callable[..., Ran]
) -> None:
    monkeypatch.setattr(sarif, "REPOSITORY", "https://example.org/genden")
    rules = json.loads(genden("check", "--format", "sarif").out)["runs"][0]["tool"]["driver"]["rules"]
    page = f"https://example.org/genden/blob/v{__version__}/genden_cli/diagnostics/explanations.md"
    assert rules[0]["helpUri"] == f"{page}#e001-not-utf-8"
    assert len({each["helpUri"] for each in rules}) == len(rules)


# Arguments after "check", exit code, the codes shown, standard error.
RUNS = [
    (["sound.yaml"], 0, "", "sound.yaml: no mistakes, no warnings\n"),
    (["sound.yaml", "--strict"], 0, "", "sound.yaml: no mistakes, no warnings\n"),
    (["bases/weak, 100%.yaml"], 0, "W201 W208 W252 W252", "4 warnings\n"),
    (["bases/weak, 100%.yaml", "--strict"], 1, "W201 W208 W252 W252", "4 warnings\n"),
    (["bases/weak, 100%.yaml", "--only", "w208"], 0, "W208", "1 warning\n"),
    (["bases/weak, 100%.yaml", "--only", "W20, W252", "--ignore", "W208"], 0, "W201 W252 W252", "3 warnings\n"),
    (
        ["bases/weak, 100%.yaml", "--ignore", "W", "--strict"],
        0,
        "",
        "weak, 100%.yaml: no mistakes, no warnings shown (4 filtered out)\n",
    ),
    (["bases/wrong.yaml", "--only", "E016"], 1, "E016", "5 errors (4 not shown). Fix them to see warnings.\n"),
    (["bases/wrong.yaml", "--ignore", "E"], 1, "", "wrong.yaml: 5 errors (5 not shown). Fix them to see warnings.\n"),
    (
        ["sound.yaml", "sound.yaml", "none.yaml"],
        3,
        "",
        "genden: cannot read none.yaml: no such file or directory\n",
    ),
    (["bases/wrong.yaml", "none.yaml", "--only", "E016"], 3, "E016", "genden: cannot read none.yaml"),
    (["--only", "W999"], 2, "", "genden: --only: unknown code W999\n"),
    (["--only", ""], 2, "", "genden: --only names no code\n"),
    (["--ignore", " , "], 2, "", "genden: --ignore names no code\n"),
    (["--ignore", "nonsense"], 2, "", "genden: --ignore: unknown code NONSENSE\n"),
    (["--format", "xml"], 2, "", "genden: Invalid value for '--format'"),
]


@pytest.mark.parametrize(("arguments", "code", "shown", "said"), RUNS)
@pytest.mark.usefixtures("folder")
def test_exit_code_and_what_is_shown(
    arguments: list[str], code: int, shown: str, said: str, genden: Callable[..., Ran]
) -> None:
    ran = genden("check", *arguments)
    assert (
        ran.code,
        [line.split("[")[1][:4] for line in ran.out.splitlines() if "[" in line and ".yaml:" in line],
    ) == (
        code,
        shown.split(),
    )
    assert ran.err.startswith(said)
    assert bool(ran.err) is bool(said)


@pytest.mark.usefixtures("folder")
def test_base_comes_from_options_environment_or_the_package(genden: Callable[..., Ran]) -> None:
    assert genden("check", "--base", "sound.yaml", base=None).code == 0
    assert genden("--base", "sound.yaml", "check", base=None).code == 0
    assert genden("check", base=Path("bases/wrong.yaml")).code == 1
    assert "error" not in genden("check", base=None).err


@pytest.mark.usefixtures("folder")
def test_options_before_the_command_count(genden: Callable[..., Ran]) -> None:
    assert json.loads(genden("--format", "json", "check", "sound.yaml").out)["problems"] == []
    assert genden("--format", "table", "check", "sound.yaml").code == 0
    refused = genden("--format", "csv", "check", "sound.yaml")
    assert (refused.code, refused.err.splitlines()[0]) == (2, "genden: check does not print csv")


def test_output_goes_to_a_file_but_never_to_a_base(folder: Path, genden: Callable[..., Ran]) -> None:
    ran = genden("check", "sound.yaml", "bases/wrong.yaml", "-o", "said.txt", "--only", "E016")
    assert (ran.code, ran.out) == (1, "")
    assert (folder / "said.txt").read_text("utf-8").startswith("bases/wrong.yaml:14:14: error[E016] unknown verdict")
    refused = genden("check", "sound.yaml", "bases/wrong.yaml", "-o", "bases/wrong.yaml")
    assert (refused.code, refused.err.splitlines()[0]) == (3, "genden: bases/wrong.yaml is the fact base itself")
    assert (folder / "bases/wrong.yaml").read_text("utf-8") == WRONG
    genden("check", "--explain", "E014", "-o", "said.txt")
    assert (folder / "said.txt").read_text("utf-8").startswith("E014  ")


@pytest.mark.usefixtures("folder")
def test_hostile_names_and_values_are_shown_harmless(genden: Callable[..., Ran]) -> None:
    name = "a\x1b[31m\n%0A::error::b.yaml"
    Path(name).write_text(
        SOUND.replace("source: letters\n        stance: silent", 'source: "\\e]0;x"\n        stance: silent'),
        encoding="utf-8",
    )
    text = genden("check", name).out + genden("check", name, "--format", "json").out
    assert "\x1b" not in text
    assert "]0;x" in text
    line = genden("check", name, "--format", "github").out
    assert line.startswith("::error file=a\\x1b[31m%0A%250A%3A%3Aerror%3A%3Ab.yaml,line=")
    assert line.count("\n") == 2


def test_shipped_base_has_no_mistakes(genden: Callable[..., Ran]) -> None:
    ran = genden("check", "--strict", base=None)
    assert (ran.code, ran.out, ran.err) == (0, "", "facts.yaml: no mistakes, no warnings\n")


def test_base_of_the_tests_has_no_mistakes(genden: Callable[..., Ran]) -> None:
    ran = genden("check", os.fspath(Path(__file__).parent / "facts.yaml"))
    assert ran.code == 0
    assert re.fullmatch(r"[0-9]+ warnings\n", ran.err)


def _tree(people: int) -> str:
    """Return a base of people without claims, whose ids for VIAF are wrong, and with one event."""
    lines = "".join(f"  p{n}: {{name: P{n}, ids: {{viaf: x{n}}}}}\n" for n in range(people))
    return f"base: {{title: A tree}}\npeople:\n{lines}events:\n  e: {{title: Feast, people: {{p0: guest}}}}\n"


# Arguments after "check tree.yaml", the places shown, and the codes counted at the end.
BLOCKS = [
    ((), 10 + 1 + 1, ["11 W243", "1 W232", "1 W233"]),
    (("--all",), 11 + 1 + 1, ["11 W243", "1 W232", "1 W233"]),
    (("--only", "W243"), 10, ["11 W243"]),
    (("--only", "W233"), 1, []),
    (("--statistics",), 0, ["11 W243", "1 W232", "1 W233"]),
    (("--statistics", "--only", "W233"), 0, ["1 W233"]),
]


@pytest.mark.parametrize(("arguments", "places", "sums"), BLOCKS)
def test_frequent_code_is_a_block_and_codes_are_counted(
    arguments: tuple[str, ...], places: int, sums: list[str], tmp_path: Path, genden: Callable[..., Ran]
) -> None:
    file = tmp_path / "tree.yaml"
    file.write_text(_tree(11))
    lines = genden("check", str(file), *arguments).out.splitlines()
    assert sum(f"{file}:" in line for line in lines) == places
    counted = [line.split()[:2] for line in lines if re.match(r" *[0-9]+  [EW][0-9]{3}  ", line)]
    assert counted == [each.split() for each in sums]
    assert (" … and 1 more: --only W243 --all shows each" in lines) is (places in (10, 12))


def test_block_of_warnings_is_as_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, genden: Callable[..., Ran], golden: Callable[[str, str], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = "".join(f"  q{n}: {{nam: Q{n}}}\n" for n in range(11))
    (tmp_path / "tree.yaml").write_text(_tree(2000))
    (tmp_path / "wrong.yaml").write_text(f"base: {{title: T}}\npeople:\n{wrong}")
    golden("check-blocks.text", genden("check", "tree.yaml", "wrong.yaml").out)


def test_blocks_of_a_long_report_begin_at_four(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "tree.yaml"
    # Some people have wrong identifiers, others the name of somebody else.
    for wrong, namesakes, frames in ((97, 3, 3 + 1), (95, 4, 4 + 1), (96, 4, 1), (8, 8, 8 + 8 + 1)):
        people = "".join(f"  p{n}: {{name: P{n}, ids: {{viaf: x{n}}}}}\n" for n in range(wrong))
        people += "".join(f"  q{n}: {{name: P0}}\n" for n in range(namesakes))
        file.write_text(f"base: {{title: T}}\npeople:\n{people}")
        lines = genden("check", str(file)).out.splitlines()
        assert sum(f"{file}:" in line and "warning[" in line for line in lines) == frames


def test_data_formats_have_every_place(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "tree.yaml"
    file.write_text(_tree(30))
    assert len(json.loads(genden("check", str(file), "--json").out)["problems"]) == 30 + 2
    assert genden("check", str(file), "--format", "github").out.count("::warning") == 30 + 2


def test_statistics_are_data_too(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    file = tmp_path / "tree.yaml"
    file.write_text(_tree(1))
    assert json.loads(genden("check", str(file), "--statistics", "--json").out) == [
        {"count": 1, "code": code, "level": "warning", "title": registry()[code].title}
        for code in ("W232", "W233", "W243")
    ]
    assert json.loads(genden("check", str(file), "--statistics", "--json", "--only", "E").out) == []
    for arguments in (["--format", "sarif"], ["--links"]):
        assert genden("check", str(file), "--statistics", *arguments).code == 2


def test_report_of_before_stays_where_nothing_could_be_read(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    report = tmp_path / "report.txt"
    report.write_text("old", encoding="utf-8")
    ran = genden("check", str(tmp_path / "none.yaml"), "-o", str(report))
    assert (ran.code, ran.out, report.read_text(encoding="utf-8")) == (3, "", "old")
