"""Rules on search: words that mean the same, and the phrasings by which readers look for a record."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics.problem import Fix, Label, Span
from genden_cli.diagnostics.registry import problem
from genden_cli.rules.survey import phrasing_span, span_of
from genden_cli.schema import SECTIONS
from genden_cli.text.normalize import normalize
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.diagnostics.problem import Problem
    from genden_cli.rules.survey import Check, CheckedBase


def words_are_in_one_group(survey: CheckedBase) -> Iterator[Problem]:
    """W255: no word is in two groups of words that mean the same."""
    places: dict[str, tuple[int, Span]] = {}
    for number, group in enumerate(survey.base.words):
        for index, word in enumerate(group):
            span = span_of(survey.base, "words", number, index)
            first, other = places.setdefault(normalize(word) or word, (number, span))
            if first != number:
                related = (Label(other, "the other group"),)
                message = f"'{word}' is in two groups of words"
                yield problem(span, "W255", message, "remove it from one of them", related=related)


def phrasings_lead_to_one_record(survey: CheckedBase) -> Iterator[Problem]:
    """W256: no two records share a phrasing."""
    owners: dict[str, tuple[str, str, Span]] = {}
    for kind, id_, text, span in _phrasings(survey):
        name, owner, first = owners.setdefault(normalize(text), (kind, id_, span))
        if (name, owner) != (kind, id_):
            message = f"'{text}' is also a phrasing of {name} '{owner}'"
            related = (Label(first, "the other phrasing"),)
            yield problem(span, "W256", message, "keep it at the better answer", related=related)


def _phrasings(survey: CheckedBase) -> Iterator[tuple[str, str, str, Span]]:
    """Yield each phrasing and its position, after the kind and the id of its record: sources, events, claims."""
    for section in (Section.SOURCES, Section.EVENTS):
        for record in getattr(survey, section).values():
            for each in record.asked_as:
                yield SECTIONS[section].name, record.id, each.text, phrasing_span(each)
    for id_, claim in survey.outlines.items():
        yield from ((SECTIONS[Section.CLAIMS].name, id_, text, span) for text, span in claim.phrasings)


def characters_can_be_typed(survey: CheckedBase) -> Iterator[Problem]:
    """W257: no text has an invisible character or a ligature, which readers cannot type."""
    for text in survey.texts_on(survey.lines_with(_ODD_BYTES)):
        found = _ODD.search(str(text.value))
        if found:
            fix = _without_odd(text.span, survey)
            yield problem(text.span, "W257", f"{_name(found[0])} in a text", _remedy(found[0]), fix=fix)


_ODD: Final = re.compile("[\\u00ad\\u200b\\u2060\\ufeff\\ufb00-\\ufb06]")
_ODD_BYTES: Final = (
    *(each.encode() for each in ("\u00ad", "\u200b", "\u2060", "\ufeff", *map(chr, range(0xFB00, 0xFB07)))),
    *(rb"\u", rb"\x", rb"\U"),
)
"""These characters in UTF-8, and the beginnings of YAML's escapes, which may stand for them."""

_NAMES: Final = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark",
}


def _name(character: str) -> str:
    kind = _NAMES.get(character, "ligature")
    return f"{kind} U+{ord(character):04X}"


def _remedy(character: str) -> str:
    return f"write {replacement}" if (replacement := _replacement(character)) else "remove it"


def _replacement(character: str) -> str:
    return "" if character in _NAMES else normalize(character)


def _without_odd(span: Span, survey: CheckedBase) -> Fix | None:
    """Return the fix that replaces these characters in the first line that has some; None if escapes stand for them."""
    for number in range(span.line, span.end_line + 1):
        line = survey.texts[span.file].lines[number - 1]
        end = span.end_column - 1 if number == span.end_line else len(line)
        found = [*_ODD.finditer(line, span.column - 1 if number == span.line else 0, end)]
        if found:
            first, last = found[0].start(), found[-1].end()
            text = _ODD.sub(lambda odd: _replacement(odd[0]), line[first:last])
            return Fix(Span(span.file, number, first + 1, number, last + 1), text)
    return None


CHECKS: Final[tuple[Check, ...]] = (
    words_are_in_one_group,
    phrasings_lead_to_one_record,
    characters_can_be_typed,
)
