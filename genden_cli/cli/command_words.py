"""The words of a command line before Typer parses them: lists, repeated options, and words that begin with "-"."""

from __future__ import annotations

import inspect
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin

import typer

from genden_cli.cli import usage_errors

if TYPE_CHECKING:
    from collections.abc import Iterable


def words_last(command: Any, ctx: Any, args: list[str]) -> list[str]:
    """Return arguments with the options first, for a command whose words may begin with "-".

    A word such as ``-storm`` excludes a word. It is no option that is joined to its value, such as ``-s`` to ``torm``.
    """
    takes_value = {
        name: not (each.is_flag or each.count)
        for each in command.get_params(ctx)
        if each.param_type_name == "option"
        for name in each.opts
    }
    options: list[str] = []
    found: list[str] = []
    words = iter(args)
    for word in words:
        name, equals, _ = word.partition("=")
        if word == "--":
            found += words
        elif word in takes_value or (word.startswith("--") and equals and name in takes_value):
            needs_value = takes_value[name] and not equals
            value = [*islice(words, 1)] if needs_value else []
            if needs_value and not value:
                return args  # the parser says that the value is missing
            options += (word, *value)
        else:
            found.append(word)
    return [*options, "--", *found]


def once(parser: Any, ctx: Any) -> Any:
    """Return a parser that refuses an option that takes one value and is given several: all but the last would be lost.

    It raises `WrongUsage` when it parses such arguments.
    """
    parse = parser.parse_args

    def parse_args(args: list[str]) -> Any:
        try:
            found = parse(args=args)
        except typer.TyperException as error:
            cast("Any", error).ctx = ctx  # an option without its value has none
            raise
        if not ctx.resilient_parsing:
            _refuse_repetition(found[2], ctx)
        return found

    parser.parse_args = parse_args
    return parser


def _refuse_repetition(given: Iterable[Any], ctx: Any) -> None:
    seen = set()
    for each in given:
        takes_one = each.param_type_name == "option" and not (each.multiple or each.is_flag or each.count)
        if takes_one and each in seen:
            raise usage_errors.given_twice(max(each.opts, key=len), ctx.command_path)
        seen.add(each)


def without_lists(command: Any, args: list[str]) -> list[str]:
    """Return arguments in which ``--verdict a,b`` is ``--verdict a --verdict b``, for options with several choices."""
    if not any("," in word for word in args):
        return args
    lists = _options_of_vocabularies(command)
    found: list[str] = []
    words = iter(args)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            return [*found, word, *words]
        if name in lists and not equals:
            value = next(words, "")
        if name in lists and "," in value:
            found += (part for each in filter(None, value.split(",")) for part in (name, each))
        else:
            found += (word,) if equals or name not in lists or not value else (name, value)
    return found


def _options_of_vocabularies(command: Any) -> set[str]:
    """Return the options that take several words of a vocabulary, by the annotations of the command's function."""
    parameters = inspect.signature(command.callback, eval_str=True).parameters
    return {name for each in command.params if _has_words(parameters[each.name].annotation) for name in each.opts}


def _has_words(annotation: Any) -> bool:
    """Tell whether an annotation has a list of members of an enumeration."""
    parts = get_args(annotation)
    return any(map(_has_words, parts)) or (get_origin(annotation) is list and issubclass(parts[0], StrEnum))
