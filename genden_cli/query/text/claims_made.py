"""Find the claims that a sentence seems to make, in whatever words.

A claim is compared in each of its wordings: its own sentence, its quotes and its phrasings. The weight of a feature is
greater the fewer claims have it. Three shares decide:

- the share of the claim that the sentence says;
- the share of the sentence that the claim says, for which words of the evidence count in part;
- the share of the claim's words that the sentence says, without names and numbers.

The result is a reading, not a judgement: it never says that the sentence is true.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.text.descriptions import Descriptions
from genden_cli.query.text.known_claims import CONTEXT, KnownClaims
from genden_cli.query.text.wording import CONTENT, PERSON, QUANTITIES, Vocabulary
from genden_cli.text.denial import DenialScope

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Mapping

    from genden_cli.query.text.known_claims import KnownClaim, KnownWording
    from genden_cli.query.text.wording import Wording
    from genden_cli.words import ClaimState, Verdict

MAX_READINGS: Final = 3
"""The maximum number of claims per sentence."""

_LEAST: Final = 0.35
"""The least score of a reading."""
_NEXT_BEST: Final = 0.75
"""The least score of another reading, relative to the best."""
_LEAST_SHARED: Final = 2
"""The least number of features that a sentence and a claim share."""
_NEARLY_THE_SAME: Final = 0.8
"""The score from which a sentence denies a negative claim by stating the opposite."""

_CLAIM_SHARE, _SENTENCE_SHARE, _CONTENT_SHARE = 0.5, 0.3, 0.2
_CLAIM_MARGIN, _CONTENT_MARGIN = 0.32, 0.48
"""Added to the weight of a claim and of its content, in features that a single claim has. It keeps chance from making a
claim of one or two words."""
_SAME_ORDER: Final = 0.06
"""Added to the score for features that stand side by side in both."""
_OTHER_WORDING: Final = 0.6
"""The weight of a feature that only another wording of the claim has."""
_ABSENT_QUANTITY: Final = 0.2
"""The weight of a claim's number if the sentence has no number of that kind."""
_OWN_SENTENCE, _OTHER_WORDINGS = 0.15, 0.02
"""The shares of two scores that are added to the best: of the claim's own sentence, and of the mean of the others."""
_UNNAMED, _UNNAMED_SUBJECT = 0.5, 0.1
"""The share that a claim loses if the sentence names none of its people, and if the text spoke of them before."""
_OTHER_SUBJECT: Final = 0.7
"""The score of a claim that is not about the person whom the sentence names first."""
_MAX_SUBJECTS: Final = 40
_MAX_FEATURES: Final = 120
"""Only the beginning of a sentence with more features is read."""


class ClaimReading(NamedTuple):
    """A claim that a sentence seems to make. ``denied`` says that the sentence denies it."""

    claim: str
    says: str
    verdict: Verdict
    state: ClaimState | None
    denied: bool
    line: int


class _Match(NamedTuple):
    """How well a wording fits a sentence, and the features that they share."""

    score: float
    shared: frozenset[str]


class _ClaimMatch(NamedTuple):
    """How well a claim fits a sentence, and the features that they share."""

    score: float
    shared: frozenset[str]
    claim: KnownClaim


class _Stated(NamedTuple):
    """The content of a sentence: its wording, and all its features with those of the people whom it implies.

    ``kinds`` are the kinds of its features, ``whole`` is the sum of their weights.
    """

    wording: Wording
    keys: frozenset[str]
    kinds: frozenset[str]
    people: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]
    whole: float


class ClaimReader:
    """Reads sentences in order. It remembers of whom the text speaks, so that pronouns find their person."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._vocabulary = Vocabulary(connection)
        self._claims = KnownClaims(connection, self._vocabulary)
        self._descriptions = Descriptions(connection, self._vocabulary)
        self._subjects: list[str] = []
        self._women = frozenset(f"{PERSON}:{each}" for (each,) in connection.execute(_WOMEN))

    def readings(self, sentence: str, *, quoted: bool = False) -> tuple[ClaimReading, ...]:
        """Return the claims that the next sentence of the text seems to make, the likeliest first; none if ``quoted``.

        A sentence with a quote is not read. It still says of whom the text speaks.
        """
        stated = self._stated(sentence)
        if quoted or len(stated.keys) < _LEAST_SHARED:
            return ()
        found = filter(None, (self._match(claim, stated) for claim in self._claims.candidates(sorted(stated.keys))))
        ranked = sorted(found, key=lambda each: (-each.score, each.claim.id))[:MAX_READINGS]
        scope = DenialScope(sentence)
        likely = (each for each in ranked if each.score >= max(_LEAST, _NEXT_BEST * ranked[0].score))
        return tuple(filter(None, (self._reading(each, stated.wording, scope) for each in likely)))

    def _stated(self, sentence: str) -> _Stated:
        """Return what a sentence states, and remember its people."""
        wording = self._vocabulary.wording(sentence)
        wording = wording._replace(features=wording.features[:_MAX_FEATURES])
        self._claims.learn(wording)
        implied, named = self._implied_people(wording), wording.people
        first = wording.pronoun_first or not named
        people = tuple(dict.fromkeys((*implied, *named) if first else (*named, *implied)))
        keys = frozenset((*people, *(each.key for each in wording.features)))
        self._subjects = list(dict.fromkeys((*people, *self._subjects)))[:_MAX_SUBJECTS]
        return _Stated(wording, keys, frozenset(key[0] for key in keys), people, wording.pairs, self._total(keys))

    def _implied_people(self, wording: Wording) -> list[str]:
        """Return the people whom a sentence means and does not name: by a pronoun, or by a description."""
        others = [each for each in self._subjects if each not in wording.people]
        found: list[str] = []
        if wording.he or wording.she:
            fitting = [each for each in others if (each in self._women) == (wording.she and not wording.he)]
            found += (fitting or (others if wording.she else []))[:1]
        described = self._descriptions.people(wording, self._subjects)
        return [*found, *islice((each for each in described if each not in wording.people), 1)]

    def _match(self, claim: KnownClaim, stated: _Stated) -> _ClaimMatch | None:
        """Return how well a claim fits, or None if it is about other people or other numbers."""
        own, *others = claim.wordings
        if not _may_be_about(claim, stated) or _clash(own.weights, stated):
            return None
        credits_ = self._credits(claim, stated)
        first = self._compared(own, stated, credits_)
        found = [self._compared(each, stated, credits_) for each in others]
        shared = first.shared.union(*(each.shared for each in found))
        if len(shared) < _LEAST_SHARED:
            return None
        best = max((first.score, *(each.score + _OWN_SENTENCE * first.score for each in found)))
        mean = sum(each.score for each in found) / max(len(found), 1)
        return _ClaimMatch((best + _OTHER_WORDINGS * mean) * self._certainty(claim, stated), shared, claim)

    def _compared(self, known: KnownWording, stated: _Stated, credits_: Mapping[str, float]) -> _Match:
        """Return how well one wording of a claim fits, whoever it is about."""
        shared = stated.keys & known.weights.keys()
        said = sum(known.weights[key] for key in shared)
        content_said = sum(known.weights[key] for key in shared if key[0] in CONTENT)
        absent = sum(total for kind, total in known.quantities.items() if kind not in stated.kinds)
        whole = known.whole - absent * (1 - _ABSENT_QUANTITY)
        claim_share = said / (whole + _CLAIM_MARGIN * self._claims.rarest)
        content_margin = _CONTENT_MARGIN * self._claims.rarest
        content_share = content_said / (known.content + content_margin) if known.content else claim_share
        supported = sum(credits_.values()) + said - sum(credits_.get(key, 0.0) for key in shared)
        sentence_share = supported / stated.whole
        score = _CLAIM_SHARE * claim_share + _SENTENCE_SHARE * sentence_share + _CONTENT_SHARE * content_share
        together = len(known.pairs & stated.pairs) / max(len(known.pairs), 1)
        return _Match((score + _SAME_ORDER * together) * known.counts, shared)

    def _credits(self, claim: KnownClaim, stated: _Stated) -> dict[str, float]:
        """Return what the features of a sentence count if another wording or the evidence of a claim has them."""
        found = {}
        for key in stated.keys:
            postings = self._claims.with_feature(key)
            if claim.id in postings.own:
                found[key] = self._claims.weight(key) * _OTHER_WORDING
            elif claim.id in postings.context:
                found[key] = self._claims.weight(key) * CONTEXT
        return found

    def _certainty(self, claim: KnownClaim, stated: _Stated) -> float:
        """Return the share of a score that remains if the sentence is about other people than the claim names."""
        certainty = 1.0
        if unnamed := claim.named - stated.keys:
            loss = _UNNAMED_SUBJECT if unnamed.issubset(self._subjects) else _UNNAMED
            certainty -= loss * self._total(unnamed) / self._total(claim.named)
        if stated.people and stated.people[0] not in claim.people | claim.named:
            certainty *= _OTHER_SUBJECT
        return certainty

    def _total(self, keys: Iterable[str]) -> float:
        return sum(map(self._claims.weight, keys))

    def _reading(self, match: _ClaimMatch, wording: Wording, scope: DenialScope) -> ClaimReading | None:
        """Return a claim as a reading. The sentence may deny the heaviest word that they share.

        Return None if the claim does not say that word itself: then the sentence neither states nor denies the claim.
        """
        shared = [each for each in wording.features if each.key in match.shared]
        content = [each for each in shared if each.key[0] in CONTENT]
        heaviest = max(content or shared, key=lambda each: self._claims.weight(each.key), default=None)
        denies = heaviest is not None and scope.deny(heaviest.start, heaviest.end)
        claim = match.claim
        if heaviest and denies and heaviest.key not in claim.wordings[0].weights:
            return None
        denied = denies is not claim.negative and (denies or match.score >= _NEARLY_THE_SAME)
        return ClaimReading(claim.id, claim.says, claim.verdict, claim.state, denied, claim.line)


def _may_be_about(claim: KnownClaim, stated: _Stated) -> bool:
    """Tell whether a claim may be about the people of a sentence.

    A name that the base does not know, or a pronoun that means nobody, leaves only claims whose people are all named.
    """
    named = claim.named.issubset(stated.people)
    if stated.wording.strangers and not (named if claim.named else stated.wording.only_adjectives):
        return False
    if not stated.people:
        return not (claim.named and (stated.wording.he or stated.wording.she))
    concerned = claim.people | claim.named
    return not concerned or stated.people[0] in concerned or bool(claim.named and named)


def _clash(weights: Collection[str], stated: _Stated) -> bool:
    """Tell whether a claim and a sentence have different years, months, days or numbers."""
    for kind in QUANTITIES.intersection(stated.kinds):
        claimed = [key for key in weights if key[0] == kind]
        if claimed and stated.keys.isdisjoint(claimed):
            return True
    return False


_WOMEN: Final = """
SELECT to_ FROM relation
 WHERE lower(as_) IN ('daughter', 'wife', 'mother', 'sister', 'widow', 'aunt', 'niece', 'grandmother', 'granddaughter')
    OR lower(as_) LIKE 'mother %' OR lower(as_) LIKE 'daughter %' OR lower(as_) LIKE '%wife'
"""
"""The people whom a relation calls women."""
