"""The page of a person, and the list of people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from genden_cli import schema, words
from genden_cli.page.blocks import Block, Cell, Column, Grid, Hint, Pairs, TextRun, Title, join_cells, stack_cells, text
from genden_cli.pages import fields, parts
from genden_cli.pages.family import around_name, generations, span
from genden_cli.pages.signs import LegendTracker
from genden_cli.pages.timeline import rival_dates
from genden_cli.text.english import count_noun
from genden_cli.text.languages import language
from genden_cli.words import EntryKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from genden_cli.model import Name, When
    from genden_cli.query.records.claims import ClaimRow
    from genden_cli.query.records.lineage import Relative
    from genden_cli.query.records.people import PersonDetails, PersonRow, RelationDetails, RoleDetails
    from genden_cli.query.records.timeline import EventRow

_PEOPLE = (
    Column("Person", least=20, share=2),
    Column("Life", least=14, share=2, fold=True),
    Column("About", least=30, share=5, main=True),
    Column("Part in", least=9, fold=True),
    Column("Claims", least=11, share=1, fold=True),
)
_SHORT_PEOPLE = (
    Column("Person", least=30, share=2, main=True),
    Column("Life", least=16, share=1),
    Column("Claims", least=24, share=1),
    Column("Part in", least=9, fold=True),
    Column("About", least=80, share=1, fold=True),
)
_MOST_YEARS = 3
_ROLES = (
    Column("When", least=16, share=2),
    Column("What", least=20, share=3, main=True),
    Column("Carried by", least=30, share=3, fold=True),
)
_EVENTS = (
    Column("When", least=16, share=2),
    Column("What happened", least=28, share=4, main=True),
    Column("As", least=10, share=1, fold=True),
    Column("Claims", least=11, share=1, fold=True),
)
_CLAIMS = (
    Column("Claim", least=34, share=6, main=True),
    Column("When", least=14, share=1, fold=True),
    Column("Evidence", least=8, share=1, fold=True),
    Column("Id", least=14, share=2, fold=True),
)


def people(rows: Iterable[PersonRow]) -> Iterator[Block]:
    """Yield a table with one person per row."""
    signs = LegendTracker()
    yield Grid(_PEOPLE, (_person_row(row, signs) for row in rows))
    yield from signs.legend()
    yield Hint("genden person NAME shows one of them: an id, or any spelling of the name")


def short_people(rows: Iterable[PersonRow]) -> Iterator[Block]:
    """Yield a table with a line for each person, and its legend."""
    signs = LegendTracker()
    yield Grid(_SHORT_PEOPLE, (_short_person_row(row, signs) for row in rows), dense=True)
    yield from signs.legend()


def person(record: PersonDetails) -> Iterator[Block]:
    """Yield the profile of a person."""
    yield Title(parts.named(record.name, record.id, "title"))
    signs = LegendTracker()
    yield Pairs(tuple(_facts(record)))
    if record.roles:
        yield Title(text("Roles"), level=2)
        yield Grid(_ROLES, [_role(role, signs) for role in record.roles])
    if record.relations:
        yield Title(text("Relations"), level=2)
        yield Grid(_ROLES[1:], [_relation(each, signs) for each in record.relations])
    yield from _lineage("Ancestors", "parents", record.ancestors)
    yield from _lineage("Descendants", "children", record.descendants)
    if record.events:
        yield Title(text(f"Events ({len(record.events)})"), level=2)
        yield Grid(_EVENTS, [_event(row, record.id, signs) for row in record.events])
    for verdict in words.VERDICTS:
        rows = [row for row in record.claims if row.verdict == verdict]
        if rows:
            means = words.VERDICTS[verdict].means
            yield Title((*parts.verdict(verdict), TextRun(f": {means} ({len(rows)})")), level=2)
            yield Grid(_CLAIMS, [_claim(row, signs) for row in rows])
    yield from signs.legend()
    if record.claims:
        yield Hint(f"genden claim {record.claims[0].id}")


def life(record: PersonDetails) -> str:
    """Return the dates of a life, and how many rival ones there are of each: ``1820 (2 dates) – 1899``."""
    return life_dates(*_life(record))


def _life(record: PersonDetails) -> Iterator[When | None]:
    told = {row.kind: rival_dates(row) for row in record.events if record.id in {each.id for each in row.people}}
    for date, kind in ((record.born, EntryKind.BIRTH), (record.died, EntryKind.DEATH)):
        yield date and date._replace(words=f"{date.words} {told.get(kind, '')}".rstrip())


def life_dates(born: When | None, died: When | None) -> str:
    """Return the dates of a life: ``1892 or 1895 – 26 Nov 1937``, ``born 1901``, ``died 1940``."""
    if born and died:
        return f"{born.words} – {died.words}"
    if born:
        return f"born {born.words}"
    return f"died {died.words}" if died else ""


def role_dates(role: RoleDetails) -> str:
    """Return the dates of an office: ``1932 – Mar 1936``, ``? – 1940``, ``1930 –``."""
    return span(role.from_, role.to)


def _lineage(title: str, noun: str, relatives: Sequence[Relative]) -> Iterator[Block]:
    """Yield the ancestors or the descendants, a line for each generation."""
    rows = tuple((name, join_cells(map(_relative, found), "; ")) for name, found in generations(noun, relatives))
    if rows:
        yield Title(text(f"{title} ({len(relatives)})"), level=2)
        yield Pairs(rows)


def _relative(relative: Relative) -> Cell:
    life = life_dates(_in_years(relative.born), _in_years(relative.died))
    return join_cells((parts.named(relative.name, relative.id, "name"), text(life, "date")), ", ")


def _facts(record: PersonDetails) -> Iterator[tuple[str, Cell]]:
    for label, value in fields.labelled_values(schema.PERSON, record, "about"):
        yield label, text(value)
    for label, date in zip(("Born", "Died"), _life(record), strict=True):
        if date:
            yield label, text(date.words, "date")
    by_language: dict[str, list[Name]] = {}
    for name in record.names:
        by_language.setdefault(language(name.lang), []).append(name)
    for spoken, names in by_language.items():
        yield spoken, join_cells((_name(name) for name in names), ", ")
    for identifier in record.ids:
        yield identifier.scheme, text(identifier.value)
    for label, value in fields.other_values(schema.PERSON, record, "name about born died note"):
        yield label, text(value)
    for label, value in fields.labelled_values(schema.PERSON, record, "note"):
        yield label, text(value)


def _name(name: Name) -> Cell:
    parts_of_it = (f"{part}: {own}" for part, own in name.parts)
    said = ", ".join(filter(None, (name.kind, span(name.from_, name.to), name.scheme, *parts_of_it)))
    return (TextRun(name.text), TextRun(f" ({said})" if said else "", "muted"))


def _person_row(row: PersonRow, signs: LegendTracker) -> tuple[Cell, ...]:
    events = text(count_noun(row.events, "event") if row.events else None)
    return (
        stack_cells(text(row.name, "name"), parts.id_(row.id)),
        text(life_dates(row.born, row.died), "date"),
        text(row.about),
        events,
        signs.verdicts(row.verdicts),
    )


def _short_person_row(row: PersonRow, signs: LegendTracker) -> tuple[Cell, ...]:
    return (
        parts.named(row.name, row.id),
        text(life_dates(_in_years(row.born), _in_years(row.died)), "date"),
        signs.verdicts(row.verdicts),
        text(count_noun(row.events, "event") if row.events else None),
        text(row.about),
    )


def _in_years(when: When | None) -> When | None:
    """Return a date with its words cut to years, if it has one to three: ``c. 1892``, ``1892/1895``.

    An open date keeps its words: ``1869 or earlier``.
    """
    years = list(dict.fromkeys(re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", when.words))) if when else []
    if when is None or not years or len(years) > _MOST_YEARS or ".." in when.edtf:
        return when
    about = next((each for each in ("c. ", "perhaps ") if when.words.startswith(each)), "")
    return when._replace(words=about + "/".join(years))


def _role(role: RoleDetails, signs: LegendTracker) -> tuple[Cell, ...]:
    return text(role_dates(role), "date"), text(role.title), _carrying_claims(role, signs)


def _relation(relation: RelationDetails, signs: LegendTracker) -> tuple[Cell, ...]:
    return relation_cell(relation), _carrying_claims(relation, signs)


def relation_cell(relation: RelationDetails) -> Cell:
    """Return a relation in words, with the other person: ``mother of Lene Berg``."""
    before, after = around_name(relation)
    return (TextRun(before), *parts.named(relation.name, relation.to, "name"), *text(after))


def _carrying_claims(what: RoleDetails | RelationDetails, signs: LegendTracker) -> Cell:
    return stack_cells(*(join_cells((signs.verdict(each), parts.id_(each.id)), " ") for each in what.claims))


def _event(row: EventRow, person_id: str, signs: LegendTracker) -> tuple[Cell, ...]:
    part = next((each.role for each in row.people if each.id == person_id), None)
    what = parts.named(row.title, row.id)
    when = join_cells((parts.date(row.date), text(rival_dates(row), "muted")), " ")
    return when, what, text(part), signs.verdicts(row.verdicts)


def _claim(row: ClaimRow, signs: LegendTracker) -> tuple[Cell, ...]:
    return text(row.says) + parts.remark(row), parts.date(row.date), signs.stances(row.standing[:4]), parts.id_(row.id)
