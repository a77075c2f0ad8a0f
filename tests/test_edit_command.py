"""``genden edit`` opens the editor at the record, and checks the base afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import TESTS
from folders import by_section

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

SOUND = (TESTS / "sound.yaml").read_text(encoding="utf-8")
SOUND_BASE = "base.yaml: no mistakes, no warnings\n"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.yaml"
    path.write_text(SOUND, encoding="utf-8")
    return path


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Make a program of some name the editor, and return the file in which it writes its arguments."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.delenv("VISUAL", raising=False)

    def install(command: str, then: str) -> Path:
        program = folder / command.split(maxsplit=1)[0]
        program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {folder}/arguments\n{then}\n')
        program.chmod(0o755)
        monkeypatch.setenv("EDITOR", command)
        return folder / "arguments"

    return install


FORMS = {
    "vi": ["+{line}", "{file}"],
    "nvim -f": ["-f", "+{line}", "{file}"],
    "nano": ["+{line}", "{file}"],
    "emacs -nw": ["-nw", "+{line}", "{file}"],
    "micro": ["+{line}", "{file}"],
    "code": ["--goto", "{file}:{line}", "--wait"],
    "codium --new-window": ["--new-window", "--goto", "{file}:{line}", "--wait"],
    "subl": ["{file}:{line}", "--wait"],
    "hx": ["{file}:{line}"],
    "my-editor": ["{file}"],
}


@pytest.mark.parametrize("command", FORMS)
def test_each_editor_gets_the_line_in_its_own_way(
    command: str, base: Path, editor: Callable[[str, str], Path], genden: Callable[..., Ran]
) -> None:
    arguments = editor(command, "")
    assert genden("edit", "storm", base=base) == (0, "", SOUND_BASE)
    line = SOUND[: SOUND.index("\n  storm:")].count("\n") + 2
    assert arguments.read_text().splitlines() == [each.format(file=base, line=line) for each in FORMS[command]]


def test_what_the_editor_left_is_checked(
    base: Path, editor: Callable[[str, str], Path], genden: Callable[..., Ran]
) -> None:
    editor("vi", 'sed -i "s/stance: silent/stance: slient/" "$2"')
    ran = genden("edit", "put-out", base=base)
    assert ran.code == 1
    assert "error[E016] unknown stance 'slient'" in ran.out
    editor("vi", 'sed -i "s/stance: slient/stance: silent/" "$2"')
    assert genden("edit", "put-out", base=base) == (0, "", SOUND_BASE)


PLACES = {
    "": "base:",
    "gale": "  storm:",
    "brandt": "  brandt:",
    "log": "  log:",
    "dark-night": "  dark-night:",
}


@pytest.mark.parametrize("id_", PLACES)
def test_records_of_every_kind_are_found_also_in_a_folder(
    id_: str, tmp_path: Path, editor: Callable[[str, str], Path], genden: Callable[..., Ran]
) -> None:
    folder = by_section(SOUND, tmp_path / "base")
    arguments = editor("vi", "")
    assert genden("edit", *filter(None, [id_]), base=folder).code == 0
    line, file = arguments.read_text().splitlines()
    with open(file, encoding="utf-8") as text:
        assert text.read().splitlines()[int(line) - 1] == PLACES[id_]


def test_the_claim_of_an_id_goes_first(
    tmp_path: Path, editor: Callable[[str, str], Path], genden: Callable[..., Ran]
) -> None:
    base = tmp_path / "base.yaml"
    base.write_text("base: {title: t}\npeople:\n  a: {name: A}\nevents:\n  a: {title: A}\nclaims:\n  a: {says: A.}\n")
    arguments = editor("vi", "")
    assert genden("edit", "a", base=base).code == 0
    assert arguments.read_text().splitlines()[0] == "+7"


def test_a_base_with_errors_is_opened_too(
    tmp_path: Path, editor: Callable[[str, str], Path], genden: Callable[..., Ran]
) -> None:
    base = tmp_path / "base.yaml"
    base.write_text("base: {titel: t}\npeople:\n  a: {name: A}\n  b: {name: [}\n")
    arguments = editor("vi", "")
    assert genden("edit", "a", base=base).code == 1
    assert arguments.read_text().splitlines()[0] == "+3"


REFUSED = {
    "": "no editor is set\nname one, and run the command again: export EDITOR=nano\n",
    "no-such-editor": "there is no editor 'no-such-editor'\nname one, and run the command again: export EDITOR=nano\n",
    "'vi": "''vi' is not a command\nname one, and run the command again: export EDITOR=nano\n",
}


@pytest.mark.parametrize("command", REFUSED)
def test_without_an_editor_one_message_says_what_to_do(
    command: str, base: Path, monkeypatch: pytest.MonkeyPatch, genden: Callable[..., Ran]
) -> None:
    monkeypatch.setenv("VISUAL", " ")
    monkeypatch.setenv("EDITOR", command)
    assert genden("edit", "storm", base=base) == (2, "", f"genden: {REFUSED[command]}")


def test_an_editor_that_does_not_start_is_named(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, genden: Callable[..., Ran]
) -> None:
    program = tmp_path / "broken"
    program.write_text("#!/nowhere\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(program))
    ran = genden("edit", "storm", base=base)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"genden: cannot start '{program}': No such file or directory\n")


def test_an_editor_that_fails_is_named(
    base: Path, editor: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch, genden: Callable[..., Ran]
) -> None:
    editor("vi", "exit 7")
    monkeypatch.setenv("VISUAL", "vi")
    monkeypatch.setenv("EDITOR", "no-such-editor")
    assert genden("edit", base=base) == (3, "", f"genden: vi ended with 7\n{base} is as it was saved last\n")


def test_an_unknown_id_opens_no_editor(
    base: Path, editor: Callable[[str, str], Path], genden: Callable[..., Ran]
) -> None:
    arguments = editor("vi", "")
    assert genden("edit", "strom", base=base) == (2, "", "genden: no record 'strom'\ndid you mean storm?\n")
    assert not arguments.exists()
