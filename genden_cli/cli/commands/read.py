"""``genden read``."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from typing import Annotated

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import detailed_command
from genden_cli.cli.names import resolve, resolve_explained
from genden_cli.errors import UnknownName, WrongUsage
from genden_cli.output import brief
from genden_cli.output.answer import Answer, Empty, Found, Negative
from genden_cli.pages import read as pages
from genden_cli.pages import short_read as text_page
from genden_cli.pages import short_source as short_page
from genden_cli.query.records import sources, summaries
from genden_cli.query.text import outline as outline_queries
from genden_cli.query.text import read as queries
from genden_cli.source import text_file
from genden_cli.words import Section, Verdict

_AsOption = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="SOURCE",
        autocompletion=completers.sources,
        help="Look for the claims of this document.  [default: the first one examined]",
        show_default=False,
    ),
]


@detailed_command
def read(
    connection: sqlite3.Connection,
    *,
    name: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE|FILE]...",
            autocompletion=completers.sources_or_files,
            help="A source, or a file with a text; - reads standard input.  [default: the first document examined]",
        ),
    ] = None,
    as_: _AsOption = None,
    missing: Annotated[
        bool,
        typer.Option("--missing", help="Also list the quotes that do not stand in the text."),
    ] = False,
) -> Answer:
    """Print a document under examination with the verdicts beside it.

    Of a source, the page shows what is wrong first; with --all, or as long as no claim is reviewed, every claim,
    paragraph by paragraph. A text (the document itself, another copy, a retelling, any article) is shown with the
    quotes that stand in it, exactly or nearly. A sentence that is less than half a quote gets up to three more claims
    that it seems to make (perhaps), in whatever words, with verdicts. This is a reading, not a quote.

    A quote or a claim that its sentence denies is marked. The exit code is 1 if nothing in the text is in the base.
    More: genden help texts.
    """
    typed = " ".join(name or ())
    if typed == text_file.STDIN or os.path.exists(typed):
        return _text(connection, typed, as_, missing=missing)
    if as_ or missing:
        option = "--as" if as_ else "--missing"
        message = f"no file '{typed}'" if typed else "which text?"
        raise WrongUsage(message, hints=(f"{option} goes with a text: a file, or - for standard input",))
    outline = outline_queries.outline(connection, _source(connection, typed) if typed else _examined(connection))
    claims = tuple(each for part in outline.parts for each in part.claims)
    if not claims:
        hint = f"genden source {outline.source} shows what it says"
        return Empty("read", outline, f"no claim is made in {outline.source}", (hint,))
    whole = Found("read", claims, lambda: pages.outline(outline), outline)
    if all(each.verdict is Verdict.UNREVIEWED for each in claims):  # nothing is known to be wrong yet
        return whole
    return whole._replace(short=lambda width: _short(connection, outline, width))


def _short(connection: sqlite3.Connection, outline: outline_queries.DocumentOutline, width: int) -> Found:
    """Return what is wrong with a document, the worst first."""
    summary = summaries.source_summary(connection, sources.source(connection, outline.source))
    rows = summaries.source_rows(summary, brief.MOST_ITEMS)
    return Found("read", rows, lambda: short_page.read(summary, width), brief.read(summary))


def _text(connection: sqlite3.Connection, name: str, as_: str | None, *, missing: bool) -> Answer:
    source = resolve(connection, Section.SOURCES, as_) if as_ else queries.first_examined(connection)
    record = queries.annotated_text(connection, source, text_file.read(name), name=name)
    if not record.paragraphs:
        return Empty("read", record, "the text is empty")
    listed = record.missing if missing else ()
    found = Found("read", queries.rows(record), lambda: pages.reading(record, listed), record)
    if not missing:  # a list of what is missing belongs to the whole page
        options = f" --as {source}" if as_ else ""
        found = found._replace(short=lambda width: _short_text(record, options, width))
    score = record.score
    return found if score.exact + score.nearly + score.recognized else Negative(found, _nothing(record))


def _short_text(record: queries.AnnotatedText, options: str, width: int) -> Found:
    claims = {made.claim for made, _ in text_page.wrong_claims(record)[: brief.MOST_ITEMS]}
    rows = tuple(row for row in queries.rows(record) if row.claim in claims)
    return Found("read", rows, lambda: text_page.reading(record, width, options=options), brief.text(record))


def _nothing(record: queries.AnnotatedText) -> str:
    """Return the message for a text of which the base says nothing, with the script if that may be the reason."""
    why = f"; it is in {record.script} letters, and no quote is" if record.script else ""
    return f"nothing in this text is in the base{why}"


def _examined(connection: sqlite3.Connection) -> str:
    """Return the first document that the base examines."""
    with suppress(WrongUsage):
        if found := queries.first_examined(connection):
            return found
    raise WrongUsage("this base examines no document", hints=("name a source, or a file with a text",))


def _source(connection: sqlite3.Connection, name: str) -> str:
    def explain(unknown: UnknownName) -> UnknownName:
        return UnknownName(f"no file and no source '{name}'", hints=unknown.hints)

    return resolve_explained(connection, Section.SOURCES, name, explain)
