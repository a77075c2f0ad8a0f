"""``genden help``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from genden_cli.cli import app
from genden_cli.cli.completion.completers import CompletionItem  # noqa: TC001 -- Typer reads it
from genden_cli.cli.options import PagerOption, option
from genden_cli.errors import UnknownName
from genden_cli.help import plain_text
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
            metavar="TOPIC",
            autocompletion=_commands_and_topics,
            show_default=False,
            help="A topic, or a command; without one, the topics are listed.",
        ),
    ] = None,
    no_pager: PagerOption = None,
) -> None:
    """Explain a topic, or show the help of a command.

    A name that is both, such as search, shows the help of the command, then the topic.
    """
    pager = may_page(None, no_pager=bool(option(context, "no_pager", no_pager)))
    parts = _overview() if name is None else _explanation(context, name)
    with opened(None, never="", local=True, pager=pager) as write:
        write("\n".join(parts))


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


def _hints(name: str, known: list[str]) -> tuple[str, ...]:
    return (*edit_distance.suggestion(edit_distance.nearest(name, known)), "genden help lists the topics")
