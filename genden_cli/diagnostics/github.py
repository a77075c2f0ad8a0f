"""Problems as workflow commands, which GitHub shows at their lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.paths import relative
from genden_cli.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.check import CheckResult
    from genden_cli.diagnostics.problem import Label, Problem


def github(results: Sequence[CheckResult]) -> Iterator[str]:
    """Yield one workflow command per problem."""
    for result in results:
        yield from map(_command, result.problems)


def _command(problem: Problem) -> str:
    span = problem.span
    place = f"file={_property(relative(span.file))},line={span.line},endLine={span.end_line},col={span.column}"
    said = "\n".join(filter(None, (problem.message, problem.remedy, *map(_related, problem.related))))
    return f"::{problem.severity} {place},title={problem.code}::{_message(said)}"


def _related(label: Label) -> str:
    return f"{relative(label.span.file)}:{label.span.line}:{label.span.column}: {label.message}"


def _message(said: str) -> str:
    """Escape the text of a workflow command, line by line."""
    lines = (sanitize_line(line).replace("%", "%25") for line in said.split("\n"))
    return "%0A".join(lines)


def _property(value: str) -> str:
    """Escape a property of a workflow command."""
    return _message(value).replace(":", "%3A").replace(",", "%2C")
