"""The options that commands share, and what they ask for."""

from __future__ import annotations

import inspect
import os
from contextlib import contextmanager
from enum import StrEnum
from functools import wraps
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from genden_cli import paths
from genden_cli.cli import bases
from genden_cli.cli.completion import completers
from genden_cli.errors import GendenError, WrongUsage
from genden_cli.named_tuple import NamedTuple
from genden_cli.output.settings import FORMATS, Detail, Settings, settings
from genden_cli.text import command_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

ROOT: Final = "options before the command"

MOST_RESULTS: Final = 10**9

Format = StrEnum("Format", {each.upper(): each for each in FORMATS})  # type: ignore[misc]


class ColorMode(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class WrongValue(typer.BadParameter):
    """A value that an option refuses; the message is complete and names the option."""


def _whole_number(given: str | int) -> int:
    """Return the number that ``--limit`` gives, or its default; raise `WrongValue` for anything else."""
    text = str(given)
    number = int(text) if text.isascii() and text.removeprefix("+").isdigit() and len(text) <= len("+1000000000") else 0
    if not 0 < number <= MOST_RESULTS:
        raise WrongValue(f"--limit takes a whole number from 1 to a billion, not '{text}'")
    return number


BaseOption = Annotated[
    str | None,
    typer.Option(
        "--base",
        "-b",
        metavar="FILE",
        autocompletion=completers.files,
        help="The fact base, a file or a folder.  [default: $GENDEN_BASE, facts.yaml here or above, the bundled one]",
        show_default=False,
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

AllOption = Annotated[
    bool, typer.Option("--all", "-a", help="Show everything, not only what matters most.", show_default=False)
]
BriefOption = Annotated[
    bool, typer.Option("--brief", help="Show only what matters most, in any format.", show_default=False)
]
JsonOption = Annotated[bool | None, typer.Option("--json", help="Short for --format json.", show_default=False)]
PagerOption = Annotated[
    bool | None,
    typer.Option("--no-pager", help="Print a long answer to the terminal without a pager.", show_default=False),
]

LimitOption = Annotated[
    int | None, typer.Option(parser=_whole_number, metavar="N", help="Show at most N results.", show_default=False)
]

HIDDEN_JSON: Final = {"json": Annotated[bool | None, typer.Option("--json", hidden=True)]}
"""In place of `JsonOption` in a command with formats of its own, without json."""

NO_FORMAT: Final = {"format": Annotated[Format | None, typer.Option("--format", hidden=True)], **HIDDEN_JSON}
"""In place of the options for a format in a command that takes none: they are refused, and the help leaves them out."""

SHARED: Final = {
    "base": BaseOption,
    "format": FormatOption,
    "json": JsonOption,
    "output": OutputOption,
    "color": ColorOption,
    "ascii": AsciiOption,
    "no_pager": PagerOption,
}
"""The options that every command has that reads the index."""

DETAIL: Final = {"all": AllOption, "brief": BriefOption}
"""The options of every command whose answer has a short form."""


class GlobalOptions(NamedTuple):
    """The values of the shared options; ``base`` is None for the bundled fact base."""

    base: str | None
    settings: Settings


def with_options(
    run: Callable[..., int],
    *,
    detailed: bool = False,
    instead: Mapping[str, Any] = MappingProxyType({}),
    find: Callable[[str | None], str | None] = bases.base_path,
) -> Callable[..., int]:
    """Return a command with the parameters of a function and the shared options; if ``detailed``, also `DETAIL`.

    The function gets `GlobalOptions` and its own arguments, and returns the exit code. ``instead``
    has options of the command in place of shared ones of the same name. ``find`` returns the fact base for ``--base``.
    """
    switches = DETAIL if detailed else {}
    shared = SHARED | dict(instead)

    @wraps(run)
    def command(context: typer.Context, **arguments: Any) -> int:
        own = {name: arguments.pop(name) for name in SHARED}
        refuse_ending(context, own)
        format_ = answer_format(context, own["format"], json=own.pop("json"))
        detail = _detail(**{name: arguments.pop(name) for name in switches})
        given = {name: option(context, name, value) for name, value in own.items()}
        path = find(given["base"])
        return run(_global_options(path, **{**given, "format": format_}, detail=detail), **arguments)

    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        inspect.Parameter("context", keyword, annotation=typer.Context),
        *(each.replace(kind=keyword) for each in own_parameters(run)),
        *(inspect.Parameter(name, keyword, annotation=kind, default=None) for name, kind in shared.items()),
        *(inspect.Parameter(name, keyword, annotation=kind, default=False) for name, kind in switches.items()),
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {}  # they stand in the signature; Typer would evaluate them twice more
    del command.__wrapped__
    return command


def own_parameters(run: Callable[..., Any]) -> list[inspect.Parameter]:
    """Return the parameters of a function after its first, with their annotations evaluated.

    The annotation of the result is for the type checker alone. It is dropped, since to evaluate it would load the
    module of a row.
    """
    run.__annotations__.pop("return", None)
    return list(inspect.signature(run, eval_str=True).parameters.values())[1:]


def option(context: typer.Context, name: str, value: Any) -> Any:
    """Return the value of a shared option: as given after the command, else as given before it."""
    return (context.obj or {}).get(ROOT, {}).get(name) if value is None else value


@contextmanager
def named_base(context: typer.Context) -> Iterator[None]:
    """Give each error the fact base that an option named, for the commands among its hints."""
    try:
        yield
    except GendenError as error:
        error.base = error.base or option(context, "base", context.params.get("base"))
        raise


def _detail(*, all: bool = False, brief: bool = False) -> Detail | None:  # noqa: A002 -- the option's name
    """Return the detail that the options ask for, or None. Raise `WrongUsage` for both options."""
    if all and brief:
        raise WrongUsage("--all and --brief exclude each other", hints=("--all shows everything, --brief a part",))
    return Detail.WHOLE if all else Detail.SHORT if brief else None


def answer_format(context: typer.Context, format: Any, *, json: bool | None) -> Any:  # noqa: A002 -- the option's name
    """Return the format that is named after the command, else before it; ``--json`` is short for one of them.

    Raise `WrongUsage` if ``--json`` stands beside another format.
    """
    before = (context.obj or {}).get(ROOT, {})
    for named, short in ((format, json), (before.get("format"), before.get("json"))):
        if short and named not in (None, "json"):
            raise WrongUsage(f"--json is short for --format json, not {named}", hints=("leave one of them out",))
        if short or named is not None:
            return "json" if short else named
    return None


_ENDINGS: Final = {
    ".html": ("", "export html"),
    ".htm": ("", "export html"),
    ".json": ("json", "export json"),
    ".jsonl": ("jsonl", ""),
    ".csv": ("csv", ""),
    ".tsv": ("plain", ""),
    ".md": ("markdown", "export markdown"),
    ".markdown": ("markdown", "export markdown"),
    ".sqlite": ("", "export sqlite"),
    ".db": ("", "export sqlite"),
}
"""The format that the ending of a file promises, and the export that writes one."""

_ALSO: Final = ((".json", "jsonl"),)
"""Other formats that a file with such an ending may hold."""


def refuse_ending(context: typer.Context, own: dict[str, Any]) -> None:
    """Raise `WrongUsage` if the ending of the file after ``-o`` promises another format than the one that is written.

    A device or a pipe has no ending. Exports name their format themselves.
    """
    output = option(context, "output", own["output"])
    ending = os.path.splitext(output or "")[1].lower()
    if ending not in _ENDINGS or context.info_name in ("export", "cite", "open"):
        return
    written = answer_format(context, own["format"], json=own["json"]) or "table"
    format_, export = _ENDINGS[ending]
    if written == format_ or (ending, written) in _ALSO:
        return
    better = f"--format {format_}" if format_ else f"genden {export} -o {command_line.quoted(output)}"
    stem = os.path.splitext(output)[0]
    other = f"for the format {written}, name another file: -o {command_line.quoted(stem + _usual_ending(written))}"
    raise WrongUsage(
        f"{output} would hold the format {written}, not {ending[1:]}", hints=(f"{better} writes that", other)
    )


def _usual_ending(format: str) -> str:  # noqa: A002 -- the option's name
    return next((ending for ending, (name, _) in _ENDINGS.items() if name == format), ".txt")


def _global_options(  # noqa: PLR0913 -- one parameter an option
    path: str | None,
    *,
    base: str | None,
    format: str | None,  # noqa: A002 -- the option's name
    output: str | None,
    color: str | None,
    ascii: bool | None,  # noqa: A002 -- likewise
    no_pager: bool | None,
    detail: Detail | None,
) -> GlobalOptions:
    chosen = settings(
        format=format or "table",
        output=output,
        color=color or "auto",
        ascii=bool(ascii),
        file=path or paths.bundled_facts(),
        detail=detail,
        no_pager=bool(no_pager),
        base=base,
    )
    return GlobalOptions(path, chosen)


def refuse_format(options: GlobalOptions, command: str, hint: str) -> None:
    """Raise `WrongUsage` if ``--format`` is used with a command that has no formats."""
    if options.settings.format != "table":
        raise WrongUsage(f"{command} does not print {options.settings.format}", hints=(hint,))
