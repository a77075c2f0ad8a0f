"""From what a reader types to the record that is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli.errors import AmbiguousName, UnknownName
from genden_cli.fold import fold
from genden_cli.query.rows import fetch

if TYPE_CHECKING:
    import sqlite3

_MOST: Final = 8
_SINGULAR: Final = {"people": "person", "events": "event", "claims": "claim", "sources": "source"}


class Label(NamedTuple):
    """What a record may be called, folded, and its title."""

    folded: str
    id: str
    title: str


def resolve(connection: sqlite3.Connection, section: str, typed: str) -> str:
    """Return the id of the record that ``typed`` names: an id, any recorded spelling, or a part of one.

    Raise `AmbiguousName` with the candidates, or `UnknownName` with the nearest.
    """
    wanted = fold(typed)
    exact = fetch(connection, Label, _EXACT, section=section, typed=typed, folded=wanted)
    by_id = [label for label in exact if label.id == typed]
    found = by_id or exact or (_within(connection, section, wanted) if wanted else ())
    ids = dict.fromkeys(label.id for label in found)
    if len(ids) == 1:
        return next(iter(ids))
    what = _SINGULAR[section]
    if not ids:
        hints = tuple(_near(connection, section, wanted)) or (f"genden {section} lists them",)
        raise UnknownName(f"no {what} '{typed}'", hints=hints)
    shown = {label.id: label.title for label in found}
    lines = [f"  {each}  {shown[each]}" for each in list(ids)[:_MOST]]
    rest = [f"  and {len(ids) - _MOST} more"] if len(ids) > _MOST else []
    raise AmbiguousName(f"'{typed}' may be any of {len(ids)}:", hints=(*lines, *rest))


def _within(connection: sqlite3.Connection, section: str, wanted: str) -> tuple[Label, ...]:
    """Return the labels that hold every word of ``wanted``: whole, else as the start of words, else anywhere."""
    patterns = [f" {word} " for word in wanted.split()], [f" {word}" for word in wanted.split()], wanted.split()
    for words in patterns:
        found = fetch(connection, Label, _WITH_WORD, section=section, word=words[0])
        rest = tuple(each for each in found if all(word in f" {each.folded} " for word in words))
        if rest:
            return rest
    return ()


def _near(connection: sqlite3.Connection, section: str, wanted: str) -> list[str]:
    from difflib import get_close_matches

    labels: dict[str, Label] = {}
    for label in fetch(connection, Label, _ALL, section=section):
        for word in (label.folded, *label.folded.split()):
            labels.setdefault(word, label)
    near = get_close_matches(wanted, labels, 5, 0.7)
    lines = dict.fromkeys(f"  {labels[each].id}  {labels[each].title}" for each in near)
    return ["did you mean", *lines] if lines else []


_EXACT = """
SELECT folded, id, title FROM label
 WHERE section = :section AND (folded = :folded OR id = :typed)
 ORDER BY id = :typed DESC, id
"""

_WITH_WORD = """
SELECT folded, id, title FROM label
 WHERE section = :section AND instr(' ' || folded || ' ', :word) > 0
 ORDER BY id, folded
"""

_ALL = "SELECT folded, id, title FROM label WHERE section = :section ORDER BY length(folded), folded LIMIT 200000"
