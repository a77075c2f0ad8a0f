"""Suppressions: the comment ``# genden: ignore W207 because …`` on the line of a warning, or alone on a line above."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics.problem import Severity, Span
from genden_cli.diagnostics.registry import problem, registry
from genden_cli.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.diagnostics.problem import Problem
    from genden_cli.parsing.node import Node
    from genden_cli.rules.survey import CheckedBase, Lines
    from genden_cli.source.base_text import BaseText

_MARKS: Final = (b"genden: ignore", b"genden:ignore")
_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*genden: ?ignore\b(?P<codes>.*?)(?P<because>\bbecause\b\s*(?P<reason>.*))?$")
_CODE = re.compile(r"[^\s,]+")


class Suppression(NamedTuple):
    """A suppressed warning and the reason in its comment."""

    problem: Problem
    reason: str


class _Comment(NamedTuple):
    """A suppression comment: its position, the line that it applies to, and its codes with their positions."""

    span: Span
    line: int
    codes: dict[str, Span]
    reason: str

    def place(self, code: str) -> _Place:
        """Return what the comment suppresses by a code."""
        return self.span.file, self.line, code


_Place = tuple[str, int, str]
"""A file, a line and a code."""


def apply_suppressions(survey: CheckedBase, warnings: list[Problem]) -> tuple[list[Problem], list[Suppression]]:
    """Return the warnings to show, including those about suppressions, and the suppressed warnings."""
    comments = list(_comments(survey))
    reasons = {each.place(code): each.reason for each in comments for code in each.codes}
    stay = [each for each in warnings if _place(each) not in reasons] if reasons else warnings
    gone = [each for each in warnings if _place(each) in reasons] if reasons else []
    used = {_place(each) for each in gone}
    about = [each for comment in comments for each in _problems(comment, used)]
    return [*stay, *about], [Suppression(each, reasons[_place(each)]) for each in gone]


def _place(problem: Problem) -> _Place:
    return problem.span.file, problem.span.line, problem.code


def _problems(comment: _Comment, used: set[_Place]) -> Iterator[Problem]:
    if comment.codes and not comment.reason:
        yield problem(comment.span, "W290", "suppression without a reason", "add 'because …'")
    if not comment.codes:
        yield problem(comment.span, "W291", "suppression without a code", "write the code: ignore W207 because …")
    for code, span in comment.codes.items():
        if code in registry() and registry()[code].severity == Severity.ERROR:
            yield problem(span, "W291", f"{code} is an error and cannot be suppressed", "remove the code")
        elif comment.place(code) not in used:
            yield problem(span, "W291", f"unused suppression of {code}", "remove the code")


def _comments(survey: CheckedBase) -> Iterator[_Comment]:
    found = [
        (survey.texts[path], number, match)
        for path, numbers in survey.lines_with(_MARKS).items()
        for number in numbers
        if (match := _COMMENT.search(survey.texts[path].lines[number].rstrip("\r")))
    ]
    lines: dict[str, list[int]] = defaultdict(list)
    for text, number, _ in found:
        lines[text.path].append(number)
    texts = _texts_at(survey, lines)
    for text, number, match in found:
        if not any(_holds(node, number, match.start(), text.lines) for node in texts[text.path, number]):
            yield _comment(text, number, match)


def _comment(text: BaseText, number: int, match: re.Match[str]) -> _Comment:
    line, lines = number, text.lines
    while line + 1 < len(lines) and lines[line].lstrip().startswith("#"):
        line += 1
    codes = {}
    for code in _CODE.finditer(match["codes"]):
        start = match.start("codes") + code.start() + 1
        codes[code[0].upper()] = Span(text.path, number + 1, start, number + 1, start + len(code[0]))
    span = Span(text.path, number + 1, match.start() + 1, number + 1, match.end() + 1)
    return _Comment(span, line + 1, codes, (match["reason"] or "").strip())


def _texts_at(survey: CheckedBase, lines: Lines) -> dict[tuple[str, int], list[Node]]:
    """Return the text nodes that touch each of ``lines``, by file and line."""
    texts: dict[tuple[str, int], list[Node]] = defaultdict(list)
    for node in survey.texts_on(lines):
        for line in node.lines_of(lines[node.file]):
            texts[node.file, line].append(node)
    return texts


def _holds(node: Node, line: int, column: int, lines: Sequence[str]) -> bool:
    """Return whether a position is inside a text. A comment after the ``|`` or ``>`` of a text is outside."""
    start, end = (node.start.line, node.start.column), (node.end.line, node.end.column)
    if line == start[0] and lines[line][start[1] : start[1] + 1] in ("|", ">"):
        return False
    return start < (line, column) < end
