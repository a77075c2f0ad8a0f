"""Rules on search: words that mean the same, and the phrasings by which readers look for a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics.problem import Label
from genden_cli.diagnostics.registry import problem
from genden_cli.rules.survey import span_of
from genden_cli.schema import SECTIONS
from genden_cli.text.normalize import normalize
from genden_cli.words import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli import model
    from genden_cli.diagnostics.problem import Problem, Span
    from genden_cli.rules.survey import Check, CheckedBase

_ASKED: Final = (Section.SOURCES, Section.EVENTS, Section.CLAIMS)


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
    for section in _ASKED:
        kind = SECTIONS[section].name
        for record in getattr(survey, section).values():
            for phrasing in record.asked_as:
                span = _text_span(phrasing)
                name, owner, first = owners.setdefault(normalize(phrasing.text), (kind, record.id, span))
                if (name, owner) != (kind, record.id):
                    message = f"'{phrasing.text}' is also a phrasing of {name} '{owner}'"
                    related = (Label(first, "the other phrasing"),)
                    yield problem(span, "W256", message, "keep it at the better answer", related=related)


def _text_span(phrasing: model.Phrasing) -> Span:
    """Return the position of the text of a phrasing, which may be written alone or in a map."""
    node = phrasing.node
    return node.span if isinstance(node.value, str) else span_of(phrasing, "text")


CHECKS: Final[tuple[Check, ...]] = (words_are_in_one_group, phrasings_lead_to_one_record)
