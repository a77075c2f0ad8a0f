"""Rules on references: identifiers are right, and each part of a reference has a field of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics.problem import Fix, Span
from genden_cli.diagnostics.registry import problem
from genden_cli.parsing.fixes import replacement, scalar
from genden_cli.rules.survey import span_of
from genden_cli.text import identifiers
from genden_cli.text.english import join_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from genden_cli import model
    from genden_cli.diagnostics.problem import Problem
    from genden_cli.rules.survey import Check, CheckedBase

_PERIODICAL: Final = frozenset("article-journal article-magazine article-newspaper".split())
_PART: Final = frozenset((*_PERIODICAL, *"article chapter entry entry-dictionary entry-encyclopedia review".split()))
_NUMBERS: Final = r"[0-9]+(?:[-–/][0-9]+)?"
_PAGES: Final = rf"(?:pp?\. ?|S\. ?|с\. ?)?(?P<page>{_NUMBERS})"
_WHOLE: Final = r"(?P<container_title>[^,()0-9]+?)"
_VOLUME: Final = r"vol\. ?(?P<volume>[0-9]+)"
_IN_PARTS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_WHOLE},? (?P<volume>[0-9]+) ?\((?P<issue>{_NUMBERS})\)(?:[,:] ?{_PAGES})?",
        rf"{_WHOLE}, {_VOLUME}(?:, no\. ?(?P<issue>{_NUMBERS}))?(?:, {_PAGES})?",
        rf"{_WHOLE}, (?P<edition>[0-9]+)(?:st|nd|rd|th) ed\.(?:, {_VOLUME})?(?:, {_PAGES})?",
        r"In: (?P<container_title>[^,()]+)",
    )
)
"""Publishers of a part of a periodical or a book with only one possible reading."""

_IN_AN_ARCHIVE: Final = re.compile(
    r"(?P<archive>[^,()]+), (?P<archive_location>(?:fond|opis|delo|box|folder|shelf|фонд|опись|дело) .+)"
)
_HINTS: Final = re.compile(r"[0-9] ?\([0-9]|\b(?:vol|no|pp?|т|с|Bd|S)\. ?[0-9]|^In: |, (?:fond|opis|delo) [0-9]")
"""Signs that a publisher holds a volume, an issue, pages, a book or a file too."""


def identifiers_are_right(survey: CheckedBase) -> Iterator[Problem]:
    """W243: every identifier fits the pattern and the check digit of its scheme."""
    for section in (survey.sources, survey.people, survey.places):
        for record in section.values():
            for scheme, value in record.ids:
                if not identifiers.is_identifier(scheme, value):
                    yield _wrong_identifier(record, scheme, value)


def _wrong_identifier(record: model.Source | model.Person | model.Place, scheme: str, value: str) -> Problem:
    span, bare = span_of(record, "ids", scheme), identifiers.bare(scheme, value)
    message = f"'{value}' {identifiers.fault(scheme, value)}"
    if bare != value and identifiers.is_identifier(scheme, bare):
        return problem(span, "W243", message, f"write {bare}", fix=replacement(span, bare))
    form = f"; an example of {identifiers.name(scheme)} is {identifiers.example(scheme)}"
    remedy = f"compare it with the source{'' if identifiers.has_form(scheme, value) else form}"
    return problem(span, "W243", message, remedy)


def parts_of_references_have_fields(survey: CheckedBase) -> Iterator[Problem]:
    """W244: the publisher of a source is only its publisher, not also a journal, a volume, pages or an archive."""
    for source in survey.sources.values():
        publisher = source.publisher
        if publisher is None:
            continue
        if parts := _parts(source, publisher):
            message = f"the publisher also says {join_words([each.replace('_', ' ') for each in parts])}"
            remedy = f"write {', '.join(f'{key}: {text}' for key, text in parts.items())}"
            yield problem(span_of(source, "publisher"), "W244", message, remedy, fix=_split(survey, source, parts))
        elif _HINTS.search(publisher):
            remedy = "use container_title, volume, issue, page, edition, archive and archive_location"
            yield problem(span_of(source, "publisher"), "W244", "the publisher says more than a name", remedy)
        elif source.type in _PERIODICAL and not source.container_title:
            message = f"an {source.type} is not in a journal or newspaper"
            remedy = "if the publisher is the journal or newspaper, write it as container_title"
            yield problem(span_of(source, "publisher"), "W244", message, remedy)


def _parts(source: model.Source, publisher: str) -> Mapping[str, str]:
    """Return the fields into which a publisher splits, if one reading alone is possible and the fields are free."""
    patterns = _IN_PARTS if source.type in _PART else (_IN_AN_ARCHIVE,)
    found = next((match for each in patterns if (match := each.fullmatch(publisher))), None)
    parts = {key: text for key, text in found.groupdict().items() if text} if found else {}
    return {} if any(getattr(source, key) for key in parts) else parts


def _split(survey: CheckedBase, source: model.Source, parts: Mapping[str, str]) -> Fix | None:
    """Return the fix that writes the fields in place of the publisher; None for a value of several lines."""
    node = source.node.at("publisher")
    if node is None or node.start.line != node.end.line or node.key.line != node.start.line:
        return None
    key = node.key_span
    text = survey.texts[key.file]
    before = text.lines[key.line - 1][: key.column - 1]
    separator = ", " if before.strip() else f"{text.newline}{before}"
    written = separator.join(f"{name}: {scalar(value)}" for name, value in parts.items())
    return Fix(Span(key.file, key.line, key.column, node.span.end_line, node.span.end_column), written)


CHECKS: Final[tuple[Check, ...]] = (identifiers_are_right, parts_of_references_have_fields)
