"""Rule on comments: none cuts a text that has no quotes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from genden_cli import schema
from genden_cli.diagnostics.problem import Span
from genden_cli.diagnostics.registry import problem
from genden_cli.text.sanitize import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.diagnostics.problem import Problem
    from genden_cli.parsing.node import Node
    from genden_cli.rules.survey import Check, CheckedBase

_COMMENT: Final = re.compile(r" #(?!\s*genden:).*")
_CUT: Final = re.compile(r"\S #")
_LONGEST: Final = 60


def no_comment_cuts_a_text(survey: CheckedBase) -> Iterator[Problem]:
    """W281: no text without quotes is followed by one space and ``#``; two spaces show that a comment is meant."""
    for node in survey.texts_on(_lines_with_one_space(survey)):
        lines = survey.texts[node.file].lines
        first, last = lines[node.start.line], lines[node.end.line]
        cut = _COMMENT.fullmatch(last, node.end.column)
        if cut and first[node.start.column] not in "'\"|>" and _is_text(node, lines):
            whole = node.value + cut[0].rstrip()
            remedy = f"write {json_text(whole)}" if len(whole) <= _LONGEST else "put the whole text in quotes"
            place = Span(node.file, node.end.line + 1, node.end.column + 1, node.end.line + 1, len(last) + 1)
            message = "a comment begins here, which is no part of the text"
            yield problem(place, "W281", message, f"{remedy}, or two spaces before #")


def _lines_with_one_space(survey: CheckedBase) -> dict[str, list[int]]:
    """Return the lines with one space between something and ``#``, by file. Most comments stand after two or alone."""
    found = survey.lines_with((b" #",))
    return {
        path: [each for each in lines if _CUT.search(survey.texts[path].lines[each])] for path, lines in found.items()
    }


def _is_text(node: Node, lines: Sequence[str]) -> bool:
    """Return whether a value is free text: by its key, or in a list if it has several words."""
    if node.key is None:
        return " " in node.value
    return lines[node.key.line][node.key.column : node.key_end.column].strip("'\"") in _text_keys()


@cache
def _text_keys() -> frozenset[str]:
    """Return the keys whose texts are searched: sentences and names, not numbers and codes."""
    return frozenset(field.key for form in schema.RECORDS for field in form.fields if field.search)


CHECKS: Final[tuple[Check, ...]] = (no_comment_cuts_a_text,)
