"""Shared parts of pages: verdicts, grades, quotes, locators, and lists of claims."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Protocol

from genden_cli import words
from genden_cli.page.blocks import Cell, Column, Grid, TextRun, join_cells, stack_cells, text
from genden_cli.text.english import dashed, join_words, numbered, with_noun
from genden_cli.words import Stance, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from genden_cli.model import Locator, When
    from genden_cli.pages.signs import LegendTracker
    from genden_cli.provenance import Origins, Standing
    from genden_cli.query.records.claim import ClaimDetails, MissingDocumentDetails, Related
    from genden_cli.query.records.claims import ClaimRow
    from genden_cli.query.records.fetch import PersonRef, Verdicts
    from genden_cli.query.records.sources import Assertion
    from genden_cli.query.text.read import FoundQuote
    from genden_cli.words import ClaimState, Credibility, Reliability


class Judged(Protocol):
    """A row with a claim: the verdict, and how far the work on it has come."""

    @property
    def verdict(self) -> Verdict | None:
        """The verdict on the claim; a row that may be of another record can be without one."""

    @property
    def state(self) -> ClaimState | None:
        """The state of the claim; without one it is published."""


@cache
def verdict(word: Verdict) -> Cell:
    """Return a verdict as sign and word. Beside a claim, use `verdict_on`."""
    return (TextRun(f"{words.VERDICTS[word].sign} {word}", f"verdict.{word}"),)


def verdict_on(claim: Judged) -> Cell:
    """Return the verdict on a claim, and its state if it is not published: ``✗ refuted (draft)``."""
    return verdict(claim.verdict) + remark(claim) if claim.verdict else ()


def remark(claim: Judged) -> Cell:
    """Return the state of a claim that is not published."""
    return text(words.state_remark(claim.state), "muted")


def ruling(claim: ClaimDetails, *remarks: str) -> Cell:
    """Return a verdict with its basis and with remarks in brackets: ``? unproven: told, but cannot be checked``."""
    said = text(f": {meaning(claim)}" if claim.basis else None)
    more = ", ".join(filter(None, remarks))
    return verdict_on(claim) + said + text(f" ({more})" if more else None, "muted")


def meaning(claim: ClaimDetails) -> str:
    """Return what the verdict on a claim means, given its evidence."""
    supports, contradicts, *_ = claim.standing
    return words.verdict_meaning(claim.verdict, claim.basis, supports=supports, contradicts=contradicts)


def missing(document: MissingDocumentDetails) -> str:
    """Return a document that would settle a claim, its place and its holder, in a line."""
    return ", ".join(filter(None, (document.text or document.title, document.where, document.holder)))


def verdict_sign(claim: Judged) -> Cell:
    """Return the sign of the verdict on a claim, and its state if it is not published."""
    return _sign(claim.verdict) + remark(claim) if claim.verdict else ()


@cache
def _sign(word: Verdict) -> Cell:
    return text(words.VERDICTS[word].sign, f"verdict.{word}")


@cache
def stance(word: Stance) -> Cell:
    """Return a stance as its sign."""
    return (TextRun(words.STANCES[word].sign, f"stance.{word}"),)


def verdicts(counts: Verdicts) -> Cell:
    """Return the number of claims by verdict: ``✓ 3 supported, ✗ 2 refuted``."""
    found = [(Verdict(word), number) for word, number in counts._asdict().items() if number]
    said = (text(f"{words.VERDICTS[word].sign} {number} {word}", f"verdict.{word}") for word, number in found)
    return join_cells(said, ", ")


def date(when: When | None) -> Cell:
    """Return a date in words."""
    return text(when.words if when else None, "date")


def compact_date(when: When | None) -> str:
    """Return a date in words for a narrow column: ``Nov 1924? – Nov 1927?``, ``Dec 1928 – c. May 1932``."""
    if when is None:
        return ""
    words_ = _PERHAPS.sub(r"\1?", when.words) if "perhaps" in when.words else when.words
    if len(words_) <= COMPACT:
        return words_
    start, _, end = words_.partition(" – ")
    first, last = re.fullmatch(_DAY_OR_MONTH, start), re.fullmatch(_DAY_OR_MONTH, end)
    if first and last:
        years = int(last["year"]) - int(first["year"])
        if years == 0 and not first["mark"]:
            return f"{first['head']} – {end}"
        if years:  # the days are left to the page of the event
            return " – ".join(re.sub("[0-9]{1,2} (?=[A-Z])", "", each) for each in (start, end))
    first_of, comma, others = words_.partition(", ")
    return f"{first_of}, … or {others.rpartition(' or ')[2]}" if comma and " or " in others else words_


COMPACT: Final = 22
"""A date of at most so many characters is not shortened."""

_MONTHS: Final = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_PERHAPS: Final = re.compile(r"perhaps ((?:[0-9]{1,2} )?(?:[A-Z][a-z]{2} )?[0-9]{4})(?![0-9])")
_DAY_OR_MONTH: Final = re.compile(
    rf"(?P<head>(?:c\. )?(?:[0-9]{{1,2}} )?(?P<month>{'|'.join(_MONTHS)})) (?P<year>[0-9]{{4}})(?P<mark>\??)"
)


def id_(id_: str) -> Cell:
    """Return the id of a record, ready to be typed."""
    return text(id_, "id")


def named(name: str, id__: str, role: str = "") -> Cell:
    """Return the name of a record, a title or a sentence, and its id."""
    return join_cells((text(name, role), id_(id__)), "  ")


def judged(claim: ClaimRow | Related) -> tuple[Cell, Cell]:
    """Return a claim as a label and its value: the verdict, and the sentence with its id."""
    return verdict_on(claim), named(claim.says, claim.id)


def locator(at: Iterable[Locator]) -> str:
    """Return a place in a source in the form of a citation: ``p. 238–240``, ``para. 26, line 3``."""
    return locator_as_written((label, dashed(value) if label in _NUMBERED else value) for label, value in at)


def locator_as_written(at: Iterable[tuple[str, str]]) -> str:
    """Return a place in a source for programs: a range keeps its hyphen."""
    return ", ".join([f"{_LABELS.get(label, label + ' ')}{value}" for label, value in at])


_NUMBERED = frozenset("page paragraph chapter volume column folio verse line note figure".split())
"""The locators whose values are numbers. A section has a name, which may have a hyphen."""


# Short forms of CSL's terms; a section is named as it is, and so is whatever has no short form.
_LABELS = {
    "page": "p. ",
    "paragraph": "para. ",
    "chapter": "ch. ",
    "volume": "vol. ",
    "column": "col. ",
    "folio": "fol. ",
    "verse": "v. ",
    "note": "n. ",
    "section": "",
    "sub-verbo": "s.v. ",
    "figure": "fig. ",
    "appendix": "app. ",
    "timestamp": "at ",
}


def quote(words_: str | None, translation: str | None, translator: str | None = None) -> Cell:
    """Return a quote in quotation marks, with its translation and who made it."""
    if not words_:
        return ()
    spans = [TextRun(f"“{words_}”", "quote")]
    if translation:
        spans.append(TextRun(f" [{translation}{f'; tr. {translator}' if translator else ''}]", "muted"))
    elif translator:
        spans.append(TextRun(f" (tr. {translator})", "muted"))
    return tuple(spans)


def grade(reliability: Reliability, credibility: Credibility | None) -> Cell:
    """Return the grade of an item of evidence, also in words: ``B2 usually reliable, probably true``."""
    return text(f"{words.grade_code(reliability, credibility)} {words.grade(reliability, credibility)}")


def source_grade(reliability: Reliability) -> Cell:
    """Return the grade of a source, also in words: ``B usually reliable``."""
    return text(words.source_grade(reliability))


def rests_on(origins: Sequence[str] | None) -> str | None:
    """Return what one item of evidence rests on, where it does not rest on what its source derives from."""
    return f"based on {join_words(origins)} for this claim" if origins else None


@cache
def grade_letters(reliability: Reliability, credibility: Credibility | None) -> Cell:
    """Return the grade of an item of evidence in letters alone: ``B2``."""
    return text(words.grade_code(reliability, credibility))


@lru_cache  # most claims stand as many others do
def counts(standing: Standing) -> str:
    """Return the items by stance in a line: ``4 items for (1 to 3 independent sources), 1 against, 1 silent``."""
    found = [
        f"{standing.supports} for ({independent(standing.origins_for)})" * bool(standing.supports),
        f"{standing.contradicts} against ({independent(standing.origins_against)})" * bool(standing.contradicts),
        f"{standing.silent} silent" * bool(standing.silent),
        f"{standing.context} context" * bool(standing.context),
    ]
    return ", ".join(with_noun("item", found)) or "no evidence"


def independent(origins: Origins) -> str:
    """Return how many sources are independent, and whether that is unknown of all of them."""
    unknown = "" if origins.exact or origins.proven else ": where they have it from is unknown"
    return f"{voices(origins)}{unknown}"


def voices(origins: Origins) -> str:
    """Return how many sources are independent: ``1 to 3 independent sources``."""
    return f"{origins.number} {numbered('independent source', origins.voices)}"


class ReasonOnce:
    """Gives the reason for the verdict on a claim once, and then refers to that place."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}

    def text_for(self, item: Assertion | FoundQuote, place: str) -> str | None:
        """Return the reason, or a reference to the first place with it. ``place`` is the present one."""
        if item.claim in self._places:
            return f"see {self._places[item.claim]}"
        if item.because:
            self._places[item.claim] = place or "above"
        return item.because


def claims(rows: Iterable[ClaimRow], *, dated: bool = True, said: Mapping[str, Cell] | None = None) -> Grid:
    """Return a table of claims: verdict, sentence, date, standing and id.

    ``said`` is shown below the sentence of a claim, then the reason for its verdict.
    """
    columns: tuple[Column, ...] = (
        Column("Verdict", least=12),
        Column("Claim", least=28, share=6, main=True),
        Column("When", least=12, share=1, fold=True),
        Column("Evidence", least=12, share=1, fold=True),
        Column("Id", least=14, share=2, fold=True),
    )
    if not dated:
        columns = (*columns[:2], *columns[3:])
    return Grid(columns, (_claim(row, dated=dated, said=said or {}) for row in rows))


def short_claims(rows: Iterable[ClaimRow], signs: LegendTracker) -> Grid:
    """Return a table of claims: the sign of the verdict, and the sentence with the id that other commands need."""
    columns = (
        Column("", least=1),
        Column("Claim", least=92, share=8, main=True),
        Column("When", least=12, share=1, fold=True),
        Column("Evidence", least=8, fold=True),
    )
    return Grid(columns, (_short_claim(row, signs) for row in rows), dense=True)


def _short_claim(row: ClaimRow, signs: LegendTracker) -> tuple[Cell, ...]:
    when = text(compact_date(row.date), "date")
    return signs.verdict(row), named(row.says, row.id), when, text(sides(row.standing))


def sides(standing: Standing) -> str:
    """Return the number of items of evidence by stance, without background: ``3 for, 2 against``."""
    return ", ".join(f"{count} {word}" for count, word in zip(standing, _SIDES, strict=False) if count)


_SIDES: Final = ("for", "against", "silent")
"""The stances after a number, in their order."""


def _claim(row: ClaimRow, *, dated: bool, said: Mapping[str, Cell]) -> tuple[Cell, ...]:
    reason = text(row.because if row.id in said else None, "muted")
    says = stack_cells(text(row.says), said.get(row.id, ()), reason)
    cells = (verdict_on(row), says, date(row.date), text(sides(row.standing)), id_(row.id))
    return cells if dated else (*cells[:2], *cells[3:])


def who(people: Iterable[PersonRef]) -> Cell:
    """Return the people of an event with their roles: ``Genden (speaker), Stalin (host)``."""
    spans: list[TextRun] = []
    for person in people:
        spans += (TextRun(", "), TextRun(person.name)) if spans else (TextRun(person.name),)
        if person.role:
            spans.append(TextRun(f" ({person.role})", "muted"))
    return tuple(spans)
