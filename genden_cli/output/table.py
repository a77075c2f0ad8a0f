"""Pages for a person, drawn by Rich.

The widths of a grid are computed once, from its first rows, and are fixed for Rich. Rich then measures no cell twice,
and a long grid is drawn in batches as its rows come.
"""

from __future__ import annotations

from io import StringIO
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from genden_cli.chart import drawing
from genden_cli.output.layout import Layout, width_of
from genden_cli.output.rows import Clear, fits, joined, rich_rows
from genden_cli.output.stream import opened
from genden_cli.output.styles import ASCII, PLAIN, STYLES
from genden_cli.page.blocks import (
    AnnotatedParagraph,
    Cell,
    Chart,
    Column,
    Grid,
    Hint,
    More,
    Pairs,
    TextRun,
    Title,
    Tree,
)
from genden_cli.page.cells import without_empty_columns, wrap_items
from genden_cli.page.room import READABLE
from genden_cli.page.widths import GAP
from genden_cli.text.command_line import with_base
from genden_cli.text.legible import legible
from genden_cli.text.sanitize import sanitize, sanitize_line, web_link, without_workflow_commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from genden_cli.output.settings import Settings
    from genden_cli.page.blocks import Block, Prose

_BATCH: Final = 100
_SAMPLE: Final = 1_000
"""The number of rows that decide the widths of a grid."""

_DEEPEST: Final = 8
"""Items of an outline are drawn no deeper than this."""

_GUIDE: Final = 4
"""The columns before an item, for each step of its depth."""
_HANGING: Final = "  "
"""Before the lines of an item after its first, so that none looks like the next item."""

_HEIGHT: Final = 25
"""It has no effect. Without it, Rich reads ``LINES`` and ``COLUMNS``, and fails on some of their values."""

_NARROW: Final = 8
_BESIDE: Final = 20
"""A note stands beside its label where it has so much room, else below."""

_RESET: Final = "\x1b[0m"
"""It ends a style, and so a line that ends in one."""


def write(page: Iterable[Block], settings: Settings) -> None:
    """Draw the page."""
    with opened(settings.output, never=settings.file, local=True, pager=settings.pager) as out:
        page_drawing = _Drawing(settings, out)
        for block in page:
            page_drawing.block(block)


class _Drawing:
    """A page on its way to the terminal."""

    def __init__(self, settings: Settings, out: Callable[[str], object]) -> None:
        self._settings = settings
        self._out = out
        self._begun = False
        self._last: type[Block] | None = None
        self._buffer = StringIO()
        self._console = Console(
            file=self._buffer,
            width=settings.width,
            height=_HEIGHT,
            color_system="256" if settings.color else None,
            force_terminal=settings.color,
            no_color=not settings.color,
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
            safe_box=False,
        )

    def block(self, block: Any) -> None:
        """Draw the next block of the page."""
        if isinstance(block, Hint):
            if self._settings.terminal:
                self._space()
                self._print(Text(self._proposed(block.text), style=STYLES["muted"]))
        elif isinstance(block, More):
            self._space()
            self._print(self._text(block.cell), readable=True)
        elif isinstance(block, Grid):
            self._space()
            self._grid(block)
        elif isinstance(block, Pairs):
            self._pairs(block)
        elif isinstance(block, Tree):
            self._outline(block)
        elif isinstance(block, AnnotatedParagraph):
            self._space()
            self._glossed(block)
        elif isinstance(block, Chart):
            self._space()
            self._chart(block)
        elif isinstance(block, Title):
            self._space()
            self._print(self._text(block.cell, "title" if block.level == 1 else "head"), readable=True)
        else:
            self._prose(block)
        self._last = type(block)

    def _space(self) -> None:
        if self._begun:
            self._out("\n")

    def _print(self, what: Any, *, readable: bool = False) -> None:
        width = min(self._settings.width, READABLE) if readable else self._settings.width
        self._console.print(what, width=width, crop=False)
        drawn = self._buffer.getvalue()
        self._buffer.seek(0)
        self._buffer.truncate()
        self._write(drawn)

    def _write(self, drawn: str) -> None:
        drawn = "\n".join(map(_stripped, drawn.split("\n")))
        drawn = without_workflow_commands(drawn)
        self._out(self._legible(drawn))
        self._begun = True

    def _text(self, cell: Cell, role: str = "") -> Text:
        return joined(self._segments(cell), STYLES.get(role, PLAIN))

    def _segments(self, cell: Cell) -> Iterator[Segment]:
        for content, role in cell:
            style = STYLES.get(role, PLAIN)
            if role == "link" and self._settings.terminal and (url := web_link(content)):
                style = style + Style(link=url)
            said = self._proposed(content) if role == "command" else content
            yield Segment(legible(sanitize(said), self._settings.encoding), style)

    def _proposed(self, command: str) -> str:
        """Return a proposed command with the base that the reader named, so that it answers from the same base."""
        return with_base(command, self._settings.base)

    def _prose(self, prose: Prose) -> None:
        if self._last in (Grid, Tree):
            self._space()
        for line in wrap_items(prose.cell, min(self._settings.width, READABLE), cell_len):
            self._print(self._text(line), readable=True)

    def _pairs(self, pairs: Pairs) -> None:
        labels = [Text(name, STYLES["label"]) if isinstance(name, str) else self._text(name) for name, _ in pairs.rows]
        label = max((each.cell_len for each in labels), default=0)
        table = Table(box=None, show_header=False, padding=(0, GAP, 0, 0), pad_edge=False)
        table.add_column(width=label)
        table.add_column(width=max(min(self._settings.width, READABLE + label) - label - GAP, 8), overflow="fold")
        for name, (_, cell) in zip(labels, pairs.rows, strict=True):
            table.add_row(name, self._text(cell))
        self._print(table)

    def _outline(self, outline: Tree) -> None:
        from rich.tree import Tree  # noqa: PLC0415 -- few pages have one

        root = Tree("", hide_root=True, guide_style=STYLES["muted"])
        trail = [root]
        for depth, cell in outline.items:
            drawn = min(depth, _DEEPEST)
            del trail[drawn + 1 :]
            room = max(self._settings.width - _GUIDE * drawn - len(_HANGING), _NARROW)
            trail.append(trail[-1].add(Text(f"\n{_HANGING}").join(self._folded(cell, room))))
        self._print(root)

    def _glossed(self, block: AnnotatedParagraph) -> None:
        margin = max(len(block.number), 3)
        indent = margin + len(" │ ")
        room = max(min(self._settings.width, READABLE + indent) - indent, _NARROW)
        drawn = self._folded(block.cell, room) if block.cell else []
        page = Text("", no_wrap=True, overflow="ignore")
        for number, line in enumerate([*drawn, *self._glosses(block, room)]):
            head = f"\n{' ' * margin}" if number else f"{block.number:>{margin}}"
            page.append(f"{head} {'│' if _unclaimed(line) else ' '} ", STYLES["muted"]).append_text(line)
        if self._settings.color:
            self._print(page)
        else:  # nothing is left to draw, and a text may have a hundred thousand paragraphs
            self._write(f"{page.plain}\n")

    def _glosses(self, block: AnnotatedParagraph, room: int) -> Iterator[Text]:
        label = max((width_of(own) for own, _ in block.glosses), default=0) + GAP
        beside = room - label >= _BESIDE
        for own, cell in block.glosses:
            heads = [self._text(own)]
            if not beside:
                yield heads.pop()
            indent = label if beside else GAP
            for line in self._folded(cell, max(room - indent, _NARROW)):
                head = heads.pop() if heads else Text()
                head.pad_right(indent - head.cell_len)
                yield head.append_text(line)

    def _folded(self, cell: Cell, room: int) -> list[Text]:
        text = self._text(next(iter(self._in_ascii((cell,)))) if self._settings.ascii else cell)
        fits = text.cell_len <= room and "\n" not in text.plain
        return [text] if fits else list(text.wrap(self._console, room, overflow="fold"))

    def _chart(self, chart: Chart) -> None:
        for line in drawing.chart_lines(chart, width=self._settings.width, measure=cell_len, format_label=self._label):
            self._print(self._text(line))

    def _label(self, label: str) -> str:
        return self._legible(sanitize_line(label))

    def _legible(self, text: str) -> str:
        return legible(text.translate(ASCII) if self._settings.ascii else text, self._settings.encoding)

    def _in_ascii(self, row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """Return a row in ASCII before it is measured: some signs become longer."""
        return tuple(tuple(TextRun(self._legible(text), role) for text, role in cell) for cell in row)

    def _grid(self, grid: Grid) -> None:
        rows = map(self._in_ascii, grid.rows) if self._settings.ascii else iter(grid.rows)
        first = list(islice(rows, _SAMPLE))
        columns: Sequence[Column] = grid.columns
        if 0 < len(first) < _SAMPLE:  # all of them
            columns, first = without_empty_columns(columns, first)
        layout = Layout(columns, first, self._settings.width, dense=grid.dense)
        for number, batch in enumerate(_batches(chain(first, rows))):
            self._out("\n" * (layout.leading if number else 0))
            table = self._table(layout, header=number == 0)
            cells = ([list(self._segments(cell)) for cell in layout.cells(row)] for row in batch)
            for drawn in rich_rows(cells, layout.widths, layout.gaps, layout.leading):
                table.add_row(*drawn)
            self._print(table)

    def _table(self, layout: Layout, *, header: bool) -> Table:
        table = Table(
            box=box.SIMPLE_HEAD,
            show_header=header,
            show_edge=False,
            padding=0,
            pad_edge=False,
            header_style=PLAIN,
            leading=layout.leading,
        )
        for column, width, gap in zip(layout.columns, layout.widths, layout.gaps, strict=True):
            title = [Segment(column.title, STYLES["head"])]
            table.add_column(Clear(title, gap, fits=fits(title, width)), width=width + gap, overflow="fold")
        return table


def _stripped(line: str) -> str:
    """Return a line without the spaces at its end, also where they have the style of a heading."""
    text = line.rstrip(" ")
    return f"{text.removesuffix(_RESET).rstrip(' ')}{_RESET}" if text.endswith(_RESET) else text


def _unclaimed(line: Text) -> bool:
    return any(span.style is STYLES["unclaimed"] for span in line.spans)


def _batches(rows: Iterator[tuple[Cell, ...]]) -> Iterator[list[tuple[Cell, ...]]]:
    """Yield the rows in batches; a grid without rows is one empty batch, for its head."""
    yield list(islice(rows, _BATCH))
    while batch := list(islice(rows, _BATCH)):
        yield batch
