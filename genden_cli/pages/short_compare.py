"""The short page of rival versions: the versions, what the sources tell, and the sources that tell them apart.

A source that derives from another one in the matrix, and says the same, is counted with it. The order is that of the
matrix: sources that tell versions apart first, then by reliability.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from genden_cli.page.blocks import (
    Block,
    Cell,
    Column,
    Grid,
    Pairs,
    Prose,
    TextRun,
    Title,
    join_cells,
    stack_cells,
    text,
)
from genden_cli.page.room import Room, line_count
from genden_cli.pages import compare as whole
from genden_cli.pages import parts
from genden_cli.pages.findings import findings
from genden_cli.pages.short import LINES, more
from genden_cli.text.english import count_noun, with_noun
from genden_cli.words import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from genden_cli.provenance import Origins, Standing
    from genden_cli.query.evidence.compare import ComparedSource, Comparison, RivalVersion

_AROUND: Final = 13
"""The lines of headings, legend and end."""

_KEY_WIDTH: Final = 6
_LEAST: Final = 3


def compare(record: Comparison, width: int) -> Iterator[Block]:
    """Yield the short page of a comparison for a width in columns."""
    if not record.versions:
        yield from whole.compare(record)
        return
    versions = list(whole.by_matter(record, {each.key: _version(record, each) for each in record.versions}))
    told = text(" ".join(findings(record)))
    room = Room(width, LINES - _AROUND)
    for block in versions:
        room.pairs(block.rows if isinstance(block, Pairs) else ())
    room.paragraph(told)
    families = list(_families(record.sources))
    shown = _shown(families, room, width - _KEY_WIDTH * len(record.versions))
    yield whole.title(record)
    yield from versions
    yield Title(text("What this tells us"), level=2)
    yield Prose(told)
    yield from _matrix(record, shown)
    yield more(_left_out(len(record.sources), shown), f"genden compare {record.id} --all")


def _left_out(whole: int, shown: Sequence[tuple[ComparedSource, int]]) -> Iterator[str]:
    """Yield how many sources are neither shown nor counted with one that is, and how many are only counted."""
    repeats = sum(copies for _, copies in shown)
    if left := whole - len(shown) - repeats:
        yield count_noun(left, "more source")
    if repeats:
        yield count_noun(repeats, "repetition")


def _version(record: Comparison, version: RivalVersion) -> Cell:
    """Return a version, and the numbers of sources in the matrix that take each stance on it."""
    said = join_cells((parts.verdict_on(version), text(version.says), parts.id_(version.claim)), "  ")
    stances = Counter(stand.stance for each in record.sources for stand in each.stands if stand.key == version.key)
    numbers: dict[str, Any] = {each: stances[each] for each in Stance}
    return stack_cells(said, text(_stood(version.standing._replace(**numbers)), "muted"))


def _stood(standing: Standing) -> str:
    """Return the numbers of sources: ``19 sources for (1 to 9 independent), 11 silent``. One line has room for them."""
    supports, contradicts, silent, context, for_, against = standing
    found = [
        f"{supports} for{_independent(for_, supports)}" * bool(supports),
        f"{contradicts} against{_independent(against, contradicts)}" * bool(contradicts),
        f"{silent} silent" * bool(silent),
        f"{context} background" * bool(context),
    ]
    return ", ".join(with_noun("source", found)) or "no source speaks about it"


def _independent(origins: Origins, number: int) -> str:
    return f" ({origins.number} independent)" if number > 1 else ""


def _families(sources: Sequence[ComparedSource]) -> Iterator[tuple[ComparedSource, int]]:
    """Yield each source, with the number of those that derive from it and say the same of each version.

    Those that derive from another source and say something else follow it.
    """
    heads = [n for n, each in enumerate(sources) if not each.depth]
    for head, end in pairwise([*heads, len(sources)]):
        by_stances: dict[frozenset[tuple[str, Stance]], list[ComparedSource]] = {}
        for each in sources[head:end]:
            by_stances.setdefault(frozenset((stand.key, stand.stance) for stand in each.stands), []).append(each)
        yield from ((first, len(same)) for first, *same in by_stances.values())


def _shown(families: Sequence[tuple[ComparedSource, int]], room: Room, width: int) -> list[tuple[ComparedSource, int]]:
    heights = [line_count(_source(*each), max(width, _KEY_WIDTH)) for each in families]
    between = int(max(heights, default=1) > 1)  # the table leaves a line empty between rows that wrap
    number = 0
    for height in heights:
        if number >= _LEAST and height + between > room.lines:
            break
        room.lines -= height + between
        number += 1
    return list(families[:number])


def _matrix(record: Comparison, shown: Sequence[tuple[ComparedSource, int]]) -> Iterator[Block]:
    if not shown:
        return
    columns = {version.key: whole.key_column(version) for version in record.versions}
    yield Grid(
        (Column("Source", least=20, share=4, main=True), *whole.with_rules(columns, record, whole.RULE)),
        [_row(record, *each) for each in shown],
    )
    yield from map(Prose, whole.signs(record._replace(sources=tuple(each for each, _ in shown))))


def _row(record: Comparison, source: ComparedSource, copies: int) -> tuple[Cell, ...]:
    stands = {stand.key: whole.position_cell(stand, source.reliability) for stand in source.stands}
    return _source(source, copies), *whole.with_rules(stands, record, text("│", "muted"))


def _source(source: ComparedSource, copies: int) -> Cell:
    name = join_cells((text(source.author), text(source.title, "name")), ", ")
    more_voices = f" + {count_noun(copies, 'source')} that derives from it" if copies == 1 else ""
    if copies > 1:
        more_voices = f" + {copies} sources that derive from it"
    mark = f"{'≠ ' if source.tells_apart else '  '}{'└ ' if source.depth else ''}"
    return (TextRun(mark), *join_cells((name, parts.id_(source.id)), "  "), TextRun(more_voices, "muted"))
