"""How bash, zsh and fish are told what may come next: a line each, as the script of that shell reads it.

A line with nothing but ``/`` stands for the names of files. fish and zsh quote what they insert, bash does not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.cli.completion.completers import FILES
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from genden_cli.cli.completion.shell_words import CommandLine

_SPECIAL: Final = re.compile(r"""[ \\'"`$&;|<>()*?\[\]{}!#~^]""")
_IN_DOUBLE: Final = re.compile(r'[\\"$`]')


def written(shell: str, value: str, means: str, line: CommandLine) -> str:
    """Return a line that offers a value, with what it stands for where the shell shows that."""
    return "/" if means == FILES else _WAYS[shell](value, sanitize_line(means), line)


def _bash(value: str, _: str, line: CommandLine) -> str:
    rest = value[len(line.before) :]
    if not line.quote:
        return _SPECIAL.sub(r"\\\g<0>", rest)
    quoted = rest.replace("'", "'\\''")
    if line.quote == '"':  # where a backslash would not keep an exclamation mark from recalling history
        quoted = _IN_DOUBLE.sub(r"\\\g<0>", rest).replace("!", '"\\!"')
    return quoted + line.quote * quoted.endswith(line.quote)  # bash takes such an end for the closing mark


def _zsh(value: str, means: str, _: CommandLine) -> str:
    plain = (each.replace("\\", "\\\\") for each in (value.replace(":", "\0"), means))
    return ":".join(filter(None, plain)).replace("\0", "\\:")


def _fish(value: str, means: str, _: CommandLine) -> str:
    return f"{value}\t{means}" if means else value


_WAYS: Final[dict[str, Callable[[str, str, CommandLine], str]]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
