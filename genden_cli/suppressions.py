"""Suppressions: the comment ``# genden: ignore W207 because …`` on the line of a warning, or alone on a line above."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli.errors import Problem, Span
from genden_cli.rules.survey import lines_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.parsing.nodes import Node
    from genden_cli.rules.survey import CheckedBase

_MARKS: Final = (b"genden: ignore", b"genden:ignore")
_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*genden: ?ignore\b(?P<codes>.*?)(?P<because>\bbecause\b\s*(?P<reason>.*))?$")
_CODE = re.compile(r"[^\s,]+")


class Suppression(NamedTuple):
    """A suppressed warning and the reason in its comment."""

    problem: Problem
    reason: str


class _Silence(NamedTuple):
    """A suppression comment: the line that it applies to, and its codes with their positions."""

    line: int
    span: Span
    codes: dict[str, Span]
    reason: str


def apply_suppressions(survey: CheckedBase, warnings: list[Problem]) -> tuple[list[Problem], list[Suppression]]:
    """Return the warnings to show, including those about suppressions, and the suppressed warnings."""
    if not any(mark in survey.data for mark in _MARKS):
        return warnings, []
    silences = list(_silences(survey))
    reasons: dict[tuple[int, str], str] = {(each.line, code): each.reason for each in silences for code in each.codes}
    stay = [each for each in warnings if (each.span.line, each.code) not in reasons]
    gone = [each for each in warnings if (each.span.line, each.code) in reasons]
    hit = {(each.span.line, each.code) for each in gone}
    for each in silences:
        stay += _objections(each, hit)
    return stay, [Suppression(each, reasons[each.span.line, each.code]) for each in gone]


def _objections(silence: _Silence, hit: set[tuple[int, str]]) -> Iterator[Problem]:
    if silence.codes and not silence.reason:
        yield Problem(silence.span, "W290", "suppression without a reason", "add 'because …'")
    if not silence.codes:
        yield Problem(silence.span, "W291", "suppression without a code", "write the code: ignore W207 because …")
    for code, span in silence.codes.items():
        if code.startswith("E"):
            yield Problem(span, "W291", f"{code} is an error and cannot be suppressed", "remove the code")
        elif (silence.line, code) not in hit:
            yield Problem(span, "W291", f"unused suppression of {code}", "remove the code")


def _silences(survey: CheckedBase) -> Iterator[_Silence]:
    found = []
    for number in lines_with(survey.data, _MARKS):
        match = _COMMENT.search(survey.lines[number].rstrip("\r"))
        if match:
            found.append((number, match))
    texts = _texts_at(survey, [number for number, _ in found])
    for number, match in found:
        if not any(_holds(node, number, match.start(), survey.lines) for node in texts[number]):
            yield _silence(number, match, survey.lines)


def _silence(number: int, match: re.Match[str], lines: list[str]) -> _Silence:
    line = number
    while line + 1 < len(lines) and lines[line].lstrip().startswith("#"):
        line += 1
    codes = {}
    for code in _CODE.finditer(match["codes"]):
        start = match.start("codes") + code.start() + 1
        codes[code[0].upper()] = Span(number + 1, start, number + 1, start + len(code[0]))
    span = Span(number + 1, match.start() + 1, number + 1, match.end() + 1)
    return _Silence(line + 1, span, codes, (match["reason"] or "").strip())


def _texts_at(survey: CheckedBase, lines: list[int]) -> dict[int, list[Node]]:
    """Return, for each of ``lines``, the text nodes that touch it."""
    texts: dict[int, list[Node]] = defaultdict(list)
    todo = [survey.base.node]
    for section in survey.sections:
        todo += [record.node for record in section.values()]
    while todo:
        node = todo.pop()
        touched = lines[bisect_left(lines, node.start.line) : bisect_right(lines, node.end.line)]
        if touched and not isinstance(node.value, str):
            todo += node.value.values() if isinstance(node.value, dict) else node.value
            continue
        for line in touched:
            texts[line].append(node)
    return texts


def _holds(node: Node, line: int, column: int, lines: list[str]) -> bool:
    """Return whether a position is inside a text. A comment after the ``|`` or ``>`` of a text is outside."""
    start, end = (node.start.line, node.start.column), (node.end.line, node.end.column)
    if line == start[0] and lines[line][start[1] : start[1] + 1] in ("|", ">"):
        return False
    return start < (line, column) < end
