"""The bytes of a fact base in, checked facts out, or every mistake at once.

`records` streams, so that an index can be built from a base of any size; `load` holds the whole.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

from genden_cli import model
from genden_cli.errors import BadBase, Problem, Span
from genden_cli.parsing.nodes import UNREAD, entries
from genden_cli.parsing.problems import TooMany, quoted
from genden_cli.parsing.readers import Id, LoadContext, did_you_mean, record_reader
from genden_cli.schema import BASE, SECTIONS
from genden_cli.text.edit_distance import distance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.parsing.nodes import Node

_RECORDS: Final = {str(section): record_reader(form) for section, form in SECTIONS.items()}


def load(data: bytes, path: str) -> model.Facts:
    """Return the facts in ``data``; raise `BadBase` with every mistake if there are any."""
    found: dict[type, list[model.Record]] = {}
    for record in records(data, path):
        found.setdefault(type(record), []).append(record)
    return model.Facts(
        base=cast("model.Base", found[model.Base][0]),
        sources=cast("tuple[model.Source, ...]", tuple(found.get(model.Source, ()))),
        people=cast("tuple[model.Person, ...]", tuple(found.get(model.Person, ()))),
        events=cast("tuple[model.Event, ...]", tuple(found.get(model.Event, ()))),
        claims=cast("tuple[model.Claim, ...]", tuple(found.get(model.Claim, ()))),
    )


def records(data: bytes, path: str) -> Iterator[model.Record]:
    """Yield each record of ``data`` as it is read, in the order of the file.

    Only at the end is it known that every reference resolves: `BadBase` may come after all records were yielded, and
    what was made of them is then to be thrown away.
    """
    reading = LoadContext()
    with suppress(TooMany):  # what was found is enough
        yield from _sound(data, reading)
    if reading.problems:
        raise BadBase(path, data, tuple(sorted(reading.problems, key=lambda each: each.span)))


@dataclass(slots=True)
class _Whole:
    """What is known of the file as a whole; of ``unsure`` sections, not all ids are.

    ``astray`` is what stood last where a record of its section belongs: a key, or a record of the section named.
    """

    sections: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    derivations: dict[str, tuple[str, ...]] = field(default_factory=dict)
    astray: str = ""


def _sound(data: bytes, reading: LoadContext) -> Iterator[model.Record]:
    """Yield records until the first mistake; all mistakes go to ``reading``."""
    whole = _Whole()
    for section, name, node in entries(data, frozenset(_RECORDS), reading.problems):
        record = _record(section, name, node, reading, whole)
        if isinstance(record, model.Source) and record.derived_from:
            whole.derivations[record.id] = record.derived_from
        if record is not None and not reading.problems:
            yield record
    if UNREAD not in whole.unsure:
        _check_references(reading, whole)
    _check_circles(reading, whole.derivations)


def _record(section: str, name: str | None, node: Node, reading: LoadContext, whole: _Whole) -> model.Record | None:
    if section not in whole.sections:
        whole.sections.add(section)
        whole.astray = ""
    if name is not None:
        return _entry(section, name, node, reading, whole)
    if section == "base":
        return cast("model.Record | None", record_reader(BASE).read(node, reading))
    whole.unsure.add(section)
    if node.value is None:
        return None  # why was said before
    if section in _RECORDS:
        remedy = "write each record below its id, or remove the section"
        reading.complain(node.span, "E012", f"{section} is a map of ids and records", remedy)
    else:
        known = ("base", *_RECORDS)
        remedy = did_you_mean(reading.near(section, known), f"known sections: {', '.join(known)}")
        reading.complain(node.key_span, "E010", f"a fact base has no section {quoted(section)}", remedy)
    return None


def _entry(section: str, name: str, node: Node, reading: LoadContext, whole: _Whole) -> model.Record | None:
    """Return the record of an id; the id is known even if the record has mistakes."""
    before, form = whole.astray, _RECORDS[section]
    meant = whole.astray = _meant(section, node)
    if name in form.keys and (isinstance(node.value, str | list) or before == _KEY):
        whole.astray = _KEY
        record = form.form.name
        if before != _KEY:  # else an id is missing above the one before too
            remedy = f"write the id of the {record} above it, or indent it, if it is a key of the last one"
            reading.complain(node.key_span, "E012", f"'{name}' stands where an id belongs", remedy)
        return None
    if meant not in (section, before):
        what = _RECORDS[meant].what
        remedy = f"write '{meant}:' above it, or move it there"
        reading.complain(node.key_span, "E012", f"{quoted(name)} is made like {what}, not like {form.what}", remedy)
    reading.ids.setdefault(meant, {})[name] = node.key_span
    Id.read(node.key_node(name), reading)
    return cast("model.Record | None", _RECORDS[meant].read(node, reading, id=name))


_KEY: Final = "a key"


def _meant(section: str, node: Node) -> str:
    """Return the section that a record belongs to by its keys: another only where they are no others than its."""
    form = _RECORDS[section]
    if not isinstance(node.value, dict) or node.value.keys() <= form.keys.keys():
        return section
    keys = node.value.keys()
    return next((name for name, each in _RECORDS.items() if each.required.keys() <= keys <= each.keys.keys()), section)


def _check_references(reading: LoadContext, whole: _Whole) -> None:
    """Check that ``base`` and every record referred to is there."""
    absent = {"base", *_RECORDS} - whole.sections
    if whole.sections - {"base", *_RECORDS}:
        whole.unsure |= absent  # one of them may stand there under a wrong name
    if "base" in absent - whole.unsure:
        reading.complain(*_NO_BASE)
    for (section, wanted), spans in reading.pending.items():
        if wanted not in reading.ids.get(section, {}) and section not in whole.unsure:
            _complain_unknown(section, wanted, spans, reading)


def _complain_unknown(section: str, wanted: str, spans: list[Span], reading: LoadContext) -> None:
    """Say that there is no such record, where it is named; or once, at the id that a slip made of it."""
    known = reading.ids.get(section, {})
    near = reading.near(wanted, known)
    message = f"no {_RECORDS[section].form.name} {quoted(wanted)}"
    if near and not Id.accepts(near):
        return  # of that id was said before that it is none
    if near and len(spans) > 1 and near not in reading.named[section] and _is_slip(wanted, near):
        remedy = f"did you mean '{wanted}' here? it is named first on line {spans[0].line}"
        reading.complain(known[near], "E014", f"{message}, which {len(spans)} places name; none names this", remedy)
        return
    remedy = did_you_mean(near, f"add it to {section}, or name one that is there")
    for span in spans:
        reading.complain(span, "E014", message, remedy)


def _is_slip(one: str, other: str) -> bool:
    """Tell whether two ids are one, misspelt; other numbers make another."""
    return distance(one, other, most=_SLIPS) <= _SLIPS and _digits(one) == _digits(other)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _check_circles(reading: LoadContext, derivations: dict[str, tuple[str, ...]]) -> None:
    """Check that no source rests on itself."""
    for circle in _circles(derivations):
        names = circle if len(circle) <= _MOST_NAMED else (*circle[: _MOST_NAMED - 1], "…", circle[-1])
        message = f"derived_from runs in a circle: {' → '.join((*names, circle[0]))}"
        span = reading.ids["sources"][circle[0]]
        reading.complain(span, "E022", message, "remove the link from an older source to a younger one")


_MOST_NAMED: Final = 8
_SLIPS: Final = 2
_NO_BASE: Final = Problem(Span(1, 1, 1, 2), "E011", "a fact base without 'base'", "add 'base: {title: …}' at the top")


def _circles(derivations: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield each circle of sources that derive from each other, by a walk along every link."""
    done: set[str] = set()
    for start, parents in derivations.items():
        path = {start: iter(() if start in done else parents)}
        while path:
            last = next(reversed(path))
            parent = next(path[last], None)
            if parent is None:
                done.add(last)
                path.popitem()
            elif parent in path:
                names = list(path)
                yield tuple(names[names.index(parent) :])
            elif parent not in done:
                path[parent] = iter(derivations.get(parent, ()))
