"""Compare the rival versions of an event: which source supports which version, and which sources tell them apart.

The method is Analysis of Competing Hypotheses (Heuer 1999, ch. 8). Evidence that fits every version decides nothing, so
sources that tell versions apart come first. Context takes no side and tells nothing apart.
"""

from __future__ import annotations

from itertools import chain, combinations, islice
from typing import TYPE_CHECKING, Final

from genden_cli.named_tuple import NamedTuple
from genden_cli.provenance import Ancestry, origins
from genden_cli.query.evidence.derivations import ancestry_of, derivations, source_forest
from genden_cli.query.evidence.issue_groups import issue_groups
from genden_cli.query.records.claim import claim, counting
from genden_cli.query.records.events import event
from genden_cli.words import NOT_GRADED, RelationKind, Stance

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from genden_cli.model import When
    from genden_cli.provenance import Origins, Standing
    from genden_cli.query.evidence.derivations import Derivations
    from genden_cli.query.records.claim import ClaimDetails, EvidenceDetails
    from genden_cli.words import ClaimState, Confidence, Credibility, Reliability, Verdict

    Matters = tuple[tuple[str, ...], ...]


class RivalVersion(NamedTuple):
    """A version of the event: its ``key`` in the matrix, and the number of sources on each side.

    ``told_by`` are the documents under examination that make the claim. ``excludes`` are the keys of versions that
    contradict it.
    """

    key: str
    claim: str
    says: str
    verdict: Verdict
    state: ClaimState | None
    confidence: Confidence | None
    sources_for: int
    sources_against: int
    sources_silent: int
    standing: Standing
    told_by: tuple[str, ...]
    excludes: tuple[str, ...]
    line: int


class Position(NamedTuple):
    """The position of a source on one version: its strongest item, and all its items.

    ``torn`` says that the source has both supporting and contradicting items.
    """

    key: str
    claim: str
    stance: Stance
    credibility: Credibility | None
    torn: bool
    items: tuple[EvidenceDetails, ...]


class ComparedSource(NamedTuple):
    """A source in the matrix. ``under`` is the nearest source of the matrix that it derives from.

    ``tells_apart`` says that it says different things about two versions of one matter.
    """

    id: str
    title: str
    author: str | None
    reliability: Reliability
    tells_apart: bool
    under: str | None
    depth: int
    derived_from: tuple[str, ...] | None
    stands: tuple[Position, ...]


class VersionPair(NamedTuple):
    """Two versions, by their keys, and the sources that say different things about them."""

    one: str
    other: str
    told_apart_by: tuple[str, ...]


class Comparison(NamedTuple):
    """The rival versions of an event, compared by source.

    ``matters`` are the keys of the versions, grouped by the question that they answer; ``pairs`` are within a group.
    ``origins`` counts the independent origins behind the sources that tell versions apart. ``examined`` are documents
    under examination that are also cited as evidence; the comparison ignores them.
    """

    id: str
    title: str
    date: When | None
    versions: tuple[RivalVersion, ...]
    matters: tuple[tuple[str, ...], ...]
    sources: tuple[ComparedSource, ...]
    pairs: tuple[VersionPair, ...]
    origins: Origins
    examined: tuple[str, ...]
    line: int


class ComparisonLine(NamedTuple):
    """The position of one source on one version, as a row of a table."""

    event: str
    key: str
    claim: str
    says: str
    verdict: Verdict
    state: ClaimState | None
    source: str
    under: str | None
    tells_apart: bool
    stance: Stance
    reliability: Reliability
    credibility: Credibility | None
    items: int
    line: int


def compare(connection: sqlite3.Connection, id_: str) -> Comparison:
    """Return the rival versions of the event with this id; without versions if it has none."""
    about = event(connection, id_)
    claims = {each.id: claim(connection, each.id) for each in about.variants}
    grouped = issue_groups({id_: _contradicted(each) for id_, each in claims.items()}) if claims else ()
    rivals = {_key(n): claims[each] for n, each in enumerate(chain.from_iterable(grouped))}
    keys = iter(rivals)
    by_matter = tuple(tuple(islice(keys, len(matter))) for matter in grouped)
    derived_from = derivations(connection)
    sources = _compared_sources(rivals, by_matter, derived_from)
    pairs = tuple(_version_pair(one, other, sources) for matter in by_matter for one, other in combinations(matter, 2))
    examined = (item.source for each in rivals.values() for item in each.evidence if item.examined)
    return Comparison(
        id=about.id,
        title=about.title,
        date=about.date,
        versions=tuple(_rival_version(key, each, rivals, sources) for key, each in rivals.items()),
        matters=by_matter,
        sources=sources,
        pairs=pairs,
        origins=origins(_combined_ancestry(each, derived_from) for each in sources if each.tells_apart),
        examined=tuple(dict.fromkeys(examined)),
        line=about.line,
    )


def comparison_lines(record: Comparison) -> Iterator[ComparisonLine]:
    """Yield a comparison as rows of a table, one per source and version."""
    versions = {version.key: version for version in record.versions}
    for source in record.sources:
        for position in source.stands:
            version = versions[position.key]
            yield ComparisonLine(
                event=record.id,
                key=version.key,
                claim=version.claim,
                says=version.says,
                verdict=version.verdict,
                state=version.state,
                source=source.id,
                under=source.under,
                tells_apart=source.tells_apart,
                stance=position.stance,
                reliability=source.reliability,
                credibility=position.credibility,
                items=len(position.items),
                line=position.items[0].line,
            )


def _key(number: int) -> str:
    """Return ``A`` to ``Z``, then ``AA`` to ``ZZ``, and so on."""
    return _LETTERS[number % len(_LETTERS)] * (number // len(_LETTERS) + 1)


_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _contradicted(version: ClaimDetails) -> frozenset[str]:
    return frozenset(each.id for each in version.relations if each.relation == RelationKind.CONTRADICTS)


def _compared_sources(
    rivals: Mapping[str, ClaimDetails], by_matter: Matters, derived_from: Derivations
) -> tuple[ComparedSource, ...]:
    """Return the sources grouped by family: those that tell versions apart first, those that fit all versions last."""
    items_by_source: dict[str, dict[str, list[EvidenceDetails]]] = {}
    for key, version in rivals.items():
        for item in counting(version.evidence):
            items_by_source.setdefault(item.source, {}).setdefault(key, []).append(item)
    by_id = {
        source: _compared_source(items, rivals, by_matter, derived_from) for source, items in items_by_source.items()
    }
    weights = {id_: (*_source_order(source, by_matter), id_) for id_, source in by_id.items()}
    rests_on = {
        source: tuple(origin for items in by_key.values() for item in items for origin in item.rests_on or ())
        for source, by_key in items_by_source.items()
    }
    placed = source_forest(weights, rests_on, derived_from)
    return tuple(by_id[each.id]._replace(under=each.parent, depth=each.depth) for each in placed)


def _compared_source(
    items_by_version: Mapping[str, list[EvidenceDetails]],
    rivals: Mapping[str, ClaimDetails],
    by_matter: Matters,
    derived_from: Derivations,
) -> ComparedSource:
    positions = tuple(_position(key, rivals[key].id, items) for key, items in items_by_version.items())
    first = positions[0].items[0]
    return ComparedSource(
        id=first.source,
        title=first.title,
        author=first.author,
        reliability=first.reliability,
        tells_apart=_distinguished_pairs(_stances(positions), by_matter) > 0,
        under=None,
        depth=0,
        derived_from=derived_from[first.source],
        stands=positions,
    )


def _position(key: str, claim_id: str, items: Iterable[EvidenceDetails]) -> Position:
    """Return the position of a source: a side goes before silence, silence before context.

    If a source takes both sides, its most credible item decides.
    """
    ordered = sorted(items, key=_item_order)
    first = ordered[0]
    torn = {Stance.SUPPORTS, Stance.CONTRADICTS} <= {each.stance for each in ordered}
    return Position(key, claim_id, first.stance, first.credibility, torn, tuple(ordered))


def _item_order(item: EvidenceDetails) -> tuple[int, str, str]:
    return _STANCE_ORDER[item.stance], item.credibility or NOT_GRADED, item.stance


_STANCE_ORDER: Final = {Stance.SUPPORTS: 0, Stance.CONTRADICTS: 0, Stance.SILENT: 1, Stance.CONTEXT: 2}


def _stances(positions: Iterable[Position]) -> dict[str, str]:
    """Return the stance by version, without versions for which the source only gives context."""
    return {position.key: position.stance for position in positions if position.stance != Stance.CONTEXT}


def _distinguished_pairs(sides: Mapping[str, str], by_matter: Matters) -> int:
    """Return the number of pairs of versions of one matter that a source treats differently."""
    pairs = (pair for matter in by_matter for pair in combinations([sides[key] for key in matter if key in sides], 2))
    return sum(one != other for one, other in pairs)


def _source_order(source: ComparedSource, by_matter: Matters) -> tuple[int, str, int]:
    """Return the sort key of a source.

    Sources that tell versions apart come first, then sources that take a side on some versions only. Within these
    groups, reliability and the number of pairs told apart decide.
    """
    sides = _stances(source.stands)
    partial = bool({Stance.SUPPORTS, Stance.CONTRADICTS} & {*sides.values()}) and len(sides) < sum(map(len, by_matter))
    rank = 0 if source.tells_apart else 1 if partial else 2
    return rank, source.reliability, -_distinguished_pairs(sides, by_matter)


def _version_pair(one: str, other: str, sources: Iterable[ComparedSource]) -> VersionPair:
    found = []
    for source in sources:
        stances = _stances(source.stands)
        if one in stances and other in stances and stances[one] != stances[other]:
            found.append(source.id)
    return VersionPair(one, other, tuple(found))


def _rival_version(
    key: str, version: ClaimDetails, rivals: Mapping[str, ClaimDetails], sources: Iterable[ComparedSource]
) -> RivalVersion:
    stances = [position.stance for source in sources for position in source.stands if position.key == key]
    against = _contradicted(version)
    return RivalVersion(
        key=key,
        claim=version.id,
        says=version.says,
        verdict=version.verdict,
        state=version.state,
        confidence=version.confidence,
        sources_for=stances.count(Stance.SUPPORTS),
        sources_against=stances.count(Stance.CONTRADICTS),
        sources_silent=stances.count(Stance.SILENT),
        standing=version.standing,
        told_by=tuple(dict.fromkeys(each.source for each in version.appears_in)),
        excludes=tuple(other for other, each in rivals.items() if each.id in against),
        line=version.line,
    )


def _combined_ancestry(source: ComparedSource, derived_from: Derivations) -> Ancestry:
    """Return everything that a source rests on in its statements about the versions."""
    parts = [ancestry_of(item, derived_from) for position in source.stands for item in position.items]
    return Ancestry(frozenset().union(*(part.sources for part in parts)), all(part.known for part in parts))
