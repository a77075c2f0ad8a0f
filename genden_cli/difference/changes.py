"""Compare two versions of a fact base and list the changes.

Records are matched by id. A record with a new id is matched by its sentence, title or name. Items of evidence are
matched by source; if a source speaks more than once, also by stance and place. The order of a list is no difference.
"""

from __future__ import annotations

from collections import defaultdict, deque
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeVar

from genden_cli import contributors, model, schema
from genden_cli.difference import consequences as following
from genden_cli.difference.renames import facts_with_new_ids, renames
from genden_cli.field_types import ListType, MapType, NamesType
from genden_cli.named_tuple import NamedTuple
from genden_cli.words import ClaimState, Section, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from genden_cli.difference.consequences import Cause, Consequences
    from genden_cli.difference.side import Unread
    from genden_cli.field_types import Field, FieldType, RecordType
    from genden_cli.model import Names
    from genden_cli.words import Reliability, Verdict

Item = TypeVar("Item", bound=model.Record)


class ChangeKind(StrEnum):
    """The kind of a change of a record, of an item of a list, or of a value."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    CHANGED = "changed"


class ChangeSection(StrEnum):
    """The section of a changed record, or the head of the base."""

    CLAIMS = "claims"
    SOURCES = "sources"
    PEOPLE = "people"
    PLACES = "places"
    EVENTS = "events"
    BASE = "base"


class Change(NamedTuple):
    """A change of a record, of an item of a list, or of a value.

    ``change`` is added, removed, renamed or changed. ``field`` is the key of the file, such as ``verdict``, or
    ``evidence.stance`` within an item; it is None if the whole record came or went. ``item`` identifies the item: the
    source of evidence, the title of a role. ``title``, ``verdict`` and ``reliability`` are those of the record now, or
    the last ones. ``because`` is the other change that changed ``origins_for`` and ``origins_against``. Lines are those
    of the record or the item in the old and the new file.
    """

    section: ChangeSection
    id: str | None
    title: str
    verdict: Verdict | None
    reliability: Reliability | None
    change: ChangeKind
    field: str | None = None
    item: str | None = None
    before: str | None = None
    after: str | None = None
    because: tuple[Cause, ...] = ()
    old_line: int | None = None
    line: int | None = None


class Edition(NamedTuple):
    """One of the two versions: its label, title and size; how many errors it has, and what they hide.

    The evidence of a version with errors is not counted.
    """

    label: str
    title: str
    version: str | None
    claims: int
    evidence: int | None
    sources: int
    errors: int = 0
    unread: tuple[Unread, ...] = ()


class Difference(NamedTuple):
    """The two versions, and the changes from the old to the new."""

    old: Edition
    new: Edition
    changes: tuple[Change, ...]


def changes(old: model.Facts, new: model.Facts, *, are_whole: bool = True) -> Iterator[Change]:
    """Yield the changes of claims, sources, people, events and the base, each in the order of the file.

    What follows for independent origins is left out if the facts are only parts of two bases, not ``are_whole``.
    """
    names = renames(old, new)
    same_ids = facts_with_new_ids(old, names)
    consequences = following.Consequences(same_ids, new) if are_whole else None
    for section in _SECTION_ORDER:
        former = {now: was for was, now in names[section].items()}
        yield from _section_changes(
            ChangeSection(section), getattr(same_ids, section), getattr(new, section), former, consequences
        )
    if same_ids.base != new.base:
        yield from _field_changes(_change_of(ChangeSection.BASE, same_ids.base, new.base), same_ids.base, new.base)


def _section_changes(
    section: ChangeSection,
    old: Sequence[Any],
    new: Sequence[Any],
    former: Mapping[str, str],
    consequences: Consequences | None,
) -> Iterator[Change]:
    before = {record.id: record for record in old}
    for record in new:
        was = before.pop(record.id, None)
        if was is None:
            yield _change_of(section, None, record)._replace(change=ChangeKind.ADDED)
            continue
        if record.id in former:
            id_ = former[record.id]
            yield _change_of(section, was, record)._replace(
                change=ChangeKind.RENAMED, field="id", before=id_, after=record.id
            )
            if {*was.was, id_} - {record.id} <= {*record.was}:  # the former ids are those that this leaves
                was = was._replace(was=record.was)
        if was != record:
            yield from _field_changes(_change_of(section, was, record), was, record)
        if consequences and section is ChangeSection.CLAIMS:
            yield from _origins_changes(was, record, consequences)
    for record in before.values():
        yield _change_of(section, record, None)._replace(change=ChangeKind.REMOVED)


def _change_of(section: ChangeSection, was: Any, now: Any) -> Change:
    """Return a change that so far names only the record."""
    record = now or was
    return Change(
        section=section,
        id=getattr(record, "id", None),
        title=getattr(record, _FORMS[type(record)].title),
        verdict=getattr(record, "verdict", None),
        reliability=getattr(record, "reliability", None),
        change=ChangeKind.CHANGED,
        old_line=_line(was),
        line=_line(now),
    )


def _field_changes(subject: Change, was: Any, now: Any) -> Iterator[Change]:
    """Yield the changes of the fields of a record."""
    for field in _FORMS[type(now)].fields:
        before, after = _value(was, field), _value(now, field)
        if before == after:
            continue
        if isinstance(field.type, NamesType):
            yield from _names_change(subject, field.key, before, after)
        elif _has_items(before) or _has_items(after):
            yield from _item_changes(subject, field.key, before, after)
        elif _unordered(before) != _unordered(after):
            said = (_as_text(before, field.type), _as_text(after, field.type))
            yield subject._replace(field=field.key, before=said[0], after=said[1])


def _value(record: Any, field: Field) -> Any:
    """Return the value of a field of a record, or what its absence means."""
    found = getattr(record, field.attribute)
    return _MEANT.get(field.key) if found is None else found


_MEANT: Final = {"state": ClaimState.PUBLISHED}
"""What the absence of a key means."""


def _names_change(subject: Change, key: str, before: Names | None, after: Names | None) -> Iterator[Change]:
    """Yield the change of names, with their parts where only these differ."""
    said = (contributors.names_text(before), contributors.names_text(after))
    if said[0] == said[1]:
        said = (contributors.in_parts(before), contributors.in_parts(after))
    yield subject._replace(field=key, before=said[0], after=said[1])


def _item_changes(subject: Change, field: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Change]:
    """Yield the items of a list that were added, removed or changed."""
    pairs, gone, come = _pair_items(old, new)
    for item in gone:
        about = subject._replace(change=ChangeKind.REMOVED, field=field, item=_name(item))
        yield about._replace(before=_summary(item), old_line=_line(item), line=None)
    for item in come:
        about = subject._replace(change=ChangeKind.ADDED, field=field, item=_name(item))
        yield about._replace(after=_summary(item), old_line=None, line=_line(item))
    for was, now in pairs:
        about = subject._replace(item=_name(now), old_line=_line(was), line=_line(now))
        for change in _field_changes(about, was, now):
            yield change._replace(field=f"{field}.{change.field}")


def _pair_items(old: Sequence[Item], new: Sequence[Item]) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Return the pairs of changed items, the removed and the added ones. Equal items are left out.

    Items are paired in four rounds: equal; the same name (of the source, the role, …), stance and place; the same name
    and stance; the same name.
    """
    pairs: list[tuple[Item, Item]] = []
    _, gone, come = _match_by(old, new, repr)  # of a record, all but its place in the file
    for key in (_place, _stance, _name):
        found, gone, come = _match_by(gone, come, key)
        pairs += found
    return pairs, gone, come


def _match_by(
    old: Sequence[Item], new: Sequence[Item], key: Any
) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    waiting: defaultdict[Any, deque[Item]] = defaultdict(deque)
    for item in old:
        waiting[key(item)].append(item)
    pairs, come = [], []
    for item in new:
        if candidates := waiting[key(item)]:
            pairs.append((candidates.popleft(), item))
        else:
            come.append(item)
    left = {id(item) for candidates in waiting.values() for item in candidates}
    return pairs, [item for item in old if id(item) in left], come


def _name(item: Any) -> str:
    """Return the name of an item: the source of evidence, the title of a role, the other person of a relation.

    A missing document without a text has the name of its source.
    """
    return str(getattr(item, _FORMS[type(item)].title) or getattr(item, "source", None) or "")


def _stance(item: Any) -> Any:
    return _name(item), getattr(item, "stance", None)


def _place(item: Any) -> Any:
    return _stance(item), frozenset(getattr(item, "at", ()))


def _origins_changes(was: model.Claim, now: model.Claim, consequences: Consequences) -> Iterator[Change]:
    for change in consequences.changes_on(was, now):
        yield _change_of(ChangeSection.CLAIMS, was, now)._replace(
            field=_ORIGINS[change.stance],
            before=change.before.number,
            after=change.after.number,
            because=change.because,
        )


_ORIGINS: Final = {Stance.SUPPORTS: "origins_for", Stance.CONTRADICTS: "origins_against"}


def _line(record: model.Record | None) -> int | None:
    return None if record is None else record.node.line


def _has_items(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) > 0 and isinstance(value[0], model.Record)


def _unordered(value: Any) -> Any:
    return frozenset(map(_unordered, value)) if isinstance(value, tuple) else value


def _as_text(value: Any, type_: FieldType) -> str | None:
    """Return a value as text. Lists and maps are sorted; an empty list is ``[]``."""
    if value is None:
        return None
    if isinstance(type_, MapType):
        return "; ".join(sorted(f"{key}: {_as_text(each, type_.value)}" for key, each in value)) or None
    if isinstance(type_, ListType):
        nested = isinstance(type_.item, ListType)
        return "; ".join(sorted(map(", ".join, value))) if nested else ", ".join(sorted(value)) or "[]"
    return str(value)


def _summary(item: Any) -> str | None:
    """Return a summary: the stance of evidence, the place of an appearance, else the other fields."""
    if isinstance(item, model.Evidence):
        return item.stance
    if isinstance(item, model.Appearance):
        return _as_text(item.at, _FORMS[model.Appearance].keys["at"].type)
    values = ((getattr(item, each.attribute), each.type) for each in _FORMS[type(item)].fields if each.key != "claims")
    return ", ".join(str(_as_text(value, type_)) for value, type_ in values if value)


_FORMS: Final[dict[type[Any], RecordType]] = {each.make: each for each in schema.RECORDS}

_SECTION_ORDER: Final = (Section.CLAIMS, Section.SOURCES, Section.PEOPLE, Section.PLACES, Section.EVENTS)
"""The sections in the order of the answer."""
