"""``genden search``."""

from __future__ import annotations

import re
import sqlite3
from functools import partial
from typing import TYPE_CHECKING, Annotated, Final

import typer

from genden_cli.cli import options
from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import record_command
from genden_cli.cli.names import say_match
from genden_cli.cli.remarks import remarks
from genden_cli.errors import Suggestion
from genden_cli.output.answer import Answer, Empty, Found
from genden_cli.output.stream import say
from genden_cli.pages import search as page
from genden_cli.parsing import problems
from genden_cli.query.search import proposals
from genden_cli.query.search import search as queries
from genden_cli.search_fields import FIELDS
from genden_cli.text.addresses import is_address
from genden_cli.text.command_line import command_line
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTEXT: Final = {"ignore_unknown_options": True}  # a word may begin with "-"

_FACETS: Final = "|".join(name for name, field in FIELDS.items() if field.facet)
_BARE_FIELD: Final = re.compile(rf"(?<!\S)({_FACETS}):(?!\S)", re.IGNORECASE)
_HELP: Final = f"""Words, "a phrase", pre*, -without, this OR that; {" ".join(f"{name}:" for name in FIELDS)}"""


@record_command
def search(
    connection: sqlite3.Connection,
    *,
    query: Annotated[list[str], typer.Argument(metavar="WORDS...", autocompletion=completers.query, help=_HELP)],
    kind: Annotated[RecordKind | None, typer.Option(help="Only hits in records of this kind.")] = None,
    limit: options.LimitOption = None,
) -> Answer:
    """Search all records for words, phrases and fields; best hits first.

    The table has as many hits as fit a short page, and data formats have 20, unless --limit names a number.
    Words that carry nothing are left out. If few passages have all the others, those with most of them follow.

    Fields narrow a search: who:NAME, source:ID, tag:TAG, place:PLACE, in:claim|event|person|source|note|quote,
    date:1935/1937, 'date:>1936'. kind:, verdict: and stance: take a word that the base uses. Any other text is words.
    """
    found = queries.search(connection, " ".join(query), kind=kind, limit=_LIMIT if limit is None else limit)
    for each in found.named:
        say_match(each)
    if bare := _BARE_FIELD.search(found.query):
        field = bare[0].lower()
        say(f"'{field}' is taken as a word; with no space after it, {field}… narrows the search down")
    if found.hits:
        say(*remarks(found))
        whole = Found("search", found.hits, lambda: page.search(found), found, by_line=True)
        return whole._replace(short=partial(_short, whole, found)) if limit is None else whole
    if is_address(found.query):
        return Empty("search", found, f"no source here has the address {found.query}", by_line=True)
    what = "nothing found for" if any(map(str.isalnum, found.query)) else "no words to look for in"
    among = f" among {kind.value}s" if kind else ""
    hints = tuple(_hints(proposals.proposals(connection, found.query, kind=kind), kind))
    return Empty("search", found, f"{what} {problems.quoted(found.query)}{among}", hints, by_line=True)


_LIMIT: Final = 20
"""The number of hits unless an option names one. A table has as many of them as fit a short page."""


def _short(whole: Found, found: queries.SearchResult, width: int) -> Found:
    """Return the answer with a page of the hits that fit a short page; the records stay."""
    return whole._replace(page=lambda: page.search(found._replace(hits=page.fitting(found.hits, width))))


def _hints(proposed: proposals.Proposals, kind: RecordKind | None) -> Iterator[str]:
    """Yield a line for each proposed query and for each word that nothing in the base is like."""
    if proposed.only_excludes:
        yield "that leaves out, and looks for nothing: name a word, or a field such as in:claim"
    filters = (("kind", str(kind)),) if kind else ()
    for each in (*proposed.records, *(Suggestion("search", (query,), filters) for query in proposed.queries)):
        yield f"did you mean: {command_line(each)}"
    for word in proposed.unknown:
        yield f"no passage has '{word}', or a word like it"
