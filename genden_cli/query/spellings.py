"""Spellings of names as they stand in the index, and the records that are meant by them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli.query.rows import fetch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


SOUND: Final = "sound"
NEAR: Final = "near spelling"


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


class Label(NamedTuple):
    """A recorded spelling of what a record is called: folded, as it is heard, as it is written."""

    folded: str
    heard: str | None
    spelling: str
    id: str
    title: str


def candidate(label: Label, wanted: str, *, how: str = "", slips: int = 0) -> Candidate:
    """Return the record of a spelling that was found by the words of ``wanted``."""
    left = len(label.folded.split()) - len(wanted.split())
    return Candidate(label.id, label.title, label.spelling, how, slips, max(left, 0))


def ranked(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates, each record by its best spelling."""
    best: dict[str, Candidate] = {}
    for each in sorted(found, key=lambda each: (each.slips, each.left)):
        best.setdefault(each.id, each)
    return tuple(best.values())


def recorded(connection: sqlite3.Connection, section: str, typed: str, folded: str) -> tuple[Label, ...]:
    """Return the spellings that are what was typed: an id, else whole but for case and accents, else in part."""
    exact = fetch(connection, Label, _EXACT, section=section, typed=typed, folded=folded)
    by_id = tuple(label for label in exact if label.id == typed)
    return by_id or exact or with_words(connection, section, "folded", folded)


WHOLE: Final = (" {} ",)
_FORMS: Final = (*WHOLE, " {}", "{}")


def with_words(
    connection: sqlite3.Connection, section: str, column: str, wanted: str, *, forms: tuple[str, ...] = _FORMS
) -> tuple[Label, ...]:
    """Return the labels that hold every word of ``wanted``: whole, else as the start of words, else anywhere."""
    for form in forms if wanted else ():
        words = [form.format(word) for word in wanted.split()]
        found = connection.execute(_WITH_WORD[column], {"section": section, "word": max(words, key=len)})
        rest = [Label._make(row) for text, *row in found if all(word in f" {text} " for word in words)]
        if rest:
            return tuple(rest)
    return ()


LABEL: Final = "SELECT folded, heard, spelling, id, title FROM label"
"""The columns of a `Label`."""

_EXACT = f"""
{LABEL}
 WHERE section = :section AND (id = :typed OR (folded = :folded AND folded <> ''))
 ORDER BY id = :typed DESC, id
"""

_WITH_WORD: Final = {
    column: f"""
SELECT {column}, folded, heard, spelling, id, title FROM label
 WHERE section = :section AND instr(' ' || {column} || ' ', :word) > 0
 ORDER BY length(folded), id
"""
    for column in ("folded", "heard", "sound")
}
