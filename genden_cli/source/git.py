"""Run git: without a shell, a pager, a prompt, hooks, other programs and the network."""

from __future__ import annotations

import os
from subprocess import DEVNULL, PIPE, Popen
from subprocess import run as run_process
from typing import IO, Final, cast

from genden_cli.errors import Unreadable
from genden_cli.text.command_line import quoted

_ENVIRONMENT: Final = {
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
}
"""Keeps git from fetching, prompting and writing, and from reading the name of a file as a pattern."""


def run(folder: str, *arguments: str) -> bytes | None:
    """Return what git prints in a folder, or None if it fails. Raise `Unreadable` if there is no git."""
    try:
        ran = run_process(  # noqa: S603 -- no shell, and no argument can be an option
            _command(folder, arguments),
            check=False,
            capture_output=True,
            stdin=DEVNULL,
            env=os.environ | _ENVIRONMENT,
        )
    except (FileNotFoundError, PermissionError):
        raise _no_git() from None
    except (OSError, ValueError):  # the name is too long for a process argument, or contains NUL
        return None
    return ran.stdout if ran.returncode == 0 else None


def started(folder: str, *arguments: str) -> tuple[Popen[bytes], IO[bytes], IO[bytes]]:
    """Return a process of git, where it reads requests, and where it prints answers.

    Raise `Unreadable` if there is no git.
    """
    try:
        process = Popen(  # noqa: S603 -- no shell, and no argument can be an option
            _command(folder, arguments), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=os.environ | _ENVIRONMENT
        )
    except OSError:
        raise _no_git() from None
    return process, cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)


def command(folder: str) -> str:
    """Return the words with which a reader calls git for a folder from where they stand."""
    try:
        is_here = os.path.samefile(folder, os.curdir)
    except OSError:
        is_here = False
    return "git" if is_here else f"git -C {quoted(folder)}"


def _command(folder: str, arguments: tuple[str, ...]) -> list[str]:
    return ["git", "-C", folder, "-c", "core.fsmonitor=false", *arguments]  # which may name a program


def _no_git() -> Unreadable:
    hints = ("install git, or name two files, as in genden diff OLD NEW",)
    return Unreadable("git is needed to read earlier versions, and cannot be run", hints=hints)
