"""Standard input and pipes: read to their end, once."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from genden_cli.errors import Unreadable, WrongUsage, reason
from genden_cli.source import inputs

if TYPE_CHECKING:
    from collections.abc import Callable

_MIB: Final = 1 << 20
_MAX_LINKS: Final = 40


def standard_input(purpose: str, *, most: int) -> bytes:
    """Return the bytes of standard input, at most ``most`` MiB; ``purpose`` says what they are.

    Raise `WrongUsage` if they were read for another purpose, `Unreadable` if there are more.
    """
    if inputs.STDIN not in inputs.streams:
        with suppress(OSError, ValueError, AttributeError):
            inputs.note(os.fstat(sys.stdin.fileno()))
        try:
            inputs.streams[inputs.STDIN] = purpose, _everything(sys.stdin.buffer.read, "standard input", most)
        except OSError as error:
            hints = ("save it to a file, and name that",)
            raise Unreadable(f"cannot read standard input: {reason(error)}", hints=hints) from None
    before, data = inputs.streams[inputs.STDIN]
    if before != purpose:
        raise WrongUsage(f"standard input is {before} already", hints=(f"save {purpose} to a file, and name that",))
    return data


def pipe(path: str, handle: int, *, most: int) -> bytes | None:
    """Return the bytes that come out of a pipe, at most ``most`` MiB; None if nobody writes to it.

    ``handle`` was opened without blocking. Raise `Unreadable` if there are more.
    """
    if path not in inputs.streams:
        first = _first(handle)
        if first == b"" and descriptor(path) is None:
            return None
        os.set_blocking(handle, True)
        rest = _everything(lambda size: os.read(handle, size), path, most) if first != b"" else b""
        inputs.streams[path] = "", (first or b"") + rest
    return inputs.streams[path][1]


def descriptor(path: str) -> int | None:
    """Return the number of the open file that a path such as ``/dev/stdout`` names, or None if it names none."""
    for _ in range(_MAX_LINKS):
        folder, name = os.path.split(path)
        folder = os.path.realpath(folder)
        if name.isascii() and name.isdigit() and folder in _own_descriptors():
            return int(name)
        try:
            path = os.path.join(folder, os.readlink(os.path.join(folder, name)))
        except (OSError, ValueError):
            return None
    return None


def _own_descriptors() -> set[str]:
    return {os.path.realpath(each) for each in ("/dev/fd", "/proc/self/fd", "/proc/thread-self/fd")}


def _first(handle: int) -> bytes | None:
    """Return the bytes that wait in a pipe, nothing if it has ended, None if a writer has yet to write."""
    try:
        return os.read(handle, 1 << 16)
    except BlockingIOError:
        return None


def _everything(read: Callable[[int], bytes], label: str, most: int) -> bytes:
    data = bytearray()
    while chunk := read(_MIB):
        data += chunk
        if len(data) > most * _MIB:
            raise Unreadable(f"{label} has more than {most} MiB", hints=(f"GENDEN_MAX_MIB={most + 1} allows more",))
    return bytes(data)
