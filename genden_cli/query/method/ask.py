"""Answer a question: one on method by the first lines of the command that has the answer, others by claims or records.

A phrasing of a record comes first: its curator knows best what answers it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.query.method import base, claims, sources
from genden_cli.query.method.questions import Kind, method_questions
from genden_cli.query.search import ask as search_ask
from genden_cli.query.search.phrasings import records_asked_as

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from genden_cli.query.method.questions import MethodQuestion
    from genden_cli.query.search.ask_result import AskResult

    Answer = Callable[[sqlite3.Connection, MethodQuestion], AskResult | None]


def ask(connection: sqlite3.Connection, question: str) -> AskResult:
    """Return the answer to a question."""
    kinds = tuple(method_questions(question))
    if kinds and not any(records_asked_as(connection, question)):
        for each in kinds:
            if found := _answer(connection, each):
                return found._replace(question=question)
    return search_ask.ask(connection, question)


def _answer(connection: sqlite3.Connection, asked: MethodQuestion) -> AskResult | None:
    """Return the answer about the matter, or about the whole base if none is named."""
    answer = _answers(is_of_base=not asked.matter).get(asked.kind)
    return answer(connection, asked) if answer else None


def _answers(*, is_of_base: bool) -> dict[Kind, Answer]:
    """Return what answers each kind of question. A table of the module would load what other questions do without."""
    both: dict[Kind, Answer] = {
        Kind.AGAINST: claims.evidence,
        Kind.FOR: claims.evidence,
        Kind.GAPS: claims.missing,
        Kind.AUTHOR: sources.author,
        Kind.SCORE: sources.score,
        Kind.CONFIDENCE: claims.confidence,
    }
    if is_of_base:
        return both | {
            Kind.ORIGINS: base.origins,
            Kind.GRADE: sources.best,
            Kind.UNREAD: sources.unread,
            Kind.ABOUT: base.about,
        }
    return both | {
        Kind.ORIGINS: claims.origins,
        Kind.LINK: sources.link,
        Kind.CITE: sources.citation,
        Kind.ADDRESS: sources.address,
        Kind.GRADE: sources.grade,
    }
