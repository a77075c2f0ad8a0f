"""``genden help``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from genden_cli.cli import app
from genden_cli.cli.completion.completers import CompletionItem  # noqa: TC001 -- Typer reads it
from genden_cli.cli.options import PagerOption, option
from genden_cli.diagnostics import registry
from genden_cli.errors import Exit, UnknownName, WrongUsage
from genden_cli.help import man_page, plain_text
from genden_cli.help.examples import EXAMPLES
from genden_cli.help.topics import text, topics
from genden_cli.output.settings import may_page
from genden_cli.output.stream import opened
from genden_cli.text import edit_distance

if TYPE_CHECKING:
    from collections.abc import Iterator


def _commands_and_topics(incomplete: str) -> list[CompletionItem]:
    """Return the commands and the topics, each with its summary."""
    del incomplete
    summaries = {name: app.summary(name) for name in app.COMMANDS}
    return [*({**summaries, **topics()}).items()]


def help(  # noqa: A001 -- the command's name
    context: typer.Context,
    *,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[TOPIC]",
            autocompletion=_commands_and_topics,
            show_default=False,
            help="A topic, or a command; without one, the topics are listed.",
        ),
    ] = None,
    man: Annotated[
        bool,
        typer.Option("--man", help="Print the manual page in roff: genden help --man | man -l -", show_default=False),
    ] = False,
    no_pager: PagerOption = None,
) -> None:
    """Explain a topic, or show the help of a command.

    A name that is both, such as search, shows the help of the command, then the topic.
    """
    pager = may_page(None, no_pager=bool(option(context, "no_pager", no_pager)))
    if man:
        if name is not None:
            raise WrongUsage(f"--man prints the whole manual, not '{name}'", hints=("leave one of them out",))
        pages = "".join(man_page.man_page(manual(context.find_root())))
    else:
        pages = "\n".join(_overview() if name is None else _explanation(context, name))
    with opened(None, never="", local=True, pager=pager and not man) as write:
        write(pages)


def _overview() -> Iterator[str]:
    """Yield the list of topics."""
    known = topics()
    room = max(map(len, known))
    yield "genden help TOPIC explains one of these:\n"
    yield "".join(f"  {name:{room}}  {heading}\n" for name, heading in known.items())
    yield "genden help COMMAND shows how a command is used; genden --help lists them.\n"


def _explanation(context: typer.Context, name: str) -> Iterator[str]:
    """Yield the help of a command and the text of a topic; raise `UnknownName` where the name is neither."""
    root: Any = context.find_root()
    commands = root.command.commands
    if name not in commands and name not in topics():
        raise UnknownName(f"no topic '{name}'", hints=_hints(name, [*topics(), *commands]))
    if name in commands:
        command = commands[name]
        yield f"{command.get_help(typer.Context(command, parent=root, info_name=name))}\n"
    if name in topics():
        yield plain_text.plain_text(text(name), context.terminal_width or 100)


_EXIT_CODES: Final = {
    Exit.DONE: "The answer was given.",
    Exit.NO: "The answer is no: no match, or errors in the base.",
    Exit.USAGE: "The request is invalid, or names an unknown record.",
    Exit.BASE: "The fact base is unreadable or invalid, or the answer cannot be written.",
    Exit.BUG: "There is a bug in genden.",
    Exit.MEMORY: "There is not enough memory.",
    Exit.HUNG_UP: "The terminal was closed.",
    Exit.INTERRUPTED: "Ctrl-C ended the command.",
    Exit.TERMINATED: "A signal ended the command.",
}


def manual(root: Any) -> man_page.Manual:
    """Return what the manual page says, from the tree of commands below the context of the program."""
    commands = {name: _command(root, name) for name in app.COMMANDS}
    return man_page.Manual(
        program=man_page.Command("genden", "[OPTIONS] COMMAND [ARGS]...", root.command.help, _entries(root)),
        groups=tuple((title, tuple(commands[name] for name in names)) for title, names in app.GROUPS.items()),
        topics=tuple(man_page.Entry(f"genden help {name}", heading) for name, heading in topics().items()),
        exit_codes=tuple(man_page.Entry(str(code.value), means) for code, means in _EXIT_CODES.items()),
    )


def _command(root: Any, name: str) -> man_page.Command:
    command = root.command.commands[name]
    context = typer.Context(command, parent=root, info_name=name)
    usage = " ".join(command.collect_usage_pieces(context))
    return man_page.Command(name, usage, command.help or "", _entries(context), EXAMPLES.get(name, ()))


def _entries(context: Any) -> tuple[man_page.Entry, ...]:
    records = (app.help_record(each, context) for each in context.command.get_params(context))
    return tuple(man_page.Entry(*record) for record in records if record)


def _hints(name: str, known: list[str]) -> tuple[str, ...]:
    if name.upper() in registry.registry():
        return (f"genden check --explain {name.upper()} explains it",)
    near = edit_distance.suggestion(edit_distance.nearest(name, known))
    return (*(near or edit_distance.suggestion(_topics_about(name)[:_MOST_TOPICS])), "genden help lists the topics")


def _topics_about(word: str) -> list[str]:
    """Return the topics with a word in their heading, or else as an option or a key in their text."""
    known = {topic: heading.casefold() for topic, heading in topics().items()}
    known.pop("commands")  # it has every option
    headed = [topic for topic, heading in known.items() if word.casefold() in re.findall(r"\w+", heading)]
    return headed or [topic for topic in known if any(f"`{mark}{word}`" in text(topic) for mark in ("", "--"))]


_MOST_TOPICS: Final = 3
