"""How the evidence on a claim stands, and how many independent voices are behind it.

Ten pages that retell one book are one voice. Two sources share an origin when one rests on the other or both rest on
a third. Voices are counted one by one, those that rest on the fewest sources first; a source that shares an origin
with a voice already counted adds none. Where it is unknown what a voice rests on, it may yet turn out to share an
origin with another: the number is then a most ("at most 3").
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Ancestry(NamedTuple):
    """The sources that a statement rests on, its own among them; not ``known`` where some of that is unknown."""

    sources: frozenset[str]
    known: bool


class Origins(NamedTuple):
    """The number of independent voices; not ``exact`` where it is the most that there can be."""

    voices: int
    exact: bool


class Standing(NamedTuple):
    """How many items of evidence speak for a claim, against it, are silent or give context; and the voices behind."""

    supports: int
    contradicts: int
    silent: int
    context: int
    origins_for: Origins
    origins_against: Origins


class Item(NamedTuple):
    """One item of evidence, as far as counting goes."""

    source: str
    stance: str
    rests_on: tuple[str, ...] | None


def ancestry(
    source: str, rests_on: tuple[str, ...] | None, derived_from: Mapping[str, tuple[str, ...] | None]
) -> Ancestry:
    """Return all that a statement of a source rests on: by ``rests_on`` if given, else as the source as a whole."""
    found = {source}
    parents = derived_from.get(source) if rests_on is None else rests_on
    known = parents is not None
    todo = list(parents or ())
    while todo:
        each = todo.pop()
        if each not in found:
            found.add(each)
            parents = derived_from.get(each)
            known = known and parents is not None
            todo.extend(parents or ())
    return Ancestry(frozenset(found), known)


def origins(voices: Iterable[Ancestry]) -> Origins:
    """Count the independent voices among the ancestries of the statements made."""
    spoken: set[str] = set()
    count = 0
    exact = True
    for voice in sorted(set(voices), key=_fewest_first):
        if spoken.isdisjoint(voice.sources):
            spoken |= voice.sources
            count += 1
            exact = exact and voice.known
    return Origins(count, exact or count < 2)  # noqa: PLR2004 -- one voice is one, whatever it rests on


def standing(items: Iterable[Item], derived_from: Mapping[str, tuple[str, ...] | None]) -> Standing:
    """Return how the items of evidence on one claim stand."""
    voices: dict[str, list[Ancestry]] = {"supports": [], "contradicts": []}
    counts: Counter[str] = Counter()
    for item in items:
        counts[item.stance] += 1
        if item.stance in voices:
            voices[item.stance].append(ancestry(item.source, item.rests_on, derived_from))
    return Standing(
        counts["supports"],
        counts["contradicts"],
        counts["silent"],
        counts["context"],
        origins(voices["supports"]),
        origins(voices["contradicts"]),
    )


def _fewest_first(voice: Ancestry) -> tuple[int, list[str]]:
    return len(voice.sources), sorted(voice.sources)
