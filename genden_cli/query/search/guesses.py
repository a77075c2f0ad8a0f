"""Guess what a word of a question means that stands nowhere in the base.

It may be a near synonym, another transliteration of a name, a word in another script, or a misspelling. A word that
only begins or ends like one of the base, such as ``breakfast`` like ``break``, means something else.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from genden_cli.query.names import fuzzy
from genden_cli.query.search import forms, proposals
from genden_cli.query.search.forms import any_of
from genden_cli.query.search.question_terms import (
    QuestionTerm,
    RecordName,
    group_number,
    group_term,
    names_with,
    person_term,
)
from genden_cli.text import phonetics, synonyms
from genden_cli.text.stems import IRREGULAR, name_stem, stem
from genden_cli.words import RecordKind, Section

if TYPE_CHECKING:
    import sqlite3

_SHORTEST: Final = 3
_SHORTEST_CORRECTED: Final = 5
_SHORTEST_MISSPELT: Final = 6
"""The number of letters of a misspelt word that is no name. Shorter words differ from others by chance."""
_MIN_PART: Final = 3
_LONG_WORD: Final = 10


def guessed_term(connection: sqlite3.Connection, text: str, *, is_first: bool, is_alone: bool) -> QuestionTerm | None:
    """Return the term that a word stands for, or None. Only a question with other words is corrected.

    ``is_first`` says that the word begins the question, ``is_alone`` that it is the question.
    """
    if len(text) < _SHORTEST:
        return None
    guess = _synonym_term(connection, text)
    if guess or len(text) < _SHORTEST_CORRECTED:
        return guess
    guess = transliterated_term(connection, text) or _romanized_term(connection, text)
    if guess or is_alone:
        return guess
    return _nearest_term(connection, text, is_first=is_first)


def transliterated_term(connection: sqlite3.Connection, text: str) -> QuestionTerm | None:
    """Return the term for the only person of whose name a text is a transliteration, or None."""
    found = fuzzy.transliterations(connection, Section.PEOPLE, text)
    if len(found) != 1:
        return None
    named = (RecordName(RecordKind.PERSON, found[0].id),)
    return QuestionTerm(found[0].spelling, forms.person_expression(connection, found[0].id, text), named)


def _nearest_term(connection: sqlite3.Connection, text: str, *, is_first: bool) -> QuestionTerm | None:
    """Return the term for the word of the base that a misspelt word stands for, or None.

    An irregular form of English, such as ``bought``, is no misspelling. A capital letter inside a question begins a
    name. Only a name can be meant by it.
    """
    if not text.isalpha() or text.casefold() in IRREGULAR:
        return None
    word = proposals.nearest_word(connection, text, most=1 if len(text) < _LONG_WORD else 2)
    if word is None:
        return None
    form = name_stem(word)
    named = person_term(connection, word, names_with(connection, [form]).get(form, ()))
    if named or (text[0].isupper() and not is_first) or len(text) < _SHORTEST_MISSPELT:
        return named
    return _known_term(connection, word)


def _synonym_term(connection: sqlite3.Connection, text: str) -> QuestionTerm | None:
    """Return the term for the words of the base that mean nearly the same as an English word, or None."""
    group = _synonyms().get(stem(text), ()) if text.isascii() else ()
    terms = [term for word in group if (term := _known_term(connection, word))]
    if not terms:
        return None
    return QuestionTerm(terms[0].text, " OR ".join(dict.fromkeys(str(term.expression) for term in terms)))


@cache
def _synonyms() -> dict[str, tuple[str, ...]]:
    """Return the first group of near synonyms of each stem."""
    return {stem(word): group for group in reversed(synonyms.SYNONYMS) for word in group}


def _known_term(connection: sqlite3.Connection, word: str) -> QuestionTerm | None:
    """Return the term for a word of a group or of the base, or None if the base has none of these words."""
    form = stem(word)
    number = group_number(connection, form)
    term = group_term(connection, word, number) or QuestionTerm(word, forms.stem_expression(connection, form))
    return term if term.expression else None


def _romanized_term(connection: sqlite3.Connection, text: str) -> QuestionTerm | None:
    """Return the term for a word of another script that the base has in Latin letters, such as a place."""
    form = "" if text.isascii() else stem(phonetics.romanize(stem(text)))
    words = forms.words_with_stem(connection, form) if len(form) > _MIN_PART else []
    return QuestionTerm(words[0], any_of(words)) if words else None


RULES: Final = {
    "shortest_unknown": _SHORTEST,
    "shortest_corrected": _SHORTEST_CORRECTED,
    "shortest_misspelt": _SHORTEST_MISSPELT,
    "min_part": _MIN_PART,
    "long_word": _LONG_WORD,
}
"""The rules of guesses as data, for the search of a page."""
