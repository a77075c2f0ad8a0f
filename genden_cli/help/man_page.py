"""The manual page of the program, in the man macros of roff (man(7))."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Entry(NamedTuple):
    """An option or an argument as a reader types it, and what it does."""

    typed: str
    means: str


class Command(NamedTuple):
    """A command: its usage after its name, its help in paragraphs, its options and arguments, and its examples."""

    name: str
    usage: str
    help: str
    entries: tuple[Entry, ...]
    examples: tuple[str, ...] = ()


class Manual(NamedTuple):
    """What a manual page says: the program, its commands by group, topics of the help and exit codes."""

    program: Command
    groups: tuple[tuple[str, tuple[Command, ...]], ...]
    topics: tuple[Entry, ...]
    exit_codes: tuple[Entry, ...]


_SPECIAL: Final = str.maketrans({"\\": "\\e", "-": "\\-"})
_WHITE: Final = re.compile(r"\s+")


def man_page(manual: Manual) -> Iterator[str]:
    """Yield the lines of the manual page. Shared options stand once, with the program."""
    program = manual.program
    yield f".TH {program.name.upper()} 1\n"
    yield _section("Name")
    first, *others = _paragraphs(program.help)
    yield f"{_plain(program.name)} \\- {_plain(first.rstrip('.'))}\n"
    yield _section("Synopsis")
    yield f".B {program.name}\n{_plain(program.usage)}\n"
    yield _section("Description")
    yield _joined(others)
    yield _section("Options")
    yield "Each of these may stand before or after the command, unless the help of the command says otherwise.\n"
    yield from _entries(program.entries)
    shared = {each.typed for each in program.entries}
    for title, commands in manual.groups:
        yield _section(title)
        for command in commands:
            yield from _command(command, program.name, shared)
    yield _section("Topics")
    yield from _entries(manual.topics)
    yield _section("Exit status")
    yield from _entries(manual.exit_codes)


def _command(command: Command, program: str, shared: set[str]) -> Iterator[str]:
    yield f".SS {_quoted(f'{program} {command.name} {command.usage}')}\n"
    yield _joined(_paragraphs(command.help))
    yield from _entries(each for each in command.entries if each.typed not in shared)
    if command.examples:
        yield ".PP\nExamples:\n.PP\n.RS 4\n.nf\n"
        yield from (f"{_plain(example)}\n" for example in command.examples)
        yield ".fi\n.RE\n"


def _entries(entries: Iterable[Entry]) -> Iterator[str]:
    for each in entries:
        yield f".TP\n.B {_quoted(each.typed)}\n{_plain(each.means) or '.br'}\n"


def _section(title: str) -> str:
    return f".SH {_quoted(title.upper())}\n"


def _paragraphs(text: str) -> list[str]:
    return [_WHITE.sub(" ", part).strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _joined(paragraphs: Iterable[str]) -> str:
    return "".join(f".PP\n{_plain(each)}\n" for each in paragraphs)


def _plain(text: str) -> str:
    """Return text that roff prints as it is."""
    line = _WHITE.sub(" ", text).translate(_SPECIAL)
    return f"\\&{line}" if line.startswith((".", "'")) else line


def _quoted(text: str) -> str:
    """Return text as one argument of a macro."""
    return '"' + _plain(text).replace('"', '""') + '"'
