"""The consequences of changes for the independent origins of claims, and their causes.

The number of origins on a claim can change although the claim did not. This module compares the numbers before and
after, and names the changes of evidence, derivations and examined documents that caused the difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.provenance import Ancestry, Origins, ancestry, origins
from genden_cli.words import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from genden_cli.model import Claim, Evidence, Facts

SIDES: Final = (Stance.SUPPORTS, Stance.CONTRADICTS)


class Cause(NamedTuple):
    """The cause of a change: a source, and its changed ``field``: evidence, derived_from or examines."""

    field: str
    id: str


class OriginsChange(NamedTuple):
    """The independent origins on one side of a claim before and after, and the causes."""

    stance: Stance
    before: Origins
    after: Origins
    because: tuple[Cause, ...]


class Consequences:
    """Compares the origins of claims in two versions of a base."""

    def __init__(self, old: Facts, new: Facts) -> None:
        self._old = _AncestryCache(old)
        self._new = _AncestryCache(new)
        self._examination_changed = self._old.examined ^ self._new.examined
        self._derivation_changed = {
            source
            for source in self._old.derived_from.keys() & self._new.derived_from.keys()
            if _as_set(self._old.derived_from[source]) != _as_set(self._new.derived_from[source])
        }
        self._affected = _descendants(self._derivation_changed, (self._old.derived_from, self._new.derived_from))

    @property
    def sources(self) -> set[str]:
        """The sources whose evidence may count differently now."""
        return self._affected | self._examination_changed

    def changes_on(self, was: Claim, now: Claim) -> Iterator[OriginsChange]:
        """Yield the sides of a claim on which the number of independent origins changed."""
        if was.evidence == now.evidence and not any(map(self._touches, now.evidence)):
            return
        for stance in SIDES:
            before, after = self._old.origins(was, stance), self._new.origins(now, stance)
            if before != after:
                yield OriginsChange(stance, before, after, tuple(self._causes(was, now, stance)))

    def _touches(self, item: Evidence) -> bool:
        roots = (item.source,) if item.rests_on is None else item.rests_on
        return item.source in self._examination_changed or not self._affected.isdisjoint(roots)

    def _causes(self, was: Claim, now: Claim, stance: Stance) -> Iterator[Cause]:
        old, new = _voices(was, stance), _voices(now, stance)
        for source in sorted({source for source, _ in (old - new) + (new - old)}):
            yield Cause("evidence", source)
        through = {each for voice in old for each in self._old.determining_sources(voice)}
        through |= {each for voice in new for each in self._new.determining_sources(voice)}
        for source in sorted(self._derivation_changed & through):
            yield Cause("derived_from", source)
        for source in sorted(self._examination_changed & {source for source, _ in (old + new)}):
            yield Cause("examines", source)


class _AncestryCache:
    """The derivations of one version, with cached ancestries."""

    def __init__(self, facts: Facts) -> None:
        self.derived_from = {source.id: source.derived_from for source in facts.sources}
        self.examined = frozenset(facts.base.examines)
        self._known: dict[_Voice, Ancestry] = {}

    def origins(self, claim: Claim, stance: Stance) -> Origins:
        """Return the number of independent origins that take a stance on a claim."""
        voices = _voices(claim, stance)
        return origins(self._ancestry(voice) for voice in voices if voice[0] not in self.examined)

    def determining_sources(self, voice: _Voice) -> frozenset[str]:
        """Return the sources whose ``derived_from`` determines what a voice rests on."""
        source, rests_on = voice
        sources = self._ancestry(voice).sources
        return sources if rests_on is None else sources - {source}

    def _ancestry(self, voice: _Voice) -> Ancestry:
        if voice not in self._known:
            self._known[voice] = ancestry(*voice, self.derived_from)
        return self._known[voice]


_Voice = tuple[str, tuple[str, ...] | None]


def _voices(claim: Claim, stance: Stance) -> Counter[_Voice]:
    """Return the sources that take a side, each with what its evidence rests on."""
    return Counter((each.source, each.rests_on) for each in claim.evidence if each.stance == stance)


def _as_set(sources: Iterable[str] | None) -> frozenset[str] | None:
    return None if sources is None else frozenset(sources)


def _descendants(sources: Iterable[str], versions: Iterable[Mapping[str, tuple[str, ...] | None]]) -> set[str]:
    """Return these sources and all that rest on them in any of the versions."""
    children: defaultdict[str, list[str]] = defaultdict(list)
    for derived_from in versions:
        for source, parents in derived_from.items():
            for parent in parents or ():
                children[parent].append(source)
    found = set(sources)
    todo = list(found)
    while todo:
        fresh = [each for each in children[todo.pop()] if each not in found]
        found.update(fresh)
        todo.extend(fresh)
    return found
