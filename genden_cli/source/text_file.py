"""Read a text that will be compared with the base: a file or standard input, in UTF-8."""

from __future__ import annotations

from typing import Final

from genden_cli.errors import Unreadable
from genden_cli.source import base_file, inputs, streams

STDIN: Final = inputs.STDIN


def read(path: str) -> str:
    """Return the text of the file at ``path``, or of standard input if that is ``-``.

    Raise `Unreadable` if it cannot be read, is larger than ``GENDEN_MAX_MIB`` allows, or is not text.
    """
    return decoded(content(path), "standard input" if path == STDIN else path)


def content(path: str) -> bytes:
    """Return the bytes of the file at ``path``, or of standard input; raise `Unreadable` as `read` does."""
    return streams.standard_input("the text", most=base_file.limit()) if path == STDIN else _file(path)


def decoded(data: bytes, label: str) -> str:
    """Return bytes as text. Raise `Unreadable` if they are not text in UTF-8; ``label`` names them."""
    if b"\x00" in data:
        hints = ("save it as plain text in UTF-8",)
        raise Unreadable(f"{label} is not a text: it holds NUL bytes", hints=hints)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        hints = ("convert it, as in: iconv -f WINDOWS-1252 -t UTF-8",)
        raise Unreadable(f"{label} is not UTF-8 (byte {error.start + 1})", hints=hints) from None


def _file(path: str) -> bytes:
    try:
        return base_file.read(path)[0]
    except Unreadable as error:
        size_hints = tuple(hint for hint in error.hints if "GENDEN_MAX_MIB" in hint)
        hints = size_hints or ("name a file with text in it, or - for standard input",)
        raise Unreadable(error.message, hints=hints) from None
