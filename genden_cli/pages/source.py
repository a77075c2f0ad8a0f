"""How a source reads, and a list of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli import words
from genden_cli.output.page import Block, Cell, Column, Grid, Hint, Pairs, Span, Title, joined, lines, text
from genden_cli.pages import parts
from genden_cli.pages.languages import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.query.sources import Made, Said, Source, SourceRef, SourceRow

_SOURCES = (
    Column("Grade", least=5),
    Column("Source", least=30, share=5, main=True),
    Column("Issued", least=10, share=1, fold=True),
    Column("Rests on", least=18, share=2, fold=True),
    Column("Says", least=10, share=1),
)
_SAID = (
    Column("Claim", least=28, share=4),
    Column("What it says", least=30, share=5, main=True),
    Column("Where", least=14, share=1, fold=True),
)
_MADE = (
    Column("Where", least=8, share=1),
    Column("Verdict", least=12),
    Column("What it says", least=30, share=5, main=True),
    Column("How it stands", least=40, share=6, fold=True),
)


def sources(rows: Iterable[SourceRow]) -> Iterator[Block]:
    """Yield a table with a source a row."""
    yield Grid(_SOURCES, (_source_row(row) for row in rows))
    yield Hint("genden source ID shows one of them")


def source(record: Source) -> Iterator[Block]:
    """Yield what a source is, what it rests on, and what it says."""
    yield Title(joined((text(record.title, "title"), parts.id_(record.id)), "  "))
    yield Pairs(tuple(_facts(record)))
    if record.claims:
        yield Title(text(f"What it claims, from top to bottom ({len(record.claims)})"), level=2)
        yield Grid(_MADE, [_made(each) for each in record.claims])
    for stance, title in words.STANCE_TITLES.items():
        items = [each for each in record.evidence if each.stance == stance]
        if items:
            yield Title((*parts.stance(stance), Span(f" {title} ({len(items)})")), level=2)
            yield Grid(_SAID, [_said(each) for each in items])
    claims = [each.claim for each in record.claims] or [each.claim for each in record.evidence]
    if claims:
        yield Hint(f"genden claim {claims[0]}")


def _facts(record: Source) -> Iterator[tuple[str, Cell]]:
    if record.examined:
        yield "Standing", text("under examination: what it says is never evidence")
    if record.score is not None:
        yield "Score", parts.verdicts(record.score, spelt=True)
    yield "Grade", lines(parts.grade(record.reliability, None), text(record.why, "muted"))
    for label, value in (
        ("Author", record.author),
        ("Publisher", record.publisher),
        ("Issued", record.issued.words if record.issued else None),
        ("Type", record.type),
        ("Language", language(record.language) if record.language else None),
        ("Read", words.READ[record.read]),
    ):
        if value:
            yield label, text(value)
    if record.url:
        yield "Link", text(record.url, "link")
    if record.archived:
        yield "Archived", text(record.archived, "link")
    for identifier in record.ids:
        yield identifier.scheme.upper(), text(identifier.value)
    yield "Rests on", _rests_on(record.derived_from)
    if record.origin_of:
        yield "Origin of", lines(*map(_ref, record.origin_of))
    if record.note:
        yield "Note", text(record.note)


def _rests_on(origins: tuple[SourceRef, ...] | None) -> Cell:
    if origins is None:
        return text("unknown", "muted")
    return lines(*map(_ref, origins)) or text("none of the sources here", "muted")


def _ref(ref: SourceRef) -> Cell:
    return joined((parts.id_(ref.id), text(ref.title, "muted")), "  ")


def _source_row(row: SourceRow) -> tuple[Cell, ...]:
    author = text(row.author)
    unread = text("not read: known from others" if row.read == "cited-only" else None, "muted")
    examined = text("under examination" if row.examined else None, "muted")
    said = [
        text(f"{words.STANCES[stance].sign}{getattr(row, stance)}", f"stance.{stance}")
        for stance in words.STANCES
        if getattr(row, stance)
    ]
    rests = None if row.derived_from is None else ", ".join(row.derived_from)
    return (
        text(row.reliability),
        lines(joined((author, text(row.title, "name")), ", "), joined((parts.id_(row.id), examined, unread))),
        parts.date(row.issued),
        text(rests),
        joined(said, " "),
    )


def _said(item: Said) -> tuple[Cell, ...]:
    claim = joined((text(item.says), parts.id_(item.claim)), " ")
    said = lines(parts.quote(item.quote, item.translation), text(item.note))
    return joined((parts.verdict(item.verdict, sign_only=True), claim), " "), said, text(parts.locator(item.at))


def _made(item: Made) -> tuple[Cell, ...]:
    return (
        text(parts.locator(item.at)),
        parts.verdict(item.verdict),
        lines(parts.quote(item.quote, None), joined((text(item.says), parts.id_(item.claim)), " ")),
        text(item.because, "muted"),
    )
