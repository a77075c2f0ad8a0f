"""Spellings of names as they stand in the index, and the records that are meant by them."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli.query.records.fetch import fetch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator


SOUND: Final = "sound"
NEAR: Final = "nearest spelling"


class Candidate(NamedTuple):
    """A record that a name may be meant for: by which recorded ``spelling``, and ``how`` that matches.

    ``how`` is "" for a recorded spelling or a part of one. ``slips`` and ``left`` say how many letters differ and how
    many words of the spelling were not asked for.
    """

    id: str
    title: str
    spelling: str
    how: str = ""
    slips: int = 0
    left: int = 0

    @property
    def guessed(self) -> bool:
        """Tell whether nothing is spelt so by any convention."""
        return self.how in (SOUND, NEAR)


class NameLabel(NamedTuple):
    """A recorded spelling of what a record is called: folded, as it is heard, as it is written."""

    folded: str
    heard: str | None
    spelling: str
    id: str
    title: str


def candidate(label: NameLabel, wanted: str, *, how: str = "", slips: int = 0) -> Candidate:
    """Return the record of a spelling that was found by the words of ``wanted``."""
    left = len(label.folded.split()) - len(wanted.split())
    return Candidate(label.id, label.title, label.spelling, how, slips, max(left, 0))


def ranked(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates, each record by its best spelling."""
    best: dict[str, Candidate] = {}
    for each in sorted(found, key=lambda each: (each.slips, each.left)):
        best.setdefault(each.id, each)
    return tuple(best.values())


def recorded(connection: sqlite3.Connection, section: str, typed: str, folded: str) -> tuple[NameLabel, ...]:
    """Return the spellings that are what was typed: an id, else whole but for case and accents."""
    exact = fetch(connection, NameLabel, _EXACT, section=section, typed=typed, folded=folded)
    return tuple(label for label in exact if label.id == typed) or exact


def in_part(connection: sqlite3.Connection, section: str, folded: str) -> tuple[Candidate, ...]:
    """Return the records that are spelt with what was typed: as whole words, as beginnings, else anywhere.

    A person is known by a word of the name, whoever else's name begins so. Words of an id or a title are typed as they
    come to mind, "clash" or "clashed" for "clashes", so that there a word with another ending is a near spelling. The
    ``slips`` are the letters by which the words differ.
    """
    if section == "people":
        return ranked(_held(with_words(connection, section, "folded", folded, forms=FORMS), folded))
    pieces = tuple(_held(with_words(connection, section, "folded", folded, forms=_PIECES), folded))
    if len(pieces) > _MANY:  # nobody is meant, and a word that common has as many forms
        return ranked(pieces)
    return ranked((*pieces, *_held(_with_other_endings(connection, section, folded), folded, how=NEAR)))


def _held(found: tuple[NameLabel, ...], folded: str, *, how: str = "") -> Iterator[Candidate]:
    return (candidate(label, folded, how=how, slips=_letters_apart(folded, label.folded)) for label in found)


def _with_other_endings(connection: sqlite3.Connection, section: str, folded: str) -> tuple[NameLabel, ...]:
    """Return the labels of the records that are called by the stems of the words typed."""
    if not folded:
        return ()
    words = " ".join(f'"{word}"' for word in folded.split())
    kind, columns = _STEMMED[section]
    return fetch(connection, NameLabel, _WITH_STEMS, section=section, kind=kind, words=f"{{{columns}}} : ({words})")


def _letters_apart(folded: str, spelling: str) -> int:
    return sum(min(_apart(typed, each) for each in spelling.split()) for typed in folded.split())


def _apart(typed: str, word: str) -> int:
    """Return by how many letters a word and what was typed of it, or as a form of it, differ."""
    if typed in word:
        return len(word) - len(typed)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(typed, word, strict=False)))
    return len(typed) + len(word) - 2 * shared


_MANY: Final = 50
WHOLE: Final = (" {} ",)
_PIECES: Final = (" {}", "{}")
FORMS: Final = (*WHOLE, *_PIECES)


def with_words(
    connection: sqlite3.Connection, section: str, column: str, wanted: str, *, forms: tuple[str, ...]
) -> tuple[NameLabel, ...]:
    """Return the labels that hold every word of ``wanted``: whole, else as the start of words, else anywhere."""
    for form in forms if wanted else ():
        words = [form.format(word) for word in wanted.split()]
        found = connection.execute(_WITH_WORD[column], {"section": section, "word": max(words, key=len)})
        rest = [NameLabel._make(row) for text, *row in found if all(word in f" {text} " for word in words)]
        if rest:
            return tuple(rest)
    return ()


LABEL: Final = "SELECT folded, heard, spelling, id, title FROM label"
"""The columns of a `NameLabel`."""

_EXACT = f"""
{LABEL}
 WHERE section = :section AND (id = :typed OR (folded = :folded AND folded <> ''))
 ORDER BY id = :typed DESC, id
"""

_STEMMED: Final = {
    "claims": ("claim", "called"),
    "events": ("event", "title called"),
    "sources": ("source", "title called"),
}
"""Of each section, what its passages are called, and in which of their columns the words of its spellings stand."""

_WITH_STEMS: Final = f"""
{LABEL}
 WHERE section = :section
   AND id IN (SELECT id FROM passage WHERE passage MATCH :words AND kind = :kind)
   AND folded <> ''
 ORDER BY length(folded), id
"""

_WITH_WORD: Final = {
    column: f"""
SELECT {column}, folded, heard, spelling, id, title FROM label
 WHERE section = :section AND instr(' ' || {column} || ' ', :word) > 0
 ORDER BY length(folded), id
"""
    for column in ("folded", "heard", "sound")
}
