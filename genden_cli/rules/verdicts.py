"""Rules on verdicts: each verdict fits its evidence, has a reason and a review date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics.registry import problem
from genden_cli.provenance import origins
from genden_cli.reviews import readers
from genden_cli.rules.survey import first_span_of, label, span_of
from genden_cli.words import Basis, ClaimState, Stance, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli import model
    from genden_cli.diagnostics.problem import Problem, Span
    from genden_cli.rules.survey import Check, CheckedBase

_TWO: Final = 2


def supported_has_independent_origins(survey: CheckedBase) -> Iterator[Problem]:
    """W201: a supported claim has two independent origins, or one primary document."""
    for claim in _with_verdict(survey, Verdict.SUPPORTED):
        items = survey.items_taking(claim, Stance.SUPPORTS)
        if not items or any(_suffices_alone(survey, each) for each in items):
            continue
        if origins(map(survey.ancestry, items)).voices == 1:
            remedy = "add a source, use unproven, or give a primary document 'rests_on: []' and credibility 1 or 2"
            yield problem(span_of(claim, "verdict"), "W201", "supported by only one independent source", remedy)


def supported_is_supported(survey: CheckedBase) -> Iterator[Problem]:
    """W202: a supported claim has supporting evidence."""
    for claim in _with_verdict(survey, Verdict.SUPPORTED):
        if not survey.items_taking(claim, Stance.SUPPORTS):
            remedy = f"genden add evidence {claim.id} --source … --stance supports; or change the verdict"
            yield problem(span_of(claim, "verdict"), "W202", "supported, but no evidence for it", remedy)


def refuted_is_contradicted(survey: CheckedBase) -> Iterator[Problem]:
    """W203: a refuted claim has contradicting evidence; silence is not enough."""
    for claim in _with_verdict(survey, Verdict.REFUTED):
        if not survey.items_taking(claim, Stance.CONTRADICTS):
            silent = survey.items_taking(claim, Stance.SILENT)
            message = "refuted by silence alone" if silent else "refuted, but no evidence contradicts it"
            yield problem(span_of(claim, "verdict"), "W203", message, "add evidence against it, or make it unproven")


def disputed_has_two_sides(survey: CheckedBase) -> Iterator[Problem]:
    """W204: a disputed claim has supporting and contradicting evidence."""
    for claim in _with_verdict(survey, Verdict.DISPUTED):
        sides = [stance for stance in (Stance.SUPPORTS, Stance.CONTRADICTS) if survey.items_taking(claim, stance)]
        if len(sides) < _TWO:
            message = f"disputed, but all evidence {sides[0]} it" if sides else "disputed, but no evidence takes a side"
            yield problem(span_of(claim, "verdict"), "W204", message, "add the other side, or change the verdict")


def unproven_is_open(survey: CheckedBase) -> Iterator[Problem]:
    """W205: if good independent sources take one side only, the claim is not unproven."""
    for claim in _with_verdict(survey, Verdict.UNPROVEN):
        for stance, other in ((Stance.SUPPORTS, Stance.CONTRADICTS), (Stance.CONTRADICTS, Stance.SUPPORTS)):
            items = survey.items_taking(claim, stance)
            good = [survey.ancestry(each) for each in items if survey.sources[each.source].reliability in "AB"]
            count, exact = origins(good)
            if count >= _TWO and exact and not survey.items_taking(claim, other):
                told = f"{count} good independent sources {_plural(stance)} it"
                message = f"unproven, but {told} and none disagrees"
                yield problem(
                    span_of(claim, "verdict"), "W205", message, "change the verdict, or add evidence for the other side"
                )


def verdicts_have_reasons(survey: CheckedBase) -> Iterator[Problem]:
    """W206: every verdict has a reason."""
    for claim in survey.claims.values():
        if claim.verdict != Verdict.UNREVIEWED and claim.state != ClaimState.WITHDRAWN and not claim.because:
            yield problem(span_of(claim, "verdict"), "W206", "verdict without a reason", "add 'because: …'")


def claims_are_reviewed(survey: CheckedBase) -> Iterator[Problem]:
    """W207: every claim has a verdict that is not withdrawn."""
    for claim in _with_verdict(survey, Verdict.UNREVIEWED):
        if claim.state != ClaimState.WITHDRAWN:
            span = first_span_of(claim, "verdict", "because", "confidence")
            yield problem(span, "W207", f"claim '{claim.id}' has no verdict", "add 'verdict: …'")


def reviews_have_a_day(survey: CheckedBase) -> Iterator[Problem]:
    """W208: every verdict has a review date. Where a claim lacks several readers, W229 says so."""
    for claim in survey.claims.values():
        if claim.verdict != Verdict.UNREVIEWED and not claim.reviewed and not _lacks_readers(survey, claim):
            yield problem(span_of(claim, "verdict"), "W208", "verdict without a review date", "add 'reviewed: …'")


def opinions_need_no_evidence(survey: CheckedBase) -> Iterator[Problem]:
    """W209: an opinion has no supporting or contradicting evidence."""
    for claim in _with_verdict(survey, Verdict.OPINION):
        if survey.items_taking(claim, Stance.SUPPORTS) or survey.items_taking(claim, Stance.CONTRADICTS):
            message = "opinion, but evidence supports or contradicts it"
            yield problem(span_of(claim, "verdict"), "W209", message, "change the verdict, or the stance to 'context'")


def bases_fit_the_evidence(survey: CheckedBase) -> Iterator[Problem]:
    """W227: only an unproven claim has a basis, and its evidence is of that kind."""
    for claim in survey.claims.values():
        if claim.basis is not None and (found := _misfit(survey, claim, claim.basis)):
            message, remedy = found
            yield problem(span_of(claim, "basis"), "W227", message, remedy)


def _misfit(survey: CheckedBase, claim: model.Claim, basis: Basis) -> tuple[str, str] | None:
    """Return why the basis of a claim is wrong, and the remedy; None if it fits."""
    if claim.verdict != Verdict.UNPROVEN:
        return f"a {claim.verdict} claim needs no basis", "remove it: 'basis' says why a claim is unproven"
    if basis == Basis.UNDOCUMENTED and survey.items_taking(claim, Stance.CONTRADICTS):
        return "'undocumented' means that nobody disputes it, but evidence contradicts it", "use hearsay"
    if basis == Basis.UNDOCUMENTED and claim.appears_in and not survey.items_taking(claim, Stance.SUPPORTS):
        return "'undocumented' means that sources tell it, but only a document under examination does", "use hearsay"
    if basis == Basis.HEARSAY and not (claim.appears_in or survey.items_taking(claim, Stance.SUPPORTS)):
        return "'hearsay' means that somebody tells it, but nobody here does", "add who tells it, or use not-found"
    if basis == Basis.NOT_FOUND and not survey.items_taking(claim, Stance.SILENT):
        return "'not-found' means that it was looked for, but no evidence is silent", "add where, or use hearsay"
    return None


def published_claims_have_their_readers(survey: CheckedBase) -> Iterator[Problem]:
    """W229: as many people as the base asks for have read each published claim with a verdict."""
    for claim in survey.claims.values():
        if _lacks_readers(survey, claim):
            found = readers(claim, survey.base.by)
            message = f"reviewed by {found} of {survey.base.reviewers} people"
            reader = "another reviewer" if found else "a reviewer"
            remedy = f"{reader}: genden add review {claim.id} --by …; or write 'state: checked'"
            yield problem(first_span_of(claim, "reviewed", "verdict"), "W229", message, remedy)


def reviews_of_a_day_stand_once(survey: CheckedBase) -> Iterator[Problem]:
    """W278: nobody reviews a claim twice on one day."""
    for claim in survey.claims.values():
        seen: dict[tuple[str, str], model.Review] = {}
        for review in claim.reviewed:
            by = review.by or survey.base.by or ""
            first = seen.setdefault((review.on, by.casefold()), review)
            if first is not review:
                message = f"a second review of {review.on}{f' by {by}' if by else ''}"
                related = (label("the first is here", first),)
                yield problem(_day_span(review), "W278", message, "merge the two", related=related)


def _day_span(review: model.Review) -> Span:
    """Return the position of the day of a review, which may be the day alone."""
    return span_of(review, *(("on",) if isinstance(review.node.value, dict) else ()))


def _lacks_readers(survey: CheckedBase, claim: model.Claim) -> bool:
    """Return whether a published claim with a verdict has fewer readers than the several that the base asks for."""
    needed = int(survey.base.reviewers or 1)
    is_open = claim.verdict == Verdict.UNREVIEWED or claim.state not in (None, ClaimState.PUBLISHED)
    return needed > 1 and not is_open and readers(claim, survey.base.by) < needed


def withdrawn_claims_have_a_reason(survey: CheckedBase) -> Iterator[Problem]:
    """W264: a withdrawn claim says why."""
    for claim in survey.claims.values():
        if claim.state == ClaimState.WITHDRAWN and not claim.because:
            yield problem(span_of(claim, "state"), "W264", "withdrawn without a reason", "add 'because: …'")


def missing_documents_are_named(survey: CheckedBase) -> Iterator[Problem]:
    """W228: a document that would settle a claim has a text or a source."""
    for claim in survey.claims.values():
        for number, each in enumerate(claim.would_settle):
            if each.text is None and each.source is None:
                span = span_of(claim, "would_settle", number)
                yield problem(span, "W228", "nobody can tell which document this is", "add 'text' or 'source'")


def _with_verdict(survey: CheckedBase, verdict: Verdict) -> Iterator[model.Claim]:
    return (claim for claim in survey.claims.values() if claim.verdict == verdict)


def _suffices_alone(survey: CheckedBase, item: model.Evidence) -> bool:
    """Return whether one item is enough for a verdict.

    It is if it rests on nothing and has credibility 1 or 2, or if all sources in its known ancestry have grade A.
    """
    if item.rests_on == ():
        return item.credibility in {"1", "2"}
    sources, known = survey.ancestry(item)
    return known and all(survey.sources[each].reliability == "A" for each in sources)


def _plural(stance: Stance) -> str:
    return stance.removesuffix("s")


CHECKS: Final[tuple[Check, ...]] = (
    supported_has_independent_origins,
    supported_is_supported,
    refuted_is_contradicted,
    disputed_has_two_sides,
    unproven_is_open,
    verdicts_have_reasons,
    claims_are_reviewed,
    published_claims_have_their_readers,
    reviews_of_a_day_stand_once,
    withdrawn_claims_have_a_reason,
    reviews_have_a_day,
    opinions_need_no_evidence,
    bases_fit_the_evidence,
    missing_documents_are_named,
)
