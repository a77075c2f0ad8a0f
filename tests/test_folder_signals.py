"""A signal in the middle of an edit of many files: all of them have changed or none, and nothing lies beside them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS
from folders import by_section
from outside import interrupts
from test_signals import CODES, PROGRAM

from genden_cli.errors import Exit

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = {
    "edit": ("rename", "person", "brandt", "keeper", "--write", "--base", "base"),
    "split": ("split", "base", "parts"),
}
SHARES = (0.2, 0.7, 0.9, 0.95, 0.97, 0.98, 0.985, 0.99, 0.995, 0.999)
"""When the signal comes, as a share of all calls. The files take their places near the end."""


def files(folder: Path) -> dict[str, bytes]:
    return {os.path.relpath(each, folder): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


@pytest.mark.slow
@pytest.mark.parametrize("kind", COMMANDS)
def test_signal_leaves_all_files_of_an_edit_or_none(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    def run(at: int, number: int) -> subprocess.CompletedProcess[bytes]:
        shutil.rmtree(tmp_path / "parts", ignore_errors=True)
        by_section(FACTS.read_text(encoding="utf-8"), tmp_path / "base")
        command = [sys.executable, "-P", "-c", PROGRAM, str(at), str(number), *COMMANDS[kind]]
        with interrupts():
            return subprocess.run(command, capture_output=True, timeout=120, check=False)

    by_section(FACTS.read_text(encoding="utf-8"), tmp_path / "base")
    before = files(tmp_path)
    calls = int(run(0, 0).stderr.split()[-1])
    after = files(tmp_path)
    assert len(after.items() - before.items()) > 2
    for moment, share in enumerate(SHARES):
        number = list(CODES)[moment % len(CODES)]
        ended = run(int(calls * share), number)
        assert ended.returncode in (CODES[number], Exit.DONE), share
        assert files(tmp_path) in (before, after), share


@pytest.mark.slow
def test_killed_edit_leaves_files_that_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be done about SIGKILL, but each file is whole, and what was begun is hidden from a reader."""
    monkeypatch.chdir(tmp_path)
    by_section(FACTS.read_text(encoding="utf-8"), tmp_path / "base")
    before = files(tmp_path / "base")

    def run(at: int) -> bytes:
        by_section(FACTS.read_text(encoding="utf-8"), tmp_path / "base")
        command = [sys.executable, "-P", "-c", PROGRAM, str(at), str(int(signal.SIGKILL)), *COMMANDS["edit"]]
        return subprocess.run(command, capture_output=True, timeout=120, check=False).stderr

    calls = int(run(0).split()[-1])
    after = files(tmp_path / "base")
    for share in SHARES:
        run(int(calls * share))
        now = {name: data for name, data in files(tmp_path / "base").items() if not name.startswith(".")}
        assert now.keys() == before.keys()
        assert all(data in (before[name], after[name]) for name, data in now.items())
