"""Answer why something is so if the base denies that it is so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.query.search.agreement import asked_roles, is_negated
from genden_cli.query.search.answering_claim import next_claims
from genden_cli.query.search.ask_result import read
from genden_cli.query.search.kinds import ABSENT
from genden_cli.text.stop_words import Intent
from genden_cli.words import Verdict

if TYPE_CHECKING:
    from genden_cli.query.search.ask_result import Asked, AskResult


def by_presumption(asked: Asked) -> AskResult | None:
    """Answer by the claim that says what a question takes for granted, if no such claim is better than unproven.

    A claim that has the question as a phrasing, or a reason, answers for itself.
    """
    first_word, _, rest = asked.question.partition(" ")
    if asked.wanted is not Intent.WHY or first_word.casefold() != "why" or is_negated(asked.question):
        return None
    if asked.claims.is_asked:
        return None
    presumed = read(asked.connection, rest)
    first = presumed.claims.ids[:1]
    if presumed.claims.fit == ABSENT or (first == asked.claims.ids[:1] and asked.claims.fit != ABSENT):
        return None
    telling = first if presumed.claims.is_asked else _telling(presumed)
    verdicts = [each.verdict for each in next_claims(asked.connection, telling)]
    if not _DENYING.issuperset(verdicts):
        return None
    lead = f"The question takes for granted what is {verdicts[0]} here:"
    return asked.by_claims(dict.fromkeys((*first, *asked.claims.ids)), lead=lead, missing=str(Intent.WHY))


def _telling(asked: Asked) -> list[str]:
    """Return the first claims that say what a question for yes or no asks."""
    roles = asked_roles(asked.found.question, asked.question, Intent.WHETHER)
    first, *others = asked.claims.ids[:_MAX_TELLING]
    return [first, *(each for each in others if roles and roles.agrees(asked.sentence(each)))]


_DENYING: Final = frozenset((Verdict.REFUTED, Verdict.UNPROVEN))
_MAX_TELLING: Final = 20
