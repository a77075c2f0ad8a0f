"""The warnings that a change of a record brings."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from genden_cli.check import CheckResult
from genden_cli.diagnostics import text
from genden_cli.parsing.nodes import entries
from genden_cli.recheck import Recheck
from genden_cli.schema import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.diagnostics.problem import Problem, Span
    from genden_cli.source.base_files import BaseContent
    from genden_cli.words import Section

_TO_COME: Final = frozenset({"W207", "W230", "W231", "W232", "W233"})
"""A new record is not used or weighed yet. No list of warnings has to say so."""

_PLACE: Final = re.compile(r"\blines? \d+")


def new_warnings(
    before: BaseContent, after: BaseContent, section: Section, id_: str, *, base: str | None
) -> Iterator[str]:
    """Return the lines that show the warnings on a record that it did not have before.

    Commands in them name ``base``, if there is one.
    """
    recheck = Recheck()
    found = _on_record(recheck, after, section, id_)
    if not found:
        return iter(())
    known = Counter(map(_trace, _on_record(recheck, before, section, id_)))
    new: list[Problem] = []
    for each in found:
        known[_trace(each)] -= 1
        if known[_trace(each)] < 0:
            new.append(each)
    return text.text([CheckResult(after.texts, tuple(new)).naming(base)])


def _trace(problem: Problem) -> tuple[str, str]:
    """Return what makes a problem the same before and after a change that moves lines."""
    return problem.code, _PLACE.sub("", problem.message)


def _on_record(recheck: Recheck, content: BaseContent, section: Section, id_: str) -> list[Problem]:
    """Return the problems that have a place in a record."""
    places = {
        (each.path, line)
        for each in content.texts
        for name, key, node in entries(each, frozenset(SECTIONS), [])
        if (name, key) == (section, id_)
        for line in range(node.line, node.end.line + (node.end.column > 0) + 1)
    }
    if not places:
        return []
    return [
        each
        for each in recheck.check(content.texts).problems
        if each.code not in _TO_COME and not places.isdisjoint((span.file, span.line) for span in _spans(each))
    ]


def _spans(problem: Problem) -> Iterator[Span]:
    yield problem.span
    yield from (label.span for label in problem.related)
