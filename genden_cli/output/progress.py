"""A bar on standard error while an index is made: where somebody looks, and only if it takes longer than a second."""

from __future__ import annotations

import os
import sys
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from types import TracebackType

_PATIENCE: Final = 1.0
_PAUSE: Final = 0.1


class ProgressBar:
    """A bar that is told how much is done, from 0 to 1, and vanishes in the end."""

    def __init__(self, *, patience: float = _PATIENCE) -> None:
        self._next = monotonic() + patience
        self._seen = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._drawn: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._drawn:
            self._drawn.stop()

    def __call__(self, done: float) -> None:
        """Draw how much is done, unless that was drawn a moment ago."""
        if not self._seen or (now := monotonic()) < self._next:
            return
        self._next = now + _PAUSE
        if self._drawn is None:
            self._drawn = _begun()
        self._drawn.update(self._drawn.task_ids[0], completed=done, refresh=True)


def _begun() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = TextColumn("reading the fact base", markup=False), BarColumn(), TaskProgressColumn()
    drawn = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    drawn.add_task("", total=1.0)
    drawn.start()
    return drawn
