"""Command lines that Typer refuses: its errors as errors of ours, told apart by public classes and attributes."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

import typer

from genden_cli.cli import other_tools
from genden_cli.cli.options import WrongValue
from genden_cli.errors import Suggestion, WrongUsage
from genden_cli.text import command_line, edit_distance, stop_words

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_ONE_OF: Final = re.compile(r"(['\"])(?P<typed>.*)\1 is not one of (?P<choices>'.*')", re.DOTALL)
"""The text of a `typer.BadParameter` for a choice: the error has no attribute for what was typed."""

_PYDANTIC: Final = re.compile(r"(^Invalid value for '[^']*': )Value error, ")
"""Words that pydantic adds to the message of a choice, from Typer 0.29 on."""


def wrong_usage(error: Any) -> WrongUsage:
    """Return our error for an error of Typer, with hints."""
    context = getattr(error, "ctx", None)
    command = context.command if context else None
    path = context.command_path if context else "genden"
    parameters = command.params if command else []
    if hasattr(error, "possibilities"):  # no such option; Typer's own proposals are not used
        options = [name for each in parameters if not each.hidden for name in each.opts if name.startswith("--")]
        return no_such_option(error.option_name, options, path)
    message = error.message if isinstance(error, WrongValue) else _PYDANTIC.sub(r"\1", error.format_message(), 1)
    return WrongUsage(message, hints=(*_hints(error, parameters), _help_hint(path)))


def no_such_option(name: str, options: Iterable[str], command: str) -> WrongUsage:
    """Return the error for an option that a command does not have, with the nearest of its options."""
    known = [*options]
    meant = [each for each in other_tools.OPTIONS.get(name.casefold(), ()) if each in known]
    hints = edit_distance.suggestion(meant or edit_distance.nearest(name, known))
    return WrongUsage(f"no such option: {name}", hints=(*hints, _help_hint(command)))


def given_twice(name: str, command: str) -> WrongUsage:
    """Return the error for an option that is given twice and takes one value."""
    return WrongUsage(f"{name} is given twice; it takes one value", hints=(_help_hint(command),))


def no_such_command(error: Any, arguments: list[str]) -> WrongUsage:
    """Return the error for words that are no command. They may be a question, unless they are near a command."""
    words = [*takewhile(lambda word: not word.startswith("-"), arguments)]
    message = error.format_message()
    typed = words[0].casefold() if words else ""
    if typed in other_tools.COMMANDS or typed in other_tools.NOT_THERE:
        message = message.partition(_MEANT)[0].rstrip()
        meant = edit_distance.suggestion(other_tools.COMMANDS.get(typed, ()), form="genden {}")
        return WrongUsage(message, hints=(*meant, *_instead(typed), _help_hint("genden")))
    near = _MEANT in message
    if words and words[0].casefold() in stop_words.STOP_WORDS:
        message, near = message.partition(_MEANT)[0].rstrip(), False
    asks = not near and any(map(str.isalnum, "".join(words)))
    question = (f"did you mean: {command_line.command_line(Suggestion('ask', (' '.join(words),)))}",) if asks else ()
    return WrongUsage(message, hints=(*question, _help_hint("genden")))


def _instead(typed: str) -> tuple[str, ...]:
    return (other_tools.NOT_THERE[typed],) if typed in other_tools.NOT_THERE else ()


_MEANT: Final = "Did you mean"


def _hints(error: Any, parameters: list[Any]) -> tuple[str, ...]:
    if isinstance(error, typer.BadParameter):
        found = _NOT_ONE_OF.search(error.message)
        choices = found["choices"][1:-1].split("', '") if found else ()
        return edit_distance.suggestion(edit_distance.nearest(found["typed"], choices)) if found else ()
    takes_words = any(each.param_type_name == "argument" for each in parameters)
    if takes_words and not hasattr(error, "option_name"):  # it is about no option, so there are too many arguments
        return ("words that belong together stand in quotation marks",)
    return ()


def _help_hint(command: str) -> str:
    return f"{command} --help shows how it is used"
