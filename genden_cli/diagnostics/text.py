"""Problems as text for people: position and message, source lines with carets, and the remedy.

The layout follows rustc and hledger. A problem with related places shows the line of each, marked with dashes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics import statistics
from genden_cli.diagnostics.excerpt import excerpt
from genden_cli.parsing.problems import MAX_PROBLEMS
from genden_cli.text.english import count_noun
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from genden_cli.check import CheckResult
    from genden_cli.diagnostics.problem import Problem, Span
    from genden_cli.errors import BadBase
    from genden_cli.source.base_text import BaseText

    Texts = Mapping[str, BaseText]

MOST: Final = 50
"""Maximum number of errors that `report` shows; the rest is only counted."""

MOST_OF_A_CODE: Final = 10
"""Maximum number of problems of one code that `text` shows with their lines, and of places in a block."""

_LONG: Final = 100
_MOST_IN_LONG: Final = 3
"""Of a report with more problems than `_LONG`, blocks begin at more than this number of problems of one code."""


def text(results: Sequence[CheckResult], *, whole: bool = False) -> Iterator[str]:
    """Yield the lines that show all problems; the first of each code has the command that explains its rule.

    Codes with many problems follow as blocks, unless ``whole`` asks for each problem. A sum by code ends a report with
    more than `MOST_OF_A_CODE` problems.
    """
    sums = statistics.counts(results)
    most = _MOST_IN_LONG if sums.total() > _LONG else MOST_OF_A_CODE
    frequent = {rule.code for rule, count in sums.items() if count > most and not whole}
    yield from _frames(results, frequent)
    blocks: dict[str, list[Problem]] = {code: [] for code in sorted(frequent)}
    for problem in (each for result in results for each in result.problems):
        if (code := problem.rule.code) in blocks:
            blocks[code].append(problem)
    for block in blocks.values():
        yield from _block(block)
    if sums.total() > MOST_OF_A_CODE:
        yield ""
        yield from statistics.table(results)


def _frames(results: Sequence[CheckResult], left_out: Container[str]) -> Iterator[str]:
    explained: set[str] = set()
    for result in results:
        texts = {each.path: each for each in result.texts}
        for problem in result.problems:
            if problem.code not in left_out:
                hint = "" if problem.code in explained else f"genden check --explain {problem.code}"
                explained.add(problem.code)
                yield from frame(problem, texts, hint=hint)


def _block(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield the first places of a code with many problems, and how to see the rest."""
    rule, first = problems[0].rule, problems[:MOST_OF_A_CODE]
    yield f"{rule.severity}[{rule.code}] {rule.title}: {len(problems)} places"
    same_remedy = len({each.remedy for each in first}) == 1
    for each in first:
        remedy = "" if same_remedy else sanitize_line(each.remedy)
        yield "   ".join(filter(None, (f" {_place(each.span)}: {sanitize_line(each.message)}", remedy)))
    if left := len(problems) - len(first):
        yield f" … and {left} more: --only {rule.code} --all shows each"
    remedy = sanitize_line(first[0].remedy) if same_remedy else ""
    yield f"    {'   '.join(filter(None, (remedy, f'genden check --explain {rule.code}')))}"


def report(error: BadBase) -> Iterator[str]:
    """Yield the lines that show the first errors of a base that cannot be read, and their number."""
    texts = {each.path: each for each in error.texts}
    for problem in error.problems[:MOST]:
        yield from frame(problem, texts)
    count = len(error.problems)
    if count > MOST:
        yield f"… and {count - MOST} more"
    beyond = "; reading stopped there" if count >= MAX_PROBLEMS else ""
    yield f"{sanitize_line(error.path)}: {count_noun(count, 'error')}{beyond}"


def frame(problem: Problem, texts: Texts, *, hint: str = "") -> Iterator[str]:
    """Yield the lines that show one problem; ``hint`` follows the remedy. ``texts`` has the files by path."""
    message = sanitize_line(problem.message)
    yield f"{_place(problem.span)}: {problem.severity}[{problem.code}] {message}"
    width = max(len(str(each.line)) for each in (problem.span, *(label.span for label in problem.related)))
    before = problem.span
    yield from _marked(problem.span, texts, width, "^")
    for label in problem.related:
        if label.span.file != before.file:
            yield f" {'':{width}} --> {_place(label.span)}"
        marked = list(_marked(label.span, texts, width, "-", sanitize_line(label.message)))
        yield from marked[label.span[:2] == before[:2] :]  # the line itself is shown once
        before = label.span
    advice = [each for each in (sanitize_line(problem.remedy), hint) if each]
    if advice:
        yield f"    {'   '.join(advice)}"


def _place(span: Span) -> str:
    return f"{sanitize_line(span.file)}:{span.line}:{span.column}"


def _marked(span: Span, texts: Texts, width: int, mark: str, note: str = "") -> Iterator[str]:
    """Yield the source line of a position and the marks under it; nothing for an empty line."""
    lines = texts[span.file].lines
    line = lines[span.line - 1].removesuffix("\r") if span.line <= len(lines) else ""
    if line:
        shown, before, under = excerpt(line, span)
        yield f" {span.line:>{width}} | {shown}"
        yield f" {'':{width}} | {' ' * before}{mark * max(under, 1)} {note}".rstrip()
