"""Answers on their way out: whole, in the right encoding, and never over the fact base."""

from __future__ import annotations

import os
import sqlite3
import sys
from io import BytesIO, StringIO, TextIOWrapper
from typing import TYPE_CHECKING

import pytest
from outside import bound_by_permissions

from genden_cli.errors import BrokenOff, Exit, ReaderLeft, Unwritable
from genden_cli.output.stream import opened, say

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Ran

LONG = "x" * (1 << 18) + "\n"
"""More than is held back."""

FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full is Linux's")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "facts.yaml"
    path.write_text("base: {title: T}\n")
    return path


def write(output: Path | str | None, base: Path, *texts: str, then: type[BaseException] | None = None) -> None:
    with opened(None if output is None else str(output), never=str(base)) as out:
        for text in texts:
            out(text)
        if then:
            raise then


def test_file_gets_the_answer_in_utf_8_with_line_feeds(tmp_path: Path, base: Path) -> None:
    write(tmp_path / "answer", base, "Гэндэн\n", "根登\r\n")
    assert (tmp_path / "answer").read_bytes() == "Гэндэн\n根登\r\n".encode()


def test_empty_answer_is_an_empty_file(tmp_path: Path, base: Path) -> None:
    (tmp_path / "answer").write_text("before")
    write(tmp_path / "answer", base)
    assert (tmp_path / "answer").read_bytes() == b""


def test_long_answer_appears_when_it_is_whole(tmp_path: Path, base: Path) -> None:
    answer = tmp_path / "answer"
    with opened(str(answer), never=str(base)) as out:
        out("short\n")
        assert sorted(os.listdir(tmp_path)) == ["facts.yaml"]
        out(LONG)
        (draft,) = {*os.listdir(tmp_path)} - {"facts.yaml"}  # not held in memory
        assert draft != "answer"
        out("short\n")
    assert answer.read_text() == f"short\n{LONG}short\n"
    assert sorted(os.listdir(tmp_path)) == ["answer", "facts.yaml"]


@pytest.mark.parametrize("error", [sqlite3.DatabaseError, KeyboardInterrupt, ValueError])
def test_answer_that_fails_at_its_beginning_writes_nothing(
    tmp_path: Path, base: Path, error: type[BaseException]
) -> None:
    answer = tmp_path / "answer"
    answer.write_text("before")
    with pytest.raises(error):
        write(answer, base, "short\n", then=error)
    assert answer.read_text() == "before"


def test_index_that_fails_in_the_middle_is_said(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(BrokenOff) as caught:
        write(None, base, LONG, then=sqlite3.DatabaseError)
    assert caught.value.exit == Exit.BASE
    assert capsys.readouterr().out == LONG


@pytest.mark.parametrize("error", [sqlite3.DatabaseError, KeyboardInterrupt, ValueError, MemoryError])
def test_answer_that_fails_in_the_middle_leaves_the_old_file(
    tmp_path: Path, base: Path, error: type[BaseException]
) -> None:
    answer = tmp_path / "answer"
    for before in (None, "before"):
        if before:
            answer.write_text(before)
        with pytest.raises(error):  # nobody has seen a part of it: a fresh index may still give the answer
            write(answer, base, LONG, then=error)
        assert (answer.read_text() if answer.exists() else None) == before
        assert {*os.listdir(tmp_path)} <= {"answer", "facts.yaml"}


def complaint(output: Path | str | None, base: Path, *texts: str) -> tuple[str, tuple[str, ...]]:
    with pytest.raises(Unwritable) as caught:
        write(output, base, *texts)
    assert caught.value.exit == Exit.BASE
    return caught.value.message, caught.value.hints


def test_fact_base_is_not_written_over_by_whatever_name(tmp_path: Path, base: Path) -> None:
    (tmp_path / "link").symlink_to(base)
    (tmp_path / "hard").hardlink_to(base)
    (tmp_path / "folder").mkdir()
    before = base.read_bytes()
    for name in ("facts.yaml", "link", "hard", "folder/../facts.yaml"):
        path = f"{tmp_path}/{name}"
        assert complaint(path, base, LONG) == (f"{path} is the fact base itself", ("name another file with -o",))
    assert base.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "no such file or directory"),
        ("folder", "is a directory"),
        ("none/answer", "no such file or directory"),
        ("facts.yaml/answer", "not a directory"),
        ("x" * 300, "file name too long"),
    ],
)
def test_place_that_cannot_be_written_is_said(
    tmp_path: Path, base: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    assert complaint(name, base, "answer\n") == (f"cannot write {name}: {said}", ())


def test_place_without_permission_is_said() -> None:
    with bound_by_permissions() as folder:
        base = folder / "facts.yaml"
        base.touch()
        answer = folder / "answer"
        answer.touch(mode=0o400)
        assert complaint(answer, base, "answer\n") == (f"cannot write {answer}: permission denied", ())


@FULL
@pytest.mark.parametrize("text", ["short\n", LONG])
def test_full_disk_is_said(base: Path, text: str) -> None:
    assert complaint("/dev/full", base, text) == ("cannot write /dev/full: no space left on device", ())


@FULL
@pytest.mark.parametrize("text", ["short\n", LONG])
def test_full_disk_behind_standard_output_is_said_once(base: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        assert complaint(None, base, text) == ("cannot write the answer: no space left on device", ())
        full.flush()  # nothing is left to fail


@pytest.mark.parametrize("text", ["short\n", LONG])
def test_reader_may_leave(base: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w", encoding="utf-8") as nobody:
        monkeypatch.setattr(sys, "stdout", nobody)
        with pytest.raises(ReaderLeft) as caught:
            write(None, base, text)
        nobody.flush()  # nothing is left to fail
    assert caught.value.exit == Exit.DONE


@pytest.mark.parametrize(
    ("local", "encoding", "printed"),
    [
        (False, "ascii", "\u2713 Ж\n".encode()),
        (False, "latin-1", "\u2713 Ж\n".encode()),
        (True, "utf-8", "\u2713 Ж\n".encode()),
        (True, "koi8-r", b"v \xf6\n"),
        (True, "ascii", b"v Zh\n"),
    ],
)
def test_programs_get_utf_8_and_terminals_what_they_show(
    base: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, printed: bytes, *, local: bool
) -> None:
    out = TextIOWrapper(BytesIO(), encoding=encoding, newline="\r\n")
    monkeypatch.setattr(sys, "stdout", out)
    with opened(None, never=str(base), local=local) as write_:
        write_("✓ Ж\n")
    assert out.buffer.getvalue() == printed  # type: ignore[attr-defined]


def test_any_stream_may_stand_for_standard_output(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", StringIO())
    write(None, base, "✓ Ж\n")
    assert sys.stdout.getvalue() == "✓ Ж\n"  # type: ignore[attr-defined]


def test_what_is_said_is_one_inert_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    say("genden: \x1b[31mred\x1b]0;title\x07", "a\nb\tc", "根登")
    assert capsys.readouterr() == ("", "genden: \\x1b[31mred\\x1b]0;title\\x07\na b c\n根登\n")


@FULL
def test_where_nobody_listens_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    say("unheard")
    with (
        open("/dev/full", "wb", buffering=0) as full,
        TextIOWrapper(full, encoding="utf-8", write_through=True) as stream,
    ):
        monkeypatch.setattr(sys, "stderr", stream)
        say("unheard")


def test_folder_that_is_called_like_a_base_is_no_base(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    (tmp_path / "answer.yaml").mkdir()
    ran = genden("stats", "-o", str(tmp_path / "answer.yaml"))
    assert (ran.code, ran.out) == (Exit.BASE, "")
    assert ran.err == f"genden: cannot write {tmp_path / 'answer.yaml'}: is a directory\n"
