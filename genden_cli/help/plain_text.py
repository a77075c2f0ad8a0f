"""Markdown as plain text for a terminal: only what the topics use, and with no library.

These are headings, paragraphs, lists, pipe tables, fenced code, links, bold text and comments.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT: Final = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_FENCED: Final = re.compile(r"^```.*\n(?P<code>(?:.*\n)*?)```$", re.MULTILINE)
_HEADING: Final = re.compile(r"(?P<level>#+) (?P<title>.+)")
_TOPIC_LINK: Final = re.compile(r"\[[^\]]+\]\((?P<topic>[a-z]+)\.md\)")
_LINK: Final = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<address>[^)]+)\)")
_BOLD: Final = re.compile(r"\*\*(.+?)\*\*")
_CELL_BORDER: Final = re.compile(r"(?<!\\)\|")

_INDENT: Final = "    "
_GAP: Final = "  "
_LEAST: Final = 6
"""A column of a table is at least this wide."""


def plain_text(markdown: str, width: int) -> str:
    """Return Markdown as text whose lines have at most ``width`` columns; code and longer words are never broken."""
    blocks: list[str] = []
    end = 0
    markdown = _COMMENT.sub("", markdown)
    for fence in _FENCED.finditer(markdown):
        blocks += _blocks(markdown[end : fence.start()], width)
        blocks.append(textwrap.indent(fence["code"].rstrip("\n"), _INDENT))
        end = fence.end()
    blocks += _blocks(markdown[end:], width)
    return "\n\n".join(blocks) + "\n"


def _blocks(markdown: str, width: int) -> Iterator[str]:
    """Yield each heading, paragraph, list and table as plain text."""
    for block in re.split(r"\n{2,}", markdown.strip("\n")):
        if heading := _HEADING.fullmatch(block):
            yield f"{_inline(heading['title'])}\n{('=' if heading['level'] == '#' else '-') * len(heading['title'])}"
        elif block.startswith("|"):
            yield _table(block.splitlines(), width)
        elif block.startswith("- "):
            yield "\n".join(_wrapped(f"- {item}", width, hanging="  ") for item in re.split(r"(?:^|\n)- ", block)[1:])
        elif block:
            yield _wrapped(block, width)


def _inline(text: str) -> str:
    """Return text without the signs of Markdown; backticks stay, because they show where code begins and ends."""
    text = _TOPIC_LINK.sub(r"`genden help \g<topic>`", text)
    text = _LINK.sub(r"\g<text> (\g<address>)", text)
    return _BOLD.sub(r"\1", text).replace(r"\|", "|")


def _wrapped(text: str, width: int, *, hanging: str = "") -> str:
    text = " ".join(_inline(text).split())
    lines = textwrap.wrap(text, width, subsequent_indent=hanging, break_on_hyphens=False, break_long_words=False)
    return "\n".join(lines)


def _table(lines: list[str], width: int) -> str:
    """Return a pipe table as aligned columns, with a line below its head and between cells that are wrapped."""
    rows = [[_inline(cell.strip()) for cell in _CELL_BORDER.split(line.strip())[1:-1]] for line in lines]
    right = [cell.endswith(":") for cell in rows[1]]
    rows = [rows[0], *rows[2:]]
    widths = _widths([max(map(len, column)) for column in zip(*rows, strict=True)], width)
    drawn = [_row(row, widths, right) for row in rows]
    rule = _GAP.join("-" * room for room in widths).rstrip()
    between = "\n\n" if any("\n" in row for row in drawn[1:]) else "\n"
    return f"{drawn[0]}\n{rule}\n{between.join(drawn[1:])}"


def _widths(needs: list[int], width: int) -> list[int]:
    """Return how wide each column of a table is: the widest ones become narrower until all of them fit."""
    widths = [*needs]
    while sum(widths) + len(_GAP) * (len(widths) - 1) > width and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(cells: list[str], widths: list[int], right: list[bool]) -> str:
    columns = [
        textwrap.wrap(cell, room, break_on_hyphens=False) or [""] for cell, room in zip(cells, widths, strict=True)
    ]
    height = max(map(len, columns))
    aligned = [
        [f"{line:>{room}}" if to_right else f"{line:{room}}" for line in column + [""] * (height - len(column))]
        for column, room, to_right in zip(columns, widths, right, strict=True)
    ]
    return "\n".join(_GAP.join(line).rstrip() for line in zip(*aligned, strict=True))
