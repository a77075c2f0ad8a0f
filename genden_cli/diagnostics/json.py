"""Problems as one JSON document for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.diagnostics.problem import Severity
from genden_cli.text.sanitize import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.check import CheckResult
    from genden_cli.diagnostics.problem import Problem, Span


def json(results: Sequence[CheckResult]) -> Iterator[str]:
    """Yield the lines of the document: the counts of each file, and every problem with its positions."""
    document = {
        "files": [
            {
                "file": text.path,
                "mistakes": result.count(Severity.ERROR, text.path),
                "warnings": result.count(Severity.WARNING, text.path),
            }
            for result in results
            for text in result.texts
        ],
        "problems": [_record(problem) for result in results for problem in result.problems],
    }
    yield from json_text(document, indent=2).split("\n")


def _record(problem: Problem) -> dict[str, object]:
    fix = problem.fix
    return {
        **_position(problem.span),
        "level": problem.severity,
        "code": problem.code,
        "message": problem.message,
        "remedy": problem.remedy or None,
        "related": [{**_position(each.span), "message": each.message} for each in problem.related],
        "fix": {**_position(fix.span), "replacement": fix.replacement} if fix else None,
    }


def _position(span: Span) -> dict[str, object]:
    return span._asdict()
