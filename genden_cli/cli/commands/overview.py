"""``genden`` alone: what the base is about, its answer in a line, and five commands to try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli import words
from genden_cli.cli.index_commands import with_index
from genden_cli.cli.options import GlobalOptions  # noqa: TC001 -- `with_options` reads it
from genden_cli.errors import Exit, Suggestion
from genden_cli.output.stream import opened
from genden_cli.query.method import examples
from genden_cli.query.records import claims, events, fetch
from genden_cli.text.command_line import command_line, with_base
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


def overview(options: GlobalOptions) -> int:
    """Print the overview of a base and return the exit code."""

    def write(connection: sqlite3.Connection) -> None:
        settings = options.settings
        with opened(settings.output, never=settings.file, local=True, pager=settings.pager) as out:
            for line in _lines(connection, ascii_=settings.ascii, named=settings.base):
                out(f"{sanitize_line(line)}\n")

    with_index(options.base, write)
    return Exit.DONE


def _lines(connection: sqlite3.Connection, *, ascii_: bool, named: str | None) -> Iterator[str]:
    base, headline = fetch.base(connection), events.headline(connection)
    yield base.title
    if headline:
        claim = claims.claims_with_ids(connection, (headline.claim,))[0]
        sign = words.VERDICTS[claim.verdict]
        yield f"{sign.ascii if ascii_ else sign.sign} {claim.verdict}{words.state_remark(claim.state)}: {claim.says}"
    yield ""
    yield "Try one of these:"
    tries = [*_suggestions(headline, base.examines, examples.question(connection))]
    lines = [with_base(command_line(each._replace(purpose="")), named) for each in tries]
    room = max(map(len, lines))
    yield from (f"  {line:{room}}  {each.purpose}" for line, each in zip(lines, tries, strict=True))
    yield ""
    yield "genden --help lists all commands; genden help lists topics to read."


def _suggestions(
    headline: events.Headline | None, examined: tuple[str, ...], question: tuple[str, ...]
) -> Iterator[Suggestion]:
    """Yield five commands, or four if there is no question that the base answers."""
    if headline:
        yield Suggestion("claim", (headline.claim,), purpose="the evidence on this claim")
    else:
        yield Suggestion("claims", purpose="all claims")
    yield Suggestion("timeline", purpose="what happened, in order of time")
    if headline and headline.event:
        yield Suggestion("compare", (headline.event,), purpose="its versions, source by source")
    else:
        yield Suggestion("sources", purpose="the sources and their grades")
    if examined:
        yield Suggestion("read", (examined[0],), purpose="the examined text, with verdicts")
    else:
        yield Suggestion("stats", purpose="a scorecard of the base")
    if question:
        yield Suggestion("ask", question, purpose="a question in your own words")
