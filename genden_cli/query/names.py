"""From what a reader types to the record that is meant.

Recorded spellings come first, whole, then in part; then what is the same in another script or convention; then what
sounds alike; then what is a slip of the pen away. The first of these steps that finds anything counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli import nearness, sounds
from genden_cli.errors import AmbiguousName, UnknownName
from genden_cli.fold import fold
from genden_cli.query.rows import fetch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

_MOST: Final = 8
_TELLING: Final = 3
"""Fewer consonants than this tell no names apart."""

_SINGULAR: Final = {"people": "person", "events": "event", "claims": "claim", "sources": "source"}

_TRANSLITERATION: Final = "transliteration"
_SOUNDS_ALIKE: Final = "sound"
_NEAR: Final = "near spelling"
_GUESSES: Final = (_SOUNDS_ALIKE, _NEAR)
_LETTERS_A_SLIP: Final = 5
"""A slip of the pen in so many letters is overlooked, and the first in any case."""


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


class _Label(NamedTuple):
    folded: str
    heard: str | None
    spelling: str
    id: str
    title: str


def match(connection: sqlite3.Connection, section: str, typed: str) -> Candidate:
    """Return the record that ``typed`` names, and how: an id, any spelling in any script, or a part of one.

    Raise `AmbiguousName` with the candidates, or `UnknownName` with the nearest. How a name sounds and slips of the
    pen count for people alone, who are known by name: an id is meant as it stands.
    """
    found = candidates(connection, section, typed)
    if not found:
        raise UnknownName(f"no {_SINGULAR[section]} '{typed}'", hints=(f"genden {section} lists them",))
    if _guessed(found[0], section, typed):
        if section == "people" and _plainly(found, typed):
            return found[0]
        raise UnknownName(f"no {_SINGULAR[section]} '{typed}'", hints=("did you mean", *_listed(found)))
    if len(found) == 1:
        return found[0]
    rest = [f"  and {len(found) - _MOST} more"] if len(found) > _MOST else []
    raise AmbiguousName(f"'{typed}' may be any of {len(found)}:", hints=(*_listed(found), *rest))


def _guessed(first: Candidate, section: str, typed: str) -> bool:
    """Tell whether the candidates are no more than guesses; another convention is one where nothing was spelt out."""
    same_script = typed.isascii() and first.spelling.isascii()
    return first.how in _GUESSES or bool(first.how and section != "people" and same_script)


def candidates(connection: sqlite3.Connection, section: str, typed: str) -> tuple[Candidate, ...]:
    """Return the records that ``typed`` may be meant for, the likeliest first, each once."""
    wanted = fold(typed)
    exact = fetch(connection, _Label, _EXACT, section=section, typed=typed, folded=wanted)
    by_id = [label for label in exact if label.id == typed]
    if found := by_id or exact or _with_words(connection, section, "folded", wanted):
        return _ranked(_candidate(label, wanted) for label in found)
    heard = sounds.latin(typed)
    found = fetch(connection, _Label, _HEARD, section=section, heard=heard) if heard else ()
    if found := found or _with_words(connection, section, "heard", heard, forms=_WHOLE):
        return _transliterated(found, wanted, heard)
    guesses = (*_sounding_alike(connection, section, heard), *_near(connection, section, wanted, heard))
    if ranked := _ranked(guesses):
        return tuple(each for each in ranked if each.slips <= ranked[0].slips + 1)[:_MOST]
    return _transliterated(_with_words(connection, section, "heard", heard), wanted, heard)


def _transliterated(found: tuple[_Label, ...], wanted: str, heard: str) -> tuple[Candidate, ...]:
    """Return the records that are spelt so in another script or by another convention, the most alike first."""
    most = len(wanted)
    alike = sorted(found, key=lambda each: nearness.distance(wanted, each.folded, most=most))
    return _ranked(_candidate(label, heard, _TRANSLITERATION) for label in alike)


def _candidate(label: _Label, wanted: str, how: str = "", slips: int = 0) -> Candidate:
    left = len(label.folded.split()) - len(wanted.split())
    return Candidate(label.id, label.title, label.spelling, how, slips, max(left, 0))


def _ranked(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return the candidates, each record by its best spelling."""
    best: dict[str, Candidate] = {}
    for each in sorted(found, key=lambda each: (each.slips, each.left)):
        best.setdefault(each.id, each)
    return tuple(best.values())


def _listed(found: tuple[Candidate, ...]) -> Iterator[str]:
    return (f"  {each.id}  {each.title}" for each in found[:_MOST])


def _plainly(found: tuple[Candidate, ...], typed: str) -> bool:
    """Tell whether the first of these guesses is near enough to be meant, and nearer than the others."""
    near = found[0].slips <= max(len(typed) // _LETTERS_A_SLIP, 1)
    return near and (len(found) == 1 or (found[0].slips, found[0].left) < (found[1].slips, found[1].left))


_WHOLE: Final = (" {} ",)
_FORMS: Final = (*_WHOLE, " {}", "{}")


def _with_words(
    connection: sqlite3.Connection, section: str, column: str, wanted: str, *, forms: tuple[str, ...] = _FORMS
) -> tuple[_Label, ...]:
    """Return the labels that hold every word of ``wanted``: whole, else as the start of words, else anywhere."""
    for form in forms if wanted else ():
        words = [form.format(word) for word in wanted.split()]
        found = connection.execute(_WITH_WORD[column], {"section": section, "word": max(words, key=len)})
        rest = [_Label._make(row) for text, *row in found if all(word in f" {text} " for word in words)]
        if rest:
            return tuple(rest)
    return ()


def _sounding_alike(connection: sqlite3.Connection, section: str, heard: str) -> tuple[Candidate, ...]:
    """Return the records whose names differ in vowels and kindred consonants alone, and not in too many."""
    sound = sounds.sound(heard)
    if not _telling(sound):
        return ()
    found = fetch(connection, _Label, _SOUND, section=section, sound=sound)
    found = found or _with_words(connection, section, "sound", sound, forms=_WHOLE)
    slips = ((each, _slips(heard, each.heard or "")) for each in found)
    return _ranked(_candidate(each, heard, _SOUNDS_ALIKE, far) for each, far in slips if far <= _within(heard))


def _telling(sound: str) -> bool:
    return bool(sound) and min(map(len, sound.split())) >= _TELLING


def _within(wanted: str) -> int:
    """Return how far two conventions may lead apart."""
    return 1 + len(wanted) // 4


def _slips(wanted: str, heard: str) -> int:
    """Return how far the words asked for are from those of a label, or from a label written as one word."""
    most = _within(wanted)
    whole = nearness.distance(wanted.replace(" ", ""), heard.replace(" ", ""), most=most)
    return min(whole, sum(min(nearness.distance(a, b, most=most) for b in heard.split()) for a in wanted.split()))


def _near(connection: sqlite3.Connection, section: str, wanted: str, heard: str) -> tuple[Candidate, ...]:
    """Return what is a few slips of the pen away, word by word or as a whole, as it is written or as it is heard."""
    labels = fetch(connection, _Label, _ALL, section=section)
    found = list(_near_texts(wanted, labels, [label.folded for label in labels]))
    if section != "claims":
        found += _near_texts(heard, labels, [label.heard or "" for label in labels])
    return _ranked(found)


def _near_texts(wanted: str, labels: tuple[_Label, ...], texts: list[str]) -> Iterator[Candidate]:
    choices = _near_words(wanted, set(" ".join(texts).split()))
    joined = wanted.replace(" ", "")
    most = nearness.slips(len(joined))
    for label, text in zip(labels, texts, strict=True):
        words = text.split()
        far = _sum_of_slips(choices, words)
        if far is None and len(words) != len(choices) and abs(len(text) - len(words) + 1 - len(joined)) <= most:
            whole = nearness.distance(joined, "".join(words), most=most)
            far = whole if whole <= most else None
        if far is not None:
            yield _candidate(label, wanted, _NEAR, far)


def _near_words(wanted: str, vocabulary: set[str]) -> list[dict[str, int]]:
    """Return, for each word that was asked for, the words that it may be meant for, and how far each is."""
    near = []
    for word in wanted.split():
        most, letters = nearness.slips(len(word)), set(word)
        least, longest = len(word) - most, len(word) + most
        # What is far is told apart here, without a call a word: there may be tens of thousands.
        alike = (
            each
            for each in vocabulary
            if least <= len(each) <= longest and len(letters.symmetric_difference(each)) <= 2 * most
        )
        far = ((each, nearness.distance(word, each, most=most)) for each in alike)
        near.append({each: slips for each, slips in far if slips <= most})
    return near


def _sum_of_slips(near: list[dict[str, int]], words: list[str]) -> int | None:
    """Return how many slips make the words asked for words of a label; None where one of them is none of these."""
    if not near or any(choices.keys().isdisjoint(words) for choices in near):
        return None
    return sum(min(choices[word] for word in words if word in choices) for choices in near)


_LABEL = "SELECT folded, heard, spelling, id, title FROM label"

_EXACT = f"""
{_LABEL}
 WHERE section = :section AND (id = :typed OR (folded = :folded AND folded <> ''))
 ORDER BY id = :typed DESC, id
"""

_HEARD = f"{_LABEL} WHERE section = :section AND heard = :heard ORDER BY length(folded), id"

_SOUND = f"{_LABEL} WHERE section = :section AND sound = :sound ORDER BY length(folded), id"

_WITH_WORD: Final = {
    column: f"""
SELECT {column}, folded, heard, spelling, id, title FROM label
 WHERE section = :section AND instr(' ' || {column} || ' ', :word) > 0
 ORDER BY length(folded), id
"""
    for column in ("folded", "heard", "sound")
}

_ALL = f"{_LABEL} WHERE section = :section ORDER BY length(folded), folded LIMIT 200000"
