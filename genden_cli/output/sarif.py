"""What is wrong with fact bases in SARIF 2.1.0 (OASIS 2020), for code scanning and editors."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from genden_cli import __version__
from genden_cli.diagnostics.explain import Explanation, explanations
from genden_cli.output.problems import level, near
from genden_cli.text.sanitize import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.check import CheckResult
    from genden_cli.errors import Problem

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(checked: Sequence[CheckResult]) -> Iterator[str]:
    """Yield one log with one run: a rule a code, a result a problem; the silenced ones as suppressed."""
    codes = {code: index for index, code in enumerate(explanations())}
    results = []
    for each in checked:
        results += [_result(each, problem, codes) for problem in each.problems]
        for gone in each.suppressions:
            suppression = {"kind": "inSource", "justification": gone.reason}
            results.append({**_result(each, gone.problem, codes), "suppressions": [suppression]})
    driver = {"name": "genden", "version": __version__, "rules": [_rule(each) for each in explanations().values()]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    yield json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(each: Explanation) -> dict[str, Any]:
    help_text = f"{each.what}\n\n{each.why}"
    examples = f"Wrong:\n\n```yaml\n{each.wrong}```\n\nRight:\n\n```yaml\n{each.right}```"
    return {
        "id": each.code,
        "shortDescription": {"text": each.title},
        "fullDescription": {"text": each.what},
        "help": {"text": help_text, "markdown": f"{help_text}\n\n{examples}"},
        "defaultConfiguration": {"level": "warning" if each.code.startswith("W") else "error"},
    }


def _result(checked: CheckResult, problem: Problem, codes: dict[str, int]) -> dict[str, Any]:
    span = problem.span
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    said = f"{problem.message} ({problem.remedy})" if problem.remedy else problem.message
    return {
        "ruleId": problem.code,
        "ruleIndex": codes[problem.code],
        "level": level(problem),
        "message": {"text": said},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(checked.path)}, "region": region}}],
    }


def _uri(path: str) -> str:
    place = near(path)
    scheme = "file://" if os.path.isabs(place) else ""
    return scheme + quote(os.fsencode(place))
