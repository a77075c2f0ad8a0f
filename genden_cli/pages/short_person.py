"""The short page of a person: who it is, life, roles, family, and the events and claims that matter most.

`query.records.summaries` says which these are. Roles and relations that have no room are counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli import schema
from genden_cli.page.blocks import Block, Cell, Pairs, Title, join_cells, text
from genden_cli.page.room import Room
from genden_cli.pages import fields, parts
from genden_cli.pages.family import family, others, reach_beyond_relations, relative_remark
from genden_cli.pages.person import life, relation_cell, role_dates
from genden_cli.pages.short import LINES, more
from genden_cli.query.records.fetch import Verdicts
from genden_cli.text.english import count_noun

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.page.room import Row
    from genden_cli.query.records.claims import ClaimRow
    from genden_cli.query.records.people import RelationDetails, RoleDetails
    from genden_cli.query.records.summaries import PersonSummary
    from genden_cli.query.records.timeline import EventRow

_HEADINGS: Final = 4
_END: Final = 4
_LEAST: Final = 3
"""The page shows at least this number of events and of claims."""

_MOST_OFFICES: Final = 8
_MOST_RELATIONS: Final = 5
_MOST_RELATIVES: Final = 12


def person(summary: PersonSummary, width: int) -> Iterator[Block]:
    """Yield the short page of a person for a width in columns."""
    record = summary.record
    title = parts.named(record.name, record.id, "title")
    facts = tuple(_facts(summary))
    offices = _listed("Roles", [_office(each) for each in summary.roles[:_MOST_OFFICES]])
    relatives = len(summary.relations) - len(others(summary.relations))
    most = max(_MOST_RELATIONS, min(relatives, _MOST_RELATIVES))
    relations = list(_relations(summary.relations[:most]))
    events, claims = tuple(map(_event, summary.events)), tuple(map(_claim, summary.claims))
    room = Room(width, LINES - _HEADINGS - _END)
    room.paragraph(title)
    room.pairs(facts)
    least = room.height(events[:_LEAST]) + room.height(claims[:_LEAST])
    offices = offices[: room.fitting(offices, spare=least)]
    relations = relations[: room.fitting(relations, spare=least)]
    claims = claims[: room.fitting(claims, least=_LEAST, spare=room.height(events[:_LEAST]))]
    events = events[: room.fitting(events, least=_LEAST)]
    yield Title(title)
    yield Pairs((*facts, *offices, *relations))
    if events:
        yield Title(text("Events that matter most"), level=2)
        yield Pairs(events)
    if claims:
        yield Title(text("Claims that matter most"), level=2)
        yield Pairs(claims)
    left = _left_out(summary, len(offices), len(relations), len(events), len(claims))
    yield more(left, f"genden person {record.id} --all")


def _listed(label: str, cells: Sequence[Cell]) -> list[Row]:
    """Return cells as rows of which the first has the label."""
    return [("" if number else label, cell) for number, cell in enumerate(cells)]


def _facts(summary: PersonSummary) -> Iterator[tuple[str, Cell]]:
    record = summary.record
    for label, value in fields.labelled_values(schema.PERSON, record, "about"):
        yield label, text(value)
    if dates := life(record):
        yield "Life", text(dates, "date")
    if record.claims:
        counts = Verdicts(*(sum(each.verdict == word for each in record.claims) for word in Verdicts._fields))
        yield "Claims", parts.verdicts(counts)


def _office(role: RoleDetails) -> Cell:
    return join_cells((text(role.title), text(role_dates(role), "date")), ", ")


def _relations(relations: Sequence[RelationDetails]) -> Iterator[Row]:
    """Yield the relatives by kind, then the other relations."""
    for group in family(relations):
        yield from _listed(group.title, [_relative(each) for each in group.relations])
    yield from _listed("Relations", [relation_cell(each) for each in others(relations)])


def _relative(relation: RelationDetails) -> Cell:
    name = join_cells((text(relation.name, "name"), text(relative_remark(relation))), ", ")
    return join_cells((name, parts.id_(relation.to)), "  ")


def _event(row: EventRow) -> tuple[Cell, Cell]:
    title = parts.named(row.title, row.id)
    return parts.date(row.date) or text("no date", "muted"), title


def _claim(row: ClaimRow) -> tuple[Cell, Cell]:
    return parts.judged(row)


def _left_out(summary: PersonSummary, offices: int, relations: int, events: int, claims: int) -> Iterator[str]:
    record = summary.record
    counts = (
        (len(record.roles), offices, "role"),
        (len(summary.relations), relations, "relation"),
        (len(record.events), events, "event"),
        (len(record.claims), claims, "claim"),
    )
    for whole, shown, noun in counts:
        if left := whole - shown:
            yield count_noun(left, f"{'more ' * bool(shown)}{noun}")
    for relatives, noun in ((record.ancestors, "ancestor"), (record.descendants, "descendant")):
        if reach_beyond_relations(relatives):
            yield count_noun(len(relatives), noun)
    if record.names:
        yield count_noun(len(record.names), "other name")
