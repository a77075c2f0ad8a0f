"""Problems as text for people: position and message, source lines with carets, and the remedy.

The layout follows rustc and hledger. A problem with related places shows the line of each, marked with dashes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics.excerpt import excerpt
from genden_cli.parsing.problems import MAX_PROBLEMS
from genden_cli.text.english import count_noun
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from genden_cli.check import CheckResult
    from genden_cli.diagnostics.problem import Problem, Span
    from genden_cli.errors import BadBase
    from genden_cli.source.base_text import BaseText

    Texts = Mapping[str, BaseText]

MOST: Final = 50
"""Maximum number of errors that `report` shows; the rest is only counted."""


def text(results: Sequence[CheckResult]) -> Iterator[str]:
    """Yield the lines that show all problems; the first of each code has the command that explains its rule."""
    explained: set[str] = set()
    for result in results:
        texts = {each.path: each for each in result.texts}
        for problem in result.problems:
            hint = "" if problem.code in explained else f"genden check --explain {problem.code}"
            explained.add(problem.code)
            yield from frame(problem, texts, hint=hint)


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
