"""The words of a base that count as a word of a question, as FTS5 expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.query.search.matching import fts_phrase
from genden_cli.query.search.terms import Term
from genden_cli.text.stems import name_stem, stem

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

MAX_FORMS: Final = 60
MAX_GROUP: Final = 600


def phrase(text: str) -> str:
    """Return the expression of a text as it is."""
    return fts_phrase(Term(text))


def any_of(texts: Iterable[str]) -> str:
    """Return the expression of any of several texts."""
    return " OR ".join(map(phrase, texts))


def words_with_stem(connection: sqlite3.Connection, form: str) -> list[str]:
    """Return the words of the base with this stem."""
    return [word for (word,) in connection.execute(_WORDS, {"stem": form, "most": MAX_FORMS})]


def stem_expression(connection: sqlite3.Connection, form: str) -> str | None:
    """Return the expression of all words with this stem, or None if the base has none."""
    words = words_with_stem(connection, form)
    return any_of(words) if words else None


def group_expression(connection: sqlite3.Connection, number: int) -> str | None:
    """Return the expression of all words of a group that the base may have, or None."""
    found = [word for (word,) in connection.execute(_GROUP, {"number": number, "most": MAX_GROUP})]
    return any_of(dict.fromkeys(found)) if found else None


def person_expression(connection: sqlite3.Connection, person: str, text: str) -> str:
    """Return the expression of a typed name, of all spellings of the person, and of the words that only they have."""
    spellings = [spelling for (spelling,) in connection.execute(_SPELLINGS, {"id": person})]
    own = [form for (form,) in connection.execute(_OWN_NAMES, {"id": person})]
    words = [word for form in own for word in _words_of_name(connection, form)]
    return any_of(dict.fromkeys([text, *words, *spellings]))


def _words_of_name(connection: sqlite3.Connection, form: str) -> list[str]:
    """Return the words of the base with this stem of a name; beyond ASCII, it is that of any word."""
    if not form.isascii():
        return words_with_stem(connection, form)
    words = words_with_stem(connection, stem(form))
    return [word for word in words if not word.isascii() or name_stem(word) == form]


_WORDS: Final = "SELECT word FROM word_form WHERE stem = :stem ORDER BY word LIMIT :most"

_GROUP: Final = """
SELECT coalesce(word, entry)
  FROM group_entry LEFT JOIN word_form USING (stem)
 WHERE number = :number AND (stem IS NULL OR word IS NOT NULL)
 ORDER BY position, word
 LIMIT :most
"""

_SPELLINGS: Final = "SELECT spelling FROM label WHERE section = 'people' AND id = :id ORDER BY folded"

_OWN_NAMES: Final = """
SELECT form FROM name_form AS own
 WHERE section = 'people' AND id = :id
   AND NOT EXISTS (SELECT 1 FROM name_form AS other
                    WHERE other.form = own.form AND other.section = 'people' AND other.id <> :id)
"""
