"""Evidence comes from what was read, says where it stands, and can be understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.errors import Problem
from genden_cli.rules.survey import main_language, parse_date, span_of
from genden_cli.words import ReadState, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli import model
    from genden_cli.rules.survey import CheckedBase, Rule


def evidence_was_read(survey: CheckedBase) -> Iterator[Problem]:
    """W210: a source known from those who cite it says nothing by itself."""
    unread = {each.id for each in survey.sources.values() if each.read == ReadState.CITED_ONLY}
    for _, item in survey.evidence:
        if item.source in unread:
            message = f"'{item.source}' was not read, only cited"
            yield Problem(span_of(item, "source"), "W210", message, "give the evidence to the source that cites it")


def evidence_is_not_examined(survey: CheckedBase) -> Iterator[Problem]:
    """W211: a document under examination is no evidence for itself."""
    examined = survey.examined
    for _, item in survey.evidence:
        if item.source in examined:
            message = f"'{item.source}' is under examination: what it says is no evidence"
            yield Problem(span_of(item, "source"), "W211", message, "move it to 'appears_in'")


def support_does_not_rest_on_the_examined(survey: CheckedBase) -> Iterator[Problem]:
    """W212: who retells the document under examination does not confirm it."""
    examined = survey.examined
    for _, item in survey.evidence:
        if item.stance != Stance.SUPPORTS or item.source in examined:
            continue
        sources = survey.ancestry(item).sources
        if not examined.isdisjoint(sources):
            message = f"'{item.source}' rests on '{min(examined & sources)}', which is under examination"
            yield Problem(span_of(item, "source"), "W212", message, "make its stance 'context'")


def appearances_are_examined(survey: CheckedBase) -> Iterator[Problem]:
    """W213: what ``appears_in`` names is under examination."""
    for claim in survey.claims.values():
        for each in claim.appears_in:
            if each.source not in survey.examined:
                message = f"'{each.source}' is not under examination"
                remedy = "move it to 'evidence', or add the source to 'examines'"
                yield Problem(span_of(each, "source"), "W213", message, remedy)


def evidence_says_where(survey: CheckedBase) -> Iterator[Problem]:
    """W214: a reader can find the place."""
    for item in _located(survey):
        if not item.at:
            message = f"where does '{item.source}' say so?"
            yield Problem(span_of(item, "stance", "source"), "W214", message, "add 'at: {page: …}' or another locator")


def evidence_says_what(survey: CheckedBase) -> Iterator[Problem]:
    """W215: a quote or a note tells what the source says."""
    for _, item in survey.evidence:
        if not (item.quote or item.translation or item.note):
            message = f"what does '{item.source}' say there?"
            yield Problem(span_of(item, "at", "stance"), "W215", message, "add a quote or a note")


def foreign_quotes_are_translated(survey: CheckedBase) -> Iterator[Problem]:
    """W216: a reader of the base can read them."""
    home = main_language(survey.base.language)
    for item in _located(survey):
        if not item.quote or item.translation:
            continue
        language = survey.sources[item.source].language
        if language and main_language(language) != home:
            message = f"a quote in '{language}' without a translation"
            yield Problem(span_of(item, "quote"), "W216", message, "add 'translation: …'")


def translations_have_originals(survey: CheckedBase) -> Iterator[Problem]:
    """W217: what was translated can be compared."""
    for item in _located(survey):
        if item.translation and not item.quote:
            message = "a translation without the original"
            yield Problem(span_of(item, "translation"), "W217", message, "add 'quote: …', or make it a note")


def other_dates_are_explained(survey: CheckedBase) -> Iterator[Problem]:
    """W218: a note says why a source dates it differently."""
    for claim, item in survey.evidence:
        if item.date is None or item.note is not None:
            continue
        date = claim.date or (survey.events[claim.event].date if claim.event else None)
        if date and not parse_date(date.edtf).overlaps(parse_date(item.date.edtf)):
            message = f"dated {item.date}, not {date} as the {'claim' if claim.date else 'event'}, without a note"
            yield Problem(span_of(item, "date"), "W218", message, "add 'note: …'")


def evidence_stands_once(survey: CheckedBase) -> Iterator[Problem]:
    """W219: no source says the same thing twice from the same place."""
    for claim in survey.claims.values():
        if len({item.source for item in claim.evidence}) == len(claim.evidence):
            continue
        seen: dict[tuple[object, ...], int] = {}
        for item in claim.evidence:
            what = (item.source, item.stance, *item.at, item.quote, item.date, item.rests_on)
            line = item.node.line
            if seen.setdefault(what, line) != line:
                message = f"'{item.source}' says this already on line {seen[what]}, at the same place"
                yield Problem(span_of(item, "source"), "W219", message, "join the two")


def _located(survey: CheckedBase) -> Iterator[model.Evidence | model.Appearance]:
    for claim in survey.claims.values():
        yield from claim.appears_in
        yield from claim.evidence


RULES: Final[tuple[Rule, ...]] = (
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
)
