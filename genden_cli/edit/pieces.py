"""The text of a base in pieces: the part of a file that belongs to one section, with its comments.

Pieces of several files are joined to one file. A section in braces is written in lines, one record after the other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from genden_cli.errors import Unreadable
from genden_cli.load import load
from genden_cli.named_tuple import NamedTuple
from genden_cli.parsing.nodes import entries
from genden_cli.schema import SECTIONS
from genden_cli.source.base_text import BaseText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TypeAlias

    from genden_cli.parsing.node import Node
    from genden_cli.source.base_files import BaseContent

    _Position: TypeAlias = tuple[int, int]
    """A line and a column; both count from 0."""

ORDER: Final = ("base", *map(str, SECTIONS))
"""The sections in the order of a joined file."""

_INDENT: Final = 2
_MARKER: Final = re.compile(r"(?:%|(?:---|\.\.\.)(?:\s|$))")
_COMMENT: Final = re.compile(r"#[^\n\r]*")


class FilePiece(NamedTuple):
    """The lines of a section in a file, without their line ends.

    ``header`` is the index of the line with the name of the section. ``records`` are the ids with the indexes of their
    first lines, and ``column`` the indentation of their keys. The base has no records.
    """

    section: str
    lines: tuple[str, ...]
    header: int
    records: tuple[tuple[str, int], ...]
    column: int


def pieces(text: BaseText) -> list[FilePiece]:
    """Return the pieces of a file without errors, in its order. Together they have all its lines.

    Raise `Unreadable` if a section does not begin with its name and a colon.
    """
    lines = text.data.decode("utf-8-sig").replace("\r\n", "\n").removesuffix("\n").split("\n")
    found: dict[str, list[tuple[str, Node]]] = {}
    for section, key, node in entries(text, frozenset(SECTIONS), []):
        found.setdefault(section, []).append((key or "", node))
    if _is_in_braces(lines):
        ends = [(0, 0), *(_end(nodes) for nodes in list(found.values())[:-1]), (len(lines) - 1, len(lines[-1]))]
        return [
            _from_braces(section, found[section], lines, start, end)
            for section, start, end in zip(found, ends, ends[1:], strict=False)
        ]
    headers = {section: _header(section, nodes[0][1], lines, text.path) for section, nodes in found.items()}
    starts = [0, *(_start(row, lines) for row in list(headers.values())[1:]), len(lines)]
    return [
        _piece(section, found[section], lines, start, end, headers[section])
        for section, start, end in zip(found, starts, starts[1:], strict=False)
    ]


def _is_in_braces(lines: Sequence[str]) -> bool:
    bare = (line.lstrip() for line in lines if not _MARKER.match(line))
    return next((line.startswith("{") for line in bare if line and not line.startswith("#")), False)


def _end(nodes: Sequence[tuple[str, Node]]) -> _Position:
    return nodes[-1][1].end.line, nodes[-1][1].end.column


def _header(section: str, first: Node, lines: Sequence[str], path: str) -> int:
    """Return the line with the name of a section; ``first`` is its first record, or the base."""
    name = re.compile(rf"""(?:"{section}"|'{section}'|{section})[ \t]*:""")
    row = next((row for row in range(first.key.line, -1, -1) if name.match(lines[row])), None)
    if row is None:
        hints = (f"write '{section}:' at the beginning of a line",)
        raise Unreadable(f"{path} cannot be cut at '{section}'", hints=hints)
    return row


def _start(header: int, lines: Sequence[str]) -> int:
    """Return the first line of a section: that of the comments above its header."""
    start = header
    for row in range(header - 1, -1, -1):
        if lines[row].startswith("#"):
            start = row
        elif lines[row].strip():
            break
    return start


def _piece(  # noqa: PLR0913, PLR0917 -- what is known of a section
    section: str, nodes: list[tuple[str, Node]], lines: list[str], start: int, end: int, header: int
) -> FilePiece:
    key = nodes[0][1].key
    before = _between(lines, (header, lines[header].index(":") + 1), (key.line, key.column)) if nodes[0][0] else ""
    if _COMMENT.sub("", before).strip():  # a brace
        piece = _from_braces(section, nodes, lines, (header, 0), (end - 1, len(lines[end - 1])))
        head = lines[start:header]
        records = tuple((id_, row + len(head)) for id_, row in piece.records)
        return FilePiece(section, (*head, *piece.lines), len(head), records, piece.column)
    records = tuple((id_, node.key.line - start) for id_, node in nodes if id_)
    return FilePiece(section, tuple(lines[start:end]), header - start, records, key.column)


def _from_braces(
    section: str, nodes: list[tuple[str, Node]], lines: list[str], start: _Position, end: _Position
) -> FilePiece:
    """Write a section in braces in lines; ``start`` and ``end`` are those of its part of the file."""
    column = _INDENT * bool(nodes[0][0])
    written = [f"{section}:"] * bool(column)
    records = []
    for id_, node in nodes:
        at = (node.key.line, node.key.column)
        written += (f"{'':{column}}{each}" for each in _COMMENT.findall(_between(lines, start, at)))
        records += [(id_, len(written))] * bool(id_)
        name = _between(lines, at, (node.key_end.line, node.key_end.column))
        start = (node.end.line, node.end.column)
        value, *more = _between(lines, (node.start.line, node.start.column), start).split("\n")
        written.append(f"{'':{column}}{name}: {value}")
        written += (f"{'':{column + _INDENT}}{line}" for line in more)
    written += (f"{'':{column}}{each}" for each in _COMMENT.findall(_between(lines, start, end)))
    header = next(row for row, line in enumerate(written) if not line.startswith("#"))
    return FilePiece(section, tuple(written), header, tuple(records), column)


def _between(lines: Sequence[str], start: tuple[int, int], end: tuple[int, int]) -> str:
    """Return the text between two positions."""
    (row, column), (last, until) = start, end
    if row == last:
        return lines[row][column:until]
    return "\n".join((lines[row][column:], *lines[row + 1 : last], lines[last][:until]))


def joined(content: BaseContent) -> bytes:
    """Return a base as one file, with all comments. One file is returned as it is.

    Raise `BadBase` if the base has errors.
    """
    facts = load(content.texts)
    if len(content.texts) == 1:
        return content.texts[0].data
    found = [piece for text in content.texts for piece in pieces(text)]
    parts = [part for each in ORDER for part in _section([piece for piece in found if piece.section == each])]
    data = text_of(parts, content.texts[0].newline)
    if load([BaseText(content.base, data)]) != facts:
        hints = ("write its sections and records in lines, as genden new does",)
        raise Unreadable(f"the files of {content.base} cannot be joined", hints=hints)
    return data


def _section(found: Sequence[FilePiece]) -> Iterator[list[str]]:
    """Yield the lines of a section in a joined file, piece by piece; only the first has a header."""
    column = max((each.column for each in found), default=0)
    for number, piece in enumerate(found):
        head, header = piece.lines[: piece.header], piece.lines[piece.header]
        more = " " * (column - piece.column)
        body = [f"{more}{line}" if more and line else line for line in piece.lines[piece.header + 1 :]]
        lines = [*head, *(_COMMENT.findall(header) if number else [header]), *body]
        yield [line for line in lines if not _MARKER.match(line)]


def text_of(parts: Iterable[Sequence[str]], newline: str) -> bytes:
    """Return the parts of a file as one text, with an empty line between two."""
    lines: list[str] = []
    for part in parts:
        if lines and lines[-1].strip():
            lines.append("")
        lines += part
    return "".join(f"{each}{newline}" for each in lines).encode("utf-8")
