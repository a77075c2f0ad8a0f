"""Reading a fact base from disk: what is no file, too large, odd or restless is said in one message."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from outside import bound_by_permissions, genden

from genden_cli.errors import Exit, Unreadable
from genden_cli.source import base_file

if TYPE_CHECKING:
    from collections.abc import Callable

MIB = 1 << 20
ANOTHER = ("name another with --base FILE",)


def test_bytes_and_identity_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_bytes(b"base: {title: T}\r\n\xff")
    data, identity = base_file.read(str(path))
    status = path.stat()
    assert data == b"base: {title: T}\r\n\xff"
    assert identity == (status.st_dev, status.st_ino, 19, status.st_mtime_ns, status.st_ctime_ns)
    assert identity == base_file.identity(str(path))
    assert str(identity) == " ".join(str(each) for each in identity)


def test_empty_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.touch()
    assert base_file.read(str(path))[0] == b""


def complaint(reads: Callable[[str], object], path: str) -> tuple[str, tuple[str, ...]]:
    with pytest.raises(Unreadable) as caught:
        reads(path)
    assert caught.value.exit == Exit.BASE
    return caught.value.message, caught.value.hints


BOTH = pytest.mark.parametrize("reads", [base_file.identity, base_file.read])


@BOTH
@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("missing.yaml", "no such file or directory"),
        ("file/below.yaml", "not a directory"),
        ("loop", "too many levels of symbolic links"),
        ("x" * 300, "file name too long"),
        ("nul\0.yaml", "embedded null"),
        ("\ud800.yaml", "surrogates not allowed"),
    ],
)
def test_path_that_leads_nowhere_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reads: Callable[[str], object], path: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").touch()
    Path("loop").symlink_to("loop")
    message, hints = complaint(reads, path)
    assert message.startswith(f"cannot read {path}: ")
    assert said in message
    assert hints == ANOTHER


@BOTH
def test_directory_is_said(tmp_path: Path, reads: Callable[[str], object]) -> None:
    assert complaint(reads, str(tmp_path)) == (f"{tmp_path} is a directory, not a file", ("name a YAML file in it",))


@BOTH
def test_pipe_is_said_without_waiting_for_a_writer(tmp_path: Path, reads: Callable[[str], object]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    hints = ("save what comes out of it to a file, and name that",)
    assert complaint(reads, str(pipe)) == (f"{pipe} is a pipe, not a file", hints)


@BOTH
@pytest.mark.parametrize("path", ["/dev/null", "/dev/zero"])
def test_device_is_said(reads: Callable[[str], object], path: str) -> None:
    assert complaint(reads, path) == (f"{path} is a device, not a file", ("name a YAML file",))


def test_socket_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
    assert complaint(base_file.identity, "socket")[0] == "socket is a device, not a file"
    assert complaint(base_file.read, "socket")[0].startswith("cannot read socket: ")


def test_file_without_permission_is_said() -> None:
    with bound_by_permissions() as folder:
        path = folder / "facts.yaml"
        path.touch(mode=0o000)
        assert complaint(base_file.read, str(path)) == (f"cannot read {path}: permission denied", ANOTHER)


@pytest.mark.skipif(not os.path.exists("/proc/self/mem"), reason="a file that fails when it is read is Linux's")
def test_failing_disk_is_said() -> None:
    assert complaint(base_file.read, "/proc/self/mem") == ("cannot read /proc/self/mem: input/output error", ANOTHER)


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="a file of another size than it says is Linux's")
def test_file_that_does_not_hold_still_is_said() -> None:
    message = "/proc/self/stat changes while it is read"
    assert complaint(base_file.read, "/proc/self/stat") == (message, ("try again when it is at rest",))


def sparse(path: Path, size: int) -> str:
    path.touch()
    os.truncate(path, size)
    return str(path)


@BOTH
@pytest.mark.parametrize(("size", "mib"), [(65 * MIB, 65), (64 * MIB + 1, 65), (10 << 30, 10240)])
def test_large_file_is_said_and_not_read(tmp_path: Path, reads: Callable[[str], object], size: int, mib: int) -> None:
    path = sparse(tmp_path / "large.yaml", size)
    hints = (f"GENDEN_MAX_MIB={mib} allows it",)
    assert complaint(reads, path) == (f"{path} has {mib} MiB, more than 64", hints)


@pytest.mark.parametrize("limit", ["65", "0000065", "9999999"])
def test_larger_file_is_read_where_it_is_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    path = sparse(tmp_path / "large.yaml", 65 * MIB)
    monkeypatch.setenv("GENDEN_MAX_MIB", limit)
    assert len(base_file.read(path)[0]) == 65 * MIB


def test_limit_that_is_empty_is_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GENDEN_MAX_MIB", "")
    assert complaint(base_file.read, sparse(tmp_path / "large.yaml", 65 * MIB))[0].endswith("more than 64")


@pytest.mark.parametrize("limit", ["0", "-1", "+1", "1.5", "1e3", " 64", "many", "１２", "99999999", "\x1b[31m"])
def test_limit_that_is_no_number_of_mib_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    path = tmp_path / "facts.yaml"
    path.touch()
    monkeypatch.setenv("GENDEN_MAX_MIB", limit)
    hints = ("set it to a number of MiB, such as 64",)
    assert complaint(base_file.read, str(path)) == (f"GENDEN_MAX_MIB is '{limit}'", hints)


def test_working_directory_that_is_gone_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    hints = ("change to another directory (cd), or give an absolute path",)
    message = "cannot find facts.yaml: the working directory is gone"
    assert complaint(base_file.absolute, "facts.yaml") == (message, hints)
    assert base_file.absolute("/a/../facts.yaml") == "/facts.yaml"


@pytest.mark.parametrize("kind", ["missing", "directory", "pipe", "device"])
def test_program_ends_with_one_message_and_its_remedy(tmp_path: Path, kind: str) -> None:
    path = {"directory": tmp_path, "device": Path("/dev/zero")}.get(kind, tmp_path / kind)
    if kind == "pipe":
        os.mkfifo(path)
    ended = genden("--base", path, "timeline")
    assert (ended.code, ended.out) == (Exit.BASE, b"")
    message, remedy = ended.err.decode().splitlines()
    assert message.startswith("genden: ")
    assert str(path) in message
    assert "name" in remedy
