"""Command lines that Typer refuses: its errors as errors of ours, told apart by public classes and attributes."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import takewhile
from typing import TYPE_CHECKING, Any, Final

import typer

from genden_cli.cli import other_tools
from genden_cli.cli.options import WrongValue
from genden_cli.dates import edtf
from genden_cli.errors import Suggestion, WrongUsage
from genden_cli.help import examples
from genden_cli.parsing.usual_words import USUAL_WORDS
from genden_cli.text import command_line, edit_distance, stop_words
from genden_cli.text.english import join_words

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT_ONE_OF: Final = re.compile(r"(['\"])(?P<typed>.*)\1 is not one of (?P<choices>'.*')", re.DOTALL)
"""The text of a `typer.BadParameter` for a choice: the error has no attribute for what was typed."""

_PYDANTIC: Final = re.compile(r"(^Invalid value for '[^']*': )Value error, ")
"""Words that pydantic adds to the message of a choice, from Typer 0.29 on."""


def wrong_usage(error: Any) -> WrongUsage:
    """Return our error for an error of Typer, with hints."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "genden"
    if hasattr(error, "possibilities"):  # no such option; Typer's own proposals are not used
        return no_such_option(error.option_name, context)
    message = error.message if isinstance(error, WrongValue) else _PYDANTIC.sub(r"\1", error.format_message(), 1)
    return WrongUsage(message, hints=(*_hints(error, context), _help_hint(path)))


def no_such_option(name: str, context: Any) -> WrongUsage:
    """Return the error for an option that a command does not have, with what is nearest."""
    known = [*_long_options(context.command), *context.help_option_names[1:]]
    field = other_tools.SEARCH_FIELDS.get(name) if context.info_name == "search" else None
    if meant := [each for each in other_tools.OPTIONS.get(name.casefold(), ()) if each in known]:
        hints = edit_distance.suggestion(meant)
    elif field:
        hints = (f"write {field}:… among the words",)
    else:
        hints = _elsewhere(name, context) or edit_distance.suggestion(edit_distance.nearest(name, known))
    return WrongUsage(f"no such option: {name}", hints=(*hints, _help_hint(context.command_path)))


def _long_options(command: Any) -> list[str]:
    return [name for each in command.params if not each.hidden for name in each.opts if name.startswith("--")]


def _elsewhere(name: str, context: Any) -> tuple[str, ...]:
    """Return a hint at the commands that have an option, if they are few."""
    commands = (context.parent or context).command.commands
    found = tuple(f"genden {each}" for each, command in commands.items() if name in _long_options(command))
    are_few = 0 < len(found) <= _FEW
    return (f"{join_words(found)} {'have' if len(found) > 1 else 'has'} {name}",) if are_few else ()


_FEW: Final = 3


def too_many_words(words: Sequence[str], context: Any) -> WrongUsage:
    """Return the error for words after all arguments of a command, with commands that take such words."""
    typed, command, help_hint = " ".join(words), context.info_name, _help_hint(context.command_path)
    if any(each.param_type_name == "argument" for each in context.command.params):
        quotation = "words that belong together stand in quotation marks"
        return WrongUsage(f"too many arguments: {typed}", hints=(quotation, help_hint))
    forms = other_tools.WITH_DATE if _is_date(typed) else other_tools.WITH_WORDS
    meant = [form.format(command_line.quoted(typed)) for form in forms.get(command, ())]
    hints = (*edit_distance.suggestion(meant, form="genden {}"), help_hint)
    return WrongUsage(f"{command} takes options alone, not '{typed}'", hints=hints)


def _is_date(text: str) -> bool:
    with suppress(edtf.DateError):
        return bool(edtf.parse(text))
    return False


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


def _hints(error: Any, context: Any) -> tuple[str, ...]:
    if hasattr(error, "option_name"):  # without its value
        found = [each for each in context.command.params if error.option_name in each.opts and each.metavar]
        return tuple(f"as in: {context.command_path} {error.option_name} {each.metavar}" for each in found)
    if not isinstance(error, typer.BadParameter):
        return ()
    choice = _NOT_ONE_OF.search(error.message)
    words = _meant_words(choice["typed"], choice["choices"][1:-1].split("', '")) if choice else ()
    is_argument = getattr(error.param, "param_type_name", "") == "argument"
    example = examples.EXAMPLES.get(context.info_name, ()) if is_argument and not words else ()
    return (*edit_distance.suggestion(words), *(f"as in: {each}" for each in example[:1]))


def _meant_words(typed: str, choices: Sequence[str]) -> tuple[str, ...]:
    """Return the choices that are near a word, or else those that people often call so."""
    usual = (words.get(typed.lower(), "") for words in USUAL_WORDS.values() if set(words.values()) <= {*choices})
    return edit_distance.nearest(typed, choices) or tuple(filter(None, usual))


def _help_hint(command: str) -> str:
    return f"{command} --help shows how it is used"
