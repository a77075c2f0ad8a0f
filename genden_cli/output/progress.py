"""A progress bar on standard error for work that takes time: only on a terminal, and only after a second."""

from __future__ import annotations

import os
import sys
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Self

from genden_cli import signals
from genden_cli.output import settings

if TYPE_CHECKING:
    from types import TracebackType

_PATIENCE: Final = 1.0
_PAUSE: Final = 0.1
_WIDTH: Final = 80
_CLEAR_LINE_AND_SHOW_CURSOR: Final = b"\r\x1b[2K\x1b[?25h"


class ProgressBar:
    """A progress bar on a terminal: it appears after some time, and disappears at the end."""

    def __init__(self, *, patience: float = _PATIENCE, label: str = "reading the fact base") -> None:
        self._label = label
        self._next = monotonic() + patience
        self._visible = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()
            signals.RESTORE.clear()

    def __call__(self, done: float) -> None:
        """Show the share that is done, from 0 to 1, unless the bar was updated a moment ago."""
        if not self._visible or (now := monotonic()) < self._next:
            return
        self._next = now + _PAUSE
        if self._bar is None:
            self._bar = _start(self._label)
        self._bar.update(self._bar.task_ids[0], completed=done, refresh=True)


def _start(label: str) -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = TextColumn(label, markup=False), BarColumn(), TaskProgressColumn()
    # Without a width and a height, Rich reads COLUMNS and LINES, and fails on some of their values.
    console = Console(stderr=True, width=settings.columns(sys.stderr) or _WIDTH, height=1)
    drawn = Progress(*columns, console=console, transient=True, auto_refresh=False)
    drawn.add_task("", total=1.0)
    signals.RESTORE.append(_CLEAR_LINE_AND_SHOW_CURSOR)
    drawn.start()
    return drawn
