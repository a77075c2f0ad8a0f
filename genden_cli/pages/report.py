"""The claims and events of a report, which is read beside its other parts: what one part says, another only names."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from genden_cli import words
from genden_cli.page.blocks import Block, Cell, Column, Grid, Pairs, TextRun, Title, join_cells, text
from genden_cli.pages import claim as claim_page
from genden_cli.pages import event as event_page
from genden_cli.pages import parts
from genden_cli.words import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from genden_cli.query.records.claim import ClaimDetails, EvidenceDetails, Related
    from genden_cli.query.records.dump import Statement
    from genden_cli.query.records.timeline import EventRow

_LEVEL: Final = 3
"""The level of the titles: below the report and its sections."""

_LESS: Final = (Stance.SILENT, Stance.CONTEXT)
"""The stances of which a brief claim only names the sources."""

_EVIDENCE = (
    Column("", least=1),
    Column("Source", least=12),
    Column("What it says", least=32, share=6, main=True),
    Column("Where", least=12, share=2),
    Column("Grade", least=5),
)


def claim(record: ClaimDetails, *, is_brief: bool = False) -> Iterator[Block]:
    """Yield a claim with its evidence as one table. Sources and related claims are named by their ids.

    A brief claim only names the sources that are silent, and those of background.
    """
    by_stance: dict[Stance, list[EvidenceDetails]] = {}
    for each in record.evidence:
        by_stance.setdefault(each.stance, []).append(each)
    brief = [each for each in _LESS if each in by_stance] if is_brief else ()
    named = [(words.STANCE_TITLES[each], _sources(by_stance.pop(each))) for each in brief]
    yield Title(text(record.says, "title"), _LEVEL)
    yield Pairs((*claim_page.facts(record), *named, *_related(record)))
    if by_stance:
        yield Grid(_EVIDENCE, [_evidence(each) for stance in words.STANCES for each in by_stance.get(stance, ())])


def event(record: EventRow, claims: Sequence[Statement], variants: Sequence[Statement]) -> Iterator[Block]:
    """Yield an event with the ids of its claims, its rival versions apart."""
    yield Title(parts.named(record.title, record.id, "title"), _LEVEL)
    rivals = {each.id for each in variants}
    others = [each for each in claims if each.id not in rivals]
    lists = (("Rival versions", variants), ("Other claims" if rivals else "Claims", others))
    yield Pairs((*event_page.facts(record, edtf=False), *((label, _ids(rows)) for label, rows in lists if rows)))


def _sources(items: Iterable[EvidenceDetails]) -> Cell:
    return join_cells([parts.id_(each.source) for each in items], ", ")


def _evidence(item: EvidenceDetails) -> tuple[Cell, ...]:
    source = join_cells((parts.id_(item.source), text(claim_page.cautions(item).strip(), "muted")), " ")
    grade = parts.grade_letters(item.reliability, item.credibility)
    return parts.stance(item.stance), source, *claim_page.said(item, _link(item)), grade


def _link(item: EvidenceDetails) -> Cell:
    """Return a link to the page of a quote, which leads to the quote."""
    link = item.link if item.quote else None
    return (TextRun(" "), TextRun(link, "at-quote")) if link else ()


def _related(record: ClaimDetails) -> Iterator[tuple[str, Cell]]:
    for relation, found in groupby(claim_page.other_claims(record), attrgetter("relation")):
        yield claim_page.RELATION_WORDS[relation].capitalize(), _ids(found)


def _ids(rows: Iterable[Statement | Related]) -> Cell:
    """Return claims as the signs of their verdicts and their ids."""
    return join_cells((join_cells((parts.verdict_sign(each), parts.id_(each.id)), " ") for each in rows), ", ")
