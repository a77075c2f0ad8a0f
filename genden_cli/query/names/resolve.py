"""From what a reader types to the record that is meant.

Recorded spellings come first, whole, then in part; then what is the same in another script or convention; then what
sounds alike; then what is a slip of the pen away. The first of these steps that finds anything counts, but a piece of a
word is no surer than a slip of the pen that leads as near.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.errors import AmbiguousName, Suggestion, UnknownName
from genden_cli.query.names import fuzzy
from genden_cli.query.names.exact import candidate, in_part, ranked, recorded
from genden_cli.text.normalize import normalize

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.query.names.exact import Candidate

_MOST: Final = 8
_SINGULAR: Final = {"people": "person", "events": "event", "claims": "claim", "sources": "source"}
_LETTERS_A_SLIP: Final = 5
"""A slip of the pen in so many letters is overlooked, and the first in any case."""


def match(connection: sqlite3.Connection, section: str, typed: str) -> Candidate:
    """Return the record that ``typed`` names, and how: an id, any spelling in any script, or a part of one.

    Raise `AmbiguousName` with the candidates, or `UnknownName` with the nearest. How a name sounds and slips of the
    pen count for people alone, who are known by name: an id is meant as it stands.
    """
    found = candidates(connection, section, typed)
    if not found:
        raise UnknownName(f"no {_SINGULAR[section]} '{typed}'", hints=(Suggestion(section, purpose="lists them"),))
    guessed = [_guessed(each, section, typed) for each in found]
    alone = len(found) == 1 and not guessed[0]
    if alone or (section == "people" and all(guessed) and _plainly(found, typed)):
        return found[0]
    if guessed[0]:
        raise UnknownName(f"no {_SINGULAR[section]} '{typed}'", hints=("did you mean", *_listed(found)))
    raise AmbiguousName(f"'{typed}' may be any of {len(found)}:", hints=tuple(_listed(found)))


def candidates(connection: sqlite3.Connection, section: str, typed: str) -> tuple[Candidate, ...]:
    """Return the records that ``typed`` may be meant for, the likeliest first, each once."""
    folded = normalize(typed)
    if found := recorded(connection, section, typed, folded):
        return ranked(candidate(label, folded) for label in found)
    parts = in_part(connection, section, folded)
    if parts and not parts[0].slips:
        return parts
    if parts:
        return fuzzy.beside(connection, section, typed, parts)
    return fuzzy.guesses(connection, section, typed, folded)


def _guessed(found: Candidate, section: str, typed: str) -> bool:
    """Tell whether a candidate is no more than a guess; of ids, so is another convention of the same letters."""
    same_letters = typed.isascii() and found.spelling.isascii()
    return found.guessed or bool(found.how and section != "people" and same_letters)


def _listed(found: tuple[Candidate, ...]) -> Iterator[str]:
    yield from (f"  {each.id}  {each.title}" for each in found[:_MOST])
    if len(found) > _MOST:
        yield f"  and {len(found) - _MOST} more"


def _plainly(found: tuple[Candidate, ...], typed: str) -> bool:
    """Tell whether the first of these guesses is near enough to be meant, and nearer than the others."""
    near = found[0].slips <= max(len(typed) // _LETTERS_A_SLIP, 1)
    return near and (len(found) == 1 or (found[0].slips, found[0].left) < (found[1].slips, found[1].left))
