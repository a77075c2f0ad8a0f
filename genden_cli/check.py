"""Check a fact base: return its errors, or the warnings of the rules if it has no errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from genden_cli.errors import BadBase, Problem
from genden_cli.load import records
from genden_cli.rules import certainty, evidence, links, times, unfinished, verdicts, wording
from genden_cli.rules.survey import CheckedBase
from genden_cli.suppressions import Suppression, apply_suppressions

if TYPE_CHECKING:
    from collections.abc import Callable

    from genden_cli.rules.survey import Rule

RULES: Final[tuple[Rule, ...]] = (
    *verdicts.RULES,
    *evidence.RULES,
    *times.RULES,
    *links.RULES,
    *wording.RULES,
    *certainty.RULES,
    *unfinished.RULES,
)


class CheckResult(NamedTuple):
    """A file and its problems, sorted by position. There are warnings only if there are no errors."""

    path: str
    data: bytes
    problems: tuple[Problem, ...]
    suppressions: tuple[Suppression, ...] = ()

    @property
    def mistakes(self) -> int:
        """The number of errors."""
        return sum(not is_warning(each) for each in self.problems)

    @property
    def warnings(self) -> int:
        """The number of warnings."""
        return len(self.problems) - self.mistakes

    def only(self, wanted: Callable[[Problem], bool]) -> CheckResult:
        """Return a copy with only the problems that are ``wanted``."""
        gone = tuple(each for each in self.suppressions if wanted(each.problem))
        return self._replace(problems=tuple(filter(wanted, self.problems)), suppressions=gone)


def check(data: bytes, path: str) -> CheckResult:
    """Return the problems of the fact base in ``data``; ``path`` is only for messages."""
    try:
        survey = CheckedBase(records(data, path), data)
    except BadBase as error:
        return CheckResult(path, data, error.problems)
    found = [problem for rule in RULES for problem in rule(survey)]
    stay, gone = apply_suppressions(survey, found)
    unwritten = {problem.span for problem in stay if problem.code == unfinished.CODE}
    stay = [each for each in stay if each.code == unfinished.CODE or each.span not in unwritten]
    return CheckResult(path, data, tuple(sorted(stay)), tuple(sorted(gone)))


def is_warning(problem: Problem) -> bool:
    """Return whether a problem is a warning. Warnings do not prevent loading."""
    return problem.code.startswith("W")
