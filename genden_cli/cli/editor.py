"""Starting an editor at a line of a file, in the way that each editor takes it."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

from genden_cli import signals
from genden_cli.errors import Unwritable, WrongUsage

if TYPE_CHECKING:
    from collections.abc import Callable

_NO_EDITOR: Final = ("name one, and run the command again: export EDITOR=nano",)


def _plus(file: str, line: int) -> list[str]:
    return [f"+{line}", file]


def _colon(file: str, line: int) -> list[str]:
    return [f"{file}:{line}"]


def _waiting(file: str, line: int) -> list[str]:
    return [f"{file}:{line}", "--wait"]


def _goto(file: str, line: int) -> list[str]:
    return ["--goto", f"{file}:{line}", "--wait"]


_FORMS: Final[dict[str, Callable[[str, int], list[str]]]] = {
    **dict.fromkeys(
        "ed ex vi vim nvim gvim view nano pico emacs emacsclient micro joe kak mg ne jed gedit".split(), _plus
    ),
    **dict.fromkeys("code code-insiders codium vscodium cursor".split(), _goto),
    **dict.fromkeys(("subl", "zed"), _waiting),
    **dict.fromkeys(("hx", "helix"), _colon),
}
"""How an editor is told the file and the line, by the name of its program."""


def open_at(file: str, line: int) -> None:
    """Open a file at a line in the editor of ``$VISUAL`` or ``$EDITOR``, and wait until it is closed.

    An unknown editor gets the file alone. Raise `WrongUsage` if no editor is set or it cannot be started, `Unwritable`
    if it fails.
    """
    program, *arguments = _command()
    path = shutil.which(program)
    if path is None:
        raise WrongUsage(f"there is no editor '{program}'", hints=_NO_EDITOR)
    form = _FORMS.get(os.path.basename(program).lower().removesuffix(".exe"))
    file = os.path.join(os.curdir, file) if file.startswith("-") else file
    place = form(file, line) if form else [file]
    signals.PAGERS[:] = [0]  # Ctrl-C belongs to the editor
    try:
        code = subprocess.run([path, *arguments, *place], check=False).returncode  # noqa: S603 -- the user's own
    except OSError as error:
        raise WrongUsage(f"cannot start '{program}': {error.strerror}", hints=_NO_EDITOR) from None
    finally:
        signals.PAGERS.clear()
    if code:
        raise Unwritable(f"{program} ended with {code}", hints=(f"{file} is as it was saved last",))


def _command() -> list[str]:
    """Return the words of the command that starts the editor."""
    named = next(filter(str.strip, (os.environ.get(name, "") for name in ("VISUAL", "EDITOR"))), None)
    if named is None:
        raise WrongUsage("no editor is set", hints=_NO_EDITOR)
    try:
        return shlex.split(named)
    except ValueError:
        raise WrongUsage(f"'{named}' is not a command", hints=_NO_EDITOR) from None
