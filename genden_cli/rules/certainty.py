"""Rules on certainty: claims that contradict each other, roles, events and grades must not overstate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics.registry import problem
from genden_cli.provenance import origins
from genden_cli.rules.survey import label, parse_date, span_of
from genden_cli.words import ClaimRelation, Stance, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.diagnostics.problem import Problem, Span
    from genden_cli.model import When
    from genden_cli.rules.survey import Check, CheckedBase

# Words that express doubt. Bases in other languages use uncertain dates or suppress the warning.
_RESERVE = re.compile(
    r"\b(?:alleged(?:ly)?|apparently|claimed|disputed|doubtful|perhaps|possibl[ey]|presumed|probabl[ey]"
    r"|reported(?:ly)?|reputed(?:ly)?|said\sto|supposed(?:ly)?|suspected|uncertain|unproven)\b",
    re.IGNORECASE,
)
_HELD: Final = frozenset({Verdict.SUPPORTED, Verdict.DISPUTED})
_OPEN: Final = frozenset({Verdict.UNPROVEN, Verdict.REFUTED})


def contradictions_are_weighed_together(survey: CheckedBase) -> Iterator[Problem]:
    """W260: a claim that contradicts a supported claim is not itself supported or disputed."""
    pairs = list(_uneven_pairs(survey))
    whole = survey.whole(each for pair in pairs for each in pair[:2])
    for id_, other_id, index in pairs:
        claim, other = whole[id_], whole[other_id]
        message = f"{claim.verdict}, but contradicts '{other.id}', which is {other.verdict}"
        span = span_of(claim, "relations", "contradicts", index)
        related = (label("the verdict here", claim, "verdict"), label("the verdict there", other, "verdict"))
        remedy = "weigh the two together, or remove the link if both can be true"
        yield problem(span, "W260", message, remedy, related=related)


def _uneven_pairs(survey: CheckedBase) -> Iterator[tuple[str, str, int]]:
    """Yield the claims that contradict each other although only one is supported, and the number of the link."""
    seen: set[frozenset[str]] = set()
    for id_, relations in survey.relations.items():
        for index, other in enumerate(dict(relations).get(ClaimRelation.CONTRADICTS, ())):
            pair = frozenset((id_, other))
            verdicts = {survey.outlines[each].verdict for each in pair}
            if other != id_ and pair not in seen and Verdict.SUPPORTED in verdicts <= _HELD:
                seen.add(pair)
                yield id_, other, index


def roles_are_as_certain_as_their_claims(survey: CheckedBase) -> Iterator[Problem]:
    """W261: a role or relation with only unproven or refuted claims shows doubt, by a word or uncertain dates."""
    for person in survey.people.values():
        for role in person.roles:
            if _are_open(survey, role.claims) and not _with_reserve(role.title, role.from_, role.to):
                yield _too_certain(span_of(role, "title"), "W261", "role", role.claims)
        for relation in person.relations:
            if _are_open(survey, relation.claims) and not _with_reserve(relation.as_):
                yield _too_certain(span_of(relation, "as"), "W261", "relation", relation.claims)


def events_are_as_certain_as_their_claims(survey: CheckedBase) -> Iterator[Problem]:
    """W262: an event with only unproven or refuted claims shows doubt, by a word or an uncertain date."""
    told: dict[str, list[str]] = {}
    for id_, claim in survey.outlines.items():
        if claim.event:
            told.setdefault(claim.event, []).append(id_)
    for event in survey.events.values():
        claims = told.get(event.id, ())
        if event.date and _are_open(survey, claims) and not _with_reserve(event.title, event.date):
            yield _too_certain(span_of(event, "date"), "W262", "event", claims)


def confirmed_is_confirmed_by_others(survey: CheckedBase) -> Iterator[Problem]:
    """W263: credibility 1 needs a second, independent source with the same stance."""
    for claim in survey.claims.values():
        for stance in (Stance.SUPPORTS, Stance.CONTRADICTS):
            voices = survey.items_taking(claim, stance)
            ones = [each for each in voices if each.credibility == "1"]
            if ones and origins(map(survey.ancestry, voices)).voices == 1:
                for each in ones:
                    message = f"'{each.source}' has credibility 1, but no independent source also {stance} this"
                    yield problem(
                        span_of(each, "credibility"), "W263", message, "use 2 or weaker, or add another source"
                    )


def _are_open(survey: CheckedBase, claims: Sequence[str]) -> bool:
    """Return whether all claims are unproven or refuted; opinions are ignored, and at least one must remain."""
    verdicts = {survey.outlines[each].verdict for each in claims} - {Verdict.OPINION}
    return bool(verdicts) and verdicts <= _OPEN


def shows_doubt(words: str) -> bool:
    """Return whether a role, title or relation has a word that expresses doubt."""
    return bool(_RESERVE.search(words))


def _with_reserve(words: str, *dates: When | None) -> bool:
    stated = [each for each in dates if each]
    return shows_doubt(words) or (bool(stated) and all(parse_date(each.edtf).uncertain for each in stated))


def _too_certain(span: Span, code: str, what: str, claims: Sequence[str]) -> Problem:
    remedy = "add a word such as 'reported', make the date uncertain (1932?), or add evidence to a claim"
    behind = f"the claim '{claims[0]}' is" if len(claims) == 1 else f"all {len(claims)} claims behind it are"
    return problem(span, code, f"this {what} is stated as certain, but {behind} unproven or refuted", remedy)


CLAIM_CHECKS: Final[tuple[Check, ...]] = (confirmed_is_confirmed_by_others,)
CHECKS: Final[tuple[Check, ...]] = (
    contradictions_are_weighed_together,
    roles_are_as_certain_as_their_claims,
    events_are_as_certain_as_their_claims,
)
