"""The completion scripts: printed, or installed where the shell reads them.

Typer has scripts of its own. They call the program by its name, which need not be on the PATH. In fish they call it
twice for each Tab, and they show its errors on the command line.
"""

from __future__ import annotations

import os
import shlex
import sys
from contextlib import suppress
from typing import Final

import shellingham  # type: ignore[import-untyped]

from genden_cli import paths
from genden_cli.cli.completion.completers import SHELLS
from genden_cli.cli.completion.shells import powershell_quoted
from genden_cli.errors import Unreadable, Unwritable, WrongUsage, reason
from genden_cli.output.stream import opened, say
from genden_cli.source import replace, updates


def show(shell: str) -> None:
    """Print the script for a shell."""
    with opened(None, never="") as out:
        out(script(shell))


def install(shell: str) -> None:
    """Write the script to a file, and add a line to the shell's start-up file that reads it.

    Raise `Unwritable` if a file cannot be written, and `WrongUsage` for PowerShell, as it alone knows its profile.
    """
    if shell == "powershell":
        line = "genden --show-completion powershell | Out-String | Invoke-Expression"
        raise WrongUsage(
            "only PowerShell knows where its start-up file is", hints=(f"add this line to $PROFILE: {line}",)
        )
    path, start = _paths(shell)
    try:
        paths.make_private(os.path.dirname(path))
    except OSError as error:
        raise Unwritable(f"cannot write {error.filename or path}: {reason(error)}") from None
    with opened(path, never="") as out:
        out(script(shell))
    if start is not None:
        _source(start, f"source {shlex.quote(path)}")
    say(f"completion for {shell} is in {path}", *([f"{start} reads it"] if start else ()), "a new shell will complete")


def script(shell: str) -> str:
    """Return the script for a shell; it calls the program on the command line, or this one if that is an alias."""
    ours = os.path.abspath(sys.argv[0]) if os.access(sys.argv[0], os.X_OK) else "genden"
    with open(os.path.join(os.path.dirname(__file__), f"completion.{shell}"), encoding="utf-8") as file:
        return file.read().replace("@PROGRAM@", _QUOTED.get(shell, shlex.quote)(ours))


def running() -> str:
    """Return the shell that started this process; raise `WrongUsage` if it is unknown or has no script."""
    with suppress(shellingham.ShellDetectionFailure):
        shell = str(shellingham.detect_shell()[0]).replace("pwsh", "powershell")
        if shell in SHELLS:
            return shell
    raise WrongUsage("which shell?", hints=(f"name it: one of {', '.join(SHELLS)}",))


def _fish(text: str) -> str:
    """Return a text quoted for fish, which escapes with a backslash even between quotation marks."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


_QUOTED: Final = {"fish": _fish, "powershell": powershell_quoted}


def _paths(shell: str) -> tuple[str, str | None]:
    """Return the path of a shell's script, and of the start-up file that reads it; fish needs none."""
    if shell == "fish":  # reads all that lies there; in "completions", only for what is on the PATH
        return os.path.join(_folder("XDG_CONFIG_HOME", ".config"), "fish", "conf.d", "genden.fish"), None
    start = {"bash": ("HOME", ".bashrc"), "zsh": ("ZDOTDIR", ".zshrc")}[shell]
    path = os.path.join(_folder("XDG_DATA_HOME", ".local/share"), "genden", f"completion.{shell}")
    return path, os.path.join(_folder(start[0], ""), start[1])


def _folder(variable: str, below_home: str) -> str:
    return os.environ.get(variable) or os.path.join(os.path.expanduser("~"), below_home)


def _source(start: str, line: str) -> None:
    """Add a line to a start-up file; raise `Unwritable` if that fails."""
    try:
        _append(start, os.fsencode(line))
    except (Unreadable, Unwritable) as error:
        raise Unwritable(
            error.message, hints=(f"the script is installed; {start} still needs the line: {line}",)
        ) from None


def _append(file: str, line: bytes) -> None:
    """Add a line to a file unless it has the line; every other byte stays."""
    if os.path.exists(file):
        updates.update(file, lambda held: held if line in held.splitlines() else _with_line(held, line))
    else:
        replace.create(file, line + b"\n")


def _with_line(held: bytes, line: bytes) -> bytes:
    return held + b"\n" * (not held.endswith(b"\n") and bool(held)) + line + b"\n"
