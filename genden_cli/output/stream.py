"""The one place that writes: answers to standard output or to a file, messages to standard error.

The first 256 KiB of an answer are held back, so that a command that fails early writes nothing.
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

    Text is UTF-8; on standard output, ``local`` text has the encoding of the terminal. The file ``never`` is the fact
    base and is not overwritten. Raise `Unwritable` if writing fails, `BrokenOff` if the index fails after a part of the
    answer is written, `ReaderLeft` if the reader closes the pipe.
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
    """Return the exception of a damaged index."""
    import sqlite3  # noqa: PLC0415 -- a command that reads no index does not load it

    return sqlite3.Error


def spare(output: str | None, base: str) -> None:
    """Raise `Unwritable` if an answer would overwrite a fact base."""
    if output is None or not os.path.exists(output) or not os.path.exists(base):
        return
    if os.path.samefile(output, base):
        raise Unwritable(f"{output} is the fact base itself", hints=("name another file with -o",))


def say(*lines: str) -> None:
    """Print lines on standard error; a failure to do so is ignored."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write("".join(f"{sanitize_line(line)}\n" for line in lines))
        sys.stderr.flush()


def reason(error: OSError) -> str:
    """Return the message of a system error, to be used within a sentence."""
    return (error.strerror or str(error)).lower()


class _Stream:
    """A buffered text stream; it opens its target when the buffer is first written out."""

    def __init__(self, output: str | None, never: str, *, local: bool) -> None:
        self._output = output
        self._never = never
        self._local = local
        self._held: list[str] = []
        self._size = 0
        self._target: TextIO | None = None

    @property
    def begun(self) -> bool:
        """Return whether anything has been written out."""
        return self._target is not None

    def write(self, text: str) -> None:
        """Add a text to the buffer; a full buffer is written out."""
        self._held.append(text)
        self._size += len(text)
        if self._size > _HELD:
            self._release()

    def finish(self) -> None:
        """Write out the buffer; raise `OSError` if that fails."""
        target = self._release()
        target.flush()
        if self._output is not None:
            target.close()  # a quota may first be felt here

    def silence(self) -> None:
        """Discard what standard output still buffers, so that the interpreter does not fail on it at exit."""
        if self._target is not None and self._output is None:
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, self._target.fileno())
                os.close(nowhere)

    def close(self) -> None:
        """Close the file, if one was opened."""
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
