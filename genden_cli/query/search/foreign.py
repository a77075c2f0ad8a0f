"""Tell whether a question is in a language in which questions are not understood.

Its words may be English words by chance: *mort*, *premier*. So it is understood only if each of them is a name, or a
word of a group of the base.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.query.search.question_terms import group_number
from genden_cli.query.search.record_answer import life_asked
from genden_cli.text.question_language import function_words, question_language
from genden_cli.text.stems import stem

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.query.search.answers import Answers


def is_foreign(connection: sqlite3.Connection, question: str, found: Answers) -> bool:
    """Tell whether a question is in a language other than English and that of the base, and is not understood."""
    language = question_language(question)
    if language is None or life_asked(found):
        return False
    (own,) = connection.execute("SELECT language FROM base").fetchone()
    if (own or "").partition("-")[0] == language:
        return False
    empty = function_words(language)
    content = [term for term in found.question.terms if not (term.named or term.text.casefold() in empty)]
    known = [group_number(connection, stem(term.text)) is not None for term in content]
    if language in _READ:
        return not (any(known) if known else found.question.intent)
    return not (known and all(known))


_READ: Final = ("de",)
"""The languages here whose questions are read if a base has words in them."""
