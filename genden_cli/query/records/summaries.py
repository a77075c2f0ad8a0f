"""Summaries of a person, a source, an event and a document under examination: the items that matter most.

Rival versions of an event are the weightiest claims. Next come claims that a document under examination makes. Within
both groups, a claim weighs more with each item of evidence on it. Events in rival versions are the weightiest events.
Others weigh more with each claim about them. Equal weights stay in the order of the record.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, TypeVar

from genden_cli.kinship import Kin, kin_of
from genden_cli.named_tuple import NamedTuple
from genden_cli.query.records.claims import ClaimFilter, claims, claims_with_ids
from genden_cli.query.records.fetch import array
from genden_cli.words import NOT_GRADED, Stance, Verdict

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from genden_cli.query.records.claims import ClaimRow
    from genden_cli.query.records.events import EventDetails
    from genden_cli.query.records.people import PersonDetails, RelationDetails, RoleDetails
    from genden_cli.query.records.sources import Assertion, EvidenceOnClaim, SourceDetails
    from genden_cli.query.records.timeline import EventRow

    Weight = tuple[bool, bool, int]

MOST: Final = 5
"""The number of events, and of claims, that a summary names."""

WRONG: Final = (Verdict.REFUTED, Verdict.DISPUTED, Verdict.UNPROVEN)
"""The verdicts for which a claim of a document is wrong, the worst first."""

Item = TypeVar("Item")


_CLOSEST: Final = (Kin.PARENT, Kin.SPOUSE, Kin.CHILD, Kin.SIBLING)
"""The relatives that come first, in this order."""


class PersonSummary(NamedTuple):
    """A person, offices in order of time, relatives first, and the events and claims that matter most.

    ``relations`` has each tie once, also if both sides record it. ``events`` are in order of time, ``claims`` in order
    of weight, at most one about an event.
    """

    record: PersonDetails
    roles: tuple[RoleDetails, ...]
    relations: tuple[RelationDetails, ...]
    events: tuple[EventRow, ...]
    claims: tuple[ClaimRow, ...]


class WrongClaim(NamedTuple):
    """A claim of a document that is refuted, disputed or unproven: its first place there, and how many more it has."""

    first: Assertion
    places: int


class SourceSummary(NamedTuple):
    """A source, its statements by weight, and the wrong claims of a document under examination by weight.

    Both begin with the weightiest of each stance or verdict. ``statements`` has one item per claim and stance.
    """

    record: SourceDetails
    statements: tuple[EvidenceOnClaim, ...]
    wrong: tuple[WrongClaim, ...]


class EventSummary(NamedTuple):
    """An event, and the claims about it that are no rival versions, by weight."""

    record: EventDetails
    claims: tuple[ClaimRow, ...]


def person_summary(connection: sqlite3.Connection, record: PersonDetails) -> PersonSummary:
    """Return the summary of a person."""
    contested = _found(connection, _CONTESTED, (each.id for each in record.events))
    heaviest = sorted(record.events, key=lambda each: (each.id not in contested, -sum(each.verdicts)))[:MOST]
    chosen = {each.id for each in heaviest}
    return PersonSummary(
        record,
        tuple(sorted(record.roles, key=_first_day)),
        closest_relations(record.relations),
        tuple(each for each in record.events if each.id in chosen),
        tuple(_one_an_event(_by_weight(connection, record.claims)))[:MOST],
    )


def closest_relations(relations: Sequence[RelationDetails]) -> tuple[RelationDetails, ...]:
    """Return relations, relatives first, each tie once."""
    return tuple(sorted(_once(relations), key=_closeness))


def _once(relations: Sequence[RelationDetails]) -> Iterator[RelationDetails]:
    """Yield relations without those that the other side records too."""
    recorded = {(each.to, kin_of(each.as_, outward=each.outward)) for each in relations if each.outward}
    for each in relations:
        kin = kin_of(each.as_, outward=each.outward)
        if each.outward or kin is None or (each.to, kin) not in recorded:
            yield each


def _closeness(relation: RelationDetails) -> int:
    kin = kin_of(relation.as_, outward=relation.outward)
    return _CLOSEST.index(kin) if kin in _CLOSEST else len(_CLOSEST)


def event_summary(connection: sqlite3.Connection, record: EventDetails) -> EventSummary:
    """Return the summary of an event."""
    rivals = {each.id for each in record.variants}
    return EventSummary(record, tuple(each for each in _by_weight(connection, record.claims) if each.id not in rivals))


def source_summary(connection: sqlite3.Connection, record: SourceDetails) -> SourceSummary:
    """Return the summary of a source."""
    ids = {each.claim for each in record.evidence} | {each.claim for each in record.claims}
    weights = _weights(connection, claims_with_ids(connection, ids))
    return SourceSummary(record, tuple(_statements(record.evidence, weights)), tuple(_wrong(record.claims, weights)))


def wrong_claims(connection: sqlite3.Connection) -> list[ClaimRow]:
    """Return the claims that are wrong or unproven, the worst first.

    With documents under examination, only the claims that they make.
    """
    found = claims(connection, ClaimFilter(verdict=WRONG))
    is_examined = any(connection.execute("SELECT 1 FROM examined LIMIT 1"))
    weighed = _by_weight(connection, [each for each in found if each.examined or not is_examined])
    return sorted(weighed, key=lambda each: WRONG.index(each.verdict))


def source_rows(summary: SourceSummary, most: int) -> tuple[Assertion | EvidenceOnClaim, ...]:
    """Return the first wrong claims of a document, or the first statements of another source, as rows of a table."""
    if summary.record.claims:
        return tuple(each.first for each in summary.wrong[:most])
    return summary.statements[:most]


def first_of_each(items: Iterable[Item], key: Callable[[Item], object]) -> tuple[list[Item], list[Item]]:
    """Return the first item of each key, and the other items, both in their order."""
    firsts: dict[object, Item] = {}
    others = [item for item in items if firsts.setdefault(key(item), item) is not item]
    return [*firsts.values()], others


def _statements(items: Sequence[EvidenceOnClaim], weights: Mapping[str, Weight]) -> Iterator[EvidenceOnClaim]:
    """Yield the most credible item of each claim and stance: the first of each stance, then side by side by weight."""
    ranked = sorted(items, key=lambda each: (each.credibility or NOT_GRADED, weights[each.claim]))
    ranked.sort(key=lambda each: each.stance is Stance.CONTEXT)
    once, _ = first_of_each(ranked, lambda each: (each.claim, each.stance))
    firsts, others = first_of_each(once, lambda each: each.stance)
    yield from sorted(firsts, key=lambda each: list(Stance).index(each.stance))
    yield from others


def _wrong(items: Iterable[Assertion], weights: Mapping[str, Weight]) -> Iterator[WrongClaim]:
    """Yield the weightiest claim of each wrong verdict, then the others, the worst verdict first."""
    made: dict[str, list[Assertion]] = {}
    for item in items:
        if item.verdict in WRONG:
            made.setdefault(item.claim, []).append(item)
    ranked = sorted(made, key=lambda claim: (WRONG.index(made[claim][0].verdict), weights[claim]))
    for claim in chain(*first_of_each(ranked, lambda claim: made[claim][0].verdict)):
        places = sorted(made[claim], key=lambda each: each.quote is None)
        yield WrongClaim(places[0], len(places))


def _one_an_event(claims: Iterable[ClaimRow]) -> Iterator[ClaimRow]:
    """Yield the first claim about each event, and the claims without an event."""
    told: set[str] = set()
    for each in claims:
        if each.event not in told:
            yield each
        if each.event:
            told.add(each.event)


def _by_weight(connection: sqlite3.Connection, claims: Sequence[ClaimRow]) -> list[ClaimRow]:
    weights = _weights(connection, claims)
    return sorted(claims, key=lambda each: weights[each.id])


def _weights(connection: sqlite3.Connection, claims: Collection[ClaimRow]) -> dict[str, Weight]:
    """Return the weight of each claim as a sort key. The heaviest has the smallest key."""
    rivals = _found(connection, _RIVALS, (each.id for each in claims))
    return {each.id: (each.id not in rivals, not each.examined, -sum(each.standing[:4])) for each in claims}


def _found(connection: sqlite3.Connection, statement: str, ids: Iterable[str]) -> frozenset[str]:
    """Return those of the ids that a statement finds."""
    return frozenset(id_ for (id_,) in connection.execute(statement, {"ids": array(ids)}))


_CONTESTED: Final = "SELECT event FROM variant WHERE event IN (SELECT value FROM json_each(:ids))"

_RIVALS: Final = "SELECT claim FROM variant WHERE claim IN (SELECT value FROM json_each(:ids))"


def _first_day(role: RoleDetails) -> tuple[int, str]:
    """Return the first known day of an office as a sort key. An office without a date comes last."""
    day = next((each.earliest or each.latest for each in (role.from_, role.to) if each), None)
    if day is None:
        return 10**9, ""
    year, month, date = day.rsplit("-", 2)
    return int(year), f"{month}-{date}"
