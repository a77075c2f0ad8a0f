"""Propose a question that a base answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.query.method.ask import ask

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator


def question(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the words of a question that the base answers, about its most important claim if it has one; or none."""
    return next((words for words in _questions(connection) if ask(connection, " ".join(words)).is_answer), ())


def _questions(connection: sqlite3.Connection) -> Iterator[tuple[str, ...]]:
    """Yield questions that the base should answer: in words without signs that a shell reads, the best first."""
    for (phrasing,) in connection.execute(_PHRASINGS):
        words = tuple(phrasing.rstrip(" ?").split())
        if len(words) <= _MOST_WORDS and all(re.fullmatch(r"[A-Za-z0-9-]+", each) for each in words):
            yield words
    for (claim,) in connection.execute("SELECT claim FROM headline"):
        yield ("what", "speaks", "for", claim)
    for (name,) in connection.execute("SELECT name FROM person ORDER BY n LIMIT 3"):
        yield ("who", "was", *name.split())


_MOST_WORDS: Final = 7

_PHRASINGS: Final = """
SELECT text FROM claim_phrasing JOIN headline USING (claim), base
 WHERE coalesce(claim_phrasing.lang, base.language, 'en') = 'en' ORDER BY claim_phrasing.n LIMIT 20
"""
