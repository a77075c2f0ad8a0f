"""Completion put where a shell reads it: once, beside what a start-up file holds already."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import shellingham
from outside import genden

from genden_cli.cli.completion.completers import SHELLS
from genden_cli.cli.completion.install import script
from genden_cli.cli.main import main
from genden_cli.errors import Exit

if TYPE_CHECKING:
    from pathlib import Path

PLACES = {
    "bash": (".local/share/genden/completion.bash", ".bashrc"),
    "zsh": (".local/share/genden/completion.zsh", ".zshrc"),
    "fish": (".config/fish/conf.d/genden.fish", None),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "it's home"))
    return tmp_path / "it's home"


@pytest.mark.parametrize("shell", SHELLS)
def test_script_is_shown(capsys: pytest.CaptureFixture[str], shell: str) -> None:
    assert main(["--show-completion", shell]) == Exit.DONE
    assert capsys.readouterr() == (script(shell), "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script_is_one_that_the_shell_can_read(shell: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    program = tmp_path / "it's $(here) \\"
    program.write_text("")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(program)])
    checked = subprocess.run([shell, "-n"], input=script(shell).encode(), capture_output=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, b"")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_installed_once_and_nothing_else_changes(
    capsys: pytest.CaptureFixture[str], home: Path, shell: str
) -> None:
    kept, start = PLACES[shell]
    before = b"alias x=y # \xff, and no end of line"
    home.mkdir()
    if start:
        (home / start).write_bytes(before)
    for _ in range(2):
        assert main(["--install-completion", shell]) == Exit.DONE
        reads = f"{home / start} reads it\n" if start else ""
        said = f"completion for {shell} is in {home / kept}\n{reads}a new shell will complete\n"
        assert capsys.readouterr() == ("", said)
    assert (home / kept).read_text() == script(shell)
    if start:
        line = f"source '{str(home / kept).replace(chr(39), chr(39) + chr(34) + chr(39) + chr(34) + chr(39))}'"
        assert (home / start).read_bytes() == before + f"\n{line}\n".encode()


def test_completion_goes_where_the_surroundings_say(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    (tmp_path / "ZDOTDIR").mkdir()
    for shell in ("zsh", "fish"):
        assert main(["--install-completion", shell]) == Exit.DONE
    written = {str(each.relative_to(tmp_path)) for each in tmp_path.rglob("*") if each.is_file()}
    assert written == {
        "XDG_DATA_HOME/genden/completion.zsh",
        "XDG_CONFIG_HOME/fish/conf.d/genden.fish",
        "ZDOTDIR/.zshrc",
    }
    assert not home.exists()


def test_script_for_powershell_names_the_program_as_powershell_quotes_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "it's ‘here’"
    program.write_text("")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(program)])
    assert f"else {{ '{tmp_path}/it''s ‘‘here’’' }}\n" in script("powershell")


@pytest.mark.parametrize("named", ["powershell", "pwsh"])
def test_powershell_is_installed_by_a_line_in_its_profile(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.setattr("shellingham.detect_shell", lambda: (named, f"C:\\{named}.exe"))
    assert main(["--install-completion"]) == Exit.USAGE
    said = "genden: only PowerShell knows where its start-up file is\nadd this line to $PROFILE: "
    line = "genden --show-completion powershell | Out-String | Invoke-Expression"
    assert capsys.readouterr() == ("", f"{said}{line}\n")


@pytest.mark.parametrize("found", [None, ("tcsh", "/bin/tcsh")])
def test_shell_that_is_unknown_has_to_be_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, found: tuple[str, str] | None
) -> None:
    def detected() -> tuple[str, str]:
        if found is None:
            raise shellingham.ShellDetectionFailure
        return found

    monkeypatch.setattr("shellingham.detect_shell", detected)
    assert main(["--install-completion"]) == Exit.USAGE
    said = "genden: which shell?\nname it: one of bash, zsh, fish, powershell\n"
    assert capsys.readouterr() == ("", said)


def test_line_that_no_start_up_file_takes_is_said(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    (home / ".bashrc").mkdir(parents=True)
    assert main(["--install-completion", "bash"]) == Exit.BASE
    out, said = capsys.readouterr()
    kept, start = PLACES["bash"]
    assert (out, (home / kept).read_text()) == ("", script("bash"))
    assert f"the script is installed; {home / start} still needs the line: source " in said


def test_completion_that_cannot_be_installed_is_said(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/dev/null")
    assert main(["--install-completion", "bash"]) == Exit.BASE
    assert capsys.readouterr() == ("", "genden: cannot write /dev/null/genden: not a directory\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_that_runs_is_the_one_that_is_meant(shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    asked = f"'{sys.executable}' -m genden_cli --show-completion; true"
    shown = subprocess.run([shell, "-c", asked], capture_output=True, check=False)
    assert shown.stdout.decode().startswith(
        "#compdef genden\n" if shell == "zsh" else f"# Completion of genden in {shell}"
    )


def test_shell_that_is_none_of_ours_is_said() -> None:
    ended = genden("--show-completion", "tcsh")
    assert (ended.code, ended.out) == (Exit.USAGE, b"")
    assert ended.err.decode().startswith("genden: Invalid value for '--show-completion': 'tcsh' is not one of")
