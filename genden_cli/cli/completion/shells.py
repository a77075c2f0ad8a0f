"""How each shell writes a command line, and how it reads completions.

A completion is one line. A line with nothing but ``/`` stands for the names of files. fish and zsh quote what they
insert, bash and PowerShell do not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.cli.completion.completers import FILES
from genden_cli.named_tuple import NamedTuple
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable

_QUOTES: Final = "'\""
_ESCAPES: Final = {'"': '"\\$`\n', "'": "'\\"}
"""The characters that a backslash escapes within quotation marks; before others it stands for itself."""


class CommandLine(NamedTuple):
    """A command line up to the cursor: the words after the program, and the word at the cursor.

    ``quote`` is the quotation mark that is still open, or "". ``before`` is the part of the last word that the shell
    keeps: bash completes only what follows the last of its word breaks.
    """

    words: tuple[str, ...]
    word: str
    quote: str = ""
    before: str = ""


def parse_line(line: str, *, breaks: str = "", fish: bool = False) -> CommandLine:
    """Return the words of a command line up to the cursor; in fish, a backslash escapes within single quotes too."""
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


_SPECIAL: Final = re.compile(r"""[ \\'"`$&;|<>()*?\[\]{}!#~^]""")
_IN_DOUBLE: Final = re.compile(r'[\\"$`]')


def completion_line(shell: str, value: str, meaning: str, line: CommandLine) -> str:
    """Return a completion as the line that a shell reads, with its meaning if the shell shows meanings."""
    return "/" if meaning == FILES else _WRITERS[shell](value, sanitize_line(meaning), line)


def _bash(value: str, _: str, line: CommandLine) -> str:
    rest = value[len(line.before) :]
    if not line.quote:
        return _SPECIAL.sub(r"\\\g<0>", rest)
    quoted = rest.replace("'", "'\\''")
    if line.quote == '"':  # where a backslash would not keep an exclamation mark from recalling history
        quoted = _IN_DOUBLE.sub(r"\\\g<0>", rest).replace("!", '"\\!"')
    return quoted + line.quote * quoted.endswith(line.quote)  # bash takes such an end for the closing mark


def _zsh(value: str, meaning: str, _: CommandLine) -> str:
    plain = (each.replace("\\", "\\\\") for each in (value.replace(":", "\0"), meaning))
    return ":".join(filter(None, plain)).replace("\0", "\\:")


def _fish(value: str, meaning: str, _: CommandLine) -> str:
    return f"{value}\t{meaning}" if meaning else value


def powershell_quoted(text: str) -> str:
    """Return a text quoted for PowerShell, which takes four other characters for the apostrophe."""
    return "'" + re.sub("['\u2018-\u201b]", r"\g<0>\g<0>", text) + "'"


def _powershell(value: str, meaning: str, line: CommandLine) -> str:
    plain = re.fullmatch(r"[\w./:=+-]+", value)
    return _fish(value if plain else powershell_quoted(value), meaning, line)


_WRITERS: Final[dict[str, Callable[[str, str, CommandLine], str]]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
    "powershell": _powershell,
}
