"""Nothing that a reader types is lost silently: filters, options, names of files, words of other tools."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from genden_cli.cli.main import main
from genden_cli.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

Genden = "Callable[..., Ran]"


def rows(ran: Ran) -> set[str]:
    assert ran.code in (Exit.DONE, Exit.NO), ran.err
    return set(ran.out.splitlines())


@pytest.mark.parametrize(
    ("command", "option", "one", "other"),
    [
        ("claims", "--verdict", "refuted", "disputed"),
        ("claims", "--person", "genden", "stalin"),
        ("claims", "--source", "kotkin-2017", "baabar-1999"),
        ("claims", "--kind", "event", "life"),
        ("claims", "--tag", "violence", "pipe"),
        ("timeline", "--verdict", "refuted", "disputed"),
        ("timeline", "--person", "genden", "stalin"),
        ("timeline", "--place", "Moscow", "Ulaanbaatar"),
        ("timeline", "--tag", "violence", "pipe"),
        ("sources", "--grade", "A", "B"),
    ],
)
def test_repeated_filter_means_either(
    genden: Callable[..., Ran], command: str, option: str, one: str, other: str
) -> None:
    def ask(*filters: str) -> Ran:
        return genden(command, *filters, "--format", "plain", base=None)

    first, second = rows(ask(option, one)), rows(ask(option, other))
    assert first
    assert rows(ask(option, one, option, other)) == first | second
    assert rows(ask(option, f"{one},{other}")) == first | second
    assert rows(ask(f"{option}={one},{other}")) == first | second


@pytest.mark.parametrize(
    "line",
    [
        "timeline --since 1780 --since 1790",
        "claims --limit 1 --limit 2",
        "claims --base a.yaml --base b.yaml",
        "--base a.yaml -b b.yaml claims",
        "claims --format json --format csv",
        "claims -o a.txt -o b.txt",
        "claims --color always --color never",
        "sources --claim put-out --claim song-older",
        "search lamp --kind claim --kind event",
        "cite log --style apa --style mla",
        "check --explain E014 --explain E016",
        "open log --source log --source pamphlet",
    ],
)
def test_option_that_takes_one_value_says_so(genden: Callable[..., Ran], line: str) -> None:
    ran = genden(*line.split(), base=None)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert "is given twice; it takes one value" in ran.err


def test_json_beside_another_format_is_refused(genden: Callable[..., Ran]) -> None:
    assert genden("claims", "--json") == genden("claims", "--format", "json") == genden("--json", "claims")
    ran = genden("claims", "--json", "--format", "csv")
    assert (ran.code, ran.err.splitlines()[0]) == (
        Exit.USAGE,
        "genden: --json is short for --format json, not csv",
    )


@pytest.mark.parametrize(
    ("line", "remedies"),
    [
        ("claims -o x.html", ("genden export html -o x.html", "-o x.txt")),
        ("claims -o x.json", ("--format json", "-o x.txt")),
        ("claims -o x.csv", ("--format csv", "-o x.txt")),
        ("claims -o x.md --json", ("--format markdown", "-o x.json")),
        ("--format csv claims -o x.json", ("--format json", "-o x.csv")),
    ],
)
def test_ending_of_another_format_is_refused_with_both_remedies(
    genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str, remedies: tuple[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = genden(*line.split())
    assert ran.code == Exit.USAGE
    assert all(remedy in ran.err for remedy in remedies), ran.err
    assert not any(tmp_path.iterdir())


def test_message_on_an_ending_names_both_remedies_in_sentences(
    genden: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert genden("claims", "-o", "x.json").err == (
        "genden: x.json would hold the format table, not json\n"
        "--format json writes that\n"
        "for the format table, name another file: -o x.txt\n"
    )


@pytest.mark.parametrize("line", ["-o x.json --json", "-o x.csv --format csv", "-o x.jsonl --format jsonl", "-o x.txt"])
def test_ending_of_the_format_that_is_written_is_good(
    genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert genden("claims", *line.split()).code == Exit.DONE


def test_check_says_what_it_checked(genden: Callable[..., Ran]) -> None:
    ran = genden("check", base=None)
    assert ran == (Exit.DONE, "", "facts.yaml: no mistakes, no warnings\n")


def test_hint_after_add_names_the_file(genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = str(tmp_path / "my facts.yaml")
    made = genden("new", file)
    assert f"genden --base '{file}' timeline" in made.err
    added = genden("add", "claim", "rain", "--base", file)
    assert f"genden check '{file}' says what is still to do" in added.err


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("source Kotkin 2017", "kotkin-2017"),
        ("event clashes with Stalin", "confrontation"),
        ("cite Kotkin 2017", "Kotkin"),
        ("compare clashes with Stalin", "confrontation"),
        ("open --print wikipedia ja genden", "wikipedia"),
        ("event slap", "confrontation"),
    ],
)
def test_several_words_work_wherever_a_name_does(genden: Callable[..., Ran], line: str, shown: str) -> None:
    ran = genden(*line.split(), base=None)
    assert ran.code == Exit.DONE, ran.err
    assert shown in ran.out + ran.err


def test_sentence_of_a_claim_is_no_id_and_leads_to_ask(genden: Callable[..., Ran]) -> None:
    ran = genden("claim", "Genden", "slapped", "Stalin", base=None)
    assert ran.code == Exit.USAGE
    assert "genden ask Genden slapped Stalin finds it by its words" in ran.err


@pytest.mark.parametrize("name", ["Lenin", "Linen"])
def test_guess_at_a_person_does_not_rest_on_part_of_an_epithet(genden: Callable[..., Ran], name: str) -> None:
    ran = genden("person", name, base=None)
    assert (ran.code, ran.out) == (Exit.USAGE, "")
    assert "bogd" not in ran.err.lower()


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ("list", "genden claims or genden events or genden people or genden sources"),
        ("ls", "genden claims"),
        ("show slap", "genden claim or genden person"),
        ("version", "genden --version"),
        ("mv slap x", "genden rename"),
        ("rm slap", "genden deletes nothing"),
        ("init", "genden new"),
        ("lint", "genden check"),
        ("bal", "genden stats"),
        ("grep slap", "genden search"),
        ("timeline --year 1935", "--since or --until"),
        ("timeline --after 1935", "--since"),
        ("claims --max-count 3", "--limit"),
        ("claims --no-color", "--color"),
        ("claims --csv", "--format"),
    ],
)
def test_words_of_other_tools_propose_what_they_mean(capsys: pytest.CaptureFixture[str], line: str, hint: str) -> None:
    assert main(line.split()) == Exit.USAGE
    assert f"did you mean {hint}" in (err := capsys.readouterr().err) or hint in err


WORDS = {
    "lamp -storm": "lamp -storm",
    "-storm lamp": "-storm lamp",
    "lamp -ofile": "lamp -ofile",
    "lamp -brandt --limit 3": "lamp -brandt",
    "--limit=3 lamp -hands": "lamp -hands",
    "lamp -V": "lamp -V",
    "lamp -- -o --limit": "lamp -o --limit",
    "-5 lamp": "-5 lamp",
}


@pytest.mark.parametrize("line", WORDS)
def test_word_to_exclude_is_no_option(
    line: str, genden: Callable[..., Ran], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = (
        genden("search", *line.split(), "--json")
        if "--" not in line.split()
        else genden("search", "--json", *line.split())
    )
    assert json.loads(ran.out)["search"]["query"] == WORDS[line]
    assert list(tmp_path.iterdir()) == []


def test_excluded_word_excludes_passages(genden: Callable[..., Ran]) -> None:
    every = json.loads(genden("search", "lamp", "--json", "--limit", "100").out)["search"]["hits"]
    others = json.loads(genden("search", "lamp", "-storm", "--json", "--limit", "100").out)["search"]["hits"]
    assert 0 < len(others) < len(every)
    assert not any("storm" in each["passage"].casefold() for each in others)


@pytest.mark.parametrize("line", ["search lamp -o", "search lamp --limit", "ask who -b"])
def test_option_without_its_value_is_refused_where_words_may_begin_with_a_hyphen(
    line: str, genden: Callable[..., Ran]
) -> None:
    ran = genden(*line.split())
    assert (ran.code, ran.out) == (Exit.USAGE, "")


def test_options_of_a_search_may_stand_anywhere(genden: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "hits.json"
    ran = genden("search", "-o", str(file), "lamp", "--format=json", "-storm", "--limit", "2")
    assert (ran.code, ran.out, ran.err) == (Exit.DONE, "", "")
    assert len(json.loads(file.read_text())["search"]["hits"]) == 2
    assert genden("search", "lamp", "-h").out.startswith("Usage:")
