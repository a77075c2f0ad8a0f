"""Pages as Markdown that GitHub renders (GitHub Flavored Markdown)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from genden_cli.chart import drawing
from genden_cli.output.stream import opened
from genden_cli.page.blocks import AnnotatedParagraph, Cell, Chart, Grid, Hint, More, Pairs, Prose, TextRun, Title, Tree
from genden_cli.page.cells import plain_text
from genden_cli.text.markdown import escape
from genden_cli.text.sanitize import sanitize_line, web_link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from genden_cli.output.settings import Settings
    from genden_cli.page.blocks import Block, Column

_CHART_WIDTH: Final = 80
_WRAPS: Final = {"name": "**", "match": "**", "title": "", "quote": "*"}


def write(page: Iterable[Block], settings: Settings) -> None:
    """Write the page."""
    with opened(settings.output, never=settings.file, pager=settings.pager) as out:
        for chunk in chunks(page):
            out(chunk)


def chunks(page: Iterable[Block]) -> Iterator[str]:
    """Yield the page, block by block and row by row."""
    separator = ""
    for block in page:
        if not isinstance(block, Hint):
            yield separator
            yield from _chart(block) if isinstance(block, Chart) else _block(block)
            separator = "\n"


def _block(block: Title | Grid | Tree | AnnotatedParagraph | Pairs | Prose | More) -> Iterator[str]:
    if isinstance(block, Title):
        yield f"{'#' * block.level} {_cell(block.cell)}\n"
    elif isinstance(block, Grid):
        yield _head(block.columns)
        for row in block.rows:
            yield _row(map(_cell, row))
    elif isinstance(block, Tree):
        for depth, cell in block.items:
            yield f"{'  ' * depth}- {_cell(cell)}\n"
    elif isinstance(block, AnnotatedParagraph):
        yield from _annotated(block)
    elif isinstance(block, Pairs):
        yield "".join([f"- **{_label(label)}**: {''.join(map(_span, cell))}\n" for label, cell in block.rows])
    else:
        yield f"{_cell(block.cell)}\n"


def _chart(chart: Chart) -> Iterator[str]:
    lines = drawing.chart_lines(chart, width=_CHART_WIDTH, measure=len, format_label=sanitize_line)
    picture = "\n".join("".join(span.text for span in line).rstrip() for line in lines)
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", picture)), 0)
    yield f"{fence}text\n{picture}\n{fence}\n"


def _annotated(block: AnnotatedParagraph) -> Iterator[str]:
    """Yield a paragraph and its notes; there is no margin, so the bar stands before each sentence."""
    cell = tuple(
        TextRun(f"│ {text}", role) if role == "unclaimed" else TextRun(text, role) for text, role in block.cell
    )
    yield f"**{_escaped(block.number)}** {_cell(cell)}".rstrip() + "\n"
    if block.glosses:
        yield "\n"
    for label, gloss in block.glosses:
        yield f"- {_cell(label).strip()} {_cell(gloss)}\n"


@lru_cache
def _label(label: str | Cell) -> str:
    return _escaped(label if isinstance(label, str) else plain_text(label))


@lru_cache
def _head(columns: tuple[Column, ...]) -> str:
    titles = [_escaped(each.long or each.title) for each in columns]
    return f"{_row(titles)}|{'---|' * len(titles)}\n"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |\n"


def _cell(cell: Cell) -> str:
    """Return a cell as one line; a new line in it becomes a break."""
    return "".join(map(_span, cell))


@lru_cache(2_000)  # signs, ids and names occur again and again
def _span(run: TextRun) -> str:
    text, role = run
    if text == "\n":
        return "<br>"
    if role == "id":
        return f"`{text}`"
    if role == "link" and (url := web_link(text)):
        return f"<{url}>" if url == text else f"[{_escaped(text)}](<{url}>)"
    if role == "at-quote":
        url = web_link(text)
        return f"[source](<{url}>)" if url else ""
    core = text.strip()
    wrap = _WRAPS.get(role, "") if core else ""
    return text.replace(core, f"{wrap}{_escaped(core)}{wrap}") if core else text


def _escaped(text: str) -> str:
    return escape(sanitize_line(text))
