"""Rule on unfinished text: no placeholder remains."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics.registry import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.diagnostics.problem import Problem
    from genden_cli.rules.survey import Check, CheckedBase

CODE: Final = "W280"

_MARKS: Final = ("TODO", "…")
# A placeholder of `genden add`, or TODO with a note. A title in capitals may start with the Spanish word TODO.
_LEFT = re.compile(r"…|TODO(?:|:.*|\s(?!\s*[A-ZÁÉÍÓÚÑ]{2}).*)", re.DOTALL)


def nothing_is_left_to_be_written(survey: CheckedBase) -> Iterator[Problem]:
    """W280: no text is a placeholder such as TODO or …."""
    for node in survey.texts_on(survey.lines_with(mark.encode() for mark in _MARKS)):
        if _LEFT.fullmatch(node.value):
            yield problem(node.span, CODE, "placeholder text", "write the text, or remove an optional key")


CHECKS: Final[tuple[Check, ...]] = (nothing_is_left_to_be_written,)
