"""The help: commands in groups, two examples each that run, and what ``genden`` alone shows."""

from __future__ import annotations

import shlex
import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import TESTS
from test_diff import git

from genden_cli.cli.app import COMMANDS, GROUPS
from genden_cli.errors import Exit
from genden_cli.help.examples import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with the files that the examples name."""
    for name in ("mine.yaml", "old.yaml", "new.yaml"):
        shutil.copy(TESTS / "sound.yaml", tmp_path / name)
    (tmp_path / "family.ged").write_text("0 HEAD\n0 @I1@ INDI\n1 NAME Ana /Brandt/\n0 TRLR\n")
    (tmp_path / "zotero.json").write_text('[{"id": "smit2001", "type": "book", "title": "Along the Dikes"}]')
    (tmp_path / "article.txt").write_text("Genden slapped Stalin in the face at a banquet in Moscow.\n")
    (tmp_path / "log.txt").write_text("Stormy and dark.\n")
    (tmp_path / "letters.html").write_text("<p>The storm put it out.\n")
    (tmp_path / "copies").mkdir()
    monkeypatch.chdir(tmp_path)
    git(tmp_path, "init")
    git(tmp_path, "add", "mine.yaml")
    git(tmp_path, "commit", "--message", "Begin")
    monkeypatch.setenv("EDITOR", "true")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("example", [each for command in COMMANDS for each in EXAMPLES[command]])
@pytest.mark.usefixtures("folder")
def test_example_runs(genden: Callable[..., Ran], example: str) -> None:
    words = shlex.split(example)
    ran = genden(*words[1:], base=None)
    no = words[1] == "verify"  # the text is another one, so its quotes are missing
    assert ran.code == (Exit.NO if no else Exit.DONE), ran.err
    silent = ("new", "add", "edit", "rename", "split", "keep", "check", "diff")
    assert ran.out or "-o" in words or words[1] in silent


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_shows_its_two_examples(genden: Callable[..., Ran], command: str) -> None:
    shown = genden(command, "--help").out
    assert len(EXAMPLES[command]) == 2
    assert shown.endswith("\nExamples:\n" + "".join(f"  {each}\n" for each in EXAMPLES[command]))
    assert all(each.startswith(f"genden {command}") for each in EXAMPLES[command])


def test_help_shows_every_command_in_one_group(genden: Callable[..., Ran]) -> None:
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(COMMANDS)
    shown = genden("--help").out
    places = [shown.index(f"\n{title}:\n") for title in GROUPS]
    assert places == sorted(places)


def test_program_alone_shows_the_question_the_answer_and_five_commands(genden: Callable[..., Ran]) -> None:
    ran = genden(base=None)
    assert (ran.code, ran.err) == (Exit.DONE, "")
    title, answer, _, _, *rest = ran.out.splitlines()
    assert "?" in title
    assert answer == "? unproven: Genden slapped Stalin in the face."
    commands = [line.strip().partition("  ")[0] for line in rest if line.startswith("  ")]
    assert len(commands) == 5
    for command in commands:
        assert genden(*shlex.split(command)[1:], base=None).code == Exit.DONE, command


def test_program_alone_is_about_the_base_that_is_named(genden: Callable[..., Ran], tmp_path: Path) -> None:
    empty = tmp_path / "empty.yaml"
    empty.write_text("base: {title: Nothing yet}\n")
    ran = genden("--base", str(empty), base=None)
    assert (ran.code, ran.out.splitlines()[0]) == (Exit.DONE, "Nothing yet")
    assert genden("-V").out == genden("--version").out
