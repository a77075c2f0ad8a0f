"""Problems in SARIF 2.1.0 (OASIS 2020), for code scanning and editors."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from genden_cli import __version__
from genden_cli.diagnostics.registry import registry
from genden_cli.paths import file_url, relative, with_slashes
from genden_cli.text.sanitize import json_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.check import CheckResult
    from genden_cli.diagnostics.problem import Fix, Problem, Rule, Span

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

REPOSITORY = ""
"""The web address of the repository, as in ``pyproject.toml``. There is none yet, so rules have no ``helpUri``."""


def sarif(results: Sequence[CheckResult]) -> Iterator[str]:
    """Yield the lines of one log with one run: every rule, then one result per problem, also the suppressed ones."""
    codes = {code: index for index, code in enumerate(registry())}
    found = []
    for result in results:
        fingerprints = _Fingerprints(result)
        found += [{**_result(problem, codes), **fingerprints.of(problem)} for problem in result.problems]
        for each in result.suppressions:
            suppression = {"kind": "inSource", "justification": each.reason}
            suppressed = {**_result(each.problem, codes), **fingerprints.of(each.problem)}
            found.append({**suppressed, "suppressions": [suppression]})
    rules = [_rule(each) for each in registry().values()]
    driver = {"name": "genden", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": found}
    yield from json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2).split("\n")


class _Fingerprints:
    """Identifies the problems of a base by code and text of the line, so that a problem that moves stays the same."""

    def __init__(self, result: CheckResult) -> None:
        self._lines = {text.path: text.lines for text in result.texts}
        self._seen: Counter[str] = Counter()

    def of(self, problem: Problem) -> dict[str, dict[str, str]]:
        """Return the fingerprint of a problem; problems of the same code on equal lines are numbered."""
        from hashlib import sha256

        lines: Sequence[str] = self._lines.get(problem.span.file, [])
        line = "".join(lines[problem.span.line - 1 : problem.span.line]).strip()
        digest = sha256(f"{problem.code} {line}".encode()).hexdigest()[:16]
        self._seen[digest] += 1
        return {"partialFingerprints": {"codeAndLine/v1": f"{digest}:{self._seen[digest]}"}}


def _rule(rule: Rule) -> dict[str, Any]:
    what, why, wrong, right = rule.explanation
    help_text = f"{what}\n\n{why}"
    examples = f"Wrong:\n\n```yaml\n{wrong}```\n\nRight:\n\n```yaml\n{right}```"
    return {
        "id": rule.code,
        **({"helpUri": _help_uri(rule)} if REPOSITORY else {}),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": what},
        "help": {"text": help_text, "markdown": f"{help_text}\n\n{examples}"},
        "defaultConfiguration": {"level": rule.severity},
    }


def _help_uri(rule: Rule) -> str:
    """Return the web address of the explanation of a rule: the anchor of its heading in rendered Markdown."""
    heading = f"{rule.code} {rule.title}".lower()
    anchor = "".join(letter for letter in heading if letter.isalnum() or letter in " -_").replace(" ", "-")
    return f"{REPOSITORY}/blob/v{__version__}/genden_cli/diagnostics/explanations.md#{anchor}"


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
    url = file_url(place) if os.path.isabs(place) else with_slashes(place)
    return quote(os.fsencode(url), safe="/:" if os.path.isabs(place) else "/")
