"""Verdicts fit the evidence recorded for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.errors import Problem
from genden_cli.provenance import origins
from genden_cli.rules.survey import span_of
from genden_cli.words import Stance, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli import model
    from genden_cli.rules.survey import CheckedBase, Rule

_TWO: Final = 2


def supported_has_independent_origins(survey: CheckedBase) -> Iterator[Problem]:
    """W201: two voices that do not rest on each other, or one document that speaks for itself."""
    for claim in _with_verdict(survey, Verdict.SUPPORTED):
        voices = survey.voices(claim, Stance.SUPPORTS)
        if not voices or any(_is_primary(survey, each) for each in voices):
            continue
        if origins(map(survey.ancestry, voices)).voices == 1:
            remedy = "find another, weigh it as unproven, or mark the document that speaks for itself"
            yield Problem(span_of(claim, "verdict"), "W201", "supported by one independent origin only", remedy)


def supported_is_supported(survey: CheckedBase) -> Iterator[Problem]:
    """W202: something speaks for it."""
    for claim in _with_verdict(survey, Verdict.SUPPORTED):
        if not survey.voices(claim, Stance.SUPPORTS):
            yield Problem(span_of(claim, "verdict"), "W202", "supported, but no evidence supports it", "weigh it again")


def refuted_is_contradicted(survey: CheckedBase) -> Iterator[Problem]:
    """W203: something speaks against it; silence alone refutes nothing."""
    for claim in _with_verdict(survey, Verdict.REFUTED):
        if not survey.voices(claim, Stance.CONTRADICTS):
            silent = survey.voices(claim, Stance.SILENT)
            message = "refuted by silence only" if silent else "refuted, but no evidence contradicts it"
            yield Problem(span_of(claim, "verdict"), "W203", message, "'unproven' is what silence allows")


def disputed_has_two_sides(survey: CheckedBase) -> Iterator[Problem]:
    """W204: something speaks for it, and something against it."""
    for claim in _with_verdict(survey, Verdict.DISPUTED):
        sides = [stance for stance in (Stance.SUPPORTS, Stance.CONTRADICTS) if survey.voices(claim, stance)]
        if len(sides) < _TWO:
            message = f"disputed, but all evidence {sides[0]} it" if sides else "disputed, but no evidence takes a side"
            yield Problem(span_of(claim, "verdict"), "W204", message, "add the other side, or weigh it again")


def unproven_is_open(survey: CheckedBase) -> Iterator[Problem]:
    """W205: not two independent voices of good sources on one side and none on the other."""
    for claim in _with_verdict(survey, Verdict.UNPROVEN):
        for stance, other in ((Stance.SUPPORTS, Stance.CONTRADICTS), (Stance.CONTRADICTS, Stance.SUPPORTS)):
            voices = survey.voices(claim, stance)
            good = [survey.ancestry(each) for each in voices if survey.sources[each.source].reliability in "AB"]
            count, exact = origins(good)
            if count >= _TWO and exact and not survey.voices(claim, other):
                told = f"{count} good independent origins {_plural(stance)} it"
                message = f"unproven, but {told}, and nothing says otherwise"
                yield Problem(span_of(claim, "verdict"), "W205", message, "weigh it again, or say why in 'because'")


def verdicts_have_reasons(survey: CheckedBase) -> Iterator[Problem]:
    """W206: whoever judges says why."""
    for claim in survey.claims.values():
        if claim.verdict != Verdict.UNREVIEWED and not claim.because:
            yield Problem(span_of(claim, "verdict"), "W206", "a verdict without a reason", "add 'because: …'")


def claims_are_reviewed(survey: CheckedBase) -> Iterator[Problem]:
    """W207: somebody has weighed it."""
    for claim in _with_verdict(survey, Verdict.UNREVIEWED):
        span = span_of(claim, "verdict", "because", "confidence", "reviewed")
        yield Problem(span, "W207", f"nobody has weighed '{claim.id}' yet", "add a verdict")


def reviews_have_a_day(survey: CheckedBase) -> Iterator[Problem]:
    """W208: a verdict says when it was reached."""
    for claim in survey.claims.values():
        if claim.verdict != Verdict.UNREVIEWED and claim.reviewed is None:
            yield Problem(span_of(claim, "verdict"), "W208", "a verdict without a day of review", "add 'reviewed: …'")


def opinions_need_no_evidence(survey: CheckedBase) -> Iterator[Problem]:
    """W209: where evidence takes sides there is something to check."""
    for claim in _with_verdict(survey, Verdict.OPINION):
        if survey.voices(claim, Stance.SUPPORTS) or survey.voices(claim, Stance.CONTRADICTS):
            message = "an opinion, but evidence speaks for or against it"
            yield Problem(span_of(claim, "verdict"), "W209", message, "weigh it, or make the evidence context")


def _with_verdict(survey: CheckedBase, verdict: Verdict) -> Iterator[model.Claim]:
    return (claim for claim in survey.claims.values() if claim.verdict == verdict)


def _is_primary(survey: CheckedBase, item: model.Evidence) -> bool:
    """Tell whether an item is a document that speaks for itself, or rests on nothing but such documents."""
    if item.rests_on == ():
        return item.credibility in {"1", "2"}
    sources, known = survey.ancestry(item)
    return known and all(survey.sources[each].reliability == "A" for each in sources)


def _plural(stance: Stance) -> str:
    return stance.removesuffix("s")


RULES: Final[tuple[Rule, ...]] = (
    supported_has_independent_origins,
    supported_is_supported,
    refuted_is_contradicted,
    disputed_has_two_sides,
    unproven_is_open,
    verdicts_have_reasons,
    claims_are_reviewed,
    reviews_have_a_day,
    opinions_need_no_evidence,
)
