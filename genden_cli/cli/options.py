"""The options that every reading command has, and what they ask for."""

from __future__ import annotations

import inspect
import os
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple

import typer

from genden_cli import paths
from genden_cli.cli.completion import completers
from genden_cli.errors import WrongUsage
from genden_cli.output.settings import FORMATS, Settings, settings

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = "options before the command"

Format = StrEnum("Format", {each.upper(): each for each in FORMATS})  # type: ignore[misc]


class ColorMode(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


BaseOption = Annotated[
    str | None,
    typer.Option(
        "--base",
        "-b",
        metavar="FILE",
        autocompletion=completers.files,
        help="The fact base; by default $GENDEN_BASE or the bundled one.",
    ),
]
FormatOption = Annotated[Format | None, typer.Option("--format", help="How to print the answer.  [default: table]")]
OutputOption = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="FILE", autocompletion=completers.files, help="Write the answer to a file."),
]
ColorOption = Annotated[
    ColorMode | None, typer.Option("--color", help="When to use colour; NO_COLOR turns it off.  [default: auto]")
]
AsciiOption = Annotated[bool | None, typer.Option("--ascii", help="Draw signs and lines in ASCII.", show_default=False)]

LimitOption = Annotated[int | None, typer.Option(min=1, max=10**9, metavar="N", help="Show at most N results.")]

SHARED: Final = {
    "base": BaseOption,
    "format": FormatOption,
    "output": OutputOption,
    "color": ColorOption,
    "ascii": AsciiOption,
}
"""The options that every command has that asks the index."""


class GlobalOptions(NamedTuple):
    """What the shared options ask for; ``base`` is None for the bundled fact base."""

    base: str | None
    settings: Settings


def with_options(run: Callable[..., int]) -> Callable[..., int]:
    """Make a command of a function: its own arguments, then the shared options.

    The function gets what is `GlobalOptions` by those options and its own arguments, and returns the exit code.
    """

    @wraps(run)
    def command(context: typer.Context, **arguments: Any) -> int:
        before = (context.obj or {}).get(ROOT, {})
        given = {name: arguments.pop(name) for name in SHARED}
        chosen = {name: before.get(name) if value is None else value for name, value in given.items()}
        return run(_asked(**chosen), **arguments)

    own = inspect.signature(run, eval_str=True)
    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        inspect.Parameter("context", keyword, annotation=typer.Context),
        *(each.replace(kind=keyword) for each in list(own.parameters.values())[1:]),
        *(inspect.Parameter(name, keyword, annotation=kind, default=None) for name, kind in SHARED.items()),
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in parameters}
    del command.__wrapped__
    return command


def _asked(
    *,
    base: str | None,
    format: str | None,  # noqa: A002 -- the option's name
    output: str | None,
    color: str | None,
    ascii: bool | None,  # noqa: A002 -- likewise
) -> GlobalOptions:
    path = _base(base)
    wanted = settings(
        format=format or "table",
        output=output,
        color=color or "auto",
        ascii=bool(ascii),
        file=path or paths.bundled_facts(),
    )
    return GlobalOptions(path, wanted)


def refuse_format(asked: GlobalOptions, command: str, hint: str) -> None:
    """Raise `WrongUsage` where a format is asked for of a command that has none to choose."""
    if asked.settings.format != "table":
        raise WrongUsage(f"{command} does not print {asked.settings.format}", hints=(hint,))


def _base(option: str | None) -> str | None:
    """Return the fact base that was asked for, None for the bundled one."""
    if option == "":  # an unset variable of a script, most likely: another base is not what was meant
        raise WrongUsage("--base without a name", hints=("name a YAML file, or leave --base out",))
    return option or os.environ.get("GENDEN_BASE") or None
