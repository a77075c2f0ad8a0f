"""Python functions that SQLite calls: how their exceptions and signals get through.

SQLite makes an error of its own of any exception in such a function. A bug or an interrupt would look like a damaged
index, and the index would be built a second time.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEPS: Final = 100_000
"""SQLite executes about so many steps in 10 milliseconds."""


@contextmanager
def original_exceptions() -> Iterator[None]:
    """Raise the exception of a Python function that SQLite called, in place of the error that SQLite makes of it."""
    caught: list[BaseException] = []
    before = sys.unraisablehook
    sys.unraisablehook = lambda failure: caught.append(failure.exc_value or failure.exc_type())
    sqlite3.enable_callback_tracebacks(True)  # noqa: FBT003 -- it takes no keyword
    try:
        yield
    except sqlite3.Error:
        if caught:
            raise caught[0] from None
        raise
    finally:
        sqlite3.enable_callback_tracebacks(False)  # noqa: FBT003 -- likewise
        sys.unraisablehook = before


def let_signals_in(connection: sqlite3.Connection) -> None:
    """Let signal handlers run during long statements; Python runs them only between steps of its own."""
    connection.set_progress_handler(_do_nothing, _STEPS)


def _do_nothing() -> None:
    """Return to SQLite. Python has run the signal handlers when this function begins."""
