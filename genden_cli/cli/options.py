"""The options that every reading command has, and how a question becomes such a command."""

from __future__ import annotations

import inspect
import os
import sqlite3
from contextlib import closing
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple

import typer

from genden_cli import index, paths
from genden_cli.cli import offers
from genden_cli.errors import BrokenOff, Exit, WrongUsage
from genden_cli.output.answer import Answer, beginning, show
from genden_cli.output.progress import Bar
from genden_cli.output.settings import FORMATS, Settings, settings
from genden_cli.output.stream import say
from genden_cli.query.rows import base as base_row

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = "options before the command"

Format = StrEnum("Format", {each.upper(): each for each in FORMATS})  # type: ignore[misc]


class When(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


Base = Annotated[
    str | None,
    typer.Option(
        "--base",
        "-b",
        metavar="FILE",
        autocompletion=offers.files,
        help="The fact base; else $GENDEN_BASE, else the bundled one.",
    ),
]
FormatOption = Annotated[Format | None, typer.Option("--format", help="How to print the answer.  [default: table]")]
Output = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", autocompletion=offers.files, help="Write the answer to a file."),
]
Color = Annotated[When | None, typer.Option("--color", help="When to colour; NO_COLOR is honoured.  [default: auto]")]
Ascii = Annotated[bool | None, typer.Option("--ascii", help="Draw signs and lines in ASCII.", show_default=False)]

_SHARED: Final = {"base": Base, "format": FormatOption, "output": Output, "color": Color, "ascii": Ascii}


class Asked(NamedTuple):
    """What the shared options ask for; ``base`` is None for the bundled fact base."""

    base: str | None
    settings: Settings


def reading(question: Callable[..., Answer]) -> Callable[..., int]:
    """Make a command of a question: its own arguments, then the shared options.

    The question gets a connection to the index and its own arguments; the command connects, asks, shows.
    """

    @wraps(question)
    def answered(asked: Asked, **arguments: Any) -> int:
        return _answer(question, arguments, asked)

    return with_options(answered)


def with_options(run: Callable[..., int]) -> Callable[..., int]:
    """Make a command of a function: its own arguments, then the shared options.

    The function gets what is `Asked` by those options and its own arguments, and returns the exit code.
    """

    @wraps(run)
    def command(context: typer.Context, **arguments: Any) -> int:
        before = (context.obj or {}).get(ROOT, {})
        given = {name: arguments.pop(name) for name in _SHARED}
        chosen = {name: before.get(name) if value is None else value for name, value in given.items()}
        return run(_asked(**chosen), **arguments)

    own = inspect.signature(run, eval_str=True)
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        inspect.Parameter("context", keyword, annotation=typer.Context),
        *(each.replace(kind=keyword) for each in list(own.parameters.values())[1:]),
        *(inspect.Parameter(name, keyword, annotation=kind, default=None) for name, kind in _SHARED.items()),
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    del command.__wrapped__
    return command


def _asked(*, base: str | None, format: str | None, output: str | None, color: str | None, ascii: bool | None) -> Asked:  # noqa: A002
    path = _base(base)
    wanted = settings(
        format=format or "table",
        output=output,
        color=color or "auto",
        ascii=bool(ascii),
        file=path or paths.bundled_facts(),
    )
    return Asked(path, wanted)


def refuse_format(asked: Asked, command: str, hint: str) -> None:
    """Raise `WrongUsage` where a format is asked for of a command that has none to choose."""
    if asked.settings.format != "table":
        raise WrongUsage(f"{command} does not print {asked.settings.format}", hints=(hint,))


def check_text(arguments: dict[str, Any]) -> None:
    """Refuse bytes that are no text in what is asked; names of files may have them."""
    for value in arguments.values():
        for word in value if isinstance(value, list) else (value,):
            try:
                str(word).encode()
            except UnicodeEncodeError:
                raise WrongUsage(f"'{word}' is no text in UTF-8") from None


def _answer(question: Callable[..., Answer], arguments: dict[str, Any], asked: Asked) -> int:
    base, wanted = asked
    check_text(arguments)
    try:
        with Bar() as told:
            connection = index.connect(base, told=told)
        return _shown(question, arguments, connection, wanted)
    except BrokenOff:
        index.forget(base)
        raise
    except sqlite3.Error:
        # A damaged index: nothing has been written yet, so the answer can be had from a fresh one.
        index.forget(base)
        return _shown(question, arguments, index.rebuilt(base), wanted)


def _base(option: str | None) -> str | None:
    """Return the fact base that was asked for, None for the bundled one."""
    if option == "":  # an unset variable of a script, most likely: another base is not what was meant
        raise WrongUsage("--base without a name", hints=("name a YAML file, or leave --base out",))
    return option or os.environ.get("GENDEN_BASE") or None


def _shown(
    question: Callable[..., Answer], arguments: dict[str, Any], connection: sqlite3.Connection, wanted: Settings
) -> int:
    with closing(connection):
        said: Callable[[], str] = str
        if wanted.format == "table" and "limit" in arguments:  # a list; how long it is is said below it
            answer, said = beginning(question(connection, **(arguments | {"limit": None})), arguments["limit"])
        else:
            answer = question(connection, **arguments)
        if show(answer, base_row(connection), wanted) and not answer.no:
            say(*filter(None, (said(),)))
            return Exit.DONE
    say(f"genden: {answer.no or answer.nothing or _nothing(answer.name, arguments)}", *answer.hints)
    return Exit.NO


def _nothing(name: str, arguments: dict[str, Any]) -> str:
    """Say that nothing is what all these options let through."""
    given = [
        (option, each) for option, each in arguments.items() if option != "limit" and each not in (None, True, False)
    ]
    asked = " ".join(f"--{option} {each}" for option, each in given)
    return f"no {name} with {asked}" if given else f"the base has no {name}"
