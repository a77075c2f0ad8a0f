"""The program as Typer sees it: a group whose commands are imported when they are called."""

import os
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from importlib import import_module
from itertools import takewhile
from keyword import iskeyword
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand, TyperGroup

from genden_cli import __version__, paths
from genden_cli.cli import command_words, usage_errors
from genden_cli.cli.commands import overview
from genden_cli.cli.completion import complete, install
from genden_cli.cli.completion.completers import SHELLS
from genden_cli.cli.options import (
    ROOT,
    SHARED,
    AsciiOption,
    BaseOption,
    ColorOption,
    FormatOption,
    JsonOption,
    OutputOption,
    PagerOption,
    named_base,
    with_options,
)
from genden_cli.errors import Exit, ReaderLeft
from genden_cli.help import examples
from genden_cli.output import settings
from genden_cli.source import inputs

COMPLETE: Final = "_GENDEN_COMPLETE"
"""The variable with which a shell asks for completions, as Typer names it."""

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
    "ask": "ask",
    "search": "search",
    "gaps": "gaps",
    "stats": "stats",
    "diff": "diff",
    "log": "log",
    "check": "check",
    "cite": "cite",
    "open": "open",
    "export": "export",
    "schema": "schema",
    "new": "editing",
    "add": "add",
    "edit": "edit",
    "rename": "rename",
    "split": "split",
    "import": "import_",
    "keep": "keep",
    "help": "help",
}
"""The commands in the order of the help, each with its module in `genden_cli.cli.commands`.

A command is a function with the command's name in that module. A keyword of Python ends in an underscore there. The
first line of its docstring is its summary.
"""


GROUPS: Final = {
    "Look up": tuple(
        "ask search claim claims event events timeline person people source sources compare gaps stats help".split()
    ),
    "Weigh a text": ("read", "verify"),
    "Keep a base": tuple("new add edit rename split import keep check diff log schema".split()),
    "Share": ("cite", "open", "export"),
}
"""The commands in the groups of the help."""


def _function(command: str) -> str:
    """Return the name of the function of a command."""
    return f"{command}_" if iskeyword(command) else command


def summary(command: str) -> str:
    """Return the first line of a command's docstring, read from the source: no command is imported for the help."""
    folder = os.path.join(os.path.dirname(__file__), "commands")
    with open(os.path.join(folder, f"{COMMANDS[command]}.py"), encoding="utf-8") as file:
        function = file.read().partition(f"\ndef {_function(command)}(")[2]
    return function.partition('\n    """')[2].partition("\n")[0].removesuffix('"""')


def help_record(parameter: Any, ctx: Any) -> tuple[str, str] | None:
    """Return how the help shows an argument or option, and what it says; None if it is hidden.

    An argument is shown as in the usage line: ``[ID]``, not ``[ID] <str>``.
    """
    record = parameter.get_help_record(ctx)
    return (parameter.metavar, record[1]) if record and parameter.param_type_name == "argument" else record


class _Command(TyperCommand):
    """A command whose help has the usage line, the arguments, the options and examples."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        parameters: list[Any] = self.get_params(ctx)
        return ["[OPTIONS]", *(each.metavar for each in parameters if each.param_type_name == "argument")]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments, then the options."""
        for title, kind in (("Arguments", "argument"), ("Options", "option")):
            found = (help_record(each, ctx) for each in self.get_params(ctx) if each.param_type_name == kind)
            if records := [each for each in found if each]:
                with formatter.section(title):
                    formatter.write_dl(records)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the examples of the command."""
        del ctx
        with formatter.section("Examples"):
            for example in examples.EXAMPLES.get(self.name or "", ()):
                formatter.write(f"{'':{formatter.current_indent}}{example}\n")

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments. Where a word may begin with "-", refuse unknown long options before ``--``."""
        if ctx.ignore_unknown_options:
            known = {*ctx.help_option_names, *(name for each in self.params for name in each.opts)}
            typed = (word.partition("=")[0] for word in takewhile("--".__ne__, args) if word.startswith("--"))
            if unknown := next((name for name in typed if name not in known), None):
                raise usage_errors.no_such_option(unknown, ctx)
            args = command_words.words_last(self, ctx, args)
        left = super().parse_args(ctx, command_words.without_lists(self, args))
        if left and not ctx.resilient_parsing:
            raise usage_errors.too_many_words(left, ctx)
        return left

    def invoke(self, ctx: Any) -> Any:
        """Run the command."""
        with named_base(ctx):
            return super().invoke(ctx)

    def make_parser(self, ctx: Any) -> Any:
        """Return the parser of the arguments. It refuses an option that is given twice."""
        return command_words.once(super().make_parser(ctx), ctx)


class _Commands(Mapping[str, Any]):
    """The commands by name; each is imported when it is looked up."""

    def __getitem__(self, name: str) -> Any:
        module = import_module(f"genden_cli.cli.commands.{COMMANDS[name]}")
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        context = {**CONTEXT, "allow_extra_args": True, **getattr(module, "CONTEXT", {})}  # `parse_args` refuses them
        single.command(name, cls=_Command, context_settings=context)(getattr(module, _function(name)))
        return typer.main.get_command(single)

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


Shell = StrEnum("Shell", [(each.upper(), each) for each in SHELLS])  # type: ignore[misc]


class LazyGroup(TyperGroup):
    """The group of all commands, of which only the one that is called is imported."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "commands": _Commands()})

    def summaries(self) -> list[tuple[str, str]]:
        """Return the commands with their summaries."""
        return [(name, summary(name)) for name in COMMANDS]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options before the command; a completion option without a shell is for the running shell."""
        if args and args[-1] in ("--install-completion", "--show-completion"):
            args = [*args, install.running()]
        return super().parse_args(ctx, args)

    def make_parser(self, ctx: Any) -> Any:
        """Return the parser of the options before the command. It refuses an option that is given twice."""
        return command_words.once(super().make_parser(ctx), ctx)

    def invoke(self, ctx: Any) -> Any:
        """Run a command, or none."""
        with named_base(ctx):
            return super().invoke(ctx)

    def make_context(self, *arguments: Any, **settings: Any) -> Any:
        """Return the context of a command line, with the width of its help."""
        return super().make_context(*arguments, **{"terminal_width": _help_width(), **settings})

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is called. Words that are no command may be a question, so propose to ask it."""
        try:
            return super().resolve_command(ctx, args)
        except typer.TyperException as error:
            raise usage_errors.no_such_command(error, args) from None

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the commands into the help; long summaries are wrapped where Typer would cut them."""
        del ctx
        summaries = dict(self.summaries())
        for title, names in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name, summaries[name]) for name in names])


def _help_width() -> int:
    return min(max(settings.width(), _NARROWEST), _WIDEST)


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


def _print_version(wanted: bool) -> None:  # noqa: FBT001 -- Typer's callback
    if wanted:
        typer.echo(f"genden {__version__}")
        raise typer.Exit


def _install_completion(shell: Any) -> None:
    if shell is not None:
        install.install(shell.value)
        raise typer.Exit


def _show_completion(shell: Any) -> None:
    if shell is not None:
        install.show(shell.value)
        raise typer.Exit


@app.callback(invoke_without_command=True)
def genden(  # noqa: PLR0913 -- one parameter an option
    context: typer.Context,
    *,
    base: BaseOption = None,
    format: FormatOption = None,  # noqa: A002
    json: JsonOption = None,
    output: OutputOption = None,
    color: ColorOption = None,
    ascii: AsciiOption = None,  # noqa: A002
    no_pager: PagerOption = None,
    version: Annotated[
        bool,
        typer.Option("--version", "-V", callback=_print_version, is_eager=True, help="Print the version and exit."),
    ] = False,
    install_completion: Annotated[
        Shell | None,
        typer.Option(
            callback=_install_completion, help="Install completion with Tab for a shell, this one by default."
        ),
    ] = None,
    show_completion: Annotated[
        Shell | None, typer.Option(callback=_show_completion, help="Print what --install-completion installs.")
    ] = None,
) -> None:
    """Check facts: show who says it, where exactly, how good that source is, and what speaks against it.

    genden reads a fact base: a YAML file of claims with their evidence. It prints timelines, people and the notes on
    each claim. Without --base it reads facts.yaml of this folder or of one above, or else the fact base that comes
    with it. genden help lists topics to read on.
    """
    del version, install_completion, show_completion
    paths.named_base(base)  # so that an empty option is refused by every command
    shared = {"base": base, "format": format, "json": json, "output": output, "color": color, "ascii": ascii}
    context.obj = {ROOT: {**shared, "no_pager": no_pager}}
    if context.invoked_subcommand is None:
        with_options(overview.overview)(context, **dict.fromkeys(SHARED))


def answer(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code.

    Raise `GendenError` for a request that cannot be met, `KeyboardInterrupt` for one that was interrupted.
    """
    inputs.forget()
    try:
        command = typer.main.get_command(app)
        if shell := os.environ.get(COMPLETE):
            return complete.answer(command, shell, os.environ)
        code = command.main(args=list(arguments), prog_name="genden", standalone_mode=False)
    except typer.TyperException as error:
        raise usage_errors.wrong_usage(error) from None
    except typer.Abort:
        raise KeyboardInterrupt from None
    except SystemExit as left:  # after shell completion, and if nobody reads the help any more
        if isinstance(left.__context__, BrokenPipeError):
            raise ReaderLeft("the reader left") from None
        code = left.code
    return int(code or Exit.DONE)
