"""How the evidence on a claim stands, and how many independent voices are behind it.

Ten pages that retell one book are one voice. Two sources share an origin when one rests on the other or both rest on
a third. Independent voices are the largest number of them of which no two share an origin. Where it is unknown what a
voice rests on, it may yet turn out to share an origin with another: the number is then a most ("at most 3"), unless
there are as many independent voices of which everything is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    _Rivals = Mapping[frozenset[str], set[frozenset[str]]]


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


class EvidenceItem(NamedTuple):
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
    spoken = set(voices)
    if len(spoken) < 2:  # noqa: PLR2004 -- one voice is one, whatever it rests on
        return Origins(len(spoken), exact=True)
    most = _max_independent({voice.sources for voice in spoken})
    proven = _max_independent({voice.sources for voice in spoken if voice.known})
    return Origins(most, most in (proven, 1))


def standing(items: Iterable[EvidenceItem], derived_from: Mapping[str, tuple[str, ...] | None]) -> Standing:
    """Return how the items of evidence on one claim stand."""
    voices: dict[str, list[Ancestry]] = {"supports": [], "contradicts": []}
    stances = []
    for source, stance, rests_on in items:
        stances.append(stance)
        if stance in voices:
            voices[stance].append(ancestry(source, rests_on, derived_from))
    return Standing(
        stances.count("supports"),
        stances.count("contradicts"),
        stances.count("silent"),
        stances.count("context"),
        origins(voices["supports"]),
        origins(voices["contradicts"]),
    )


_MAX_COMPARED: Final = 100
_MAX_BRANCHING: Final = 20


def _max_independent(voices: set[frozenset[str]]) -> int:
    """Return how many voices there are at most of which no two have a source in common."""
    ordered = sorted(voices, key=lambda voice: (len(voice), sorted(voice)))
    if len(ordered) > _MAX_COMPARED:
        return _greedy_count(ordered)
    return _largest_independent(
        {voice: {other for other in ordered if other is not voice and not voice.isdisjoint(other)} for voice in ordered}
    )


def _greedy_count(voices: list[frozenset[str]]) -> int:
    """Count voices that share no source with one counted before: quick, and perhaps too few."""
    counted: set[str] = set()
    count = 0
    for voice in voices:
        if counted.isdisjoint(voice):
            counted |= voice
            count += 1
    return count


def _largest_independent(rivals: _Rivals) -> int:
    """Return the size of the largest group without rivals in it, exact unless many are rivals in a tangle."""
    count = 0
    while rivals:
        # Of voices that are all rivals of each other one can be counted, and this one rules out no further voice.
        voice = next((each for each in rivals if _are_rivals(rivals[each], rivals)), None)
        if voice is None and len(rivals) <= _MAX_BRANCHING:
            voice = max(rivals, key=lambda each: len(rivals[each]))
            others = _largest_independent(_remove(rivals, {voice}))
            return count + max(others, 1 + _largest_independent(_remove(rivals, {voice} | rivals[voice])))
        voice = voice or min(rivals, key=lambda each: len(rivals[each]))
        rivals = _remove(rivals, {voice} | rivals[voice])
        count += 1
    return count


def _are_rivals(voices: set[frozenset[str]], rivals: _Rivals) -> bool:
    """Tell whether each of ``voices`` is a rival of all others."""
    return all(voices <= rivals[voice] | {voice} for voice in voices)


def _remove(rivals: _Rivals, gone: set[frozenset[str]]) -> _Rivals:
    return {voice: others - gone for voice, others in rivals.items() if voice not in gone}
