"""The program as Typer sees it: a group whose commands are imported one at a time, when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup

from genden_cli import __version__
from genden_cli.cli.mistyped import meant
from genden_cli.cli.options import ROOT, Ascii, Base, Color, FormatOption, Output
from genden_cli.errors import Exit, ReaderLeft, WrongUsage

# Typer carries its own copy of click; this is its ClickException, by the public name that derives from it.
_ClickError: Final[Any] = typer.BadParameter.__mro__[2]

COMMANDS: Final = {
    "timeline": "timeline",
    "person": "people",
    "people": "people",
    "event": "events",
    "events": "events",
    "claim": "claims",
    "claims": "claims",
    "source": "sources",
    "sources": "sources",
    "compare": "compare",
    "read": "read",
    "verify": "verify",
    "search": "search",
    "stats": "stats",
    "diff": "diff",
    "check": "check",
    "cite": "cite",
    "export": "export",
    "schema": "schema",
    "new": "editing",
    "add": "editing",
}
"""Each command, and the module that holds it."""


class _Commands(Mapping[str, Any]):
    """Commands by name, built when they are first looked at."""

    def __getitem__(self, name: str) -> Any:
        module = import_module(f"genden_cli.cli.{COMMANDS[name]}")
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        settings = {**CONTEXT, **getattr(module, "CONTEXT", {})}
        single.command(name, context_settings=settings)(getattr(module, name))
        return typer.main.get_command(single)

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class LazyGroup(TyperGroup):
    """A group that does not know its commands until they are needed."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "commands": _Commands()})


CONTEXT: Final = {"help_option_names": ["-h", "--help"], "max_content_width": 100}

app = typer.Typer(
    name="genden",
    cls=LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=CONTEXT,
)


def _version(wanted: bool) -> None:  # noqa: FBT001 -- Typer's callback
    if wanted:
        typer.echo(f"genden {__version__}")
        raise typer.Exit


@app.callback()
def genden(  # noqa: PLR0913 -- one parameter an option
    context: typer.Context,
    *,
    base: Base = None,
    format: FormatOption = None,  # noqa: A002
    output: Output = None,
    color: Color = None,
    ascii: Ascii = None,  # noqa: A002
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Tell who says it, where exactly, how good that source is, and what speaks against it.

    genden reads a fact base (a YAML file of claims with signed, located, graded evidence) and prints timelines, people
    and claim-level source notes. Without --base it reads the one that comes with it.
    """
    del version
    context.obj = {ROOT: {"base": base, "format": format, "output": output, "color": color, "ascii": ascii}}


def answer(arguments: Sequence[str]) -> int:
    """Run the command that is asked for and return its exit code.

    Raise `GendenError` for what cannot be done, `KeyboardInterrupt` where it was interrupted.
    """
    try:
        command = typer.main.get_command(app)
        code = command.main(args=list(arguments) or ["--help"], prog_name="genden", standalone_mode=False)
    except _ClickError as error:
        path = getattr(getattr(error, "ctx", None), "command_path", "genden")
        hints = (*meant(error.message), f"{path} --help shows how it is used")
        raise WrongUsage(error.format_message(), hints=hints) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit as left:  # after shell completion, and where nobody reads the help any more
        if isinstance(left.__context__, BrokenPipeError):
            raise ReaderLeft("the reader left") from None
        code = left.code
    return int(code or Exit.DONE)
