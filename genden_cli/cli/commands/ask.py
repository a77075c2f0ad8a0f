"""``genden ask``."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import record_command
from genden_cli.cli.remarks import remarks
from genden_cli.errors import Suggestion, WrongUsage
from genden_cli.export.cite import answer as citations
from genden_cli.named_tuple import NamedTuple
from genden_cli.output.answer import Answer, Empty, Found, Negative
from genden_cli.output.stream import say
from genden_cli.pages import ask as page
from genden_cli.query.method import ask as queries
from genden_cli.query.method import examples
from genden_cli.query.search import search, short_answer
from genden_cli.text.command_line import command_line
from genden_cli.text.sanitize import json_text
from genden_cli.words import Section, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.query.search.ask_result import AskResult
    from genden_cli.words import ClaimState, Verdict

CONTEXT: Final = {"ignore_unknown_options": True}  # a word may begin with "-"

_REVERSED: Final = "this claim has the two names the other way round"

_DIFFERS_BY_NOT: Final = "the question asks for the opposite of this claim; the verdict is on the claim as it stands"

_FOREIGN: Final = "questions are understood in English, and names in any language"

_SIDES: Final = (Stance.SUPPORTS, Stance.CONTRADICTS)

_MAX_BYTES: Final = 1_700
"""The maximum size of the answer in JSON, so that it has at most 2 KB together with the name of the base."""


@record_command
def ask(
    connection: sqlite3.Connection,
    *,
    question: Annotated[
        list[str],
        typer.Argument(metavar="QUESTION...", autocompletion=completers.query, help="A question in your own words."),
    ],
) -> Answer:
    """Answer a question: the best claim, its verdict first.

    The answer is one claim of the base with its verdict, its reason and the best evidence on either side. Questions for
    a person, relatives, offices, ages, dates or sources are answered by records too. Questions on method, such as what
    speaks against a claim, how good a source is or what would settle something, are answered by the first lines of the
    command that has all of it. If the base does not say what is asked, it says so, shows what is nearest, and the exit
    code is 1. Quotation marks are not needed. More: genden help search.
    """
    text = " ".join(question)
    found = _with_citation(connection, queries.ask(connection, text))
    differences = ((_REVERSED, found.is_reversed), (_DIFFERS_BY_NOT, found.differs_by_not))
    say(*remarks(found), *(said for said, differs in differences if differs))
    record = short_answer.ShortAnswer(found, most=_MAX_BYTES, size=_size)
    whole = Found("ask", tuple(_lines(found)), lambda: page.ask(found), record)
    answer = whole._replace(short=lambda width: whole._replace(page=lambda: page.ask(found, width)))
    if found.is_answer:
        return answer
    if not any(map(str.isalnum, text)):
        example = examples.question(connection)
        hints = (f"for example: {command_line(Suggestion('ask', example))}",) if example else ()
        raise WrongUsage("a question has at least one word", hints=hints)
    reason = f"the base {found.gap}" if found.gap else "nothing in this base answers that"
    hints = (*((_FOREIGN,) if found.is_foreign else ()), _next_step(connection, found))
    return (
        Negative(answer, reason, hints)
        if found.claim or found.records or found.extract or found.nearest
        else Empty("ask", record, reason, hints)
    )


def _next_step(connection: sqlite3.Connection, found: AskResult) -> str:
    """Return what to try after a question without an answer: a search if records have all its words, else the help."""
    left = {*found.left_out, *found.unknown}
    words = tuple(word for word in re.findall(r"[\w'’-]+", found.question) if word not in left)
    if words and not found.unknown and not found.corrected:
        result = search.search(connection, " ".join(words), limit=1)
        if result.hits and not result.is_partial:
            return f"try: {command_line(Suggestion('search', words))}"
    return "see genden help search for the questions that are understood"


def _with_citation(connection: sqlite3.Connection, found: AskResult) -> AskResult:
    """Add the citation to an answer that leads to that of a source; one of a claim takes more than a screen."""
    extract = found.extract
    if extract is None or extract.id is None or extract.commands[0][:2] != ("cite", (extract.id,)):
        return found
    cited = citations.citations(connection, [(Section.SOURCES, extract.id)], "text", None)
    return found._replace(extract=extract._replace(rows=(("Citation", cited.text),)))


def _size(values: dict[str, Any]) -> int:
    return len(json_text({"ask": values}, indent=2).encode())


class _AnswerLine(NamedTuple):
    """An answer as a row of a table. Sources are ids."""

    claim: str | None
    says: str | None
    verdict: Verdict | None
    state: ClaimState | None
    because: str | None
    supports: tuple[str, ...]
    contradicts: tuple[str, ...]
    others: tuple[str, ...]


def _lines(found: AskResult) -> Iterator[_AnswerLine]:
    """Yield the line of a claim, of each record, or of the nearest records."""
    others = tuple(each.id for each in found.others)
    for each in found.records:
        said = each.as_ or each.age or each.about
        yield _AnswerLine(None, each.title, None, None, said, (), (), (each.id, *others))
    for on, items, *_ in found.sayings:
        for_it, against = (tuple(item.source for stance, item in items if stance is side) for side in _SIDES)
        yield _AnswerLine(on.id, on.says, on.verdict, on.state, None, for_it, against, others)
    if claim := found.claim:
        supports, contradicts = (tuple(each.source for each in side) for side in (claim.supports, claim.contradicts))
        judged = claim.verdict, claim.state, claim.because
        yield _AnswerLine(claim.id, claim.says, *judged, supports, contradicts, others)
    elif extract := found.extract:
        said = "; ".join(" ".join(filter(None, row)) for row in extract.rows)
        yield _AnswerLine(None, extract.title, None, None, said, (), (), (extract.id,) if extract.id else ())
    elif not (found.records or found.sayings):
        yield _AnswerLine(None, None, None, None, None, (), (), tuple(each.id for each in found.nearest))
