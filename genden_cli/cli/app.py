"""The program as Typer sees it: a group whose commands are imported one at a time, when they are asked for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from importlib import import_module
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from genden_cli import __version__
from genden_cli.cli.completion.completers import SHELLS
from genden_cli.cli.options import ROOT, AsciiOption, BaseOption, ColorOption, FormatOption, OutputOption
from genden_cli.errors import Exit, ReaderLeft, WrongUsage

# Typer carries its own copy of click; this is its ClickException, by the public name that derives from it.
_ClickError: Final[Any] = typer.BadParameter.__mro__[2]

ASKED: Final = "_GENDEN_COMPLETE"
"""The variable with which a shell asks what may come next, as Typer names it."""

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
    "open": "open",
    "export": "export",
    "schema": "schema",
    "new": "editing",
    "add": "editing",
    "help": "help",
}
"""Each command, and the module that holds it."""


SUMMARIES: Final = {
    "timeline": "What happened, in order of time, and how the claims stand.",
    "person": "A profile: names, life, roles, relations, events, claims.",
    "people": "List the people.",
    "event": "One event: its rival versions, and the claims about it.",
    "events": "List the events, in order of time.",
    "claim": "The source notes on a claim: who says so, who does not.",
    "claims": "List the claims, in order of time.",
    "source": "What a source is, rests on, and says about which claims.",
    "sources": "List the sources by title, and what they rest on.",
    "compare": "The rival versions of an event against the sources.",
    "read": "A document under examination, with the verdicts beside it.",
    "verify": "Check that the quotes of a source stand in its text.",
    "search": "Search everything: words, phrases, fields; best first.",
    "stats": "The fact base as a scorecard.",
    "diff": "What changed between two versions of a fact base.",
    "check": "Show every mistake in a fact base, with a remedy.",
    "cite": "A source as a footnote, ready to paste.",
    "open": "Open the cited page in the browser, at the quote.",
    "export": "Write the whole fact base for other tools.",
    "schema": "The format of a fact base as JSON Schema, for editors.",
    "new": "Write a small, valid, commented fact base to begin with.",
    "add": "Add a commented skeleton of a record to a fact base.",
    "help": "Explain a topic, such as search, dates, output or keys.",
}
"""What each command does, in a line; none is imported to list them."""


class _Command(TyperCommand):
    """A command whose usage names what it takes as its help does: ``ID``, not ``{ID}``."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return [piece.replace("{", "").replace("}", "") for piece in super().collect_usage_pieces(ctx)]


class _Commands(Mapping[str, Any]):
    """Commands by name, built when they are first looked at."""

    def __getitem__(self, name: str) -> Any:
        module = import_module(f"genden_cli.cli.commands.{COMMANDS[name]}")
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        settings = {**CONTEXT, **getattr(module, "CONTEXT", {})}
        single.command(name, cls=_Command, context_settings=settings)(getattr(module, name))
        return typer.main.get_command(single)

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


Shell = StrEnum("Shell", [(each.upper(), each) for each in SHELLS])  # type: ignore[misc]


class LazyGroup(TyperGroup):
    """A group that does not know its commands until they are needed."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "commands": _Commands()})

    def summaries(self) -> list[tuple[str, str]]:
        """Return the commands, each with what it does in a line."""
        return [(name, SUMMARIES.get(name, "")) for name in COMMANDS]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options before the command; completion that names no shell is for the one that is running."""
        if args and args[-1] in ("--install-completion", "--show-completion"):
            args = [*args, import_module("genden_cli.cli.completion.install").running()]
        return super().parse_args(ctx, args)

    def make_context(self, *arguments: Any, **settings: Any) -> Any:
        """Begin to read a line; help is as wide as a table would be, but no wider than is read with ease."""
        return super().make_context(*arguments, **{"terminal_width": _width(), **settings})

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands for the help, folded where Typer would cut them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(self.summaries())


def _width() -> int:
    from genden_cli.output.settings import width  # noqa: PLC0415 -- the options bring it with them

    return min(max(width(), _NARROWEST), _WIDEST)


_NARROWEST: Final = 40
_WIDEST: Final = 100

CONTEXT: Final = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="genden",
    cls=LazyGroup,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings=CONTEXT,
)


def _version(wanted: bool) -> None:  # noqa: FBT001 -- Typer's callback
    if wanted:
        typer.echo(f"genden {__version__}")
        raise typer.Exit


def _completion(task: str) -> Any:
    def done(shell: Any) -> None:
        if shell is not None:
            getattr(import_module("genden_cli.cli.completion.install"), task)(shell.value)
            raise typer.Exit

    return done


@app.callback()
def genden(  # noqa: PLR0913 -- one parameter an option
    context: typer.Context,
    *,
    base: BaseOption = None,
    format: FormatOption = None,  # noqa: A002
    output: OutputOption = None,
    color: ColorOption = None,
    ascii: AsciiOption = None,  # noqa: A002
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
    install_completion: Annotated[
        Shell | None,
        typer.Option(
            callback=_completion("install"), help="Install completion with Tab for a shell, this one by default."
        ),
    ] = None,
    show_completion: Annotated[
        Shell | None, typer.Option(callback=_completion("show"), help="Print what --install-completion installs.")
    ] = None,
) -> None:
    """Check facts: show who says it, where exactly, how good that source is, and what speaks against it.

    genden reads a fact base: a YAML file of claims with their evidence. It prints timelines, people and the notes on
    each claim. Without --base it reads the fact base that comes with it. genden help lists topics to read on.
    """
    del version, install_completion, show_completion
    context.obj = {ROOT: {"base": base, "format": format, "output": output, "color": color, "ascii": ascii}}


def answer(arguments: Sequence[str]) -> int:
    """Run the command that is asked for and return its exit code.

    Raise `GendenError` for what cannot be done, `KeyboardInterrupt` where it was interrupted.
    """
    try:
        command = typer.main.get_command(app)
        if asked := os.environ.get(ASKED):
            from genden_cli.cli.completion import complete  # noqa: PLC0415 -- only when Tab is pressed

            return complete.answer(command, asked, os.environ)
        code = command.main(args=list(arguments) or ["--help"], prog_name="genden", standalone_mode=False)
    except _ClickError as error:
        from genden_cli.cli.usage_errors import reword, suggest  # noqa: PLC0415 -- only for a mistake

        context = getattr(error, "ctx", None)
        path = getattr(context, "command_path", "genden")
        takes_words = any(each.param_type_name == "argument" for each in context.command.params) if context else False
        hints = (*suggest(error.message, takes_words=takes_words), f"{path} --help shows how it is used")
        raise WrongUsage(reword(error.format_message()), hints=hints) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit as left:  # after shell completion, and where nobody reads the help any more
        if isinstance(left.__context__, BrokenPipeError):
            raise ReaderLeft("the reader left") from None
        code = left.code
    return int(code or Exit.DONE)
