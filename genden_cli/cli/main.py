"""The way in and the way out: answers one command, and turns every error into its exit code.

Typer is imported inside `main`, so that an interrupt while it loads is one like any other.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Never

from genden_cli.errors import BadBase, Exit, GendenError, ReaderLeft
from genden_cli.output.stream import reason, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def run() -> Never:
    """Be the console script: answer, and leave without the interpreter's long way down (15 ms with Typer and Rich)."""
    _open_closed_streams()
    gc.disable()  # a process that answers once has no garbage worth collecting
    code = main(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or Exit.BASE
    os._exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; nothing is raised."""
    try:
        from genden_cli.cli.app import answer  # noqa: PLC0415 -- a mistake in it is a bug like any other

        return answer(arguments)
    except GendenError as error:
        say(*_explained(error))
        return error.exit
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except OSError as error:
        say(f"genden: cannot {f'use {error.filename}' if error.filename else 'write the answer'}: {reason(error)}")
        return Exit.BASE
    except Exception as error:  # noqa: BLE001 -- whatever else happens is our own mistake, and says so
        return _bug(error)


def _explained(error: GendenError) -> Iterable[str]:
    if isinstance(error, ReaderLeft):
        return ()
    if isinstance(error, BadBase):
        from genden_cli.diagnostics.text import report  # noqa: PLC0415 -- only for a base with mistakes

        return report(error)
    return f"genden: {error.message}", *error.hints


def _bug(error: Exception) -> int:
    if os.environ.get("GENDEN_DEBUG"):
        from traceback import format_exception  # noqa: PLC0415 -- only to look for a bug

        say(*"".join(format_exception(error)).splitlines())
    else:
        say(
            f"genden: a mistake of ours, sorry: {f'{type(error).__name__}: {error}'[:200]}",
            "GENDEN_DEBUG=1 shows where; please report it with the command that you ran",
        )
    return Exit.BUG


def _open_closed_streams() -> None:
    """Put /dev/null where a standard stream was closed, so that no file we open takes its number."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, open(number, mode, encoding="utf-8"))  # noqa: SIM115
