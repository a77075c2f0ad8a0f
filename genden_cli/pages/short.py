"""Parts of short pages: sources as a reader names them, and the line at the end.

A short page has about `LINES` lines, a screen and a half. It holds fewer items than the whole page, but each of them
whole. The rule of each page says which items matter most. It shows as many of them as there is room for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from genden_cli.page.blocks import NEWLINE, Block, Cell, More, Pairs, TextRun, Title, join_cells, stack_cells, text
from genden_cli.pages import parts
from genden_cli.text.english import count_noun, join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from genden_cli.model import When
    from genden_cli.page.room import Row

LINES: Final = 39
"""The number of lines that a short page fills, if its first parts are not longer."""


def source_name(author: str | None, title: str, issued: When | None, id_: str, place: str = "") -> Cell:
    """Return a source as a reader names it, with the place in it, and its id: ``Ana Brandt, Letters, 1830, p. 88``."""
    words = (text(author), text(title, "name"), parts.date(issued), text(place))
    return join_cells((join_cells(words, ", "), parts.id_(id_)), "  ")


def wrong_row(verdict: Cell, place: Cell, places: int, claim: tuple[str, str], because: str | None) -> Row:
    """Return a claim that does not hold, its sentence and id in ``claim``: where it stands first, and the reason."""
    others = f" (and {count_noun(places - 1, 'more place')})" if places > 1 else ""
    where = (*place, TextRun(others, "muted"))
    return verdict, stack_cells(where, parts.named(*claim), text(because))


def wrong_block(rows: Sequence[Row]) -> Iterator[Block]:
    """Yield the claims that do not hold, under their heading."""
    if rows:
        yield Title(text("What is wrong or unproven, the worst first"), level=2)
        yield Pairs(tuple(rows))


def more(left: Iterable[str], *commands: str, also: tuple[tuple[str, str], ...] = ()) -> More:
    """Return the end of a page: what it leaves out, and the commands that show it, each on a line of its own.

    ``also`` are other things to see next, each with its command.
    """
    what = join_words(tuple(filter(None, left))) or "Everything about it"
    lines = list(_commands(what, commands))
    for other, command in also:
        lines += [NEWLINE, *_commands(other, (command,))]
    return More(tuple(lines))


def _commands(what: str, commands: Iterable[str]) -> Iterator[TextRun]:
    yield TextRun(f"{what}:", "muted")
    for command in commands:
        yield from (NEWLINE, TextRun(f"  {command}", "command"))
