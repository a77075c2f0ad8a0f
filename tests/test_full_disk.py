"""Every output on a disk of 64 KB that is full, and under a limit of the size of files: the old file stays whole."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import outside
import pytest
from conftest import FACTS, TESTS
from test_faults import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

OUTPUTS = [*(f"{each} -o {{out}}" for each in ANSWERS), "export sqlite -o {out}"]
NEW = ["new {folder}/fresh.yaml"]
EDITS = [f"add {each} brand-new -b {{folder}}/base.yaml" for each in ("source", "person", "event", "claim")]
SHELLS = [f"--install-completion {each}" for each in ("bash", "zsh", "fish")]
HOMES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "ZDOTDIR")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give a disk of 64 KB."""
    folder = tmp_path_factory.mktemp("tiny")
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a disk of 64 KB cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a cache with the index of the base."""
    cache = tmp_path_factory.mktemp("cache")
    outside.genden("-b", FACTS, "stats", environment={"XDG_CACHE_HOME": str(cache)})
    return cache


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run(command: str, folder: Path, index: Path, **more: object) -> outside.Ended:
    line = command.format(out=folder / "out", folder=folder, base=FACTS).replace("text.txt", str(TESTS / "article.txt"))
    environment = {name: str(folder) for name in HOMES} | {"XDG_CACHE_HOME": str(index), "GENDEN_BASE": str(FACTS)}
    return outside.genden(*line.split(), environment=environment, **more)


def check_said(ended: outside.Ended, command: str) -> None:
    assert (ended.code, ended.out) == (3, b""), (command, ended)
    assert ended.err.startswith(b"genden: cannot "), command
    assert b"Traceback" not in ended.err, command
    assert re.search(b"(?i)no space left|full|file too large|disk i/o error", ended.err), ended.err


@pytest.mark.parametrize("command", [*OUTPUTS, *NEW, *EDITS, *SHELLS])
def test_full_disk_leaves_every_file_as_it_was(command: str, tiny: Path, index: Path) -> None:
    for path in tiny.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copy(FACTS, tiny / "base.yaml")
    for name in ("out", "out.metadata.json", ".bashrc", ".zshrc"):
        (tiny / name).write_text("old\n")
    with open(tiny / "filler", "wb", buffering=0) as filler:
        try:
            while True:
                filler.write(bytes(1024))
        except OSError:
            pass
    before = contents(tiny)
    check_said(run(command, tiny, index), command)
    assert contents(tiny) == before


def limited(size: int) -> Callable[[], None]:
    """Return what makes every file of a process at most ``size`` bytes long."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


@pytest.mark.parametrize("command", [*OUTPUTS, *NEW, *EDITS])
def test_limit_of_the_size_of_files_leaves_every_file_as_it_was(command: str, tmp_path: Path, index: Path) -> None:
    shutil.copy(FACTS, tmp_path / "base.yaml")
    for name in ("out", "out.metadata.json"):
        (tmp_path / name).write_text("old\n")
    before = contents(tmp_path)
    for size in (0, 16):
        check_said(run(command, tmp_path, index, preexec_fn=limited(size)), command)
        assert contents(tmp_path) == before


@pytest.mark.parametrize("form", ["html", "markdown", "json", "sqlite"])
def test_disk_that_fills_in_the_middle_leaves_every_file_as_it_was(form: str, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old\n")
    ended = outside.genden("export", form, "-o", tmp_path / "out", preexec_fn=limited(100_000))
    check_said(ended, form)
    assert contents(tmp_path) == {"out": b"old\n"}


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full is Linux's")
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check", FACTS), 0),
        (("check", FACTS, "--strict"), 1),
        (("check", TESTS / "none.yaml"), 3),
        (("-b", FACTS, "claim", "nonesuch"), 2),
        (("-b", FACTS, "search", "nonesuch"), 1),
        (("-b", FACTS, "claims", "--limit", "1"), 0),
        (("--nonesuch",), 2),
        (("-b", FACTS, "open", "put-out"), 0),
    ],
)
def test_messages_that_cannot_be_written_do_not_change_the_answer(arguments: tuple[str, ...], code: int) -> None:
    usual = outside.genden(*arguments)
    assert usual.code == code
    with open("/dev/full", "wb") as full:
        assert outside.genden(*arguments, stderr=full)[:2] == usual[:2]
    closed = [sys.executable, "-P", "-c", "import os, sys; os.close(2); os.execv(sys.argv[1], sys.argv[1:])"]
    ended = subprocess.run([*closed, *outside.GENDEN, *arguments], stdout=subprocess.PIPE, check=False)
    assert (ended.returncode, ended.stdout) == usual[:2]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full is Linux's")
def test_edit_is_made_where_nobody_listens(tmp_path: Path) -> None:
    base = tmp_path / "base.yaml"
    with open("/dev/full", "wb") as full:
        assert outside.genden("new", base, stderr=full).code == 0
        assert outside.genden("add", "person", "ana", "-b", base, stderr=full).code == 0
    assert b"\n  ana:\n" in base.read_bytes()
