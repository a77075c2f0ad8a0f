"""Rules on evidence: its source was read, it has a locator, and readers can understand it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.diagnostics.registry import problem
from genden_cli.rules.survey import first_span_of, label, main_language, parse_date, span_of
from genden_cli.words import ReadState, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli import model
    from genden_cli.diagnostics.problem import Problem
    from genden_cli.rules.survey import Check, CheckedBase


def evidence_was_read(survey: CheckedBase) -> Iterator[Problem]:
    """W210: evidence comes only from sources that the curator read."""
    unread = {each.id for each in survey.sources.values() if each.read == ReadState.CITED_ONLY}
    for _, item in survey.evidence:
        if item.source in unread:
            message = f"'{item.source}' is cited-only: the curator has not read it"
            yield problem(span_of(item, "source"), "W210", message, "move the evidence to the source that cites it")


def evidence_is_not_examined(survey: CheckedBase) -> Iterator[Problem]:
    """W211: a document under examination is not evidence."""
    examined = survey.examined
    for _, item in survey.evidence:
        if item.source in examined:
            message = f"'{item.source}' is under examination and cannot be evidence"
            yield problem(span_of(item, "source"), "W211", message, "move it to 'appears_in'")


def support_does_not_rest_on_the_examined(survey: CheckedBase) -> Iterator[Problem]:
    """W212: a source that rests on a document under examination does not support a claim."""
    examined = survey.examined
    for _, item in survey.evidence:
        if item.stance != Stance.SUPPORTS or item.source in examined:
            continue
        sources = survey.ancestry(item).sources
        if not examined.isdisjoint(sources):
            message = f"'{item.source}' rests on '{min(examined & sources)}', which is under examination"
            yield problem(span_of(item, "source"), "W212", message, "change its stance to 'context'")


def appearances_are_examined(survey: CheckedBase) -> Iterator[Problem]:
    """W213: every source in ``appears_in`` is under examination."""
    for claim in survey.claims.values():
        for each in claim.appears_in:
            if each.source not in survey.examined:
                message = f"'{each.source}' is not under examination"
                remedy = "move it to 'evidence', or add the source to 'examines'"
                yield problem(span_of(each, "source"), "W213", message, remedy)


def evidence_says_where(survey: CheckedBase) -> Iterator[Problem]:
    """W214: evidence and appearances have a locator."""
    for item in _located(survey):
        if not item.at:
            message = f"no locator for '{item.source}'"
            yield problem(
                first_span_of(item, "stance", "source"), "W214", message, "add 'at: {page: …}' or another locator"
            )


def evidence_says_what(survey: CheckedBase) -> Iterator[Problem]:
    """W215: evidence has a quote, a translation or a note."""
    for _, item in survey.evidence:
        if not (item.quote or item.translation or item.note):
            message = f"no quote or note for '{item.source}'"
            yield problem(first_span_of(item, "at", "stance"), "W215", message, "add a quote or a note")


def foreign_quotes_are_translated(survey: CheckedBase) -> Iterator[Problem]:
    """W216: quotes in another language than the base have a translation."""
    home = main_language(survey.base.language)
    for item in _located(survey):
        if not item.quote or item.translation:
            continue
        language = survey.sources[item.source].language
        if language and main_language(language) != home:
            message = f"quote in '{language}' without a translation"
            yield problem(span_of(item, "quote"), "W216", message, "add 'translation: …'")


def translations_have_originals(survey: CheckedBase) -> Iterator[Problem]:
    """W217: a translation stands beside its original quote."""
    for item in _located(survey):
        if item.translation and not item.quote:
            message = "translation without the original quote"
            yield problem(span_of(item, "translation"), "W217", message, "add 'quote: …', or turn it into a note")


def other_dates_are_explained(survey: CheckedBase) -> Iterator[Problem]:
    """W218: a note explains a date that differs from the date of the claim or event."""
    for claim, item in survey.evidence:
        if item.date is None or item.note is not None:
            continue
        date = claim.date or (survey.events[claim.event].date if claim.event else None)
        if date and not parse_date(date.edtf).overlaps(parse_date(item.date.edtf)):
            message = f"date {item.date} differs from the {'claim' if claim.date else 'event'} ({date}) without a note"
            dated = claim if claim.date else survey.events[claim.event or ""]
            related = (label("the other date", dated, "date"),)
            yield problem(span_of(item, "date"), "W218", message, "explain it in 'note: …'", related=related)


def evidence_stands_once(survey: CheckedBase) -> Iterator[Problem]:
    """W219: no claim lists the same evidence twice."""
    for claim in survey.claims.values():
        if len({item.source for item in claim.evidence}) == len(claim.evidence):
            continue
        seen: dict[tuple[object, ...], model.Evidence] = {}
        for item in claim.evidence:
            what = (item.source, item.stance, *item.at, item.quote, item.date, item.rests_on)
            first = seen.setdefault(what, item)
            if first is not item:
                message = f"same evidence from '{item.source}' as above"
                related = (label("the first is here", first, "source"),)
                yield problem(span_of(item, "source"), "W219", message, "merge the two", related=related)


def passages_take_one_side(survey: CheckedBase) -> Iterator[Problem]:
    """W267: no quote both supports and contradicts a claim."""
    for claim in survey.claims.values():
        seen: dict[tuple[object, ...], model.Evidence] = {}
        for item in claim.evidence:
            if not item.quote or item.stance not in _SIDES:
                continue
            first = seen.setdefault((item.source, item.at, item.quote), item)
            if first.stance != item.stance:
                message = f"the same quote of '{item.source}' {first.stance} the claim on line {first.node.line}"
                related = (label("the other stance", first, "stance"),)
                yield problem(span_of(item, "stance"), "W267", message, "keep one of the two", related=related)


def passages_have_one_grade(survey: CheckedBase) -> Iterator[Problem]:
    """W269: no quote has two grades on a claim. If it also has one stance, W219 says so."""
    for claim in survey.claims.values():
        seen: dict[tuple[object, ...], model.Evidence] = {}
        for item in claim.evidence:
            if not item.quote or item.credibility is None:
                continue
            first = seen.setdefault((item.source, item.at, item.quote), item)
            if first.credibility != item.credibility and first.stance != item.stance:
                message = f"the same quote of '{item.source}' has credibility {first.credibility} above"
                related = (label("the other grade", first, "credibility"),)
                yield problem(span_of(item, "credibility"), "W269", message, "give both one grade", related=related)


_SIDES: Final = frozenset({Stance.SUPPORTS, Stance.CONTRADICTS})


def _located(survey: CheckedBase) -> Iterator[model.Evidence | model.Appearance]:
    for claim in survey.claims.values():
        yield from claim.appears_in
        yield from claim.evidence


CHECKS: Final[tuple[Check, ...]] = (
    evidence_was_read,
    evidence_is_not_examined,
    support_does_not_rest_on_the_examined,
    appearances_are_examined,
    evidence_says_where,
    evidence_says_what,
    foreign_quotes_are_translated,
    translations_have_originals,
    other_dates_are_explained,
    evidence_stands_once,
    passages_take_one_side,
    passages_have_one_grade,
)
