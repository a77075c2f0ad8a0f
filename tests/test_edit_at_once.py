"""Edits at the same time: of several processes, and of an editor that saves in between. Nothing is lost."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import FACTS
from faults import Fault, failing

from genden_cli.load import load
from genden_cli.source import exchange, lock, replace
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

SAVED = b"# saved by an editor\n"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "base.yaml"
    path.write_bytes(FACTS.read_bytes())
    return path


@pytest.mark.slow
def test_twenty_at_once_add_twenty_records(base: Path) -> None:
    command = [sys.executable, "-P", "-m", "genden_cli", "add", "person"]
    names = [f"person-{number}" for number in range(20)]
    running = [
        subprocess.Popen([*command, name, "-b", str(base)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for name in names
    ]
    ended = [(*each.communicate(timeout=120), each.returncode) for each in running]
    assert [code for _, _, code in ended] == [0] * 20
    assert all(b"added" in said for _, said, _ in ended)
    people = {each.id for each in load([BaseText("base.yaml", base.read_bytes())]).people}
    assert people >= set(names)
    assert os.listdir(base.parent) == ["base.yaml"]


class Editor(Fault):
    """Saves the base before the call number ``at``: in place, as some editors do, or by a rename, as others do."""

    def __init__(self, base: Path, *, in_place: bool, at: int = 0) -> None:
        super().__init__("any", at)
        self._base = base
        self._in_place = in_place
        self.place = ""

    def happen(self, kind: str) -> None:
        self.place = kind
        data = self._base.read_bytes() + SAVED
        if self._in_place:
            self._base.write_bytes(data)
        else:
            draft = self._base.with_name("editor")
            draft.write_bytes(data)
            draft.rename(self._base)


@pytest.mark.parametrize("in_place", [True, False], ids=["in place", "by a rename"])
@pytest.mark.parametrize("can_exchange", [True, False], ids=["exchange", "rename"])
def test_what_an_editor_saves_in_between_stays(
    base: Path, genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, *, in_place: bool, can_exchange: bool
) -> None:
    """Before any call of the system, of all that an edit makes; but without an exchange, not before the rename."""
    if not can_exchange:
        monkeypatch.setattr(exchange, "exchange", lambda *_: False)
    counted = Fault("any")
    with failing(counted):
        assert genden("add", "person", "ana", base=base).code == 0
    assert counted.calls > 10
    for at in range(1, counted.calls + 1):
        base.write_bytes(FACTS.read_bytes())
        editor = Editor(base, in_place=in_place, at=at)
        with failing(editor):
            ran = genden("add", "person", "ana", base=base)
        lost = SAVED not in base.read_bytes()
        assert not lost or (not can_exchange and editor.place == "replace"), at
        assert (ran.code, b"\n  ana:\n" in base.read_bytes()) == (0, True), (at, ran.err)
        assert os.listdir(base.parent) == ["base.yaml"]


def test_editor_that_saves_all_the_time_is_said(
    base: Path, genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def save(path: str, *arguments: int) -> int:
        if ".genden-" in str(path):
            with base.open("ab") as file:
                file.write(SAVED)
        return opened(path, *arguments)

    monkeypatch.setattr(os, "open", save)
    ran = genden("add", "person", "ana", base=base)
    assert ran == (3, "", f"genden: other programs change {base} again and again\nnothing was changed\n")
    assert base.read_bytes() == FACTS.read_bytes() + SAVED * 20


def test_edit_that_takes_too_long_is_said(
    base: Path, genden: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 0.05)
    with lock.locked(str(base)):
        ran = genden("add", "person", "ana", base=base)
    said = "another genden has been editing it for a minute"
    assert ran == (3, "", f"genden: cannot write {base}: {said}\nnothing was changed\n")
    assert genden("add", "person", "ana", base=base).code == 0


@pytest.mark.parametrize("lacking", ["linux", "renameat2", "the disk"])
def test_files_are_not_exchanged_where_that_cannot_be_done(
    lacking: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if lacking == "linux":
        monkeypatch.setattr(sys, "platform", "darwin")
    elif lacking == "renameat2":
        monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    else:
        monkeypatch.setattr(ctypes, "get_errno", lambda: errno.EINVAL)
    assert not exchange.exchange(str(tmp_path / "none"), str(tmp_path / "neither"))


def test_exchange_of_a_file_that_has_gone_fails(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        exchange.exchange(str(tmp_path / "none"), str(tmp_path / "neither"))


def test_answer_does_not_replace_what_was_saved_in_between(tmp_path: Path) -> None:
    path = tmp_path / "answer"
    for before in (None, "old"):
        if before:
            path.write_text(before)
        with replace.Replacement(str(path)) as answer:
            answer.begin().write(b"new")
            shutil.copy(FACTS, path)
            with pytest.raises(replace.Disturbed) as caught:
                answer.commit()
        assert caught.value.message == f"another program changed {path} in the meantime"
        assert path.read_bytes() == FACTS.read_bytes()
        assert os.listdir(tmp_path) == ["answer"]
        path.unlink()
