"""Resolve a typed name to one record.

The steps are: recorded names, whole and then in part; the same name in another script or transliteration; similar
sounds and misspellings. The first step that finds something decides. There is one exception: a match of part of a word
is no better than a misspelling at the same distance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.errors import AmbiguousName, Suggestion, UnknownName
from genden_cli.query.names import fuzzy
from genden_cli.query.names.exact import best_candidates, candidate, exact_labels, partial_matches
from genden_cli.text.normalize import normalize
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.query.names.exact import Candidate

_MAX_LISTED: Final = 8
_SINGULAR: Final = {
    Section.PEOPLE: "person",
    Section.EVENTS: "event",
    Section.CLAIMS: "claim",
    Section.SOURCES: "source",
}
_LETTERS_PER_TYPO: Final = 5
"""A guess is accepted if it has at most one typo, or one per this many letters."""


def match(connection: sqlite3.Connection, section: Section, typed: str) -> Candidate:
    """Return the record that ``typed`` refers to: an id, a spelling in any script, or a part of one.

    Raise `AmbiguousName` with the candidates, or `UnknownName` with the nearest ones. Guesses by sound or spelling are
    accepted for people only: people are known by name, but an id is exact.
    """
    found = candidates(connection, section, typed)
    if not found:
        raise UnknownName(f"no {_SINGULAR[section]} '{typed}'", hints=(Suggestion(section, purpose="lists them"),))
    guesses = [_is_guess(each, section, typed) for each in found]
    alone = len(found) == 1 and not guesses[0]
    if alone or (section is Section.PEOPLE and all(guesses) and _has_clear_winner(found, typed)):
        return found[0]
    if guesses[0]:
        raise UnknownName(f"no {_SINGULAR[section]} '{typed}'", hints=("did you mean", *_candidate_lines(found)))
    raise AmbiguousName(f"'{typed}' may be any of {len(found)}:", hints=tuple(_candidate_lines(found)))


def candidates(connection: sqlite3.Connection, section: Section, typed: str) -> tuple[Candidate, ...]:
    """Return the records that ``typed`` may refer to, the most likely first, each once."""
    folded = normalize(typed)
    if found := exact_labels(connection, section, typed, folded):
        return best_candidates(candidate(label, folded) for label in found)
    parts = partial_matches(connection, section, folded)
    if parts and not parts[0].distance:
        return parts
    if parts:
        return fuzzy.with_near_spellings(connection, section, typed, parts)
    return fuzzy.guesses(connection, section, typed, folded)


def _is_guess(found: Candidate, section: Section, typed: str) -> bool:
    """Tell whether a candidate is only a guess. Outside people, a transliteration of ASCII is a guess too."""
    same_letters = typed.isascii() and found.spelling.isascii()
    return found.is_guess or bool(found.how and section is not Section.PEOPLE and same_letters)


def _candidate_lines(found: tuple[Candidate, ...]) -> Iterator[str]:
    yield from (f"  {each.id}  {each.title}" for each in found[:_MAX_LISTED])
    if len(found) > _MAX_LISTED:
        yield f"  and {len(found) - _MAX_LISTED} more"


def _has_clear_winner(found: tuple[Candidate, ...], typed: str) -> bool:
    """Tell whether the first guess is near enough, and nearer than the second."""
    near = found[0].distance <= max(len(typed) // _LETTERS_PER_TYPO, 1)
    return near and (
        len(found) == 1 or (found[0].distance, found[0].extra_words) < (found[1].distance, found[1].extra_words)
    )
