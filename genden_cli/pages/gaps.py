"""The page of what is missing: documents that would settle claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.page.blocks import Block, Cell, Column, Grid, Hint, join_cells, stack_cells, text
from genden_cli.page.room import READABLE, line_count
from genden_cli.page.widths import GAP
from genden_cli.pages import parts
from genden_cli.pages.signs import LegendTracker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.query.records.gaps import GapRow

_GAPS = (
    Column("Document", least=28, share=3, main=True),
    Column("Claims that it would settle", least=34, share=4),
)
_SHORT_GAPS = (
    Column("Claims", least=6),
    Column("Document", least=40, share=3, main=True),
)
_BESIDE_DOCUMENT = len("Claims") + GAP
"""The columns that the number of claims takes before a document."""


def gaps(rows: Iterable[GapRow]) -> Iterator[Block]:
    """Yield a table with a document a row, its place and holder, and every claim that it would settle."""
    signs = LegendTracker()
    yield Grid(_GAPS, (_row(row, signs) for row in rows))
    yield from signs.legend()
    yield Hint("genden claim ID shows one of the claims")


def short_gaps(rows: Iterable[GapRow]) -> Iterator[Block]:
    """Yield a table with a line for each document, the number of claims that it would settle, and the first of them."""
    yield Grid(_SHORT_GAPS, ((text(f"{len(row.claims):,}"), _document(row)) for row in rows), dense=True)


def height(row: GapRow, width: int) -> int:
    """Return the number of lines of a document in `short_gaps`, on a page of ``width`` columns."""
    return line_count(_document(row), max(min(width, READABLE) - _BESIDE_DOCUMENT, 1))


def _document(row: GapRow) -> Cell:
    named = join_cells((text(row.document), text(row.where, "muted"), text(row.holder, "muted")), ", ")
    more = text(" …" if len(row.claims) > 1 else None)
    return join_cells((named, parts.id_(row.claims[0].id) + more), "  ")


def _row(row: GapRow, signs: LegendTracker) -> tuple[Cell, ...]:
    document = join_cells((text(row.document), parts.id_(row.source) if row.source else ()), "  ")
    place = join_cells((text(row.where), text(row.holder)), ", ")
    claims = (join_cells((signs.verdict(each), parts.named(each.says, each.id)), " ") for each in row.claims)
    return stack_cells(document, place), stack_cells(*claims)
