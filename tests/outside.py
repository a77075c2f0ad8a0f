"""The program as others meet it: a process of its own, or a user whom permissions bind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import pytest

import genden_cli

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GENDEN = (sys.executable, "-P", "-m", "genden_cli")
NOBODY = 65534
USUAL = {"PYTHONUNBUFFERED": ""}
"""Others have output that waits in a buffer, whatever those who run the tests have."""


class Ended(NamedTuple):
    """What a process left."""

    code: int
    out: bytes
    err: bytes


def genden(*arguments: str | bytes | Path, **more: Any) -> Ended:
    """Run the program to its end; ``environment`` is added to ours, what else there is goes to `subprocess.run`."""
    return run([*GENDEN, *arguments], **more)


def run(command: Sequence[str | bytes | Path], **more: Any) -> Ended:
    """Run a command to its end, in the same way."""
    environment = {**os.environ, **USUAL, **more.pop("environment", {})}
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    settings = {**streams, "timeout": 60, "env": environment, **more}
    ended = subprocess.run(command, check=False, **settings)
    return Ended(ended.returncode, ended.stdout, ended.stderr)


@contextmanager
def interrupts() -> Iterator[None]:
    """Let signals end the processes that start meanwhile, even if the tests run as a background job or under nohup.

    A shell starts background jobs with SIGINT ignored, `nohup` starts a program with SIGHUP ignored, and children
    inherit that. A signal that is handled here is back at its default in a child.
    """
    ignored = [each for each in ENDING if signal.getsignal(each) is signal.SIG_IGN]
    for each in ignored:
        signal.signal(each, signal.default_int_handler)
    try:
        yield
    finally:
        for each in ignored:
            signal.signal(each, signal.SIG_IGN)


ENDING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def started(*command: str | Path, **more: Any) -> subprocess.Popen[Any]:
    """Start a process with pipes that an interrupt ends."""
    with interrupts():
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)


@contextmanager
def bound_by_permissions() -> Iterator[Path]:
    """Be a user whom permissions bind, with a folder of their own: root is bound by none."""
    with TemporaryDirectory() as folder:
        if os.geteuid() != 0:
            yield Path(folder)
            return
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            if not os.access(genden_cli.__file__, os.R_OK, effective_ids=True):
                pytest.skip("this checkout lies where another user cannot read it")
            yield Path(folder)
        finally:
            os.seteuid(0)
