"""The claims of a base by the features of their wordings, and the weight of each feature.

Claims are looked up feature by feature in the full-text index, and loaded when a sentence may make them. A sentence
therefore costs the same in a large base, and a feature is looked up once, however long the text is.
"""

from __future__ import annotations

from math import log
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.fetch import array, lists
from genden_cli.query.text.wording import CONTENT, GROUP, MONTH, NUMBER, PERSON, QUANTITIES, STEM, Vocabulary
from genden_cli.text.denial import is_negative
from genden_cli.text.normalize import space_characters
from genden_cli.text.quantities import month_name
from genden_cli.words import ClaimState, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator

    from genden_cli.query.text.wording import Wording

CONTEXT: Final = 0.45
"""The weight of a feature that only the evidence on a claim has."""

_MAX_POSTINGS: Final = 3_000
"""Claims are counted up to this number. A feature of more claims leads to none."""
_MAX_CANDIDATES: Final = 40
_UNKNOWN: Final = 0.5
"""The weight of a word that no claim has, relative to the rarest one."""


class KnownWording(NamedTuple):
    """A wording of a claim: the weights of its features, and how much it counts beside the claim's own sentence.

    ``whole`` and ``content`` are sums of weights, of all features and of words. ``quantities`` are the sums by kind.
    ``pairs`` are features that stand side by side.
    """

    weights: dict[str, float]
    counts: float
    whole: float
    content: float
    quantities: dict[str, float]
    pairs: frozenset[tuple[str, str]]


class KnownClaim(NamedTuple):
    """A claim with its wordings, its own sentence first.

    ``named`` are the people whom its sentence names, ``people`` all whom it concerns. A ``negative`` claim denies
    something itself.
    """

    id: str
    says: str
    verdict: Verdict
    state: ClaimState | None
    line: int
    wordings: tuple[KnownWording, ...]
    people: frozenset[str]
    named: frozenset[str]
    negative: bool


class Postings(NamedTuple):
    """The claims that have a feature: in a wording of their ``own``, or in the ``context`` of their evidence."""

    own: frozenset[str]
    context: frozenset[str]


class KnownClaims:
    """The claims of a base."""

    def __init__(self, connection: sqlite3.Connection, vocabulary: Vocabulary) -> None:
        self._connection = connection
        self._vocabulary = vocabulary
        self._number = max(int(connection.execute("SELECT claims FROM record_count").fetchone()[0]), 1)
        self._postings: dict[str, Postings] = {}
        self._weights: dict[str, float] = {}
        self._words: dict[str, str] = {}
        self._loaded: dict[str, KnownClaim] = {}
        self.rarest = log(1 + self._number)
        """The weight of a feature that a single claim has."""

    def learn(self, wording: Wording) -> None:
        """Remember the words of a wording, under which its features are looked up."""
        for each in wording.features:
            self._words.setdefault(each.key, each.word)

    def weight(self, key: str) -> float:
        """Return the weight of a feature: the greater, the fewer claims have it."""
        if key not in self._weights:
            number = len(self.with_feature(key).own)
            unknown = self.rarest * (1 if key[0] == PERSON else _UNKNOWN)
            self._weights[key] = log(1 + self._number / number) if number else unknown
        return self._weights[key]

    def with_feature(self, key: str) -> Postings:
        """Return the claims with a feature."""
        if key not in self._postings:
            self._postings[key] = self._of_person(key) if key[0] == PERSON else self._with_words(key)
        return self._postings[key]

    def candidates(self, keys: Iterable[str]) -> list[KnownClaim]:
        """Return the claims that share most with the features of a sentence."""
        shared: dict[str, float] = {}
        for key in keys:
            found, weight = self.with_feature(key), self.weight(key)
            if len(found.own) <= _MAX_POSTINGS:
                for claims, counts in ((found.own, weight), (found.context, weight * CONTEXT)):
                    for claim in claims:
                        shared[claim] = shared.get(claim, 0.0) + counts
        best = sorted(shared, key=lambda claim: (-shared[claim], claim))[:_MAX_CANDIDATES]
        self._load([claim for claim in best if claim not in self._loaded])
        return [self._loaded[claim] for claim in best]

    def _of_person(self, key: str) -> Postings:
        return Postings(self._ids(_OF_PERSON, person=key.partition(":")[2]), frozenset())

    def _with_words(self, key: str) -> Postings:
        terms = " OR ".join(map(_phrase, self._terms(key)))
        own = self._ids(_SAYING, terms=f"{{{_OWN}}} : ({terms})")
        return Postings(own, self._ids(_MENTIONING, terms=terms) - own)

    def _ids(self, statement: str, **parameters: str) -> frozenset[str]:
        found = self._connection.execute(statement, {**parameters, "most": _MAX_POSTINGS + 1})
        return frozenset(id_ for (id_,) in found)

    def _terms(self, key: str) -> list[str]:
        """Return the words that the full-text index has for a feature."""
        kind, _, value = key.partition(":")
        if kind == GROUP:
            return self._vocabulary.groups[key]
        if kind == MONTH:
            return [month_name(value)]
        if kind == NUMBER:
            return list(dict.fromkeys((value, f"{int(value):,}")))
        return [self._words.get(key, value)] if kind == STEM else [value]

    def _load(self, ids: list[str]) -> None:
        wanted = array(ids)
        people = lists(self._connection, _PEOPLE, ids=wanted)
        texts: dict[str, list[tuple[str, float]]] = {}
        for claim, text, counts in self._connection.execute(_WORDINGS, {"ids": wanted}):
            texts.setdefault(claim, []).append((text, counts))
        for id_, says, verdict, state, line in self._connection.execute(_CLAIMS, {"ids": wanted}).fetchall():
            own = self._vocabulary.wording(says)
            self._loaded[id_] = KnownClaim(
                id=id_,
                says=says,
                verdict=Verdict(verdict),
                state=ClaimState(state) if state else None,
                line=line,
                wordings=tuple(self._known_wordings(own, texts.get(id_, ()))),
                people=frozenset(f"{PERSON}:{each}" for each in people.get(id_, ())),
                named=frozenset(own.people),
                negative=is_negative(says),
            )

    def _known_wordings(self, own: Wording, others: Iterable[tuple[str, float]]) -> Iterator[KnownWording]:
        yield self._known_wording(own, 1.0)
        for text, counts in others:
            yield self._known_wording(self._vocabulary.wording(text), counts)

    def _known_wording(self, wording: Wording, counts: float) -> KnownWording:
        self.learn(wording)
        weights = {each.key: self.weight(each.key) for each in wording.features}
        totals: dict[str, float] = {}
        for key, weight in weights.items():
            totals[key[0]] = totals.get(key[0], 0.0) + weight
        content = sum(totals.get(kind, 0.0) for kind in CONTENT)
        quantities = {kind: total for kind, total in totals.items() if kind in QUANTITIES}
        return KnownWording(weights, counts, sum(totals.values()), content, quantities, wording.pairs)


def _phrase(word: str) -> str:
    """Return a word as a quoted FTS5 phrase."""
    return '"' + (space_characters(word) or "").replace('"', " ") + '"'


_OWN: Final = "title quote asked"
"""The columns of a passage that hold a claim's sentence, its quotes and its phrasings."""

_OF_PERSON: Final = "SELECT claim FROM claim_person WHERE person = :person LIMIT :most"

_SAYING: Final = """
SELECT entry.id
  FROM passage JOIN entry ON entry.n = passage.rowid
 WHERE passage MATCH :terms AND entry.kind = 'claim'
 LIMIT :most
"""

_MENTIONING: Final = """
SELECT entry.id
  FROM passage JOIN entry ON entry.n = passage.rowid
 WHERE passage MATCH :terms AND entry.kind IN ('claim', 'note')
 UNION ALL
SELECT claim.id
  FROM passage JOIN entry ON entry.n = passage.rowid JOIN claim ON claim.event = entry.id
 WHERE passage MATCH :terms AND entry.kind = 'event'
 LIMIT :most
"""

_CLAIMS: Final = "SELECT id, says, verdict, state, line FROM claim WHERE id IN (SELECT value FROM json_each(:ids))"

# A quote may say more than the claim, and a phrasing asks for more than it states.
_WORDINGS: Final = """
SELECT claim, quote, 0.85 FROM appearance WHERE quote IS NOT NULL AND claim IN (SELECT value FROM json_each(:ids))
 UNION ALL
SELECT claim, text, 0.65 FROM claim_phrasing WHERE claim IN (SELECT value FROM json_each(:ids))
"""

_PEOPLE: Final = "SELECT claim, person FROM claim_person WHERE claim IN (SELECT value FROM json_each(:ids))"
"""The people of some claims."""
