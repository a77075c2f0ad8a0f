"""The codes after ``--only`` and ``--ignore``, as a filter of problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics import registry
from genden_cli.errors import WrongUsage

if TYPE_CHECKING:
    from collections.abc import Callable

    from genden_cli.diagnostics.problem import Problem


def code_filter(only: list[str] | None, ignore: list[str] | None) -> Callable[[Problem], bool]:
    """Return whether a problem is shown. Raise `WrongUsage` for a code that no rule has."""
    shown, hidden = _codes("--only", only), _codes("--ignore", ignore)

    def is_shown(problem: Problem) -> bool:
        return (not shown or problem.code.startswith(shown)) and not (hidden and problem.code.startswith(hidden))

    return is_shown


def _codes(option_name: str, given: list[str] | None) -> tuple[str, ...]:
    """Return the codes, or prefixes of codes, given to an option."""
    if not given:
        return ()
    codes = tuple(",".join(given).upper().replace(",", " ").split())
    if not codes:
        raise WrongUsage(f"{option_name} names no code", hints=(_CODES_HINT,))
    for code in codes:
        if not any(known.startswith(code) for known in registry.registry()):
            raise WrongUsage(f"{option_name}: unknown code {code}", hints=(_CODES_HINT,))
    return codes


_CODES_HINT: Final = "codes look like E014 and W207; W2 names a family"
