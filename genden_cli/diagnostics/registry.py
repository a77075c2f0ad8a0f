"""The registry of rules: code, severity, title and explanation of each, read from ``explanations.md``.

The file is parsed at the first problem of a process. To load a fact base without problems does not read it.
"""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

from genden_cli.diagnostics.problem import Explanation, Problem, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from genden_cli.diagnostics.problem import Fix, Label, Span

_ENTRY = (
    r"^## (?P<code>[EW]\d{3}) (?P<title>.+)\n\n(?P<what>(?:.+\n)+)\n(?P<why>(?:.+\n)+)\n"
    r"Wrong:\n\n```yaml\n(?P<wrong>[^`]*)```\n\nRight:\n\n```yaml\n(?P<right>[^`]*)```\n"
)


@cache
def registry() -> Mapping[str, Rule]:
    """Return every rule by its code, in the order of the file."""
    path = os.path.join(os.path.dirname(__file__), "explanations.md")
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    return {found["code"]: _rule(found) for found in re.finditer(_ENTRY, text, re.MULTILINE)}


def problem(  # noqa: PLR0913 -- one parameter a field
    span: Span, code: str, message: str, remedy: str = "", *, related: tuple[Label, ...] = (), fix: Fix | None = None
) -> Problem:
    """Return a problem of the rule with a code; raise `KeyError` where the registry has no such code."""
    return Problem(registry()[code], span, message, remedy, related, fix)


def _rule(found: re.Match[str]) -> Rule:
    code, title, what, why, wrong, right = found.groups()
    severity = Severity.WARNING if code.startswith("W") else Severity.ERROR
    return Rule(code, severity, title, Explanation(what.strip(), why.strip(), wrong, right))
