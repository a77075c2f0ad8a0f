"""What a name that is not recorded may be meant for: another convention, a kindred sound, a slip of the pen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.query.names.exact import FORMS, LABEL, NEAR, SOUND, WHOLE, NameLabel, candidate, ranked, with_words
from genden_cli.query.records.fetch import fetch
from genden_cli.text import edit_distance, phonetics
from genden_cli.text.normalize import normalize

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.query.names.exact import Candidate

_MOST: Final = 8
_TELLING: Final = 3
"""Fewer consonants than this tell no names apart."""

_TRANSLITERATION: Final = "transliteration"
_GREEK: Final = "\u0370"
"""Where the scripts begin that are not Latin."""
_TWICE: Final = re.compile(r"(\w)\1+")


def guesses(connection: sqlite3.Connection, section: str, typed: str, folded: str) -> tuple[Candidate, ...]:
    """Return the records that a name may be meant for, the likeliest first.

    What is spelt so by another convention comes alone; sounds and slips of the pen compete.
    """
    heard = phonetics.romanize(typed)
    if len(folded) > len(heard) == 1:  # one letter, held down: nobody's name
        return ()
    found = fetch(connection, NameLabel, _HEARD, section=section, heard=heard) if heard else ()
    if found := found or with_words(connection, section, "heard", heard, forms=WHOLE):
        return _transliterated(found, folded, heard)
    near, alike = _near(connection, section, folded, heard), _sounding_alike(connection, section, heard)
    guessed = ranked((*near, *alike))
    if guessed:
        return tuple(each for each in guessed if each.slips <= guessed[0].slips + 1)[:_MOST]
    return _transliterated(with_words(connection, section, "heard", heard, forms=FORMS), folded, heard)


def beside(
    connection: sqlite3.Connection, section: str, typed: str, parts: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """Return the records whose words hold what was typed, beside those that a slip of the pen leads to as nearly.

    What is called so as a whole, but for the slip, comes first: ``slapp`` is rather ``slap`` than ``slapped-face``.
    """
    held = {each.id for each in parts}
    near = _near(connection, section, normalize(typed), phonetics.romanize(typed))
    others = [each for each in near if each.slips <= parts[0].slips and each.id not in held]
    return (*(each for each in others if not each.left), *parts, *(each for each in others if each.left))


def _transliterated(found: tuple[NameLabel, ...], folded: str, heard: str) -> tuple[Candidate, ...]:
    """Return the records that are spelt so in another script or by another convention, the most alike first."""
    most = len(folded)
    alike = sorted(found, key=lambda each: edit_distance.distance(folded, each.folded, most=most))
    return ranked(candidate(label, heard, how=_convention(folded, label.folded)) for label in alike)


def _other_letters(text: str) -> bool:
    """Tell whether a text is written in letters that are not Latin: a reader knows the spelling in their own."""
    return any(each >= _GREEK and each.isalpha() for each in text)


def _convention(typed: str, spelling: str) -> str:
    """Return how a spelling that is heard the same matches: a letter that was doubled or not is a slip of the pen."""
    return NEAR if _TWICE.sub(r"\1", typed) == _TWICE.sub(r"\1", spelling) else _TRANSLITERATION


def _sounding_alike(connection: sqlite3.Connection, section: str, heard: str) -> tuple[Candidate, ...]:
    """Return the records whose names differ in vowels and kindred consonants alone, and not in too many."""
    sound = phonetics.phonetic_key(heard)
    if not _telling(sound):
        return ()
    found = fetch(connection, NameLabel, _SOUND, section=section, sound=sound)
    found = found or with_words(connection, section, "sound", sound, forms=WHOLE)
    slips = ((each, _slips(heard, each.heard or "")) for each in found)
    return ranked(candidate(each, heard, how=SOUND, slips=far) for each, far in slips if far <= _within(heard))


def _telling(sound: str) -> bool:
    return bool(sound) and min(map(len, sound.split())) >= _TELLING


def _within(wanted: str) -> int:
    """Return how far two conventions may lead apart."""
    return 1 + len(wanted) // 4


def _slips(wanted: str, heard: str) -> int:
    """Return how far the words asked for are from those of a label, or from a label written as one word."""
    most = _within(wanted)
    whole = edit_distance.distance(wanted.replace(" ", ""), heard.replace(" ", ""), most=most)
    return min(whole, sum(min(edit_distance.distance(a, b, most=most) for b in heard.split()) for a in wanted.split()))


def _near(connection: sqlite3.Connection, section: str, wanted: str, heard: str) -> tuple[Candidate, ...]:
    """Return what is a few slips of the pen away, word by word or as a whole, as it is written or as it is heard."""
    labels = fetch(connection, NameLabel, _ALL, section=section)
    found = list(_near_texts(wanted, labels, [label.folded for label in labels]))
    if section != "claims":
        found += _near_texts(heard, labels, [label.heard or "" for label in labels])
    return ranked(sorted(found, key=lambda each: _other_letters(each.spelling) != _other_letters(wanted)))


def _near_texts(wanted: str, labels: tuple[NameLabel, ...], texts: list[str]) -> Iterator[Candidate]:
    choices = _near_words(wanted, set(" ".join(texts).split()))
    joined = wanted.replace(" ", "")
    most = edit_distance.typo_allowance(len(joined))
    for label, text in zip(labels, texts, strict=True):
        words = text.split()
        far = _sum_of_slips(choices, words)
        if far is None and len(words) != len(choices) and abs(len(text) - len(words) + 1 - len(joined)) <= most:
            whole = edit_distance.distance(joined, "".join(words), most=most)
            far = whole if whole <= most else None
        if far is not None:
            yield candidate(label, wanted, how=NEAR, slips=far)


def _near_words(wanted: str, vocabulary: set[str]) -> list[dict[str, int]]:
    """Return, for each word that was asked for, the words that it may be meant for, and how far each is."""
    near = []
    for word in wanted.split():
        most, letters = edit_distance.typo_allowance(len(word)), set(word)
        least, longest = len(word) - most, len(word) + most
        # What is far is told apart here, without a call a word: there may be tens of thousands.
        alike = (
            each
            for each in vocabulary
            if least <= len(each) <= longest and len(letters.symmetric_difference(each)) <= 2 * most
        )
        far = ((each, edit_distance.distance(word, each, most=most)) for each in alike)
        near.append({each: slips for each, slips in far if slips <= most})
    return near


def _sum_of_slips(near: list[dict[str, int]], words: list[str]) -> int | None:
    """Return how many slips make the words asked for words of a label; None where one of them is none of these."""
    if not near or any(choices.keys().isdisjoint(words) for choices in near):
        return None
    return sum(min(choices[word] for word in words if word in choices) for choices in near)


_HEARD = f"{LABEL} WHERE section = :section AND heard = :heard ORDER BY length(folded), id"

_SOUND = f"{LABEL} WHERE section = :section AND sound = :sound ORDER BY length(folded), id"

_ALL = f"{LABEL} WHERE section = :section ORDER BY length(folded), folded LIMIT 200000"
