"""Every command finds its fact base in the same way, and refuses an option that names none."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS
from parameters import choices, parameters

from genden_cli.cli.app import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

MESSAGE = "genden: --base without a name\nname a YAML file, or leave --base out\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, genden: Callable[..., Ran]) -> Callable[..., Ran]:
    """Run the program in a folder of its own, on a copy of the facts: a command that is not refused may write."""
    monkeypatch.chdir(tmp_path)
    return partial(genden, base=shutil.copy(FACTS, tmp_path))


def required(command: str) -> list[str]:
    """Return the shortest command line that a command accepts: a value for each argument and option that it needs."""
    line = [command]
    for each in parameters(command):
        if each.required:
            line += [] if each.param_type_name == "argument" else [each.opts[0]]
            line.append((choices(command, each) or ["x"])[0])
    return line


def has_base(command: str) -> bool:
    return any(each.name == "base" for each in parameters(command))


@pytest.mark.parametrize("command", COMMANDS)
def test_an_empty_base_before_the_command_is_refused(command: str, run: Callable[..., Ran]) -> None:
    assert run("--base", "", *required(command)) == (2, "", MESSAGE)


@pytest.mark.parametrize("command", [each for each in COMMANDS if has_base(each)])
def test_an_empty_base_after_the_command_is_refused(command: str, run: Callable[..., Ran]) -> None:
    assert run(*required(command), "--base", "") == (2, "", MESSAGE)


def test_files_to_check_do_not_excuse_an_empty_base(run: Callable[..., Ran]) -> None:
    assert run("check", "facts.yaml", "--base", "") == (2, "", MESSAGE)


def test_only_commands_that_read_no_base_have_no_base_option() -> None:
    assert {each for each in COMMANDS if not has_base(each)} == {"new", "split", "help"}
