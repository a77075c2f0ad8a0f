"""A fact base and a text may come from standard input or through a pipe; each is read once, to its end."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
import stat
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import outside
import pytest
from conftest import FACTS, TESTS

from genden_cli.errors import Unreadable
from genden_cli.source import base_file, inputs, streams

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Ran

COMMANDS = [
    "timeline",
    "claim put-out",
    "claims --format plain",
    "search lamp",
    "stats",
    "export json",
    "check",
    "check --strict",
]


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    inputs.forget()
    yield
    inputs.forget()


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_base_on_standard_input_gives_the_same_answer(command: str, tmp_path: Path) -> None:
    wide = {"COLUMNS": "1000"}  # the length of a name wraps no line
    usual = outside.genden(*command.split(), "-b", FACTS.name, environment=wide, cwd=FACTS.parent)
    environment = {"XDG_CACHE_HOME": str(tmp_path / "cache"), **wide}
    for name in ("-", "/dev/stdin", "/dev/fd/0"):
        with outside.started("cat", str(FACTS)) as cat:
            piped = outside.genden(*command.split(), "-b", name, stdin=cat.stdout, environment=environment)
        assert _unnamed(piped, name) == _unnamed(usual, FACTS.name)
    assert not list((tmp_path).rglob("*.db"))  # no index: there is nothing that a later one could be compared with


def _unnamed(ended: outside.Ended, name: str) -> outside.Ended:
    """Return what a process left without the name of the base: before each position, and in proposed commands."""
    unnamed = re.sub(rb"(?m)^( *)[^: ]*:(?=[0-9]+:[0-9]+: )", rb"\1", ended.out)
    return ended._replace(out=unnamed.replace(f"--base {name} ".encode(), b""))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    "line",
    [
        'genden --base <(cat "$B") stats',
        'genden check <(cat "$B")',
        'genden -b "$B" read <(cat "$T")',
        'genden -b "$B" verify pamphlet --text <(cat "$T")',
        'genden diff <(cat "$B") "$B"',
        'genden diff - "$B" < "$B"',
        'genden check - < "$B"',
        'genden -b <(cat "$B") -o "$O/answer" stats',
        'cat "$B" | genden -b - read "$T"',
        'mkfifo "$O/pipe"; cat "$B" > "$O/pipe" & genden -b "$O/pipe" stats',
    ],
)
def test_substituted_process_is_read(line: str, tmp_path: Path) -> None:
    program = " ".join(outside.GENDEN)
    script = f'genden() {{ {program} "$@"; }}; {line}'
    environment = {"B": str(FACTS), "T": str(TESTS / "article.txt"), "O": str(tmp_path)}
    ended = outside.run(["bash", "-c", script], environment=environment)
    said = re.fullmatch(rb"[0-9]+ warnings\n", ended.err) if line.startswith("genden check") else ended.err == b""
    assert (ended.code, bool(said)) == (0, True), ended.err


@pytest.mark.skipif(not os.path.isdir("/dev/fd"), reason="open files have no names here")
def test_pipe_is_read_to_its_end(genden: Callable[..., Ran]) -> None:
    usual = json.loads(genden("claims", "--format", "json").out)
    reading, writing = os.pipe()
    data = FACTS.read_bytes() + b"# " + b"x" * (1 << 18) + b"\n"  # more than a pipe holds

    def write() -> None:
        with open(writing, "wb") as pipe:
            pipe.write(data)

    writer = threading.Thread(target=write)
    writer.start()
    ran = genden("claims", "--format", "json", base=Path(f"/dev/fd/{reading}"))
    writer.join()
    os.close(reading)
    assert ran.code == 0
    assert len(json.loads(ran.out)["claims"]) == len(usual["claims"])


def test_pipe_waits_for_what_its_writer_has_yet_to_write() -> None:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    path = f"/dev/fd/{reading}"

    def write() -> None:
        while not os.get_blocking(reading):  # then the reader has found the pipe empty
            pass
        with open(writing, "wb") as pipe:
            pipe.write(b"late")

    writer = threading.Thread(target=write)
    writer.start()
    assert streams.pipe(path, reading, most=1) == b"late"
    writer.join()
    os.close(reading)
    assert streams.pipe(path, reading, most=1) == b"late", "a pipe is read once"


class _Failing(io.RawIOBase):
    """A terminal that is gone."""

    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: object) -> int:
        raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_standard_input_that_cannot_be_read_is_said(
    monkeypatch: pytest.MonkeyPatch, genden: Callable[..., Ran]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(_Failing()), encoding="utf-8"))
    ran = genden("check", "-")
    said = "genden: cannot read standard input: input/output error\nsave it to a file, and name that\n"
    assert (ran.code, ran.out, ran.err) == (3, "", said)


def test_links_in_a_circle_name_no_open_file(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert streams.descriptor(str(tmp_path / "a")) is None


@pytest.mark.parametrize("reads", [base_file.read, base_file.identity])
def test_pipe_without_a_writer_is_said(reads: Callable[[str], object], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable) as caught:
        reads(str(tmp_path / "pipe"))
    assert caught.value.message == f"{tmp_path / 'pipe'} is a pipe, not a file"


def test_stream_may_be_too_large(tmp_path: Path) -> None:
    for name in ("-", "/dev/stdin"):
        with outside.started("head", "-c", "3000000", "/dev/zero") as head:
            ended = outside.genden("check", name, stdin=head.stdout, environment={"GENDEN_MAX_MIB": "1"})
        label = "standard input" if name == "-" else name
        assert (ended.code, ended.err.splitlines()[0]) == (3, f"genden: {label} has more than 1 MiB".encode())
    assert os.listdir(tmp_path) == []


def test_standard_input_is_one_thing_at_a_time() -> None:
    with open(FACTS, "rb") as stream:
        ended = outside.genden("-b", "-", "read", "-", stdin=stream)
    assert (ended.code, ended.err.decode().splitlines()) == (
        2,
        ["genden: standard input is the fact base already", "save the text to a file, and name that"],
    )


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("add", "person", "ana", "-b", "-"), 2, "standard input cannot be changed"),
        (("check", "-", "--fix"), 2, "--fix needs a file, and - is a stream"),
        (("check", "-", "--watch"), 2, "--watch needs files: a stream is read once"),
    ],
)
def test_stream_is_neither_edited_nor_watched(arguments: tuple[str, ...], code: int, said: str) -> None:
    with open(FACTS, "rb") as stream:
        ended = outside.genden(*arguments, stdin=stream)
    assert (ended.code, ended.err.decode().splitlines()[0]) == (code, f"genden: {said}")


def test_pipe_is_not_edited(tmp_path: Path, genden: Callable[..., Ran]) -> None:
    os.mkfifo(tmp_path / "pipe")
    ran = genden("add", "person", "ana", base=tmp_path / "pipe")
    assert (ran.code, ran.err.splitlines()[0]) == (3, f"genden: {tmp_path / 'pipe'} is a pipe, not a file")


@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_folders_for_the_cache_are_private(mask: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        cache = tmp_path / "a" / "b"
        assert outside.genden("-b", FACTS, "stats", environment={"XDG_CACHE_HOME": str(cache)}).code == 0
    finally:
        os.umask(before)
    for folder in (tmp_path / "a", cache, cache / "genden"):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
