"""The page of the scorecard of a base."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli import words
from genden_cli.page.blocks import Block, Cell, Column, Grid, Pairs, Title, join_cells, text
from genden_cli.pages import parts
from genden_cli.text.english import count_noun

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.query.records.stats import Counts, ExaminedScore, Stats

_GRADES = (Column("Grade", least=5), Column("Means", least=20, share=1, main=True), Column("Sources", least=7))
_BAR = 30


def stats(record: Stats) -> Iterator[Block]:
    """Yield the scorecard."""
    yield Title(text("Scorecard"))
    yield Pairs(tuple(counts(record.counts)))
    yield Title(text("Verdicts"), level=2)
    yield Pairs(tuple(_bars(record.verdicts._asdict(), record.counts.claims)))
    yield Title(text("Sources by grade"), level=2)
    yield Grid(
        _GRADES,
        [
            (text(each.reliability), text(words.RELIABILITY[each.reliability]), text(str(each.sources)))
            for each in record.grades
        ],
    )
    for document in record.examined:
        yield Title(join_cells((text(f"Under examination: {document.title}"), parts.id_(document.id)), "  "), level=2)
        yield Pairs(tuple(_document(document)))


def counts(record: Counts) -> Iterator[tuple[str, Cell]]:
    """Yield the counts, each with its label."""
    yield "Claims", text(f"{record.claims}, {record.made_by_examined} of them made by documents under examination")
    for label, count in (
        ("With evidence", record.with_evidence),
        ("With a quote", record.with_quote),
        ("Two origins or more", record.with_two_origins),
        ("Unreviewed", record.unreviewed),
    ):
        yield label, text(f"{count}{share(count, record.claims)}")
    yield "Oldest review", text(record.oldest_review or "none")
    yield "Items of evidence", text(str(record.evidence))
    people = f"{record.people} {'person' if record.people == 1 else 'people'}"
    yield "Records", text(f"{count_noun(record.events, 'event')}, {people}, {count_noun(record.sources, 'source')}")


def _document(document: ExaminedScore) -> Iterator[tuple[str, Cell]]:
    yield "Claims", text(str(document.claims))
    yield "With evidence", text(f"{document.with_evidence}{share(document.with_evidence, document.claims)}")
    yield from _bars(document.score._asdict(), document.claims)


def _bars(numbers: dict[str, int], whole: int) -> Iterator[tuple[str, Cell]]:
    for word, count in numbers.items():
        if count:
            bar = "█" * max(round(_BAR * count / whole), 1)
            sign = words.VERDICTS[words.Verdict(word)].sign
            yield (
                f"{sign} {word}",
                join_cells((text(bar, f"verdict.{word}"), text(f"{count}{share(count, whole)}")), " "),
            )


def share(part: int, whole: int) -> str:
    """Return a percentage in brackets after a space; an empty text if the whole is 0."""
    return f" ({100 * part / whole:.0f}%)" if whole else ""
