"""The plan of an import: which references are new, which are sources already, and which fill fields."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from genden_cli import contributors, schema
from genden_cli.bibliography import keys
from genden_cli.bibliography.duplicates import KnownWorks
from genden_cli.bibliography.rows import FieldWithoutPlace, Import, ImportAction, ImportedSource
from genden_cli.model import When
from genden_cli.named_tuple import NamedTuple
from genden_cli.text.slugs import FreeIds
from genden_cli.words import ReadState, Reliability

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from genden_cli.bibliography.references import Reference
    from genden_cli.model import Facts, Source

UNJUDGED: Final = "Imported from {}, not judged yet."
"""The reason for the grade of a source whose grade no person gave."""


class ImportPlan(NamedTuple):
    """The values of each new source, and of each source that gets values for its empty fields, by id.

    Values are by key of a source; ``ids`` are a dict by scheme. ``renamed`` says which new sources have another id than
    their key.
    """

    new: dict[str, dict[str, Any]]
    fills: dict[str, dict[str, Any]]
    record: Import
    renamed: tuple[str, ...] = ()


def plan(
    references: Iterable[Reference],
    facts: Facts,
    *,
    reliability: Reliability | None,
    update: bool,
    unreadable: tuple[str, ...] = (),
) -> ImportPlan:
    """Return the plan for references and a base. No source gets the id of a claim, because some commands take both."""
    planning = _Planning(facts.sources, [each.id for each in facts.claims], reliability, update=update)
    rows = tuple(map(planning.add, references))
    counts = Counter(each.action for each in rows)
    record = Import(
        written=False,
        reliability=reliability or Reliability.F,
        new=counts[ImportAction.NEW],
        duplicates=counts[ImportAction.DUPLICATE],
        updates=counts[ImportAction.UPDATE],
        references=rows,
        left_out=_without_place(rows),
        unreadable=unreadable,
    )
    return ImportPlan(planning.new, planning.fills, record, tuple(planning.renamed))


class _Planning:
    """The works known so far: those of the base, and those of the references that were new."""

    def __init__(
        self, sources: Sequence[Source], taken: Iterable[str], reliability: Reliability | None, *, update: bool
    ) -> None:
        self._ids = FreeIds((*taken, *(each.id for each in sources)))
        self._reliability = reliability
        self._update = update
        self._known = KnownWorks()
        self._values: dict[str, tuple[dict[str, Any], dict[str, str]]] = {}
        self.new: dict[str, dict[str, Any]] = {}
        self.fills: dict[str, dict[str, Any]] = {}
        self.renamed: list[str] = []
        for source in sources:
            self._know(source.id, _values_of(source), {each.scheme: each.value for each in source.ids})

    def _know(self, id_: str, values: dict[str, Any], ids: dict[str, str]) -> None:
        self._values[id_] = values, ids
        self._known.add(id_, values, ids)

    def add(self, reference: Reference) -> ImportedSource:
        """Take a reference into the plan, and return its row."""
        if (found := self._known.find(reference.values, reference.ids)) is None:
            first = keys.first_choice(reference)
            id_ = self._ids.take(first)
            if id_ != first:
                self.renamed.append(f"{first} is the id of another record: '{reference.values['title']}' is {id_}")
            self.new[id_] = self._new_values(reference)
            self._know(id_, dict(reference.values), dict(reference.ids))
            return _row(reference, id_, ImportAction.NEW, None, tuple(self.new[id_]))
        id_, match = found
        fields = self._fill(id_, reference) if self._update else ()
        return _row(reference, id_, ImportAction.UPDATE if fields else ImportAction.DUPLICATE, match, fields)

    def _new_values(self, reference: Reference) -> dict[str, Any]:
        """Return the values of a new source in the order of the schema."""
        graded = {
            "reliability": self._reliability or Reliability.F,
            "read": ReadState.CITED_ONLY,
            "ids": dict(sorted(reference.ids.items())),
        }
        if self._reliability is None:
            graded["why"] = UNJUDGED.format(reference.file)
        return in_order({**reference.values, **graded})

    def _fill(self, id_: str, reference: Reference) -> tuple[str, ...]:
        """Fill the empty fields of a source, and return their keys."""
        values, ids = self._values[id_]
        filled = {key: value for key, value in reference.values.items() if values.get(key) in (None, "", ())}
        added = {scheme: value for scheme, value in reference.ids.items() if scheme not in ids}
        if not filled and not added:
            return ()
        values.update(filled)
        ids.update(added)
        target = self.new if id_ in self.new else self.fills
        current = target.setdefault(id_, {})
        merged = {**current, **filled, "ids": {**current.get("ids", {}), **added}}
        target[id_] = in_order(merged)
        return (*in_order(filled), *(("ids",) if added else ()))


def in_order(values: dict[str, Any]) -> dict[str, Any]:
    """Return values in the order of the schema, without the empty ones."""
    return {each.key: values[each.key] for each in schema.SOURCE.fields if values.get(each.key)}


def _values_of(source: Source) -> dict[str, Any]:
    """Return the values of a source by key, with dates in EDTF."""
    found = {each.key: getattr(source, each.attribute) for each in schema.SOURCE.scalars()}
    return {key: value.edtf if isinstance(value, When) else value for key, value in found.items()}


def _row(reference: Reference, id_: str, action: ImportAction, match: Any, fields: tuple[str, ...]) -> ImportedSource:
    values = reference.values
    return ImportedSource(
        id=id_,
        action=action,
        match=match,
        title=values["title"],
        author=contributors.names_text(values.get("author")),
        issued=values.get("issued"),
        type=values.get("type"),
        file=reference.file,
        key=reference.key,
        fields=fields,
        left_out=reference.left_out,
    )


def _without_place(rows: Iterable[ImportedSource]) -> tuple[FieldWithoutPlace, ...]:
    """Return the fields without a place, the most frequent first. Skipped references are left out."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.action is not ImportAction.DUPLICATE:
            for field in row.left_out:
                found.setdefault(field, []).append(row.id)
    listed = (FieldWithoutPlace(field, len(ids), tuple(ids)) for field, ids in found.items())
    return tuple(sorted(listed, key=lambda each: (-each.references, each.field)))
