"""How a signal ends the process: at once, with 128 plus its number, without a word and without unfinished files.

The handler does not raise an exception, because SQLite, destructors and libraries swallow exceptions. It removes the
drafts, restores the terminal and exits. A signal that the parent process ignores stays ignored.

`_signal` is the part of `signal` that is built in. Its import takes no time, so the handlers stand early.
"""

from __future__ import annotations

import _signal  # type: ignore[import-not-found] # typeshed does not know it
import os
from contextlib import contextmanager, suppress
from time import sleep
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

DRAFTS: Final[set[str]] = set()
"""The paths of files and folders of this process that have no other name yet. Add a path before it exists."""

RESTORE: Final[list[bytes]] = []
"""What restores the terminal behind standard error, such as the sequence that shows the cursor."""

PAGERS: Final[list[int]] = []
"""The process id of the pager that runs; 0 while it starts, or for an editor. Meanwhile Ctrl-C belongs to it."""

_ENDING: Final = ("SIGHUP", "SIGINT", "SIGTERM")
_OFFSET: Final = 128
_PATIENCE: Final = 50
"""How often a pager is asked whether it has ended, every 0.02 seconds."""


def end_process_on_signals() -> None:
    """Let SIGHUP, SIGINT and SIGTERM end this process from here on, unless its parent ignores them."""
    for name in _ENDING:
        number = getattr(_signal, name, None)  # Windows has no SIGHUP
        if number is not None and _signal.getsignal(number) != _signal.SIG_IGN:
            _signal.signal(number, _end)


@contextmanager
def postponed() -> Iterator[None]:
    """Let signals wait until the block is done: in between, a file of the user has no name, or half a content."""
    if not hasattr(_signal, "pthread_sigmask"):  # Windows
        yield
        return
    numbers = [getattr(_signal, name) for name in _ENDING]
    before = _signal.pthread_sigmask(_signal.SIG_BLOCK, numbers)
    try:
        yield
    finally:
        _signal.pthread_sigmask(_signal.SIG_SETMASK, before)


def remove_draft(path: str) -> None:
    """Remove a file, or a folder with all that is in it. What cannot be removed stays."""
    for folder, _, files in os.walk(path, topdown=False):
        for name in files:
            with suppress(OSError):
                os.unlink(os.path.join(folder, name))
        with suppress(OSError):
            os.rmdir(folder)
    with suppress(OSError):
        os.unlink(path)


def _end(number: int, frame: FrameType | None) -> None:
    del frame
    if PAGERS and number == _signal.SIGINT:
        return
    for path in (*DRAFTS,):
        remove_draft(path)
    for sequence in RESTORE:
        with suppress(OSError):
            os.write(2, sequence)
    _end_pagers()
    os._exit(_OFFSET + number)


def _end_pagers() -> None:
    """End the pager, and wait until it has restored the terminal."""
    for pager in filter(None, PAGERS):
        with suppress(OSError, AttributeError):  # Windows has no SIGCONT, and ends a process at once
            os.kill(pager, _signal.SIGTERM)
            os.kill(pager, _signal.SIGCONT)
            for _ in range(_PATIENCE):
                if os.waitpid(pager, os.WNOHANG)[0]:
                    break
                sleep(0.02)
