"""The completions of a command line, for a shell that asks when Tab is pressed.

The completers of values are those of Typer's parameters. This module finds the place on the line and writes the
completions itself. Typer would load Rich to write them, which takes longer than all the rest. It would also give zsh
the texts of a fact base as code to run.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, Any, Final

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.completion.completers import FILES, SHELLS
from genden_cli.cli.completion.shells import CommandLine, completion_line, parse_line
from genden_cli.errors import Exit, WrongUsage
from genden_cli.text import legible
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from genden_cli.cli.completion.completers import CompletionItem

_LONGEST: Final = 200
_NAME: Final = "name"
"""An argument of several words that are one name. It is offered whole, so after a word of it nothing is."""

_REDIRECTION: Final = re.compile(r"[0-9&]?[<>].*", re.DOTALL)


def answer(program: Any, request: str, environment: Mapping[str, str]) -> int:
    """Print the completions for a request such as ``complete_bash``; the shell's variables hold the command line."""
    shell = request.removeprefix("complete_")
    if shell not in SHELLS:
        raise WrongUsage(f"no completion for '{shell}'", hints=(f"there is one for {', '.join(SHELLS)}",))
    line = _line(shell, environment)
    found = (each for each in _next(program, line) if each[1] == FILES or _can_be_typed(each[0], line))
    lines = dict.fromkeys(completion_line(shell, *each, line) for each in found)
    sys.stdout.reconfigure(errors=legible.ERRORS)  # type: ignore[union-attr]  # for meanings: values can be encoded
    sys.stdout.write("".join(f"{each}\n" for each in lines))
    return Exit.DONE


def _line(shell: str, environment: Mapping[str, str]) -> CommandLine:
    """Return the line up to the cursor; our scripts give it as text, Typer's for bash as words that bash has split."""
    if "COMP_WORDS" not in environment:
        breaks = environment.get("_GENDEN_BREAKS", "")
        return parse_line(environment.get("_TYPER_COMPLETE_ARGS", ""), breaks=breaks, fish=shell == "fish")
    line = parse_line(environment["COMP_WORDS"])
    before = environment.get("COMP_CWORD", "")
    at = int(before) - 1 if before.isdecimal() and before != "0" else len(line.words)
    words = (*line.words, line.word, "")
    return line._replace(words=words[:at], word=words[min(at, len(words) - 1)])


def _next(program: Any, line: CommandLine) -> Iterator[CompletionItem]:
    """Return the completions for the word at the cursor."""
    place = _Place(program)
    for word in line.words:
        place.read(word)
    if _REDIRECTION.fullmatch(line.word) or (line.words and _REDIRECTION.fullmatch(line.words[-1])):
        return iter(completers.files(line.word))
    return (each for each in place.offers(line.word) if each[0].startswith(line.word))


def _can_be_typed(value: str, line: CommandLine) -> bool:
    """Return whether a value can be typed, is not too long for a line, and is not taken for an option."""
    try:
        value.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return False
    option = value.startswith("-") and not line.word.startswith("-")
    return len(value) <= _LONGEST and value == sanitize_line(value) and not option


class _Place:
    """The place on a command line after the words that have been read."""

    def __init__(self, program: Any) -> None:
        self._command = program
        self._parameters = _parameters(program)
        self._arguments = 0
        self._waiting: Any = None
        self._options = True
        self._given: set[str] = set()
        self._base: str | None = None

    def read(self, word: str) -> None:
        """Read the next word of the line."""
        if self._waiting is not None:
            self._take(word)
        elif self._options and word == "--":
            self._options = False
        elif self._options and word.startswith("-") and len(word) > 1:
            self._option(word)
        elif hasattr(self._command, "commands"):
            self._command = self._command.commands.get(word)
            self._parameters = _parameters(self._command)
            self._given = set()
        else:
            self._arguments += 1

    def offers(self, word: str) -> Iterable[CompletionItem]:
        """Return the completions at this place; ``word`` is what has been typed of them."""
        if self._waiting is not None:
            return self._values(self._waiting, word)
        if self._options and word.startswith("-"):
            return self._value_of(word) if "=" in word else self._names()
        if hasattr(self._command, "commands"):
            return [*self._command.summaries()]
        arguments = [each for each in self._parameters if each.param_type_name == "argument"]
        left = arguments[self._arguments :] or [
            each for each in arguments[-1:] if each.nargs == -1 and each.name != _NAME
        ]
        return self._values(left[0], word) if left else ()

    def _value_of(self, word: str) -> Iterator[CompletionItem]:
        """Yield the values of an option that is joined to its value, as in ``--kind=event``."""
        name, _, value = word.partition("=")
        found = self._find_option(name)
        yield from ((f"{name}={each}", means) for each, means in (self._values(found, value) if found else ()))

    def _option(self, word: str) -> None:
        name, sign, value = word.partition("=") if word.startswith("--") else (word[:2], word[2:], word[2:])
        found = self._find_option(name)
        if found is not None:
            self._given.add(found.name)
            self._waiting = None if getattr(found, "is_flag", False) else found
            if sign and self._waiting is not None:
                self._take(value)

    def _take(self, value: str) -> None:
        if self._waiting.name == "base":
            self._base = os.path.expandvars(os.path.expanduser(value))
        self._waiting = None

    def _find_option(self, name: str) -> Any:
        return next((each for each in self._parameters if each.param_type_name == "option" and name in each.opts), None)

    def _names(self) -> Iterator[CompletionItem]:
        """Yield the options that may still be given."""
        for each in self._parameters:
            if each.param_type_name == "option" and (each.multiple or each.name not in self._given) and not each.hidden:
                yield from ((name, (each.help or "").partition("  [")[0]) for name in each.opts)

    def _values(self, parameter: Any, word: str) -> Iterator[CompletionItem]:
        context = typer.Context(self._command, obj=self._base)
        return ((each.value, each.help or "") for each in parameter.shell_complete(context, word))


def _parameters(command: Any) -> list[Any]:
    return [] if command is None else command.get_params(typer.Context(command))
