"""Rules on rival versions of an event: claims that exclude each other share their evidence."""

from __future__ import annotations

from itertools import chain, permutations
from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics.problem import Label
from genden_cli.diagnostics.registry import problem
from genden_cli.parsing.fixes import scalar
from genden_cli.rules.survey import span_of
from genden_cli.text.command_line import quoted
from genden_cli.words import ClaimRelation, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli import model
    from genden_cli.diagnostics.problem import Problem
    from genden_cli.rules.survey import Check, CheckedBase


_OPEN: Final = "…"
"""Stands for a value that the curator fills in: no command takes it."""


def support_of_a_version_counts_against_its_rival(survey: CheckedBase) -> Iterator[Problem]:
    """W266: a source that supports one of two versions that exclude each other has evidence on the other."""
    pairs = _rivals(survey)
    claims = survey.whole(chain.from_iterable(pairs))
    for one, other in pairs:
        rival = claims[other]
        present = {each.source for each in rival.evidence}
        for item in survey.items_taking(claims[one], Stance.SUPPORTS):
            if item.source not in present:
                present.add(item.source)
                message = f"'{item.source}' supports '{one}', but there is no evidence from it on its rival '{other}'"
                related = (Label(rival.node.key_span, "the other version"),)
                yield problem(span_of(item, "source"), "W266", message, _proposal(item, other), related=related)


def _rivals(survey: CheckedBase) -> dict[tuple[str, str], None]:
    """Return the pairs of versions of an event that exclude each other, both ways round."""
    excluded = {
        (id_, other)
        for id_, relations in survey.relations.items()
        for other in dict(relations).get(ClaimRelation.CONTRADICTS, ())
    }
    versions = (pair for event in survey.events.values() for pair in permutations(event.variants, 2))
    return dict.fromkeys(pair for pair in versions if not excluded.isdisjoint((pair, pair[::-1])))


def _proposal(item: model.Evidence, rival: str) -> str:
    """Return the command that adds the evidence that is missing. Its stance and its grade are the curator's."""
    place = ", ".join(f"{label}: {scalar(value)}" for label, value in item.at)
    options = {"source": item.source, "stance": _OPEN, "credibility": _OPEN, "at": f"{{{place}}}" if place else None}
    options |= {"quote": item.quote} if item.quote else {"note": _OPEN}
    words = (f"--{name} {value if value == _OPEN else quoted(value)}" for name, value in options.items() if value)
    return f"genden add evidence {rival} {' '.join(words)}"


CHECKS: Final[tuple[Check, ...]] = (support_of_a_version_counts_against_its_rival,)
