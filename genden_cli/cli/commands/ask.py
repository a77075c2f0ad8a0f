"""``genden ask``."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from genden_cli.cli.completion import completers
from genden_cli.cli.index_commands import record_command
from genden_cli.cli.remarks import remarks
from genden_cli.errors import Suggestion, WrongUsage
from genden_cli.named_tuple import NamedTuple
from genden_cli.output.answer import Answer, Empty, Found, Negative
from genden_cli.output.stream import say
from genden_cli.pages import ask as page
from genden_cli.query.search import ask as queries
from genden_cli.query.search import short_answer
from genden_cli.text.command_line import command_line
from genden_cli.text.sanitize import json_text

if TYPE_CHECKING:
    from genden_cli.words import ClaimState, Verdict

CONTEXT: Final = {"ignore_unknown_options": True}  # a word may begin with "-"

_REVERSED: Final = "this claim has the two names the other way round"

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

    The answer is one claim of the base with its verdict, its reason and the best evidence on either side. A question
    that asks who somebody is, and a bare name, are answered by the record of that name. If nothing answers, the nearest
    records are shown and the exit code is 1. Quotation marks are not needed.
    """
    text = " ".join(question)
    found = queries.ask(connection, text)
    say(*remarks(found), *((_REVERSED,) if found.is_reversed else ()))
    record = short_answer.ShortAnswer(found, most=_MAX_BYTES, size=_size)
    answer = Found("ask", (_line(found),), lambda: page.ask(found), record)
    if found.claim or found.record:
        return answer
    if not any(map(str.isalnum, text)):
        raise WrongUsage("a question has at least one word", hints=("for example: genden ask who was there",))
    reason, hints = "nothing in this base answers that", (f"try: {command_line(Suggestion('search', (text,)))}",)
    return Negative(answer, reason, hints) if found.nearest else Empty("ask", record, reason)


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


def _line(found: queries.AskResult) -> _AnswerLine:
    if found.record:
        return _AnswerLine(None, found.record.title, None, None, found.record.about, (), (), (found.record.id,))
    if found.claim is None:
        return _AnswerLine(None, None, None, None, None, (), (), tuple(each.id for each in found.nearest))
    claim = found.claim
    supports, contradicts = (tuple(each.source for each in side) for side in (claim.supports, claim.contradicts))
    others = tuple(each.id for each in found.others)
    return _AnswerLine(claim.id, claim.says, claim.verdict, claim.state, claim.because, supports, contradicts, others)
