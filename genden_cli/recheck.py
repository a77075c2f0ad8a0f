"""Check the versions of a base one after the other; after an edit of records, only what follows from it is read.

The problems of claims that an edit does not concern stay, at the lines where they are now. The rules on other records
and on the base as a whole are applied to what is held of all records.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any
from weakref import finalize

from genden_cli.check import CheckResult, claim_problems, result
from genden_cli.diagnostics.problem import Fix, Label, Problem, Span
from genden_cli.edits import record_edit
from genden_cli.errors import BadBase
from genden_cli.load import errors_of_part, records
from genden_cli.parsing.context import LoadContext
from genden_cli.provenance import ancestry
from genden_cli.reread import place, reread
from genden_cli.rules.survey import CheckedBase
from genden_cli.source import kept_texts, watch
from genden_cli.source.base_text import BaseText
from genden_cli.source.stretch import Before
from genden_cli.words import Section

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from genden_cli.edits import RecordEdit
    from genden_cli.reread import RecordPlace


class Recheck:
    """Checks versions of one base. It holds what it knows of the last one without errors."""

    def __init__(self) -> None:
        self._survey: CheckedBase | None = None
        self._found: list[Problem] = []
        self._paths: list[str] = []
        self._kept: sqlite3.Connection | None = None

    def check(self, texts: Iterable[BaseText]) -> CheckResult:
        """Return the problems of the fact base in these files, as `genden_cli.check.check` does."""
        texts = tuple(texts)
        survey = self._survey
        edits = self._edits(survey, texts) if survey else None
        if survey and edits is not None:
            if self._take_in(survey, texts, edits):
                return result(survey, self._found)
            if errors := _errors(survey, edits):
                return CheckResult(texts, errors)
        survey = CheckedBase(texts)
        try:
            self._found = claim_problems(survey, records(texts, keep_values=True))
        except BadBase as error:
            return CheckResult(texts, error.problems)
        self._survey, self._paths = survey, [each.path for each in texts]
        return result(survey, self._found)

    def release(self) -> None:
        """Put the files on the disk, so that memory does not hold them when the next version is read."""
        survey = self._survey
        if survey and survey.texts and (kept := watch.keep_on_disk(survey.texts.values(), self._kept)):
            if kept is not self._kept:
                finalize(self, kept.close)
            self._kept, survey.texts = kept, {}

    def _edits(self, survey: CheckedBase, texts: Sequence[BaseText]) -> list[RecordEdit] | None:
        """Return the edits since a survey; None if they are of more than records in their places."""
        if self._paths != [each.path for each in texts]:
            return None
        edits: list[RecordEdit] = []
        for text in texts:
            if self._kept and not survey.texts:
                before = kept_texts.kept(self._kept, text)
            else:
                before = Before(survey.texts[text.path].data)
            if before.data != text.data[before.start : len(text.data) - before.spare]:
                edit = record_edit(before, text)
                if edit is None or not _stands(survey, edit):
                    return None
                edits.append(edit)
        return edits

    def _take_in(self, survey: CheckedBase, texts: Iterable[BaseText], edits: Sequence[RecordEdit]) -> bool:
        """Bring what is held up to date; return False, and change nothing, if the edits may change more."""
        concerned = _concerned(survey, edits)
        lines = _lines(survey, concerned)
        others_there = (each.place.is_on(lines) for id_, each in survey.outlines.items() if id_ not in concerned)
        if not all(_is_sound(survey, each) for each in edits) or any(others_there):
            return False
        gone = {(file, number + 1) for file, numbers in lines.items() for number in numbers}
        found = [each for each in self._found if each.span[:2] not in gone]
        others: list[RecordPlace] = []
        survey.texts = {each.path: each for each in texts}
        for edit in edits:
            others += _places(survey, edit)
            survey.move(edit.text.path, edit.above + 1, edit.last, edit.distance)
            found = [_moved(each, edit) for each in found] if edit.distance else found
        claims = {id_: survey.outlines[id_].place for id_ in concerned}
        claims |= {each.id: each for each in others if each.section == Section.CLAIMS}
        others = [each for each in others if each.section != Section.CLAIMS]
        again = chain(reread(survey.texts, others), reread(survey.texts, claims.values()))
        self._found = found + claim_problems(survey, again)
        return True


def _stands(survey: CheckedBase, edit: RecordEdit) -> bool:
    """Tell whether the records of an edit were in these places, and the base does not move."""
    places = (survey.place_of(edit.section, each.id) for each in edit.before)
    expected = ((edit.text.path, each.line + edit.above - 1) for each in edit.before)
    moves = edit.distance and survey.base.node.file == edit.text.path and survey.base.node.line > edit.last
    return not moves and all(each and each[:2] == other for each, other in zip(places, expected, strict=True))


def _is_sound(survey: CheckedBase, edit: RecordEdit) -> bool:
    """Tell whether the records of an edit have no errors, and rest on each other as before."""
    return (
        edit.now is not None
        and all(survey.place_of(Section(section), id_) for section, id_ in edit.references)
        and list(map(_derivation, edit.before)) == list(map(_derivation, edit.now))
    )


def _derivation(record: Any) -> object:
    """Return what a record derives from, or is a part of. Neither may form a cycle."""
    return getattr(record, "derived_from", None), getattr(record, "part_of", None)


def _errors(survey: CheckedBase, edits: Sequence[RecordEdit]) -> tuple[Problem, ...] | None:
    """Return the errors of a base after an edit; None if there may be some outside the records that it is of."""
    if len(edits) != 1 or edits[0].section in (Section.SOURCES, Section.PLACES):  # they may form a cycle
        return None
    (edit,) = edits
    names = [each.id for each in edit.before]
    reading = LoadContext()
    for section in Section:
        held = survey.outlines if section == Section.CLAIMS else getattr(survey, section)
        others = held.keys() - names if section == edit.section else held
        reading.ids[section] = dict.fromkeys(others, Span(edit.text.path, 1, 1, 1, 1))
        for id_ in others:
            reading.note_former(section, id_, held[id_].was)
    part = BaseText(edit.text.path, b"\n" * edit.above + edit.text.data)
    return errors_of_part(part, edit.section, names, reading)


def _concerned(survey: CheckedBase, edits: Iterable[RecordEdit]) -> set[str]:
    """Return the claims that were edited, or that rest on what was edited."""
    edited: dict[Section, set[str]] = {each: set() for each in Section}
    for edit in edits:
        edited[edit.section].update(each.id for each in edit.before)
    known = survey.derived_from
    sources = {each for each in known if not edited[Section.SOURCES].isdisjoint(ancestry(each, None, known).sources)}
    return edited[Section.CLAIMS] | {
        id_
        for id_, each in survey.outlines.items()
        if each.event in edited[Section.EVENTS] or not sources.isdisjoint((*each.cited, *each.appearing))
    }


def _lines(survey: CheckedBase, claims: Iterable[str]) -> dict[str, list[int]]:
    """Return the lines of claims by file, sorted, counted from 0."""
    found: dict[str, set[int]] = {}
    for file, first, last, *_ in (survey.outlines[each].place for each in claims):
        found.setdefault(file, set()).update(range(first, last + 1))
    return {file: sorted(lines) for file, lines in found.items()}


def _places(survey: CheckedBase, edit: RecordEdit) -> Iterator[RecordPlace]:
    """Yield where the records of an edit are now, and the records after them that are held as a whole."""
    yield from (place(edit.section, each).moved(edit.above) for each in edit.now or ())
    if edit.distance:
        for section in Section:
            for record in getattr(survey, section).values() if section != Section.CLAIMS else ():
                if record.node.file == edit.text.path and record.node.line > edit.last:
                    yield place(section, record).moved(edit.distance)


def _moved(problem: Problem, edit: RecordEdit) -> Problem:
    """Return a problem with the lines that its places have after an edit."""

    def moved(span: Span) -> Span:
        return span.moved(edit.distance) if span.file == edit.text.path and span.line > edit.last else span

    rule, span, message, remedy, related, fix = problem
    labels = tuple(Label(moved(each.span), each.message) for each in related) if related else ()
    return Problem(rule, moved(span), message, remedy, labels, fix and Fix(moved(fix.span), fix.replacement))
