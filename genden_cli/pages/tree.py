"""The page of chains of transmission."""

from __future__ import annotations

from typing import TYPE_CHECKING

from genden_cli.page.blocks import Block, Cell, Hint, Title, Tree, join_cells, text
from genden_cli.pages import parts
from genden_cli.pages.signs import LegendTracker
from genden_cli.query.evidence.tree import AncestryState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.query.evidence.tree import Branch

_TITLES = {
    AncestryState.NONE: "Rest on none of these sources",
    AncestryState.UNKNOWN: "What they rest on is unknown",
}


def tree(rows: Iterable[Branch]) -> Iterator[Block]:
    """Yield the roots with their descendants, then the sources of unknown ancestry."""
    group = AncestryState.NONE
    items: list[tuple[int, Cell]] = []
    signs = LegendTracker()
    for row in rows:
        if not row.depth and row.ancestry is not group:
            yield from _outline(group, items)
            group, items = row.ancestry, []
        items.append((row.depth, _branch(row, signs)))
    yield from _outline(group, items)
    yield from signs.legend()
    yield Hint("genden source ID shows one of them")


def _outline(group: AncestryState, items: list[tuple[int, Cell]]) -> Iterator[Block]:
    if items:
        roots = sum(1 for depth, _ in items if not depth)
        yield Title(text(f"{_TITLES[group]} ({roots})"), level=2)
        yield Tree(tuple(items))


def _branch(row: Branch, signs: LegendTracker) -> Cell:
    sides = join_cells((signs.stance(each) for each in row.stances), " ")
    year = text(f"({row.issued.words})" if row.issued else None, "date")
    again = text("(see above)" if not row.first else None, "muted")
    own = text("(for this claim)" if row.depth and row.for_claim else None, "muted")
    grade = text(f"[{signs.grade(row.reliability)}]", "muted")
    work = text(f"{row.author}: {row.title}" if row.author else row.title)
    return join_cells((sides, parts.id_(row.id), grade, work, year, own, again), " ")
