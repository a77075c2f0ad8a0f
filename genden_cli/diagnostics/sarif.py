"""Problems in SARIF 2.1.0 (OASIS 2020), for code scanning and editors."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from genden_cli import __version__
from genden_cli.diagnostics.registry import registry
from genden_cli.paths import relative
from genden_cli.text.sanitize import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.check import CheckResult
    from genden_cli.diagnostics.problem import Fix, Problem, Rule, Span

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(results: Sequence[CheckResult]) -> Iterator[str]:
    """Yield the lines of one log with one run: every rule, then one result per problem, also the suppressed ones."""
    codes = {code: index for index, code in enumerate(registry())}
    found = []
    for result in results:
        found += [_result(problem, codes) for problem in result.problems]
        for each in result.suppressions:
            suppression = {"kind": "inSource", "justification": each.reason}
            found.append({**_result(each.problem, codes), "suppressions": [suppression]})
    driver = {"name": "genden", "version": __version__, "rules": [_rule(each) for each in registry().values()]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": found}
    yield from json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2).split("\n")


def _rule(rule: Rule) -> dict[str, Any]:
    what, why, wrong, right = rule.explanation
    help_text = f"{what}\n\n{why}"
    examples = f"Wrong:\n\n```yaml\n{wrong}```\n\nRight:\n\n```yaml\n{right}```"
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": what},
        "help": {"text": help_text, "markdown": f"{help_text}\n\n{examples}"},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(problem: Problem, codes: dict[str, int]) -> dict[str, Any]:
    message = f"{problem.message} ({problem.remedy})" if problem.remedy else problem.message
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": codes[problem.code],
        "level": problem.severity,
        "message": {"text": message},
        "locations": [_location(problem.span)],
    }
    if problem.related:
        result["relatedLocations"] = [
            {"id": number, **_location(each.span), "message": {"text": each.message}}
            for number, each in enumerate(problem.related, 1)
        ]
    if problem.fix:
        result["fixes"] = [_fix(problem.fix, problem.remedy)]
    return result


def _fix(fix: Fix, remedy: str) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(fix.span), "insertedContent": {"text": fix.replacement}}
    change = {"artifactLocation": {"uri": _uri(fix.span.file)}, "replacements": [replacement]}
    return {"description": {"text": remedy}, "artifactChanges": [change]}


def _location(span: Span) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(span.file)}, "region": _region(span)}}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _uri(path: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 -- only this format needs it

    place = relative(path)
    scheme = "file://" if os.path.isabs(place) else ""
    return scheme + quote(os.fsencode(place))
