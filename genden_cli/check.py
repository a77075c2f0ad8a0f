"""Check a fact base: return its errors, or the warnings of the rules if it has no errors."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics.problem import Severity
from genden_cli.errors import BadBase
from genden_cli.load import records
from genden_cli.named_tuple import NamedTuple
from genden_cli.rules import (
    certainty,
    comments,
    evidence,
    families,
    links,
    references,
    rivals,
    searching,
    times,
    unfinished,
    verdicts,
    vocabulary,
    wording,
)
from genden_cli.rules.survey import CheckedBase
from genden_cli.suppressions import Suppression, apply_suppressions
from genden_cli.text.command_line import with_base

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from genden_cli import model
    from genden_cli.diagnostics.problem import Problem, Span
    from genden_cli.rules.survey import Check
    from genden_cli.source.base_text import BaseText

CLAIM_CHECKS: Final[tuple[Check, ...]] = (
    *verdicts.CHECKS,
    *evidence.CHECKS,
    *times.CLAIM_CHECKS,
    *links.CLAIM_CHECKS,
    *wording.CLAIM_CHECKS,
    *certainty.CLAIM_CHECKS,
)
"""The rules on a claim and what it rests on, applied to each batch of claims."""

CHECKS: Final[tuple[Check, ...]] = (
    *times.CHECKS,
    *families.CHECKS,
    *links.CHECKS,
    *rivals.CHECKS,
    *references.CHECKS,
    *vocabulary.CHECKS,
    *wording.CHECKS,
    *searching.CHECKS,
    *certainty.CHECKS,
    *unfinished.CHECKS,
    *comments.CHECKS,
)
"""The rules on all other records, and on the base as a whole."""


class CheckResult(NamedTuple):
    """The files of a base and its problems, sorted by file and position. There are warnings only without errors."""

    texts: tuple[BaseText, ...]
    problems: tuple[Problem, ...]
    suppressions: tuple[Suppression, ...] = ()

    @property
    def errors(self) -> int:
        """The number of errors."""
        return self.count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        """The number of warnings."""
        return self.count(Severity.WARNING)

    def count(self, severity: Severity, path: str | None = None) -> int:
        """Return the number of problems of a severity, in the file at ``path`` or in all files."""
        return sum(each.severity == severity and path in (None, each.span.file) for each in self.problems)

    def naming(self, base: str | None) -> CheckResult:
        """Return a copy whose remedies name ``base`` in their commands, if there is one."""
        return self._replace(
            problems=tuple(each._replace(remedy=with_base(each.remedy, base)) for each in self.problems)
        )

    def only(self, matches: Callable[[Problem], bool]) -> CheckResult:
        """Return a copy with only the problems that match."""
        suppressions = tuple(each for each in self.suppressions if matches(each.problem))
        return self._replace(problems=tuple(filter(matches, self.problems)), suppressions=suppressions)


def check(texts: Iterable[BaseText]) -> CheckResult:
    """Return the problems of the fact base in these files."""
    texts = tuple(texts)
    survey = CheckedBase(texts)
    try:
        found = claim_problems(survey, records(texts, keep_values=True))
    except BadBase as error:
        return CheckResult(texts, error.problems)
    return result(survey, found)


def claim_problems(survey: CheckedBase, records: Iterable[model.Record]) -> list[Problem]:
    """Take records into a survey, and return the problems of the claims among them. Raise `BadBase` as `records` do."""
    batches = survey.batches(records)
    return [each for _ in batches for check in CLAIM_CHECKS for each in check(survey)]


def result(survey: CheckedBase, found: Iterable[Problem]) -> CheckResult:
    """Return the result for a base without errors; ``found`` are the problems of all its claims."""
    everything = [*found, *chain.from_iterable(each(survey) for each in CHECKS)]
    stay, gone = apply_suppressions(survey, everything)
    unwritten = {problem.span for problem in stay if problem.code == unfinished.CODE}
    stay = [each for each in stay if each.code == unfinished.CODE or each.span not in unwritten]
    gone.sort(key=lambda each: _order(each.problem))
    return CheckResult(tuple(survey.texts.values()), tuple(sorted(stay, key=_order)), tuple(gone))


def _order(problem: Problem) -> tuple[Span, str, str]:
    return problem.span, problem.code, problem.message
