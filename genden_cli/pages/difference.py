"""The page of the changes between two versions of a base."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from genden_cli import schema
from genden_cli.difference.changes import ChangeSection
from genden_cli.page.blocks import Block, Cell, Column, Grid, Hint, Pairs, Title, stack_cells, text
from genden_cli.pages import parts
from genden_cli.pages.changes import sentence, unread, wordings
from genden_cli.text.english import count_noun
from genden_cli.words import Section, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.difference.changes import Change, Difference, Edition
    from genden_cli.difference.side import Unread
    from genden_cli.field_types import RecordType


def difference(record: Difference) -> Iterator[Block]:
    """Yield the two versions and the changes in sentences."""
    yield Title(text(_headline(record)))
    lost = [*record.old.unread, *record.new.unread]
    unread_rows = [(f"Not compared ({len(lost)})", stack_cells(*chain.from_iterable(map(_not_compared, lost))))]
    yield Pairs((*(unread_rows if lost else ()), ("Before", _edition(record.old)), ("Now", _edition(record.new))))
    groups: defaultdict[str, list[Change]] = defaultdict(list)
    for change in record.changes:
        groups[group(change)].append(change)
    for name in dict.fromkeys((*_GROUPS, *groups)):
        if found := groups.get(name):
            yield Title(text(f"{name} ({len(found)})"), level=2)
            yield _GROUPS.get(name, _records)(found)
    if record.changes:
        yield Hint("--format markdown makes a report of this; --exit-code tells a script")


def _headline(record: Difference) -> str:
    """Return the number of changes; of a version with errors nobody can say that it has none."""
    old, new = record.old, record.new
    is_partial = bool(old.errors or new.errors)
    if is_partial and not record.changes:
        return f"{old.label} and {new.label} cannot be compared in full"
    count = count_noun(len(record.changes), "change") if record.changes else "No changes"
    return f"{count} from {old.label} to {new.label}{', in what can be read' if is_partial else ''}"


def _not_compared(lost: Unread) -> Iterator[Cell]:
    yield unread(lost, file="not all of the file can be read")
    yield text(lost.remedy, "muted")


def _edition(edition: Edition) -> Cell:
    version = f", version {edition.version}" if edition.version else ""
    evidence = "" if edition.evidence is None else f"{count_noun(edition.evidence, 'item')} of evidence"
    sizes = (count_noun(edition.claims, "claim"), evidence, count_noun(edition.sources, "source"))
    errors = f"{count_noun(edition.errors, 'error')}: what has one is not compared" if edition.errors else None
    return stack_cells(text(f"{edition.title}{version}"), text(", ".join(filter(None, sizes))), text(errors))


def group(change: Change) -> str:
    """Return the part of the page to which a change belongs."""
    if change.section is ChangeSection.CLAIMS and change.field is None:
        return f"Claims {change.change}"
    return _GROUP_OF.get((change.section, change.field)) or _REST_OF[change.section]


OTHER: Final = "Other changes of claims"

_VERDICTS, _WORDING, REASONS, _REVIEWS, _EVIDENCE, _ORIGINS, _ABOUT = (
    *("Verdicts", "Wording", "Reasons", "Reviews", "Evidence", "Independent sources"),
    "What claims are about",
)
_REST_OF: Final = {
    ChangeSection.CLAIMS: OTHER,
    ChangeSection.SOURCES: "Sources",
    ChangeSection.PEOPLE: "People",
    ChangeSection.PLACES: "Places",
    ChangeSection.EVENTS: "Events",
    ChangeSection.BASE: "The base",
}
"""The part of the page for each section, for whatever has no part of its own."""


def _groups() -> Iterator[tuple[tuple[ChangeSection, str | None], str]]:
    """Yield the part of the page for each section and field."""
    for form in (*schema.SECTIONS.values(), schema.BASE):
        section = ChangeSection(form.section or "base")
        for field in form.fields:
            yield (section, field.key), field.group
        for whole, part in form.parts():
            yield from (((section, f"{whole.key}.{each.key}"), each.group or whole.group) for each in part.fields)


_GROUP_OF: Final[dict[tuple[ChangeSection, str | None], str]] = {
    **dict(_groups()),
    (ChangeSection.CLAIMS, "id"): "Claims renamed",
    (ChangeSection.CLAIMS, "origins_for"): _ORIGINS,
    (ChangeSection.CLAIMS, "origins_against"): _ORIGINS,
}


def _claims(changes: Sequence[Change]) -> Grid:
    """Return a table of added or removed claims."""
    columns = (Column("Verdict", least=12), Column("Claim", least=28, share=6, main=True), _ID)
    return Grid(
        columns,
        [(parts.verdict(each.verdict or Verdict.UNREVIEWED), text(each.title), _id(each)) for each in changes],
    )


def _wordings(changes: Sequence[Change]) -> Grid:
    """Return a table of old and new sentences."""
    columns = (Column("Before", least=26, share=4), Column("Now", least=26, share=4, main=True), _ID)
    return Grid(columns, [(*wordings(each), _id(each)) for each in changes])


def _records(changes: Sequence[Change]) -> Grid:
    """Return a table of records and their changes, one sentence per line."""
    title = _title(changes[0].section)
    columns = (Column(title, least=24, share=4, main=True), Column("What changed", least=28, share=5), _ID)
    found = [list(group) for _, group in groupby(changes, attrgetter("id"))]
    return Grid(columns, [(text(each[0].title), stack_cells(*map(sentence, each)), _id(each[0])) for each in found])


def _id(change: Change) -> Cell:
    return text(change.id, "id")


_ID: Final = Column("Id", least=26, share=2, fold=True)


def _form(section: ChangeSection) -> RecordType:
    """Return the record type of a section."""
    return schema.BASE if section is ChangeSection.BASE else schema.SECTIONS[Section(section)]


def _title(section: ChangeSection) -> str:
    return _form(section).name.capitalize()


_GROUPS: Final = {
    "Claims added": _claims,
    "Claims removed": _claims,
    "Claims renamed": _records,
    _VERDICTS: _records,
    _WORDING: _wordings,
    REASONS: _wordings,
    **dict.fromkeys((_REVIEWS, _EVIDENCE, _ORIGINS, _ABOUT, OTHER, "Sources", "People", "Events"), _records),
    **dict.fromkeys(("Under examination", "The base"), _records),
}
"""The parts of the page in order, and the table of each."""
