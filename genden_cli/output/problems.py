"""What is wrong with a fact base, as text for people, JSON for programs, and annotations for GitHub."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from genden_cli.check import is_warning
from genden_cli.diagnostics import report
from genden_cli.text.sanitize import json_text, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.check import CheckResult
    from genden_cli.errors import Problem


def text(checked: Sequence[CheckResult]) -> Iterator[str]:
    """Yield each problem with its line of the file, carets under the place, and the remedy."""
    for each in checked:
        source = report.source_lines(each.data)
        for problem in each.problems:
            hint = f"genden check --explain {problem.code}"
            yield from (f"{line}\n" for line in report.frame(each.path, problem, source, hint=hint))


def json(checked: Sequence[CheckResult]) -> Iterator[str]:
    """Yield one JSON document: counts, and every problem with its place."""
    document = {
        "files": [{"file": each.path, "mistakes": each.mistakes, "warnings": each.warnings} for each in checked],
        "problems": [_record(each, problem) for each in checked for problem in each.problems],
    }
    yield json_text(document, indent=2) + "\n"


def github(checked: Sequence[CheckResult]) -> Iterator[str]:
    """Yield a workflow command a problem, so that GitHub shows it at its line."""
    for each in checked:
        for problem in each.problems:
            span = problem.span
            place = f"file={_property(near(each.path))},line={span.line},endLine={span.end_line},col={span.column}"
            said = f"{problem.message}\n{problem.remedy}" if problem.remedy else problem.message
            yield f"::{level(problem)} {place},title={problem.code}::{_message(said)}\n"


def level(problem: Problem) -> str:
    """Return ``error`` or ``warning``."""
    return "warning" if is_warning(problem) else "error"


def near(path: str) -> str:
    """Return a path as seen from the current folder, if it lies below."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative


def _record(checked: CheckResult, problem: Problem) -> dict[str, object]:
    span = problem.span
    return {
        "file": checked.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "level": level(problem),
        "code": problem.code,
        "message": problem.message,
        "remedy": problem.remedy or None,
    }


def _message(said: str) -> str:
    """Escape the text of a workflow command, line by line."""
    lines = (sanitize_line(line).replace("%", "%25") for line in said.split("\n"))
    return "%0A".join(lines)


def _property(value: str) -> str:
    """Escape a property of a workflow command."""
    return _message(value).replace(":", "%3A").replace(",", "%2C")
