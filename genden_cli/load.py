"""The bytes of a fact base in, checked facts out, or every mistake at once.

`records` streams, so that an index can be built from a base of any size; `load` holds the whole.
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Final, cast

from genden_cli import model
from genden_cli.errors import BadBase, Problem, Span
from genden_cli.nodes import entries
from genden_cli.readers import Reading, nearest
from genden_cli.schema import BASE, RECORD_ID, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.nodes import Node

MOST_PROBLEMS: Final = 1000
_SINGULAR: Final = {"sources": "source", "people": "person", "events": "event", "claims": "claim"}


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
    reading = Reading()
    derivations: dict[str, tuple[str, ...]] = {}
    sections: dict[str, Node] = {}
    for section, name, node in entries(data, frozenset(SECTIONS), reading.problems):
        record = _record(section, name, node, reading, sections)
        if record is not None and not reading.problems:
            if isinstance(record, model.Source) and record.derived_from:
                derivations[record.id] = record.derived_from
            yield record
        if len(reading.problems) >= MOST_PROBLEMS:
            break
    else:
        _check_whole(reading, sections, derivations)
    if reading.problems:
        raise BadBase(path, data, tuple(sorted(reading.problems, key=lambda each: each.span)))


def _record(
    section: str, name: str | None, node: Node, reading: Reading, sections: dict[str, Node]
) -> model.Record | None:
    sections[section] = node
    if name is not None:
        reading.ids.setdefault(section, {})[name] = node.key_span
        RECORD_ID.read(node.key_node(name), reading)
        return cast("model.Record | None", SECTIONS[section].read(node, reading, id=name))
    if section == "base":
        return cast("model.Record | None", BASE.read(node, reading))
    if section in SECTIONS:
        remedy = "write each record below its id, or remove the section"
        reading.complain(node.span, "E012", f"{section} is a map of ids and records", remedy)
    else:
        known = ("base", *SECTIONS)
        remedy = nearest(section, known) or f"known sections: {', '.join(known)}"
        reading.complain(node.key_span, "E010", f"a fact base has no section '{section}'", remedy)
    return None


def _check_whole(reading: Reading, sections: dict[str, Node], derivations: dict[str, tuple[str, ...]]) -> None:
    """Check what only the whole file can show; after a mistake of syntax the whole was not read."""
    if any(problem.code in _UNREAD for problem in reading.problems):
        return
    if "base" not in sections:
        reading.problems.append(_NO_BASE)
    for section, wanted, span in reading.pending:
        known = reading.ids.get(section, {})
        if wanted not in known:
            message = f"no {_SINGULAR[section]} '{wanted}'"
            reading.complain(span, "E014", message, nearest(wanted, known))
    for circle in _circles(derivations):
        message = f"derived_from runs in a circle: {' → '.join((*circle, circle[0]))}"
        span = reading.ids["sources"][circle[0]]
        reading.complain(span, "E022", message, "remove one of the links")


_UNREAD: Final = frozenset({"E001", "E002", "E003", "E004", "E005", "E007", "E008"})
_NO_BASE: Final = Problem(Span(1, 1, 1, 2), "E011", "a fact base without 'base'", "add 'base: {title: …}' at the top")


def _circles(derivations: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield circles of sources that derive from each other until none is left."""
    while True:
        try:
            TopologicalSorter(derivations).prepare()
        except CycleError as error:
            circle = tuple(reversed(error.args[1][1:]))
            yield circle
            del derivations[circle[0]]
        else:
            return
