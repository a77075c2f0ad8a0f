"""Count the evidence on a claim and the independent origins behind it.

Ten pages that retell one book are one voice. Two sources share an origin if one rests on the other or both rest on a
third. The number of independent voices is the size of the largest set in which no two share an origin. If the ancestry
of a voice is unknown, it may share an origin with another. The number is then an upper bound, and that of voices of
known ancestry a lower one ("1 to 3").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.words import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    _Rivals = Mapping[frozenset[str], set[frozenset[str]]]


class Ancestry(NamedTuple):
    """The sources that a statement rests on, including its own. ``known`` says that none are missing."""

    sources: frozenset[str]
    known: bool


class Origins(NamedTuple):
    """The number of independent voices at most, and how many are ``proven``: their ancestry is known."""

    voices: int
    proven: int

    @property
    def exact(self) -> bool:
        """Tell whether the number of voices is certain. One voice is one, whatever it rests on."""
        return self.voices in (self.proven, 1)

    @property
    def least(self) -> int:
        """Return the number of independent voices at least."""
        return self.voices if self.exact else max(self.proven, 1)

    @property
    def number(self) -> str:
        """Return the number in words: ``3``, ``1 or 2`` or ``1 to 3``."""
        if self.least == self.voices:
            return str(self.voices)
        return f"{self.least} {'or' if self.voices == self.least + 1 else 'to'} {self.voices}"

    def _asdict(self) -> dict[str, Any]:  # type: ignore[misc]  # the data formats say whether the number is exact
        return {"voices": self.voices, "exact": self.exact}


class Standing(NamedTuple):
    """The number of items of evidence by stance, and the independent origins on both sides."""

    supports: int
    contradicts: int
    silent: int
    context: int
    origins_for: Origins
    origins_against: Origins


class EvidenceItem(NamedTuple):
    """An item of evidence: its source, its stance, and what it rests on (None for the source's derivation)."""

    source: str
    stance: Stance
    rests_on: tuple[str, ...] | None


def ancestry(
    source: str, rests_on: tuple[str, ...] | None, derived_from: Mapping[str, tuple[str, ...] | None]
) -> Ancestry:
    """Return everything that a statement of a source rests on: ``rests_on`` if given, else its derivation."""
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
    """Return the number of independent voices among the ancestries of statements."""
    distinct = set(voices)
    if len(distinct) < len(_FEW):
        return _FEW[len(distinct)]
    most = _max_independent({voice.sources for voice in distinct})
    proven = _max_independent({voice.sources for voice in distinct if voice.known})
    return Origins(most, most if most == 1 else proven)


def standing(items: Iterable[EvidenceItem], derived_from: Mapping[str, tuple[str, ...] | None]) -> Standing:
    """Return the counts and origins of the items of evidence on one claim."""
    sides: dict[str, list[EvidenceItem]] = {Stance.SUPPORTS: [], Stance.CONTRADICTS: []}
    stances = []
    for item in items:
        stances.append(item.stance)
        if item.stance in sides:
            sides[item.stance].append(item)
    return Standing(
        stances.count(Stance.SUPPORTS),
        stances.count(Stance.CONTRADICTS),
        stances.count(Stance.SILENT),
        stances.count(Stance.CONTEXT),
        _origins_of(sides[Stance.SUPPORTS], derived_from),
        _origins_of(sides[Stance.CONTRADICTS], derived_from),
    )


def _origins_of(items: list[EvidenceItem], derived_from: Mapping[str, tuple[str, ...] | None]) -> Origins:
    """Return the independent voices among statements. The ancestry of a single one does not matter."""
    if len(items) < len(_FEW):
        return _FEW[len(items)]
    return origins(ancestry(source, rests_on, derived_from) for source, _, rests_on in items)


_FEW: Final = (Origins(0, 0), Origins(1, 1))
"""No voice, and a single one, which is independent. Most claims have not more."""

_MAX_COMPARED: Final = 100
_MAX_BRANCHING: Final = 20


def _max_independent(voices: set[frozenset[str]]) -> int:
    """Return the size of the largest set of voices in which no two share a source."""
    ordered = sorted(voices, key=lambda voice: (len(voice), sorted(voice)))
    if len(ordered) > _MAX_COMPARED:
        return _greedy_count(ordered)
    return _largest_independent(
        {voice: {other for other in ordered if other is not voice and not voice.isdisjoint(other)} for voice in ordered}
    )


def _greedy_count(voices: list[frozenset[str]]) -> int:
    """Return the number of voices that share no source with one counted before. Fast, and a lower bound."""
    counted: set[str] = set()
    count = 0
    for voice in voices:
        if counted.isdisjoint(voice):
            counted |= voice
            count += 1
    return count


def _largest_independent(rivals: _Rivals) -> int:
    """Return the size of the largest independent set. It is exact unless many voices are entangled."""
    count = 0
    while rivals:
        # If all rivals of a voice are rivals of each other, counting this voice excludes no better choice.
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
