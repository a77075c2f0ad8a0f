"""Command lines of this program, as a reader types them into a shell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from genden_cli.errors import Suggestion

_SAFE: Final = frozenset(each for each in map(chr, range(128)) if each.isalnum() or each in "_@%+=:,./-")
"""What a shell reads as it stands."""


def command_line(suggestion: Suggestion, *, program: str = "genden ") -> str:
    """Return the line that runs a suggested command, then its purpose; ``program`` stands before the command."""
    options = (word for name, value in suggestion.options for word in (f"--{name}", value))
    words = (*options, *suggestion.arguments)
    return program + " ".join(filter(None, (suggestion.command, *map(quoted, words), suggestion.purpose)))


def hint_line(hint: str | Suggestion, base: str | None = None) -> str:
    """Return a hint as a line of text; a command in it names ``base``, if there is one."""
    return with_base(hint if isinstance(hint, str) else command_line(hint), base)


def with_base(text: str, base: str | None) -> str:
    """Return a text so that a command in it, first or after a colon, names the base too, if an option named it."""
    if not base:
        return text
    command = f"genden --base {quoted(base)} "
    return re.sub(r"(^\s*|(?<=: ))genden (?!-)", lambda found: f"{found[1]}{command}", text, count=1)


def to_write(command: str, base: str | None) -> str:
    """Return the last line of a command that only shows a change: that nothing is written, and the command that does.

    >>> to_write("genden rename tag a b --write", "our.yaml")
    'nothing is written yet: genden --base our.yaml rename tag a b --write'
    """
    return with_base(f"nothing is written yet: {command}", base)


def quoted(word: str) -> str:
    """Return a word as a shell reads it."""
    if word and _SAFE.issuperset(word):
        return word
    from shlex import quote  # noqa: PLC0415 -- ids need no quotation marks, and few lines have anything else

    return quote(word)
