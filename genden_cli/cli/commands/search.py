"""``genden search``."""

from __future__ import annotations

import re
import sqlite3
from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import record_command
from genden_cli.cli.names import say_how
from genden_cli.errors import WrongUsage
from genden_cli.output.answer import Answer
from genden_cli.output.stream import say
from genden_cli.search_fields import FIELDS
from genden_cli.words import RecordKind

CONTEXT = {"ignore_unknown_options": True}  # a word may begin with "-"

_OPTIONS = ("--kind", "--limit", "--base", "--format", "--output", "--color", "--ascii", "--help")

_FACETS = "|".join(name for name, field in FIELDS.items() if field.facet)
_BARE = re.compile(rf"(?<!\S)({_FACETS}):(?!\S)", re.IGNORECASE)
_HELP = f"""Words, "a phrase", pre*, -without, this OR that; {" ".join(f"{name}:" for name in FIELDS)}"""


@record_command
def search(
    connection: sqlite3.Connection,
    *,
    query: Annotated[list[str], typer.Argument(metavar="WORDS...", autocompletion=completers.query, help=_HELP)],
    kind: Annotated[RecordKind | None, typer.Option(help="Only hits in records of this kind.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10**9, metavar="N", help="Show at most N results.")] = 20,
) -> Answer:
    """Search claims, events, people, sources and source notes; best first.

    Fields narrow a search: who:NAME, source:ID, tag:TAG, place:PLACE, in:claim|event|person|source|note|quote,
    date:1935/1937, 'date:>1936'. kind:, verdict: and stance: take a word that the base uses. Any other text is words.
    """
    if mistaken := next((word for word in query if word.startswith("--")), None):
        from genden_cli.text import edit_distance  # noqa: PLC0415 -- only for a mistake

        near = edit_distance.suggestion(edit_distance.nearest(mistaken.partition("=")[0], _OPTIONS))
        hints = (*near, "genden search --help shows how it is used")
        raise WrongUsage(f"no such option: {mistaken}", hints=hints)
    from genden_cli.query.search.search import search as ask  # noqa: PLC0415 -- not to complete a line

    found = ask(connection, " ".join(query), kind=kind, limit=limit)
    for each in found.named:
        say_how(each)
    if bare := _BARE.search(found.query):
        field = bare[0].lower()
        say(f"'{field}' is taken as a word; with no space after it, {field}… narrows the search down")
    answer = Answer("search", found.hits, "search.search", found)
    if found.hits:
        return answer
    from genden_cli.parsing.problems import quoted  # noqa: PLC0415
    from genden_cli.query.search.proposals import proposals  # noqa: PLC0415 -- only where nothing was found

    what = "nothing found for" if any(map(str.isalnum, found.query)) else "no words to look for in"
    no = f"{what} {quoted(found.query)}" + (f" among {kind.value}s" if kind else "")
    return answer._replace(empty=True, nothing=no, hints=proposals(connection, found.query, kind=kind))
