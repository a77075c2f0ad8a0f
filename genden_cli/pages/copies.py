"""The page of checked copies: each copy with its quotes, and the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.page.blocks import Block, Cell, Pairs, TextRun, Title, join_cells, text
from genden_cli.pages import verify as verify_page
from genden_cli.query.text.verify import CopyStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genden_cli.query.text.verify import CheckedCopy, CopiesCheck

_STATES: Final = {
    CopyStatus.CHANGED: (TextRun("✗", "verdict.refuted"), TextRun(" the file is not the one that was kept")),
    CopyStatus.NO_HASH: (TextRun("no hash is recorded", "muted"),),
}


def copies(record: CopiesCheck) -> Iterator[Block]:
    """Yield each copy with its quotes by result, and the summary."""
    for each in record.copies:
        yield Title(join_cells((text(each.text, "title"), text(each.source, "id")), "  "))
        facts = tuple(_facts(each))
        if facts:
            yield Pairs(facts)
        yield from verify_page.outcomes(each.quotes)
    yield Title(text("Summary"))
    yield Pairs(tuple(_summary(record)))


def _facts(each: CheckedCopy) -> Iterator[tuple[str, Cell]]:
    if each.problem:
        yield "Copy", (TextRun("✗", "verdict.refuted"), TextRun(f" {each.problem}"))
    elif each.copy in _STATES:
        yield "Copy", _STATES[each.copy]
    if not each.quotes and not each.problem:
        yield "Quotes", text("none", "muted")


def _summary(record: CopiesCheck) -> Iterator[tuple[str, Cell]]:
    yield "Copies", text(str(len(record.copies)))
    yield "Quotes", text(str(record.quotes))
    yield "Found", text(f"{record.exact} to the letter")
    if record.nearly:
        enough = "which is enough (--near)" if record.near else "which is not enough (--near accepts it)"
        yield "Nearly", text(f"{record.nearly}, {enough}")
    yield "Missing", text(str(record.missing))
    if record.changed:
        yield "Changed copies", text(str(record.changed))
    if record.unreadable:
        yield "Unreadable copies", text(str(record.unreadable))
