"""The one place that writes: answers to standard output or to the file asked for, what is said of them to stderr.

The beginning of an answer is held back, so that one that fails there has written nothing.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, TextIO

from genden_cli.errors import BrokenOff, ReaderLeft, Unwritable
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HELD: Final = 1 << 18


@contextmanager
def opened(output: str | None, *, never: str, local: bool = False) -> Iterator[Callable[[str], object]]:
    """Give a function that writes text to ``output``, or to standard output where that is None.

    Text is UTF-8; on standard output, where ``local``, in the encoding of the terminal. The file ``never`` is not
    written to: it is the fact base. Raise `Unwritable` where writing fails, `BrokenOff` where the rows end in the
    middle of the answer, `ReaderLeft` where nobody reads any more.
    """
    stream = _Stream(output, never, local=local)
    try:
        yield stream.write
        stream.finish()
    except BrokenPipeError:
        stream.silence()
        raise ReaderLeft("the reader left") from None
    except OSError as error:
        stream.silence()
        where = "the answer" if output is None else output
        raise Unwritable(f"cannot write {where}: {reason(error)}") from None
    except _damage():
        if not stream.begun:
            raise
        hints = ("what was written is incomplete; the same command again will do",)
        raise BrokenOff("the index proved to be damaged in the middle of the answer", hints=hints) from None
    finally:
        stream.close()


def _damage() -> type[Exception]:
    """Return what a damaged index raises; imported only where something was raised."""
    import sqlite3  # noqa: PLC0415

    return sqlite3.Error


def spare(output: str | None, base: str) -> None:
    """Raise `Unwritable` where an answer would be written over a fact base."""
    if output is None or not os.path.exists(output) or not os.path.exists(base):
        return
    if os.path.samefile(output, base):
        raise Unwritable(f"{output} is the fact base itself", hints=("name another file with -o",))


def say(*lines: str) -> None:
    """Tell the reader something about the answer, on standard error; where nobody listens, nothing is lost."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write("".join(f"{sanitize_line(line)}\n" for line in lines))
        sys.stderr.flush()


def reason(error: OSError) -> str:
    """Return what the system says of a failure, as a part of a sentence."""
    return (error.strerror or str(error)).lower()


class _Stream:
    """Text on its way out; the target is opened when the first of it leaves."""

    def __init__(self, output: str | None, never: str, *, local: bool) -> None:
        self._output = output
        self._never = never
        self._local = local
        self._held: list[str] = []
        self._size = 0
        self._target: TextIO | None = None

    @property
    def begun(self) -> bool:
        """Tell whether any of it has left."""
        return self._target is not None

    def write(self, text: str) -> None:
        """Take a text; it leaves once there is enough of it."""
        self._held.append(text)
        self._size += len(text)
        if self._size > _HELD:
            self._release()

    def finish(self) -> None:
        """Let all of it leave; an error in doing so is raised."""
        target = self._release()
        target.flush()
        if self._output is not None:
            target.close()  # a quota may first be felt here

    def silence(self) -> None:
        """Let what standard output still holds go nowhere, so that the interpreter does not fail on it at exit."""
        if self._target is not None and self._output is None:
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, self._target.fileno())
                os.close(nowhere)

    def close(self) -> None:
        """Close the file that was written to, if there is one."""
        if self._target is not None and self._output is not None:
            with suppress(OSError):
                self._target.close()

    def _release(self) -> TextIO:
        if self._target is None:
            self._target = self._standard() if self._output is None else self._file(self._output)
        self._target.write("".join(self._held))
        self._held.clear()
        self._size = 0
        return self._target

    def _standard(self) -> TextIO:
        if hasattr(sys.stdout, "reconfigure"):
            encoding = sys.stdout.encoding if self._local else "utf-8"
            sys.stdout.reconfigure(encoding=encoding, errors="replace", newline="\n")
        return sys.stdout

    def _file(self, output: str) -> TextIO:
        spare(output, self._never)
        return open(output, "w", encoding="utf-8", newline="\n")
