"""Load a fact base from bytes: return checked records, or raise with all errors at once.

`records` streams, so that an index can be built from a base of any size. `load` returns the whole base.
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
    """Return the facts in ``data``; raise `BadBase` with all errors if there are any."""
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

    References are checked at the end. So `BadBase` may be raised after all records were yielded, and the caller must
    then discard them.
    """
    reading = LoadContext()
    with suppress(TooMany):  # the limit of problems is reached
        yield from _sound(data, reading)
    if reading.problems:
        raise BadBase(path, data, tuple(sorted(reading.problems, key=lambda each: each.span)))


@dataclass(slots=True)
class _Whole:
    """State shared across sections.

    ``unsure``: sections whose id list may have gaps; missing references there are not reported.
    ``astray``: the kind of misplaced entry seen last, a key or a section name; suppresses repeats of the same error.
    """

    sections: set[str] = field(default_factory=set)
    unsure: set[str] = field(default_factory=set)
    derivations: dict[str, tuple[str, ...]] = field(default_factory=dict)
    astray: str = ""


def _sound(data: bytes, reading: LoadContext) -> Iterator[model.Record]:
    """Yield records until the first error; all errors go to ``reading``."""
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
        return None  # the problem is already recorded
    if section in _RECORDS:
        remedy = "write each record below its id, or remove the section"
        reading.complain(node.span, "E012", f"{section} must be a map from ids to records", remedy)
    else:
        known = ("base", *_RECORDS)
        remedy = did_you_mean(reading.near(section, known), f"use one of {', '.join(known)}")
        reading.complain(node.key_span, "E010", f"unknown section {quoted(section)}", remedy)
    return None


def _entry(section: str, name: str, node: Node, reading: LoadContext, whole: _Whole) -> model.Record | None:
    """Return the record, or None if it has errors. Its id counts as defined even then."""
    before, form = whole.astray, _RECORDS[section]
    meant = whole.astray = _meant(section, node)
    if name in form.keys and (isinstance(node.value, str | list) or before == _KEY):
        whole.astray = _KEY
        if before != _KEY:  # else the error before covers this key too
            remedy = f"write the id of the {form.form.name} above it, or indent it under the record above"
            reading.complain(node.key_span, "E012", f"'{name}' is a key, but an id belongs here", remedy)
        return None
    if meant not in (section, before):
        what = _RECORDS[meant].what
        remedy = f"move it to '{meant}', or write '{meant}:' above it"
        reading.complain(node.key_span, "E012", f"{quoted(name)} has the keys of {what}, not of {form.what}", remedy)
    reading.ids.setdefault(meant, {})[name] = node.key_span
    Id.read(node.key_node(name), reading)
    return cast("model.Record | None", _RECORDS[meant].read(node, reading, id=name))


_KEY: Final = "a key"


def _meant(section: str, node: Node) -> str:
    """Return the section whose keys a record has: ``section``, or another one if all keys fit only that."""
    form = _RECORDS[section]
    if not isinstance(node.value, dict) or node.value.keys() <= form.keys.keys():
        return section
    keys = node.value.keys()
    return next((name for name, each in _RECORDS.items() if each.required.keys() <= keys <= each.keys.keys()), section)


def _check_references(reading: LoadContext, whole: _Whole) -> None:
    """Report a missing ``base`` and every reference to a missing record."""
    absent = {"base", *_RECORDS} - whole.sections
    if whole.sections - {"base", *_RECORDS}:
        whole.unsure |= absent  # the unknown section may be one of them, misspelt
    if "base" in absent - whole.unsure:
        reading.complain(*_NO_BASE)
    for (section, wanted), spans in reading.pending.items():
        if wanted not in reading.ids.get(section, {}) and section not in whole.unsure:
            _complain_unknown(section, wanted, spans, reading)


def _complain_unknown(section: str, wanted: str, spans: list[Span], reading: LoadContext) -> None:
    """Report a missing record at each reference, or once at its id if the id itself seems misspelt."""
    known = reading.ids.get(section, {})
    near = reading.near(wanted, known)
    message = f"no {_RECORDS[section].form.name} {quoted(wanted)}"
    if near and not Id.accepts(near):
        return  # the id is invalid and already reported
    if near and len(spans) > 1 and near not in reading.named[section] and _is_slip(wanted, near):
        remedy = f"did you mean '{wanted}' here? it is first used on line {spans[0].line}"
        reading.complain(known[near], "E014", f"{message}, but {len(spans)} places use it and none uses this", remedy)
        return
    remedy = did_you_mean(near, f"add it to {section}, or use an existing id")
    for span in spans:
        reading.complain(span, "E014", message, remedy)


def _is_slip(one: str, other: str) -> bool:
    """Return whether one id is a misspelling of the other. Different digits mean different ids."""
    return distance(one, other, most=_SLIPS) <= _SLIPS and _digits(one) == _digits(other)


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _check_circles(reading: LoadContext, derivations: dict[str, tuple[str, ...]]) -> None:
    """Report every cycle of ``derived_from``."""
    for circle in _circles(derivations):
        names = circle if len(circle) <= _MOST_NAMED else (*circle[: _MOST_NAMED - 1], "…", circle[-1])
        message = f"circular derived_from: {' → '.join((*names, circle[0]))}"
        span = reading.ids["sources"][circle[0]]
        reading.complain(span, "E022", message, "remove the link from an older source to a newer one")


_MOST_NAMED: Final = 8
_SLIPS: Final = 2
_NO_BASE: Final = Problem(Span(1, 1, 1, 2), "E011", "missing section 'base'", "add 'base: {title: …}' at the top")


def _circles(derivations: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield each cycle of ``derived_from`` links, found by a depth-first walk."""
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
