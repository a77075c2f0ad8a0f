"""The page of the scorecard of a base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli import words
from genden_cli.page.blocks import Block, Cell, Column, Grid, Pairs, Prose, TextRun, Title, join_cells, text
from genden_cli.pages import parts
from genden_cli.pages.signs import LegendTracker
from genden_cli.text.english import count_noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.query.records.stats import Counts, ExaminedScore, Stats

_DOCUMENTS = (
    Column("Document", least=40, share=3, main=True),
    Column("Claims", least=6),
    Column("With evidence", least=13),
    Column("Verdicts", least=14, share=1),
    Column("Id", share=1, fold=True),
)
_BAR = 20
_MOST_DOCUMENTS = 3
"""So many documents under examination fit the short page, those with most claims first."""


def stats(record: Stats, *, commands: bool = True) -> Iterator[Block]:
    """Yield the answer of the base and the scorecard; with ``commands``, also those that list what is missing."""
    if record.lead or record.answer:
        yield Title(text(record.lead or "The answer", "title"))
        yield Prose(text(record.answer))
    yield from _summary(record, commands=commands)
    for document in record.examined:
        yield Title(parts.named(f"Under examination: {document.title}", document.id), level=2)
        yield Pairs(tuple(_document(document)))


def short_stats(record: Stats) -> Iterator[Block]:
    """Yield the scorecard, with a line for each of the documents under examination that make most claims."""
    if record.lead:
        yield Title(text(record.lead, "title"))
    yield from _summary(record)
    if not record.examined:
        return
    signs = LegendTracker()
    by_weight = sorted(record.examined, key=lambda each: -each.claims)
    yield Title(text(f"Under examination ({len(record.examined):,})"), level=2)
    yield Grid(_DOCUMENTS, [_document_row(each, signs) for each in by_weight[:_MOST_DOCUMENTS]], dense=True)
    left = len(record.examined) - _MOST_DOCUMENTS
    more = f"{left:,} more documents: " if left > 0 else "As a scorecard each: "
    yield Prose((TextRun(more, "muted"), TextRun("genden stats --all", "command")))


def counts(card: Stats, *, commands: bool = False) -> Iterator[tuple[str, Cell]]:
    """Yield the counts, each with its label; with ``commands``, also the command that lists what is missing."""
    record = card.counts
    if not (is_scored(card) or (commands and record.claims)):
        yield from _contents(record)
        return
    examined = f", {record.made_by_examined:,} of them made by documents under examination" if card.examined else ""
    yield "Claims", text(f"{record.claims:,}{examined}")
    for label, count, whole, missing in _shares(record):
        found = text(f"{count:,} of {whole:,}{share(count, whole)}")
        wanted = f"genden {missing}" if missing and commands and count < whole else ""
        yield label, join_cells((found, text(wanted, "command")), "  ")
    unreviewed = text(f"{record.unreviewed:,}{share(record.unreviewed, record.claims)}")
    wanted = f"genden claims --verdict unreviewed{_not_withdrawn(card)}" if commands and record.unreviewed else ""
    yield "Unreviewed", join_cells((unreviewed, text(wanted, "command")), "  ")
    yield "Last checked", text(f"no claim before {record.oldest_review}" if record.oldest_review else "none")
    people = f"{record.people:,} {'person' if record.people == 1 else 'people'}"
    yield "Records", text(f"{count_noun(record.events, 'event')}, {people}, {count_noun(record.sources, 'source')}")


def is_scored(card: Stats) -> bool:
    """Return whether a base examines a document, or has a claim with a verdict. A family tree may do neither."""
    return bool(card.examined) or card.verdicts.unreviewed < card.counts.claims


def _contents(record: Counts) -> Iterator[tuple[str, Cell]]:
    """Yield the numbers of records, without those of which there are none."""
    for label in ("people", "events", "claims", "sources"):
        if number := getattr(record, label):
            yield label.capitalize(), text(f"{number:,}{', not reviewed yet' if label == 'claims' else ''}")


def _not_withdrawn(card: Stats) -> str:
    """Return the option that leaves out withdrawn claims, if there are any."""
    states = ",".join(each for each in words.ClaimState if each != words.ClaimState.WITHDRAWN)
    return f" --state {states}" if any(each.state == words.ClaimState.WITHDRAWN for each in card.states) else ""


def _shares(record: Counts) -> Iterator[tuple[str, int, int, str]]:
    """Yield label, part, whole and the command that lists the rest; quotes of the two kinds are told apart."""
    yield "With evidence", record.with_evidence, record.claims, "claims --missing evidence"
    yield "Two independent sources", record.with_two_origins, record.claims, "claims --missing origins"
    yield "Evidence with a quote", record.evidence_with_quote, record.evidence, "claims --missing quote"
    if record.appearances:
        yield "Quotes under examination", record.appearances_with_quote, record.appearances, ""
    yield "Sources with an address", record.sources_with_url, record.sources, "sources --missing url"
    yield "Sources with a kept copy", record.sources_with_copy, record.sources, "sources --missing archived"
    yield "Sources with access date", record.sources_with_access_date, record.sources, ""


def _summary(record: Stats, *, commands: bool = True) -> Iterator[Block]:
    has_work = is_scored(record) or bool(record.counts.claims)
    yield Title(text("Scorecard" if has_work else "What is here"))
    yield Pairs(tuple(counts(record, commands=commands)))
    if has_work:
        yield Title(text("Verdicts"), level=2)
        yield Pairs(tuple(_bars(record.verdicts._asdict(), record.counts.claims)))
    if record.states:
        yield Title(text("States"), level=2)
        yield Pairs(tuple((each.state, _bar(each.claims, record.counts.claims, "bar")) for each in record.states))
    if record.grades:
        yield Title(text("Sources by grade"), level=2)
        yield Pairs(tuple(_grades(record)))
    if published := tuple(_published(record)):
        yield Title(text("Publication"), level=2)
        yield Pairs(published)


def _published(record: Stats) -> Iterator[tuple[str, Cell]]:
    for label, said in (("Contact", record.contact), ("Corrections", record.corrections), ("Address", record.url)):
        if said:
            yield label, text(said)


def _grades(record: Stats) -> Iterator[tuple[str, Cell]]:
    for each in record.grades:
        label = f"{each.reliability} {words.RELIABILITY[each.reliability]}"
        yield label, _bar(each.sources, record.counts.sources, "bar")


def _document(document: ExaminedScore) -> Iterator[tuple[str, Cell]]:
    yield "Claims", text(f"{document.claims:,}")
    yield "With evidence", text(f"{document.with_evidence:,}{share(document.with_evidence, document.claims)}")
    yield from _bars(document.score._asdict(), document.claims)


def _document_row(document: ExaminedScore, signs: LegendTracker) -> tuple[Cell, ...]:
    return (
        text(document.title),
        text(f"{document.claims:,}"),
        text(f"{document.with_evidence:,}{share(document.with_evidence, document.claims)}"),
        signs.verdicts(document.score),
        parts.id_(document.id),
    )


def _bars(numbers: dict[str, int], whole: int) -> Iterator[tuple[str, Cell]]:
    for word, count in numbers.items():
        if count:
            yield f"{words.VERDICTS[words.Verdict(word)].sign} {word}", _bar(count, whole, f"verdict.{word}")


def _bar(count: int, whole: int, role: str) -> Cell:
    """Return a bar for a part of a whole, with its number."""
    bar = "█" * max(round(_BAR * count / whole), 1)
    return join_cells((text(bar, role), text(f"{count:,}{share(count, whole)}")), " ")


def share(part: int, whole: int) -> str:
    """Return a percentage in brackets after a space; an empty text if the whole is 0."""
    return f" ({100 * part / whole:.0f}%)" if whole else ""
