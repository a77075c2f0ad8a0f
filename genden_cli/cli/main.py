"""The entry point: runs one command, and turns every error into a message and an exit code.

Typer loads with `app`, inside `main`, after `console` has set the signal handlers.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Never

from genden_cli import lazy, signals
from genden_cli.cli import app
from genden_cli.diagnostics import text
from genden_cli.errors import BadBase, Exit, GendenError, ReaderLeft, reason
from genden_cli.output import stream
from genden_cli.text import command_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def run() -> Never:
    """Run the console script. It exits with `os._exit`, which saves 15 ms; atexit handlers do not run."""
    signals.end_process_on_signals()  # again, for a console script that calls this function itself
    _open_closed_streams()
    gc.disable()  # a process that runs one command has no garbage worth collecting
    lazy.postpone()
    code = main(sys.argv[1:])
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        code = code or Exit.BASE
    with suppress(OSError, ValueError):  # a message that is lost does not change the answer
        sys.stderr.flush()
    os._exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; no exception leaves this function."""
    try:
        return app.answer(arguments)
    except GendenError as error:
        stream.say(*_message(error))
        return error.exit
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 -- any other exception is a bug, and is reported as one
        return _failure(error)


def _message(error: GendenError) -> Iterable[str]:
    if isinstance(error, ReaderLeft):
        return ()
    if isinstance(error, BadBase):
        return text.report(error)
    return f"genden: {error.message}", *(command_line.hint_line(each, error.base) for each in error.hints)


def _failure(error: Exception) -> int:
    """Report an exception that is not about the request, and return the exit code."""
    if _is_lack_of_memory(error):
        with suppress(MemoryError):
            stream.say("genden: not enough memory", "a smaller base, or a part of the answer, needs less")
        return Exit.MEMORY
    if isinstance(error, OSError):
        what = f"use {error.filename}" if error.filename else "write the answer"
        stream.say(f"genden: cannot {what}: {reason(error)}")
        return Exit.BASE
    return _bug(error)


def _is_lack_of_memory(error: Exception) -> bool:
    """Tell whether there was not enough memory for a value, for a system call, or for a library that was to load."""
    if isinstance(error, ImportError):
        return any(each in str(error).lower() for each in ("failed to map segment", "cannot allocate memory"))
    return isinstance(error, MemoryError) or (isinstance(error, OSError) and error.errno == errno.ENOMEM)


def _bug(error: Exception) -> int:
    if os.environ.get("GENDEN_DEBUG"):
        import traceback  # noqa: PLC0415 -- 5 ms, and hardly ever needed

        stream.say(*"".join(traceback.format_exception(error)).splitlines())
    else:
        stream.say(
            f"genden: a mistake of ours, sorry: {f'{type(error).__name__}: {error}'[:200]}",
            "GENDEN_DEBUG=1 shows where; please report it with the command that you ran",
        )
    return Exit.BUG


def _open_closed_streams() -> None:
    """Open /dev/null in place of each closed standard stream, so that no other file gets its number."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:  # pragma: no cover -- where coverage runs, its own file has the number
            os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, open(number, mode, encoding="utf-8"))  # noqa: SIM115
