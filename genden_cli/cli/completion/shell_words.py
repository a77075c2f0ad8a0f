"""A command line that is being typed: its words, as the shell will read them, and the one that the cursor is in."""

from __future__ import annotations

from typing import Final, NamedTuple

_QUOTES: Final = "'\""
_ESCAPES: Final = {'"': '"\\$`\n', "'": "'\\"}
"""What a backslash takes the meaning from within quotation marks; before anything else it stands for itself."""


class CommandLine(NamedTuple):
    """What has been typed: the words after the program, and the beginning of the next.

    ``quote`` is the quotation mark that is still open. ``before`` is how much of the beginning the shell keeps whatever
    is offered: bash completes what follows the last of its word breaks.
    """

    words: tuple[str, ...]
    word: str
    quote: str = ""
    before: str = ""


def parse_line(line: str, *, breaks: str = "", fish: bool = False) -> CommandLine:
    """Return what a command line up to the cursor holds; fish takes a backslash within single quotes for one."""
    words: list[str] = []
    word: str | None = None
    quote = before = ""
    escaped = False
    for each in line:
        if escaped:
            word = f"{word}{each}" if each in _ESCAPES.get(quote, each) else f"{word}\\{each}"
            escaped = False
        elif each == "\\" and (quote != "'" or fish):
            word, escaped = word or "", True
        elif each == quote:
            quote, before = "", word or ""
        elif quote:
            word = f"{word}{each}"
        elif each in _QUOTES:
            word, quote = word or "", each
            before = word
        elif each in " \t\n":
            words += [] if word is None else [word]
            word, before = None, ""
        else:
            word = f"{word or ''}{each}"
            before = word if each in breaks else before
    return CommandLine(tuple(words[1:]), word or "", quote, before)
