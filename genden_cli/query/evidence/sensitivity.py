"""Sensitivity: what remains of a claim without a source and everything that derives from it.

A verdict is not computed. This module only says whether the evidence that the verdict needs would still exist.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.provenance import ancestry, standing
from genden_cli.query.evidence.derivations import ancestry_of, derivations, evidence_item
from genden_cli.query.records.claim import claim, counting
from genden_cli.query.records.fetch import array, combine_rows
from genden_cli.text.normalize import normalize
from genden_cli.words import ClaimState, Stance, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from genden_cli.provenance import Standing
    from genden_cli.query.evidence.derivations import Derivations
    from genden_cli.query.records.claim import ClaimDetails, EvidenceDetails
    from genden_cli.words import Confidence, Credibility, Reliability


class RemovedSource(NamedTuple):
    """A removed source.

    ``named``: the reader asked for its removal. ``rests_on``: the named sources that an item of it on this claim
    derives from. ``examined``: it is a document under examination.
    """

    id: str
    named: bool
    rests_on: tuple[str, ...]
    examined: bool


class SourceMention(NamedTuple):
    """A removed source, and the name by which the reason of the verdict mentions it."""

    id: str
    name: str


class VerdictOutcome(StrEnum):
    """What becomes of a verdict.

    It ``falls`` if no item takes a stance that it needs. It ``hangs`` if such a stance has one independent origin left.
    Otherwise it ``stays``.
    """

    FALLS = "falls"
    HANGS = "hangs"
    STAYS = "stays"


class Sensitivity(NamedTuple):
    """A claim without some sources. ``lost`` and ``evidence`` are the removed and the remaining items.

    ``emptied`` are the stances (supports, contradicts) that no item takes any more. ``single`` are the stances that
    have one independent origin left and had more before. ``unknown`` are remaining sources of unknown ancestry.
    ``named_in_because`` are the removed sources that the reason of the verdict mentions.
    """

    id: str
    says: str
    verdict: Verdict
    state: ClaimState | None
    confidence: Confidence | None
    without: tuple[str, ...]
    fallen: tuple[RemovedSource, ...]
    before: Standing
    after: Standing
    emptied: tuple[Stance, ...]
    single: tuple[Stance, ...]
    verdict_then: VerdictOutcome
    because: str | None
    named_in_because: tuple[SourceMention, ...]
    unknown: tuple[str, ...]
    lost: tuple[EvidenceDetails, ...]
    evidence: tuple[EvidenceDetails, ...]
    line: int


class SensitivityLine(NamedTuple):
    """An item of evidence on a claim, and whether it is removed."""

    claim: str
    verdict: Verdict
    state: ClaimState | None
    verdict_then: VerdictOutcome
    falls: bool
    stance: Stance
    source: str
    reliability: Reliability
    credibility: Credibility | None
    note: str | None
    line: int


def sensitivity(connection: sqlite3.Connection, id_: str, sources: Sequence[str]) -> Sensitivity:
    """Return what remains of the claim with this id without these sources."""
    named = tuple(dict.fromkeys(sources))
    record = claim(connection, id_)
    derived_from = derivations(connection)
    holds = [ancestry_of(each, derived_from).sources.isdisjoint(named) for each in record.evidence]
    remaining = tuple(compress(record.evidence, holds))
    lost = tuple(compress(record.evidence, map(not_, holds)))
    after = standing(map(evidence_item, counting(remaining)), derived_from)
    emptied = tuple(each for each in _SIDES if getattr(record.standing, each) and not getattr(after, each))
    single = tuple(each for each in _SIDES if _origin_count(after, each) == 1 < _origin_count(record.standing, each))
    removed = tuple(_removed_sources(record, named, lost, derived_from))
    return combine_rows(
        Sensitivity,
        record,
        without=named,
        fallen=removed,
        named_in_because=tuple(_mentions(connection, record.because, removed)),
        before=record.standing,
        after=after,
        emptied=emptied,
        single=single,
        verdict_then=_verdict_then(record.verdict, emptied, single),
        unknown=_unknown_ancestry(remaining, derived_from),
        lost=lost,
        evidence=remaining,
    )


def sensitivity_lines(record: Sensitivity) -> Iterator[SensitivityLine]:
    """Yield the items of evidence as rows of a table, the removed ones first."""
    for falls, items in ((True, record.lost), (False, record.evidence)):
        for item in items:
            yield combine_rows(SensitivityLine, record, item, claim=record.id, falls=falls)


_SIDES: Final = (Stance.SUPPORTS, Stance.CONTRADICTS)

_NEEDS: Final = {
    Verdict.SUPPORTED: (Stance.SUPPORTS,),
    Verdict.REFUTED: (Stance.CONTRADICTS,),
    Verdict.DISPUTED: _SIDES,
}
"""The stances that a verdict needs."""


def _origin_count(standing_: Standing, side: Stance) -> int:
    origins = standing_.origins_for if side == Stance.SUPPORTS else standing_.origins_against
    return origins.voices


def _verdict_then(verdict: Verdict, emptied: tuple[Stance, ...], single: tuple[Stance, ...]) -> VerdictOutcome:
    needs = _NEEDS.get(verdict, ())
    if any(each in emptied for each in needs):
        return VerdictOutcome.FALLS
    return VerdictOutcome.HANGS if any(each in single for each in needs) else VerdictOutcome.STAYS


def _removed_sources(
    record: ClaimDetails, named: tuple[str, ...], lost: tuple[EvidenceDetails, ...], derived_from: Derivations
) -> Iterator[RemovedSource]:
    """Yield the removed sources: named ones, those that lose an item, and documents that make the claim."""
    rests: dict[str, set[str]] = {each: set() for each in named}
    examined = {item.source for item in lost if item.examined}
    for item in lost:
        rests.setdefault(item.source, set()).update(ancestry_of(item, derived_from).sources)
    for place in record.appears_in:
        sources = ancestry(place.source, None, derived_from).sources
        if not sources.isdisjoint(named):
            examined.add(place.source)
            rests.setdefault(place.source, set()).update(sources)
    for source, all_ in rests.items():
        origins = tuple(each for each in named if each in all_ and each != source)
        yield RemovedSource(source, source in named, origins, source in examined)


def _mentions(
    connection: sqlite3.Connection, because: str | None, removed: tuple[RemovedSource, ...]
) -> Iterator[SourceMention]:
    """Yield the removed sources that the reason of the verdict mentions, one per name."""
    found: dict[str, str] = {}
    for id_, title, author in connection.execute(_WORKS, {"ids": array(each.id for each in removed)}):
        name = name_in_text(because or "", title=title, author=author)
        if name:
            found.setdefault(name, id_)
    yield from (SourceMention(id_, name) for name, id_ in found.items())


def name_in_text(text: str, *, title: str, author: str | None) -> str | None:
    """Return the name by which a text mentions a source, or None.

    That is the family name of an author with its capital letter, the author in full, or the title. The part of a title
    after a colon may be missing.
    """
    words = f" {normalize(text)} "
    for name in _family_names(author or ""):
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            return name
    wholes = (author or "", title, title.partition(":")[0])
    return next((each for each in wholes if " " in each.strip() and f" {normalize(each)} " in words), None)


def _family_names(author: str) -> Iterator[str]:
    """Yield the last word of each name that looks like a person's: few words, with capitals except for particles.

    A name written with the family name first is not recognized.
    """
    for name in _NAME_SEPARATOR.split(author):
        words = [word for word in name.split() if word.lower() not in _PARTICLES]
        if 0 < len(words) <= _MAX_WORDS and all(word[0].isupper() for word in words):
            last = words[-1]
            if len(last) >= _MIN_LETTERS and not last.endswith("."):
                yield last


_MIN_LETTERS: Final = 3
"""Shorter family names may be ordinary words."""
_NAME_SEPARATOR: Final = re.compile(r"\s*(?:[,;&()]|\band\b)\s*")
_PARTICLES: Final = frozenset("da de del den der di du la le van von zu".split())
_MAX_WORDS: Final = 5


def _unknown_ancestry(remaining: tuple[EvidenceDetails, ...], derived_from: Derivations) -> tuple[str, ...]:
    """Return the sources that take a side and have unknown ancestry."""
    sided = (item for item in counting(remaining) if item.stance in _SIDES)
    return tuple(dict.fromkeys(item.source for item in sided if not ancestry_of(item, derived_from).known))


_WORKS: Final = """
SELECT source.id, title, author FROM json_each(:ids) JOIN source ON source.id = value ORDER BY key
"""
