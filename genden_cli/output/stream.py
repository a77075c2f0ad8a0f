"""The one place that writes answers: to standard output, or to the file that was asked for.

The beginning of an answer is held back, so that one that fails there has written nothing.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, TextIO

from genden_cli.errors import ReaderLeft, Unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HELD: Final = 1 << 18


@contextmanager
def opened(output: str | None, *, never: str) -> Iterator[Callable[[str], object]]:
    """Give a function that writes text to ``output``, or to standard output where that is None.

    The file ``never`` is not written to: it is the fact base. Raise `Unwritable` where writing fails, `ReaderLeft`
    where nobody reads any more.
    """
    stream = _Stream(output, never)
    try:
        yield stream.write
        stream.finish()
    except BrokenPipeError:
        raise ReaderLeft("the reader left") from None
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise Unwritable(f"cannot write {output or 'the answer'}: {said}") from None
    finally:
        stream.close()


class _Stream:
    """Text on its way out; the target is opened when the first of it leaves."""

    def __init__(self, output: str | None, never: str) -> None:
        self._output = output
        self._never = never
        self._held: list[str] = []
        self._size = 0
        self._target: TextIO | None = None

    def write(self, text: str) -> None:
        self._held.append(text)
        self._size += len(text)
        if self._size > _HELD:
            self._release()

    def finish(self) -> None:
        self._release()
        if self._target is not None:
            self._target.flush()

    def close(self) -> None:
        if self._target is None:
            return
        if self._output is not None:
            with suppress(OSError):
                self._target.close()
        elif sys.exc_info()[0] is not None:
            _silence(self._target)

    def _release(self) -> None:
        if self._target is None:
            self._target = self._open()
        self._target.write("".join(self._held))
        self._held.clear()
        self._size = 0

    def _open(self) -> TextIO:
        if self._output is None:
            if hasattr(sys.stdout, "reconfigure"):
                sys.stdout.reconfigure(errors="replace", newline="\n")
            return sys.stdout
        if os.path.exists(self._output) and os.path.samefile(self._output, self._never):
            hints = ("name another file with -o",)
            raise Unwritable(f"{self._output} is the fact base itself", hints=hints)
        return open(self._output, "w", encoding="utf-8", newline="\n")


def _silence(stream: TextIO) -> None:
    """Let whatever is still buffered go nowhere, so that the interpreter does not fail on it at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
