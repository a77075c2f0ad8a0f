"""What remains of a claim when a source, and all that derives from it, falls away."""

from __future__ import annotations

from itertools import compress
from operator import not_
from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli.provenance import ancestry, standing
from genden_cli.query.evidence.lineage import ancestry_of, derivations, evidence_item
from genden_cli.query.evidence.mentions import name_in_text
from genden_cli.query.records.claim import claim
from genden_cli.query.records.fetch import array, combine_rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from genden_cli.provenance import Standing
    from genden_cli.query.evidence.lineage import Derivations
    from genden_cli.query.records.claim import Claim, Evidence


class RemovedSource(NamedTuple):
    """A source that falls: it was named, or rests on what was (in all or some of what it says here)."""

    id: str
    named: bool
    rests_on: tuple[str, ...]
    examined: bool


class SourceMention(NamedTuple):
    """A source that falls, and the name by which the reason of the verdict speaks of it."""

    id: str
    name: str


class Sensitivity(NamedTuple):
    """A claim without some sources; ``lost`` and ``evidence`` are the items that fall and those that remain.

    ``emptied`` are the stances (supports, contradicts) that nobody takes any more, ``single`` those that are down to
    one independent origin. ``verdict_then`` is "falls" where the verdict needs a stance that is emptied, "hangs"
    where it needs one that is down to one origin, else "stays". ``unknown`` are sources that remain although nobody
    knows what they rest on. ``named_in_because`` are those that fall and that the written reason speaks of.
    """

    id: str
    says: str
    verdict: str
    confidence: str | None
    without: tuple[str, ...]
    fallen: tuple[RemovedSource, ...]
    before: Standing
    after: Standing
    emptied: tuple[str, ...]
    single: tuple[str, ...]
    verdict_then: str
    because: str | None
    named_in_because: tuple[SourceMention, ...]
    unknown: tuple[str, ...]
    lost: tuple[Evidence, ...]
    evidence: tuple[Evidence, ...]
    line: int


class SensitivityLine(NamedTuple):
    """An item of evidence on a claim, and whether it falls."""

    claim: str
    verdict: str
    verdict_then: str
    falls: bool
    stance: str
    source: str
    reliability: str
    credibility: str | None
    note: str | None
    line: int


def sensitivity(connection: sqlite3.Connection, id_: str, sources: Sequence[str]) -> Sensitivity:
    """Return what remains of the claim with this id when these sources fall."""
    named = tuple(dict.fromkeys(sources))
    record = claim(connection, id_)
    derived_from = derivations(connection)
    holds = [ancestry_of(each, derived_from).sources.isdisjoint(named) for each in record.evidence]
    left = tuple(compress(record.evidence, holds))
    lost = tuple(compress(record.evidence, map(not_, holds)))
    after = standing([evidence_item(each) for each in left if not each.examined], derived_from)
    emptied = tuple(each for each in _SIDES if getattr(record.standing, each) and not getattr(after, each))
    single = tuple(each for each in _SIDES if _origin_count(record.standing, each) > 1 == _origin_count(after, each))
    fallen = tuple(_removed_sources(record, named, lost, derived_from))
    return combine_rows(
        Sensitivity,
        record,
        without=named,
        fallen=fallen,
        named_in_because=tuple(_mentions(connection, record.because, fallen)),
        before=record.standing,
        after=after,
        emptied=emptied,
        single=single,
        verdict_then=_verdict_then(record.verdict, emptied, single),
        unknown=_unknown_ancestry(left, derived_from),
        lost=lost,
        evidence=left,
    )


def sensitivity_lines(record: Sensitivity) -> Iterator[SensitivityLine]:
    """Yield the items of evidence as lines of a table, those that fall first."""
    for falls, items in ((True, record.lost), (False, record.evidence)):
        for item in items:
            yield combine_rows(SensitivityLine, record, item, claim=record.id, falls=falls)


_SIDES: Final = ("supports", "contradicts")

_NEEDS: Final = {"supported": ("supports",), "refuted": ("contradicts",), "disputed": _SIDES}
"""The stances that a verdict cannot do without."""


def _origin_count(standing_: Standing, side: str) -> int:
    origins = standing_.origins_for if side == "supports" else standing_.origins_against
    return origins.voices


def _verdict_then(verdict: str, emptied: tuple[str, ...], single: tuple[str, ...]) -> str:
    needs = _NEEDS.get(verdict, ())
    if any(each in emptied for each in needs):
        return "falls"
    return "hangs" if any(each in single for each in needs) else "stays"


def _removed_sources(
    record: Claim, named: tuple[str, ...], lost: tuple[Evidence, ...], derived_from: Derivations
) -> Iterator[RemovedSource]:
    """Yield the sources that fall: those named, those that lose an item, and documents that make the claim."""
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
        under = tuple(each for each in named if each in all_ and each != source)
        yield RemovedSource(source, source in named, under, source in examined)


def _mentions(
    connection: sqlite3.Connection, because: str | None, fallen: tuple[RemovedSource, ...]
) -> Iterator[SourceMention]:
    """Yield the sources that fall and that the reason of the verdict speaks of, one a name."""
    found: dict[str, str] = {}
    for id_, title, author in connection.execute(_WORKS, {"ids": array(each.id for each in fallen)}):
        name = name_in_text(because or "", title=title, author=author)
        if name:
            found.setdefault(name, id_)
    yield from (SourceMention(id_, name) for name, id_ in found.items())


def _unknown_ancestry(left: tuple[Evidence, ...], derived_from: Derivations) -> tuple[str, ...]:
    """Return the sources that take a side and may rest on anything."""
    sided = (item for item in left if item.stance in _SIDES and not item.examined)
    return tuple(dict.fromkeys(item.source for item in sided if not ancestry_of(item, derived_from).known))


_WORKS: Final = """
SELECT source.id, title, author FROM json_each(:ids) JOIN source ON source.id = value ORDER BY key
"""
