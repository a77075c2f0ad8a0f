"""Resolve a typed name to one record.

There are these steps, and the first that finds something decides:

- recorded names, whole and then in part;
- a name with a title, a particle or an initial;
- the same name in another script or transliteration;
- similar sounds and misspellings.

There is one exception: a match of part of a word is no better than a misspelling at the same distance.

Of several recorded names, the one that stands letter for letter wins. A word may be the whole name of one person and
part of the names of others. It opens that person only if the base has more on that person than on each of the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.errors import AmbiguousName, Suggestion, UnknownName
from genden_cli.query.names import fuzzy, likeliest, spellings, titles
from genden_cli.query.names.exact import (
    WHOLE_WORD,
    best_candidates,
    candidate,
    exact_labels,
    labels_with_words,
    partial_matches,
)
from genden_cli.text.normalize import normalize
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.query.names.exact import Candidate

_MAX_LISTED: Final = 8
SINGULAR: Final = {
    Section.PEOPLE: "person",
    Section.EVENTS: "event",
    Section.CLAIMS: "claim",
    Section.SOURCES: "source",
}
"""The word for a record of a section, which is the command that shows one too."""

DID_YOU_MEAN: Final = "did you mean"
_LETTERS_PER_TYPO: Final = 5
"""A guess is accepted if it has at most one typo, or one per this many letters."""


def match(connection: sqlite3.Connection, section: Section, typed: str) -> Candidate:
    """Return the record that ``typed`` refers to: an id, a spelling in any script, or a part of one.

    Raise `AmbiguousName` with the candidates, or `UnknownName` with the nearest ones. Guesses by sound or spelling are
    accepted for people only: people are known by name, but an id is exact.
    """
    found = candidates(connection, section, typed)
    if not found:
        listed = Suggestion(section, purpose="lists them")
        raise UnknownName(f"no {SINGULAR[section]} '{typed}'", hints=(*_elsewhere(connection, section, typed), listed))
    guesses = [_is_guess(each, section, typed) for each in found]
    if len(found) == 1 and not guesses[0]:
        return found[0] if section is not Section.PEOPLE else _with_namesakes(connection, typed, found[0])
    if section is Section.PEOPLE and all(guesses) and _has_clear_winner(found, typed):
        return found[0]
    if guesses[0]:
        near = (DID_YOU_MEAN, *candidate_lines(found))
        raise UnknownName(f"no {SINGULAR[section]} '{typed}'", hints=(*_elsewhere(connection, section, typed), *near))
    elsewhere = _elsewhere(connection, section, typed)
    raise AmbiguousName(f"'{typed}' may be any of {len(found)}:", hints=(*candidate_lines(found), *elsewhere))


def _elsewhere(connection: sqlite3.Connection, section: Section, typed: str) -> Iterator[Suggestion]:
    """Yield the commands for records of other sections with this id."""
    for (other,) in connection.execute(_WITH_ID, {"section": section, "typed": typed}):
        kind = SINGULAR[Section(other)]
        yield Suggestion(kind, (typed,), purpose=f"shows the {kind} with this id")


def candidates(connection: sqlite3.Connection, section: Section, typed: str) -> tuple[Candidate, ...]:
    """Return the records that ``typed`` may refer to, the most likely first, each once."""
    folded = normalize(typed)
    exact = exact_labels(connection, section, typed, folded)
    if found := exact or (() if folded else spellings.sign_labels(connection, section, typed)):
        return _as_written(connection, section, typed, best_candidates(candidate(label, folded) for label in found))
    parts = partial_matches(connection, section, folded)
    if parts and not parts[0].distance:
        return _as_written(connection, section, typed, parts, whole=False) if section is Section.PEOPLE else parts
    if parts:
        return fuzzy.with_near_spellings(connection, section, typed, parts)
    if section is Section.PEOPLE:
        return _titled(connection, typed) or fuzzy.guesses(connection, section, typed, folded)
    return fuzzy.guesses(connection, section, typed, folded)


def _as_written(
    connection: sqlite3.Connection, section: Section, typed: str, found: tuple[Candidate, ...], *, whole: bool = True
) -> tuple[Candidate, ...]:
    """Return the records whose spelling stands letter for letter, or all of them, the likeliest people first."""
    if len(found) <= 1:
        return found
    ids = [each.id for each in found if not each.distance]
    written = spellings.letter_for_letter(connection, section, ids, typed, whole=whole)
    found = tuple(each for each in found if each.id in written) if written else found
    return likeliest.likeliest_first(connection, found) if section is Section.PEOPLE else found


def _titled(connection: sqlite3.Connection, typed: str) -> tuple[Candidate, ...]:
    """Return the people that a name with a title or a particle may refer to; without the title it may be misspelt."""
    found, rest = titles.titled(connection, typed), titles.without_title(typed)
    if found:
        return _as_written(connection, Section.PEOPLE, rest or typed, found, whole=False)
    return candidates(connection, Section.PEOPLE, rest) if rest else ()


def _with_namesakes(connection: sqlite3.Connection, typed: str, found: Candidate) -> Candidate:
    """Return a person with the others of whose names the typed word is a part, if these may be meant.

    Raise `AmbiguousName` if the word is no id and the base has as much on one of the others.
    """
    folded = normalize(typed)
    if found.how or found.extra_words or len(folded.split()) != 1:
        return found
    labels = labels_with_words(connection, Section.PEOPLE, "folded", folded, forms=WHOLE_WORD)
    others = best_candidates(candidate(label, folded) for label in labels if label.id != found.id)
    if not others:
        return found
    known = likeliest.mentions(connection, (found.id, *(each.id for each in others)))
    own, rest = known[found.id], [known[each.id] for each in others]
    if own > sum(rest) or (typed == found.id and own >= max(rest)):
        return found
    others = likeliest.likeliest_first(connection, others)
    if own <= max(rest) and typed != found.id:
        raise AmbiguousName(
            f"'{typed}' is the whole name of {found.id} and part of {_other_names(len(others))}; the likeliest:",
            hints=tuple(candidate_lines(likeliest.likeliest_first(connection, (found, *others)))),
        )
    return found._replace(namesakes=others)


def _other_names(number: int) -> str:
    return f"{number} other names" if number > 1 else "another name"


def _is_guess(found: Candidate, section: Section, typed: str) -> bool:
    """Tell whether a candidate is only a guess. Outside people, a transliteration of ASCII is a guess too."""
    same_letters = typed.isascii() and found.spelling.isascii()
    return found.is_guess or bool(found.how and section is not Section.PEOPLE and same_letters)


def candidate_lines(found: tuple[Candidate, ...]) -> Iterator[str]:
    """Yield a line for each of the first candidates, and the number of the others."""
    yield from map(_candidate_line, found[:_MAX_LISTED])
    if len(found) > _MAX_LISTED:
        yield f"  and {len(found) - _MAX_LISTED} more"


def _candidate_line(found: Candidate) -> str:
    """Return a line for a candidate. If a guess matched a spelling that the line does not show, it is added."""
    shown = normalize(f"{found.id} {found.title}")
    matched = "" if not found.is_guess or normalize(found.spelling) in shown else f" (also {found.spelling})"
    return f"  {found.id}  {found.title}{matched}"


def _has_clear_winner(found: tuple[Candidate, ...], typed: str) -> bool:
    """Tell whether the first guess is near enough, and nearer than the second."""
    near = found[0].distance <= max(len(typed) // _LETTERS_PER_TYPO, 1)
    return near and (
        len(found) == 1 or (found[0].distance, found[0].extra_words) < (found[1].distance, found[1].extra_words)
    )


_WITH_ID: Final = "SELECT DISTINCT section FROM label WHERE id = :typed AND section <> :section ORDER BY section"
