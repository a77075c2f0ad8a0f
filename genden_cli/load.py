"""Load a fact base from its files: return checked records, or raise with all errors at once.

`records` streams, so that an index can be built from a base of any size. `load` returns the whole base.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, cast

from genden_cli import model
from genden_cli.cycles import cycles
from genden_cli.diagnostics.problem import Label, Span
from genden_cli.errors import BadBase
from genden_cli.parsing import fixes
from genden_cli.parsing.context import LoadContext, NearWord, correction, did_you_mean
from genden_cli.parsing.nodes import UNREAD, entries
from genden_cli.parsing.problems import TooMany, first_here, quoted
from genden_cli.parsing.readers import record_reader
from genden_cli.parsing.text_readers import Id
from genden_cli.schema import BASE, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.diagnostics.problem import Problem
    from genden_cli.parsing.node import Node
    from genden_cli.source.base_text import BaseText

_RECORDS: Final = {str(section): record_reader(form) for section, form in SECTIONS.items()}


def load(texts: Iterable[BaseText], *, keep_values: bool = False) -> model.Facts:
    """Return the facts in the files of a base; raise `BadBase` with all errors if there are any.

    ``keep_values`` is that of `records`.
    """
    return facts_of(records(texts, keep_values=keep_values))


def facts_of(records: Iterable[model.Record]) -> model.Facts:
    """Return records as facts, each kind in its order. One of them is the head of the base."""
    found: dict[type, list[model.Record]] = {}
    for record in records:
        found.setdefault(type(record), []).append(record)
    return model.Facts(
        base=cast("model.Base", found[model.Base][-1]),
        sources=cast("tuple[model.Source, ...]", tuple(found.get(model.Source, ()))),
        people=cast("tuple[model.Person, ...]", tuple(found.get(model.Person, ()))),
        places=cast("tuple[model.Place, ...]", tuple(found.get(model.Place, ()))),
        events=cast("tuple[model.Event, ...]", tuple(found.get(model.Event, ()))),
        claims=cast("tuple[model.Claim, ...]", tuple(found.get(model.Claim, ()))),
    )


def records(texts: Iterable[BaseText], *, keep_values: bool = False) -> Iterator[model.Record]:
    """Yield each record as it is read: file by file, in the order of each file.

    References are checked at the end. So `BadBase` may be raised after all records were yielded, and the caller must
    then discard them. The nodes of the records are bare. With ``keep_values`` they keep their values, so that positions
    within a record can be found; a record then takes about twice the memory.
    """
    texts = tuple(texts)
    reading = LoadContext(keep_values=keep_values)
    with suppress(TooMany):  # the limit of problems is reached
        yield from _sound(texts, reading)
    if reading.problems:
        raise BadBase(texts, tuple(sorted(reading.problems, key=lambda each: each.span)))


def lone_records(text: BaseText) -> list[model.Record]:
    """Return the records in a text that is a part of a base; raise `BadBase` if they have errors.

    References to other records are not checked.
    """
    return records_and_references(text)[0]


def records_and_references(text: BaseText) -> tuple[list[model.Record], set[tuple[str, str]]]:
    """Return the records in a part of a base, and the section and id of all that they refer to, as `lone_records`."""
    reading = LoadContext()
    whole = _Whole()
    found: list[model.Record | None] = []
    with suppress(TooMany):
        for section, name, node in entries(text, frozenset(_RECORDS), reading.problems):
            found.append(_record(section, name, node, reading, whole))
    if reading.problems:
        raise BadBase((text,), tuple(reading.problems))
    return [each for each in found if each is not None], set(reading.references())


def errors_of_part(
    text: BaseText, section: str, names: Iterable[str], reading: LoadContext
) -> tuple[Problem, ...] | None:
    """Return the errors of a part of a base that has no other errors, in order; None if the part does not tell them.

    The part has the records ``names`` of a section. ``reading`` knows the ids of all others, also the former ones.
    """
    whole = _Whole()
    names = tuple(names)
    found = []
    with suppress(TooMany):
        for each, name, node in entries(text, frozenset(_RECORDS), reading.problems):
            found.append((each, name))
            record = _record(each, name, node, reading, whole)
            reading.note_former(section, name or "", getattr(record, "was", ()))
        missing = {key: spans for key, spans in reading.pending.items() if key[1] not in reading.ids.get(key[0], {})}
        is_all = found == [(section, name) for name in names] and reading.ids.get(section, {}).keys() >= set(names)
        if not is_all or any(len(spans) > 1 for spans in missing.values()):
            return None
        for (other, wanted), spans in missing.items():
            _complain_unknown(other, wanted, spans, reading)
        return tuple(sorted(reading.problems, key=lambda each: each.span))
    return None


class _Whole:
    """State shared across sections and files.

    ``sections``: the first node of each section.
    ``unsure``: sections whose id list may have gaps; missing references there are not reported.
    ``astray``: the kind of misplaced entry seen last, a key or a section name; suppresses repeats of the same error.
    """

    def __init__(self) -> None:
        self.sections: dict[str, Node] = {}
        self.unsure: set[str] = set()
        self.derivations: dict[str, tuple[str, ...]] = {}
        self.wholes: dict[str, tuple[str, ...]] = {}
        self.astray = ""


def _sound(texts: tuple[BaseText, ...], reading: LoadContext) -> Iterator[model.Record]:
    """Yield records until the first error; all errors go to ``reading``."""
    whole = _Whole()
    for text in texts:
        whole.astray = ""
        for section, name, node in entries(text, frozenset(_RECORDS), reading.problems):
            record = _record(section, name, node, reading, whole)
            if isinstance(record, model.Source) and record.derived_from:
                whole.derivations[record.id] = record.derived_from
            elif isinstance(record, model.Place) and record.part_of:
                whole.wholes[record.id] = (record.part_of,)
            if former := getattr(record, "was", ()):
                reading.note_former(section, name or "", former)
            if record is not None and not reading.problems:
                yield record
    if UNREAD not in whole.unsure:
        _check_references(reading, whole, texts)
    _check_circles(reading, "sources", "derived_from", whole.derivations, "from an older source to a newer one")
    _check_circles(reading, "places", "part_of", whole.wholes, "from a larger place to a smaller one")


def _record(section: str, name: str | None, node: Node, reading: LoadContext, whole: _Whole) -> model.Record | None:
    if section not in whole.sections:
        whole.sections[section] = node.bare()
        whole.astray = ""
    if name is not None:
        return _entry(section, name, node, reading, whole)
    if section == "base":
        if (first := whole.sections[section]).start is not node.start:
            _complain_again(section, first.key_span, node.key_span, reading)
        return cast("model.Record | None", record_reader(BASE).read(node, reading))
    whole.unsure.add(section)
    if node.value is None:
        return None  # the problem is already recorded
    if section in _RECORDS:
        remedy = "write each record below its id, or remove the section"
        reading.complain(node.span, "E012", f"{section} needs ids with a record below each", remedy)
    else:
        known = ("base", *_RECORDS)
        near = reading.near(section, known)
        remedy = did_you_mean(near, f"use one of {', '.join(known)}")
        fix = correction(node.key_span, near) if near and near.word not in whole.sections else None
        reading.complain(node.key_span, "E010", f"unknown section {quoted(section)}", remedy, fix=fix)
        if near and near.certain:
            _misspelt(near.word, node, reading, whole)
    return None


def _misspelt(section: str, node: Node, reading: LoadContext, whole: _Whole) -> None:
    """Read what stands below the misspelt name of ``section``, for its problems."""
    if section == "base":
        record_reader(BASE).read(node, reading)
    elif isinstance(node.value, dict):
        for name, child in node.value.items():
            _entry(section, name, child, reading, whole)


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
    ids = reading.ids.setdefault(meant, {})
    first = ids.setdefault(name, node.key_span)
    if first.file != node.file:  # within one file the parser has complained
        _complain_again(name, first, node.key_span, reading)
    if not Id.accepts(name):
        Id.read(node.key_node(name), reading)
    return cast("model.Record | None", _RECORDS[meant].read(node, reading, id=name))


_KEY: Final = "a key"


def _complain_again(name: str, first: Span, again: Span, reading: LoadContext) -> None:
    """Report a key that an earlier file has too."""
    message = f"duplicate key {quoted(name)}"
    remedy = f"remove one or merge them; the first is in {first.file} on line {first.line}"
    reading.complain(again, "E006", message, remedy, related=(first_here(first),))


def _meant(section: str, node: Node) -> str:
    """Return the section whose keys a record has: ``section``, or another one if all keys fit only that."""
    form = _RECORDS[section]
    if not isinstance(node.value, dict) or node.value.keys() <= form.keys.keys():
        return section
    keys = node.value.keys()
    return next((name for name, each in _RECORDS.items() if each.required <= keys <= each.keys.keys()), section)


def _check_references(reading: LoadContext, whole: _Whole, texts: tuple[BaseText, ...]) -> None:
    """Report a missing ``base``, in the first file, and every reference to a missing record."""
    absent = {"base", *_RECORDS} - whole.sections.keys()
    if whole.sections.keys() - {"base", *_RECORDS}:
        whole.unsure |= absent  # the unknown section may be one of them, misspelt
    if "base" in absent - whole.unsure:
        span = Span(texts[0].path if texts else "", 1, 1, 1, 2)
        where = f" in {len(texts)} files" if len(texts) > 1 else ""
        reading.complain(span, "E011", f"missing section 'base'{where}", "add 'base: {title: …}' at the top")
    for (section, wanted), spans in reading.pending.items():
        if wanted not in reading.ids.get(section, {}) and section not in whole.unsure:
            _complain_unknown(section, wanted, spans, reading)


def _complain_unknown(section: str, wanted: str, spans: list[Span], reading: LoadContext) -> None:
    """Report a missing record at each reference, or once at its id if the id itself seems misspelt."""
    known = reading.ids.get(section, {})
    near = reading.near(wanted, known)
    message = f"no {_RECORDS[section].form.name} {quoted(wanted)}"
    if near and not Id.accepts(near.word):
        return  # the id is invalid and already reported
    if near and len(spans) > 1 and near.word not in reading.named[section] and fixes.is_slip(wanted, near.word):
        message = f"{message}, but {len(spans)} places use it and none uses this"
        span = known[near.word]
        place = f"in {spans[0].file} on line" if spans[0].file != span.file else "on line"
        remedy = f"did you mean '{wanted}' here? it is first used {place} {spans[0].line}"
        related = tuple(Label(each, "used here") for each in spans[:_MOST_PLACES])
        reading.complain(span, "E014", message, remedy, related=related, fix=fixes.replacement(span, wanted))
        return
    now = reading.former.get(section, {}).get(wanted, set())
    if len(now) == 1:
        near = NearWord(next(iter(now)), certain=True)
        message = f"{message} any more"
    remedy = did_you_mean(near, f"add it to {section}, or use an existing id")
    for span in spans:
        reading.complain(span, "E014", message, remedy, fix=correction(span, near))


def _check_circles(reading: LoadContext, section: str, key: str, links: dict[str, tuple[str, ...]], wrong: str) -> None:
    """Report every cycle of a key whose links go from one record of a section to others."""
    ids = reading.ids.get(section, {})
    for circle in cycles(links):
        names = circle if len(circle) <= _MOST_NAMED else (*circle[: _MOST_NAMED - 1], "…", circle[-1])
        message = f"circular {key}: {' → '.join((*names, circle[0]))}"
        remedy = f"remove the link {wrong}"
        related = tuple(Label(ids[each], "in the cycle") for each in circle[1:_MOST_NAMED])
        reading.complain(ids[circle[0]], "E022", message, remedy, related=related)


_MOST_NAMED: Final = 8
_MOST_PLACES: Final = 3
