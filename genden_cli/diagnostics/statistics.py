"""How often each code occurs: a line for each code, the most frequent first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from genden_cli.text.sanitize import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.check import CheckResult
    from genden_cli.diagnostics.problem import Rule


def counts(results: Sequence[CheckResult]) -> Counter[Rule]:
    """Return the number of problems of each rule."""
    return Counter(problem.rule for result in results for problem in result.problems)


def table(results: Sequence[CheckResult]) -> Iterator[str]:
    """Yield a line for each code: its count, the code and its title."""
    sums = _sorted(counts(results))
    width = len(str(sums[0][1])) if sums else 0
    for rule, count in sums:
        yield f"{count:>{width}}  {rule.code}  {rule.title}"


def json(results: Sequence[CheckResult]) -> Iterator[str]:
    """Yield the lines of a list with a record for each code."""
    rows = [
        {"count": count, "code": rule.code, "level": rule.severity, "title": rule.title}
        for rule, count in _sorted(counts(results))
    ]
    yield from json_text(rows, indent=2).split("\n")


def _sorted(sums: Counter[Rule]) -> list[tuple[Rule, int]]:
    return sorted(sums.items(), key=lambda each: (-each[1], each[0].code))
