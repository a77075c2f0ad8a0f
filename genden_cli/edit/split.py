"""A base that is cut into files of a folder: for each section a file, or a folder if it is long.

Cuts are at the headings that its author gave it: comments such as ``# --- the journey``. So a file is about one topic,
and the changes of a colleague show which. Numbers before the names keep the order of the records.
"""

from __future__ import annotations

import errno
import os
import re
from typing import TYPE_CHECKING, Final

from genden_cli import signals
from genden_cli.edit.pieces import ORDER, joined, pieces, text_of
from genden_cli.errors import Unreadable, Unwritable, reason
from genden_cli.load import load
from genden_cli.named_tuple import NamedTuple
from genden_cli.source import base_files
from genden_cli.source.base_text import BaseText
from genden_cli.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from genden_cli.edit.pieces import FilePiece
    from genden_cli.source.base_files import BaseContent

MOST_LINES: Final = 1000
"""A section with more lines is cut at its headings, and a part with more lines between two records."""

_HEADING: Final = re.compile(r"\s*#\s*([-=*~_#+])\1\1+(.*)")
_LONGEST_NAME: Final = 40


class _Part(NamedTuple):
    """The lines of a file, without the header of its section, and what they are about."""

    lines: Sequence[str]
    about: str


def split(content: BaseContent) -> dict[str, bytes]:
    """Return a base as files: their content by their paths in a folder. All comments are kept.

    Raise `BadBase` if the base has errors, `Unreadable` if it is written so that it cannot be cut.
    """
    text = BaseText(content.base, joined(content))
    found = {each.section: each for each in pieces(text)}
    files = {
        path: text_of([lines], text.newline)
        for section in ORDER
        if section in found
        for path, lines in _files(found[section])
    }
    cut = (BaseText(path, files[path]) for path in base_files.in_order(files))
    if load(cut) != load([text]):
        hints = ("write its sections and records in lines, as genden new does",)
        raise Unreadable(f"{content.base} cannot be cut into files", hints=hints)
    return files


def _files(piece: FilePiece) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the files of a section with their lines."""
    if len(piece.lines) <= MOST_LINES or not piece.records:
        yield f"{piece.section}.yaml", _without_blank_end(piece.lines)
        return
    parts = list(_parts(piece))
    header = re.sub(r"\s*#.*", "", piece.lines[piece.header])
    for number, part in enumerate(parts):
        lead = [header] * bool(number)
        yield f"{piece.section}/{_name(number + 1, len(parts), part.about)}.yaml", [*lead, *part.lines]


def _parts(piece: FilePiece) -> Iterator[_Part]:
    """Yield the parts of a section. A heading without records goes with the next one."""
    starts = [0, *_cuts(piece)]
    for start, end in zip(starts, [*starts[1:], len(piece.lines)], strict=True):
        first, row = next((id_, row) for id_, row in piece.records if start <= row < end)
        headings = [found[2] for line in piece.lines[start:row] if (found := _HEADING.fullmatch(line))]
        yield _Part(_without_blank_end(piece.lines[start:end]), [first, *headings][-1])


def _cuts(piece: FilePiece) -> Iterator[int]:
    """Yield the lines at which the parts of a section begin, but for the first."""
    start = 0
    rows = [row for _, row in piece.records[1:]]
    leads = [_lead(piece, row) for row in rows]
    for row, lead, end in zip(rows, leads, [*leads[1:], len(piece.lines)], strict=True):
        heading = next((n for n in range(lead, row) if _HEADING.fullmatch(piece.lines[n])), None)
        if heading is not None or end - start > MOST_LINES:
            start = lead if heading is None else heading
            yield start


def _lead(piece: FilePiece, row: int) -> int:
    """Return the first line of the comments above a record. A deeper one belongs to the record before."""
    lead = row
    for number in range(row - 1, piece.header, -1):
        line = piece.lines[number]
        bare = line.lstrip()
        if bare.startswith("#") and len(line) - len(bare) <= piece.column:
            lead = number
        elif bare:
            break
    return lead


def _without_blank_end(lines: Sequence[str]) -> Sequence[str]:
    """Return lines without an empty one at the end, which a joined file has between two parts."""
    return lines[:-1] if len(lines) > 1 and not lines[-1].strip() and lines[-2].strip() else lines


def _name(number: int, count: int, about: str) -> str:
    """Return the name of a file: its number, and the first words of what it is about."""
    words = re.findall("[a-z0-9]+", normalize(about))
    name = ""
    for word in words:
        if len(name) + len(word) > _LONGEST_NAME:
            break
        name += f"-{word}"
    return f"{number:0{len(str(count))}}{name}"


def has_copies(content: BaseContent) -> bool:
    """Tell whether a source of a base without errors names a copy in the folder of the base."""
    return any(each.copy for each in load(content.texts).sources)


def write(files: Mapping[str, bytes], folder: str) -> None:
    """Write files into a new folder: all of them, or none. Raise `Unwritable` if there is one, or writing fails."""
    real = os.path.realpath(folder)
    draft = f"{real}.genden-{os.getpid()}-{os.urandom(4).hex()}.tmp"
    signals.DRAFTS.add(draft)
    try:
        if os.path.lexists(folder):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        os.mkdir(draft)
        for name, data in files.items():
            path = os.path.join(draft, *name.split("/"))
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        os.rename(draft, real)
    except (OSError, ValueError) as error:
        hints = ("name a new folder; nothing was changed",)
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise Unwritable(f"cannot write {folder}: {why}", hints=hints) from None
    finally:
        signals.remove_draft(draft)
        signals.DRAFTS.discard(draft)
