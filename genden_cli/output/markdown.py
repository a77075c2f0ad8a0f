"""Pages as Markdown that GitHub renders (GitHub Flavored Markdown)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.output.stream import opened
from genden_cli.page.blocks import AnnotatedParagraph, Cell, Chart, Grid, Hint, Pairs, Prose, TextRun, Title, Tree
from genden_cli.text.sanitize import safe_link, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from genden_cli.output.settings import Settings
    from genden_cli.page.blocks import Block

_SPECIAL: Final = re.compile(r"([\\`*_{}\[\]#+!|<>~&$^])")
_CHART: Final = 80
_WRAPS: Final = {"name": "**", "match": "**", "title": "", "quote": "*"}


def write(page: Iterable[Block], settings: Settings) -> None:
    """Write the page."""
    with opened(settings.output, never=settings.file) as out:
        begun = False
        for block in page:
            if not isinstance(block, Hint):
                out("\n" * begun)
                if isinstance(block, Chart):
                    _chart(block, out)
                else:
                    _block(block, out)
                begun = True


def _block(block: Title | Grid | Tree | AnnotatedParagraph | Pairs | Prose, out: Callable[[str], object]) -> None:
    if isinstance(block, Title):
        out(f"{'#' * block.level} {_cell(block.cell)}\n")
    elif isinstance(block, Grid):
        out(_row(tuple(_escaped(column.long or column.title) for column in block.columns)))
        out(_row(("---",) * len(block.columns)))
        for row in block.rows:
            out(_row(tuple(map(_cell, row))))
    elif isinstance(block, Tree):
        for depth, cell in block.items:
            out(f"{'  ' * depth}- {_cell(cell)}\n")
    elif isinstance(block, AnnotatedParagraph):
        _glossed(block, out)
    elif isinstance(block, Pairs):
        for label, cell in block.rows:
            out(f"- **{_escaped(label)}**: {_cell(cell)}\n")
    else:
        out(f"{_cell(block.cell)}\n")


def _chart(chart: Chart, out: Callable[[str], object]) -> None:
    from genden_cli.chart.drawing import chart_lines  # noqa: PLC0415 -- one page has one, and dates come with it

    lines = chart_lines(chart, width=_CHART, measure=len, format_label=sanitize_line)
    picture = "\n".join("".join(span.text for span in line).rstrip() for line in lines)
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", picture)), 0)
    out(f"{fence}text\n{picture}\n{fence}\n")


def _glossed(block: AnnotatedParagraph, out: Callable[[str], object]) -> None:
    """Write a paragraph and its notes; there is no margin, so the bar stands before each sentence."""
    cell = tuple(
        TextRun(f"│ {text}", role) if role == "unclaimed" else TextRun(text, role) for text, role in block.cell
    )
    out(f"**{_escaped(block.number)}** {_cell(cell)}".rstrip() + "\n")
    out("\n" * bool(block.glosses))
    for label, gloss in block.glosses:
        out(f"- {_cell(label).strip()} {_cell(gloss)}\n")


def _row(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |\n"


def _cell(cell: Cell) -> str:
    """Return a cell as one line; a new line in it becomes a break."""
    return "".join("<br>" if text == "\n" else _span(text, role) for text, role in cell)


def _span(text: str, role: str) -> str:
    if role == "id":
        return f"`{text}`"
    if role == "link" and (url := safe_link(text)):
        return f"<{url}>"
    core = text.strip()
    wrap = _WRAPS.get(role, "") if core else ""
    return text.replace(core, f"{wrap}{_escaped(core)}{wrap}") if core else text


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", sanitize_line(text))
