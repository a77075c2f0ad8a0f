"""Which claims a sentence may be about: those that have its rarer words."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice
from math import log
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli.text.normalize import normalize
from genden_cli.text.sanitize import json_text

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.words import Verdict

_WORD: Final = re.compile(r"[^\W_]+")
_MOST_WORDS: Final = 8
_MOST_GUESSES: Final = 2
_COMMON: Final = 1_000
"""A word of more claims than this says nothing."""

_LIKE: Final = 0.4
"""A guess and the sentence share so much of what both weigh."""


class SimilarRecord(NamedTuple):
    """A claim that a sentence may be about."""

    claim: str
    says: str
    verdict: Verdict


class Similar:
    """A guess at what sentences are about, by the words that they share with claims and with quotes of them.

    A word weighs the more the fewer claims have it (the logarithm of claims by claims with it). A claim is named if
    chance alone would put the words that it shares together in less than one claim, and they are a good part of both.
    It must be about everybody whom the sentence names; of a sentence with a name that no claim has, none is named. For
    a name is taken what begins with a capital. Nor is a claim named where it and the sentence each have a number that
    the other has not.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}
        self._claims = int(connection.execute("SELECT count(*) FROM claim").fetchone()[0])

    def claims(self, sentence: str) -> tuple[SimilarRecord, ...]:
        """Return the claims that share enough rare words with a sentence, the most similar first; at most two."""
        if (named := self._named(sentence)) is None:
            return ()
        words = _words(sentence)
        known = sorted((word for word in words if 0 < self._number(word) <= _COMMON), key=self._number)
        weights = {_match(word): self._weight(word) for word in known[:_MOST_WORDS]}
        parameters = {"words": json_text(weights), "enough": log(max(self._claims, 2))}
        found = []
        for *claim, shared in self._connection.execute(_SHARING, parameters):
            guess = SimilarRecord._make(claim)
            both = sum(map(self._weight, words)) + sum(map(self._weight, _words(guess.says)))
            found.append((2 * shared / both, guess))
        found.sort(key=itemgetter(0), reverse=True)
        alike = (guess for likeness, guess in found if likeness >= _LIKE and not _numbers_clash(words, guess))
        return tuple(islice((guess for guess in alike if self._is_about(guess, named)), _MOST_GUESSES))

    def _named(self, sentence: str) -> dict[str, set[str]] | None:
        """Return the names of people in a sentence and whose they may be; None where it has a name of nobody here."""
        capitals = {word: normalize(word) for word in _WORD.findall(sentence) if word[0].isupper()}
        if any(folded not in self._people and not self._number(word.casefold()) for word, folded in capitals.items()):
            return None
        return {folded: self._people[folded] for folded in capitals.values() if folded in self._people}

    def _is_about(self, guess: SimilarRecord, named: dict[str, set[str]]) -> bool:
        people = {person for (person,) in self._connection.execute(_PEOPLE, {"claim": guess.claim})}
        says = normalize(guess.says).split()
        return all(name in says or not whose.isdisjoint(people) for name, whose in named.items())

    @cached_property
    def _people(self) -> dict[str, set[str]]:
        """The words of people's names, and whose they are."""
        found: dict[str, set[str]] = {}
        for folded, person in self._connection.execute(_NAMES):
            for word in folded.split():
                found.setdefault(word, set()).add(person)
        return found

    def _weight(self, word: str) -> float:
        number = self._number(word)
        return log(max(self._claims, 2) / max(number, 1)) if number <= _COMMON else 0.0

    def _number(self, word: str) -> int:
        """Return how many claims have a word, in any form; counted no further than needed."""
        if word not in self._numbers:
            match = {"match": _match(word), "most": _COMMON + 1}
            self._numbers[word] = int(self._connection.execute(_CLAIMS_WITH, match).fetchone()[0])
        return self._numbers[word]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _numbers_clash(words: set[str], guess: SimilarRecord) -> bool:
    """Tell whether a sentence has a number that a claim has not, and the claim one that the sentence has not."""
    said, claimed = ({word for word in each if any(map(str.isdigit, word))} for each in (words, _words(guess.says)))
    return bool(said - claimed and claimed - said)


def _match(word: str) -> str:
    return f'{{title quote}} : "{word}"'


_CLAIMS_WITH = """
SELECT count(*) FROM (SELECT 1 FROM passage WHERE passage MATCH :match AND kind = 'claim' LIMIT :most)
"""

_NAMES = "SELECT folded, id FROM label WHERE section = 'people'"

_PEOPLE = "SELECT person FROM claim_person WHERE claim = :claim"

_SHARING = """
WITH shared AS (
    SELECT passage.id AS id, sum(word.value) AS weight
      FROM json_each(:words) AS word JOIN passage ON passage MATCH word.key
     WHERE passage.kind = 'claim'
     GROUP BY passage.id
    HAVING count(*) > 1 AND sum(word.value) > :enough
)
SELECT claim.id, says, verdict, weight
  FROM shared JOIN claim ON claim.id = shared.id
 ORDER BY weight DESC, claim.n
 LIMIT 10
"""
