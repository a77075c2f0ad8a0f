"""Match a typed name with the recorded names and titles of records: whole, or in part.

All texts are compared in normalized form. Names that are recorded nowhere are the business of `fuzzy`.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import fetch
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator


class NameMatch(StrEnum):
    """How a typed name matches a recorded one; the words of a message. A recorded spelling needs no word."""

    RECORDED = ""
    TITLE = "title and name"
    TRANSLITERATION = "transliteration"
    SOUND = "sound"
    NEAR = "nearest spelling"


class Candidate(NamedTuple):
    """A record that a typed name may refer to, with the recorded ``spelling`` that matched.

    ``distance`` counts the letters that differ. ``extra_words`` counts the words of the spelling that were not typed.
    ``namesakes`` are other people of whose names the typed word is a part.
    """

    id: str
    title: str
    spelling: str
    how: NameMatch = NameMatch.RECORDED
    distance: int = 0
    extra_words: int = 0
    namesakes: tuple[Candidate, ...] = ()

    @property
    def is_guess(self) -> bool:
        """Tell whether the match is only by sound or by similar spelling."""
        return self.how in (NameMatch.SOUND, NameMatch.NEAR)


class NameLabel(NamedTuple):
    """A recorded name or title of a record: normalized, romanized, and as written."""

    folded: str
    romanized: str | None
    spelling: str
    id: str
    title: str


def candidate(
    label: NameLabel, typed_words: str, *, how: NameMatch = NameMatch.RECORDED, distance: int = 0
) -> Candidate:
    """Return the record of a label as a candidate for the typed words ``typed_words``."""
    extra = len(label.folded.split()) - len(typed_words.split())
    return Candidate(label.id, label.title, label.spelling, how, distance, max(extra, 0))


def best_candidates(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates, the best first. Each record appears once, with its best spelling."""
    best: dict[str, Candidate] = {}
    for each in sorted(found, key=lambda each: (each.distance, each.extra_words)):
        best.setdefault(each.id, each)
    return tuple(best.values())


def exact_labels(connection: sqlite3.Connection, section: Section, typed: str, folded: str) -> tuple[NameLabel, ...]:
    """Return the label whose id was typed, else the labels that equal the typed name in normalized form."""
    exact = fetch(connection, NameLabel, _EXACT, section=section, typed=typed, folded=folded)
    return tuple(label for label in exact if label.id == typed) or exact


def partial_matches(connection: sqlite3.Connection, section: Section, folded: str) -> tuple[Candidate, ...]:
    """Return the records whose labels contain what was typed: as words, as prefixes, else anywhere.

    A whole word of a name identifies a person, even if other names begin with that word. Titles and ids are often typed
    in another inflection ("clash" for "clashes"). Outside people, labels with the same word stems are therefore added
    as near spellings. ``distance`` counts the letters in which the words differ.
    """
    if section is Section.PEOPLE:
        return best_candidates(
            _candidates_of(labels_with_words(connection, section, "folded", folded, forms=WORD_FORMS), folded)
        )
    pieces = tuple(_candidates_of(labels_with_words(connection, section, "folded", folded, forms=_WORD_PARTS), folded))
    if len(pieces) > _MAX_PARTIAL_MATCHES:  # too many hits for a name: skip the search by stem
        return best_candidates(pieces)
    return best_candidates(
        (*pieces, *_candidates_of(_with_other_endings(connection, section, folded), folded, how=NameMatch.NEAR))
    )


def _candidates_of(
    found: tuple[NameLabel, ...], folded: str, *, how: NameMatch = NameMatch.RECORDED
) -> Iterator[Candidate]:
    return (candidate(label, folded, how=how, distance=_letter_difference(folded, label.folded)) for label in found)


def _with_other_endings(connection: sqlite3.Connection, section: Section, folded: str) -> tuple[NameLabel, ...]:
    """Return the labels of records that contain the stems of the typed words."""
    if not folded:
        return ()
    words = " ".join(f'"{word}"' for word in folded.split())
    kind, columns = _STEM_COLUMNS[section]
    return fetch(connection, NameLabel, _WITH_STEMS, section=section, kind=kind, words=f"{{{columns}}} : ({words})")


def _letter_difference(folded: str, spelling: str) -> int:
    return sum(min(_word_difference(typed, each) for each in spelling.split()) for typed in folded.split())


def _word_difference(typed: str, word: str) -> int:
    """Return the number of letters in which a word differs from a typed part or inflection of it."""
    if typed in word:
        return len(word) - len(typed)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(typed, word, strict=False)))
    return len(typed) + len(word) - 2 * shared


_MAX_PARTIAL_MATCHES: Final = 50
WHOLE_WORD: Final = (" {} ",)
_WORD_PARTS: Final = (" {}", "{}")
WORD_FORMS: Final = (*WHOLE_WORD, *_WORD_PARTS)


def labels_with_words(
    connection: sqlite3.Connection, section: Section, column: str, typed_words: str, *, forms: tuple[str, ...]
) -> tuple[NameLabel, ...]:
    """Return the labels that contain every word of ``typed_words``, in the first of ``forms`` that matches.

    A later form matches whatever an earlier one does. Ids of claims are not heard.
    """
    if not typed_words or (section is Section.CLAIMS and column != "folded"):
        return ()
    statement, words = _WITH_WORD[column], sorted(typed_words.split(), key=len, reverse=True)
    if len(forms) > 1 and connection.execute(statement, _longest(section, forms[-1], words)).fetchone() is None:
        return ()
    for form in forms:
        found = connection.execute(statement, _longest(section, form, words))
        whole = [form.format(word) for word in words]
        rest = [NameLabel._make(row) for text, *row in found if all(word in f" {text} " for word in whole)]
        if rest:
            return tuple(rest)
    return ()


def _longest(section: Section, form: str, words: list[str]) -> dict[str, str]:
    """Return the parameters of a statement of `_WITH_WORD` for the two longest words."""
    first, second = (*words, "")[:2]
    return {"section": section, "first": form.format(first), "second": form.format(second) if second else ""}


SELECT_LABEL: Final = "SELECT folded, heard, spelling, id, title FROM label"
"""Selects the columns of `NameLabel`."""

_EXACT = f"""
{SELECT_LABEL}
 WHERE section = :section AND (id = :typed OR (folded = :folded AND folded <> ''))
 ORDER BY id = :typed DESC, id
"""

_STEM_COLUMNS: Final = {
    Section.CLAIMS: ("claim", "called"),
    Section.EVENTS: ("event", "title called"),
    Section.SOURCES: ("source", "title called"),
}
"""For each section, the kind of its passages and their columns that hold names or titles."""

_WITH_STEMS: Final = f"""
{SELECT_LABEL}
 WHERE section = :section
   AND id IN (SELECT id FROM passage WHERE passage MATCH :words AND kind = :kind)
   AND folded <> ''
 ORDER BY length(folded), id
"""

_WITH_WORD: Final = {
    column: f"""
SELECT {column}, folded, heard, spelling, id, title FROM label
 WHERE section = :section AND instr(' ' || {column} || ' ', :first) > 0 AND instr(' ' || {column} || ' ', :second) > 0
 ORDER BY length(folded), id
"""
    for column in ("folded", "heard", "sound")
}
