"""Find the claims that a sentence may be about, by the rare words that they share."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice
from math import log
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.text.normalize import normalize
from genden_cli.text.sanitize import json_text

if TYPE_CHECKING:
    import sqlite3

    from genden_cli.words import Verdict

_WORD: Final = re.compile(r"[^\W_]+")
_MAX_WORDS: Final = 8
_MAX_GUESSES: Final = 2
_MAX_CLAIMS: Final = 1_000
"""Words that occur in more claims than this have no weight."""

_MIN_LIKENESS: Final = 0.4
"""The minimum share of the weight of both texts that a sentence and a claim have in common."""


class SimilarClaim(NamedTuple):
    """A claim that a sentence may be about."""

    claim: str
    says: str
    verdict: Verdict


class SimilarClaimFinder:
    """Finds claims that share words with a sentence, in their own sentence or in their quotes.

    The weight of a word is the logarithm of (all claims / claims with the word). A claim is similar if the shared words
    would occur together by chance in less than one claim. They must also be a large part of the weight of both texts.

    The claim must be about everybody whom the sentence names. Words with a capital letter count as names; a sentence
    with a name that the base does not know has no similar claims. The two texts may not have different numbers.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}
        self._claims = int(connection.execute("SELECT count(*) FROM claim").fetchone()[0])

    def claims(self, sentence: str) -> tuple[SimilarClaim, ...]:
        """Return at most two claims that share enough rare words with a sentence, the most similar first."""
        if (people_by_name := self._people_named(sentence)) is None:
            return ()
        words = _words(sentence)
        known = sorted((word for word in words if 0 < self._claim_count(word) <= _MAX_CLAIMS), key=self._claim_count)
        weights = {_match(word): self._weight(word) for word in known[:_MAX_WORDS]}
        parameters = {"words": json_text(weights), "enough": log(max(self._claims, 2))}
        found = []
        for *claim, shared in self._connection.execute(_SHARING, parameters):
            guess = SimilarClaim._make(claim)
            both = sum(map(self._weight, words)) + sum(map(self._weight, _words(guess.says)))
            found.append((2 * shared / both, guess))
        found.sort(key=itemgetter(0), reverse=True)
        alike = (guess for likeness, guess in found if likeness >= _MIN_LIKENESS and not _numbers_clash(words, guess))
        return tuple(islice((guess for guess in alike if self._is_about(guess, people_by_name)), _MAX_GUESSES))

    def _people_named(self, sentence: str) -> dict[str, set[str]] | None:
        """Return the words of a sentence that are names, with the ids of people who have them.

        Return None if the sentence has a name that the base does not know.
        """
        capitals = {word: normalize(word) for word in _WORD.findall(sentence) if word[0].isupper()}
        if any(
            folded not in self._people and not self._claim_count(word.casefold()) for word, folded in capitals.items()
        ):
            return None
        return {folded: self._people[folded] for folded in capitals.values() if folded in self._people}

    def _is_about(self, guess: SimilarClaim, people_by_name: dict[str, set[str]]) -> bool:
        people = {person for (person,) in self._connection.execute(_PEOPLE, {"claim": guess.claim})}
        says = normalize(guess.says).split()
        return all(name in says or not whose.isdisjoint(people) for name, whose in people_by_name.items())

    @cached_property
    def _people(self) -> dict[str, set[str]]:
        """The words of people's names, with the ids of the people."""
        found: dict[str, set[str]] = {}
        for folded, person in self._connection.execute(_NAMES):
            for word in folded.split():
                found.setdefault(word, set()).add(person)
        return found

    def _weight(self, word: str) -> float:
        number = self._claim_count(word)
        return log(max(self._claims, 2) / max(number, 1)) if number <= _MAX_CLAIMS else 0.0

    def _claim_count(self, word: str) -> int:
        """Return the number of claims that contain a word in any inflection, counted up to a limit."""
        if word not in self._numbers:
            match = {"match": _match(word), "most": _MAX_CLAIMS + 1}
            self._numbers[word] = int(self._connection.execute(_CLAIMS_WITH, match).fetchone()[0])
        return self._numbers[word]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _numbers_clash(words: set[str], guess: SimilarClaim) -> bool:
    """Tell whether the sentence and the claim each have a number that the other does not have."""
    numbers, claimed = ({word for word in each if any(map(str.isdigit, word))} for each in (words, _words(guess.says)))
    return bool(numbers - claimed and claimed - numbers)


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
