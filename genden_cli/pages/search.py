"""The page of a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.page.blocks import Block, Cell, Column, Grid, Hint, Prose, TextRun, join_cells, stack_cells, text
from genden_cli.page.room import READABLE, line_count
from genden_cli.pages import parts
from genden_cli.pages.short import LINES
from genden_cli.query.search.search import MAX_WEIGHED
from genden_cli.text.command_line import command_line
from genden_cli.words import RecordKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.query.search.search import Hit, SearchResult

_COLUMNS = (
    Column("In", least=9, share=1),
    Column("What was found", least=36, share=6, main=True),
    Column("Verdict", least=12, fold=True),
    Column("Next: genden …", least=16, share=2, fold=True),
)
_TITLES = ("says", "title", "name")


def search(found: SearchResult) -> Iterator[Block]:
    """Yield the hits as a table with the matching words marked, then their number and order."""
    yield Grid(_COLUMNS, [_hit(hit) for hit in found.hits])
    yield Prose(text(_summary(found, len(found.hits)), "muted"))
    yield Hint(command_line(found.hits[0].next))


def fitting(hits: Sequence[Hit], width: int) -> tuple[Hit, ...]:
    """Return the first hits that fit a short page of ``width`` columns, and at least one."""
    is_wide = width >= READABLE  # then the command stands beside what was found
    room = max(width - _OTHER_COLUMNS - (_COMMAND if is_wide else 0), 1)
    left = LINES - _END
    for number, hit in enumerate(hits):
        said, command = _found_and_next(hit)
        left -= line_count(said, room) + (0 if is_wide else line_count(command, room)) + 1
        if left < 0 < number:
            return tuple(hits[:number])
    return tuple(hits)


_OTHER_COLUMNS: Final = 28
"""About as many columns of a page are beside what was found and its command."""
_COMMAND: Final = 30
_END: Final = 6
"""The lines for the head of the table, and below it."""


def _summary(found: SearchResult, shown: int) -> str:
    """Return the number and the order of the hits."""
    if shown == found.total:
        total = f"{shown} hit{'s' * (shown != 1)}"
    else:
        total = f"{shown} of {f'more than {MAX_WEIGHED:,}' if found.total is None else found.total} hits"
    kinds = ", ".join(f"{number} {_KINDS[kind] if number != 1 else kind}" for kind, number in found.counts)
    more = "" if shown == found.total else "--limit shows more"
    return "; ".join(filter(None, (f"{total}, {found.order}", kinds, more)))


_KINDS = {
    RecordKind.CLAIM: "claims",
    RecordKind.EVENT: "events",
    RecordKind.PERSON: "people",
    RecordKind.SOURCE: "sources",
    RecordKind.NOTE: "notes",
}


def _hit(hit: Hit) -> tuple[Cell, ...]:
    said, record = _found_and_next(hit)
    verdict = parts.verdict_on(hit)
    place = hit.kind if hit.field in (*_TITLES, hit.kind) else f"{hit.kind}: {hit.field}"
    return text(place, "muted"), said, verdict, record


def _found_and_next(hit: Hit) -> tuple[Cell, Cell]:
    """Return what was found, and the command to run next with the source of the hit."""
    about = () if hit.field in _TITLES else text(hit.about, "muted")
    source = text(f"← {hit.source}" if hit.source else None, "muted")
    record = stack_cells(parts.id_(command_line(hit.next, program="")), source)
    return stack_cells(about, _marked_passage(hit)), record


def _marked_passage(hit: Hit) -> Cell:
    spans: list[TextRun] = []
    done = 0
    for start, end in hit.matches:
        spans += [TextRun(hit.passage[done:start]), TextRun(hit.passage[start:end], "match")]
        done = end
    return join_cells([tuple(span for span in (*spans, TextRun(hit.passage[done:])) if span.text)])
