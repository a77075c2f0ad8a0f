"""Prefer the spelling that stands letter for letter to one that differs by an accent or a case.

Normalized labels are the same for `Karl Muller` and `Karl Müller`. If several records are left, this module compares
the spellings as written. An accent that was typed counts in any case; letters without accents may be a convenience, so
only their exact spelling decides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.query.names.exact import NameLabel
from genden_cli.query.records.fetch import array, fetch, lists
from genden_cli.text.normalize import normalize
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

_WORD: Final = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_SELECTORS: Final = re.compile("[\ufe00-\ufe0f]")


def letter_for_letter(
    connection: sqlite3.Connection, section: Section, ids: Iterable[str], typed: str, *, whole: bool
) -> frozenset[str]:
    """Return the records with a spelling that equals what was typed, or that contains all its words if not ``whole``.

    If no spelling does, the case of the letters is ignored, provided that an accent was typed. The result is empty if
    the letters do not tell the records apart.
    """
    spellings = _spellings(connection, section, ids)
    typed = _composed(typed)
    forms: list[Callable[[str], str]] = [str]
    if normalize(typed) != " ".join(typed.casefold().split()):
        forms.append(str.casefold)
    matches = _equals if whole else _contains
    for form in forms:
        pairs = ((id_, form(text)) for id_, texts in spellings.items() for text in texts)
        if found := frozenset(id_ for id_, text in pairs if matches(text, form(typed))):
            return found
    return frozenset()


def _equals(text: str, typed: str) -> bool:
    return text == typed


def _contains(text: str, typed: str) -> bool:
    expected = _WORD.findall(typed)
    return bool(expected) and set(expected).issubset(_WORD.findall(text))


def sign_labels(connection: sqlite3.Connection, section: Section, typed: str) -> tuple[NameLabel, ...]:
    """Return the labels that equal a typed name without a letter or digit, such as ``?!``."""
    statement = _PEOPLE_SIGNS if section is Section.PEOPLE else _SIGNS
    expected = _SELECTORS.sub("", _composed(typed))
    found = fetch(connection, NameLabel, statement, section=section)
    return tuple(label for label in found if expected and _SELECTORS.sub("", _composed(label.spelling)) == expected)


def _spellings(connection: sqlite3.Connection, section: Section, ids: Iterable[str]) -> dict[str, list[str]]:
    """Return the spellings of records as written. People have more of them than labels."""
    statement = _PEOPLE if section is Section.PEOPLE else _LABELS
    found = lists(connection, statement, section=section, ids=array(ids))
    return {id_: [_composed(each) for each in texts] for id_, texts in found.items()}


def _composed(text: str) -> str:
    if text.isascii():
        return text.strip()
    from unicodedata import normalize as compose  # noqa: PLC0415 -- only other scripts need its tables

    return compose("NFC", text).strip()


_LABELS: Final = """
SELECT id, spelling FROM label WHERE section = :section AND id IN (SELECT value FROM json_each(:ids)) ORDER BY id
"""

_PEOPLE: Final = """
SELECT id, name FROM person WHERE id IN (SELECT value FROM json_each(:ids)) AND :section = 'people'
 UNION ALL
SELECT person, text FROM name WHERE person IN (SELECT value FROM json_each(:ids))
"""

_SIGNS: Final = """
SELECT folded, heard, spelling, id, title FROM label WHERE section = :section AND folded = '' ORDER BY id
"""

_PEOPLE_SIGNS: Final = """
SELECT '', NULL, name.text, person.id, person.name
  FROM label JOIN name ON name.person = label.id JOIN person ON person.id = label.id
 WHERE label.section = :section AND label.folded = ''
 UNION
SELECT '', NULL, person.name, person.id, person.name
  FROM label JOIN person ON person.id = label.id
 WHERE label.section = :section AND label.folded = ''
 ORDER BY 4
"""
