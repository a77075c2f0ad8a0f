"""Without a name, a command reads the fact base of the folder where the user stands, or of one above."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS
from folders import SMALL, by_section

from genden_cli import paths
from genden_cli.cli.completion import cached_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

TITLE = "Who put out the lamp of Aldport?"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a home folder with a project, whose base is in its top folder, and stand below that."""
    monkeypatch.setenv("HOME", str(tmp_path))
    folder = tmp_path / "project"
    (folder / "sub" / "deep").mkdir(parents=True)
    shutil.copy(FACTS, folder / "facts.yaml")
    monkeypatch.chdir(folder / "sub" / "deep")
    return folder


def said(path: str) -> str:
    return f"reading {path}; --base FILE reads another\n"


def test_the_nearest_base_above_is_read_and_named(project: Path, genden: Callable[..., Ran]) -> None:
    for folder, name in (("sub/deep", "../../facts.yaml"), ("sub", "../facts.yaml"), ("", "facts.yaml")):
        os.chdir(project / folder)
        ran = genden("stats", "--json", base=None)
        assert (ran.code, ran.err) == (0, said(name))
        assert f'"title": "{TITLE}"' in ran.out
    (project / "sub" / "facts.yaml").write_text(SMALL)
    os.chdir(project / "sub")
    assert '"title": "Aaa"' in genden("stats", "--json", base=None).out


def test_a_name_comes_first(project: Path, genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    other = project / "other.yaml"
    other.write_text(SMALL)
    for arguments in (["--base", str(other), "stats"], ["stats", "--base", str(other)]):
        ran = genden(*arguments, "--json", base=None)
        assert ('"title": "Aaa"' in ran.out, ran.err) == (True, "")
    assert genden("stats", base=other).err == ""
    monkeypatch.setenv("GENDEN_BASE", "")
    assert genden("stats", base=None).err == said("../../facts.yaml")


def test_folder_is_found_by_its_head(project: Path, genden: Callable[..., Ran]) -> None:
    (project / "facts.yaml").unlink()
    folder = by_section(SMALL, project / "facts")
    assert genden("claims", base=None).err == said("../../facts")
    (folder / "base.yaml").rename(folder / "head.yaml")
    assert paths.found_base() is None


def test_two_bases_in_one_folder_have_to_be_named(project: Path, genden: Callable[..., Ran]) -> None:
    by_section(SMALL, project / "facts")
    message = "genden: both ../../facts.yaml and the folder ../../facts are fact bases\n"
    assert genden("stats", base=None) == (2, "", f"{message}name one with --base, or move one away\n")
    assert genden("help", base=None).code == 0
    assert genden("stats", "--base", "../../facts", base=None).code == 0


COMMANDS = {
    "check": ["check"],
    "diff": ["diff", "../../facts.yaml"],
    "add": ["add", "person", "ana-b"],
    "rename": ["rename", "person", "marsh", "tobias"],
    "import": ["import", "items.json"],
    "start": [],
}


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.usefixtures("project")
def test_every_command_finds_it_and_says_so_once(name: str, genden: Callable[..., Ran]) -> None:
    with open("items.json", "w", encoding="utf-8") as file:
        file.write('[{"id": "smit2001", "type": "book", "title": "Along the Dikes"}]')
    ran = genden(*COMMANDS[name], base=None)
    assert ran.code == 0
    assert ran.err.count(said("../../facts.yaml")) == 1


@pytest.mark.parametrize("arguments", [["check", str(FACTS)], ["diff", str(FACTS), str(FACTS)], ["help"], ["schema"]])
@pytest.mark.usefixtures("project")
def test_command_that_does_not_read_it_does_not_name_it(arguments: list[str], genden: Callable[..., Ran]) -> None:
    assert "reading" not in genden(*arguments, base=None).err


def test_completion_finds_it_without_a_word(
    project: Path, genden: Callable[..., Ran], capsys: pytest.CaptureFixture[str]
) -> None:
    genden("stats", base=None)
    assert ("brandt", "Ana Brandt") in cached_names.beginning_with(None, "people", "bra")
    assert capsys.readouterr() == ("", "")
    assert project.exists()


def test_search_ends_at_the_home_folder_and_below_open_folders(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert paths.found_base() == "../../facts.yaml"
    monkeypatch.setenv("HOME", str(project / "sub"))
    assert paths.found_base() is None
    monkeypatch.setenv("HOME", "")
    assert paths.found_base() == "../../facts.yaml"
    project.chmod(0o777)
    assert paths.found_base() is None
    monkeypatch.chdir(project)
    assert paths.found_base() == "facts.yaml"


def test_bundled_base_is_not_a_found_one(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "bundled_facts", lambda: str(project / "facts.yaml"))
    assert paths.found_base() is None
    assert paths.base_path(None) is None


def test_nothing_is_found_where_there_is_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, genden: Callable[..., Ran]
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    assert (paths.found_base(), genden("stats", base=None).err) == (None, "")
    gone.rmdir()
    assert paths.found_base() is None
