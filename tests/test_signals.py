"""Interrupts, other signals and lack of memory: a command ends at once, with its code, without a word or a draft."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from conftest import FACTS
from outside import interrupts

from genden_cli import signals
from genden_cli.cli.main import main
from genden_cli.errors import Exit
from genden_cli.index import build, search_tables, store
from genden_cli.text import phonetics

if TYPE_CHECKING:
    from collections.abc import Callable

CODES: Final = {
    signal.SIGINT: Exit.INTERRUPTED,
    signal.SIGTERM: Exit.TERMINATED,
    signal.SIGHUP: Exit.HUNG_UP,
}
MOMENTS: Final = 40

# Runs the program and sends it a signal at the nth call of a Python function; n = 0 prints how many calls there are.
PROGRAM: Final = """
import os, sys
from genden_cli.console import run
at, number, calls = int(sys.argv[1]), int(sys.argv[2]), 0
del sys.argv[1:3]

def count(frame, event, _):
    global calls
    if event == "call":
        calls += 1
        if calls == at:
            os.kill(os.getpid(), number)

def leave(code, leave=os._exit):
    sys.setprofile(None)
    if at == 0:
        os.write(2, str(calls).encode())
    leave(code)

if at == 0:
    os._exit = leave
sys.setprofile(count)
run()
"""

COMMANDS: Final = {
    "build": ("timeline", "--format", "plain"),
    "answer": ("claims", "--format", "json"),
    "edit": ("add", "claim", "new-claim"),
}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "folder" / "facts.yaml"
    path.parent.mkdir()
    path.write_bytes(FACTS.read_bytes())
    return path


def run(
    base: Path, kind: str, at: int, number: int, *, interruptible: bool = True
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-P", "-c", PROGRAM, str(at), str(number), *COMMANDS[kind], "--base", str(base)]
    with interrupts() if interruptible else nullcontext():
        return subprocess.run(command, capture_output=True, timeout=120, check=False)


def cached() -> list[str]:
    folder = Path(os.environ["XDG_CACHE_HOME"], "genden")
    return os.listdir(folder) if folder.is_dir() else []


def clear_cache() -> None:
    for name in cached():
        Path(os.environ["XDG_CACHE_HOME"], "genden", name).unlink()


@pytest.mark.slow
@pytest.mark.parametrize("kind", COMMANDS)
def test_signal_ends_a_command_at_any_moment(base: Path, kind: str) -> None:
    """The base is what it was or what it was to become, nothing lies beside it, and the cache holds whole indexes."""
    before = base.read_bytes()
    if kind == "answer":
        assert main(["timeline", "--base", str(base)]) == Exit.DONE
    counted = run(base, kind, 0, 0)
    assert counted.returncode == Exit.DONE
    after, calls = base.read_bytes(), int(counted.stderr.split()[-1])
    assert calls > 1000
    for moment in range(MOMENTS):
        number = list(CODES)[moment % len(CODES)]
        base.write_bytes(before)
        if kind == "build":
            clear_cache()
        ended = run(base, kind, 1 + moment * (calls * 9 // 10) // MOMENTS, number)
        assert (ended.returncode, ended.stderr) == (CODES[number], b""), moment
        assert base.read_bytes() in (before, after)
        assert os.listdir(base.parent) == [base.name]
        assert all(name.endswith(".db") for name in cached())


# Each function that SQL calls is interrupted in its middle. Python would pass the exception to SQLite.
FUNCTIONS: Final = {
    "folded": (search_tables, "normalize"),
    "heard": (phonetics, "romanize"),
    "sound": (phonetics, "phonetic_key"),
}


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt, Exit.INTERRUPTED), (MemoryError, Exit.MEMORY), (ValueError, Exit.BUG)]
)
def test_exception_in_a_function_that_sql_calls_ends_the_build(
    base: Path, monkeypatch: pytest.MonkeyPatch, function: str, error: type[BaseException], code: int
) -> None:
    def fail(_: str) -> None:
        raise error

    builds: list[None] = []
    build_once = build.build
    monkeypatch.setattr(build, "build", lambda *a, **k: builds.append(None) or build_once(*a, **k))
    monkeypatch.setattr(*FUNCTIONS[function], fail)
    assert main(["timeline", "--base", str(base)]) == code
    assert len(builds) == 1
    assert cached() == []
    assert not signals.DRAFTS


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_in_a_function_that_sql_calls_ends_the_process(base: Path, number: int) -> None:
    program = f"""
import os
from genden_cli.console import run
from genden_cli.text import phonetics
phonetics.romanize = lambda _: os.kill(os.getpid(), {number})
run()
"""
    with interrupts():
        command = [sys.executable, "-P", "-c", program, "timeline", "--base", str(base)]
        ended = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (CODES[signal.Signals(number)], b"", b"")
    assert cached() == []


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_that_the_parent_ignores_stays_ignored(base: Path, number: int) -> None:
    before = signal.signal(number, signal.SIG_IGN)
    try:
        ended = run(base, "build", 5000, number, interruptible=False)
    finally:
        signal.signal(number, before)
    assert (ended.returncode, ended.stderr) == (Exit.DONE, b"")
    assert ended.stdout


# Sends itself an interrupt when the console script asks for the first module of the package.
ENTRY: Final = """
import importlib.metadata, os, signal, sys
(script,) = importlib.metadata.entry_points(group="console_scripts", name="genden")
sys.argv = ["genden", "--version"]

class Finder:
    def find_spec(name, path=None, target=None):
        if name == "genden_cli":
            os.kill(os.getpid(), signal.SIGINT)

for name in [each for each in sys.modules if each.partition(".")[0] in ("genden_cli", "genden_start")]:
    del sys.modules[name]
sys.meta_path.insert(0, Finder)
sys.exit(script.load()())
"""


def test_interrupt_ends_the_console_script_before_the_package_loads() -> None:
    with interrupts():
        ended = subprocess.run([sys.executable, "-P", "-c", ENTRY], capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (Exit.INTERRUPTED, b"", b"")


def test_interrupt_that_the_parent_ignores_stays_ignored_from_the_start() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        ended = subprocess.run([sys.executable, "-P", "-c", ENTRY], capture_output=True, timeout=60, check=False)
    finally:
        signal.signal(signal.SIGINT, before)
    assert (ended.returncode, ended.stderr) == (Exit.DONE, b"")
    assert ended.stdout.startswith(b"genden ")


@pytest.mark.slow
def test_signal_ends_a_long_statement() -> None:
    """Python handles signals between its own steps only, and this statement takes no such step."""
    program = """
import signal
from genden_cli.console import run
from genden_cli.index import callbacks
import sqlite3
connection = sqlite3.connect(":memory:")
callbacks.let_signals_in(connection)
print("ready", flush=True)
connection.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
"""
    with (
        interrupts(),
        subprocess.Popen(
            [sys.executable, "-P", "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process,
    ):
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == Exit.TERMINATED


def test_a_draft_that_cannot_be_made_is_forgotten(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really_open = os.open

    def refuse(path: str, *rest: int) -> int:
        if str(path).endswith(".tmp"):
            raise OSError(errno.ENOSPC, "no space")
        return really_open(path, *rest)

    before = set(signals.DRAFTS)
    monkeypatch.setattr("genden_cli.index.store.os.open", refuse)
    store.connect(str(base)).close()
    assert before == signals.DRAFTS


def test_drafts_are_forgotten_once_they_have_their_name(base: Path) -> None:
    store.connect(str(base)).close()
    os.utime(base, ns=(0, 0))
    store.connect(str(base)).close()
    assert not signals.DRAFTS


@pytest.mark.parametrize(
    "make",
    [
        MemoryError,
        lambda: OSError(12, "Cannot allocate memory"),
        lambda: ImportError("x.so: failed to map segment from shared object"),
    ],
    ids=["value", "system", "library"],
)
def test_lack_of_memory_has_a_code_of_its_own(
    make: Callable[[], Exception], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> None:
        raise make()

    monkeypatch.setattr("genden_cli.cli.main.app.answer", fail)
    assert main(["events"]) == Exit.MEMORY
    assert capsys.readouterr().err.splitlines() == [
        "genden: not enough memory",
        "a smaller base, or a part of the answer, needs less",
    ]


@pytest.mark.slow
def test_interrupt_restores_the_cursor_that_the_progress_bar_hides() -> None:
    program = """
import os, signal, sys
from genden_cli.console import run
from genden_cli.output.progress import ProgressBar
sys.stderr.isatty = lambda: True
with ProgressBar(patience=-1) as bar:
    bar(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
"""
    ended = subprocess.run([sys.executable, "-P", "-c", program], capture_output=True, timeout=60, check=False)
    assert ended.returncode == Exit.TERMINATED
    assert ended.stderr.endswith(b"\r\x1b[2K\x1b[?25h")
