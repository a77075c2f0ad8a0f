"""The one place that writes: answers to standard output or to a file, messages to standard error.

A file gets the whole answer or none of it (`source.replace`). On standard output the first 256 KiB are held back, so
that a command that fails early writes nothing.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final, TextIO

from genden_cli.errors import BrokenOff, ReaderLeft, Unwritable, reason
from genden_cli.output import pager as pagers
from genden_cli.source import base_files, inputs, replace
from genden_cli.text import legible
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HELD: Final = 1 << 18


@contextmanager
def opened(
    output: str | None, *, never: str, local: bool = False, pager: bool = False
) -> Iterator[Callable[[str], object]]:
    """Give a function that writes text to ``output``, or to standard output where that is None or ``-``.

    Text is UTF-8; on standard output, ``local`` text has the encoding of the terminal. A
    ``pager`` shows what is longer than the terminal. The fact base, which is
    ``never``, and all other files that the command reads are not overwritten. Raise `Unwritable` if writing fails,
    `BrokenOff` if the index fails after a part of the answer is written, `ReaderLeft` if the reader closes the pipe.
    """
    output = None if output == inputs.STDIN else output
    stream = _Stream(output, never, local=local, pager=pager)
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


def spare(output: str | None, *bases: str) -> None:
    """Raise `Unwritable` if an answer would overwrite one of the fact bases, or another input of this command."""
    if output in (None, inputs.STDIN):
        return
    if any(base_files.would_hold(base, output) for base in bases):
        hints = ("name a file elsewhere with -o",)
        raise Unwritable(f"{output} would become a part of the fact base", hints=hints)
    if not os.path.isfile(output):
        return
    if any(os.path.exists(base) and os.path.samefile(output, base) for base in bases):
        what = "the fact base itself"
    elif inputs.holds(output):
        what = "an input of this command"
    elif _is_fact_base(output):
        what = "a fact base"
    else:
        return
    raise Unwritable(f"{output} is {what}", hints=("name another file with -o",))


def _is_fact_base(path: str) -> bool:
    """Tell whether a file is a fact base that a person writes, by its name and its section ``base``."""
    if not path.lower().endswith((".yaml", ".yml")):
        return False
    with suppress(OSError), open(path, "rb") as file:
        return any(line.startswith(b"base:") for line in file)
    return False


def say(*lines: str) -> None:
    """Print lines on standard error; a failure to do so is ignored."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write("".join(f"{sanitize_line(line)}\n" for line in lines))
        sys.stderr.flush()


class _Stream:
    """A buffered text stream; it opens its target when the buffer is first written out."""

    def __init__(self, output: str | None, never: str, *, local: bool, pager: bool) -> None:
        self._output = output
        self._never = never
        self._local = local
        self._pages = pager
        self._held: list[str] = []
        self._size = 0
        self._target: TextIO | None = None
        self._paged: pagers.PagedOutput | None = None
        self._replacement: replace.Replacement | None = None

    @property
    def begun(self) -> bool:
        """Return whether a part of the answer has reached its reader; a draft has none."""
        is_draft = self._replacement is not None and self._replacement.draft is not None
        return self._target is not None and not is_draft

    def write(self, text: str) -> None:
        """Add a text to the buffer; a full buffer is written out."""
        self._held.append(text)
        self._size += len(text)
        if self._size > _HELD:
            self._release()

    def finish(self) -> None:
        """Write out the buffer; raise `OSError` if that fails."""
        target = self._release()
        (self._paged.finish if self._paged else target.flush)()
        if self._replacement is not None:
            self._replacement.commit()

    def silence(self) -> None:
        """Discard what standard output still buffers, so that the interpreter does not fail on it at exit."""
        if self._target is not None and self._output is None:
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, self._target.fileno())
                os.close(nowhere)

    def close(self) -> None:
        """Close the file, if one was opened, and remove what was not finished; wait for the pager."""
        if self._paged is not None:
            self._paged.close()
        if self._replacement is None:
            return
        if self._target is not None:
            with suppress(OSError, ValueError):  # it may be closed already
                self._target.close()
        self._replacement.discard()

    def _release(self) -> TextIO:
        if self._target is None:
            self._target = self._standard() if self._output is None else self._file(self._output)
            if self._pages:
                self._paged = pagers.start("".join(self._held), self._target)
        (self._paged or self._target).write("".join(self._held))
        self._held.clear()
        self._size = 0
        return self._target

    def _standard(self) -> TextIO:
        if hasattr(sys.stdout, "reconfigure"):
            encoding = sys.stdout.encoding if self._local else "utf-8"
            sys.stdout.reconfigure(encoding=encoding, errors=legible.ERRORS, newline="\n")
        return sys.stdout

    def _file(self, output: str) -> TextIO:
        spare(output, self._never)
        self._replacement = replace.Replacement(output)
        return TextIOWrapper(self._replacement.begin(), encoding="utf-8", newline="\n")
