"""A proposed command names the fact base that the reader named, so that it works when it is pasted."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

BASE = """base: {title: Lamps, by: Ada, reviewers: 2}
sources:
  log: {title: The log, reliability: A, why: It is at hand., read: full, derived_from: []}
  book: {title: The book, reliability: A, why: It is at hand., read: full, derived_from: []}
people:
  ann: {name: Ann}
events:
  night: {title: The night, variants: [lit, dark], people: {ann: keeper}}
claims:
  lit:
    says: Ann lit the lamp.
    event: night
    people: [ann]
    evidence: [{source: log, stance: supports, at: {page: 3}, quote: she lit it}]
    relations: {contradicts: [dark]}
  dark: {says: Ann lit no lamp., event: night, people: [ann], verdict: opinion, because: So., reviewed: 2026-01-01}
"""


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "our lamps.yaml").write_text(BASE, encoding="utf-8")
    return "our lamps.yaml"


def _commands(text: str) -> list[str]:
    return [f"genden {line.partition('genden ')[2]}" for line in text.splitlines() if "genden --base" in line]


@pytest.mark.parametrize("words", ["--base 'our lamps.yaml' check", "check 'our lamps.yaml'"])
def test_commands_of_check_name_the_base_and_work(words: str, base: str, genden: Callable[..., Ran]) -> None:
    only = ("--only", "W229,W266")
    ran = genden(*shlex.split(words), *only, base=None)
    found = _commands(
        ran.out.replace("; or write 'state: checked'", "")
        .replace("--stance …", "--stance silent")
        .replace("--credibility …", "--credibility 2")
        .replace("…", "Joos")
    )
    assert [each.split(" add ")[0] for each in found] == ["genden --base 'our lamps.yaml'"] * 2
    for each in found:
        done = genden(*shlex.split(each.partition("   ")[0])[1:], base=None)
        assert (done.code, done.out) == (0, "")
    assert genden("check", base, *only, base=None).out == ""


def test_base_that_commands_find_is_not_named(base: str, genden: Callable[..., Ran], tmp_path: Path) -> None:
    (tmp_path / base).rename(tmp_path / "facts.yaml")
    ran = genden("check", "--only", "W229,W266", base=None)
    assert ran.out.count("genden add") == 2
    assert "--base" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        ("open lit --source book", "genden --base 'our lamps.yaml' claim lit shows what is"),
        ("timeline --certainly", "genden --base 'our lamps.yaml' timeline --since"),
        ("claims -o x.html", "genden --base 'our lamps.yaml' export html -o x.html"),
        ("export site", "genden --base 'our lamps.yaml' export site FOLDER"),
        ("ask ?", "genden --base 'our lamps.yaml' ask what speaks for lit"),
    ],
)
def test_hints_of_errors_name_the_base(arguments: str, command: str, base: str, genden: Callable[..., Ran]) -> None:
    ran = genden("--base", base, *arguments.split(), base=None)
    assert ran.code == 2
    assert command in ran.err
    assert "genden --base" not in genden(*arguments.split(), base=base).err


def test_warnings_after_an_edit_name_the_base(base: str, genden: Callable[..., Ran]) -> None:
    change = ("edit", "lit", "--verdict", "opinion", "--because", "So.", "--reviewed", "2026-01-02")
    assert "genden --base 'our lamps.yaml' add review lit" in genden("--base", base, *change, base=None).err
