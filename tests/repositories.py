"""Git repositories for tests, with commits that are the same wherever and whenever they are made."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


class Repository:
    """A repository with a base in ``facts.yaml``. Each commit is a day later than the last, in one month."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base = folder / "facts.yaml"
        self._day = 0
        folder.mkdir(exist_ok=True)
        self.git("init", "--initial-branch", "main")

    def git(self, *arguments: str) -> str:
        """Run git here as Ana Brandt, and return what it prints."""
        person = ("-c", "user.name=Ana Brandt", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false")
        date = f"2020-01-{min(self._day or 1, 31):02}T12:00:00+01:00"
        dates = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date}
        command = ["git", "-C", self.folder, *person, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | dates).stdout

    def commit(self, text: str | None, subject: str = "Change the base") -> str:
        """Commit all files, and the base with this text if there is one; return the name of the commit."""
        if text is not None:
            self.base.write_text(text, encoding="utf-8")
        self._day += 1
        self.git("add", "--all")
        self.git("commit", "--message", subject)
        return self.git("rev-parse", "HEAD").strip()


def forget_settings(monkeypatch: pytest.MonkeyPatch, ceiling: Path) -> None:
    """Let git know nothing of this machine: no settings, and no repository above the folder ``ceiling``."""
    for name in [each for each in os.environ if each.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(ceiling))


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Make an empty repository, and be there."""
    forget_settings(monkeypatch, tmp_path.parent)
    made = Repository(tmp_path / "repository")
    monkeypatch.chdir(made.folder)
    return made
