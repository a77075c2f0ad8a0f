"""The commands as Typer has them: their parameters, and the words that each can have."""

from __future__ import annotations

import inspect
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, get_args

import typer

from genden_cli.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Mapping

PROGRAM: Final[Any] = typer.main.get_command(app)


def commands() -> Mapping[str, Any]:
    """Return every command of the program by its name."""
    return PROGRAM.commands  # type: ignore[no-any-return]


def parameters(command: str) -> list[Any]:
    """Return the arguments and options of a command."""
    return list(commands()[command].params)


def choices(command: str, parameter: Any) -> list[str]:
    """Return the words that a parameter can have, by its annotation; none if it takes any text."""
    signature = inspect.signature(commands()[command].callback, eval_str=True)
    return _words(signature.parameters[parameter.name].annotation)


def _words(annotation: Any) -> list[str]:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return list(annotation)
    return [word for each in get_args(annotation) for word in _words(each)]
