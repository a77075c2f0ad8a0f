"""The scripts that make bash, zsh and fish ask what may come next: shown, or put where the shell reads them.

Typer's own ask for a program of the name alone, which need not be on the PATH, twice for a Tab in fish, and let the
command line show what goes wrong.
"""

from __future__ import annotations

import os
import shlex
import sys
from contextlib import suppress

import shellingham  # type: ignore[import-untyped]

from genden_cli.cli.completion.completers import SHELLS
from genden_cli.errors import Unwritable, WrongUsage
from genden_cli.output.stream import opened, reason, say


def show(shell: str) -> None:
    """Print the script for a shell."""
    with opened(None, never="") as out:
        out(script(shell))


def install(shell: str) -> None:
    """Keep the script where the shell finds it, and have its start-up file read it, once.

    Raise `Unwritable` where that cannot be done.
    """
    kept, start = _places(shell)
    try:
        os.makedirs(os.path.dirname(kept), exist_ok=True)
        with open(kept, "w", encoding="utf-8") as file:
            file.write(script(shell))
        if start is not None:
            _append(start, f"source {shlex.quote(kept)}")
    except OSError as error:
        raise Unwritable(f"cannot write {error.filename or kept}: {reason(error)}") from None
    say(f"completion for {shell} is in {kept}", *([f"{start} reads it"] if start else ()), "a new shell will complete")


def script(shell: str) -> str:
    """Return the script for a shell: it asks the program that is typed, or this one where that is an alias."""
    ours = os.path.abspath(sys.argv[0]) if os.access(sys.argv[0], os.X_OK) else "genden"
    with open(os.path.join(os.path.dirname(__file__), f"completion.{shell}"), encoding="utf-8") as file:
        return file.read().replace("@PROGRAM@", _fish(ours) if shell == "fish" else shlex.quote(ours))


def running() -> str:
    """Return the shell that this process was started from; raise `WrongUsage` where it is none that can be told."""
    with suppress(shellingham.ShellDetectionFailure):
        shell = str(shellingham.detect_shell()[0])
        if shell in SHELLS:
            return shell
    raise WrongUsage("which shell?", hints=(f"name it: one of {', '.join(SHELLS)}",))


def _fish(text: str) -> str:
    """Return a text quoted for fish, where a backslash counts even between quotation marks."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _places(shell: str) -> tuple[str, str | None]:
    """Return where a shell's script is kept, and the start-up file that has to read it, if one has to."""
    if shell == "fish":  # reads all that lies there; in "completions", only for what is on the PATH
        return os.path.join(_folder("XDG_CONFIG_HOME", ".config"), "fish", "conf.d", "genden.fish"), None
    start = {"bash": ("HOME", ".bashrc"), "zsh": ("ZDOTDIR", ".zshrc")}[shell]
    kept = os.path.join(_folder("XDG_DATA_HOME", ".local/share"), "genden", f"completion.{shell}")
    return kept, os.path.join(_folder(start[0], ""), start[1])


def _folder(variable: str, below_home: str) -> str:
    return os.environ.get(variable) or os.path.join(os.path.expanduser("~"), below_home)


def _append(file: str, line: str) -> None:
    """Add a line to a file that does not have it; every other byte stays."""
    wanted = os.fsencode(line)
    with open(file, "a+b") as start:
        start.seek(0)
        held = start.read()
        if wanted not in held.splitlines():
            start.write(b"\n" * (not held.endswith(b"\n") and bool(held)) + wanted + b"\n")
