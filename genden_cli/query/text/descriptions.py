"""People whom a sentence describes and does not name: *the Mongolian premier*, *the minister*.

A description fits a person if its words stand in the person's offices or introduction, and its last word in an office.
Two words may name the likeliest such person. One word refers to somebody of whom the text has spoken. *His daughter* is
the person to whom a relation of that name leads.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array, lists
from genden_cli.query.text.wording import CONTENT, PERSON

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from genden_cli.query.text.wording import Feature, Vocabulary, Wording

_MAX_PEOPLE: Final = 200
"""The number of people that are described, those with most claims."""
_SHORT: Final = 4
"""An introduction of no more words than this counts as the title of an office."""
_MAX_RELATIONS: Final = 2_000
_NEAR: Final = 2
"""The greatest number of characters between two words that belong together."""


class _Description(NamedTuple):
    person: str
    titles: tuple[tuple[str, ...], ...]
    words: frozenset[str]

    def holds(self, office: str) -> bool:
        """Tell whether a word stands in the title of an office."""
        return any(office in title for title in self.titles)

    def fits(self, first: str, second: str) -> bool:
        """Tell whether two words describe the person, one of them the word of an office."""
        return first in self.words and self.holds(second)

    def has_title(self, first: str, second: str) -> bool:
        """Tell whether two words stand side by side in the title of an office, as in *prime minister*."""
        return any((first, second) in pairwise(title) for title in self.titles)


class Descriptions:
    """The offices and introductions of people, those with most claims first."""

    def __init__(self, connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
        ids = [id_ for (id_,) in connection.execute(_MOST_MENTIONED, {"most": _MAX_PEOPLE})]
        offices = lists(connection, _OFFICES, ids=array(ids))
        introductions = lists(connection, _INTRODUCTIONS, ids=array(ids))
        self._relatives: dict[tuple[str, str], list[str]] = {}
        for person, other, as_ in connection.execute(_RELATIONS, {"most": _MAX_RELATIONS}):
            for key in _keys(vocabulary, as_)[:1]:
                self._relatives.setdefault((f"{PERSON}:{person}", key), []).append(f"{PERSON}:{other}")
        self._people = []
        for id_ in ids:
            said = [_keys(vocabulary, text) for text in introductions.get(id_, ())]
            titles = [_keys(vocabulary, title) for title in offices.get(id_, ())]
            titles += [each for each in said if len(each) <= _SHORT]
            words = frozenset(chain.from_iterable((*titles, *said)))
            self._people.append(_Description(f"{PERSON}:{id_}", tuple(titles), words))

    def people(self, wording: Wording, subjects: Sequence[str]) -> Iterator[str]:
        """Yield the people whom a sentence describes. ``subjects`` are those of whom the text has spoken."""
        features = [each for each in wording.features if each.key[0] in CONTENT]
        for feature in features:
            for owner in (*wording.people, *subjects[:1]) if feature.owned else ():
                yield from self._relatives.get((owner, feature.key), ())
        for first, second in pairwise(features):
            if second.start - first.end <= _NEAR and first.key != second.key:
                yield from self._described(first, second)
        known = [each for subject in subjects for each in self._people if each.person == subject]
        for feature in features:
            yield from (each.person for each in known if feature.definite and each.holds(feature.key))

    def _described(self, first: Feature, second: Feature) -> Iterator[str]:
        """Yield the people whom two words describe. A title alone, as in *the prime minister*, has to be unique."""
        titled = [each.person for each in self._people if each.has_title(first.key, second.key)]
        if titled:
            yield from titled if first.definite and len(titled) == 1 else ()
        else:
            yield from (each.person for each in self._people if each.fits(first.key, second.key))


def _keys(vocabulary: Vocabulary, text: str) -> tuple[str, ...]:
    return tuple(each.key for each in vocabulary.wording(text).features if each.key[0] in CONTENT)


_MOST_MENTIONED: Final = """
SELECT person.id FROM person LEFT JOIN weight ON weight.section = 'people' AND weight.id = person.id
 ORDER BY weight.number DESC, n LIMIT :most
"""

_RELATIONS: Final = "SELECT person, to_, as_ FROM relation ORDER BY n LIMIT :most"

_OFFICES: Final = "SELECT person, title FROM role WHERE person IN (SELECT value FROM json_each(:ids))"

_INTRODUCTIONS: Final = """
SELECT id, about FROM person WHERE about IS NOT NULL AND id IN (SELECT value FROM json_each(:ids))
"""
