"""What other systems lack or have otherwise, as far as Linux can show it."""

from __future__ import annotations

import ntpath
import os
import sys
import time
from typing import TYPE_CHECKING, Final

import pytest
from conftest import FACTS
from outside import run

from genden_cli import paths
from genden_cli.diagnostics.sarif import _uri as uri
from genden_cli.index import store

if TYPE_CHECKING:
    from pathlib import Path

WITHOUT: Final = """
import _signal, asyncio, ctypes, os, pathlib, select, shutil, sqlite3, subprocess, sys, tempfile, zipfile

missing = "fcntl grp posix_ipc pty pwd readline resource syslog termios tty".split()
sys.modules.update(dict.fromkeys(missing))
names = '''chown chroot fchmod fchown fork geteuid getegid getgid getuid getgroups getpgid getpgrp getsid
    getxattr killpg lchown listxattr mkfifo mknod nice openpty posix_fadvise posix_fallocate pread pwrite removexattr
    sendfile setxattr set_blocking statvfs sync tcgetpgrp wait WNOHANG
    O_CLOEXEC O_DIRECTORY O_NOCTTY O_NOFOLLOW O_NONBLOCK O_SYNC'''.split()
for module, names in ((os, names), (select, ["poll"]), (_signal, ["SIGHUP", "pthread_sigmask"])):
    for each in names:
        delattr(module, each)

shutil._USE_CP_SENDFILE = False

from genden_cli import paths
from genden_cli.cli.main import main
from genden_cli.source import exchange

paths.WINDOWS = True
exchange.sys = type("", (), {"platform": "win32"})
for line in sys.argv[1:]:
    code = main(line.split("|"))
    sys.stdout.flush()
    print(f"{code}: {line}", file=sys.stderr)
"""
"""A process without the modules and functions that only POSIX has. Python's own modules are loaded before."""


def test_every_kind_of_command_runs_without_what_only_posix_has(tmp_path: Path) -> None:
    facts, other = tmp_path / "facts.yaml", tmp_path / "new.yaml"
    facts.write_bytes(FACTS.read_bytes())
    asked = [
        "timeline",
        "check",
        f"-b|{facts}|timeline|--format|json",
        f"-b|{facts}|search|lamp",
        f"-b|{facts}|check|--format|sarif",
        f"-b|{facts}|export|html|-o|{tmp_path / 'page.html'}",
        f"-b|{facts}|export|site|{tmp_path / 'site'}",
        f"-b|{facts}|export|sqlite|-o|{tmp_path / 'facts.db'}",
        f"new|{other}",
        f"-b|{other}|check|--fix",
        f"-b|{other}|add|person|vale",
    ]
    environment = {"LOCALAPPDATA": str(tmp_path), "GENDEN_DEBUG": "1"}
    ended = run([sys.executable, "-P", "-c", WITHOUT, *asked], environment=environment)
    assert [line for line in ended.err.decode().splitlines() if line.partition(": ")[2] in asked] == [
        f"0: {each}" for each in asked
    ]
    assert b"Traceback" not in ended.err
    assert len(list((tmp_path / "genden" / "Cache").glob("*facts.yaml-*.db"))) == 2  # the bundled base, and this one


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Be on Windows, as far as paths know, and return the profile of the user."""
    monkeypatch.setattr(paths, "WINDOWS", True)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    return tmp_path


def test_cache_lies_in_the_profile(windows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from platformdirs import windows as theirs  # noqa: PLC0415 -- the fixture of this test has the same name

    monkeypatch.setattr(theirs, "get_win_folder", lambda _: str(windows))
    assert paths.cache_directory() == theirs.Windows("genden", appauthor=False).user_cache_dir.replace("\\", "/")
    for profile in ("", "relative", str(windows / "none")):
        monkeypatch.setenv("LOCALAPPDATA", profile)
        assert paths.cache_directory() is None


@pytest.mark.usefixtures("windows")
@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("C:\\Users\\Ana B\\facts.yaml", "file:///C:/Users/Ana B/facts.yaml"),
        ("\\\\server\\share\\facts.yaml", "file:////server/share/facts.yaml"),
    ],
)
def test_url_of_a_file_has_slashes(path: str, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert paths.file_url(path) == store.address(path) == url
    monkeypatch.setattr(os, "path", ntpath)
    assert uri(path) == url.replace(" ", "%20")


@pytest.mark.usefixtures("windows")
def test_file_on_another_disk_is_outside_of_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths.os, "path", ntpath)
    assert paths.relative("D:\\facts.yaml") == "D:\\facts.yaml"
    assert not paths.is_within("D:\\copies\\a.txt", "C:\\base")
    assert paths.is_within("C:\\base\\copies\\a.txt", "C:\\base")


def test_draft_is_abandoned_after_a_day_and_no_process_gets_a_signal(
    windows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "kill", lambda *_: pytest.fail("signal 0 is Ctrl-C on Windows"))
    base = windows / "facts.yaml"
    base.write_bytes(FACTS.read_bytes())
    store.connect(str(base)).close()
    cache = windows / "genden" / "Cache"
    new, old = cache / "x.db.1-0123abcd.tmp", cache / "x.db.2-0123abcd.tmp"
    new.touch()
    old.touch()
    os.utime(old, (time.time() - 25 * 60 * 60,) * 2)
    base.write_bytes(FACTS.read_bytes() + b"\n")
    store.connect(str(base)).close()
    assert (new.exists(), old.exists()) == (True, False)
    assert len(list(cache.glob("*facts.yaml-*.db"))) == 1
