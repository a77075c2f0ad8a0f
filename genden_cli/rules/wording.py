"""Rules on wording: one statement per claim, in neutral words."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from genden_cli import model
from genden_cli.diagnostics.registry import problem
from genden_cli.rules.survey import label, span_of, text_of
from genden_cli.words import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.diagnostics.problem import Problem
    from genden_cli.rules.survey import Check, CheckedBase, Lines

_PAST = (
    r"(?:[a-z]{2,}ed|was|were|had|did|became|began|broke|brought|built|came|chose|fell|fled|fought|found|gave|got|put|hit|shut"
    r"|held|hid|kept|killed|knew|laid|left|lost|made|met|paid|ran|rose|said|sat|saw|sent|sold|spoke|stole|struck"
    r"|swore|threw|told|took|went|withdrew|won|wore|wrote|is|are|has|does)"
)
_ADVERB = r"(?:(?:also|then|later|soon|thereby|never|even|once|[a-z]+ly)\s+)?"
_OBJECT = r"an?|the|his|her|its|their|him|them|it|to|in|on|at|from|into|out|up|down|off|away|for|that"
_GOES_ON = rf"(?=\s+(?:{_OBJECT})\b|\s+[A-Z0-9])"
# Not after words that make it an adjective or a noun: "of forged papers", "the wounded".
_NO_NOUN = r"(?<![\w-])(?<!\bof\s)(?<!\bby\s)(?<!\ba\s)(?<!\ban\s)(?<!\bthe\s)(?<!\bin\s)(?<!\bwith\s)"
_FIRST_VERB = re.compile(rf"{_NO_NOUN}{_PAST}\s")
# Examples: "Ann hit Bob, and he fell", "…, and Bob fell", "Ann hit Bob and broke it".
_SECOND_VERB = re.compile(
    rf"and\s+(?:he|she|it|they|there)\s+{_ADVERB}{_PAST}\b"
    rf"|and\s+{_ADVERB}{_PAST}{_GOES_ON}"
    rf"|(?<=,\s)and\s(?:the\s)?[\w'’-]+(?:\s[A-Z][\w'’-]*)*\s+{_ADVERB}{_PAST}\b"
)
_SECOND_SENTENCE = re.compile(r"(?<=[a-z)”\"]{4}[.!?]\s)[A-Z]\w*|(?<=[.!?]\s)(?:He|She|It|They|The|This)\b")
_PRONOUN = re.compile(r"(?:He|She|It|They|His|Her|Their|Its|This)\s")

_LOADED: Final = (
    b"barbari", b"bloodthirst", b"brave", b"brutal", b"coward", b"cruel", b"evil", b"famous", b"glorious", b"heroic",
    b"legendary", b"monstrous", b"notorious", b"ruthless", b"shameful", b"vicious", b"villain",
)  # fmt: skip
_STEMS = b"|".join(_LOADED).decode()
_LOADED_WORD = re.compile(rf"\b(?:in)?(?:{_STEMS})(?:c|e|ly|y|an|ally|ous|ness|s|st|ry|ty)?\b", re.IGNORECASE)
_MOST_WORDS: Final = 60
_REFERS_BACK = re.compile(r"(?:the same|same as|(?:as|see) above|ditto|ibid|likewise)\b", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|„[^“”]*[“”]|‘[^’]*’|(?<!\w)'[^']*'(?!\w)")


def claims_say_one_thing(survey: CheckedBase) -> Iterator[Problem]:
    """W250: a claim makes one statement, so that one verdict fits."""
    if not survey.english:
        return
    for claim in survey.claims.values():
        found = _second_claim(text_of(claim, "says"))
        if found:
            span = survey.part(claim, "says", *found.span())
            yield problem(span, "W250", "this part seems to be a second claim", "split it into two claims")


def claims_differ(survey: CheckedBase) -> Iterator[Problem]:
    """W251: no two claims make the same statement."""
    firsts: dict[int, str] = {}
    pairs = [(id_, firsts.setdefault(each.gist, id_)) for id_, each in survey.outlines.items()]
    pairs = [(id_, first) for id_, first in pairs if first != id_]
    whole = survey.whole(chain.from_iterable(pairs))
    for id_, first in pairs:
        message = f"same statement as claim '{first}'"
        related = (label("the other claim", whole[first], "says"),)
        yield problem(span_of(whole[id_], "says"), "W251", message, "merge the two claims", related=related)


def own_words_are_neutral(survey: CheckedBase) -> Iterator[Problem]:
    """W252: notes, reasons and descriptions have no loaded word outside quotation marks."""
    lines = survey.lines_with(_LOADED, lower=True) if survey.english else {}
    if not lines:
        return
    for record, key in _own_words(survey, lines):
        text = _QUOTED.sub(lambda quote: " " * len(quote[0]), text_of(record, key))
        for found in _LOADED_WORD.finditer(text):
            span = survey.part(record, key, *found.span())
            remedy = "say what happened, or put the word in quotation marks and name its author"
            yield problem(span, "W252", f"loaded word '{found[0]}'", remedy)


def claims_name_names(survey: CheckedBase) -> Iterator[Problem]:
    """W253: a claim does not start with a pronoun."""
    for claim in survey.claims.values():
        found = _PRONOUN.match(text_of(claim, "says")) if survey.english else None
        if found:
            span = survey.part(claim, "says", found.start(), found.end() - 1)
            yield problem(span, "W253", f"claim starts with the pronoun '{found[0].strip()}'", "write the name")


def claims_are_statements(survey: CheckedBase) -> Iterator[Problem]:
    """W254: a claim is not a question."""
    for claim in survey.claims.values():
        if claim.says.endswith(("?", "？", "؟")):
            yield problem(span_of(claim, "says"), "W254", "claim is a question", "write a statement")


def reasons_are_short(survey: CheckedBase) -> Iterator[Problem]:
    """W258: a reason has at most 60 words."""
    for claim in survey.claims.values():
        count = len(claim.because.split()) if claim.because else 0
        if count > _MOST_WORDS:
            message = f"this reason has {count} words, and readers skip what is longer than {_MOST_WORDS}"
            yield problem(span_of(claim, "because"), "W258", message, "say what decides; the rest is a note")


def notes_stand_alone(survey: CheckedBase) -> Iterator[Problem]:
    """W259: a source note does not need the note before it."""
    for _, item in survey.evidence if survey.english else ():
        found = _REFERS_BACK.match(text_of(item, "note")) if item.note else None
        if found:
            span = survey.part(item, "note", *found.span())
            remedy = "say what this source says"
            yield problem(span, "W259", f"'{found[0]}' refers to another note, which a reader may not see", remedy)


def _second_claim(text: str) -> re.Match[str] | None:
    """Return the match where a second claim seems to start, or None."""
    if ". " in text or "! " in text:
        found = _SECOND_SENTENCE.search(text)
        if found:
            return found
    found = _SECOND_VERB.search(text) if " and " in text else None
    return found if found and _FIRST_VERB.search(text, 0, found.start()) else None


def _own_words(survey: CheckedBase, lines: Lines) -> Iterator[tuple[model.Record, str]]:
    """Yield the texts on ``lines`` that the curator wrote, each as a record and a key.

    A claim that a document makes is not one of them.
    """
    for record in survey.records_on(lines):
        for part, key in _own_keys(record):
            text = part.node.at(key)
            if text is not None and text.lines_of(lines[record.node.file]):
                yield part, key


def _own_keys(record: model.Record) -> Iterator[tuple[model.Record, str]]:
    if isinstance(record, model.Claim):
        own = not record.appears_in and record.verdict != Verdict.OPINION
        yield from ((record, key) for key in (*(("says",) if own else ()), "because", "note"))
        yield from ((each, "note") for each in (*record.appears_in, *record.evidence))
    else:
        title = ("title",) if isinstance(record, model.Event) else ()
        yield from ((record, key) for key in (*title, "about", "why", "note"))


CLAIM_CHECKS: Final[tuple[Check, ...]] = (
    claims_say_one_thing,
    claims_name_names,
    claims_are_statements,
    reasons_are_short,
    notes_stand_alone,
)
CHECKS: Final[tuple[Check, ...]] = (claims_differ, own_words_are_neutral)
