"""The pager: a program that shows an answer which is longer than the terminal.

The first of ``GENDEN_PAGER``, ``PAGER`` and ``less`` is used. An empty value and ``cat`` mean that there is none.
Ctrl-C belongs to the pager while it runs. A pager that fails does not lose the answer: it goes to the terminal.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final, TextIO

from genden_cli import signals
from genden_cli.text import legible

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_KEPT: Final = 1 << 18
"""A longer text is not kept: a pager that has read so much did not fail to start."""

_HEIGHT: Final = 24
_WIDTH: Final = 80
_SHELL_SIGNS: Final = frozenset("|&;<>()$`*?[#~%={}\n")
"""A command with one of these characters is run by a shell, as git does it."""

_BY_SIGNAL: Final = 128
_SIGINT: Final = 2
_CONTROL: Final = re.compile(r"\x1b\][^\x1b\x07]*(?:\x1b\\|\x07)|\x1b\[[0-9;]*m")


def start(text: str, direct: TextIO) -> PagedOutput | None:
    """Return a pager for an answer that begins with ``text``, or None if it fits the terminal or there is no pager."""
    command = _command()
    if not command or _fits(text):
        return None
    return PagedOutput.start(command, direct)


class PagedOutput:
    """Standard output that passes through a pager."""

    def __init__(self, process: subprocess.Popen[bytes], direct: TextIO) -> None:
        assert process.stdin  # noqa: S101 -- it is a pipe
        self._process: subprocess.Popen[bytes] | None = process
        self._pipe = TextIOWrapper(process.stdin, encoding=direct.encoding, errors=legible.ERRORS, newline="\n")
        self._direct = direct
        self._kept: list[str] = []
        self._size = 0

    @classmethod
    def start(cls, command: list[str], direct: TextIO) -> PagedOutput | None:
        """Start a pager; return None if the system refuses."""
        direct.flush()
        environment = {**os.environ, "LESS": os.environ.get("LESS") or "FRX", "LV": os.environ.get("LV") or "-c"}
        signals.PAGERS.append(0)
        try:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603 -- the user's own
        except (OSError, ValueError):
            signals.PAGERS.clear()
            return None
        signals.PAGERS[:] = [process.pid]
        return cls(process, direct)

    def write(self, text: str) -> None:
        """Pass text to the pager, or to the terminal once the pager has failed.

        Raise `BrokenPipeError` if the reader left the pager, `KeyboardInterrupt` if Ctrl-C ended it.
        """
        if self._process is None:
            self._direct.write(text)
            return
        self._size += len(text)
        self._kept = [*self._kept, text] if self._size <= _MOST_KEPT else []
        try:
            self._pipe.write(text)
        except BrokenPipeError:
            if not self._has_failed():
                raise

    def finish(self) -> None:
        """Wait until the reader leaves the pager. Raise `KeyboardInterrupt` if Ctrl-C ended it."""
        if self._process is not None:
            with suppress(BrokenPipeError):
                self._pipe.close()
            self._has_failed()
        self._direct.flush()

    def close(self) -> None:
        """Wait for a pager that still runs, after an answer that was not completed."""
        if self._process is not None:
            self._wait()

    def _has_failed(self) -> bool:
        """Wait for the pager. If it failed, write what it was to show to the terminal, and return True."""
        code = self._wait()
        if code == _SIGINT + _BY_SIGNAL:
            raise KeyboardInterrupt
        failed = 0 < code < _BY_SIGNAL and bool(self._kept)
        if failed:
            self._direct.write("".join(self._kept))
        return failed

    def _wait(self) -> int:
        """Wait for the pager and return its exit code; a signal that ended it counts from 128."""
        process, self._process = self._process, None
        assert process  # noqa: S101 -- it runs
        with suppress(OSError, ValueError), _same_terminal(self._direct):
            with suppress(OSError, ValueError):  # the pager has left
                self._pipe.close()
            process.wait()
        signals.PAGERS.clear()
        code = process.returncode or 0
        return code if code >= 0 else _BY_SIGNAL - code


@contextmanager
def _same_terminal(stream: TextIO) -> Iterator[None]:
    """Give the terminal back as it was: a pager that is killed leaves it without echo."""
    try:
        import termios  # noqa: PLC0415 -- Windows has none

        before = termios.tcgetattr(stream.fileno())
    except (ImportError, OSError, ValueError):
        yield
        return
    yield
    with suppress(termios.error, OSError):
        if termios.tcgetattr(stream.fileno()) != before:
            termios.tcsetattr(stream.fileno(), termios.TCSANOW, before)


def _command() -> list[str]:
    """Return the command of the pager; empty if there is none."""
    wanted = next((os.environ[name] for name in ("GENDEN_PAGER", "PAGER") if name in os.environ), "less").strip()
    if wanted in ("", "cat"):
        return []
    if _SHELL_SIGNS.intersection(wanted):
        shell = shutil.which("sh")
        return [shell, "-c", wanted] if shell else []
    try:
        program, *arguments = shlex.split(wanted)
    except ValueError:  # a quotation mark that is not closed
        return []
    found = shutil.which(program)
    if found is None:
        return []
    keep_colour = ["-R"] if os.path.basename(found) == "less" else []
    return [found, *keep_colour, *arguments]


def _fits(text: str) -> bool:
    """Tell whether a text fits the terminal, with a line left for the prompt."""
    width, height = _size()
    lines = 0
    for line in text.split("\n"):
        lines += 1 if len(line) < width else max(-(-len(_CONTROL.sub("", line)) // width), 1)
        if lines > height:
            return False
    return True  # the last line break is followed by the prompt, which counts as a line


def _size() -> tuple[int, int]:
    """Return the columns and the lines of the terminal."""
    with suppress(OSError, ValueError):
        columns, lines = os.get_terminal_size(sys.stdout.fileno())
        return columns or _WIDTH, lines or _HEIGHT
    return _WIDTH, _HEIGHT
