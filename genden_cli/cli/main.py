"""The way in and the way out: builds the command that was asked for, and turns every error into its exit code."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Never

import typer

from genden_cli.errors import BadBase, Exit, GendenError, ReaderLeft
from genden_cli.inert import inert, inert_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Typer carries its own copy of click; this is its ClickException, by the public name that derives from it.
_ClickError: type[Exception] = typer.BadParameter.__mro__[2]


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
    from genden_cli.cli.app import app  # noqa: PLC0415 -- a mistake in it is a bug like any other

    try:
        command = typer.main.get_command(app)
        code = command.main(args=list(arguments) or ["--help"], prog_name="genden", standalone_mode=False)
        return int(code or Exit.DONE)
    except GendenError as error:
        _say(*_explained(error))
        return error.exit
    except _ClickError as error:
        return _wrong_usage(error)
    except typer.Abort:
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 -- whatever else happens is our own mistake, and says so
        return _bug(error)


def _explained(error: GendenError) -> Iterable[str]:
    if isinstance(error, ReaderLeft):
        return ()
    if isinstance(error, BadBase):
        from genden_cli.diagnostics import report  # noqa: PLC0415 -- only for a base with mistakes

        return report(error)
    return f"genden: {inert_line(error.message)}", *map(inert, error.hints)


def _wrong_usage(error: BaseException) -> int:
    context = getattr(error, "ctx", None)
    name = context.command_path if context else "genden"
    message = error.format_message()  # type: ignore[attr-defined]
    _say(f"genden: {inert_line(message)}", f"{name} --help shows how it is used")
    return Exit.USAGE


def _bug(error: Exception) -> int:
    if os.environ.get("GENDEN_DEBUG"):
        raise error
    _say(
        f"genden: a mistake of ours, sorry: {inert_line(f'{type(error).__name__}: {error}')[:200]}",
        "GENDEN_DEBUG=1 shows where; please report it with the command that you ran",
    )
    return Exit.BUG


def _say(*lines: str) -> None:
    try:
        if hasattr(sys.stderr, "reconfigure"):
            sys.stderr.reconfigure(errors="replace")
        sys.stderr.write("".join(f"{line}\n" for line in lines))
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        pass  # nobody listens; the exit code still tells


def _open_closed_streams() -> None:
    """Put /dev/null where a standard stream was closed, so that no file we open takes its number."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, open(number, mode, encoding="utf-8"))  # noqa: SIM115
