"""Match a typed name that is recorded nowhere: by transliteration, by sound, or by similar spelling.

Transliterations of the same name are compared in romanized form, similar sounds by their phonetic key, and misspellings
by edit distance. Misspellings are searched in memory, because SQLite has no index for edit distance.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.query.names.exact import (
    SELECT_LABEL,
    WHOLE_WORD,
    WORD_FORMS,
    NameLabel,
    NameMatch,
    best_candidates,
    candidate,
    labels_with_words,
)
from genden_cli.query.records.fetch import fetch
from genden_cli.text import edit_distance, phonetics
from genden_cli.text.normalize import normalize
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from genden_cli.query.names.exact import Candidate

_MAX_CANDIDATES: Final = 8
_MIN_CONSONANTS: Final = 3
"""A phonetic key with fewer consonants does not distinguish names."""

_SEVERAL_TYPOS: Final = 2
_SHORT: Final = 6
"""The greatest number of letters of a word in which several typos leave too little of it."""

_MANY: Final = 20_000
"""The number of labels of a section above which only some are compared with a misspelt name."""

_FEW: Final = 1_000
"""The number of those."""

_GREEK: Final = "\u0370"
"""The first character after the Latin scripts."""
_DOUBLED: Final = re.compile(r"(\w)\1+")


def guesses(connection: sqlite3.Connection, section: Section, typed: str, folded: str) -> tuple[Candidate, ...]:
    """Return the records that a name may refer to, the most likely first.

    If another transliteration matches, only such matches are returned. Otherwise similar sounds and misspellings
    compete.
    """
    romanized = phonetics.romanize(typed)
    if len(folded) > len(romanized) == 1:  # one letter, repeated: not a name
        return ()
    found = fetch(connection, NameLabel, _HEARD, section=section, romanized=romanized) if romanized else ()
    if found := found or labels_with_words(connection, section, "heard", romanized, forms=WHOLE_WORD):
        return _transliterations(found, folded, romanized)
    near, alike = (
        _near_candidates(connection, section, folded, romanized),
        _similar_sounds(connection, section, romanized),
    )
    ranked = best_candidates((*near, *alike))
    if ranked:
        return tuple(each for each in ranked if each.distance <= ranked[0].distance + 1)[:_MAX_CANDIDATES]
    return _transliterations(
        labels_with_words(connection, section, "heard", romanized, forms=WORD_FORMS), folded, romanized
    )


def transliterations(connection: sqlite3.Connection, section: Section, typed: str) -> tuple[Candidate, ...]:
    """Return the records with a name, or a word in a name, that is another transliteration of a typed name."""
    romanized = phonetics.romanize(typed)
    found = fetch(connection, NameLabel, _HEARD, section=section, romanized=romanized) if romanized else ()
    found = found or labels_with_words(connection, section, "heard", romanized, forms=WHOLE_WORD)
    return _transliterations(found, normalize(typed), romanized)


def with_near_spellings(
    connection: sqlite3.Connection, section: Section, typed: str, parts: tuple[Candidate, ...]
) -> tuple[Candidate, ...]:
    """Return the partial matches, and the misspellings that are at least as near.

    A misspelling of a whole name comes first: for ``slapp`` the id ``slap`` is better than ``slapped-face``.
    """
    held = {each.id for each in parts}
    near = _near_candidates(connection, section, normalize(typed), phonetics.romanize(typed))
    others = [each for each in near if each.distance <= parts[0].distance and each.id not in held]
    return (*(each for each in others if not each.extra_words), *parts, *(each for each in others if each.extra_words))


def _transliterations(found: tuple[NameLabel, ...], folded: str, romanized: str) -> tuple[Candidate, ...]:
    """Return the records whose romanized names match, the most similar spelling first."""
    most = len(folded)
    alike = sorted(found, key=lambda each: edit_distance.distance(folded, each.folded, most=most))
    return best_candidates(candidate(label, romanized, how=_match_kind(folded, label.folded)) for label in alike)


def _has_other_script(text: str) -> bool:
    """Tell whether a text has letters of a script that is not Latin."""
    return any(each >= _GREEK and each.isalpha() for each in text)


def _match_kind(typed: str, spelling: str) -> NameMatch:
    """Return the kind of match of two spellings with one romanized form. A doubled letter is a misspelling."""
    return NameMatch.NEAR if _DOUBLED.sub(r"\1", typed) == _DOUBLED.sub(r"\1", spelling) else NameMatch.TRANSLITERATION


def _similar_sounds(connection: sqlite3.Connection, section: Section, romanized: str) -> tuple[Candidate, ...]:
    """Return the records whose names differ in vowels and similar consonants only, and not in too many."""
    sound = phonetics.phonetic_key(romanized)
    if not _is_distinctive(sound):
        return ()
    found = fetch(connection, NameLabel, _SOUND, section=section, sound=sound)
    found = found or labels_with_words(connection, section, "sound", sound, forms=WHOLE_WORD)
    distances = ((each, _romanized_distance(romanized, each.romanized or "")) for each in found)
    return best_candidates(
        candidate(each, romanized, how=NameMatch.SOUND, distance=far)
        for each, far in distances
        if far <= _max_distance(romanized)
    )


def _is_distinctive(sound: str) -> bool:
    return bool(sound) and min(map(len, sound.split())) >= _MIN_CONSONANTS


def _max_distance(typed: str) -> int:
    """Return the maximum edit distance between two transliterations of one name."""
    return 1 + len(typed) // 4


def _romanized_distance(typed: str, romanized: str) -> int:
    """Return the edit distance of the typed words to a label, or to a label written as one word."""
    most = _max_distance(typed)
    whole = edit_distance.distance(typed.replace(" ", ""), romanized.replace(" ", ""), most=most)
    return min(
        whole, sum(min(edit_distance.distance(a, b, most=most) for b in romanized.split()) for a in typed.split())
    )


def _near_candidates(
    connection: sqlite3.Connection, section: Section, typed: str, romanized: str
) -> tuple[Candidate, ...]:
    """Return the records within a few typos, as written or as romanized."""
    labels = _comparable_labels(connection, section, typed)
    found = list(_near_spellings(typed, labels, [label.folded for label in labels]))
    if section is not Section.CLAIMS:
        found += _near_spellings(romanized, labels, [label.romanized or "" for label in labels])
    if section is Section.PEOPLE:
        found = [each for each in found if not _is_chance_part(typed, each)]
    return best_candidates(sorted(found, key=lambda each: _has_other_script(each.spelling) != _has_other_script(typed)))


def _comparable_labels(connection: sqlite3.Connection, section: Section, typed: str) -> tuple[NameLabel, ...]:
    """Return the labels to compare with a typed name: all, or of many those with the same beginning or end."""
    (number,) = connection.execute(_NUMBER, {"section": section, "most": _MANY + 1}).fetchone()
    if number <= _MANY:
        return fetch(connection, NameLabel, _ALL, section=section)
    half = max(len(typed) // 2, 1)
    first, last = typed[:half], typed[half:]
    return fetch(connection, NameLabel, _HALVES, section=section, first=first, last=last, size=len(last), most=_FEW)


def _near_spellings(typed: str, labels: tuple[NameLabel, ...], texts: list[str]) -> Iterator[Candidate]:
    choices = _word_distances(typed, set(" ".join(texts).split()))
    joined = typed.replace(" ", "")
    most = edit_distance.typo_allowance(len(joined))
    for label, text in zip(labels, texts, strict=True):
        words = text.split()
        far = _total_distance(choices, words)
        if far is None and len(words) != len(choices) and abs(len(text) - len(words) + 1 - len(joined)) <= most:
            whole = edit_distance.distance(joined, "".join(words), most=most)
            far = whole if whole <= most else None
        if far is not None:
            yield candidate(label, typed, how=NameMatch.NEAR, distance=far)


def _is_chance_part(typed: str, found: Candidate) -> bool:
    """Tell whether a short word with several typos is like one word of a longer name by chance: it sounds different."""
    text = phonetics.romanize(found.spelling)
    if found.distance < _SEVERAL_TYPOS or len(typed) > _SHORT or " " in typed or " " not in text:
        return False
    return phonetics.phonetic_key(phonetics.romanize(typed)) not in phonetics.phonetic_key(text).split()


def _word_distances(typed: str, vocabulary: set[str]) -> list[dict[str, int]]:
    """Return, for each typed word, the words of the vocabulary within a few typos, with their distances."""
    near = []
    for word in typed.split():
        most, letters = edit_distance.typo_allowance(len(word)), set(word)
        least, longest = len(word) - most, len(word) + most
        # This filter avoids a function call per word: there may be tens of thousands of words.
        alike = (
            each
            for each in vocabulary
            if least <= len(each) <= longest and len(letters.symmetric_difference(each)) <= 2 * most
        )
        far = ((each, edit_distance.distance(word, each, most=most)) for each in alike)
        near.append({each: typos for each, typos in far if typos <= most})
    return near


def _total_distance(near: list[dict[str, int]], words: list[str]) -> int | None:
    """Return the sum of typos that turn the typed words into words of a label, or None if one has no match."""
    if not near or any(choices.keys().isdisjoint(words) for choices in near):
        return None
    return sum(min(choices[word] for word in words if word in choices) for choices in near)


_HEARD = f"{SELECT_LABEL} WHERE section = :section AND heard = :romanized ORDER BY length(folded), id"

_SOUND = f"{SELECT_LABEL} WHERE section = :section AND sound = :sound ORDER BY length(folded), id"

_NUMBER = "SELECT count(*) FROM (SELECT 1 FROM label WHERE section = :section LIMIT :most)"

_ALL = f"{SELECT_LABEL} WHERE section = :section ORDER BY length(folded), folded"

_HALVES = f"""
{SELECT_LABEL}
 WHERE section = :section AND (substr(folded, 1, length(:first)) = :first OR substr(folded, -:size) = :last)
 ORDER BY abs(length(folded) - length(:first) - :size), folded LIMIT :most
"""
