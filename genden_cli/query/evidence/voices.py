"""The evidence on a claim by voice: who says it, and who only repeats it.

An item copies another one of the same stance if its source derives from the other source. It also copies it if
everything that it rests on stands behind the other one too. The graph is that of `provenance`. An item with a better
grade than its original is no copy: it has weighed what it repeats. Documents under examination have no voice.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from genden_cli.named_tuple import NamedTuple
from genden_cli.query.evidence.derivations import ancestry_of, derivations
from genden_cli.query.evidence.order import grade_key, issues_of, sort_key
from genden_cli.query.records import claim as queries
from genden_cli.query.records.summaries import first_of_each
from genden_cli.words import EvidenceOrder, Stance

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from genden_cli.model import When
    from genden_cli.query.evidence.derivations import Derivations
    from genden_cli.query.evidence.order import Issue
    from genden_cli.query.records.claim import AppearanceDetails, ClaimDetails, EvidenceDetails


class Voice(NamedTuple):
    """The best item of a voice, when its source was issued, and how much repeats it.

    ``copies`` are other sources, ``passages`` more items of the same source. ``items`` are all items of the voice.
    """

    item: EvidenceDetails
    issued: When | None
    copies: int
    passages: int
    items: int


class Telling(NamedTuple):
    """The oldest of ``dated`` sources that tell a claim. An ``examined`` one is a document under examination."""

    source: str
    title: str
    author: str | None
    issued: When
    examined: bool
    dated: int


class ClaimSummary(NamedTuple):
    """A claim, its voices, and the oldest dated source that tells it.

    ``voices`` are in the wanted order. ``deciding`` are the same in order of weight: the best of each side first.
    Background decides nothing, so it comes last.
    """

    record: ClaimDetails
    voices: tuple[Voice, ...]
    deciding: tuple[Voice, ...]
    first: Telling | None


class _Group(NamedTuple):
    """An item, all sources behind it, and the sources of the items that copy it."""

    item: EvidenceDetails
    behind: frozenset[str]
    others: list[str]


def claim_summary(
    connection: sqlite3.Connection, record: ClaimDetails, order: EvidenceOrder = EvidenceOrder.GRADE
) -> ClaimSummary:
    """Return the voices on a claim, and its first telling."""
    issues = issues_of(connection, [*record.evidence, *record.appears_in])
    found = voices(record.evidence, derivations(connection), issues)
    key = sort_key(order, issues)
    return ClaimSummary(
        record,
        tuple(sorted(found, key=lambda voice: key(voice.item))),
        tuple(_by_weight(found)),
        _first(record, issues),
    )


def voices(
    items: Iterable[EvidenceDetails], derived_from: Derivations, issues: Mapping[str, Issue]
) -> tuple[Voice, ...]:
    """Return the voices among items of evidence, the best grade first."""
    return tuple(_voice(group, issues) for group in _groups(items, derived_from))


def originals(items: Iterable[EvidenceDetails], derived_from: Derivations) -> Iterator[EvidenceDetails]:
    """Yield the best item of each voice, the best grade first."""
    return (group.item for group in _groups(items, derived_from))


def _groups(items: Iterable[EvidenceDetails], derived_from: Derivations) -> Sequence[_Group]:
    """Return the items in groups, the best grade first. An original comes before its copies."""
    behind = [(item, ancestry_of(item, derived_from).sources) for item in queries.counting(items)]
    behind.sort(key=lambda each: (*grade_key(each[0]), len(each[1])))
    groups: list[_Group] = []
    heads: dict[tuple[Stance, str], int] = {}
    resting: dict[tuple[Stance, str], list[int]] = {}
    for item, sources in behind:
        origins = sources - {item.source}
        head = min((heads[key] for each in sources if (key := (item.stance, each)) in heads), default=None)
        if head is None and origins:
            candidates = resting.get((item.stance, min(origins)), ())
            head = next((each for each in candidates if origins <= groups[each].behind), None)
        if head is not None:
            groups[head].others.append(item.source)
            continue
        heads[item.stance, item.source] = len(groups)
        for each in origins:
            resting.setdefault((item.stance, each), []).append(len(groups))
        groups.append(_Group(item, sources, []))
    return groups


def _voice(group: _Group, issues: Mapping[str, Issue]) -> Voice:
    own = group.item.source
    copies, passages = len({*group.others} - {own}), group.others.count(own)
    return Voice(group.item, issues[own].when, copies, passages, 1 + len(group.others))


def _by_weight(found: Sequence[Voice]) -> Iterator[Voice]:
    """Yield voices that come in order of grade: the best of each side, then the others; background last.

    Ungraded items decide nothing before graded ones.
    """
    sides = [voice for voice in found if voice.item.stance is not Stance.CONTEXT]
    sides.sort(key=lambda voice: voice.item.credibility is None)
    yield from chain(*first_of_each(sides, lambda voice: voice.item.stance))
    yield from (voice for voice in found if voice.item.stance is Stance.CONTEXT)


def _first(record: ClaimDetails, issues: Mapping[str, Issue]) -> Telling | None:
    """Return the oldest dated source that supports the claim or, under examination, makes it."""
    told: list[tuple[int, bool, EvidenceDetails | AppearanceDetails]] = [
        (day, item.examined, item)
        for item in record.evidence
        if item.stance is Stance.SUPPORTS and (day := issues[item.source].day) is not None
    ]
    told += [(day, True, item) for item in record.appears_in if (day := issues[item.source].day) is not None]
    if not told:
        return None
    _, examined, first = min(told, key=lambda each: each[:2])
    author, issued, _ = issues[first.source]
    dated = len({item.source for _, _, item in told})
    return Telling(first.source, first.title, author, issued, examined, dated) if issued else None
