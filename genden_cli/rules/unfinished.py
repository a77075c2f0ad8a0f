"""Rule on unfinished text: no placeholder remains."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import chain
from typing import TYPE_CHECKING, Final

from genden_cli.errors import Problem
from genden_cli.rules.survey import lines_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.parsing.nodes import Node
    from genden_cli.rules.survey import CheckedBase, Rule

CODE: Final = "W280"

_MARKS: Final = ("TODO", "…")
# A placeholder of `genden add`, or TODO with a note. A title in capitals may start with the Spanish word TODO.
_LEFT = re.compile(r"…|TODO(?:|:.*|\s(?!\s*[A-ZÁÉÍÓÚÑ]{2}).*)", re.DOTALL)


def nothing_is_left_to_be_written(survey: CheckedBase) -> Iterator[Problem]:
    """W280: no text is a placeholder such as TODO or …."""
    lines = lines_with(survey.data, (mark.encode() for mark in _MARKS))
    if not lines:
        return
    for record in chain((survey.base,), *(each.values() for each in survey.sections)):
        if bisect_left(lines, record.node.start.line) < bisect_right(lines, record.node.end.line):
            for node in _texts(record.node):
                if _LEFT.fullmatch(node.value):
                    yield Problem(node.span, CODE, "placeholder text", "write the text, or remove an optional key")


def _texts(node: Node) -> Iterator[Node]:
    if isinstance(node.value, str):
        yield node
        return
    for each in node.value.values() if isinstance(node.value, dict) else node.value:
        yield from _texts(each)


RULES: Final[tuple[Rule, ...]] = (nothing_is_left_to_be_written,)
